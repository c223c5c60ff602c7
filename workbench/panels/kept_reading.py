"""Something worked out of a store that is kept until what it was made of has changed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import Generic, TypeVar

from workbench.desk import Desk

__all__ = ["KeptReading"]

T = TypeVar("T")


class KeptReading(Generic[T]):
    """Works something out again when a record of one of these kinds was written since, or the day is another.

    Parameters
    ----------
    kinds
        What it is made of; other changes leave it as it is.
    made
        Works it out.
    """

    def __init__(self, desk: Desk, kinds: Collection[str], made: Callable[[], T]) -> None:
        self._desk = desk
        self._kinds = frozenset(kinds)
        self._made = made
        self._kept: tuple[int, date, T] | None = None

    def now(self) -> T:
        """What it is now."""
        store, today = self._desk.store, self._desk.today()
        # taken before it is read, so that what is written meanwhile is looked at again
        revision = store.revision()
        if self._kept is not None and self._kept[1] == today:
            since, _, kept = self._kept
            if since == revision or not any(change.kind in self._kinds for change in store.changes(since)):
                self._kept = (revision, today, kept)
                return kept
        made = self._made()
        self._kept = (revision, today, made)
        return made
