"""The picture of: what are we learning about, and who can act on it?"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import named, table_in_words
from workbench.charts.figure import Figure
from workbench.charts.theme import INK, PALE, PAPER, rows
from workbench.frames import Released
from workbench.model import LearningAbout, WhoCanAct
from workbench.model.prompts import Words
from workbench.patterns.learnings import NOT_SAID, Learnings

__all__ = ["learnings"]

_CELL = 190


def learnings(released: Released[Learnings], *, words: Words) -> Figure:
    """Learning about × who can act; the number of entries stands in each cell, "*" where it is hidden."""
    table = released.table
    title = words.say("charts.learnings.title")
    if bool((table["n"].fillna(1) == 0).all()):
        return Figure.nothing_yet(released, title=title, empty=words.say("charts.learnings.empty"), words=words)
    return Figure.of(
        released,
        _squares(_cells(table, words), words),
        title=title,
        description=_told(table, words),
        table=table_in_words(table, ["learning_about", "can_act", "n"], words=words),
        words=words,
    )


def _cells(table: pd.DataFrame, words: Words) -> list[dict[str, Any]]:
    return [
        {
            "about": named(words, "learning_about", row["learning_about"]),
            "who": named(words, "can_act", row["can_act"]),
            "n": None if pd.isna(row["n"]) else int(row["n"]),
            "shown": str(row["n_shown"]),
        }
        for row in table.to_dict("records")
    ]


def _squares(cells: list[dict[str, Any]], words: Words) -> alt.LayerChart | alt.FacetChart:
    about = [named(words, "learning_about", value) for value in (*LearningAbout, NOT_SAID)]
    who = [named(words, "can_act", value) for value in (*WhoCanAct, NOT_SAID)]
    most = max(8, *(cell["n"] or 0 for cell in cells))
    hidden = alt.when("datum.n === null").then(alt.value(PALE))
    scale = alt.Scale(range=["#FFFFFF", "#08519C"], domain=[0, most], interpolate="rgb")
    axis = alt.Axis(labelAngle=0, orient="top")
    base = alt.Chart(rows(cells), width=len(who) * _CELL, height=len(about) * 90).encode(
        x=alt.X("who:N", sort=who, scale=alt.Scale(domain=who), title=words.say("charts.learnings.x"), axis=axis),
        y=alt.Y("about:N", sort=about, scale=alt.Scale(domain=about), title=words.say("charts.learnings.y")),
    )
    squares = base.mark_rect(invalid=None, stroke="#9AA0A6", strokeWidth=1).encode(
        color=hidden.otherwise(alt.Color("n:Q", scale=scale, legend=None))
    )
    ink = alt.when(f"datum.n !== null && datum.n > {most * 0.65}").then(alt.value(PAPER)).otherwise(alt.value(INK))
    return alt.layer(squares, base.mark_text(fontSize=26, fontWeight="bold").encode(text="shown:N", color=ink))


def _told(table: pd.DataFrame, words: Words) -> str:
    cells = [
        words.say(
            "charts.learnings.cell",
            about=named(words, "learning_about", row["learning_about"]),
            who=named(words, "can_act", row["can_act"]),
            n=row["n_shown"],
        )
        for row in table[table["n_shown"] != "0"].to_dict("records")
    ]
    return words.say("charts.learnings.told", cells="; ".join(cells))
