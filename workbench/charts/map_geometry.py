"""Where everything of a map's picture goes: boxes that do not overlap, curves that keep clear of them, their signs.

All figures are pixels, y downwards. It is drawing, not finding: nothing here tells anything about the system.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.charts.theme import SMALL, wrapped
from workbench.patterns.layout import apart

__all__ = ["Box", "Curve", "Sheet", "sheet"]

Points = NDArray[np.float64]

_LETTER = 0.56  # mean width of a letter of Arial, in font sizes
_PAD = 12
_GAP = 26
_MARGIN = 40
#: A picture wider than this is shown smaller on a screen, so its letters grow with it.
_SCREEN = 1500
_SAMPLES = 40
#: How far a curve leaves the straight line, as a share of its length; the first that keeps clear is taken.
_BENDS = (0.12, -0.12, 0.22, -0.22, 0.34, -0.34, 0.48, -0.48)


@dataclass(frozen=True)
class Box:
    """A thing's label: its middle, its size, its lines."""

    id: str
    x: float
    y: float
    width: float
    height: float
    text: str


@dataclass(frozen=True)
class Curve:
    """A link: its points from box to box, where its head points to (degrees, 0 is up), where its sign and mark go."""

    id: str
    points: tuple[tuple[float, float], ...]
    angle: float
    sign: tuple[float, float]
    mark: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Sheet:
    """The whole picture, with the size of its letters."""

    width: float
    height: float
    letters: float
    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]


def sheet(things: pd.DataFrame, links: pd.DataFrame) -> Sheet:
    """The picture of things (id, name, x, y) and links (id, source, target); no things give an empty sheet."""
    letters = float(SMALL)
    placed = _placed(things, letters)
    for _ in range(3):
        width = placed[0].max(initial=0.0, axis=0)[0] + _MARGIN if len(things) else 0.0
        wanted = SMALL * max(1.0, width / _SCREEN)
        if wanted <= letters * 1.02:
            break
        letters = wanted
        placed = _placed(things, letters)
    middles, sizes = placed
    boxes = tuple(
        Box(str(row["id"]), *map(float, middles[at]), *map(float, sizes[at]), text=_label(str(row["name"])))
        for at, row in enumerate(things[["id", "name"]].to_dict("records"))
    )
    corner = (middles + sizes / 2).max(axis=0, initial=0.0) + _MARGIN
    return Sheet(float(corner[0]), float(corner[1]), letters, boxes, tuple(_curves(boxes, links, letters)))


def _label(name: str) -> str:
    return wrapped(name, 18)


def _placed(things: pd.DataFrame, letters: float) -> tuple[Points, Points]:
    """Middles and sizes of the boxes: people's own arrangement made larger or smaller as a whole, then eased apart."""
    sizes = np.array([_size(_label(str(name)), letters) for name in things["name"]]).reshape(-1, 2)
    points = things[["x", "y"]].to_numpy(dtype="float64").reshape(-1, 2)
    if not len(points):
        return points, sizes
    points = (points - points.mean(axis=0)) * _scale(points, sizes + _GAP)
    points = apart(points, sizes + _GAP, np.ones(len(points), dtype=bool))
    return points - (points - sizes / 2).min(axis=0) + _MARGIN, sizes


def _size(text: str, letters: float) -> tuple[float, float]:
    lines = text.split("\n")
    wide = max(len(line) for line in lines) * _LETTER * letters
    return max(wide, 2 * letters) + 2 * _PAD, len(lines) * letters * 1.2 + _PAD


def _scale(points: Points, room: Points) -> float:
    """The smallest enlargement at which no two boxes touch, within reason; a few that still do are eased apart."""
    if len(points) < 2:
        return 1.0
    one, other = np.triu_indices(len(points), 1)
    away = np.maximum(np.abs(points[one] - points[other]), 1e-3)
    needed = (((room[one] + room[other]) / 2) / away).min(axis=1)
    return float(np.clip(np.quantile(needed, 0.995), 0.2, 2.5))


def _curves(boxes: Sequence[Box], links: pd.DataFrame, letters: float) -> list[Curve]:
    by_id = {box.id: box for box in boxes}
    taken_bends: dict[frozenset[str], set[float]] = {}
    heads: list[Points] = []
    made: list[tuple[str, Points]] = []
    for row in links[["id", "source", "target"]].to_dict("records"):
        source, target = by_id[str(row["source"])], by_id[str(row["target"])]
        pair = frozenset((source.id, target.id))
        taken = taken_bends.setdefault(pair, set())
        points, side = _best_bend(source, target, boxes, taken)
        taken.add(side)
        heads.append(points[-1])
        made.append((str(row["id"]), points))
    labels: list[Points] = []
    curves = []
    for id, points in made:
        sign = _sign_spot(points, boxes, labels, heads, letters)
        labels.append(sign)
        way = points[-1] - points[-4 if len(points) > 4 else 0]
        angle = math.degrees(math.atan2(float(way[0]), -float(way[1])))
        path = tuple((round(float(x), 1), round(float(y), 1)) for x, y in points)
        spot = (round(float(sign[0]), 1), round(float(sign[1]), 1))
        curves.append(Curve(id, path, round(angle, 1), spot, _delay_mark(points)))
    return curves


def _bend(source: Box, target: Box, bend: float) -> Points:
    """The part of a curve from middle to middle that lies between the two boxes."""
    begin, end = np.array([source.x, source.y]), np.array([target.x, target.y])
    along = end - begin
    length = max(float(np.hypot(*along)), 1.0)
    # A bend is a share of the length, but no more than a box or two: long arrows would swing out of the picture.
    out = float(np.clip(bend * length, -110, 110))
    control = (begin + end) / 2 + np.array([-along[1], along[0]]) / length * out * 2
    t = np.linspace(0, 1, _SAMPLES)[:, None]
    points: Points = (1 - t) ** 2 * begin + 2 * t * (1 - t) * control + t**2 * end
    outside = ~(_inside(points, source, 2) | _inside(points, target, 7))
    return points[outside] if outside.sum() >= 2 else np.array([begin, end])


def _inside(points: Points, box: Box, room: float) -> NDArray[np.bool_]:
    hit: NDArray[np.bool_] = (np.abs(points[:, 0] - box.x) < box.width / 2 + room) & (
        np.abs(points[:, 1] - box.y) < box.height / 2 + room
    )
    return hit


def _best_bend(source: Box, target: Box, boxes: Sequence[Box], taken: set[float]) -> tuple[Points, float]:
    """The gentlest curve that crosses no other box and lies on no other curve between the same two things."""
    others = [box for box in boxes if box.id not in (source.id, target.id)]
    best: tuple[float, Points, float] | None = None
    # Turned round, the same bend lies on the other side; the side is kept as seen from one end.
    way = 1.0 if source.id < target.id else -1.0
    for rank, bend in enumerate(_BENDS):
        points = _bend(source, target, bend)
        crossed = sum(int(_inside(points, box, 4).any()) for box in others)
        cost = crossed * 10 + rank + (100 if bend * way in taken else 0)
        if best is None or cost < best[0]:
            best = (cost, points, bend * way)
        if cost == 0:
            break
    assert best is not None  # noqa: S101  # there is always a first bend
    return best[1], best[2]


def _sign_spot(
    points: Points, boxes: Sequence[Box], labels: Sequence[Points], heads: Sequence[Points], letters: float
) -> Points:
    """A place near the head, on the outer side first, where the sign touches no box, no other sign, no other head."""
    best, least = points[-1], math.inf
    room = letters * 0.62
    for back in (1.5, 2.2, 3.0, 4.0, 5.5):
        at = _back_from_end(points, back * letters)
        before = _back_from_end(points, back * letters + 6)
        along = (at - before) / max(float(np.hypot(*(at - before))), 1e-6)
        for side in (1.0, -1.0):
            spot = at + np.array([along[1], -along[0]]) * side * letters * 0.85
            cost = back + (0.3 if side < 0 else 0)
            cost += 20 * sum(bool(_inside(spot[None, :], box, room)[0]) for box in boxes)
            cost += 15 * sum(float(np.hypot(*(spot - other))) < 2 * room for other in labels)
            cost += 6 * sum(float(np.hypot(*(spot - head))) < 1.4 * room for head in heads)
            if cost < least:
                best, least = spot, cost
    return best


def _back_from_end(points: Points, distance: float) -> Points:
    """The point so far back along the curve from its end; its middle where the curve is shorter than that allows."""
    steps = np.hypot(*np.diff(points[::-1], axis=0).T)
    gone = np.concatenate([[0.0], np.cumsum(steps)])
    distance = min(distance, float(gone[-1]) * 0.6)
    back = points[::-1]
    return np.array([np.interp(distance, gone, back[:, 0]), np.interp(distance, gone, back[:, 1])])


def _delay_mark(points: Points) -> tuple[tuple[float, float], ...]:
    """Two short strokes across the middle of the curve: four points, two a stroke."""
    middle = len(points) // 2
    at = points[middle]
    along = points[min(middle + 1, len(points) - 1)] - points[max(middle - 1, 0)]
    along = along / max(float(np.hypot(*along)), 1e-6)
    across = np.array([-along[1], along[0]]) * 9
    ends = [at + along * shift + across * side for shift in (-4, 4) for side in (-1, 1)]
    return tuple((round(float(x), 1), round(float(y), 1)) for x, y in ends)
