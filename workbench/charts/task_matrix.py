"""The picture of: which tasks can live in the team, and who may act?"""

from __future__ import annotations

import json
from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.acting_grid import acting_grid
from workbench.charts.data_table import table_in_words
from workbench.charts.figure import Figure
from workbench.charts.numbered_list import numbered_list
from workbench.charts.side_by_side import side_by_side
from workbench.charts.theme import BLUE, GREY, INK, PALE, PAPER, SMALL, rows, wrapped
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.task_matrix import COMPLEX_FROM, FREQUENT_FROM, REGIONS, TaskMatrix

__all__ = ["task_matrix"]

_SIDE = 620
_APART = 31.0
#: The scales reach beyond their steps 1 to 5: marks at an end stand inside, and the regions' names above or below them.
_FROM, _TO = 0.2, 5.8
_ROOM = 0.3
_HEXAGON = "M-.5,-.87L.5,-.87L1,0L.5,.87L-.5,.87L-1,0Z"
_SHAPES = {"yes": "circle", "partly": "diamond", "no": "square", "unknown": _HEXAGON}
_REGION_PAPER = {"in_team": "#E3F0EE", "learnt": "#FBF3DC", "on_pull": "#EFE7F0"}
_COLUMNS = [
    "number",
    "name",
    "complexity",
    "often",
    "times",
    "region",
    "acting",
    "could_act",
    "effective",
    "moved_on",
    "complexity_before",
    "often_before",
    "why",
]


def task_matrix(released: Released[TaskMatrix], *, words: Words, view: str = "regions") -> Figure:
    """How often × how complex, with three regions and the trails of what moved; each task is a number in the list.

    ``view``: ``regions``, or ``acting`` for who acts today against where it could sit.
    """
    table = released.table.assign(number=range(1, len(released.table) + 1))
    placed = table[table["region"].notna()]
    title = words.say("task_matrix.chart.title" if view == "regions" else "task_matrix.chart.title_acting")
    if placed.empty:
        return Figure.nothing_yet(released, title=title, empty=words.say("task_matrix.chart.empty"), words=words)
    matrix = _matrix(placed, words) if view == "regions" else acting_grid(placed, words)
    shown = table.drop(columns=["task"]) if "task" in table else table
    names = [(int(row["number"]), str(row["name"])) for row in placed.to_dict("records")]
    return Figure.of(
        released,
        alt.hconcat(matrix, numbered_list(names, words=words, height=_SIDE), spacing=30).resolve_scale(
            x="independent", y="independent"
        ),
        title=title,
        description=_told(placed, words) if view == "regions" else _told_acting(placed, words),
        table=table_in_words(shown, _COLUMNS, words=words),
        words=words,
    )


def _matrix(placed: pd.DataFrame, words: Words) -> Any:
    layers = [*_regions(words), *_trails(placed), *_dots(placed, words)]
    return alt.layer(*layers, width=_SIDE, height=_SIDE)


def _axis(words: Words, name: str, *, channel: Any, field: str) -> Any:
    """An axis with words at its steps 1 to 5."""
    said = [words.say(f"task_matrix.{name}_step.{n}") for n in range(1, 6)]
    # a list of JSON strings is also one for Vega; the words stay words
    labels = f"{json.dumps(said)}[round(datum.value) - 1]"
    angle = 0 if name == "often" else -90
    axis = alt.Axis(
        values=[1, 2, 3, 4, 5], labelExpr=labels, grid=False, labelAngle=angle, labelOverlap=False, ticks=False
    )
    scale = alt.Scale(domain=[_FROM, _TO], nice=False, zero=False)
    return channel(field, title=words.say(f"task_matrix.{name}"), axis=axis, scale=scale)


def _regions(words: Words) -> list[Any]:
    corners = {
        "in_team": (_FROM, _TO, _FROM, COMPLEX_FROM),
        "learnt": (FREQUENT_FROM, _TO, COMPLEX_FROM, _TO),
        "on_pull": (_FROM, FREQUENT_FROM, COMPLEX_FROM, _TO),
    }
    papers = [
        {
            "x": corners[region][0],
            "x2": corners[region][1],
            "y": corners[region][2],
            "y2": corners[region][3],
            "paper": _REGION_PAPER[region],
            "text": wrapped(words.say(f"task_matrix.region.{region}"), 34),
            "below": region == "in_team",
        }
        for region in REGIONS
    ]
    base = alt.Chart(rows(papers))
    x = _axis(words, "often", channel=alt.X, field="x:Q")
    y = _axis(words, "complexity", channel=alt.Y, field="y:Q")
    areas = base.mark_rect(stroke=GREY, strokeWidth=1, strokeDash=[2, 3]).encode(
        x=x, y=y, x2="x2:Q", y2="y2:Q", color=alt.Color("paper:N", scale=None)
    )
    letters: dict[str, Any] = {
        "align": "left",
        "dx": 8,
        "fontSize": SMALL,
        "fontWeight": "bold",
        "color": INK,
        "lineBreak": "\n",
    }
    above = base.transform_filter("!datum.below").mark_text(**letters, baseline="top", dy=6)
    below = base.transform_filter("datum.below").mark_text(**letters, baseline="bottom", dy=-6)
    return [areas, above.encode(x=x, y="y2:Q", text="text:N"), below.encode(x=x, y="y:Q", text="text:N")]


def _trails(placed: pd.DataFrame) -> list[Any]:
    moved = placed[placed["complexity_before"].notna()]
    if moved.empty:
        return []
    trails = [
        {"x": row["often_before"], "y": row["complexity_before"], "x2": x, "y2": y}
        for row, (x, y) in zip(moved.to_dict("records"), _spread(placed).loc[moved.index].to_numpy(), strict=True)
    ]
    base = alt.Chart(rows(trails)).encode(x="x:Q", y="y:Q")
    return [
        base.mark_rule(color="#8D9399", strokeWidth=1.5, strokeDash=[5, 4]).encode(x2="x2:Q", y2="y2:Q"),
        base.mark_point(shape="circle", size=110, stroke=GREY, strokeWidth=2, fill=PAPER, opacity=1),
    ]


def _spread(placed: pd.DataFrame) -> pd.DataFrame:
    """Where each dot is drawn, in steps: its place, or beside it where another dot is."""
    unit = _SIDE / (_TO - _FROM)
    low, high = _FROM + _ROOM, _TO - _ROOM
    at = [
        (often * unit, complexity * unit)
        for often, complexity in zip(placed["often"], placed["complexity"], strict=True)
    ]
    # a mark never crosses into another region to find room
    boxes = [
        (
            (FREQUENT_FROM if often >= FREQUENT_FROM else low) * unit,
            (COMPLEX_FROM if complexity >= COMPLEX_FROM else low) * unit,
            (high if often >= FREQUENT_FROM else FREQUENT_FROM) * unit,
            (high if complexity >= COMPLEX_FROM else COMPLEX_FROM) * unit,
        )
        for often, complexity in zip(placed["often"], placed["complexity"], strict=True)
    ]
    drawn = side_by_side(at, apart=_APART, boxes=boxes)
    return pd.DataFrame([(x / unit, y / unit) for x, y in drawn], index=placed.index, columns=["x", "y"])


def _dots(placed: pd.DataFrame, words: Words) -> list[Any]:
    spread = _spread(placed)
    dots = [
        {
            "x": x,
            "y": y,
            "number": str(row["number"]),
            "effective": words.say(f"task_matrix.effective.{_effective(row)}"),
        }
        for row, (x, y) in zip(placed.to_dict("records"), spread.to_numpy(), strict=True)
    ]
    said = {words.say(f"task_matrix.effective.{key}"): shape for key, shape in _SHAPES.items()}
    legend = alt.Legend(title=words.say("task_matrix.legend"), orient="bottom", symbolFillColor=PALE, symbolSize=300)
    base = alt.Chart(rows(dots)).encode(x="x:Q", y="y:Q")
    shape = alt.Shape("effective:N", scale=alt.Scale(domain=list(said), range=list(said.values())), legend=legend)
    return [
        base.mark_point(size=620, fill=PAPER, stroke=BLUE, strokeWidth=2.5, opacity=1).encode(shape=shape),
        base.mark_text(fontSize=14, fontWeight="bold", color=INK).encode(text="number:N"),
    ]


def _effective(row: dict[Any, Any]) -> str:
    return "unknown" if pd.isna(row["effective"]) else str(row["effective"])


def _names(table: pd.DataFrame) -> str:
    return ", ".join(f"{row['name']} ({row['number']})" for row in table.to_dict("records"))


def _told(placed: pd.DataFrame, words: Words) -> str:
    said = [
        words.say(
            "task_matrix.chart.told",
            region=words.say(f"task_matrix.region.{region}"),
            names=_names(placed[placed["region"] == region]) or words.say("task_matrix.nothing_here"),
        )
        for region in REGIONS
    ]
    moved = placed[placed["complexity_before"].notna()]
    if len(moved):
        said.append(words.say("task_matrix.chart.told_moved", names=_names(moved)))
    return "\n".join([*said, words.say("task_matrix.rare_simple")])


def _told_acting(placed: pd.DataFrame, words: Words) -> str:
    return "\n".join(
        words.say(
            "task_matrix.chart.told_acting",
            today=words.say("task_matrix.not_said" if not today else f"task_matrix.acting_today.{today}"),
            could=words.say(f"task_matrix.could_act.{could}"),
            names=_names(here),
        )
        for (today, could), here in placed.assign(acting=placed["acting"].fillna("")).groupby(["acting", "could_act"])
    )
