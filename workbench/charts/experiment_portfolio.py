"""The picture of: which experiments are there, of which shape and kind, and where does each stand?"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import named, table_in_words
from workbench.charts.figure import Figure
from workbench.charts.theme import BLUE, GREY, INK, LARGE, ORANGE, PAPER, SMALL, rows, text_layer, wrapped
from workbench.frames import Released
from workbench.model import EndPoint, ExperimentKind, WorksOn
from workbench.model.experiment import shape_of
from workbench.model.prompts import Words
from workbench.patterns.experiment_portfolio import UNDECIDED, ExperimentPortfolio

__all__ = ["MOST_IN_A_CELL", "experiment_portfolio"]

#: More titles would make the picture a wall; the table has all of them.
MOST_IN_A_CELL = 8

_LEFT, _CELL, _TOP = 200, 560, 60
_LINE = SMALL + 5
_LETTERS = 54
_SHAPES = {ExperimentKind.hypothesis: "square", ExperimentKind.probe: "circle"}
_COLOURS = {ExperimentKind.hypothesis: BLUE, ExperimentKind.probe: ORANGE}


@dataclass
class _Sheet:
    """What is drawn, by kind of mark; pixels, y downwards."""

    boxes: list[dict[str, Any]] = field(default_factory=list)
    marks: list[dict[str, Any]] = field(default_factory=list)
    titles: list[dict[str, Any]] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)
    heads: list[dict[str, Any]] = field(default_factory=list)


def experiment_portfolio(released: Released[ExperimentPortfolio], *, words: Words) -> Figure:
    """The grid of end point × where the work is done, each experiment in its cell; those not yet placed beneath."""
    table = released.table
    title = words.say("portfolio.chart.title")
    if table.empty:
        return Figure.nothing_yet(released, title=title, empty=words.say("portfolio.chart.empty"), words=words)
    columns = ["title", "shape", "experiment_kind", "status", "started_on", "ended_on"]
    return Figure.of(
        released,
        _grid(table, words),
        title=title,
        description=_told(table, words),
        table=table_in_words(table, columns, words=words),
        words=words,
    )


def _told(table: pd.DataFrame, words: Words) -> str:
    said = []
    for shape, here in table.groupby("shape", sort=False):
        listed = [
            words.say(
                "portfolio.chart.one",
                title=row["title"],
                kind=named(words, "experiment_kind", row["experiment_kind"]),
                status=named(words, "status", row["status"]).lower(),
            )
            for row in here.to_dict("records")
        ]
        said.append(
            words.say("portfolio.chart.told", shape=named(words, "shape", shape), n=len(here), titles="; ".join(listed))
        )
    return "\n".join(said)


def _grid(table: pd.DataFrame, words: Words) -> Any:
    sheet, y = _Sheet(), float(_TOP)
    for column, end in enumerate(EndPoint):
        sheet.heads.append({"x": _LEFT + column * _CELL + 16, "y": 28, "text": words.say(f"portfolio.end_point.{end}")})
    for work in WorksOn:
        shapes = [str(shape_of(end, work)) for end in EndPoint]
        high = max(_cell_height(table[table["shape"] == shape]) for shape in shapes)
        text = wrapped(words.say(f"portfolio.works_on.{work}"), 16)
        sheet.heads.append({"x": 0, "y": y + 30, "text": text})
        for column, shape in enumerate(shapes):
            left = _LEFT + column * _CELL
            _cell(sheet, table[table["shape"] == shape], shape, at=(left, y, left + _CELL, y + high), words=words)
        y += high
    undecided = table[table["shape"] == UNDECIDED]
    if len(undecided):
        y += 26
        high = _cell_height(undecided)
        _cell(sheet, undecided, UNDECIDED, at=(_LEFT, y, _LEFT + 2 * _CELL, y + high), words=words)
        y += high
    return _drawn(sheet, y + 4, words)


def _lines(title: object) -> str:
    return wrapped(str(title), _LETTERS, lines=2)


def _cell_height(here: pd.DataFrame) -> float:
    shown = [_lines(title) for title in here["title"].head(MOST_IN_A_CELL)]
    room = sum((text.count("\n") + 1) * _LINE + _LINE + 12 for text in shown)
    return 62.0 + max(room, 40) + (_LINE + 8 if len(here) > MOST_IN_A_CELL else 0)


def _cell(
    sheet: _Sheet, here: pd.DataFrame, shape: str, *, at: tuple[float, float, float, float], words: Words
) -> None:
    left, top, right, bottom = at
    # The last box is drawn apart from the grid: its line is broken, as its experiments are not placed yet.
    sheet.boxes.append({"x": left, "y": top, "x2": right, "y2": bottom, "placed": shape != UNDECIDED})
    sheet.heads.append({"x": left + 16, "y": top + 26, "text": named(words, "shape", shape)})
    y = top + 64
    for row in here.head(MOST_IN_A_CELL).to_dict("records"):
        text = _lines(row["title"])
        kind = named(words, "experiment_kind", row["experiment_kind"])
        sheet.marks.append({"x": left + 28, "y": y, "kind": kind})
        sheet.titles.append({"x": left + 50, "y": y, "text": text})
        y += (text.count("\n") + 1) * _LINE
        status = named(words, "status", row["status"])
        sheet.notes.append({"x": left + 50, "y": y, "text": f"{kind[:1].upper()}{kind[1:]} · {status.lower()}"})
        y += _LINE + 12
    if here.empty:
        sheet.notes.append({"x": left + 16, "y": y, "text": words.say("portfolio.chart.none_here")})
    if len(here) > MOST_IN_A_CELL:
        left_out = words.say("portfolio.chart.more", n=len(here) - MOST_IN_A_CELL)
        sheet.notes.append({"x": left + 50, "y": y, "text": left_out})


def _drawn(sheet: _Sheet, height: float, words: Words) -> Any:
    width = _LEFT + 2 * _CELL
    across = alt.X("x:Q", scale=alt.Scale(domain=[0, width], nice=False), axis=None)
    down = alt.Y("y:Q", scale=alt.Scale(domain=[height, 0], nice=False, zero=False), axis=None)
    boxes = [
        alt.Chart(rows([box for box in sheet.boxes if box["placed"] is placed]))
        .mark_rect(fill=PAPER, stroke=GREY, strokeWidth=1.5, strokeDash=dash)
        .encode(x=across, y=down, x2="x2:Q", y2="y2:Q")
        for placed, dash in ((True, [1, 0]), (False, [6, 5]))
        if any(box["placed"] is placed for box in sheet.boxes)
    ]
    kinds = [named(words, "experiment_kind", kind.value) for kind in _SHAPES]
    marks = (
        alt.Chart(rows(sheet.marks))
        .mark_point(filled=True, size=170, stroke=INK, strokeWidth=1, opacity=1)
        .encode(
            x=across,
            y=down,
            shape=alt.Shape("kind:N", scale=alt.Scale(domain=kinds, range=list(_SHAPES.values())), legend=None),
            color=alt.Color("kind:N", scale=alt.Scale(domain=kinds, range=list(_COLOURS.values())), legend=None),
        )
    )
    layers: list[Any] = [*boxes, marks]
    layers += [
        text_layer(sheet.heads, weight="bold", line=_LINE, size=LARGE).encode(x=across, y=down),
        text_layer(sheet.titles, weight="bold", line=_LINE).encode(x=across, y=down),
        text_layer(sheet.notes, weight="normal", line=_LINE, colour=GREY).encode(x=across, y=down),
    ]
    return alt.layer(*layers, width=width, height=height)
