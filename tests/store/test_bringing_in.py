"""Many records of one import: without a history of each, sound everywhere else, and taken back as one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from workbench.errors import Gone, Refused
from workbench.frames import Tally
from workbench.model import (
    Case,
    Coding,
    Contact,
    EvidenceLink,
    ForumCase,
    Intake,
    IntakeState,
    Issue,
    Level,
    Owner,
    Signification,
    SignifierSet,
    Story,
    Theme,
    Withdrawal,
)
from workbench.store import Store, TakenBack
from workbench.store.schema import TABLES

if TYPE_CHECKING:
    from conftest import Clock, World

TODAY = date(2026, 3, 2)
DAY = date(2024, 5, 6)


class Council:
    """A file of a council: two people with two contacts each, brought in."""

    def __init__(self, world: World) -> None:
        self.world, self.store = world, world.store
        self.before = world.store.revision()
        with world.store.step("Brought in a file", by="Asha", page="tab") as step:
            self.intake = step.add(Intake(cycle=world.cycle.id, file="may.csv", source="Council"))
            self.cases = step.add_many(self.case(source_key=f"key {n}") for n in range(2))
            self.contacts = step.add_many(
                self.contact(self.cases[n // 2], source_key=f"row {n}", note=f"Note {n}") for n in range(4)
            )

    def case(self, **fields: Any) -> Case:
        given = {"pseudonym": "Wren", "cycle": self.world.cycle.id, "intake": self.intake.id}
        return Case(**(given | fields))

    def contact(self, case: Case, **fields: Any) -> Contact:
        given = {"agency": "Housing", "activity": "visit", "happened_on": DAY, "intake": self.intake.id}
        return Contact(**({"case": case.id, "cycle": self.world.cycle.id} | given | fields))

    def add(self, *records: Contact | Case) -> None:
        with self.store.step("Brought in more", by="Asha") as step:
            step.add_many(records)
            step.revise(self.intake.model_copy(update={"n_contacts": 9}))


@pytest.fixture
def council(world: World) -> Council:
    return Council(world)


def test_the_intake_tells_of_what_came_with_it(council: Council, opens: Callable[[], Store]) -> None:
    store = opens()
    assert store.all(Contact) == council.contacts
    assert store.all(Case) == council.cases
    assert [(c.kind, c.action) for c in store.changes(council.before)] == [("intake", "added")]
    assert store.history("contact", council.contacts[0].id) == []
    assert {(c.version, c.created_by, c.revised_at) for c in council.contacts} == {(1, "Asha", None)}
    assert store.check() == []


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"source_key": "row 0"}, "This contact of that source is here already"),
        ({"case": "nobody"}, "The case this contact names .nobody. is not there"),
        ({"priced_by": "nothing"}, "The unit cost this contact names .nothing. is not there"),
        ({"agency": " "}, "Agency: it is empty"),
        ({"cost_pence": -1}, "Cost pence: Input should be"),
    ],
)
def test_one_that_does_not_fit_keeps_all_of_them_out(council: Council, fields: dict[str, Any], says: str) -> None:
    good = council.contact(council.cases[0], source_key="row 5")
    with pytest.raises(Refused, match=says):
        council.add(good, good.model_copy(update={"source_key": "row 6", **fields}))
    with pytest.raises(Refused, match="here already"):
        council.add(good, good)
    with pytest.raises(Refused, match="already a contact with the id"):
        council.add(good.model_copy(update={"id": council.contacts[0].id}))
    assert council.store.all(Contact) == council.contacts


def test_a_source_key_may_come_again_in_another_cycle(council: Council) -> None:
    council.add(council.contact(council.cases[0], source_key="row 0", cycle=council.world.other_cycle.id))
    assert len(council.store.all(Contact)) == 5


def test_an_erased_case_takes_no_contacts(council: Council) -> None:
    council.store.withdraw("case", council.cases[0].id, Withdrawal.erased, by="Bo", on=TODAY)
    with pytest.raises(Refused, match="This case was erased at the person's wish"):
        council.add(council.contact(council.cases[0], source_key="row 7"))


def test_a_step_that_nothing_tells_of_is_not_made(council: Council) -> None:
    issue = Issue(cycle=council.world.cycle.id, description="No key", level=Level.system, owner=Owner.team)
    with pytest.raises(TypeError, match="also adds or revises the intake"), council.store.step("x", by="Asha") as step:
        step.add_many([council.contact(council.cases[0])])
    with pytest.raises(TypeError, match="name the intake"), council.store.step("x", by="Asha") as step:
        step.add_many([council.contact(council.cases[0], intake=None)])
    with pytest.raises(TypeError, match="contact, vote; not issue"), council.store.step("x", by="Asha") as step:
        step.add_many([issue])
    assert council.store.all(Contact) == council.contacts


def test_an_import_is_no_step_to_undo_and_others_still_are(council: Council) -> None:
    store = council.store
    with store.step("Told a story", by="Asha", page="tab") as step:
        told = step.add(Story(cycle=council.world.cycle.id, title="x", text="y", teller="z"))
    council.add(council.contact(council.cases[0], source_key="row 8"))
    assert store.undo(by="Asha", page="tab").words == "Told a story"
    assert store.find("story", told.id) is None
    assert len(store.all(Contact)) == 5


def test_one_of_them_changed_by_hand_has_its_history_from_then_on(council: Council) -> None:
    store, first = council.store, council.contacts[0]
    with store.step("Corrected", by="Bo") as step:
        step.revise(first.model_copy(update={"agency": "Police"}))
    [revision] = store.history("contact", first.id)
    assert (revision.version, revision.before["agency"], revision.after["agency"]) == (2, "Housing", "Police")
    store.undo(by="Bo")
    assert store.get(Contact, first.id).agency == "Housing"
    assert store.check() == []


def test_a_case_is_removed_with_all_its_contacts_and_what_names_them_and_comes_back(council: Council) -> None:
    store, case = council.store, council.cases[0]
    with store.step("Laid beside", by="Bo") as step:
        ends = {"source_kind": "contact", "source": council.contacts[0].id}
        step.add(
            EvidenceLink(cycle=case.cycle, **ends, target_kind="story", target=council.world.story.id, note="here")
        )
    everything = {kind: store.all(kind) for kind in ("case", "contact", "evidence_link")}
    with store.step("Removed", by="Bo") as step:
        step.remove("case", case.id)
    assert store.all(Contact) == council.contacts[2:]
    assert store.all(EvidenceLink) == []
    assert store.check() == []
    store.undo(by="Bo")
    ours = {"version", "revised_at", "revised_by"}
    for kind, before in everything.items():
        assert [r.model_dump(exclude=ours) for r in store.all(kind)] == [r.model_dump(exclude=ours) for r in before]
    assert store.check() == []


def test_something_else_writing_into_the_store_is_still_noticed(council: Council) -> None:
    with council.store.step("Corrected", by="Bo") as step:
        step.revise(council.contacts[0].model_copy(update={"agency": "Police"}))
    with council.store._database.writing() as connection:
        connection.execute(TABLES["contact"].update().values(version=1))
        connection.execute(TABLES["case"].update().values(intake=None))
    assert council.store.check() == sorted(
        [
            *(f"The history of the case {c.id} does not end where the record does." for c in council.cases),
            f"The history of the contact {council.contacts[0].id} does not end where the record does.",
        ]
    )


def test_a_backup_and_its_restoring_keep_what_has_no_history(council: Council, clock: Clock) -> None:
    store = council.store
    kept = store.backup()
    council.add(council.contact(council.cases[0], source_key="later"))
    clock.wait(minutes=1)
    store.close()
    where = store._database.address
    Store.restore(where.file or where.url.render_as_string(hide_password=False), kept, where.key, now=clock)
    with Store.open(where.file or where.url.render_as_string(hide_password=False), key=where.key, now=clock) as again:
        assert again.all(Contact) == council.contacts
        assert again.check() == []


def test_evidence_that_names_a_contact_is_seen_where_its_case_is(council: Council) -> None:
    world, store = council.world, council.store
    with store.step("Laid beside", by="Bo") as step:
        link = step.add(
            EvidenceLink(
                cycle=world.cycle.id,
                **{"source_kind": "contact", "source": council.contacts[0].id},
                **{"target_kind": "link", "target": world.links[0].id},
            )
        )
        step.revise(council.contacts[3].model_copy(update={"note": "corrected"}))

    def seen() -> tuple[list[str], list[str]]:
        found = store.read("evidence_link", "changes", audience=world.team, on=TODAY)
        changed = found["changes"]
        return list(found["evidence_link"]["id"]), list(changed.loc[changed["record_kind"] == "contact", "record"])

    assert seen() == ([link.id], [council.contacts[3].id])
    for case in council.cases:
        store.withdraw("case", case.id, Withdrawal.no_use, by="Bo", on=TODAY)
    assert seen() == ([], [])


def test_an_import_taken_back_leaves_nothing_of_what_nobody_touched(council: Council) -> None:
    taken = council.store.take_back_intake(council.intake.id, by="Bo")
    assert taken == TakenBack(n_contacts=4, n_cases=2, n_kept=0)
    assert (council.store.all(Contact), council.store.all(Case)) == ([], [])
    assert council.store.get(Intake, council.intake.id).state is IntakeState.taken_back
    assert council.store.undo(by="Bo") is None
    assert council.store.check() == []
    found = council.store.read(Tally(("agency",)), audience=council.world.team, on=TODAY)
    assert len(found["contact by agency"]) == 0


def test_what_somebody_worked_with_stays_when_an_import_is_taken_back(council: Council) -> None:
    store, world = council.store, council.world
    other = store.step("By hand", by="Bo")
    with other as step:
        step.revise(council.contacts[0].model_copy(update={"note": "She asked for a key"}))
        ends = {"source_kind": "contact", "source": council.contacts[2].id, "target_kind": "story"}
        step.add(EvidenceLink(cycle=world.cycle.id, **ends, target=world.story.id))
        spare = step.add(council.case(pseudonym="Jay", source_key=None))
        step.add(ForumCase(cycle=world.cycle.id, case=spare.id, forum="Tuesday"))
    assert store.take_back_intake(council.intake.id, by="Bo") == TakenBack(n_contacts=2, n_cases=0, n_kept=2)
    assert [c.id for c in store.all(Contact)] == [council.contacts[0].id, council.contacts[2].id]
    assert {c.id for c in store.all(Case)} == {*(c.id for c in council.cases), spare.id}
    assert store.check() == []


def test_a_person_who_took_back_consent_stays_marked_when_an_import_is_taken_back(council: Council) -> None:
    council.store.withdraw("case", council.cases[0].id, Withdrawal.no_use, by="Bo", on=TODAY)
    assert council.store.take_back_intake(council.intake.id, by="Bo") == TakenBack(4, 1, 0)
    [left] = council.store.all(Case)
    assert (left.source_key, left.withdrawal) == ("key 0", Withdrawal.no_use)


def test_an_import_that_never_was_cannot_be_taken_back(council: Council) -> None:
    with pytest.raises(Gone, match="This import is not there"):
        council.store.take_back_intake("nothing", by="Bo")


# -- stories -----------------------------------------------------------------------------------------------------------


class Stories:
    """A file of four stories with an answer each, brought in with a set of questions of its own."""

    def __init__(self, world: World) -> None:
        self.world, self.store = world, world.store
        cycle = world.cycle.id
        with world.store.step("Brought in stories", by="Asha") as step:
            self.intake = step.add(Intake(cycle=cycle, file="quay.csv", source="stories/survey"))
            self.set = step.add(SignifierSet(cycle=cycle, name="Ours"))
            self.stories = step.add_many(
                Story(cycle=cycle, title=f"S {n}", text="…", teller="Wren", source_key=f"{n}", intake=self.intake.id)
                for n in range(4)
            )
            self.placed = step.add_many(self.placing(story, intake=self.intake.id) for story in self.stories)

    def placing(self, story: Story, **more: Any) -> Signification:
        given = {"cycle": story.cycle, "story": story.id, "signifier_set": self.set.id, "signifier": "pace", "x": 0.5}
        return Signification(**(given | {"placing": "placed"} | more))

    def take_back(self) -> TakenBack:
        return self.store.take_back_intake(self.intake.id, by="Bo")


@pytest.fixture
def brought(world: World) -> Stories:
    return Stories(world)


def test_stories_taken_back_leave_no_answers_and_no_questions_behind(brought: Stories) -> None:
    assert brought.take_back() == TakenBack(0, 0, 0, n_stories=4)
    assert [story.id for story in brought.store.all(Story)] == [brought.world.story.id]
    assert (brought.store.all(Signification), brought.store.all(SignifierSet)) == ([], [])
    assert brought.store.history("story", brought.stories[0].id) == []
    assert brought.store.check() == []


@pytest.mark.slow
def test_stories_somebody_worked_with_stay_with_their_answers(brought: Stories) -> None:
    cycle = brought.world.cycle.id
    read, linked, coded, placed = brought.stories
    with brought.store.step("By hand", by="Bo") as step:
        step.revise(read.model_copy(update={"title": "Read again"}))
        ends = {"source_kind": "story", "source": linked.id, "target_kind": "map", "target": brought.world.map.id}
        step.add(EvidenceLink(cycle=cycle, **ends))
        theme = step.add(Theme(cycle=cycle, name="Trust"))
        step.add(Coding(cycle=cycle, theme=theme.id, of_kind="story", of=coded.id, coder="Bo"))
        step.add(brought.placing(placed, signifier="why"))
    assert brought.take_back() == TakenBack(0, 0, 4, n_stories=0)
    assert len(brought.store.all(Signification)) == 5
    assert [one.id for one in brought.store.all(SignifierSet)] == [brought.set.id]
    assert brought.store.check() == []


def test_answers_brought_for_a_story_that_was_here_go_and_the_story_stays(brought: Stories) -> None:
    with brought.store.step("Brought in more", by="Asha") as step:
        step.add_many([brought.placing(brought.world.story, intake=brought.intake.id)])
        step.revise(brought.intake.model_copy(update={"n_same": 1}))
    brought.store.withdraw("story", brought.stories[0].id, Withdrawal.no_use, by="Bo", on=TODAY)
    assert brought.take_back() == TakenBack(0, 0, 1, n_stories=3)
    left = {story.id: story.withdrawal for story in brought.store.all(Story)}
    assert left == {brought.world.story.id: Withdrawal.none, brought.stories[0].id: Withdrawal.no_use}
    assert [one.story for one in brought.store.all(Signification)] == [brought.stories[0].id]
