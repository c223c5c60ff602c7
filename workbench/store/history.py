"""The history of changes, and which step of mine can be taken back or made again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa

from workbench.store.schema import REVISION

__all__ = [
    "Action",
    "Change",
    "Revision",
    "Undone",
    "changes_since",
    "last_seq",
    "next_to_undo",
    "recent_revisions",
    "revisions_of",
    "steps_of",
]

Action = Literal["added", "revised", "removed"]

#: How far back my own steps are looked through, newest first.
_STEPS = 2_000


@dataclass(frozen=True)
class Change:
    """One record was added, revised or removed.

    ``seq`` counts every change to the store; ``step`` is the same for those made together.
    """

    seq: int
    step: str
    kind: str
    id: str
    action: Action
    by: str
    page: str
    at: datetime


@dataclass(frozen=True)
class Revision(Change):
    """A change with its wordings; both are None where the words were erased.

    ``undoes`` is the step this one took back.
    """

    words: str
    version: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    undoes: str | None


@dataclass(frozen=True)
class Undone:
    """What undo or redo did: a step of its own, with the words of the step it took back."""

    step: str
    words: str
    changes: tuple[Change, ...]


_CHANGE = (
    REVISION.c.seq,
    REVISION.c.step,
    REVISION.c.kind,
    REVISION.c.record.label("id"),
    REVISION.c.action,
    REVISION.c.by,
    REVISION.c.page,
    REVISION.c.at,
)


def last_seq(connection: sa.Connection) -> int:
    """The newest change's number; 0 in an empty store."""
    return int(connection.execute(sa.select(sa.func.max(REVISION.c.seq))).scalar() or 0)


def changes_since(connection: sa.Connection, since: int) -> list[Change]:
    """The changes after a number, oldest first."""
    wanted = sa.select(*_CHANGE).where(REVISION.c.seq > since).order_by(REVISION.c.seq)
    return [Change(**dict(row)) for row in connection.execute(wanted).mappings()]


def revisions_of(connection: sa.Connection, *where: sa.ColumnElement[bool]) -> list[Revision]:
    """The revisions that match, oldest first."""
    more = (REVISION.c.words, REVISION.c.version, REVISION.c.before, REVISION.c.after, REVISION.c.undoes)
    wanted = sa.select(*_CHANGE, *more).where(*where).order_by(REVISION.c.seq)
    return [Revision(**dict(row)) for row in connection.execute(wanted).mappings()]


def recent_revisions(connection: sa.Connection, most: int) -> list[Revision]:
    """The newest revisions, newest first, without their wordings (a list of what happened needs none)."""
    more = (REVISION.c.words, REVISION.c.version, REVISION.c.undoes)
    wanted = sa.select(*_CHANGE, *more).order_by(REVISION.c.seq.desc()).limit(most)
    return [Revision(**dict(row), before=None, after=None) for row in connection.execute(wanted).mappings()]


def steps_of(connection: sa.Connection, *, by: str, page: str | None) -> list[tuple[str, str | None]]:
    """My steps that can be taken back, oldest first, each with the step it undid; by page where one is given."""
    if not (page or by):
        return []  # what nobody put their name to belongs to nobody
    mine = REVISION.c.page == page if page else REVISION.c.by == by
    first = sa.func.min(REVISION.c.seq).label("first")
    rows = connection.execute(
        sa.select(REVISION.c.step, sa.func.max(REVISION.c.undoes), first)
        .where(mine, REVISION.c.undoable)
        .group_by(REVISION.c.step)
        .order_by(first.desc())
        .limit(_STEPS)
    ).all()
    return [(step, undoes) for step, undoes, _ in reversed(rows)]


def next_to_undo(steps: Iterable[tuple[str, str | None]]) -> tuple[str | None, str | None]:
    """The step that undo would take back, and the one that redo would (a step that undid another).

    A new step of one's own forgets what could be made again, as in every editor.
    """
    done: list[str] = []
    undone: list[str] = []
    for step, undoes in steps:
        if undoes is None:
            done.append(step)
            undone.clear()
        elif done and undoes == done[-1]:
            done.pop()
            undone.append(step)
        elif undone and undoes == undone[-1]:
            undone.pop()
            done.append(step)
    return (done[-1] if done else None), (undone[-1] if undone else None)
