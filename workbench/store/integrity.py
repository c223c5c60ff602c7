"""Looking through a whole store for what should not be, in words."""

from __future__ import annotations

from contextlib import closing

import sqlalchemy as sa

from workbench.model import RECORDS
from workbench.store.attachment_keeping import files_of
from workbench.store.backup import problems_of_file
from workbench.store.engine import Database, plain_connection
from workbench.store.history import last_seq
from workbench.store.many import BROUGHT_IN, ids_among
from workbench.store.problem import in_words
from workbench.store.row import said
from workbench.store.schema import REVISION, TABLES

__all__ = ["problems"]

#: Problems of one kind that are listed one by one.
_LISTED = 20


def problems(store: Database) -> list[str]:
    """What is wrong with a store, a sentence each; [] when all is well."""
    found: list[str] = []
    address = store.address
    if address.file is not None:
        with in_words(address), closing(plain_connection(address.file, key=address.key, mode="rw")) as connection:
            found += [f"The file is damaged: {what}." for what in problems_of_file(connection, keyed=bool(address.key))]
    with store.reading() as connection:
        found += _ends_missing(connection)
        found += _without_history(connection)
        seq, n = last_seq(connection), connection.execute(sa.select(sa.func.count()).select_from(REVISION)).scalar_one()
        if n > seq:
            found.append(f"The history holds {n} changes, but their numbers end at {seq}.")
    return found + _files_not_sound(store)


def _ends_missing(connection: sa.Connection) -> list[str]:
    """Evidence links whose ends are not there: the one reference the database itself cannot hold."""
    c = TABLES["evidence_link"].c
    named: dict[str, dict[str, str]] = {}
    for id, *ends in connection.execute(sa.select(c.id, c.source_kind, c.source, c.target_kind, c.target)):
        for kind, end in (ends[:2], ends[2:]):
            named.setdefault(kind, {})[end] = id
    found = []
    for kind, ends_of in named.items():
        there = ids_among(connection, kind, ends_of) if kind in RECORDS else set()
        found += [
            f"The evidence link {id} names a {said(kind)} ({end}) that is not there; remove it."
            for end, id in ends_of.items()
            if end not in there
        ]
    return sorted(found)[:_LISTED]


def _files_not_sound(store: Database) -> list[str]:
    """Attachments whose file is missing, or is no longer what was kept."""
    with store.reading() as connection:
        files = files_of(connection, store.address)
        held = TABLES["attachment"].c
        named = connection.execute(sa.select(held.name, held.sha256).where(held.sha256 != "").order_by(held.id)).all()
    found = []
    for name, sha256 in named:
        problem = files.problem(sha256)
        if problem is not None:
            what = "is missing" if problem == "missing" else "was changed or is damaged"
            found.append(
                f"The file of the attachment “{name}” {what} ({files.folder}). Copy it back from the folder beside a "
                "backup, or remove the attachment."
            )
    return found[:_LISTED]


def _without_history(connection: sa.Connection) -> list[str]:
    """Records whose newest change is not in the history: something other than the workbench wrote them."""
    found: list[str] = []
    for kind, table in TABLES.items():
        r = REVISION.c
        newest = (
            sa.select(r.record, sa.func.max(r.version).label("version"))
            .where(r.kind == kind)
            .group_by(r.record)
            .subquery()
        )
        # What came with an import is told of by its intake, until somebody changes it.
        told = table.c.intake.is_not(None) if kind in BROUGHT_IN else sa.false()
        wanted = (
            sa.select(table.c.id)
            .join(newest, newest.c.record == table.c.id, isouter=True)
            .where(sa.or_(sa.and_(newest.c.version.is_(None), ~told), table.c.version < newest.c.version))
            .order_by(table.c.id)
            .limit(_LISTED - len(found))
        )
        found += [
            f"The history of the {said(kind)} {id} does not end where the record does."
            for id in connection.execute(wanted).scalars()
        ]
    return found
