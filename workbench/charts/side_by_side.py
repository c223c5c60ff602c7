"""Marks that would lie on one another are drawn side by side, each as near to its own place as there is room."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, hypot, pi, sin, sqrt

__all__ = ["side_by_side"]

#: The golden angle: a spiral with it fills a disc evenly (Vogel 1979, A better way to construct the sunflower head).
_TURN = pi * (3 - sqrt(5))
_MOST_TURNS = 4000


def side_by_side(
    places: Sequence[tuple[float, float]], *, apart: float, boxes: Sequence[tuple[float, float, float, float]]
) -> list[tuple[float, float]]:
    """A place for each mark, in pixels, at least ``apart`` from every other and inside its own box (x, y, x2, y2).

    The first of several at one place stays there. Where a box is full the last ones lie on others. No places, no
    result.
    """
    taken: list[tuple[float, float]] = []
    for at, box in zip(places, boxes, strict=True):
        taken.append(_free(at, taken, apart=apart, box=box))
    return taken


def _free(
    at: tuple[float, float],
    taken: Sequence[tuple[float, float]],
    *,
    apart: float,
    box: tuple[float, float, float, float],
) -> tuple[float, float]:
    inset = apart / 2
    for n in range(_MOST_TURNS):
        away = apart * 0.35 * sqrt(n)
        x = at[0] + away * cos(n * _TURN)
        y = at[1] + away * sin(n * _TURN)
        if n and not (box[0] + inset <= x <= box[2] - inset and box[1] + inset <= y <= box[3] - inset):
            continue
        if all(hypot(x - tx, y - ty) >= apart for tx, ty in taken):
            return x, y
    return at
