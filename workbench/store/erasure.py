"""What a teller takes back: a story hidden, or its words destroyed wherever this store can reach."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from workbench.errors import Gone
from workbench.model import EvidenceLink, Story, Withdrawal
from workbench.model.prompts import words
from workbench.store.backup import automatic_backups, back_up_automatically
from workbench.store.engine import Database
from workbench.store.problem import in_words
from workbench.store.schema import META, REVISION
from workbench.store.step import Step, current

__all__ = ["PENDING", "Withdrawn", "erase", "finish_erasure", "hide", "pending", "remember_copy"]

#: Names in the table ``meta``: erasures whose last traces are still to go, and copies made outside our own folder.
PENDING: Final = "erasure"
_COPIES: Final = "copies"

#: Later wishes go further; none is ever loosened here.
_ORDER = (Withdrawal.none, Withdrawal.no_contact, Withdrawal.no_use, Withdrawal.erased)

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


def hide(connection: sa.Connection, step: Step, story_id: str, how: Withdrawal, on: date) -> None:
    """Note on the story that it may no longer be used, or its teller no longer be spoken to."""
    story = current(connection, "story", story_id)
    if not isinstance(story, Story):
        raise Gone("This story is not there; if it was removed, choose to erase it, and its history goes as well.")
    if _ORDER.index(how) <= _ORDER.index(story.withdrawal):
        return
    wish = {"withdrawal": how, "withdrawn_on": on}
    kept = {"revised_at": step.at, "revised_by": step.by, "version": story.version + 1}
    step.update(story, story.model_copy(update={**wish, **kept}))


def erase(connection: sa.Connection, step: Step, story_id: str, on: date) -> None:
    """Destroy a story's words in its row and in all history; a tombstone with dates remains.

    Raises
    ------
    Gone
        No such story was ever here.
    """
    c = REVISION.c
    mine = sa.and_(c.kind == "story", c.record == story_id)
    first = connection.execute(sa.select(sa.func.min(c.seq)).where(mine)).scalar()
    story = current(connection, "story", story_id)
    if first is None and story is None:
        raise Gone("This story is not there and never was; look for it by its title.")
    steps = set(connection.execute(sa.select(c.step).where(mine)).scalars())
    if isinstance(story, Story):
        step.update(story, _tombstone(story, step, on))
        step.forget("story", story_id)
    steps |= _erase_notes(connection, step, story_id)
    said = words().say("store.erased_step")
    connection.execute(sa.update(REVISION).where(mine).values(before=None, after=None))
    connection.execute(sa.update(REVISION).where(c.step.in_(steps)).values(words=said))
    _remember(connection, PENDING, {"since": min(first or 0, pending(connection) or 10**12)})


def pending(connection: sa.Connection) -> int | None:
    """The number of the first change whose words are still in backups or in the log; None when all traces are gone."""
    found = _remembered(connection, PENDING)
    return None if found is None else int(found["since"])


def finish_erasure(store: Database, at: datetime) -> Withdrawn:
    """Rewrite the store without the traces of what was erased, and replace the backups that held it.

    Nothing pending does nothing. When other windows hold the log open, it stays pending.
    """
    with store.reading() as connection:
        since = pending(connection)
        elsewhere = [Path(name) for name in (_remembered(connection, _COPIES) or {})]
    there = tuple(path for path in elsewhere if path.exists())
    if since is None:
        return Withdrawn(traces=False, elsewhere=())
    if not _rewritten(store):
        return Withdrawn(traces=True, elsewhere=there)
    fresh = back_up_automatically(store, at)
    for kept in automatic_backups(store.address):
        if kept.file != fresh and kept.revision >= since:
            kept.file.unlink(missing_ok=True)
    for part in store.address.folder.glob(f".{store.address.name}-*.part"):
        part.unlink(missing_ok=True)
    with store.writing() as connection:
        connection.execute(sa.delete(META).where(META.c.name == PENDING))
    # The mark itself was one more change; without this the log would hold pages again.
    return Withdrawn(traces=not _log_emptied(store), elsewhere=there)


def remember_copy(store: Database, file: Path) -> None:
    """Note a copy made outside the store's own folder, so that an erasure can name it."""
    with store.writing() as connection:
        held = {name: 1 for name in (_remembered(connection, _COPIES) or {}) if Path(name).exists()}
        _remember(connection, _COPIES, {**held, str(file): 1})


def _tombstone(story: Story, step: Step, on: date) -> Story:
    """The story without its words and its people; where and when it was remain."""
    return Story(
        id=story.id,
        cycle=story.cycle,
        created_at=story.created_at,
        revised_at=step.at,
        revised_by=step.by,
        version=story.version + 1,
        title=words().say("store.erased_title"),
        text="",
        teller="",
        told_on=story.told_on,
        scope=story.scope,
        consent_on=story.consent_on,
        withdrawal=Withdrawal.erased,
        withdrawn_on=on,
    )


def _erase_notes(connection: sa.Connection, step: Step, story_id: str) -> set[str]:
    """Empty the notes beside a story, which may quote it, now and in history; returns the steps they were made in."""
    c = REVISION.c
    rows = connection.execute(
        sa.select(c.seq, c.step, c.record, c.before, c.after).where(c.kind == "evidence_link")
    ).all()
    touched = [row for row in rows if any(_names(wording, story_id) for wording in (row.before, row.after))]
    for id in dict.fromkeys(row.record for row in touched):
        link = current(connection, "evidence_link", id)
        if isinstance(link, EvidenceLink) and link.note:
            changed = {"note": "", "version": link.version + 1, "revised_at": step.at, "revised_by": step.by}
            step.update(link, link.model_copy(update=changed))
        step.forget("evidence_link", id)
    for row in touched:
        bare = {"before": _without_note(row.before), "after": _without_note(row.after)}
        connection.execute(sa.update(REVISION).where(c.seq == row.seq).values(**bare))
    return {row.step for row in touched}


def _names(wording: Mapping[str, Any] | None, story_id: str) -> bool:
    return wording is not None and ("story", story_id) in (
        (wording["source_kind"], wording["source"]),
        (wording["target_kind"], wording["target"]),
    )


def _without_note(wording: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if wording is None else {**wording, "note": ""}


def _rewritten(store: Database) -> bool:
    """Write the whole store anew, so that no page keeps remains of an earlier one; False when others are in the way."""
    if store.is_file:
        with in_words(store.address), closing(store.engine.raw_connection()) as connection:
            connection.cursor().execute("VACUUM")
        return _log_emptied(store)
    tables = ", ".join(f'"{name}"' for name in ("story", "evidence_link", "revision"))
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


def _remembered(connection: sa.Connection, name: str) -> dict[str, Any] | None:
    found = connection.execute(sa.select(META.c.value).where(META.c.name == name)).scalar()
    return None if found is None else dict(found)


def _remember(connection: sa.Connection, name: str, value: dict[str, Any]) -> None:
    connection.execute(sa.delete(META).where(META.c.name == name))
    connection.execute(sa.insert(META), {"name": name, "value": value})
