"""The store: the memory of the workbench."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar, overload

import sqlalchemy as sa

from workbench.errors import Gone, Refused
from workbench.frames import Audience, Evidence, Picked, Tally
from workbench.model import Record, Withdrawal
from workbench.model.prompts import words
from workbench.store.access_log import Access, accesses_to, note_access
from workbench.store.address import resolved
from workbench.store.attachment_keeping import attachment_files, files_ready, seal_all
from workbench.store.backup import back_up, back_up_automatically
from workbench.store.contact_memory import ContactMemory
from workbench.store.contact_price import Priced, priced_combinations, reprice
from workbench.store.draft import Draft, drafts_of, drop, find, keep, n_writing
from workbench.store.encryption import rekey
from workbench.store.engine import Database
from workbench.store.erasure import Withdrawn, erase, finish_erasure, hide, remember_copy
from workbench.store.evidence import evidence
from workbench.store.history import (
    Change,
    Revision,
    Undone,
    changes_since,
    last_seq,
    next_to_undo,
    recent_revisions,
    revisions_of,
    steps_of,
)
from workbench.store.intake import TakenBack, take_back_intake
from workbench.store.integrity import problems
from workbench.store.lookup import records_having
from workbench.store.migration import opened
from workbench.store.pseudonym_key import begin_anew, keep_key, known_key, new_key
from workbench.store.read_memory import ReadMemory
from workbench.store.reading import View
from workbench.store.restore import restore
from workbench.store.row import checked, record_of, said
from workbench.store.schema import REVISION, TABLES
from workbench.store.step import Step, current
from workbench.store.undo import reverse
from workbench.store.upkeep import EVERY_MINUTES, Upkeep

__all__ = ["Store", "utc_now"]


R = TypeVar("R", bound=Record)


def _kind(kind: str | type[Record]) -> str:
    return kind if isinstance(kind, str) else kind.kind


def _records(connection: sa.Connection, kind: str, equals: Mapping[str, Any]) -> list[Record]:
    """The records of a kind whose fields have these values, by id."""
    table = TABLES[kind]
    wanted = sa.select(table).order_by(table.c.id)
    for field, value in equals.items():
        wanted = wanted.where(table.c[field] == getattr(value, "value", value))
    return [record_of(kind, dict(row)) for row in connection.execute(wanted).mappings()]


def utc_now() -> datetime:
    """The moment it is, in UTC."""
    return datetime.now(UTC)


class Store:
    """The one place where records are kept: a SQLite file (encrypted where a key is given), or a PostgreSQL database.

    The contract, the same on all of them:

    *A step is whole or was not.* ``step`` is one transaction: its records and the history of each of them are written
    together, and once the ``with`` block has ended they survive the loss of the program and of power. An exception
    inside takes everything back.

    *Nothing is overwritten unseen.* A record is revised from the version that was read. If somebody else was faster,
    ``Stale`` holds both wordings; if it was removed, ``Gone`` says by whom. Steps queue for one another, up to 30
    seconds, then ``Busy``; nothing is half-written and nothing typed is lost.

    *Changes are numbered* in the order they become visible. ``revision`` is the newest number and ``changes`` lists
    what came after one: enough for every open page to follow the others.

    *Everything has its history*, and ``undo`` takes back my last step as a step of its own, unless somebody has changed
    the same record since. Removing a record takes along what hangs on it, in the same step. Only what an import brings
    by the thousand has no history of each record: its intake tells of it, and ``take_back_intake`` takes it back.

    *Consent comes first.* ``read`` names its audience and gives Evidence in which what they may not see is absent.
    ``get``, ``find`` and ``all`` give records as they are, for people working on their own material.

    *What a person takes back is gone*: ``withdraw`` hides a story, a goal, a case file or an attachment from the next
    read on, or destroys its words in the row, in its history and in the backups kept here, leaving a tombstone with
    dates.

    *Files lie beside it*: ``keep_file`` takes the bytes of an attachment (sealed where the store has a key), ``file``
    gives them back; a backup has them in a folder beside it.

    *Who looked is known*: ``note_access`` tells who opened whose case file, and when; ``accesses`` gives it back.

    *What is being written is kept as well*: ``keep_draft`` holds a device's unfinished forms for 30 days. Drafts are no
    records: they have no history and no number.

    *Copies are trusted after they were opened*: ``backup`` and ``restore`` verify before anything is replaced.

    Whatever goes wrong is told in a sentence: ``Refused``, ``Stale``, ``Gone``, ``Busy`` or ``StoreProblem``. Threads
    may share a store; a step belongs to the thread that began it.
    """

    def __init__(self, database: Database, *, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now
        self._stepping = threading.local()
        self._contacts = ContactMemory()
        self._tables = ReadMemory()
        self._upkeep = Upkeep(database, now)
        self._pseudonym_key: bytes | None = None

    @classmethod
    def open(
        cls, address: str | Path | None = None, *, key: str | None = None, now: Callable[[], datetime] = utc_now
    ) -> Store:
        """Open a store, making or migrating it where needed.

        ``address`` is a file or a ``postgresql://`` address; None means ``WORKBENCH_STORE``, the session file, or the
        local default. A key given for a new file encrypts it.

        Raises
        ------
        StoreProblem
            Newer than this program, damaged, wrong key, or in a folder where it would break.
        Busy
            It did not answer in time.
        """
        found = opened(resolved(address, key=key), before_migrating=lambda store: back_up_automatically(store, now()))
        made = cls(found, now=now)
        made._upkeep.at_opening()
        return made

    @staticmethod
    def restore(
        address: str | Path | None, from_: str | Path, key: str | None = None, *, now: Callable[[], datetime] = utc_now
    ) -> Path | None:
        """Put a backup in the place of what a store holds, after it was opened and checked.

        What the store held is backed up first (the copy is returned; None where it held nothing), and what tellers
        took back since stays taken back.

        Raises
        ------
        StoreProblem
            The backup is damaged, cut short, newer or under another key; the store is unchanged.
        """
        return restore(resolved(address, key=key), Path(from_), at=now())

    def __repr__(self) -> str:
        return f"Store({self.address!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def address(self) -> str:
        """Where it is, without any password."""
        return str(self._database.address)

    @property
    def encrypted(self) -> bool:
        """True for a store in a file that is kept under a key."""
        return self._database.address.key is not None and self._database.is_file

    def revision(self) -> int:
        """The number of the newest change; 0 while there is none."""
        with self._database.reading() as connection:
            return last_seq(connection)

    def changes(self, since: int) -> list[Change]:
        """The changes after a number, oldest first."""
        with self._database.reading() as connection:
            return changes_since(connection, since)

    def history(self, kind: str, id: str) -> list[Revision]:
        """Who changed one record and when, oldest first, with the wordings before and after."""
        with self._database.reading() as connection:
            return revisions_of(connection, REVISION.c.kind == kind, REVISION.c.record == id)

    def recent(self, most: int) -> list[Revision]:
        """The newest revisions, newest first, at most so many; without the wordings before and after."""
        with self._database.reading() as connection:
            return recent_revisions(connection, most)

    @overload
    def find(self, kind: type[R], id: str) -> R | None: ...
    @overload
    def find(self, kind: str, id: str) -> Record | None: ...
    def find(self, kind: str | type[Record], id: str) -> Record | None:
        """A record as it stands, by its kind or its class; None when it is not there."""
        with self._database.reading() as connection:
            return current(connection, _kind(kind), id)

    @overload
    def get(self, kind: type[R], id: str) -> R: ...
    @overload
    def get(self, kind: str, id: str) -> Record: ...
    def get(self, kind: str | type[Record], id: str) -> Record:
        """A record as it stands, by its kind or its class; raises Gone when it is not there."""
        found = self.find(_kind(kind), id)
        if found is None:
            raise Gone(
                f"This {said(_kind(kind))} is no longer there; somebody removed it, or it belongs to another store."
            )
        return found

    @overload
    def all(self, kind: type[R], **equals: Any) -> list[R]: ...
    @overload
    def all(self, kind: str, **equals: Any) -> list[Record]: ...
    def all(self, kind: str | type[Record], **equals: Any) -> list[Any]:
        """The records of a kind or class, by id; ``equals`` keeps those whose fields have these values."""
        name = _kind(kind)
        if name not in TABLES:
            raise Refused(f"“{name}” is not a kind of record; the kinds are {', '.join(TABLES)}.")
        with self._database.reading() as connection:
            return _records(connection, name, equals)

    def whole(self, *kinds: type[Record]) -> tuple[tuple[Any, ...], ...]:
        """All records of some classes, by id, seen in one moment."""
        with self._database.reading() as connection:
            kept = self._tables.now(connection, file=self._database.identity).records
            for kind in kinds:
                if kind.kind not in kept:
                    kept[kind.kind] = tuple(_records(connection, kind.kind, {}))
            return tuple(kept[kind.kind] for kind in kinds)

    def having(self, kind: type[R], field: str, values: Sequence[str], *, cycles: Collection[str]) -> list[R]:
        """The records of a class in these cycles whose field has one of these values."""
        with self._database.reading() as connection:
            return [r for r in records_having(connection, kind.kind, field, values, cycles) if isinstance(r, kind)]

    def read(
        self,
        *kinds: str | Tally,
        audience: Audience,
        on: date,
        systems: Collection[str] | None = None,
        picked: Picked | None = None,
    ) -> Evidence:
        """What an audience may see on a day, as tables by kind; no kinds means all of them.

        ``changes`` is a kind as well. ``systems`` keeps the rows of those systems (and the things that lie on their
        maps); scales, systems, cycles and the links between cycles always come whole. A ``Tally`` is counted by the
        database, over the contacts ``picked`` takes in; only the counts come back.
        """
        with self._database.reading() as connection:
            kept = self._tables.now(connection, file=self._database.identity)
            view = View(connection, audience, on, kept=kept)
            return evidence(view, kinds, systems=systems, picked=picked, memory=self._contacts)

    @contextmanager
    def step(self, words: str, *, by: str, page: str = "") -> Iterator[Step]:
        """One step: add, revise and remove inside; all of it is kept when the block ends, or none.

        ``words`` say what was done ("Added three factors"), ``by`` who did it, ``page`` in which window.
        """
        with self._writing() as connection:
            step = self._step(connection, words, by=by, page=page)
            yield step
            step.finish()

    @contextmanager
    def filling(self) -> Iterator[None]:
        """While a store is filled from files that stay, no automatic backup is made on the way; one is at closing."""
        self._upkeep.resting = True
        try:
            yield
        finally:
            self._upkeep.resting = False

    def undo(self, *, by: str, page: str | None = None) -> Undone | None:
        """Take back my last step (of this page, where one is given); None when there is none.

        Raises
        ------
        Refused
            Somebody changed the same record since.
        """
        return self._take_back(by=by, page=page, again=False)

    def redo(self, *, by: str, page: str | None = None) -> Undone | None:
        """Make again what my last undo took back; None when there is nothing."""
        return self._take_back(by=by, page=page, again=True)

    def withdraw(self, kind: str, id: str, how: Withdrawal, *, by: str, on: date) -> Withdrawn:
        """Do as a person wishes: no further contact, no further use, or erasure of the words. It cannot be undone.

        ``kind`` is one that carries consent: story, goal, case, attachment. Erasing one erases its attachments with it,
        and their files at once; erasing a case file also removes its contacts, risks and refusals.

        Raises
        ------
        Gone
            The record is not there.
        Refused
            Its kind carries no consent, or ``how`` is no wish; new consent is written on the record itself.
        """
        if how is Withdrawal.none:
            raise Refused("Choose what the teller wishes: no further contact, no further use, or erase.", field="how")
        with self._writing() as connection:
            step = self._step(connection, words().say("store.withdrawn_step"), by=by)
            (erase if how is Withdrawal.erased else partial(hide, how=how))(connection, step, kind, id, on=on)
            step.finish(undoable=False)
        return finish_erasure(self._database, self._now())

    def take_back_intake(self, intake_id: str, *, by: str, page: str = "") -> TakenBack:
        """Take back an import: what it brought and nobody worked with since goes. It cannot be undone.

        Raises
        ------
        Gone
            There is no such intake.
        """
        with self._writing() as connection:
            step = self._step(connection, words().say("store.taken_back_step"), by=by, page=page)
            taken = take_back_intake(connection, step, intake_id)
            step.finish(undoable=False)
            return taken

    def keep_draft(self, owner: str, place: str, content: Any) -> None:
        """Keep what a device (``owner``) is writing in one place, over what it was writing there before.

        Raises
        ------
        Refused
            It is no plain value (words, numbers, lists, dictionaries), or larger than 2 MB.
        """
        with self._writing() as connection:
            keep(connection, owner, place, content, at=self._now())

    def find_draft(self, owner: str, place: str) -> Any:
        """What a device was writing there; None where there is nothing."""
        with self._database.reading() as connection:
            return find(connection, owner, place, at=self._now())

    def drop_draft(self, owner: str, place: str) -> None:
        """Drop what a device was writing there, because it is saved or thrown away."""
        with self._writing() as connection:
            drop(connection, owner, place)

    def drafts(self, owner: str) -> list[Draft]:
        """What a device is writing, newest first."""
        with self._database.reading() as connection:
            return drafts_of(connection, owner, at=self._now())

    def n_writing(self, place: str, *, minutes: int) -> int:
        """How many devices wrote, in the last so many minutes, something unsaved in places that begin so."""
        with self._database.reading() as connection:
            return n_writing(connection, place, since=self._now() - timedelta(minutes=minutes))

    def note_access(self, kind: str, id: str, *, by: str, page: str = "", why: str) -> None:
        """Note that somebody opened a record's file; opening it again within a quarter of an hour is one visit.

        The log holds ids only. Nothing here changes it or takes it away; it is no change to any record.
        """
        with self._writing() as connection:
            note_access(connection, kind, id, by=by, page=page, why=why, at=self._now())

    def accesses(self, kind: str, id: str) -> list[Access]:
        """Who opened a record's file, newest first."""
        with self._database.reading() as connection:
            return accesses_to(connection, kind, id)

    def keep_file(self, content: bytes) -> str:
        """Keep the bytes of an attachment beside the store; returns the SHA-256 that its record then names.

        Keep the file first and add the record after it: what a crash leaves between the two is cleared away by itself.
        """
        return files_ready(self._database).put(content, at=self._now())

    def pseudonym_key(self, *, keep: bool = False) -> bytes:
        """The key that pseudonyms are made with; it lies in a file of its own, apart from the store and its backups.

        A store that has none yet gets one: only for this program, until it is asked to ``keep`` it.

        Raises
        ------
        Refused
            The store's key is lost, or another one lies in its place.
        """
        with self._database.reading() as connection:
            found = known_key(connection)
        self._pseudonym_key = found or self._pseudonym_key or new_key()
        if keep:
            with self._writing() as connection:
                keep_key(connection, self._pseudonym_key)
        return self._pseudonym_key

    def begin_pseudonyms_anew(self) -> None:
        """Give up a key of pseudonyms that is lost for good: who comes again then gets a second case file."""
        with self._writing() as connection:
            begin_anew(connection)
        self._pseudonym_key = None

    def unpriced(self, cycles: Collection[str]) -> list[tuple[str, str, int]]:
        """Activity, agency and year of the contacts that have no cost of their own, each once."""
        with self._database.reading() as connection:
            return priced_combinations(connection, cycles)

    def price_contacts(self, words: str, prices: Sequence[Priced], *, cycles: Collection[str], by: str) -> int:
        """Work out the costs of contacts from unit costs; returns how many have another cost now.

        Costs of their own stay. What is worked out has no history of its own: the newest of the unit costs tells that
        it was done, and that cannot be undone.
        """
        with self._writing() as connection:
            step = self._step(connection, words, by=by)
            n = reprice(connection, step, prices, cycles=cycles)
            step.finish(undoable=False)
        return n

    def file(self, sha256: str, *, offset: int = 0, length: int | None = None) -> bytes:
        """The bytes of an attachment, or a part of them.

        Who may see them is not asked here: look the attachment up with ``read`` first.

        Raises
        ------
        StoreProblem
            The file is missing, or no longer what was kept.
        """
        return attachment_files(self._database).read(sha256, offset=offset, length=length)

    def backup(self, to: str | Path | None = None) -> Path:
        """Copy the store, open the copy and check it; returns where it is.

        None keeps it with the automatic backups beside the store. A copy made elsewhere is out of an erasure's reach,
        which will name it.
        """
        if to is None:
            return back_up_automatically(self._database, self._now())
        made = back_up(self._database, Path(to).expanduser().absolute())
        remember_copy(self._database, made)
        return made

    def backup_if_due(self, *, every_minutes: float = EVERY_MINUTES) -> Path | None:
        """Make an automatic backup when something changed since the last one and that is long enough ago; else None."""
        return self._upkeep.if_due(every_minutes=every_minutes)

    def check(self) -> list[str]:
        """What is wrong with the store, a sentence each; [] when all is well."""
        return problems(self._database)

    def rekey(self, new_key: str | None) -> None:
        """Encrypt the store under another key (None: not at all); no other window may have it open.

        Automatic backups keep the key they were made with. Files of attachments are sealed when the store gets its
        first key, and stay sealed.
        """
        bare = seal_all(self._database) if new_key is not None else []
        self._database.close()
        address = self._database.address
        rekey(address, new_key)
        for file in bare:
            file.unlink(missing_ok=True)
        self._database = opened(replace(address, key=new_key), before_migrating=lambda _: None)
        self._upkeep = Upkeep(self._database, self._now)

    def close(self) -> None:
        """Give back every connection; a store in a file that was changed is backed up first."""
        self._upkeep.at_close()
        self._database.close()

    def _take_back(self, *, by: str, page: str | None, again: bool) -> Undone | None:
        with self._writing() as connection:
            to_undo, to_redo = next_to_undo(steps_of(connection, by=by, page=page))
            target = to_redo if again else to_undo
            if target is None:
                return None
            words = str(connection.execute(sa.select(REVISION.c.words).where(REVISION.c.step == target)).scalar())
            step = self._step(connection, words, by=by, page=page or "", undoes=target)
            reverse(connection, step, target)
            return Undone(step.id, words, step.finish())

    def _step(
        self, connection: sa.Connection, words: str, *, by: str, page: str = "", undoes: str | None = None
    ) -> Step:
        return Step(
            connection,
            checked(words, "what was done", longest=20_000),
            by=checked(by, "your name"),
            page=checked(page, "the page"),
            at=self._now(),
            undoes=undoes,
        )

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        if getattr(self._stepping, "inside", False):
            raise RuntimeError("a step was begun inside a step; end the first one, or use it for both")
        self._stepping.inside = True
        try:
            with self._database.writing() as connection:
                yield connection
        finally:
            self._stepping.inside = False
        self._upkeep.after_writing()
