"""Lays out the maps of the sample: reads thing, map_item and link, and writes x and y into ``map_item.csv``.

Words and links were written by people and stay as they are; only the places on the canvas are made here. The same
seed gives the same file on every machine: the sums use only operations that floating point rounds exactly
(+ − × ÷ and the square root), and places are rounded to tens.
"""

from __future__ import annotations

import csv
import math
import random
import sys
from collections.abc import Sequence
from pathlib import Path

__all__ = ["SEED", "layout", "make_map_items"]

SEED = 20241104

#: Room for one label, in canvas units; two things keep this far apart sideways or up and down.
LABEL_WIDTH = 260.0
LABEL_HEIGHT = 130.0
#: One unit of the springs, in canvas units.
UNIT = 150.0
#: A projector is wider than it is high.
WIDER = 1.6
STARTS = 8
STEPS = 160

Point = tuple[float, float]
Edge = tuple[int, int]


def _spring(n: int, edges: Sequence[Edge], *, rng: random.Random) -> list[list[float]]:
    """Places by springs and repulsion (Fruchterman and Reingold 1991), links one unit long at rest."""
    at = [[rng.uniform(-1, 1) * math.sqrt(n), rng.uniform(-1, 1) * math.sqrt(n)] for _ in range(n)]
    linked = {end for edge in edges for end in edge}
    holds = [1.0 if i in linked else 4.0 for i in range(n)]
    for step in range(STEPS):
        # A slight pull to the middle keeps loose parts near; what nobody linked has no other hold.
        push = [[-0.25 * x * hold, -0.35 * y * hold] for (x, y), hold in zip(at, holds, strict=True)]
        for i in range(n):
            for j in range(i + 1, n):
                dx, dy = at[i][0] - at[j][0], at[i][1] - at[j][1]
                squared = max(dx * dx + dy * dy, 0.01)
                _shove(push, i, j, dx / squared, dy / squared)
        for i, j in edges:
            dx, dy = at[i][0] - at[j][0], at[i][1] - at[j][1]
            length = math.sqrt(dx * dx + dy * dy)
            _shove(push, i, j, -dx * length * 0.5, -dy * length * 0.5)
        heat = 1.2 * (1 - step / STEPS)
        for place, (px, py) in zip(at, push, strict=True):
            size = math.sqrt(px * px + py * py)
            part = min(size, heat) / size if size > 0 else 0.0
            place[0] += px * part
            place[1] += py * part
    return at


def _shove(push: list[list[float]], i: int, j: int, dx: float, dy: float) -> None:
    push[i][0] += dx
    push[i][1] += dy
    push[j][0] -= dx
    push[j][1] -= dy


def _extent(at: list[list[float]], along: int) -> float:
    return max((p[along] for p in at), default=0.0) - min((p[along] for p in at), default=0.0)


def _apart(at: list[list[float]]) -> None:
    """Move labels that lie on each other apart, along the way that is shorter, until none does."""
    for _ in range(2000):
        moved = False
        for i, a in enumerate(at):
            for b in at[i + 1 :]:
                dx, dy = b[0] - a[0], b[1] - a[1]
                over_x, over_y = LABEL_WIDTH - abs(dx), LABEL_HEIGHT - abs(dy)
                if over_x <= 0 or over_y <= 0:
                    continue
                moved = True
                along, over, gap = (0, over_x, dx) if over_x < over_y else (1, over_y, dy)
                half = (over / 2 + 1) * (1 if gap >= 0 else -1)
                a[along] -= half
                b[along] += half
        if not moved:
            return


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _crossings(at: Sequence[Point], edges: Sequence[Edge]) -> int:
    """How many pairs of links cross."""
    found = 0
    for k, (a, b) in enumerate(edges):
        for c, d in edges[k + 1 :]:
            if len({a, b, c, d}) == 4:
                p, q, r, s = at[a], at[b], at[c], at[d]
                found += _side(p, q, r) * _side(p, q, s) < 0 and _side(r, s, p) * _side(r, s, q) < 0
    return found


def layout(n: int, edges: Sequence[Edge], *, seed: int) -> list[Point]:
    """Places for ``n`` things with links between their numbers, in canvas units round the middle, rounded to tens.

    Of a few seeded starts the one whose links cross least is kept. No things give an empty list.
    """
    rng = random.Random(seed)  # noqa: S311  # places on a canvas, not a secret; the seed makes them repeatable
    tries = []
    for _ in range(STARTS):
        at = _spring(n, edges, rng=rng)
        if _extent(at, 1) > _extent(at, 0):
            at = [[y, x] for x, y in at]
        for place in at:
            place[0] *= UNIT * WIDER
            place[1] *= UNIT
        _apart(at)
        tries.append([(x, y) for x, y in at])
    best = min(tries, key=lambda points: _crossings(points, edges))
    middle = [sum(p[k] for p in best) / max(n, 1) for k in (0, 1)]
    return [(round((x - middle[0]) / 10) * 10.0, round((y - middle[1]) / 10) * 10.0) for x, y in best]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def make_map_items(folder: Path, out: Path) -> None:
    """Read the maps in ``folder`` and write ``map_item.csv`` with every thing in its place into ``out``."""
    items = _rows(folder / "map_item.csv")
    links = _rows(folder / "link.csv")
    for map_id in dict.fromkeys(row["map"] for row in items):
        mine = [row for row in items if row["map"] == map_id]
        number = {row["thing"]: i for i, row in enumerate(mine)}
        pairs = {tuple(sorted((number[row["source"]], number[row["target"]]))) for row in links if row["map"] == map_id}
        edges = [(a, b) for a, b in sorted(pairs)]
        for row, (x, y) in zip(mine, layout(len(mine), edges, seed=SEED), strict=True):
            row["x"], row["y"] = f"{x:.1f}", f"{y:.1f}"
    with (out / "map_item.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(items[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(items)


if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    make_map_items(here, Path(sys.argv[1]) if len(sys.argv) > 1 else here)
