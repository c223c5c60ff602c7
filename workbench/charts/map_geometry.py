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
#: Room between boxes, across and down; arrows that lead down need it more, for boxes are flat.
_GAP = np.array([36.0, 52.0])
#: From the middle of a box to that of its nearest neighbour, usually.
_NEIGHBOURS = 140
_MARGIN = 40
#: A little larger than elsewhere, for a large map is shown smaller than it is drawn.
_LETTERS = SMALL + 1
#: The share of pairs of boxes that enlarging must part; for the last few it is better to ease them apart, for it would
#: blow up the whole picture for the sake of two that stand close.
_PARTED = 0.97
_SAMPLES = 40
#: How far a curve leaves the straight line, as a share of its length; the first that keeps clear is taken.
_BENDS = (0.12, -0.12, 0.22, -0.22, 0.34, -0.34, 0.48, -0.48, 0.62, -0.62)
_MOST_BENT = 170
#: With more boxes than this nobody reads single arrows, and each curve tried would take its time.
_MANY = 150


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
    letters = float(_LETTERS)
    middles, sizes = _placed(things, letters)
    boxes = tuple(
        Box(str(i), float(x), float(y), float(wide), float(high), _label(str(name)))
        for i, name, (x, y), (wide, high) in zip(things["id"], things["name"], middles, sizes, strict=True)
    )
    corner = (middles + sizes / 2).max(axis=0, initial=0.0) + _MARGIN
    return Sheet(math.ceil(corner[0]), math.ceil(corner[1]), letters, boxes, tuple(_curves(boxes, links, letters)))


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
    """The enlargement at which boxes do not touch and neighbours leave an arrow its length.

    Within reason: two things put on one spot must not blow up the whole picture; they are eased apart afterwards.
    """
    if len(points) < 2:
        return 1.0
    away = np.abs(points[:, None, :] - points[None, :, :])
    away[np.eye(len(points), dtype=bool)] = np.inf
    nearest = np.hypot(away[:, :, 0], away[:, :, 1]).min(axis=1)
    one, other = np.triu_indices(len(points), 1)
    needed = (((room[one] + room[other]) / 2) / np.maximum(away[one, other], 1e-3)).min(axis=1)
    for_arrows = _NEIGHBOURS / max(float(np.median(nearest)), 1e-3)
    return float(np.clip(max(np.quantile(needed, _PARTED), for_arrows), 0.02, 4 * for_arrows))


class _Walls:
    """The boxes as arrays, for they are asked thousands of times."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self.number = {box.id: at for at, box in enumerate(boxes)}
        self.middles = np.array([(box.x, box.y) for box in boxes]).reshape(-1, 2)
        self.halves = np.array([(box.width / 2, box.height / 2) for box in boxes]).reshape(-1, 2)

    def inside(self, points: Points, box: int, room: float) -> NDArray[np.bool_]:
        """For each point, whether it lies in the box or nearer to it than ``room``."""
        away = np.abs(points - self.middles[box]) - self.halves[box]
        hit: NDArray[np.bool_] = (away[:, 0] < room) & (away[:, 1] < room)
        return hit

    def crossed(self, points: Points, room: float) -> set[int]:
        """The boxes that a curve, or a single point, touches or comes nearer to than ``room``."""
        low, high = points.min(axis=0) - room, points.max(axis=0) + room
        near = (self.middles + self.halves > low).all(axis=1) & (self.middles - self.halves < high).all(axis=1)
        return {box for box in np.flatnonzero(near).tolist() if self.inside(points, box, room).any()}


def _curves(boxes: Sequence[Box], links: pd.DataFrame, letters: float) -> list[Curve]:
    walls = _Walls(boxes)
    taken_bends: dict[frozenset[int], set[float]] = {}
    made: list[tuple[str, Points]] = []
    for id, source, target in zip(links["id"], links["source"], links["target"], strict=True):
        ends = walls.number[str(source)], walls.number[str(target)]
        points, side = _best_bend(*ends, walls, taken_bends.setdefault(frozenset(ends), set()))
        taken_bends[frozenset(ends)].add(side)
        made.append((str(id), points))
    heads = np.array([points[-1] for _, points in made]).reshape(-1, 2)
    signs = np.empty((0, 2))
    curves = []
    for id, points in made:
        sign = _sign_spot(points, walls, signs, heads, letters)
        signs = np.vstack([signs, sign])
        way = points[-1] - points[-4 if len(points) > 4 else 0]
        angle = math.degrees(math.atan2(float(way[0]), -float(way[1])))
        curves.append(Curve(id, _pixels(points), round(angle, 1), _pixels(sign[None, :])[0], _delay_mark(points)))
    return curves


def _pixels(points: Points) -> tuple[tuple[float, float], ...]:
    return tuple((round(float(x), 1), round(float(y), 1)) for x, y in points)


def _bend(source: int, target: int, bend: float, walls: _Walls) -> Points:
    """The part of a curve from middle to middle that lies between the two boxes."""
    begin, end = walls.middles[source], walls.middles[target]
    along = end - begin
    length = max(float(np.hypot(*along)), 1.0)
    # A bend is a share of the length up to a box or two: long arrows would otherwise swing out of the picture.
    out = float(np.clip(bend * length, -_MOST_BENT, _MOST_BENT))
    control = (begin + end) / 2 + np.array([-along[1], along[0]]) / length * out * 2
    t = np.linspace(0, 1, _SAMPLES)[:, None]
    points: Points = (1 - t) ** 2 * begin + 2 * t * (1 - t) * control + t**2 * end
    outside = ~(walls.inside(points, source, 2) | walls.inside(points, target, 7))
    return points[outside] if outside.sum() >= 2 else np.array([begin, end])


def _best_bend(source: int, target: int, walls: _Walls, taken: set[float]) -> tuple[Points, float]:
    """The gentlest curve that crosses no other box and lies on no other curve between the same two things."""
    # Turned round, the same bend lies on the other side; the side is kept as seen from one end.
    way = 1.0 if source < target else -1.0
    best, side, least = np.empty((0, 2)), 0.0, math.inf
    for rank, bend in enumerate(_BENDS if len(walls.middles) <= _MANY else _BENDS[:4]):
        points = _bend(source, target, bend, walls)
        crossed = walls.crossed(points, 4) - {source, target}
        cost = 10 * len(crossed) + rank + (100 if bend * way in taken else 0)
        if cost < least:
            best, side, least = points, bend * way, cost
        if cost == rank:
            break
    return best, side


def _sign_spot(points: Points, walls: _Walls, signs: Points, heads: Points, letters: float) -> Points:
    """A place near the head, on the outer side first, where the sign touches no box, no other sign, no other head."""
    best: Points = points[-1]
    least = math.inf
    room = letters * 0.62
    for back in (1.5, 2.2, 3.0, 4.0, 5.5):
        at = _back_from_end(points, back * letters)
        before = _back_from_end(points, back * letters + 6)
        along = (at - before) / max(float(np.hypot(*(at - before))), 1e-6)
        for side in (1.0, -1.0):
            spot = at + np.array([along[1], -along[0]]) * side * letters * 0.85
            cost = back + (0.3 if side < 0 else 0)
            cost += 20 * len(walls.crossed(spot[None, :], room))
            cost += 15 * int((np.hypot(*(signs - spot).T) < 2 * room).sum())
            cost += 6 * int((np.hypot(*(heads - spot).T) < 1.4 * room).sum())
            if cost < least:
                best, least = spot, cost
    return best


def _back_from_end(points: Points, distance: float) -> Points:
    """The point so far back along the curve from its end; its middle where the curve is shorter than that allows."""
    back = points[::-1]
    gone = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(back, axis=0).T))])
    distance = min(distance, float(gone[-1]) * 0.6)
    at: Points = np.array([np.interp(distance, gone, back[:, 0]), np.interp(distance, gone, back[:, 1])])
    return at


def _delay_mark(points: Points) -> tuple[tuple[float, float], ...]:
    """Two short strokes across the curve, nearer its beginning, for its sign stands at the end: two points a stroke."""
    middle = len(points) * 2 // 5
    at = points[middle]
    along = points[min(middle + 1, len(points) - 1)] - points[max(middle - 1, 0)]
    along = along / max(float(np.hypot(*along)), 1e-6)
    across = np.array([-along[1], along[0]]) * 9
    ends = [at + along * shift + across * side for shift in (-4, 4) for side in (-1, 1)]
    return _pixels(np.array(ends))
