"""Taking a step back, as a step of its own: refused in words where somebody changed the same record since."""

from __future__ import annotations

import sqlalchemy as sa

from workbench.errors import Refused
from workbench.model import Record
from workbench.store.history import Revision, revisions_of
from workbench.store.reference import hanging_on
from workbench.store.row import content, record_of, said
from workbench.store.schema import REVISION
from workbench.store.step import Step, current, name_of

__all__ = ["reverse"]


def reverse(connection: sa.Connection, step: Step, taken_back: str) -> None:
    """Put every record of a step back to what it was before, newest change first.

    Raises
    ------
    Refused
        A record is no longer as that step left it, something hangs on it now, or its words were erased.
    """
    for revision in reversed(revisions_of(connection, REVISION.c.step == taken_back)):
        now = current(connection, revision.kind, revision.id)
        _refuse_changed(connection, revision, now)
        before = None if revision.before is None else record_of(revision.kind, revision.before)
        if now is None and before is not None:
            step.insert(before.model_copy(update={"version": revision.version + 1}))
        elif now is not None and before is None:
            _refuse_hanging(connection, now)
            step.delete(now)
        elif now is not None and before is not None:
            step.update(
                now,
                before.model_copy(
                    update={"version": now.version + 1, "revised_at": step.at, "revised_by": step.by},
                ),
            )


def _refuse_changed(connection: sa.Connection, revision: Revision, now: Record | None) -> None:
    """Refuse unless the record stands as the step left it; a change that was taken back is none."""
    if (revision.before, revision.after) == (None, None) or (revision.action != "added" and revision.before is None):
        raise Refused("This step cannot be taken back: its words were erased at the person's wish.")
    left = None if revision.after is None else content(record_of(revision.kind, revision.after).model_dump())
    if left == (None if now is None else content(now.model_dump())):
        return
    c = REVISION.c
    who = connection.execute(
        sa.select(c.by)
        .where(c.kind == revision.kind, c.record == revision.id, c.seq > revision.seq)
        .order_by(c.seq.desc())
    ).scalar()
    did = "removed" if now is None else "changed"
    label = name_of(now) if now is not None else f"this {said(revision.kind)}"
    raise Refused(f"This step cannot be taken back: {who or 'somebody'} has {did} {label} since.")


def _refuse_hanging(connection: sa.Connection, record: Record) -> None:
    hanging = hanging_on(connection, record.kind, record.id)
    if hanging:
        kinds = " and ".join(dict.fromkeys(said(kind) for kind, _ in hanging))
        raise Refused(
            f"This step cannot be taken back: {name_of(record)} is used by a {kinds} made since. Take that away first."
        )
