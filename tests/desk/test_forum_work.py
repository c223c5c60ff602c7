"""Presenting a case, and the issues a case leads to."""

from __future__ import annotations

import pytest

from workbench.desk import Desk
from workbench.desk.forum_work import ForumWork
from workbench.desk.log_work import LogWork
from workbench.errors import Problems, Refused
from workbench.model import Case, Cycle, EvidenceLink, ForumCase, Influence, Issue, IssueStatus, Risk, System

FIRST = {"forum": "Tuesday forum", "presented_on": "2026-05-04"}
NO_BEDS = {"description": "No beds for couples", "level": "system", "owner": "leadership"}


@pytest.fixture
def work(quay_desk: Desk) -> ForumWork:
    with quay_desk.store.step("The optimisation group", by="Test") as step:
        step.add(System(id="group", name="Optimisation group", scale="organisation", part_of="bay"))
        step.add(Cycle(id="group-1", system="group", name="First round"))
    quay_desk.sit(by="Ama", page="tab")
    return ForumWork.at(quay_desk, "quay-1")


def test_a_new_persons_case_file_is_begun_with_the_presentation_and_undone_with_it(
    work: ForumWork, quay_desk: Desk
) -> None:
    found = work.present(FIRST, pseudonym="Wren")
    [case] = quay_desk.store.all(Case)
    assert (case.pseudonym, found.case, found.forum, found.scope) == ("Wren", case.id, "Tuesday forum", "team")
    work.undo()
    assert (quay_desk.store.all(Case), quay_desk.store.all(ForumCase)) == ([], [])


def test_what_cannot_be_kept_begins_no_case_file(work: ForumWork, quay_desk: Desk) -> None:
    with pytest.raises(Problems) as told:
        work.present({**FIRST, "forum": ""}, pseudonym="Wren")
    assert told.value.problems == {"forum": "“Which forum” is empty; write something first."}
    assert quay_desk.store.all(Case) == []


def test_somebody_who_has_a_case_file_gets_no_second_one(work: ForumWork, quay_desk: Desk) -> None:
    work.present(FIRST, pseudonym="Wren")
    with pytest.raises(Problems, match="There is a case file for “Wren” already"):
        work.present(FIRST, pseudonym="Wren")
    [case] = quay_desk.store.all(Case)
    work.present({**FIRST, "presented_on": "2026-05-05"}, case=case.id)
    assert [len(quay_desk.store.all(kind)) for kind in (Case, ForumCase)] == [1, 2]


def test_a_risk_is_dated_when_somebody_looked_again(work: ForumWork, quay_desk: Desk) -> None:
    case = work.present(FIRST, pseudonym="Wren").case
    risk = work.add("risk", {"case": case, "name": "Overdose", "before": "++"}).id
    work.write("risk", risk, {"after": "+"})
    assert quay_desk.store.get(Risk, risk).reviewed_on == quay_desk.today()
    work.write("risk", risk, {"after": None})
    assert quay_desk.store.get(Risk, risk).reviewed_on is None


def test_an_issue_is_raised_and_handed_over_in_one_step(work: ForumWork, quay_desk: Desk) -> None:
    presented = work.present(FIRST, pseudonym="Wren")
    issue = work.raise_issue(presented.id, NO_BEDS, to="group-1")
    [sent] = quay_desk.store.all(Influence)
    assert (sent.to_cycle, sent.of, sent.sent_on, sent.sent_by) == ("group-1", issue.id, quay_desk.today(), "Ama")
    assert (issue.scope, issue.raised_by) == ("place", "Ama")
    [row] = quay_desk.escalated(cycle="quay-1").table.to_dict("records")
    assert (row["direction"], row["n_cases"], row["waiting_days"]) == ("sent", 1, 0)
    work.undo()
    assert [quay_desk.store.all(kind) for kind in (Issue, EvidenceLink, Influence)] == [[], [], []]


def test_where_it_cannot_be_handed_over_no_issue_is_written(work: ForumWork, quay_desk: Desk) -> None:
    presented = work.present(FIRST, pseudonym="Wren")
    with pytest.raises(Refused, match="this cycle itself"):
        work.raise_issue(presented.id, NO_BEDS, to="quay-1")
    assert quay_desk.store.all(Issue) == []


def test_several_cases_stand_behind_one_issue_until_somebody_says_otherwise(work: ForumWork, quay_desk: Desk) -> None:
    first, second = (work.present(FIRST, pseudonym=name) for name in ("Wren", "Ash"))
    issue = work.raise_issue(first.id, NO_BEDS).id
    work.also_led_to(second.id, issue)
    assert list(quay_desk.escalated(cycle="quay-1").table["n_cases"]) == [2]
    with pytest.raises(Refused):
        work.also_led_to(second.id, issue)
    work.did_not_lead_to(first.id, issue)
    assert list(quay_desk.escalated(cycle="quay-1").table["n_cases"]) == [1]


def test_the_group_it_was_handed_to_answers_and_closes_it_and_the_sender_sees_both(
    work: ForumWork, quay_desk: Desk
) -> None:
    issue = work.raise_issue(work.present(FIRST, pseudonym="Wren").id, NO_BEDS, to="group-1").id
    there = LogWork.at(quay_desk, "group-1")
    [sent] = quay_desk.store.all(Influence)
    there.answer(sent.id, state="taken_up", reason="From June", was={"state": "waiting", "reason": ""})
    there.say_done(sent.id, done=True)
    [row] = quay_desk.escalated(cycle="quay-1").table.to_dict("records")
    assert (row["reason"], row["state"], row["status"], row["answered"]) == ("From June", "taken_up", "closed", True)
    found = quay_desk.store.get(Issue, issue)
    assert (found.status, found.closed_on) == (IssueStatus.closed, quay_desk.today())
    [received] = quay_desk.escalated(cycle="group-1").table.to_dict("records")
    assert received["direction"] == "received"
