"""The picture of: what is the purpose, and how did its wording come about?"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import day_in_words, table_in_words
from workbench.charts.figure import Figure
from workbench.charts.theme import BLUE, GREY, INK, SMALL, rows, wrapped
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.purpose_history import PurposeHistory

__all__ = ["purpose_history"]

_WIDTH = 1000
_LETTERS = {"current": 28, "earlier": 18, "when": SMALL}


def purpose_history(released: Released[PurposeHistory], *, words: Words) -> Figure:
    """The wordings down a line of time, the newest on top and large."""
    table = released.table
    title = words.say("charts.purpose_history.title")
    if table.empty:
        return Figure.nothing_yet(released, title=title, empty=words.say("charts.purpose_history.empty"), words=words)
    columns = ["wording", "proposed_by", "proposed_on", "agreed_by", "n_agreed", "agreed_on", "current"]
    return Figure.of(
        released,
        _line_of_time(table, words),
        title=title,
        description="\n".join(f"{row['wording']} ({_when(row, words)})" for row in table.to_dict("records")),
        table=table_in_words(table, columns, words=words),
        words=words,
    )


def _when(row: dict[Any, Any], words: Words) -> str:
    proposed, agreed = day_in_words(row["proposed_on"], words), day_in_words(row["agreed_on"], words)
    said = [words.say("charts.purpose_history.proposed", day=proposed)] if proposed else []
    if agreed:
        said.append(words.say("charts.purpose_history.agreed", day=agreed))
    return ", ".join(said) or words.say("charts.purpose_history.no_date")


def _line_of_time(table: pd.DataFrame, words: Words) -> Any:
    texts: dict[str, list[dict[str, Any]]] = {role: [] for role in _LETTERS}
    dots, y = [], 24.0
    for row in table.to_dict("records"):
        role = "current" if row["current"] else "earlier"
        size = _LETTERS[role]
        text = wrapped(str(row["wording"]), 62 if role == "current" else 96, lines=9)
        dots.append({"x": 12, "y": y, "role": role})
        texts[role].append({"x": 44, "y": y, "text": text})
        y += (text.count("\n") + 1) * (size + 6)
        texts["when"].append({"x": 44, "y": y, "text": _when(row, words)})
        y += SMALL + 38
    height = y - 20
    across = alt.X("x:Q", scale=alt.Scale(domain=[0, _WIDTH], nice=False), axis=None)
    down = alt.Y("y:Q", scale=alt.Scale(domain=[height, 0], nice=False, zero=False), axis=None)
    points = alt.Chart(rows(dots)).encode(x=across, y=down)
    layers: list[Any] = [points.mark_line(color=GREY, strokeWidth=2)] if len(dots) > 1 else []
    filled = alt.when("datum.role === 'current'").then(alt.value(BLUE)).otherwise(alt.value("#FFFFFF"))
    layers.append(points.mark_point(size=260, stroke=BLUE, strokeWidth=3, opacity=1).encode(fill=filled))
    for role, size in _LETTERS.items():
        drawn = alt.Chart(rows(texts[role])).encode(x=across, y=down, text="text:N")
        layers.append(
            drawn.mark_text(
                align="left",
                baseline="middle",
                fontSize=size,
                fontWeight="bold" if role == "current" else "normal",
                lineBreak="\n",
                lineHeight=size + 6,
                color=GREY if role == "when" else INK,
            )
        )
    return alt.layer(*layers, width=_WIDTH, height=height)
