"""Who opened whose file, and when: ids only, and only ever added to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa

from workbench.store.row import checked
from workbench.store.schema import ACCESS

__all__ = ["SAME_VISIT", "Access", "accesses_to", "note_access"]

#: Opening the same file again within this time is the same visit.
SAME_VISIT: Final = timedelta(minutes=15)


@dataclass(frozen=True)
class Access:
    """One visit: when it began, by whom (as they call themselves; empty where nobody said), and what for."""

    at: datetime
    by: str
    kind: str
    record: str
    why: str


def note_access(connection: sa.Connection, kind: str, id: str, *, by: str, page: str, why: str, at: datetime) -> None:
    """Note that somebody opened a record's file; the same person and page within :data:`SAME_VISIT` is one visit."""
    c = ACCESS.c
    who, where = checked(by, "your name"), checked(page, "the page")
    same = sa.and_(c.kind == kind, c.record == id, c.by == who, c.page == where, c.why == why)
    last = connection.execute(sa.select(sa.func.max(c.at)).where(same)).scalar()
    if last is not None and at - last < SAME_VISIT:
        return
    seq = connection.execute(sa.select(sa.func.coalesce(sa.func.max(c.seq), 0))).scalar_one() + 1
    row = {"seq": seq, "at": at, "by": who, "page": where, "kind": kind, "record": id, "why": checked(why, "what for")}
    connection.execute(sa.insert(ACCESS), row)


def accesses_to(connection: sa.Connection, kind: str, id: str) -> list[Access]:
    """The visits to one record's file, newest first."""
    c = ACCESS.c
    wanted = sa.select(c.at, c.by, c.kind, c.record, c.why).where(c.kind == kind, c.record == id)
    return [Access(*row) for row in connection.execute(wanted.order_by(c.at.desc(), c.seq.desc()))]
