"""From form 0001 to 0002: what people wrote with the old program is all there, and the new fields are empty."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from workbench.model import (
    RECORDS,
    Cycle,
    CycleLink,
    CycleLinkKind,
    EvidenceLink,
    Experiment,
    ExperimentKind,
    Issue,
    Level,
    Link,
    LinkKind,
    Map,
    MapItem,
    MapKind,
    NamedLoop,
    Owner,
    Purpose,
    Record,
    Scale,
    Story,
    System,
    Thing,
    ThingKind,
    Withdrawal,
)
from workbench.store import Store
from workbench.store.backup import automatic_backups
from workbench.store.schema import HEAD

if TYPE_CHECKING:
    from conftest import Clock

THEN = datetime(2026, 1, 5, 9, tzinfo=UTC)
KEY = "a key of 2026"
Where = tuple[str | Path, str | None]

OLD = {
    *("scale", "system", "cycle", "cycle_link", "purpose", "thing", "map", "map_item", "link", "named_loop"),
    *("story", "issue", "experiment", "evidence_link"),
}


def written_in_0001() -> list[Record]:
    """One record of every kind there was (two where they need each other), as that program read them."""
    said: dict[str, Any] = {"created_at": THEN, "created_by": "Asha", "version": 1}
    things = [
        Thing(id=f"t{n}", cycle="c1", name=name, thing_kind=ThingKind.factor, **said)
        for n, name in ((1, "Rent arrears"), (2, "Loneliness"))
    ]
    return [
        Scale(id="team", name="Team", position=20, **said),
        System(id="harbour", name="Harbour", scale="team", **said),
        Cycle(id="c1", system="harbour", name="Spring", stewards=("Bo", "Wren"), **said),
        Cycle(id="c2", system="harbour", name="Summer", round=2, **said),
        CycleLink(id="cl", source="c2", target="c1", relation=CycleLinkKind.learns_from, **said),
        Purpose(
            id="p", cycle="c1", wording="To be at home ❤ في البيت", agreed_by=("Bo",), agreed_on=THEN.date(), **said
        ),
        *things,
        Map(id="m", cycle="c1", name="Why rent falls behind", map_kind=MapKind.factor, **said),
        *(MapItem(id=f"i{t.id}", map="m", thing=t.id, x=1.5, y=-2, **said) for t in things),
        Link(id="l1", map="m", source="t1", target="t2", link_kind=LinkKind.drives, **said),
        Link(id="l2", map="m", source="t2", target="t1", link_kind=LinkKind.drives, **said),
        NamedLoop(id="n", map="m", name="The spiral", things=("t1", "t2"), **said),
        Story(
            **(said | {"version": 2, "revised_at": THEN, "revised_by": "Bo"}),
            id="s",
            cycle="c1",
            title="The letter",
            text="I put the letter in the drawer.",
            teller="Wren",
            told_on=date(2026, 1, 4),
            may_quote=True,
            consent_until=date(2027, 1, 1),
        ),
        Story(
            id="s2", cycle="c1", title="Kept", text="Not for others", teller="Jay", withdrawal=Withdrawal.no_use, **said
        ),
        Issue(id="is", cycle="c1", description="No key to the hall", level=Level.system, owner=Owner.team, **said),
        Experiment(
            id="e",
            cycle="c1",
            title="Tea on Tuesdays",
            question="Who comes?",
            experiment_kind=ExperimentKind.probe,
            **said,
        ),
        EvidenceLink(id="ev", cycle="c1", source_kind="story", source="s", target_kind="link", target="l1", **said),
    ]


@pytest.fixture
def old_store(old_where: Where, write_in_form: Callable[..., None]) -> Where:
    """The address and the key of a store in form 0001 with something in it."""
    write_in_form("0001", written_in_0001())
    return old_where


@pytest.fixture
def opens_old(old_store: Where, clock: Clock) -> Callable[[], Store]:
    return lambda: Store.open(old_store[0], key=old_store[1], now=clock)


def test_every_old_record_is_there_and_its_new_fields_are_empty(opens_old: Callable[[], Store]) -> None:
    with opens_old() as store:
        found = {(r.kind, r.id): r for kind in RECORDS for r in store.all(kind)}
        assert found == {(r.kind, r.id): r for r in written_in_0001()}
        experiment = store.get(Experiment, "e")
        assert (experiment.own_answers, experiment.end_point, experiment.needs, experiment.rules) == ((), None, "", ())
        assert store.get(Story, "s").own_answers == ()
        assert {kind for kind in RECORDS if store.all(kind)} == OLD
        assert store.check() == []
        with store._database.reading() as connection:
            assert connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() == HEAD


def test_a_backup_in_the_old_form_is_made_first_and_can_be_restored(
    opens_old: Callable[[], Store], old_store: Where, clock: Clock
) -> None:
    with opens_old() as store:
        [kept] = automatic_backups(store._database.address)
        assert (kept.revision, kept.at) == (len(written_in_0001()), clock.at)
        with store.step("Wrote more", by="Bo") as step:
            step.add(Issue(cycle="c1", description="Later", level=Level.system, owner=Owner.team))
    clock.wait(minutes=1)
    Store.restore(old_store[0], kept.file, old_store[1], now=clock)
    with opens_old() as store:
        assert [issue.description for issue in store.all(Issue)] == ["No key to the hall"]
        assert len(store.all(Story)) == 2
        assert store.check() == []


def test_what_was_done_with_the_old_program_can_be_taken_back_and_gone_on_with(opens_old: Callable[[], Store]) -> None:
    with opens_old() as store:
        undone = store.undo(by="Bo")
        assert undone is not None
        assert store.get(Story, "s").title == "A letter"
        assert store.redo(by="Bo") is not None
        with store.step("Answered more", by="Bo") as step:
            step.revise(store.get(Experiment, "e").model_copy(update={"needs": "A kettle"}))
        assert store.get(Experiment, "e").needs == "A kettle"
        assert [r.version for r in store.history("story", "s")] == [2, 3, 4]


def test_opening_again_migrates_nothing_more(opens_old: Callable[[], Store]) -> None:
    opens_old().close()
    with opens_old() as store:
        assert len(automatic_backups(store._database.address)) == 1
        assert len(store.all(Thing)) == 2
