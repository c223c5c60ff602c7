"""Where a new thing goes on a map: near where people look, on top of nothing."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

__all__ = ["free_places"]

#: Room that one thing takes, in canvas units (a name of three lines fits).
_WIDE, _HIGH = 290.0, 150.0


def _spiral() -> Iterator[tuple[float, float]]:
    """Points round (0, 0) in rings, nearest first, each ring beginning at the left."""
    yield 0.0, 0.0
    ring = 1
    while True:
        around = 6 * ring
        for i in range(around):
            angle = math.pi + 2 * math.pi * i / around
            yield ring * _WIDE * math.cos(angle), ring * _HIGH * 1.1 * math.sin(angle)
        ring += 1


def free_places(
    n: int,
    *,
    near: tuple[float, float],
    taken: Sequence[tuple[float, float]],
    size: tuple[float, float] | None = None,
) -> list[tuple[float, float]]:
    """``n`` places round ``near`` in canvas units, each clear of those taken and of one another.

    ``size`` is the room a thing needs (width, height); (0, 0) takes the first place whatever lies there.
    """
    wide, high = size if size is not None else (_WIDE * 0.8, _HIGH * 0.8)
    full = list(taken)
    found: list[tuple[float, float]] = []
    places = _spiral()
    while len(found) < n:
        dx, dy = next(places)
        x, y = round(near[0] + dx, 1), round(near[1] + dy, 1)
        if all(abs(x - a) >= wide or abs(y - b) >= high for a, b in full):
            found.append((x, y))
            full.append((x, y))
    return found
