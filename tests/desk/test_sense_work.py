"""A group's sessions and its pattern board, act by act. It is Monday 4 May 2026."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.desk import Desk
from workbench.desk.pattern_work import PatternWork
from workbench.desk.sense_work import SenseWork
from workbench.errors import Gone, Problems, Refused, Stale
from workbench.model import (
    Cycle,
    EvidenceLink,
    Idea,
    Influence,
    Observation,
    SenseNote,
    SenseSession,
    SessionPhase,
    Stance,
    System,
    Theme,
)

STEPS = [{"title": "Look", "minutes": 20, "text": ""}, {"title": "Talk", "minutes": 40, "text": "in pairs"}]


@pytest.fixture
def sessions(quay_desk: Desk) -> SenseWork:
    quay_desk.sit(by="Ama", page="tab")
    return SenseWork.at(quay_desk, "quay-1")


@pytest.fixture
def board(quay_desk: Desk) -> PatternWork:
    quay_desk.sit(by="Ama", page="tab")
    with quay_desk.store.step("Noticed", by="Test") as step:
        step.add(Observation(id="letters", cycle="quay-1", title="Three letters"))
        step.add(Idea(id="ring", cycle="quay-1", observation="letters", text="Ring first"))
        step.add(System(id="far", name="Far away", scale="team"))
        step.add(Cycle(id="far-1", system="far", name="Theirs"))
        step.add(Observation(id="theirs", cycle="far-1", title="Theirs"))
        step.add(Theme(id="their-theme", cycle="far-1", name="Theirs"))
    return PatternWork.at(quay_desk, "quay-1")


# -- sessions ---------------------------------------------------------------------------------------------------------
def test_a_session_is_planned_with_its_steps_and_nothing_is_kept_of_one_without_a_name(
    sessions: SenseWork, quay_desk: Desk
) -> None:
    made = sessions.plan_session({"name": "Friday", "minutes": 60}, steps=STEPS)
    assert [(step.title, step.minutes, step.text) for step in made.plan] == [("Look", 20, ""), ("Talk", 40, "in pairs")]
    with pytest.raises(Problems):
        sessions.plan_session({"minutes": 60}, steps=STEPS)
    assert [one.name for one in quay_desk.store.all(SenseSession)] == ["Friday"]


def test_a_plan_changed_by_somebody_else_is_told_with_both_wordings(sessions: SenseWork) -> None:
    made = sessions.plan_session({"name": "Friday"}, steps=STEPS)
    sessions.set_plan(made.id, STEPS[:1], was=STEPS)
    with pytest.raises(Stale) as told:
        sessions.set_plan(made.id, STEPS[1:], was=STEPS)
    assert (told.value.theirs, told.value.yours) == ({"plan": STEPS[:1]}, {"plan": STEPS[1:]})


def test_a_session_goes_on_phase_by_phase_and_is_the_one_that_runs(sessions: SenseWork) -> None:
    friday = sessions.plan_session({"name": "Friday"})
    assert sessions.running_session() is None
    for phase in ("alone", "together", "alone", "together"):
        assert str(sessions.go_to(friday.id, phase).phase) == phase
        running = sessions.running_session()
        assert running is not None
        assert running.id == friday.id
    sessions.go_to(friday.id, "closed")
    assert sessions.running_session() is None
    assert sessions.go_to(friday.id, "together").phase is SessionPhase.together


def test_a_second_blind_round_shows_only_what_was_written_since(sessions: SenseWork, quay_desk: Desk) -> None:
    friday = sessions.plan_session({"name": "Friday"})
    sessions.go_to(friday.id, "alone")
    first = sessions.note({"text": "First"}, session=friday.id)
    sessions.go_to(friday.id, "together")
    sessions.go_to(friday.id, "alone")
    second = sessions.note({"text": "Second"}, session=friday.id)
    shown = {note.id for note in quay_desk.store.all(SenseNote) if note.revealed_on}
    assert shown == {first.id}
    sessions.go_to(friday.id, "together")
    assert {note.revealed_on for note in quay_desk.store.all(SenseNote)} == {date(2026, 5, 4)}
    assert quay_desk.store.get(SenseNote, second.id).text == "Second"


def test_notes_that_are_not_shown_become_nothing(sessions: SenseWork, quay_desk: Desk) -> None:
    friday = sessions.plan_session({"name": "Friday"})
    note = sessions.note({"text": "Mine"}, session=friday.id)
    with pytest.raises(Refused):
        sessions.observe([note.id], {"title": "Ours"})
    assert quay_desk.store.all(Observation) == []


# -- the board --------------------------------------------------------------------------------------------------------
def test_another_groups_cards_and_themes_are_not_gathered(board: PatternWork, quay_desk: Desk) -> None:
    for ids, under in ((["letters", "theirs"], None), (["letters"], "their-theme")):
        with pytest.raises(Refused, match="another group"):
            board.gather("observation", ids, under=under, name="New" if under is None else "")
    assert [one.name for one in quay_desk.store.all(Theme)] == ["Theirs"]


def test_evidence_changes_over_in_one_step(board: PatternWork, quay_desk: Desk) -> None:
    with quay_desk.store.step("Another", by="Test") as step:
        step.add(Observation(id="keys", cycle="quay-1", title="Keys"))
    board.lay("letters", ("observation", "keys"), stance=Stance.supports)
    board.lay("letters", ("observation", "keys"), stance=Stance.contradicts)
    assert [link.stance for link in quay_desk.store.all(EvidenceLink)] == [Stance.contradicts]
    board.undo()
    assert [link.stance for link in quay_desk.store.all(EvidenceLink)] == [Stance.supports]
    with pytest.raises(Refused):
        board.lay("letters", ("observation", "keys"), stance=Stance.supports)


def test_what_shares_no_system_with_this_cycle_gets_nothing(board: PatternWork, quay_desk: Desk) -> None:
    with pytest.raises(Refused, match="no larger system in common"):
        board.send(("idea", "ring"), to=["far-1"])
    with pytest.raises(Gone):
        board.send(("idea", "ring"), to=["nowhere"])
    assert quay_desk.store.all(Influence) == []


# -- questions --------------------------------------------------------------------------------------------------------
def test_the_desk_answers_what_is_a_pattern_and_what_became_of_it(board: PatternWork, quay_desk: Desk) -> None:
    listed = quay_desk.pattern_list(cycle="quay-1").table
    assert listed[["id", "printable", "why_not"]].to_numpy().tolist() == [["letters", False, "none"]]
    assert quay_desk.observations_by_theme(cycle="quay-1").table[["theme", "n"]].to_numpy().tolist() == [["", 1]]
    chain = quay_desk.pattern_chain("letters", system="quay").table
    assert chain[["part", "text"]].to_numpy().tolist() == [["observation", "Three letters"], ["idea", "Ring first"]]


def test_a_wider_audience_is_told_only_of_patterns_it_may_see(board: PatternWork, quay_desk: Desk) -> None:
    for text in ("Nobody reads them", "They say nothing new"):
        board.add("interpretation", {"observation": "letters", "text": text})
    place = Desk(quay_desk.store, audience="place", now=lambda: quay_desk.store.recent(1)[0].at)
    assert place.pattern_list(system="quay").table.empty
    board.write("observation", "letters", {"scope": "place"})
    seen = Desk(quay_desk.store, audience="place", now=lambda: quay_desk.store.recent(1)[0].at)
    table = seen.pattern_list(system="quay").table
    assert (table["title"].tolist(), "noticed_by" in table.columns) == (["Three letters"], False)
