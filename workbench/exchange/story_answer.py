"""Answers to questions of signification as they stand in the columns of a table: numbers, ticks and words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from workbench.exchange.reading import tidy_name
from workbench.exchange.story_file import ReadAnswer
from workbench.model import Placing, Signifier

__all__ = [
    "NOT_APPLICABLE",
    "Asked",
    "ChoiceColumn",
    "DyadColumn",
    "SeveralColumns",
    "StonesColumns",
    "TriadColumns",
    "Unusable",
    "is_yes",
    "number_in",
]

#: Shares that were worked out are off by rounding only up to this; beyond it a point lay outside its triangle.
_NOISE = 1e-9
#: How far parts may be from a sum of 1 (or 100) and still be parts of one whole: a spreadsheet keeps two places.
_ROUNDED = 0.02
#: The name of the choice by which a form of ours says that a question does not apply.
NOT_APPLICABLE = "not_applicable"
_YES = frozenset({"1", "1.0", "true", "yes", "y", "x", "✓", "✔", "on", "oui", "ja", "sí", "si", "ie", "ydw"})


class Unusable(Exception):
    """An answer that cannot be what its question asks for: which sentence tells it, and what stands in the file."""

    def __init__(self, key: str, what: str) -> None:
        super().__init__(key)
        self.key, self.what = key, what


class Asked(Protocol):
    """One question and the columns that hold its answers."""

    @property
    def signifier(self) -> Signifier:
        """The question."""

    @property
    def columns(self) -> tuple[int, ...]:
        """The columns it takes, so that they are no longer free for others."""

    def answers(self, cells: Sequence[str]) -> list[ReadAnswer]:
        """What a row says; raises :class:`Unusable`."""


def is_yes(text: str) -> bool:
    """Whether a tick is set, in the words and signs that surveys use."""
    return text.strip().casefold() in _YES


def number_in(text: str) -> float | None:
    """A finite number, with a point or a comma; None where nothing stands there.

    Raises
    ------
    Unusable
        Where something else stands there.
    """
    plain = text.strip()
    if not plain:
        return None
    try:
        value = float(plain.replace(",", ".") if plain.count(",") == 1 else plain)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or "_" in plain:
        raise Unusable("no_number", plain)
    return value


def _share(text: str, least: float, most: float) -> float | None:
    """Where a number lies between two ends, 0 to 1."""
    value = number_in(text)
    if value is None:
        return None
    share = (value - least) / (most - least)
    if not -_NOISE <= share <= 1 + _NOISE:
        raise Unusable("out_of_range", text.strip())
    return min(max(share, 0.0), 1.0)


def _cell(cells: Sequence[str], column: int | None) -> str:
    return "" if column is None or column >= len(cells) else cells[column]


def _unplaced(signifier: Signifier, cells: Sequence[str], na: int | None) -> list[ReadAnswer]:
    away = Placing.not_applicable if is_yes(_cell(cells, na)) else Placing.skipped
    return [ReadAnswer(signifier.key, away)]


@dataclass(frozen=True)
class TriadColumns:
    """Three parts (top, left, right), or a point: percentX and percentY; parts of any whole are brought to 1.

    SenseMaker writes both. Its geometry: top = percentY, right = percentX − top/2, left = 1 − top − right.
    """

    signifier: Signifier
    parts: tuple[int, int, int] | None = None
    point: tuple[int, int] | None = None
    na: int | None = None

    @property
    def columns(self) -> tuple[int, ...]:
        """Of the parts, the point and the tick."""
        return tuple(n for n in (*(self.parts or ()), *(self.point or ()), self.na) if n is not None)

    def answers(self, cells: Sequence[str]) -> list[ReadAnswer]:
        """One answer."""
        shares = self._parts(cells) or self._point(cells)
        if shares is None:
            return _unplaced(self.signifier, cells, self.na)
        outside = min(shares) < -_NOISE
        closed = [max(share, 0.0) for share in shares]
        whole = sum(closed)
        if abs(whole - 1) > _NOISE:
            closed = [share / whole for share in closed]
        top, left, right = (min(share, 1.0) for share in closed)
        return [ReadAnswer(self.signifier.key, Placing.placed, top=top, left=left, right=right, outside=outside)]

    def _parts(self, cells: Sequence[str]) -> list[float] | None:
        found = [number_in(_cell(cells, n)) for n in self.parts or ()]
        if not found or all(value is None for value in found):
            return None
        if any(value is None for value in found):
            raise Unusable("part_missing", " · ".join(_cell(cells, n).strip() or "–" for n in self.parts or ()))
        values = [value for value in found if value is not None]
        whole = sum(values)
        # A click just outside gives a tiny negative part; anything more is no balance.
        if whole <= 0 or min(values) < -_ROUNDED * whole:
            raise Unusable("no_balance", " · ".join(_cell(cells, n).strip() for n in self.parts or ()))
        return values if abs(whole - 1) <= _NOISE else [value / whole for value in values]

    def _point(self, cells: Sequence[str]) -> list[float] | None:
        if self.point is None:
            return None
        x, y = (number_in(_cell(cells, n)) for n in self.point)
        if x is None or y is None:
            return None  # one of them alone is where the pointer rested while “does not apply” was ticked
        right = x - y / 2
        if min(y, right, 1 - y - right) < -_ROUNDED:
            raise Unusable("outside", " · ".join(_cell(cells, n).strip() for n in self.point))
        return [y, 1 - y - right, right]


@dataclass(frozen=True)
class DyadColumn:
    """A slider: how far to the right, between ``least`` and ``most``."""

    signifier: Signifier
    at: int
    na: int | None = None
    others: tuple[int, ...] = ()
    least: float = 0
    most: float = 100

    @property
    def columns(self) -> tuple[int, ...]:
        """Of the place, the tick, and what repeats the place."""
        return tuple(n for n in (self.at, self.na, *self.others) if n is not None)

    def answers(self, cells: Sequence[str]) -> list[ReadAnswer]:
        """One answer."""
        share = _share(_cell(cells, self.at), self.least, self.most)
        if share is None:
            return _unplaced(self.signifier, cells, self.na)
        return [ReadAnswer(self.signifier.key, Placing.placed, x=share)]


@dataclass(frozen=True)
class StonesColumns:
    """Things laid on a field: ``places`` are (stone, column of x, column of y)."""

    signifier: Signifier
    places: tuple[tuple[str, int, int], ...]
    na: int | None = None
    most: float = 1

    @property
    def columns(self) -> tuple[int, ...]:
        """Of all places, and the tick."""
        return tuple(n for _, x, y in self.places for n in (x, y)) + (() if self.na is None else (self.na,))

    def answers(self, cells: Sequence[str]) -> list[ReadAnswer]:
        """One answer a stone that was laid; one without a stone where none was."""
        made = []
        for stone, x_at, y_at in self.places:
            x, y = _share(_cell(cells, x_at), 0, self.most), _share(_cell(cells, y_at), 0, self.most)
            if x is not None and y is not None:
                made.append(ReadAnswer(self.signifier.key, Placing.placed, item=stone, x=x, y=y))
            elif x is not None or y is not None:
                raise Unusable("part_missing", stone)
        return made or _unplaced(self.signifier, cells, self.na)


@dataclass(frozen=True)
class ChoiceColumn:
    """One of several words in one column; ``means`` gives the label for what stands in the file.

    Where tellers could write an answer of their own, ``otherwise`` is the label for whatever is none of ours.
    """

    signifier: Signifier
    at: int
    means: Mapping[str, str] = field(default_factory=dict)
    na: int | None = None
    otherwise: str = ""

    @property
    def columns(self) -> tuple[int, ...]:
        """Of the word, and the tick."""
        return (self.at,) if self.na is None else (self.at, self.na)

    def answers(self, cells: Sequence[str]) -> list[ReadAnswer]:
        """One answer."""
        said = tidy_name(_cell(cells, self.at))
        if said == NOT_APPLICABLE:
            return [ReadAnswer(self.signifier.key, Placing.not_applicable)]
        if not said:
            return _unplaced(self.signifier, cells, self.na)
        label = self.means.get(said.casefold(), said)
        if label not in self.signifier.labels and self.otherwise:
            label = self.otherwise
        if label not in self.signifier.labels:
            raise Unusable("no_such_choice", said)
        return [ReadAnswer(self.signifier.key, Placing.placed, chosen=(label,))]

    def written(self, cells: Sequence[str]) -> str:
        """What a teller wrote in beside the answers there are; "" where nothing."""
        said = tidy_name(_cell(cells, self.at))
        own = bool(self.otherwise) and self.means.get(said.casefold(), said) not in self.signifier.labels
        return said if own else ""


@dataclass(frozen=True)
class SeveralColumns:
    """Several words: a column with a tick for each (``ticks``), or all of them in one, set apart by a mark.

    A tick is set where a column holds a yes or, with ``named``, anything at all.
    """

    signifier: Signifier
    ticks: tuple[tuple[int, str], ...] = ()
    at: int | None = None
    mark: str = ","
    means: Mapping[str, str] = field(default_factory=dict)
    na: int | None = None
    named: bool = False

    @property
    def columns(self) -> tuple[int, ...]:
        """Of every tick, or of the words."""
        return tuple(n for n in (*(n for n, _ in self.ticks), self.at, self.na) if n is not None)

    def answers(self, cells: Sequence[str]) -> list[ReadAnswer]:
        """One answer."""
        chosen = [label for n, label in self.ticks if self._is_set(_cell(cells, n))]
        parts = [tidy_name(part) for part in _cell(cells, self.at).split(self.mark) if part.strip()]
        if NOT_APPLICABLE in (*chosen, *parts):
            return [ReadAnswer(self.signifier.key, Placing.not_applicable)]
        if not chosen and self.at is not None:
            labels = [self.means.get(part.casefold(), part) for part in parts]
            if wrong := next((label for label in labels if label not in self.signifier.labels), None):
                raise Unusable("no_such_choice", wrong)
            chosen = [label for label in self.signifier.labels if label in labels]
        if not chosen:
            return _unplaced(self.signifier, cells, self.na)
        return [ReadAnswer(self.signifier.key, Placing.placed, chosen=tuple(dict.fromkeys(chosen)))]

    def _is_set(self, cell: str) -> bool:
        return bool(cell.strip()) if self.named else is_yes(cell)
