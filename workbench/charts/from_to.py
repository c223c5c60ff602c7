"""A matrix of what leads to what: a row for each from, a column for each to, and the number in each cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.theme import INK, PALE, PAPER, SMALL, rows, wrapped

__all__ = ["FromTo", "most_frequent", "name_in_lines"]

#: With more columns than this their names stand upright, or no screen would hold them.
_LYING_NAMES = 7
#: Letters on a line of a name.
_ROW_LETTERS, _LYING_LETTERS, _STANDING_LETTERS = 26, 14, 24
#: rgb: the usual interpolation runs from white to blue by way of cyan, as if that were another meaning.
_SHADES: dict[str, Any] = {"range": ["#FFFFFF", "#08519C"], "interpolate": "rgb"}
_FEWEST_TO_SHADE = 8
#: From this part of the darkest shade on, white letters are easier to read than dark ones.
_PAPER_FROM = 0.7
_LINE = SMALL + 2


@dataclass(frozen=True)
class FromTo:
    """The matrix of a table with the columns ``before``, ``after``, ``n``, ``shown`` and, under the number, ``under``.

    Rows and columns stand in the order of ``names``; a row or column with nothing in it is left out. Cells nobody went
    through stay empty; hidden ones carry their mark on grey.
    """

    cells: pd.DataFrame
    names: Sequence[str]
    x: str
    y: str

    def picture(self) -> Any:
        """The Altair chart."""
        before = [name for name in self.names if name in set(self.cells["before"])]
        after = [name for name in self.names if name in set(self.cells["after"])]
        lying = len(after) <= _LYING_NAMES
        # two long names may begin alike; a number that is not seen keeps them apart
        row_of = {name: name_in_lines(name, _ROW_LETTERS, lines=2) + "\u200b" * at for at, name in enumerate(before)}
        letters, most_lines = (_LYING_LETTERS, 4) if lying else (_STANDING_LETTERS, 2)
        column_of = {
            name: name_in_lines(name, letters, lines=most_lines) + "\u200b" * at for at, name in enumerate(after)
        }
        if lying:
            # Vega hangs lines from the first, so all names get as many lines as the longest
            deepest = max(name.count("\n") for name in column_of.values())
            column_of = {name: "\n" * (deepest - said.count("\n")) + said for name, said in column_of.items()}
        drawn = [
            {
                "before": row_of[row["before"]],
                "after": column_of[row["after"]],
                "n": None if pd.isna(row["n"]) else int(row["n"]),
                "shown": f"{row['shown']}\n{row['under']}" if row["under"] else str(row["shown"]),
                "under": bool(row["under"]),
            }
            for row in self.cells.to_dict("records")
        ]
        return self._matrix(drawn, list(row_of.values()), list(column_of.values()), lying=lying)

    def _matrix(self, drawn: list[dict[str, Any]], down: list[str], across: list[str], *, lying: bool) -> Any:
        most = max(*(cell["n"] or 0 for cell in drawn), _FEWEST_TO_SHADE)
        lines = 1 + max(name.count("\n") for name in across)
        names_across = alt.Axis(
            labelAngle=0 if lying else -90,
            labelAlign="center" if lying else "left",
            labelBaseline="top" if lying else "middle",
            labelPadding=lines * _LINE + 2 if lying else 6,
            labelLineHeight=_LINE,
            labelOverlap=False,
            orient="top",
            titlePadding=14,
            ticks=False,
            domain=False,
        )
        names_down = alt.Axis(labelLineHeight=_LINE, labelOverlap=False, ticks=False, domain=False, titlePadding=14)
        base = alt.Chart(width=(124 if lying else 66) * len(across), height=58 * len(down)).encode(
            x=alt.X("after:N", sort=across, title=self.x, axis=names_across, scale=alt.Scale(domain=across)),
            y=alt.Y("before:N", sort=down, title=self.y, axis=names_down, scale=alt.Scale(domain=down)),
        )
        hidden = alt.when("datum.n === null").then(alt.value(PALE))
        shade = alt.Color("n:Q", scale=alt.Scale(domain=[0, most], **_SHADES), legend=None)
        squares = base.mark_rect(invalid=None, stroke="#9AA0A6", strokeWidth=1).encode(color=hidden.otherwise(shade))
        dark = alt.when(f"datum.n !== null && datum.n > {most * _PAPER_FROM}").then(alt.value(PAPER))
        ink = dark.otherwise(alt.value(INK))
        letters: dict[str, Any] = {"fontSize": SMALL + 2, "fontWeight": "bold", "baseline": "middle"}
        # Vega hangs lines from the first, so that a number with another under it begins higher
        twice = base.transform_filter("datum.under").mark_text(
            **letters, lineBreak="\n", lineHeight=_LINE + 2, dy=-(_LINE + 2) / 2
        )
        once = base.transform_filter("!datum.under").mark_text(**letters)
        numbers = [text.encode(text="shown:N", color=ink) for text in (once, twice)]
        return alt.layer(squares, *numbers, data=rows(drawn))


def name_in_lines(name: str, letters: int, *, lines: int) -> str:
    """The name in a few lines; of a longer one its beginning and its end, for many begin alike and end otherwise."""
    if len(wrapped(name, letters, lines=99).split("\n")) <= lines:
        return wrapped(name, letters)
    begins = wrapped(name, letters, lines=99).split("\n")[: lines - 1]
    ends = name[2 - letters :]
    return "\n".join([*begins, f"… {ends.partition(' ')[2] or ends}"])


def most_frequent(table: pd.DataFrame, *, columns: tuple[str, str], most: int) -> list[str]:
    """The names that come up most in either column, at most so many, in alphabetical order."""
    n = table["n"].astype("float64").fillna(0)
    times = pd.concat([n.groupby(table[column].to_numpy()).sum() for column in columns]).groupby(level=0).sum()
    # sort_index first: of several that come up as often the first in the alphabet stays
    chosen = times.sort_index().sort_values(ascending=False, kind="stable").index[:most]
    return sorted((str(name) for name in chosen), key=lambda name: (name.casefold(), name))
