"""Sending things to other cycles, sending on what came, and answering: each one step, each can be undone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.desk.influence_work import MAY_BE_SENT, MOST_AT_ONCE, InfluenceWork, circle_of_both
from workbench.errors import Gone, Refused, Stale
from workbench.model import (
    Cycle,
    Embedding,
    EvidenceLink,
    Experiment,
    Idea,
    Influence,
    InfluenceState,
    Interpretation,
    Issue,
    Observation,
    Record,
    System,
)

TODAY = date(2026, 5, 4)


@pytest.fixture
def desk(quay_desk: Desk) -> Desk:
    """The Quay and Pier teams in an organisation in the Bay, the Bay in a country; and one team far away from all."""
    with quay_desk.store.step("More of the world", by="Test") as step:
        step.add(System(id="coast", name="The Coast", scale="country"))
        step.revise(quay_desk.store.get(System, "bay").model_copy(update={"part_of": "coast"}))
        step.add(System(id="council", name="Council", scale="organisation", part_of="bay"))
        step.revise(quay_desk.store.get(System, "quay").model_copy(update={"part_of": "council"}))
        step.add(System(id="pier", name="Pier team", scale="team", part_of="council"))
        step.add(System(id="inland", name="Inland team", scale="team"))
        for system in ("pier", "council", "bay", "coast", "inland"):
            step.add(Cycle(id=f"{system}-1", system=system, name=f"{system}, first"))
    quay_desk.sit(by="Ama", page="tab")
    return quay_desk


@pytest.fixture
def work(desk: Desk) -> InfluenceWork:
    return InfluenceWork.at(desk, "quay-1")


def at(desk: Desk, cycle: str) -> InfluenceWork:
    return InfluenceWork.at(desk, cycle)


def raised(work: InfluenceWork, **more: Any) -> tuple[str, str]:
    values = {"description": "Petty cash takes too long", "level": "system", "owner": "leadership", **more}
    return ("issue", work.add("issue", values).id)


def reads(desk: Desk, kind: str, system: str) -> list[str]:
    return list(desk.evidence(kind, system=system, everywhere=True, own=True)[kind]["id"])


# -- sending
@pytest.mark.parametrize(
    ("to", "scope"), [("pier-1", "organisation"), ("council-1", "organisation"), ("bay-1", "place")]
)
def test_the_other_group_can_read_what_it_is_sent_and_nobody_further(
    work: InfluenceWork, desk: Desk, to: str, scope: str
) -> None:
    kind, id = raised(work)
    [sent] = work.send((kind, id), to=[to], why="You hold the purse")
    assert (sent.cycle, sent.to_cycle, sent.of_kind, sent.of, sent.sent_on, sent.sent_by, sent.scope) == (
        *("quay-1", to, "issue", id, TODAY, "Ama", scope),
    )
    assert (sent.state, sent.why, desk.store.get(Issue, id).scope) == (
        InfluenceState.waiting,
        "You hold the purse",
        scope,
    )
    system = desk.store.get(Cycle, to).system
    assert (reads(desk, "issue", system), reads(desk, "influence", system)) == ([id], [sent.id])
    assert reads(desk, "issue", "coast") == []


def test_all_that_can_be_sent_is_sent_the_same_way(work: InfluenceWork, desk: Desk) -> None:
    with desk.store.step("Something of each", by="Test") as step:
        made: list[Record] = [
            step.add(Issue.model_validate({"cycle": "quay-1", "description": "i", "level": "system", "owner": "team"})),
            step.add(Observation(cycle="quay-1", id="o", title="Letters come in pairs")),
            step.add(Interpretation(cycle="quay-1", observation="o", text="Two computers")),
            step.add(Idea(cycle="quay-1", observation="o", text="Ring first")),
            step.add(Experiment(cycle="quay-1", title="Ring before writing")),
            step.add(Embedding.model_validate({"cycle": "quay-1", "change": "One", "embedding_kind": "process"})),
        ]
    assert tuple(record.kind for record in made) == MAY_BE_SENT
    for record in made:
        work.send((record.kind, record.id), to=["bay-1"])
    assert {kind: len(reads(desk, kind, "bay")) for kind in MAY_BE_SENT} == dict.fromkeys(MAY_BE_SENT, 1)
    told = desk.passed_on(cycle="bay-1").table
    assert sorted(told["text"]) == [
        "Letters come in pairs",
        "One",
        "Ring before writing",
        "Ring first",
        "Two computers",
        "i",
    ]


def test_one_step_sends_to_several_and_one_undo_takes_all_of_it_back(work: InfluenceWork, desk: Desk) -> None:
    of = raised(work)
    work.send(of, to=["pier-1", "bay-1", "pier-1"])
    assert [one.to_cycle for one in desk.store.all(Influence)] in (["pier-1", "bay-1"], ["bay-1", "pier-1"])
    assert desk.store.get(Issue, of[1]).scope == "place"
    work.undo()
    assert (desk.store.all(Influence), desk.store.get(Issue, of[1]).scope) == ([], "team")


def test_a_wider_circle_can_be_chosen_so_that_it_can_be_sent_on(work: InfluenceWork, desk: Desk) -> None:
    of = raised(work)
    [sent] = work.send(of, to=["council-1"], scope="country")
    assert (desk.store.get(Issue, of[1]).scope, sent.scope) == ("country", "country")
    with pytest.raises(Refused, match="no such circle"):
        work.send(of, to=["bay-1"], scope="galaxy")


def test_a_wider_scope_is_left_as_it_is_and_the_public_has_no_border(work: InfluenceWork, desk: Desk) -> None:
    of = raised(work, scope="public")
    work.send(of, to=["inland-1"])
    assert desk.store.get(Issue, of[1]).scope == "public"


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ([], "at least one cycle"),
        (["quay-1"], "this cycle itself"),
        (["inland-1"], "no larger system in common"),
        ([f"c{n}" for n in range(MOST_AT_ONCE + 1)], "Send it to fewer"),
    ],
)
def test_what_cannot_be_sent_there_is_not_sent_at_all(
    work: InfluenceWork, desk: Desk, to: list[str], said: str
) -> None:
    of = raised(work)
    before = desk.store.revision()
    with pytest.raises(Refused, match=said):
        work.send(of, to=["pier-1", *to] if len(to) == 1 else to)
    assert desk.store.revision() == before
    assert circle_of_both(desk.structure, "quay", "inland") is None


def test_nothing_is_sent_twice_to_one_cycle_and_no_other_groups_or_other_kinds(work: InfluenceWork, desk: Desk) -> None:
    of = raised(work)
    work.send(of, to=["bay-1"])
    with pytest.raises(Refused, match="sent to bay, first already"):
        work.send(of, to=["bay-1"])
    with pytest.raises(Refused):
        at(desk, "pier-1").send(of, to=["bay-1"])
    with pytest.raises(Refused, match="cannot be sent"):
        work.send(("system", "quay"), to=["bay-1"])


def test_what_waits_is_taken_back_by_its_own_group_only(work: InfluenceWork, desk: Desk) -> None:
    [sent] = work.send(raised(work), to=["council-1"])
    with pytest.raises(Refused, match="only they can take it back"):
        at(desk, "council-1").take_back(sent.id)
    work.take_back(sent.id)
    assert desk.store.all(Influence) == []
    with pytest.raises(Gone):
        at(desk, "council-1").answer(sent.id, state="taken_up", reason="", was={})


def test_what_was_answered_or_sent_on_is_no_longer_taken_back(work: InfluenceWork, desk: Desk) -> None:
    [first] = work.send(raised(work), to=["council-1"], scope="place")
    at(desk, "council-1").send_on(first.id, to=["bay-1"])
    with pytest.raises(Refused, match="sent on meanwhile"):
        work.take_back(first.id)
    [second] = work.send(raised(work), to=["council-1"])
    at(desk, "council-1").answer(second.id, state="taken_up", reason="", was={"state": "waiting", "reason": ""})
    with pytest.raises(Refused, match="answered meanwhile"):
        work.take_back(second.id)


# -- answering
WAITING = {"state": "waiting", "reason": ""}


def test_the_answer_is_dated_and_comes_back_to_those_who_sent_it(work: InfluenceWork, desk: Desk) -> None:
    [sent] = work.send(raised(work), to=["council-1"])
    council = at(desk, "council-1")
    desk.sit(by="Petra", page="other")
    council.answer(sent.id, state="adapted", reason="Cards from June", was=WAITING)
    found = desk.store.get(Influence, sent.id)
    assert (found.state, found.reason, found.answered_on, found.answered_by) == (
        *(InfluenceState.adapted, "Cards from June", TODAY, "Petra"),
    )
    [row] = desk.passed_on(cycle="quay-1").table.to_dict("records")
    assert (row["direction"], row["answered"], row["reason"]) == ("sent", True, "Cards from June")


@pytest.mark.parametrize("state", ["adapted", "left"])
def test_what_is_adapted_or_left_needs_a_reason_and_what_is_taken_up_does_not(
    work: InfluenceWork, desk: Desk, state: str
) -> None:
    [sent] = work.send(raised(work), to=["council-1"])
    council = at(desk, "council-1")
    with pytest.raises(Refused, match=r"Say (how|why)") as told:
        council.answer(sent.id, state=state, reason="  ", was=WAITING)
    assert told.value.field == "reason"
    for no_answer in ("waiting", "", "done"):
        with pytest.raises(Refused, match="Say first"):
            council.answer(sent.id, state=no_answer, reason="x", was=WAITING)
    assert council.answer(sent.id, state="taken_up", reason="", was=WAITING).state is InfluenceState.taken_up


def test_nobody_writes_over_an_answer_unseen(work: InfluenceWork, desk: Desk) -> None:
    [sent] = work.send(raised(work), to=["council-1"])
    council = at(desk, "council-1")
    council.answer(sent.id, state="taken_up", reason="From June", was=WAITING)
    with pytest.raises(Stale) as stale:
        council.answer(sent.id, state="left", reason="Not this year", was=WAITING)
    assert (stale.value.yours, stale.value.theirs) == (
        {"state": "left", "reason": "Not this year"},
        {"state": "taken_up", "reason": "From June"},
    )
    council.answer(sent.id, state="left", reason="Not this year", was={"state": "taken_up", "reason": "From June"})
    assert desk.store.get(Influence, sent.id).state is InfluenceState.left


def test_only_the_group_it_came_to_answers_in_this_round_or_the_next(work: InfluenceWork, desk: Desk) -> None:
    [sent] = work.send(raised(work), to=["council-1"])
    with desk.store.step("The next round", by="Test") as step:
        step.add(Cycle(id="council-2", system="council", name="second", round=2))
    for other in ("quay-1", "pier-1", "bay-1"):
        with pytest.raises(Refused, match="not with this group"):
            at(desk, other).answer(sent.id, state="taken_up", reason="", was=WAITING)
    at(desk, "council-2").answer(sent.id, state="taken_up", reason="", was=WAITING)


def test_whoever_it_came_to_says_that_an_issue_is_done(work: InfluenceWork, desk: Desk) -> None:
    of = raised(work)
    [sent] = work.send(of, to=["council-1"])
    at(desk, "council-1").say_done(sent.id, done=True)
    assert (desk.store.get(Issue, of[1]).status, desk.store.get(Issue, of[1]).closed_on) == ("closed", TODAY)
    at(desk, "council-1").say_done(sent.id, done=False)
    assert desk.store.get(Issue, of[1]).closed_on is None


def test_what_came_leads_to_something_of_ours(work: InfluenceWork, desk: Desk) -> None:
    [sent] = work.send(raised(work), to=["council-1"])
    made = at(desk, "council-1").add("experiment", {"title": "Six cards"}, made_from=("influence", sent.id))
    [link] = desk.store.all(EvidenceLink)
    assert (link.cycle, link.source, link.target, link.stance) == ("council-1", sent.id, made.id, "led_to")
    with pytest.raises(Refused):
        at(desk, "pier-1").add("experiment", {"title": "Ours"}, made_from=("influence", sent.id))


# -- sending on
def test_what_came_goes_on_two_scales_up_and_those_who_raised_it_see_the_answer(
    work: InfluenceWork, desk: Desk
) -> None:
    of = raised(work)
    [first] = work.send(of, to=["council-1"])
    [second] = at(desk, "council-1").send_on(first.id, to=["bay-1"], why="The rule is the place's")
    [third] = at(desk, "bay-1").send_on(second.id, to=["coast-1"], why="It is the country's rule")
    assert (second.after, third.after, second.scope, third.scope) == (first.id, second.id, "place", "country")
    at(desk, "coast-1").answer(third.id, state="adapted", reason="From April", was=WAITING)

    found = desk.passed_on(cycle="quay-1").finding
    assert list(found.table["id"]) == [first.id]
    assert dict(zip(found.chain["id"], found.chain["state"], strict=True)) == {
        second.id: "waiting",
        third.id: "adapted",
    }
    assert set(found.chain["first"]) == {first.id}


def test_nobody_but_its_own_group_lets_more_people_read_it(work: InfluenceWork, desk: Desk) -> None:
    of = raised(work)
    [first] = work.send(of, to=["council-1"])
    council = at(desk, "council-1")
    with pytest.raises(Refused, match="Write why you send it") as told:
        council.send_on(first.id, to=["bay-1"])
    assert told.value.field == "why"
    council.send_on(first.id, to=["bay-1"], why="Money that takes nine days")
    assert (desk.store.get(Issue, of[1]).scope, reads(desk, "issue", "bay")) == ("organisation", [])
    [row] = desk.passed_on(cycle="bay-1").table.to_dict("records")
    assert (row["why"], row["text"]) == ("Money that takes nine days", row["text"]) and row["text"] != row["text"]


def test_it_does_not_go_back_the_way_it_came(work: InfluenceWork, desk: Desk) -> None:
    [first] = work.send(raised(work), to=["council-1"], scope="country")
    [second] = at(desk, "council-1").send_on(first.id, to=["bay-1"])
    for there in ("council-1", "quay-1"):
        with pytest.raises(Refused, match="had it before"):
            at(desk, "bay-1").send_on(second.id, to=[there])
    with pytest.raises(Refused, match="not with this group"):
        at(desk, "pier-1").send_on(first.id, to=["coast-1"])
