"""From form 0004 to 0005: where issues were sent becomes a record of its own, and nothing else changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from workbench.model import (
    RECORDS,
    Countermeasure,
    Cycle,
    EvidenceLink,
    Influence,
    InfluenceState,
    Issue,
    Level,
    Owner,
    Record,
    Scale,
    Stance,
    System,
)
from workbench.store import Store, migration
from workbench.store.address import resolved
from workbench.store.backup import automatic_backups
from workbench.store.dump import read_dump, write_dump
from workbench.store.schema import TABLES

if TYPE_CHECKING:
    from conftest import Clock

pytestmark = pytest.mark.slow

THEN = datetime(2026, 2, 3, 9, tzinfo=UTC)
SAID: dict[str, Any] = {"created_at": THEN, "created_by": "Asha", "version": 1}
#: What an issue said of where it was sent, by its id.
SENT = {
    "answered": {
        "handed_to": "d",
        "handed_on": date(2026, 1, 5),
        "answer": "Cards from April ❤",
        "answered_on": date(2026, 1, 9),
    },
    "waits": {"handed_to": "d", "handed_on": date(2026, 1, 7), "answer": "", "answered_on": None},
    "kept": {"handed_to": None, "handed_on": None, "answer": "", "answered_on": None},
}
Where = tuple[str | Path, str | None]


def issue(id: str) -> Issue:
    return Issue(id=id, cycle="c", description=f"Petty cash, {id}", level=Level.system, owner=Owner.team, **SAID)


def written_in_0004() -> list[Record]:
    return [
        Scale(id="team", name="Team", position=20, **SAID),
        System(id="harbour", name="Harbour", scale="team", **SAID),
        Cycle(id="c", system="harbour", name="Spring", **SAID),
        Cycle(id="d", system="harbour", name="Upstairs", **SAID),
        *(issue(id) for id in SENT),
        Countermeasure(id="shield", cycle="c", what="Own money first", issue="answered", **SAID),
        EvidenceLink(
            id="e",
            cycle="c",
            source_kind="issue",
            source="kept",
            target_kind="issue",
            target="waits",
            stance=Stance.led_to,
            **SAID,
        ),
    ]


@pytest.fixture
def old_store(old_where: Where, write_in_form: Callable[..., None]) -> Where:
    """The address and the key of a store in form 0004 with something in it."""
    write_in_form("0004", written_in_0004(), more=SENT)
    return old_where


@pytest.fixture
def opens_old(old_store: Where, clock: Clock) -> Callable[[], Store]:
    return lambda: Store.open(old_store[0], key=old_store[1], now=clock)


def is_carried_over(store: Store) -> None:
    sent = {one.of: one for one in store.all(Influence)}
    assert set(sent) == {"answered", "waits"}
    answered, waits = sent["answered"], sent["waits"]
    assert (answered.cycle, answered.to_cycle, answered.of_kind) == ("c", "d", "issue")
    assert (answered.state, answered.reason) == (InfluenceState.taken_up, "Cards from April ❤")
    assert (answered.sent_on, answered.answered_on) == (date(2026, 1, 5), date(2026, 1, 9))
    assert (waits.state, waits.reason, waits.answered_on) == (InfluenceState.waiting, "", None)


def test_every_record_is_there_and_what_was_handed_on_was_sent(opens_old: Callable[[], Store]) -> None:
    with opens_old() as store:
        found = {(r.kind, r.id): r for kind in RECORDS if kind != "influence" for r in store.all(kind)}
        assert found == {(r.kind, r.id): r for r in written_in_0004()}
        is_carried_over(store)
        assert store.check() == []
        assert len(automatic_backups(store._database.address)) == 1


def test_what_was_written_in_the_old_form_can_be_undone_and_done_again(opens_old: Callable[[], Store]) -> None:
    with opens_old() as store:
        for words in ("Wrote evidence_link", "Wrote countermeasure", "Wrote issue"):
            assert store.undo(by="Asha").words == words
        assert store.find(Issue, "kept") is None
        assert store.redo(by="Asha").words == "Wrote issue"
        assert store.get(Issue, "kept").description == "Petty cash, kept"


def test_an_issue_still_refuses_to_go_while_a_shield_names_it(opens_old: Callable[[], Store]) -> None:
    with opens_old() as store, store._database.writing() as connection:
        issues = TABLES["issue"]
        with pytest.raises(sa.exc.IntegrityError):
            connection.execute(sa.delete(issues).where(issues.c.id == "answered"))


def test_a_backup_of_the_old_form_says_the_same(
    old_store: Where, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(migration, "HEAD", "0004")
        database = migration.opened(resolved(old_store[0], key=old_store[1]), before_migrating=lambda _: None)
    write_dump(database, tmp_path / "old.zip")
    database.close()
    rows = read_dump(tmp_path / "old.zip")
    assert {row["of"]: row["state"] for row in rows["influence"]} == {"answered": "taken_up", "waits": "waiting"}
    assert all("answer" not in row for row in rows["issue"])
    assert all("answer" not in change["after"] for change in rows["revision"])
    with Store.open(tmp_path / "new.db", now=clock) as store, store._database.writing() as connection:
        from workbench.store.dump import load

        load(connection, rows)
    with Store.open(tmp_path / "new.db", now=clock) as store:
        is_carried_over(store)
        assert store.check() == []
