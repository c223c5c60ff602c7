"""What people take back: a story, a goal, an attachment or a case file hidden, or destroyed wherever we can reach."""

from __future__ import annotations

import json
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from workbench.errors import Gone, Refused
from workbench.model import RECORDS, Consented, Withdrawal
from workbench.model.prompts import words
from workbench.store.attachment_keeping import attachment_files, files_beside, standing
from workbench.store.backup import automatic_backups, back_up_automatically, discard
from workbench.store.engine import Database
from workbench.store.erased_part import EMPTIED, ends, erase_field, first_change, naming, parts_of, remove_parts
from workbench.store.meta import forget, remember, remembered
from workbench.store.problem import in_words
from workbench.store.row import said
from workbench.store.schema import DRAFT, REVISION
from workbench.store.step import Step, current

__all__ = ["CONSENTED", "PENDING", "Withdrawn", "erase", "finish_erasure", "hide", "pending", "remember_copy"]

#: The kinds of record that carry a person's consent, and that the person can take back.
CONSENTED: Final = tuple(kind for kind, cls in RECORDS.items() if issubclass(cls, Consented))

#: Names in the table ``meta``: erasures whose last traces are still to go, and copies made outside our own folder.
PENDING: Final = "erasure"
_COPIES: Final = "copies"

#: Later wishes go further; none is ever loosened here.
_ORDER = (Withdrawal.none, Withdrawal.no_contact, Withdrawal.no_use, Withdrawal.erased)

#: What a tombstone keeps: where and when it was. Every other field of a person's record is emptied.
_KEPT = ("id", "cycle", "created_at", "scope", "consent_on")
_KEPT_ALSO: dict[str, tuple[str, ...]] = {
    # where it came from stays, or the next file of the same source would bring it back
    "story": ("told_on", "intake", "source_key"),
    "case": ("intake", "source_key"),
    "goal": ("stated_on", "position", "ended_on"),
    "attachment": ("of_kind", "of", "media_kind", "media_type"),
}
#: The field of a tombstone that says what became of it, and the fields that may be empty but not absent.
_TOLD_IN = {"story": "title", "goal": "wording", "attachment": "name", "case": "pseudonym"}
_EMPTY: dict[str, dict[str, Any]] = {
    "story": {"text": "", "teller": ""},
    "goal": {"person": ""},
    "case": {},
    "attachment": {"size_bytes": 0},
}

#: How long to wait for other windows to let go of the log, seconds.
_PATIENCE_SECONDS = 5


@dataclass(frozen=True)
class Withdrawn:
    """What became of a wish.

    ``traces`` is True while another window still holds the store's log open; the last traces then go when the store is
    next opened. ``elsewhere`` are copies that people made outside the store's own folder and that may hold the words:
    only people can destroy those.
    """

    traces: bool
    elsewhere: tuple[Path, ...]


def hide(connection: sa.Connection, step: Step, kind: str, id: str, *, how: Withdrawal, on: date) -> None:
    """Note on a record that it may no longer be used, or its person no longer be spoken to.

    Raises
    ------
    Gone
        It is not there.
    Refused
        Records of this kind carry no consent.
    """
    record = _consented(connection, kind, id)
    if record is None:
        raise Gone(
            f"This {said(kind)} is not there; if it was removed, choose to erase it, and its history goes as well."
        )
    if _ORDER.index(how) <= _ORDER.index(record.withdrawal):
        return
    wish = {"withdrawal": how, "withdrawn_on": on}
    kept = {"revised_at": step.at, "revised_by": step.by, "version": record.version + 1}
    step.update(record, record.model_copy(update={**wish, **kept}))


def erase(connection: sa.Connection, step: Step, kind: str, id: str, *, on: date) -> None:
    """Destroy a record's words in its row and in all history; a tombstone with dates remains.

    With it go its attachments, the notes of a goal's scores, the notes of evidence laid beside any of these, drafts
    that are about it, and of a case file all its contacts, risks and refusals and what a forum wrote about it.

    Raises
    ------
    Gone
        No such record was ever here.
    Refused
        Records of this kind carry no consent.
    """
    c = REVISION.c
    first = first_change(connection, kind, id)
    if _consented(connection, kind, id) is None and first is None:
        raise Gone(f"This {said(kind)} is not there and never was; look for it by its name.")
    scores = naming(connection, "goal_score", lambda wording: kind == "goal" and wording["goal"] == id)
    parts = parts_of(connection, kind, id)
    own = {(kind, id), *(("goal_score", score) for score in scores), *parts}
    attached = naming(connection, "attachment", lambda wording: (wording["of_kind"], wording["of"]) in own)
    whole = {**dict.fromkeys(own), **{("attachment", i): None for i in attached}}
    beside = naming(connection, "evidence_link", lambda wording: bool(ends(wording) & set(whole)))

    contents: set[str] = set()
    steps: set[str] = set()
    for its_kind, its_id in whole:
        if its_kind in CONSENTED:
            contents |= _contents(connection, its_kind, its_id)
            steps |= _erase_record(connection, step, its_kind, its_id, on)
    steps |= erase_field(connection, step, "goal_score", scores, field="said")
    steps |= erase_field(connection, step, "evidence_link", beside, field="note")
    sent = naming(connection, "influence", lambda wording: (wording["of_kind"], wording["of"]) in own)
    steps |= erase_field(connection, step, "influence", sent, field="why")
    steps |= remove_parts(connection, step, parts, attached)
    connection.execute(
        sa.update(REVISION).where(c.step.in_(steps)).values(words=words().say(f"store.erased_step.{kind}"))
    )
    _drop_drafts(connection, {its_id for _, its_id in whole})
    earlier = remembered(connection, PENDING) or {}
    since = min(first or 0, int(earlier.get("since", 10**12)))
    remember(connection, PENDING, {"since": since, "files": sorted({*earlier.get("files", ()), *contents})})


def pending(connection: sa.Connection) -> int | None:
    """The number of the first change whose words are still in backups or in the log; None when all traces are gone."""
    found = remembered(connection, PENDING)
    return None if found is None else int(found["since"])


def finish_erasure(store: Database, at: datetime) -> Withdrawn:
    """Rewrite the store without the traces of what was erased, and replace the backups that held it.

    Files of erased attachments go first and at once, here and from the backups kept here. Nothing pending does nothing.
    When other windows hold the log open, the rest stays pending.
    """
    with store.reading() as connection:
        since = pending(connection)
        elsewhere = [Path(name) for name in (remembered(connection, _COPIES) or {})]
    there = tuple(path for path in elsewhere if path.exists())
    if since is None:
        return Withdrawn(traces=False, elsewhere=())
    _remove_files(store)
    if not _rewritten(store):
        return Withdrawn(traces=True, elsewhere=there)
    fresh = back_up_automatically(store, at)
    for kept in automatic_backups(store.address):
        if kept.file != fresh and kept.revision >= since:
            discard(kept.file)
    for part in store.address.folder.glob(f".{store.address.name}-*.part"):
        part.unlink(missing_ok=True)
    with store.writing() as connection:
        forget(connection, PENDING)
    # The mark itself was one more change; without this the log would hold pages again.
    return Withdrawn(traces=not _log_emptied(store), elsewhere=there)


def remember_copy(store: Database, file: Path) -> None:
    """Note a copy made outside the store's own folder, so that an erasure can name it."""
    with store.writing() as connection:
        held = {name: 1 for name in (remembered(connection, _COPIES) or {}) if Path(name).exists()}
        remember(connection, _COPIES, {**held, str(file): 1})


def _consented(connection: sa.Connection, kind: str, id: str) -> Consented | None:
    if kind not in CONSENTED:
        kinds = ", ".join(said(k) for k in CONSENTED)
        raise Refused(f"A {said(kind)} carries no consent that could be taken back; these do: {kinds}.", field="kind")
    found = current(connection, kind, id)
    return found if isinstance(found, Consented) else None


def _contents(connection: sa.Connection, kind: str, id: str) -> set[str]:
    """The contents an attachment ever named."""
    c = REVISION.c
    rows = connection.execute(sa.select(c.before, c.after).where(c.kind == kind, c.record == id))
    return {w["sha256"] for row in rows for w in row if w is not None and w.get("sha256")}


def _erase_record(connection: sa.Connection, step: Step, kind: str, id: str, on: date) -> set[str]:
    """Put a tombstone in a record's place and empty its history; returns the steps it was part of."""
    c = REVISION.c
    mine = sa.and_(c.kind == kind, c.record == id)
    steps = set(connection.execute(sa.select(c.step).where(mine)).scalars())
    record = _consented(connection, kind, id)
    if record is not None:
        if record.withdrawal is not Withdrawal.erased:
            step.update(record, _tombstone(record, step, on))
        step.forget(kind, id)
    connection.execute(sa.update(REVISION).where(mine).values(before=None, after=None))
    return steps


def _tombstone(record: Consented, step: Step, on: date) -> Consented:
    """The record without its words and its people; where and when it was remain."""
    kind = record.kind
    return type(record).model_validate(
        {
            **{name: getattr(record, name) for name in (*_KEPT, *_KEPT_ALSO[kind])},
            **_EMPTY[kind],
            _TOLD_IN[kind]: words().say(f"store.erased_title.{kind}"),
            "revised_at": step.at,
            "revised_by": step.by,
            "version": record.version + 1,
            "withdrawal": Withdrawal.erased,
            "withdrawn_on": on,
        }
    )


def _drop_drafts(connection: sa.Connection, ids: Collection[str]) -> None:
    """Drop what somebody is still writing about these records."""
    for owner, place, content in connection.execute(sa.select(DRAFT.c.owner, DRAFT.c.place, DRAFT.c.content)).all():
        said_there = place + json.dumps(content)
        if any(id in said_there for id in ids):
            connection.execute(sa.delete(DRAFT).where(DRAFT.c.owner == owner, DRAFT.c.place == place))


def _remove_files(store: Database) -> None:
    """Remove the files of what was erased, unless an attachment that was not erased holds the same content."""
    with store.reading() as connection:
        found = remembered(connection, PENDING) or {}
        gone = set(found.get("files", ())) - standing(connection)
    if not gone:
        return
    here = attachment_files(store)
    copies = [files_beside(kept.file) for kept in automatic_backups(store.address)]
    for files in (here, *(here.in_folder(folder) for folder in copies)):
        for sha256 in gone:
            files.remove(sha256)


def _rewritten(store: Database) -> bool:
    """Write the whole store anew, so that no page keeps remains of an earlier one; False when others are in the way."""
    if store.is_file:
        with in_words(store.address), closing(store.engine.raw_connection()) as connection:
            connection.cursor().execute("VACUUM")
        return _log_emptied(store)
    tables = ", ".join(f'"{name}"' for name in (*CONSENTED, *EMPTIED, "revision", "draft", "meta"))
    with in_words(store.address), store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text(f"VACUUM (FULL) {tables}"))
    return True


def _log_emptied(store: Database) -> bool:
    """Move the log into the store and cut it to nothing; False when others still read from it."""
    if not store.is_file:
        return True
    with in_words(store.address), closing(store.engine.raw_connection()) as connection:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={_PATIENCE_SECONDS * 1000}")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        answer = cursor.fetchone()
        return answer is not None and answer[0] == 0
