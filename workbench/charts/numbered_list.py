"""The list beside a picture whose marks are numbers: each number and its words."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten
from typing import Any

import altair as alt

from workbench.charts.theme import INK, SMALL, rows
from workbench.model.prompts import Words

__all__ = ["numbered_list"]

_LINE = 20
_COLUMN = 330
_LETTERS = 38
_MOST_COLUMNS = 2


def numbered_list(names: Sequence[tuple[int, str]], *, words: Words, height: int) -> Any:
    """Numbers and words in one or two columns; what is more than fits is said in the last line (the table has all)."""
    most = height // _LINE
    shown = list(names[: most * _MOST_COLUMNS])
    more = len(names) - len(shown)
    if more:
        shown[-1] = (0, "")
        more += 1
    lines = [
        {
            "x": at // most * _COLUMN,
            "y": at % most * _LINE + _LINE / 2,
            "text": f"{number}  {shorten(name, _LETTERS, placeholder=' …') or name[: _LETTERS - 1] + '…'}"
            if number
            else words.say("task_matrix.chart.more", n=more),
        }
        for at, (number, name) in enumerate(shown)
    ]
    columns = 1 if len(shown) <= most else _MOST_COLUMNS
    across = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, columns * _COLUMN], nice=False))
    down = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False))
    return (
        alt.Chart(rows(lines), width=columns * _COLUMN, height=height)
        .mark_text(align="left", baseline="middle", fontSize=SMALL, color=INK)
        .encode(x=across, y=down, text="text:N")
    )
