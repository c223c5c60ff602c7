"""What an open store keeps in memory of its tables, so that a page that asks ten questions reads each table once.

Nothing here is older than the newest change: every look begins by asking for its number, and a new number forgets all.
"""

from __future__ import annotations

import threading
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Final

import pandas as pd
import sqlalchemy as sa

from workbench.frames import Audience
from workbench.model import Record
from workbench.store.history import last_seq

__all__ = ["MOST_ROWS", "Kept", "ReadMemory"]

#: Longer tables are read each time: they would lie in memory for as long as the page is open.
MOST_ROWS: Final = 50_000


@dataclass(frozen=True)
class Kept:
    """What was read at one number of the newest change; threads may fill it side by side."""

    #: Kind → its rows, as ``frames.columns`` says.
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    #: Kind → its records, by id.
    records: dict[str, tuple[Record, ...]] = field(default_factory=dict)
    #: (audience, day) → kind → the ids that this audience sees on that day.
    seen: dict[Hashable, dict[str, frozenset[str]]] = field(default_factory=dict)

    def seen_by(self, audience: Audience, on: Hashable) -> dict[str, frozenset[str]]:
        """What one audience sees on a day, as far as it was worked out."""
        return self.seen.setdefault((audience, on), {})


class ReadMemory:
    """The tables of one open store as they were read last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._mark: Hashable = None
        self._kept = Kept()

    def now(self, connection: sa.Connection, *, file: Hashable) -> Kept:
        """What is known of the state this connection sees; ``file`` tells one file at an address from the next."""
        mark = (file, last_seq(connection))
        with self._lock:
            if mark != self._mark:
                self._mark, self._kept = mark, Kept()
            return self._kept
