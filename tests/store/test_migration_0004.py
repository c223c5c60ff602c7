"""From form 0003 to 0004: stories, observations and systems keep what they say, and can say more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from workbench.errors import Refused
from workbench.model import (
    RECORDS,
    Case,
    Cycle,
    Observation,
    OpeningQuestion,
    Record,
    Scale,
    SenseSession,
    Story,
    Strength,
    System,
    Withdrawal,
)
from workbench.store import Store
from workbench.store.backup import automatic_backups

if TYPE_CHECKING:
    from conftest import Clock

pytestmark = pytest.mark.slow

THEN = datetime(2026, 2, 3, 9, tzinfo=UTC)
Where = tuple[str | Path, str | None]


def written_in_0003() -> list[Record]:
    said: dict[str, Any] = {"created_at": THEN, "created_by": "Asha", "version": 1}
    ours: dict[str, Any] = {"cycle": "c", **said}
    return [
        Scale(id="team", name="Team", position=20, **said),
        System(id="harbour", name="Harbour", scale="team", **said),
        Cycle(id="c", system="harbour", name="Spring", **said),
        Story(
            id="s", title="The letter", text="In the drawer ❤ في البيت", teller="Wren", told_on=date(2026, 1, 4), **ours
        ),
        Story(id="t", title="Gone", text="", teller="", withdrawal=Withdrawal.no_use, **ours),
        Case(id="ca", pseudonym="Jay", **ours),
        Observation(id="o", title="Letters wait", strength=Strength.strong, noticed_by="Bo", **ours),
    ]


@pytest.fixture
def old_store(old_where: Where, write_in_form: Callable[..., None]) -> Where:
    """The address and the key of a store in form 0003 with something in it."""
    write_in_form("0003", written_in_0003())
    return old_where


@pytest.fixture
def opens_old(old_store: Where, clock: Clock) -> Callable[[], Store]:
    return lambda: Store.open(old_store[0], key=old_store[1], now=clock)


def test_every_old_record_is_there_and_says_nothing_more(opens_old: Callable[[], Store]) -> None:
    with opens_old() as store:
        assert {(r.kind, r.id): r for kind in RECORDS for r in store.all(kind)} == {
            (r.kind, r.id): r for r in written_in_0003()
        }
        assert store.check() == []
        assert len(automatic_backups(store._database.address)) == 1


def test_old_records_take_what_is_new(opens_old: Callable[[], Store]) -> None:
    with opens_old() as store, store.step("Told more", by="Bo") as step:
        asked = step.add(OpeningQuestion(cycle="c", wording="When did it go well?"))
        session = step.add(SenseSession(cycle="c", name="May"))
        story = store.get(Story, "s").model_copy(
            update={"opening_question": asked.id, "place": "Quayside", "source_key": "1"}
        )
        assert step.revise(story).place == "Quayside"
        seen = store.get(Observation, "o").model_copy(update={"sense_session": session.id})
        assert step.revise(seen).sense_session == session.id
    with opens_old() as store, pytest.raises(Refused, match="already"), store.step("Twice", by="Bo") as step:
        step.add(Story(cycle="c", title="x", text="y", teller="z", source_key="1"))
    with opens_old() as store, pytest.raises(Refused, match="not there"), store.step("Nowhere", by="Bo") as step:
        step.revise(store.get(Story, "s").model_copy(update={"opening_question": "nothing"}))


def test_what_was_written_in_the_old_form_can_be_undone_and_done_again(opens_old: Callable[[], Store]) -> None:
    with opens_old() as store:
        assert store.undo(by="Asha").words == "Wrote observation"
        assert store.all(Observation) == []
        assert store.redo(by="Asha").words == "Wrote observation"
        assert store.get(Observation, "o").strength is Strength.strong
