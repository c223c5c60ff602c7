"""The picture of: where did tellers place their stories in this triangle?"""

from __future__ import annotations

from typing import Any, Literal

import altair as alt
import numpy as np
import pandas as pd

from workbench.charts.data_table import table_in_words
from workbench.charts.figure import Figure
from workbench.charts.signified_in_words import (
    MOST_GROUPS,
    answers_in_words,
    group_name,
    header,
    points_behind,
    zone_name,
)
from workbench.charts.small_multiples import small_multiples
from workbench.charts.theme import BLUE, GREEN, INK, ORANGE, PAPER, PURPLE, SKY, VERMILION, rows
from workbench.charts.triad_field import SHAPES, field, place, zone_lines
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.triad_density import CELLS, DENSITY_FROM, triad_density
from workbench.patterns.triad_placings import TriadPlacings
from workbench.patterns.triangle import ZONES

__all__ = ["triad_placings"]

_WIDTH = {1: 640, 2: 520}
#: Hexagons along a side of the triangle.
_HEXAGONS = 12
#: A hexagon with flat sides left and right, which tile in the rows of the lattice; Vega draws it in a box of 2 × 2.
_HEXAGON = "M0,-1L.866,-.5L.866,.5L0,1L-.866,.5L-.866,-.5Z"
#: Cells of the density, which point up and down; their middle is at 0, 0.
_TRIANGLES = {
    up: f"M-1,{sign}.577L1,{sign}.577L0,{'' if sign else '-'}1.155Z" for up, sign in ((True, ""), (False, "-"))
}
_COLOURS = (BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY)
_COLUMNS = ["group", "zone", "shares_said"]

View = Literal["points", "hexagons", "density"]


def triad_placings(released: Released[TriadPlacings], *, words: Words, view: View = "points") -> Figure:
    """A point a story, one triangle a group; under the points, if asked for, counts in hexagons or their density.

    A wider audience sees no points: it is told so, and that counts by zone are there for it.
    """
    finding, table = released.finding, released.table
    title = words.say("signification.placings.title", title=finding.wording.title)
    if "x" not in table or table.empty:
        key = "empty" if "x" in table else "own_points"
        return Figure.nothing_yet(released, title=title, empty=words.say(f"signification.beside.{key}"), words=words)
    names = [group for group in dict.fromkeys((*finding.groups, "")) if _of(table, group).shape[0]]
    columns, width = min(len(names), 2), _WIDTH.get(len(names), 420)
    pictures = [_picture(released, group, at, words, (view, width)) for at, group in enumerate(names[:MOST_GROUPS])]
    sentences = [*answers_in_words(released, words), *_about(table, names, view, words)]
    told = [_told(released, group, words) for group in names]
    return Figure.of(
        released,
        small_multiples(pictures, sentences, columns=columns, width=columns * width * 1.08),
        title=title,
        description="\n".join([*answers_in_words(released, words), *told]),
        table=_table(released, words),
        words=words,
    )


def _of(table: pd.DataFrame, group: str) -> pd.DataFrame:
    """The points of a group; "" for those in none, as well as for all where there are no groups."""
    return table[table["group"].fillna("") == group]


def _about(table: pd.DataFrame, names: list[str], view: View, words: Words) -> list[str]:
    said = []
    if view == "hexagons":
        said.append(words.say("signification.placings.hexagons"))
    if view == "density":
        n = len(table)
        key = "density" if any(len(_of(table, group)) >= DENSITY_FROM for group in names) else "density_few"
        said.append(words.say(f"signification.placings.{key}", n=n))
    outside = int(table["outside"].sum())
    if outside:
        said.append(words.say("signification.beside.outside", n=outside))
    if len(names) > MOST_GROUPS:
        said.append(words.say("signification.beside.first_groups", n=MOST_GROUPS))
    return [*said, words.say("signification.beside.self_selected")]


def _picture(released: Released[TriadPlacings], group: str, at: int, words: Words, how: tuple[View, float]) -> Any:
    view, width = how
    labels = released.finding.wording.labels
    points = _of(released.table, group)
    under = {"points": [], "hexagons": _hexagons(points, labels, width), "density": _density(points, labels, width)}
    size = 150 if len(points) < 60 else 90 if len(points) < 400 else 36
    dots = (
        alt.Chart(rows([{"x": x, "y": y} for x, y in zip(points["x"], points["y"], strict=True)]))
        .mark_point(
            shape=SHAPES[at % len(SHAPES)],
            size=size / 3 if view == "hexagons" else size,
            filled=True,
            fill=_COLOURS[at % len(_COLOURS)],
            opacity=0.6,
            stroke=INK,
            strokeWidth=0 if view == "hexagons" else 0.8,
        )
        .encode(**place(width, labels))
    )
    numbers = _hexagon_numbers(points, labels, width) if view == "hexagons" else []
    layers = [*under[view], zone_lines(labels, width), dots, *numbers]
    return field(layers, labels=labels, width=width, title=header(points_behind(points, group), released, words))


def _cells(points: pd.DataFrame) -> list[dict[str, Any]]:
    """Hexagons with a story in them: their middle and how many."""
    across, up = 1 / _HEXAGONS, np.sqrt(3) / 2 / _HEXAGONS
    # two rectangular lattices make one of hexagons; a point belongs to the nearer of its two middles
    x, y = points["x"].to_numpy(), points["y"].to_numpy()
    middles = []
    for shift in (0.0, 0.5):
        row = np.round((y / up - 2 * shift) / 2) * 2 + 2 * shift
        middles.append(((np.round(x / across - shift) + shift) * across, row * up))
    away = [(x - mx) ** 2 + (y - my) ** 2 for mx, my in middles]
    nearer = away[0] <= away[1]
    found = pd.DataFrame(
        {name: np.where(nearer, middles[0][i], middles[1][i]).round(6) for i, name in enumerate(("x", "y"))}
    )
    counted = found.groupby(["x", "y"]).size().reset_index(name="n")
    return [{str(k): v for k, v in row.items()} for row in counted.to_dict("records")]


def _hexagons(points: pd.DataFrame, labels: tuple[str, ...], width: float) -> list[Any]:
    cells = _cells(points)
    radius = width / _HEXAGONS / np.sqrt(3)
    most = max(cell["n"] for cell in cells)
    shade = alt.Scale(domain=[0, most], range=[PAPER, SKY], interpolate="rgb")
    return [
        alt.Chart(rows(cells))
        .mark_point(shape=_HEXAGON, size=(2 * radius) ** 2, filled=True, opacity=1, stroke=PAPER)
        .encode(**place(width, labels), color=alt.Color("n:Q", scale=shade, legend=None))
    ]


def _hexagon_numbers(points: pd.DataFrame, labels: tuple[str, ...], width: float) -> list[Any]:
    written = alt.Chart(rows(_cells(points))).mark_text(
        fontSize=16 if width > 450 else 14, fontWeight="bold", color=INK
    )
    return [written.encode(**place(width, labels), text="n:Q")]


def _density(points: pd.DataFrame, labels: tuple[str, ...], width: float) -> list[Any]:
    cells = triad_density(points["x"].to_numpy(), points["y"].to_numpy())
    if cells.empty:
        return []
    shade = alt.Scale(domain=[0, float(cells["share"].max())], range=[PAPER, SKY], interpolate="rgb")
    return [
        alt.Chart(rows([{str(k): v for k, v in row.items()} for row in cells[cells["up"] == up].to_dict("records")]))
        .mark_point(shape=_TRIANGLES[up], size=(1.04 * width / CELLS) ** 2, filled=True, opacity=1)
        .encode(**place(width, labels), color=alt.Color("share:Q", scale=shade, legend=None))
        for up in (True, False)
    ]


def _told(released: Released[TriadPlacings], group: str, words: Words) -> str:
    points = _of(released.table, group)
    labels = released.finding.wording.labels
    counts = points["zone"].value_counts()
    parts = [
        words.say("signification.placings.told_zone", zone=zone_name(zone, labels, words), n=int(counts[zone]))
        for zone in ZONES
        if zone in counts
    ]
    return words.say(
        "signification.placings.told",
        group=header(points_behind(points, group), released, words),
        parts="; ".join(parts),
    )


def _table(released: Released[TriadPlacings], words: Words) -> pd.DataFrame:
    labels = released.finding.wording.labels
    table = released.table
    shares = zip(table["top"], table["left"], table["right"], strict=True)
    made = table.assign(
        group=[group_name(group, released, words) for group in table["group"]],
        zone=[zone_name(zone, labels, words) for zone in table["zone"]],
        shares_said=[
            ", ".join(f"{label} {share:.0%}" for label, share in zip(labels, three, strict=True)) for three in shares
        ],
    )
    columns = _COLUMNS if released.finding.split_by else _COLUMNS[1:]
    return table_in_words(made, columns, words=words, section="signification")
