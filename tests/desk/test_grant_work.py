"""The way of a grant, and what it says where it cannot go on."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.desk import Desk
from workbench.desk.grant_work import GrantWork
from workbench.errors import Problems, Refused
from workbench.model import Cycle, Grant, GrantState, Multiplier, Outcome, OutcomeState, OutcomeTalk, System

WHOLE = {
    "contact": "Ola",
    "organisation": "The kitchen",
    "title": "Eat together",
    "aim": "Cook",
    "estimate_pence": 1_200_000,
}


@pytest.fixture
def work(quay_desk: Desk) -> GrantWork:
    quay_desk.sit(by="Ama", page="tab")
    return GrantWork.at(quay_desk, "quay-1")


def begun(work: GrantWork, **values: Any) -> str:
    return work.add("grant", values).id


def awarded(work: GrantWork) -> str:
    grant = begun(work, **WHOLE)
    work.submit(grant)
    return work.decide(grant, {"decided_why": "It begins with people"}, awarded=True).id


def test_a_draft_that_lacks_something_is_told_field_by_field_and_stays_a_draft(
    work: GrantWork, quay_desk: Desk
) -> None:
    grant = begun(work, **{**WHOLE, "title": "  ", "estimate_pence": None})
    before = quay_desk.store.revision()
    with pytest.raises(Problems) as told:
        work.submit(grant)
    assert told.value.problems == {
        "title": "“Title” is empty. Write something there, then submit.",
        "estimate_pence": "“What it may cost” is empty. Write something there, then submit.",
    }
    assert (quay_desk.store.revision(), quay_desk.store.get(Grant, grant).state) == (before, GrantState.draft)


def test_an_estimate_of_nothing_is_an_estimate(work: GrantWork) -> None:
    assert work.submit(begun(work, **{**WHOLE, "estimate_pence": 0})).state is GrantState.submitted


def test_a_grant_goes_from_draft_to_its_end_one_step_each(work: GrantWork, quay_desk: Desk) -> None:
    grant = begun(work, **WHOLE)
    work.submit(grant)
    work.take_back(grant)
    work.submit(grant)
    values = {"decided_why": "It begins with people", "awarded_pence": 1_000_000}
    found = work.decide(grant, values, awarded=True)
    assert (found.state, found.awarded_pence, found.decided_on) == (GrantState.awarded, 1_000_000, quay_desk.today())
    assert work.end(grant).state is GrantState.ended
    work.undo()
    assert quay_desk.store.get(Grant, grant).state is GrantState.awarded


def test_declining_needs_a_reason_and_keeps_no_sum(work: GrantWork, quay_desk: Desk) -> None:
    grant = begun(work, **WHOLE)
    work.submit(grant)
    with pytest.raises(Problems, match="Please say why"):
        work.decide(grant, {"decided_why": " "}, awarded=False)
    assert quay_desk.store.get(Grant, grant).state is GrantState.submitted
    found = work.decide(grant, {"decided_why": "Another fund fits better", "awarded_pence": 5}, awarded=False)
    assert (found.state, found.awarded_pence) == (GrantState.declined, None)


def test_no_act_goes_past_another(work: GrantWork) -> None:
    grant = begun(work, **WHOLE)
    with pytest.raises(Refused, match="This grant is “draft”; only one that is “submitted”"):
        work.decide(grant, {"decided_why": "x"}, awarded=True)
    with pytest.raises(Problems, match="filled in by the workbench"):
        work.write("grant", grant, {"state": "awarded"})


def test_a_talk_keeps_the_wording_an_outcome_had(work: GrantWork, quay_desk: Desk) -> None:
    outcome = work.add("outcome", {"grant": awarded(work), "wording": "40 meals a week"}).id
    work.talk(outcome, {"held_on": "2026-05-01", "said": "Meals tell us nothing"}, wording="People eat together")
    work.talk(outcome, {"held_on": "2026-05-03", "said": "So it is"}, wording="People eat together")
    [first, second] = sorted(quay_desk.store.all(OutcomeTalk), key=lambda talk: talk.held_on)
    assert (first.wording_then, second.wording_then) == ("40 meals a week", "People eat together")
    assert quay_desk.store.get(Outcome, outcome).wording == "People eat together"
    assert list(quay_desk.grant_outcomes(cycle="quay-1").table["wording_before"]) == ["40 meals a week"]
    with pytest.raises(Refused, match="writing down the talk"):
        work.write("outcome", outcome, {"wording": "Another"})


def test_an_agreed_outcome_is_reworded_only_after_it_was_taken_up_again(work: GrantWork, quay_desk: Desk) -> None:
    outcome = work.add("outcome", {"grant": awarded(work), "wording": "People eat together"}).id
    with pytest.raises(Problems, match="name who agreed"):
        work.settle(outcome, "agreed", by=" ")
    found = work.settle(outcome, "agreed", by="Ola, Ama")
    assert (found.state, found.agreed_by, found.agreed_on) == (OutcomeState.agreed, "Ola, Ama", quay_desk.today())
    with pytest.raises(Refused, match="Take it up again first"):
        work.talk(outcome, {"held_on": "2026-05-03", "said": "x"}, wording="Another")
    again = work.settle(outcome, "provisional", by="")
    assert (again.state, again.agreed_by, again.agreed_on) == (OutcomeState.provisional, "", None)


def test_an_outcome_is_set_aside_with_its_story(work: GrantWork, quay_desk: Desk) -> None:
    outcome = work.add("outcome", {"grant": awarded(work), "wording": "40 meals a week"}).id
    with pytest.raises(Problems, match="why it is set aside"):
        work.settle(outcome, "set_aside", by="Ola")
    assert work.settle(outcome, "set_aside", by="Ola", why="It measured the kitchen").state is OutcomeState.set_aside
    assert [talk.said for talk in quay_desk.store.all(OutcomeTalk)] == ["It measured the kitchen"]


def test_rounds_of_one_stage_are_written_over(work: GrantWork, quay_desk: Desk) -> None:
    grant = awarded(work)
    work.rounds(grant, "actual", {"round_1_pence": 100, "round_2_pence": 80, "round_3_pence": 1})
    work.rounds(grant, "actual", {"round_1_pence": 100, "round_2_pence": 80, "round_3_pence": 34})
    assert [m.round_3_pence for m in quay_desk.store.all(Multiplier)] == [34]
    assert list(quay_desk.local_multiplier(cycle="quay-1").table["lm3"]) == [2.14]
    with pytest.raises(Problems):
        work.rounds(grant, "hoped for", {"round_1_pence": 1, "round_2_pence": 1, "round_3_pence": 1})


def test_a_cycle_is_opened_for_the_grantee_beside_ours_and_shared_in_one_step(work: GrantWork, quay_desk: Desk) -> None:
    grant = awarded(work)
    shared = work.open_cycle(grant, "The kitchen", scale="organisation").grantee_cycle
    assert shared is not None
    system = quay_desk.store.get(System, quay_desk.store.get(Cycle, shared).system)
    assert (system.name, system.scale, system.part_of) == ("The kitchen", "organisation", "bay")
    work.undo()
    assert quay_desk.store.get(Grant, grant).grantee_cycle is None
    assert [s.name for s in quay_desk.store.all(System)] == ["The Bay", "Quay team"]
    with pytest.raises(Refused, match="name the organisation"):
        work.open_cycle(grant, " ", scale="team")
