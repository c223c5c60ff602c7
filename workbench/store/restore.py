"""Restoring: a backup is checked and made ready aside; only then, in one transaction, it takes the store's place."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from workbench.errors import Gone
from workbench.model import Withdrawal
from workbench.model.prompts import words
from workbench.store.address import Address
from workbench.store.attachment_keeping import bring_back
from workbench.store.backup import back_up_automatically, verify
from workbench.store.draft import every_draft, keep_newer
from workbench.store.dump import Rows, empty, load, read_dump, rows_of
from workbench.store.engine import forget_salt
from workbench.store.erasure import CONSENTED, erase, finish_erasure, hide
from workbench.store.history import last_seq
from workbench.store.migration import opened
from workbench.store.row import new_id
from workbench.store.schema import REVISION, TABLES
from workbench.store.step import Step

__all__ = ["restore"]


def restore(address: Address, backup: Path, *, at: datetime) -> Path | None:
    """Put a backup in the place of what the store holds.

    What the store held is backed up first; returns that copy, or None where it held nothing. What tellers took back
    since stays taken back. Numbers of changes and versions of records go on from where they were, so that open pages
    notice and nothing older is taken for current.

    Raises
    ------
    StoreProblem
        The backup is damaged, cut short, newer than this program or needs another key; the store is unchanged.
    """
    verify(backup, key=address.key)
    with _ready(address, backup) as rows:
        live = opened(address, before_migrating=lambda store: back_up_automatically(store, at))
        try:
            with live.reading() as connection:
                holds_something = last_seq(connection) > 0
            kept = back_up_automatically(live, at) if holds_something else None
            with live.writing() as connection:
                _replace(connection, rows, name=backup.name, at=at)
                bring_back(connection, address, backup)
            finish_erasure(live, at)
            return kept if kept is not None and kept.exists() else None
        finally:
            live.close()


@contextmanager
def _ready(address: Address, backup: Path) -> Iterator[Rows]:
    """The rows of a backup, in this program's form."""
    with backup.open("rb") as file:
        if file.read(4) == b"PK\x03\x04":
            yield read_dump(backup)
            return
    address.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Beside the backups and not in the system's temporary folder: it holds people's words.
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=address.folder) as folder:
        copy = Path(folder) / "copy.db"
        shutil.copyfile(backup, copy)
        store = opened(Address(file=copy, key=address.key), before_migrating=lambda _: None)
        try:
            with store.reading() as connection:
                yield rows_of(connection)
        finally:
            store.close()
            forget_salt(copy)


def _replace(connection: sa.Connection, rows: Rows, *, name: str, at: datetime) -> None:
    seq = last_seq(connection)
    versions = {kind: _versions(connection, kind) for kind in TABLES}
    taken_back = _taken_back(connection)
    drafts = every_draft(connection)
    empty(connection)
    load(connection, rows)
    keep_newer(connection, drafts)
    for kind, before in versions.items():
        _go_on(connection, kind, before)
    seq = max(seq, last_seq(connection))
    connection.execute(sa.insert(REVISION), _mark(seq + 1, name, at))
    for kind, id, withdrawal, on, by in taken_back:
        step = Step(connection, words().say("store.withdrawn_step"), by=by, page="", at=at)
        how = Withdrawal(withdrawal)
        with contextlib.suppress(Gone):  # the backup is from before it was told
            if how is Withdrawal.erased:
                erase(connection, step, kind, id, on=on or at.date())
            else:
                hide(connection, step, kind, id, how=how, on=on or at.date())
        step.finish(undoable=False)


def _taken_back(connection: sa.Connection) -> list[tuple[str, str, str, date | None, str]]:
    """What people took back so far: (kind, id, how, on, by)."""
    found: list[tuple[str, str, str, date | None, str]] = []
    for kind in CONSENTED:
        c = TABLES[kind].c
        wanted = sa.select(c.id, c.withdrawal, c.withdrawn_on, c.revised_by).where(
            c.withdrawal != Withdrawal.none.value
        )
        found += [(kind, id, how, on, by) for id, how, on, by in connection.execute(wanted)]
    r = REVISION.c
    # What was removed before it was erased has no row left; its history tells by having no first or last wording.
    emptied = sa.or_(
        sa.and_(r.action == "added", r.after.is_(None)), sa.and_(r.action == "removed", r.before.is_(None))
    )
    first = sa.select(r.kind, r.record).where(r.kind.in_(CONSENTED), emptied).distinct()
    there = {(kind, id) for kind, id, *_ in found}
    erased = Withdrawal.erased.value
    return found + [(kind, id, erased, None, "") for kind, id in connection.execute(first) if (kind, id) not in there]


def _versions(connection: sa.Connection, kind: str) -> dict[str, int]:
    c = TABLES[kind].c
    return {str(id): int(version) for id, version in connection.execute(sa.select(c.id, c.version))}


def _go_on(connection: sa.Connection, kind: str, before: dict[str, int]) -> None:
    """Give what differs a version of its own: a page that read version 3 may not save over another version 3."""
    c = TABLES[kind].c
    newer = [
        {"its_id": id, "its_version": before[id] + 1}
        for id, version in _versions(connection, kind).items()
        if id in before and before[id] != version
    ]
    if newer:
        put = sa.update(TABLES[kind]).where(c.id == sa.bindparam("its_id")).values(version=sa.bindparam("its_version"))
        connection.execute(put, newer)


def _mark(seq: int, name: str, at: datetime) -> dict[str, Any]:
    return {
        "seq": seq,
        "step": new_id(at),
        "words": words().say("store.restored_step", name=name),
        "page": "",
        "kind": "store",
        "record": "store",
        "action": "revised",
        "version": 0,
        "before": None,
        "after": None,
        "at": at,
        "by": "",
        "undoes": None,
        "undoable": False,
    }
