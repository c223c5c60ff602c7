"""The triangle of a triad as a picture: its outline, its zones, and the words at its poles; no figures of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan
from typing import Any, Final

import altair as alt

from workbench.charts.theme import BLUE, GREY, INK, SMALL, rows, wrapped
from workbench.patterns.triangle import HEIGHT, to_point

__all__ = ["SHAPES", "centre_of", "field", "place", "shaded_zones", "zone_lines"]

#: What tells groups apart: a shape and a colour each.
SHAPES: Final = ("circle", "diamond", "square", "triangle-up", "cross", "triangle-down")
_LINE: Final = SMALL + 4
#: The corners of each zone, as shares of top, left, right.
_CORNERS: Final[Mapping[str, tuple[tuple[float, float, float], ...]]] = {
    "T": ((1, 0, 0), (0.6, 0.4, 0), (0.6, 0, 0.4)),
    "L": ((0, 1, 0), (0, 0.6, 0.4), (0.4, 0.6, 0)),
    "R": ((0, 0, 1), (0.4, 0, 0.6), (0, 0.4, 0.6)),
    "LT": ((0.4, 0.6, 0), (0.6, 0.4, 0), (0.6, 0.2, 0.2), (0.2, 0.6, 0.2)),
    "TR": ((0.6, 0, 0.4), (0.4, 0, 0.6), (0.2, 0.2, 0.6), (0.6, 0.2, 0.2)),
    "LR": ((0, 0.6, 0.4), (0, 0.4, 0.6), (0.2, 0.2, 0.6), (0.2, 0.6, 0.2)),
    "centre": ((0.6, 0.2, 0.2), (0.2, 0.6, 0.2), (0.2, 0.2, 0.6)),
}


def centre_of(zone: str) -> tuple[float, float]:
    """Where the words of a zone stand."""
    points = [to_point(*corner) for corner in _CORNERS[zone]]
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def place(width: float, labels: Sequence[str]) -> dict[str, Any]:
    """The channels x and y, with room for the words at the poles; the triangle is ``width`` pixels wide."""
    above, below = (_LINE * lines / width for lines in _rooms(labels, width))
    return {
        "x": alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.04, 1.04], nice=False, zero=False)),
        "y": alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-below, HEIGHT + above], nice=False, zero=False)),
    }


def field(layers: Sequence[Any], *, labels: Sequence[str], width: float, title: str = "") -> Any:
    """The layers on a triangle with its poles (top, left, right) in words, ``width`` pixels wide."""
    drawn = alt.layer(*layers, _outline(labels, width), *_poles(labels, width))
    above, below = _rooms(labels, width)
    sized = drawn.properties(width=width * 1.08, height=width * HEIGHT + _LINE * (above + below))
    if not title:
        return sized
    lines = wrapped(title, int(width / 8.2), lines=3).split("\n")
    return sized.properties(title=alt.TitleParams(text=lines, anchor="start", fontSize=18, color=INK, offset=10))


def zone_lines(labels: Sequence[str], width: float) -> Any:
    """The borders of the zones, faint."""
    return _shapes(labels, width).mark_line(interpolate="linear-closed", color=GREY, strokeWidth=1, strokeDash=[3, 4])


def shaded_zones(shares: Mapping[str, float], *, labels: Sequence[str], width: float, most: float) -> list[Any]:
    """The zones, darker the larger their share; from 0 to ``most``. A zone whose share is not shown stays white."""
    papers = []
    for zone, corners in _CORNERS.items():
        points = [to_point(*corner) for corner in corners]
        share = shares.get(zone, 0.0)
        strength = 0.0 if isnan(share) or not most else 0.62 * share / most
        papers.append((strength, [{"x": x, "y": y, "at": n} for n, (x, y) in enumerate(points)]))
    fills = [
        alt.Chart(rows(points))
        .mark_line(interpolate="linear-closed", filled=True, fill=BLUE, fillOpacity=strength, strokeWidth=0)
        .encode(**place(width, labels), order="at:Q")
        for strength, points in papers
    ]
    return [*fills, zone_lines(labels, width)]


def _rooms(labels: Sequence[str], width: float) -> tuple[float, float]:
    """How many lines the words above and below the triangle take."""
    top, left, right = _texts(labels, width)
    return top.count("\n") + 1.9, max(left.count("\n"), right.count("\n")) + 1.8


def _texts(labels: Sequence[str], width: float) -> tuple[str, str, str]:
    wide, narrow = int(width / 9.5), max(int(width / 2 / 9.8), 8)
    return wrapped(labels[0], wide, lines=3), wrapped(labels[1], narrow), wrapped(labels[2], narrow)


def _shapes(labels: Sequence[str], width: float) -> Any:
    points = [
        {"zone": zone, "at": at, "x": x, "y": y}
        for zone, corners in _CORNERS.items()
        for at, (x, y) in enumerate(to_point(*corner) for corner in corners)
    ]
    return alt.Chart(rows(points)).encode(**place(width, labels), detail="zone:N", order="at:Q")


def _outline(labels: Sequence[str], width: float) -> Any:
    corners = [{"x": x, "y": y, "at": at} for at, (x, y) in enumerate(((0.5, HEIGHT), (0, 0), (1, 0)))]
    line = alt.Chart(rows(corners)).mark_line(interpolate="linear-closed", color=INK, strokeWidth=2)
    return line.encode(**place(width, labels), order="at:Q")


def _poles(labels: Sequence[str], width: float) -> list[Any]:
    top, left, right = _texts(labels, width)
    written: tuple[tuple[float, float, str, Any, str, int], ...] = (
        (0.5, HEIGHT, top, "center", "bottom", -12),
        (-0.035, 0.0, left, "left", "top", 10),
        (1.035, 0.0, right, "right", "top", 10),
    )
    return [
        alt.Chart(rows([{"x": x, "y": y, "text": text}]))
        .mark_text(
            align=align,
            baseline="line-bottom" if base == "bottom" else "top",
            dy=dy - (_LINE * text.count("\n") if base == "bottom" else 0),
            fontSize=SMALL,
            fontWeight="bold",
            color=INK,
            lineBreak="\n",
            lineHeight=_LINE,
        )
        .encode(**place(width, labels), text="text:N")
        for x, y, text, align, base, dy in written
    ]
