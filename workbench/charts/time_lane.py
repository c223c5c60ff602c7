"""Where marks stand on the lanes of a time line, so that those of one day do not hide each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["Lane", "lanes"]

#: From mark to mark, in pixels: what a mark is wide.
_APART = 11.0
#: A lane has room for so many marks on one day; more of them lie over each other.
_MOST_ROWS = 8
#: A lane is at least as high as its name on two lines.
_LOWEST = 46.0


@dataclass(frozen=True)
class Lane:
    """One lane from ``top`` to ``bottom`` (pixels, downwards), and how far down each of its marks stands."""

    name: str
    top: float
    bottom: float
    at: tuple[float, ...]

    @property
    def middle(self) -> float:
        """How far down its middle is."""
        return (self.top + self.bottom) / 2


def lanes(marks: Iterable[tuple[str, Sequence[float]]], *, top: float) -> list[Lane]:
    """The lanes one under the other, for names and how far right each of their marks is (pixels, in order).

    A mark takes the highest row of its lane where it touches no other, or else the one where it overlaps least.
    """
    made: list[Lane] = []
    for name, across in marks:
        row_of, n_rows = _rows(across)
        height = max(n_rows * _APART + _APART, _LOWEST)
        first = top + (height - (n_rows - 1) * _APART) / 2
        made.append(Lane(name, top, top + height, tuple(first + row * _APART for row in row_of)))
        top += height
    return made


def _rows(across: Sequence[float]) -> tuple[list[int], int]:
    ends: list[float] = []
    row_of = []
    for x in across:
        free = next((row for row, end in enumerate(ends) if end + _APART <= x), None)
        if free is None and len(ends) < _MOST_ROWS:
            free = len(ends)
            ends.append(x)
        elif free is None:
            free = ends.index(min(ends))
        ends[free] = x
        row_of.append(free)
    return row_of, max(len(ends), 1)
