"""The memory: records, their history, and who may read what, in SQLite or PostgreSQL."""

from __future__ import annotations

from workbench.store.draft import Draft
from workbench.store.erasure import Withdrawn
from workbench.store.history import Change, Revision, Undone
from workbench.store.intake import TakenBack
from workbench.store.step import Step
from workbench.store.store import Store, utc_now

__all__ = ["Change", "Draft", "Revision", "Step", "Store", "TakenBack", "Undone", "Withdrawn", "utc_now"]
