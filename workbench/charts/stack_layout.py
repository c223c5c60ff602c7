"""Where everything of the stack goes: a row a scale, each system over what lies in it, its cycles side by side.

All figures are pixels, y downwards. It is drawing, not finding: nothing here tells anything about the systems.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from workbench.charts.stack_curve import Arrow, arrows
from workbench.charts.theme import wrapped

__all__ = ["CYCLE_HEIGHT", "CYCLE_WIDTH", "Band", "Laid", "Rect", "stack_layout"]

CYCLE_WIDTH, CYCLE_HEIGHT = 168.0, 88.0
#: Between cycles of a system, between systems, and between rows, which the arrows need.
_GAP, _APART, _ROWS = 12.0, 26.0, 92.0
_PAD, _HEADER, _NO_HEADER = 10.0, 48.0, 10.0
#: Room at the left for the names of the scales.
_LEFT = 152.0
_MARGIN = 16.0
#: Cycles of one system that stand side by side; more begin another line.
_ABREAST = 3
#: Wider than this, systems that hold nothing themselves stand in several lines under what holds them.
_WIDEST = 2300.0
_MOST_ABREAST = 12


@dataclass(frozen=True)
class Rect:
    """A box: the id of its system or cycle, its upper left corner, its size, and its name in lines."""

    id: str
    x: float
    y: float
    width: float
    height: float
    text: str


@dataclass(frozen=True)
class Band:
    """A row of one scale: its name, and from where to where it goes."""

    name: str
    top: float
    bottom: float


@dataclass(frozen=True)
class Laid:
    """Everything in its place."""

    width: float
    height: float
    bands: tuple[Band, ...]
    systems: tuple[Rect, ...]
    cycles: tuple[Rect, ...]
    arrows: tuple[Arrow, ...]


def stack_layout(
    systems: pd.DataFrame,
    cycles: pd.DataFrame,
    flows: pd.DataFrame,
    *,
    headers: Mapping[str, str],
    names: Mapping[str, str],
) -> Laid:
    """The stack laid out: no box overlaps another; ``headers`` stand over systems and ``names`` in cycles, by id.

    The tables are those of a :class:`~workbench.patterns.LearningStack`. Without systems nothing is laid out.
    """
    tree = _Tree(systems, cycles, headers)
    abreast = next((n for n in range(_MOST_ABREAST, 1, -1) if tree.width(n) <= _WIDEST), 2)
    tree.place(abreast)
    tops, bands = _rows(tree, systems)
    frames, boxes = [], []
    past: dict[str, tuple[float, float]] = {}
    for id, (x, row, line) in tree.places.items():
        width, height = tree.frame(id)
        y = tops[row] + line * (tree.heights[row] + _APART)
        header = headers.get(id, "")
        text = wrapped(header, int((width - 2 * _PAD) / 9.4), lines=2) if header else ""
        frames.append(Rect(id, x, y, width, height, text))
        top = y + (_HEADER if header else _NO_HEADER)
        for at, cycle in enumerate(tree.cycles_of.get(id, [])):
            left = x + _PAD + at % _ABREAST * (CYCLE_WIDTH + _GAP)
            down = top + at // _ABREAST * (CYCLE_HEIGHT + _GAP)
            said = wrapped(names.get(cycle, ""), 18, lines=3)
            if line:
                past[cycle] = (x - _APART / 2, tops[row] - 4)
            boxes.append(Rect(cycle, left, down, CYCLE_WIDTH, CYCLE_HEIGHT, said))
    right = max((frame.x + frame.width for frame in frames), default=_LEFT)
    low = max((band.bottom for band in bands), default=0.0)
    over = [(f.x, f.y, f.width, _HEADER) for f in frames if f.text]
    ends = flows[["flow", "from_cycle", "to_cycle"]].astype("str").itertuples(index=False, name=None)
    areas = {box.id: (box.x, box.y, box.width, box.height) for box in boxes}
    drawn = arrows(areas, [*ends], around=over, past=past)
    low = max([low, *(y for arrow in drawn for _, y in arrow.corners)])
    return Laid(right + _MARGIN, low + _MARGIN, tuple(bands), tuple(frames), tuple(boxes), drawn)


class _Tree:
    """Systems under what holds them; ``places`` are x, row (of ``rows``) and the line in that row."""

    def __init__(self, systems: pd.DataFrame, cycles: pd.DataFrame, headers: Mapping[str, str]) -> None:
        self.cycles_of: dict[str, list[str]] = {}
        for id, system in zip(cycles["id"], cycles["system"], strict=True):
            self.cycles_of.setdefault(system, []).append(id)
        self._headers = headers
        self.position = {id: int(at) for id, at in zip(systems["id"], systems["position"], strict=True)}
        under = zip(systems["id"], systems["under"], strict=True)
        above = {str(id): at if isinstance(at, str) else None for id, at in under}
        self.kids: dict[str | None, list[str]] = {}
        self.row: dict[str, tuple[int, int]] = {}
        ids = [str(id) for id in systems["id"]]
        line = {id: _line(id, above) for id in ids}
        for id in ids:
            deep = sum(self.position[one] <= self.position[id] for one in line[id])
            self.row[id] = (-self.position[id], deep)
            # a ring has no top, so that its systems stand at the top themselves
            top = above[id] is None or id in _line(str(above[id]), above)
            self.kids.setdefault(None if top else above[id], []).append(id)
        self.heights = {
            row: max(self.frame(id)[1] for id in ids if self.row[id] == row) for row in set(self.row.values())
        }
        self.places: dict[str, tuple[float, tuple[int, int], int]] = {}
        self._abreast = _MOST_ABREAST

    def frame(self, id: str) -> tuple[float, float]:
        """How wide and high a system is with its cycles in it."""
        n = len(self.cycles_of.get(id, []))
        across, down = max(1, min(n, _ABREAST)), -(-n // _ABREAST)
        inner = down * (CYCLE_HEIGHT + _GAP) - (_GAP if down else -4)
        header = _HEADER if self._headers.get(id) else _NO_HEADER
        return across * (CYCLE_WIDTH + _GAP) - _GAP + 2 * _PAD, header + inner + _PAD

    def width(self, abreast: int) -> float:
        """How wide everything is, with so many systems that hold nothing in a line."""
        self._abreast = abreast
        return _LEFT + self._below(None) + _MARGIN

    def place(self, abreast: int) -> None:
        """Give every system its place."""
        self._abreast = abreast
        self._place_below(None, _LEFT)

    def _groups(self, id: str | None) -> list[list[str]]:
        """What lies in a system: each that holds others alone, and those that hold nothing together by their row."""
        groups: dict[Any, list[str]] = {}
        for kid in self.kids.get(id, []):
            groups.setdefault(kid if self.kids.get(kid) else self.row[kid], []).append(kid)
        return [*groups.values()]

    def _cell(self, group: list[str]) -> float:
        return max(self.frame(id)[0] for id in group) + _APART

    def _wide(self, group: list[str]) -> float:
        if len(group) == 1:
            return max(self.frame(group[0])[0], self._below(group[0]))
        if len(group) <= self._abreast:
            return sum(self.frame(id)[0] + _APART for id in group) - _APART
        return self._abreast * self._cell(group) - _APART

    def _below(self, id: str | None) -> float:
        wide = [self._wide(group) for group in self._groups(id)]
        return sum(wide) + _APART * (len(wide) - 1) if wide else 0.0

    def _place_below(self, id: str | None, left: float) -> None:
        for group in self._groups(id):
            wide = self._wide(group)
            x = left
            for at, one in enumerate(group):
                own = self.frame(one)[0]
                if len(group) == 1:
                    x = left + (wide - own) / 2
                elif len(group) > self._abreast:
                    x = left + at % self._abreast * self._cell(group)
                line = at // self._abreast if len(group) > self._abreast else 0
                self.places[one] = (x, self.row[one], line)
                x += own + _APART
                self._place_below(one, left + max(0.0, (wide - self._below(one)) / 2))
            left += wide + _APART


def _line(id: str, above: Mapping[str, str | None]) -> list[str]:
    """What holds a system, the nearest first; a ring ends where it began."""
    line: list[str] = []
    at = above.get(id)
    while at is not None and at not in line and at != id:
        line.append(at)
        at = above.get(at)
    return line


def _rows(tree: _Tree, systems: pd.DataFrame) -> tuple[dict[tuple[int, int], float], list[Band]]:
    """Where each row begins, and the bands of the scales, which take in the rows of one scale."""
    name_of = {tree.row[id]: name for id, name in zip(systems["id"], systems["scale_name"], strict=True)}
    tops: dict[tuple[int, int], float] = {}
    bands: list[Band] = []
    y = _MARGIN
    for row in sorted(tree.heights):
        lines = 1 + max(line for _, at, line in tree.places.values() if at == row)
        tops[row] = y
        bottom = y + lines * (tree.heights[row] + _APART) - _APART
        bands.append(Band(str(name_of[row]) if row[0] not in {r[0] for r in tops if r != row} else "", y, bottom))
        y = bottom + _ROWS
    return tops, bands
