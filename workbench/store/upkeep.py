"""What a store does by itself beside its work: backups in time, the last traces of an erasure, files nobody needs."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from workbench.errors import WorkbenchError
from workbench.store.attachment_keeping import clear_away
from workbench.store.backup import automatic_backups, back_up_automatically
from workbench.store.engine import Database
from workbench.store.erasure import finish_erasure, pending
from workbench.store.history import last_seq

__all__ = ["EVERY_MINUTES", "Upkeep"]

_LOG = logging.getLogger(__name__)

#: A store in a file is copied after this much activity.
EVERY_MINUTES: Final = 15


class Upkeep:
    """The backups of one open store; one in PostgreSQL is copied when asked to, as whoever runs it has its own ways."""

    def __init__(self, store: Database, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now
        self._wrote = False
        self._looked_at = now()
        #: True while the store is filled from something that stays: then no copies are made of it by the way.
        self.resting = False

    def if_due(self, *, every_minutes: float) -> Path | None:
        """An automatic backup, when something changed since the last one and that is long enough ago; else None."""
        kept = automatic_backups(self._store.address)
        with self._store.reading() as connection:
            revision = last_seq(connection)
        if revision == (kept[-1].revision if kept else 0):
            return None
        if kept and self._now() - kept[-1].at < timedelta(minutes=every_minutes):
            return None
        return back_up_automatically(self._store, self._now())

    def at_opening(self) -> None:
        """Remove the last traces of an erasure that another window was in the way of, and files nobody needs."""
        with self._store.reading() as connection:
            unfinished = pending(connection) is not None
        if unfinished:
            finish_erasure(self._store, self._now())
        self._clear_away()

    def after_writing(self) -> None:
        """Every so often, a copy."""
        self._wrote = True
        now = self._now()
        if self._store.is_file and not self.resting and now - self._looked_at >= timedelta(minutes=EVERY_MINUTES):
            self._looked_at = now
            self._quietly(every_minutes=EVERY_MINUTES)

    def at_close(self) -> None:
        """A last copy of what was changed here; files that nobody needs any more are cleared away."""
        if self._wrote and self._store.is_file:
            self._quietly(every_minutes=0)
        if self._wrote:
            self._clear_away()
        self._wrote = False

    def _clear_away(self) -> None:
        try:
            clear_away(self._store, self._now())
        except (WorkbenchError, OSError) as e:
            _LOG.warning("files that nobody needs were not cleared away: %s", e)

    def _quietly(self, *, every_minutes: float) -> None:
        """Back up without standing in anybody's way: what was saved is saved, whether or not a copy could be made."""
        try:
            self.if_due(every_minutes=every_minutes)
        except WorkbenchError as e:
            _LOG.warning("no automatic backup was made: %s", e)
