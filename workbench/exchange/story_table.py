"""A table of stories: its header, its rows, and where each stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.exchange.reading import Reading, tidy_name
from workbench.exchange.sheet import Sheet

__all__ = ["StoryTable", "key_of", "leaf_of", "table_of"]

#: A title may stand above a header; so many rows are looked through.
_TITLE_ROWS = 4
_NOT_IN_KEY = re.compile(r"[^A-Za-z0-9]+")
_LONGEST_KEY = 64
_PATH = re.compile(r"[A-Za-z_][\w.-]*(?:/[A-Za-z_][\w.-]*)+")


@dataclass(frozen=True)
class StoryTable:
    """``header`` are the columns' names as they stand, ``body`` (number, cells) with a cell for every column."""

    name: str
    header: tuple[str, ...]
    body: tuple[tuple[int, tuple[str, ...]], ...]

    def where(self, number: int, reading: Reading) -> str:
        """The place of a row in words."""
        return Sheet(self.name, ()).where(number, reading)

    def column(self, *names: str) -> int | None:
        """The first column with one of these names, whatever its capitals; None where there is none."""
        there = [plain.casefold() for plain in self.header]
        return next((there.index(name.casefold()) for name in names if name.casefold() in there), None)

    def cells(self, column: int) -> list[str]:
        """What stands in a column."""
        return [cells[column] for _, cells in self.body]


def table_of(sheet: Mapping[str, Any]) -> StoryTable:
    """The table of a sheet as the child gives it: its header is the first row as wide as most of it.

    A column that holds something and has no name is called by its number: ``(3)``.
    """
    rows: Sequence[tuple[int, list[str]]] = [(number, cells) for number, cells in sheet["rows"]]
    widest = max(len(cells) for _, cells in rows)
    at = next((n for n, (_, cells) in enumerate(rows[: _TITLE_ROWS + 1]) if _filled(cells) * 2 > widest), 0)
    filled = {n for _, cells in rows[at + 1 :] for n, cell in enumerate(cells) if cell.strip()}
    named = [tidy_name(cell) for cell in rows[at][1]] + [""] * (widest - len(rows[at][1]))
    header = tuple(name or (f"({n + 1})" if n in filled else "") for n, name in enumerate(named))
    body = ((number, (*cells, *[""] * (widest - len(cells)))) for number, cells in rows[at + 1 :])
    return StoryTable(str(sheet["name"]), header, tuple(body))


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def key_of(name: str, taken: set[str]) -> str:
    """A key for a question from its name, unlike those in ``taken``, to which it is added."""
    stem = _NOT_IN_KEY.sub("_", name).strip("_").lower()[: _LONGEST_KEY - 4] or "question"
    made = next(key for n in range(1, len(taken) + 3) if (key := stem if n == 1 else f"{stem}_{n}") not in taken)
    taken.add(made)
    return made


def leaf_of(name: str) -> str:
    """The question's own name, without the groups it lies in."""
    return name.rpartition("/")[2] if _PATH.fullmatch(name) else name
