"""The picture of: which loops are there?"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import named, table_in_words
from workbench.charts.figure import Figure
from workbench.charts.theme import BLUE, GREY, PAPER, SMALL, VERMILION, rows, text_layer, wrapped
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.loops import Loops

__all__ = ["MOST_DRAWN", "loops"]

#: More would be a wall of text; the table has all of them.
MOST_DRAWN = 12

_WIDTH = 1150
_LINE = SMALL + 5
_TEXT_AT = 330
_SHAPE = {"reinforcing": "circle", "balancing": "square", "unknown": "diamond"}
_COLOUR = {"reinforcing": BLUE, "balancing": VERMILION, "unknown": GREY}


def loops(released: Released[Loops], *, words: Words) -> Figure:
    """The loops as a list: a mark that tells the kind by letter and shape, the name, and the sentence."""
    finding, table = released.finding, released.table
    title = words.say("charts.loops.title")
    if table.empty:
        return Figure.nothing_yet(released, title=title, empty=words.say("charts.loops.empty"), words=words)
    return Figure.of(
        released,
        _list(table.head(MOST_DRAWN), words),
        title=title,
        description=_told(finding, words),
        table=table_in_words(table, ["mark", "name", "kind", "length", "delay", "sentence"], words=words),
        words=words,
    )


def _told(finding: Loops, words: Words) -> str:
    table = finding.table
    counted = table["kind"].value_counts()
    kinds = ", ".join(f"{named(words, 'kind', kind)} {counted[kind]}" for kind in _SHAPE if kind in counted)
    said = [words.say("charts.loops.told", n=len(table), kinds=kinds)]
    if finding.independent:
        said.append(words.say("charts.loops.independent"))
    if finding.capped:
        said.append(words.say("charts.loops.capped", n=finding.complete_to))
    if len(table) > MOST_DRAWN:
        said.append(words.say("charts.loops.first", n=MOST_DRAWN))
    if finding.open_names:
        said.append(words.say("charts.loops.open", names=", ".join(finding.open_names)))
    return "\n".join(said)


def _list(table: pd.DataFrame, words: Words) -> Any:
    headings, marks, sentences, y = [], [], [], 20.0
    for row in table.to_dict("records"):
        kind = str(row["kind"])
        name = str(row["name"]) if row["named"] else named(words, "kind", kind)
        heading, sentence = wrapped(name, 24, lines=3), wrapped(str(row["sentence"]), 92, lines=12)
        marks.append({"y": y, "kind": kind, "mark": str(row["mark"])})
        headings.append({"x": 66, "y": y, "text": heading})
        sentences.append({"x": _TEXT_AT, "y": y, "text": sentence})
        y += max(heading.count("\n"), sentence.count("\n")) * _LINE + 2.6 * _LINE
    scale = alt.Scale(domain=[y - _LINE, 0], nice=False, zero=False)
    across = alt.X("x:Q", scale=alt.Scale(domain=[0, _WIDTH], nice=False), axis=None)
    down = alt.Y("y:Q", scale=scale, axis=None)
    kinds = list(_SHAPE)
    drawn = alt.Chart(rows(marks)).encode(x=alt.value(28), y=down)
    layers = [
        drawn.mark_point(filled=True, size=1700, opacity=1).encode(
            shape=alt.Shape("kind:N", scale=alt.Scale(domain=kinds, range=[_SHAPE[k] for k in kinds]), legend=None),
            color=alt.Color("kind:N", scale=alt.Scale(domain=kinds, range=[_COLOUR[k] for k in kinds]), legend=None),
        ),
        drawn.mark_text(fontSize=SMALL, fontWeight="bold", color=PAPER, baseline="middle").encode(text="mark:N"),
        text_layer(headings, weight="bold", line=_LINE).encode(x=across, y=down),
        text_layer(sentences, weight="normal", line=_LINE).encode(x=across, y=down),
    ]
    return alt.layer(*layers, width=_WIDTH, height=y - _LINE)
