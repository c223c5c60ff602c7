"""Arrows between the boxes of the stack: where they leave and arrive, and where their number stands."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["BADGE", "Arrow", "arrows"]

Place = tuple[float, float]
#: Left, top, width, height.
Area = tuple[float, float, float, float]

#: Half the side of the place an arrow's number takes.
BADGE = 14.0
#: The share of a side, about its middle, in which arrows leave and arrive.
_SIDE = 0.8
#: A head ends a little before the box.
_HEAD = 3.0
#: Where along an arrow its number is tried, the middle first.
_ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.12, 0.88)


@dataclass(frozen=True)
class Arrow:
    """A flow as a curve of four corners (Bézier), and where its number is.

    ``lead`` and ``trail`` are the straight parts before and after the curve: past boxes that stand between it and its
    own box.
    """

    id: str
    corners: tuple[Place, Place, Place, Place]
    badge: Place
    lead: tuple[Place, ...] = ()
    trail: tuple[Place, ...] = ()

    def points(self, n: int = 24) -> list[Place]:
        """The whole way as points, so many of them on the curve."""
        return [*self.lead, *(_at(self.corners, at / (n - 1)) for at in range(n)), *self.trail]

    @property
    def path(self) -> str:
        """The whole way as SVG writes it."""
        start, *curve = (f"{x:.1f},{y:.1f}" for x, y in self.corners)
        begin = "L".join([*(f"{x:.1f},{y:.1f}" for x, y in self.lead), start])
        return "L".join([f"M{begin}C{' '.join(curve)}", *(f"{x:.1f},{y:.1f}" for x, y in self.trail)])

    @property
    def head(self) -> tuple[float, float, float]:
        """Where its head is, and where that points to, in degrees (0 is up)."""
        (x1, y1), (x2, y2) = [*self.corners, *self.trail][-2:]
        return x2, y2, math.degrees(math.atan2(x2 - x1, -(y2 - y1)))


def arrows(
    boxes: Mapping[str, Area],
    flows: Sequence[tuple[str, str, str]],
    *,
    around: Sequence[Area] = (),
    past: Mapping[str, Place] = MappingProxyType({}),
) -> tuple[Arrow, ...]:
    """The arrows of flows (id, from, to); their numbers keep clear of boxes, of ``around`` and of each other.

    ``past`` are boxes that have others over them, and where an arrow gets by: it goes along there, from its left side.
    """
    ports = _ports(boxes, flows)
    taken: list[Area] = [*boxes.values(), *around]
    passed: dict[str, int] = {}
    made = []
    for id, source, target in flows:
        sides = _sides(boxes[source], boxes[target])
        ends = [boxes[source], boxes[target]]
        straight: list[tuple[Place, ...]] = [(), ()]
        xs = [ports[id, 0], ports[id, 1]]
        for end, box in enumerate((source, target)):
            if box in past and sides[end] == "top":
                x, y = past[box][0] + 4 * (passed.get(box, 0) % 3 - 1), past[box][1]
                passed[box] = passed.get(box, 0) + 1
                left, top, _, height = boxes[box]
                straight[end] = ((left - _HEAD * end, top + height / 2), (x, top + height / 2))
                ends[end], xs[end] = (x, y, 0.0, 0.0), x
        corners = _corners(ends[0], ends[1], xs, sides)
        badge = _clear(corners, taken)
        taken.append((badge[0] - BADGE, badge[1] - BADGE, 2 * BADGE, 2 * BADGE))
        made.append(Arrow(id, corners, badge, lead=straight[0], trail=straight[1][::-1]))
    return tuple(made)


def _sides(source: Area, target: Area) -> tuple[str, str]:
    """From which side of a box to which of the other: top, bottom; of boxes in one row both at the bottom."""
    if abs(source[1] - target[1]) < min(source[3], target[3]):
        return "bottom", "bottom"
    return ("top", "bottom") if source[1] > target[1] else ("bottom", "top")


def _ports(boxes: Mapping[str, Area], flows: Sequence[tuple[str, str, str]]) -> dict[tuple[str, int], float]:
    """Where on its side of a box each end stands (x), in the order of where the others are."""
    ends: dict[tuple[str, str], list[tuple[float, str, int]]] = {}
    for id, source, target in flows:
        sides = _sides(boxes[source], boxes[target])
        for end, (box, other) in enumerate(((source, target), (target, source))):
            ends.setdefault((box, sides[end]), []).append((boxes[other][0], id, end))
    placed: dict[tuple[str, int], float] = {}
    for (box, _), there in ends.items():
        left, _, width, _ = boxes[box]
        for at, (_, id, end) in enumerate(sorted(there)):
            placed[id, end] = left + width * (0.5 + _SIDE * ((at + 0.5) / len(there) - 0.5))
    return placed


def _corners(
    source: Area, target: Area, xs: Sequence[float], sides: tuple[str, str]
) -> tuple[Place, Place, Place, Place]:
    (x1, x2), (leaves, arrives) = xs, sides
    y1 = source[1] if leaves == "top" else source[1] + source[3]
    y2 = target[1] - _HEAD if arrives == "top" else target[1] + target[3] + _HEAD
    if leaves == arrives:
        deep = max(y1, y2) + min(34 + 0.05 * abs(x2 - x1), 78)
        return (x1, y1), (x1, deep), (x2, deep), (x2, y2)
    bend = (y2 - y1) * 0.45
    return (x1, y1), (x1, y1 + bend), (x2, y2 - bend), (x2, y2)


def _at(corners: tuple[Place, Place, Place, Place], t: float) -> Place:
    a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners
    return a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3


def _clear(corners: tuple[Place, Place, Place, Place], taken: Sequence[Area]) -> Place:
    """The first place along the curve where a number covers nothing; else where it covers least."""
    tried = [_at(corners, t) for t in _ALONG]
    clear = next((place for place in tried if not any(_covers(place, taken))), None)
    return clear or min(tried, key=lambda place: sum(_covers(place, taken)))


def _covers(place: Place, taken: Sequence[Area]) -> Iterator[bool]:
    x, y = place
    for left, top, width, height in taken:
        if left - BADGE < x < left + width + BADGE and top - BADGE < y < top + height + BADGE:
            yield True
