"""A step: what one person changed at one moment, all of it or nothing, with its history in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NoReturn, TypeVar

import sqlalchemy as sa

from workbench.errors import Gone, Refused, Stale
from workbench.model import BULK, RECORDS, Consented, Record, Withdrawal
from workbench.model.shortened import shortened
from workbench.store.history import Action, Change, last_seq
from workbench.store.many import add_many, delete_many, hanging_on_any
from workbench.store.once import refuse_twice
from workbench.store.reference import hanging_on, named_by, refuse_ring, refuse_still_named
from workbench.store.row import content, differing, new_id, record_of, row_of, said, valid
from workbench.store.schema import REVISION, TABLES

__all__ = ["Step", "current", "name_of"]

R = TypeVar("R", bound=Record)


def current(connection: sa.Connection, kind: str, id: str) -> Record | None:
    """The record as it stands; None when it is not there."""
    if kind not in TABLES:
        raise Refused(f"“{kind}” is not a kind of record; the kinds are {', '.join(TABLES)}.")
    table = TABLES[kind]
    row = connection.execute(sa.select(table).where(table.c.id == id)).mappings().one_or_none()
    return None if row is None else record_of(kind, dict(row))


def name_of(record: Record) -> str:
    """What people call a record, for sentences: its name or title, else its kind."""
    for field in ("name", "title", "wording", "description"):
        words = getattr(record, field, "")
        if words:
            return f"“{shortened(words, 60)}”"
    return f"this {said(record.kind)}"


class Step:
    """One step, inside its transaction; ``Store.step`` makes and ends it.

    What is changed is visible to this step at once and to everybody else when the step ends. An exception that leaves
    the step takes all of it back.
    """

    def __init__(
        self, connection: sa.Connection, words: str, *, by: str, page: str, at: datetime, undoes: str | None = None
    ) -> None:
        self.id = new_id(at)
        self.words = words
        self.by, self.page = by, page
        self.at = at
        #: The number of this step's last change, once it has ended; None where nothing changed.
        self.revision: int | None = None
        self._undoes = undoes
        self._connection = connection
        self._history: list[dict[str, Any]] = []
        self._there: set[tuple[str, str]] = set()
        self._brought_in = False

    def add(self, record: R) -> R:
        """Add a record; returns it with its id, its author and version 1.

        An id and a date of one's own are kept (an import brings them); a record that was read from the store and is
        added again without its id is a new record.

        Raises
        ------
        Refused
            A value does not fit, the id is taken, or what the record names is not there.
        """
        checked = valid(record)
        keep = checked.version == 0
        made = checked.model_copy(
            update={
                "id": checked.id or new_id(self.at),
                "created_at": (checked.created_at if keep else None) or self.at,
                "created_by": (checked.created_by if keep else "") or self.by,
                "revised_at": None,
                "revised_by": "",
                "version": 1,
            }
        )
        if checked.id and current(self._connection, made.kind, made.id) is not None:
            raise Refused(f"There is already a {said(made.kind)} with the id {made.id}; choose another.", field="id")
        self._refuse_erased(made)
        self.insert(made)
        return made

    def add_many(self, records: Iterable[R]) -> list[R]:
        """Add contacts or cases of one import, all or none; returns them with their ids. Refuses what ``add`` refuses.

        Their intake, revised in the same step, tells of them: they have no history until somebody changes one. Such a
        step cannot be undone; ``Store.take_back_intake`` does that.
        """
        made = add_many(self._connection, records, at=self.at, by=self.by)
        self._brought_in |= bool(made)
        return made

    def revise(self, record: R) -> R:
        """Put a new wording in the place of the one it was made from; returns it with its new version.

        ``record.version`` must be the version that was read. A wording equal to the one in the store changes nothing.

        Raises
        ------
        Stale
            Somebody else changed it since; both wordings are in the exception.
        Gone
            It was removed.
        Refused
            A value does not fit, what it names is not there, or it was erased.
        """
        checked = valid(record)
        before = current(self._connection, checked.kind, checked.id)
        if before is None:
            self._gone(checked.kind, checked.id)
        yours, theirs = checked.model_dump(mode="json"), before.model_dump(mode="json")
        if content(yours) == content(theirs):
            return type(record).model_validate(before.model_dump())
        if checked.version != before.version:
            mine, other = differing(yours, theirs)
            raise Stale(
                f"{before.revised_by or before.created_by or 'Somebody'} changed {name_of(before)} after you opened "
                "it. Choose your wording or theirs.",
                kind=checked.kind,
                id=checked.id,
                yours=mine,
                theirs=other,
            )
        if isinstance(before, Consented) and before.withdrawal is Withdrawal.erased:
            raise Refused(f"This {said(before.kind)} was erased at the person's wish; nothing can be written into it.")
        made = self._newer(checked, before)
        self.update(before, made)
        return made

    def remove(self, kind: str, id: str) -> None:
        """Remove a record, with what hangs on it: a map's items, links and loops, a thing's links, evidence links.

        Raises
        ------
        Gone
            It is not there.
        Refused
            Other records still need it (a cycle with things in it, say).
        """
        before = current(self._connection, kind, id)
        if before is None:
            self._gone(kind, id)
        hanging = hanging_on(self._connection, kind, id)
        many = {other: [i for k, i in hanging if k == other] for other in BULK & {other for other, _ in hanging}}
        beside = [found for other, ids in many.items() for found in hanging_on_any(self._connection, other, ids)]
        for other, other_id in (*beside, *hanging):
            # Two ways may lead to one record: a link hangs on its thing and on its thing's place on the map.
            if other not in many and current(self._connection, other, other_id) is not None:
                self.remove(other, other_id)
        for other, ids in many.items():
            for part in delete_many(self._connection, other, ids):
                self.note_removed(part)
        self.delete(before)

    def insert(self, record: Record) -> None:
        """Write a row that is not there, as it is, with its history."""
        row = row_of(record)
        self._check_named(record.kind, row, {})
        refuse_twice(self._connection, record)
        self._connection.execute(sa.insert(TABLES[record.kind]), row)
        self._there.add((record.kind, record.id))
        self._note("added", record, None, record)

    def update(self, before: Record, after: Record) -> None:
        """Write a newer wording over the one it follows, with its history."""
        row, table = row_of(after), TABLES[after.kind]
        self._check_named(after.kind, row, row_of(before))
        refuse_twice(self._connection, after)
        written = self._connection.execute(
            sa.update(table)
            .where(table.c.id == sa.bindparam("its_id"), table.c.version == sa.bindparam("its_version"))
            .values({name: sa.bindparam(name) for name in row if name != "id"}),
            {**{n: v for n, v in row.items() if n != "id"}, "its_id": after.id, "its_version": before.version},
        )
        if written.rowcount != 1:
            mine, other = differing(after.model_dump(mode="json"), before.model_dump(mode="json"))
            raise Stale("Somebody else changed this just now.", kind=after.kind, id=after.id, yours=mine, theirs=other)
        self._note("revised", after, before, after)

    def delete(self, before: Record) -> None:
        """Take a row away, with its history; what other records need is refused."""
        refuse_still_named(self._connection, before.kind, before.id)
        table = TABLES[before.kind]
        self._connection.execute(sa.delete(table).where(table.c.id == before.id))
        self._there.discard((before.kind, before.id))
        self._note("removed", before, before, None)

    def note_removed(self, before: Record) -> None:
        """Put into the history that a record went, for one whose row is taken away with many others."""
        self._note("removed", before, before, None)

    def forget(self, kind: str, id: str) -> None:
        """Keep no wording of a record in this step's own history; only erasure does this."""
        for row in self._history:
            if (row["kind"], row["record"]) == (kind, id):
                row.update(before=None, after=None)

    def finish(self, *, undoable: bool = True) -> tuple[Change, ...]:
        """Number the changes and write them down; the transaction ends after this."""
        if not self._history:
            if self._brought_in:
                raise TypeError("a step with add_many also adds or revises the intake that its records name")
            return ()
        undoable = undoable and not self._brought_in
        seq = last_seq(self._connection)
        for number, row in enumerate(self._history, start=seq + 1):
            row.update(seq=number, undoable=undoable)
        self._connection.execute(sa.insert(REVISION), self._history)
        self.revision = seq + len(self._history)
        return tuple(
            Change(h["seq"], self.id, h["kind"], h["record"], h["action"], self.by, self.page, self.at)
            for h in self._history
        )

    def _refuse_erased(self, record: Record) -> None:
        """What was erased takes no words again by what is hung on it: an attachment, a score, evidence with a note."""
        for _, kind, id in named_by(record.kind, row_of(record)):
            named = current(self._connection, kind, id) if issubclass(RECORDS[kind], Consented) else None
            if isinstance(named, Consented) and named.withdrawal is Withdrawal.erased:
                raise Refused(f"This {said(kind)} was erased at the person's wish; nothing can be added to it.")

    def _newer(self, wording: R, before: Record) -> R:
        return wording.model_copy(
            update={
                "created_at": before.created_at,
                "created_by": before.created_by,
                "revised_at": self.at,
                "revised_by": self.by,
                "version": before.version + 1,
            }
        )

    def _note(self, action: Action, record: Record, before: Record | None, after: Record | None) -> None:
        self._history.append(
            {
                "step": self.id,
                "words": self.words,
                "page": self.page,
                "kind": record.kind,
                "record": record.id,
                "action": action,
                "version": record.version,
                "before": before.model_dump(mode="json") if before is not None else None,
                "after": after.model_dump(mode="json") if after is not None else None,
                "at": self.at,
                "by": self.by,
                "undoes": self._undoes,
            }
        )

    def _check_named(self, kind: str, row: dict[str, Any], before: dict[str, Any]) -> None:
        for field, other, id in named_by(kind, row):
            if before.get(field) == id or (other, id) in self._there:
                continue
            table = TABLES[other]
            if self._connection.execute(sa.select(table.c.id).where(table.c.id == id)).first() is None:
                raise Refused(
                    f"The {said(other)} this {said(kind)} names ({id}) is not there. Choose one that is.", field=field
                )
            self._there.add((other, id))
        if kind == "system" and row["part_of"] != before.get("part_of"):
            refuse_ring(self._connection, row["id"], row["part_of"])

    def _gone(self, kind: str, id: str) -> NoReturn:
        c = REVISION.c
        who = self._connection.execute(
            sa.select(c.by).where(c.kind == kind, c.record == id, c.action == "removed").order_by(c.seq.desc())
        ).scalar()
        label = said(kind) if kind in RECORDS else "record"
        raise Gone(f"This {label} was removed{f' by {who}' if who else ''}; undo that step to bring it back.")
