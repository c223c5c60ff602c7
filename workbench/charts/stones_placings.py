"""The picture of: where did tellers put their stones on this field?"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import table_in_words
from workbench.charts.figure import Figure
from workbench.charts.signified_in_words import MOST_GROUPS, answers_in_words, group_name, header, points_behind
from workbench.charts.small_multiples import small_multiples
from workbench.charts.theme import BLUE, GREEN, GREY, INK, LARGE, ORANGE, PURPLE, SKY, SMALL, VERMILION, rows, wrapped
from workbench.charts.triad_field import SHAPES
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.stones_placings import StonesPlacings

__all__ = ["stones_placings"]

_SIDE = {True: 460, False: 300}
_COLOURS = (BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY)
_CORNERS = {"TL": (0.25, 0.75), "TR": (0.75, 0.75), "BL": (0.25, 0.25), "BR": (0.75, 0.25)}
_COLUMNS = ["group", "item", "quarter", "n_stories", "n_tellers", "share"]


def stones_placings(released: Released[StonesPlacings], *, words: Words) -> Figure:
    """The field with a mark for each stone, a shape and colour for each name; else counts by quarter."""
    finding, own = released.finding, "x" in released.table
    title = words.say("signification.stones.title", title=finding.wording.title)
    if finding.quarters["n_stories"].fillna(1).eq(0).all():
        empty = words.say("signification.beside.empty")
        return Figure.nothing_yet(released, title=title, empty=empty, words=words)
    stones = list(dict.fromkeys(finding.quarters["item"]))
    there = finding.quarters[finding.quarters["n_stories"].fillna(1) > 0]
    groups = [group for group in dict.fromkeys(finding.quarters["group"]) if (there["group"] == group).any()]
    if own:
        pictures = [_points(released, group, stones, words) for group in groups]
    else:
        pictures = [_counts(released, group, stone, words) for group in groups for stone in stones]
    about = answers_in_words(released, words)
    if len(pictures) > MOST_GROUPS:
        about.append(words.say("signification.beside.first_groups", n=MOST_GROUPS))
    about.append(words.say("signification.beside.self_selected"))
    told = [_told(released, group, stone, words) for group in groups for stone in stones]
    return Figure.of(
        released,
        small_multiples(pictures[:MOST_GROUPS], about, columns=min(len(pictures), 2), width=1160),
        title=title,
        description="\n".join([*about, *told]),
        table=_table(released, words),
        words=words,
    )


def _field(released: Released[StonesPlacings], layers: list[Any], title: str) -> Any:
    side = _SIDE["x" in released.table]
    left, right, bottom, top = (*released.finding.wording.axes, "", "", "", "")[:4]
    ends: tuple[tuple[float, float, str, Any, Any], ...] = (
        (0.0, -0.02, wrapped(left, 26, lines=2), "left", "top"),
        (1.0, -0.02, wrapped(right, 26, lines=2), "right", "top"),
        (0.5, -0.13, wrapped(bottom, 50, lines=1), "center", "top"),
        (0.5, 1.02, wrapped(top, 50, lines=1), "center", "bottom"),
    )
    words = [
        alt.Chart(rows([{"x": x, "y": y, "text": text}]))
        .mark_text(align=align, baseline=base, fontSize=SMALL, fontWeight="bold", color=INK, lineBreak="\n")
        .encode(x="x:Q", y="y:Q", text="text:N")
        for x, y, text, align, base in ends
        if text
    ]
    frame = alt.Chart(rows([{"x": 0, "y": 0, "x2": 1, "y2": 1}]))
    frame = frame.mark_rect(fillOpacity=0, stroke=INK, strokeWidth=2).encode(**_place(), x2="x2:Q", y2="y2:Q")
    cross = alt.Chart(rows([{"x": 0.5, "y": 0, "x2": 0.5, "y2": 1}, {"x": 0, "y": 0.5, "x2": 1, "y2": 0.5}]))
    lines = cross.mark_rule(color=GREY, strokeDash=[3, 4]).encode(**_place(), x2="x2:Q", y2="y2:Q")
    head = alt.TitleParams(
        text=wrapped(title, int(side / 8), lines=3).split("\n"), anchor="start", fontSize=18, color=INK
    )
    drawn = alt.layer(frame, lines, *layers, *words, width=side, height=side * 1.3)
    return drawn.properties(title=head) if title else drawn


def _place() -> dict[str, Any]:
    return {
        "x": alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.02, 1.02], nice=False)),
        "y": alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-0.2, 1.1], nice=False)),
    }


def _points(released: Released[StonesPlacings], group: Any, stones: list[str], words: Words) -> Any:
    table = released.table
    points = table[table["group"].fillna("") == group]
    drawn = points[["x", "y", "item"]].to_dict("records")
    look: dict[str, Any] = {"domain": stones}
    legend = alt.Legend(title=None, orient="bottom", symbolSize=200, labelFontSize=SMALL, columns=2, labelLimit=400)
    shapes = [SHAPES[at % len(SHAPES)] for at in range(len(stones))]
    colours = [_COLOURS[at % len(_COLOURS)] for at in range(len(stones))]
    marks = alt.Chart(rows([{str(k): v for k, v in row.items()} for row in drawn])).mark_point(
        size=150 if len(points) < 200 else 60, filled=True, opacity=0.65, stroke=INK, strokeWidth=0.8
    )
    encoded = marks.encode(
        **_place(),
        shape=alt.Shape("item:N", scale=alt.Scale(**look, range=shapes), legend=legend),
        color=alt.Color("item:N", scale=alt.Scale(**look, range=colours), legend=legend),
    )
    return _field(released, [encoded], header(points_behind(points, group), released, words))


def _counts(released: Released[StonesPlacings], group: Any, stone: str, words: Words) -> Any:
    texts = [
        {"x": _CORNERS[row["quarter"]][0], "y": _CORNERS[row["quarter"]][1], "text": _said(row, words)}
        for row in _of(released, group, stone)
    ]
    marks = alt.Chart(rows(texts)).mark_text(fontSize=LARGE, fontWeight="bold", color=INK)
    name = group_name(group, released, words)
    title = f"{name}: {stone}" if name else stone
    return _field(released, [marks.encode(**_place(), text="text:N")], title)


def _of(released: Released[StonesPlacings], group: Any, stone: str) -> list[dict[Any, Any]]:
    quarters = released.finding.quarters
    made: list[dict[Any, Any]] = quarters[(quarters["group"] == group) & (quarters["item"] == stone)].to_dict("records")
    return made


def _said(row: dict[Any, Any], words: Words) -> str:
    n = str(row["n_stories_shown"])
    return n if pd.isna(row["share"]) else words.say("signification.choice.bar", share=row["share_shown"], n=n)


def _told(released: Released[StonesPlacings], group: Any, stone: str, words: Words) -> str:
    parts = [
        " ".join([words.say(f"signification.stones.{row['quarter']}"), _said(row, words)])
        for row in _of(released, group, stone)
    ]
    name = group_name(group, released, words)
    key = "told" if name else "told_all"
    return words.say(f"signification.stones.{key}", group=name, item=stone, parts="; ".join(parts))


def _table(released: Released[StonesPlacings], words: Words) -> pd.DataFrame:
    quarters = released.finding.quarters
    made = quarters.assign(
        group=[group_name(group, released, words) for group in quarters["group"]],
        quarter=[words.say(f"signification.stones.{quarter}") for quarter in quarters["quarter"]],
    )
    columns = _COLUMNS if released.finding.split_by else _COLUMNS[1:]
    return table_in_words(made, columns, words=words, section="signification")
