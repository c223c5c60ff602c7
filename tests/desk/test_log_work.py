"""Acts on the issue log and the register: each one step, each can be undone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.desk.log_work import LogWork
from workbench.errors import Problems, Refused
from workbench.model import Countermeasure, Cycle, EvidenceLink, Issue, Stance, System

TODAY = date(2026, 5, 4)


@pytest.fixture
def desk(quay_desk: Desk) -> Desk:
    """The Quay team in the Bay, a second team there, and one far away that nothing connects with."""
    with quay_desk.store.step("More of the world", by="Test") as step:
        step.add(System(id="pier", name="Pier team", scale="team", part_of="bay"))
        step.add(Cycle(id="pier-1", system="pier", name="Pier, first"))
        step.add(Cycle(id="bay-1", system="bay", name="Bay, first"))
        step.add(System(id="inland", name="Inland team", scale="team"))
        step.add(Cycle(id="inland-1", system="inland", name="Inland, first"))
    quay_desk.sit(by="Ama", page="tab")
    return quay_desk


@pytest.fixture
def work(desk: Desk) -> LogWork:
    return LogWork.at(desk, "quay-1")


def raise_issue(work: LogWork, **more: Any) -> Issue:
    made = work.add(
        "issue", {"description": "Petty cash takes too long", "level": "system", "owner": "leadership", **more}
    )
    assert isinstance(made, Issue)
    return made


def issue(desk: Desk, id: str) -> Issue:
    return desk.store.get(Issue, id)


# -- days
def test_a_new_issue_is_dated_and_raised_by_whoever_writes(work: LogWork) -> None:
    made = raise_issue(work)
    assert (made.raised_on, made.raised_by, made.closed_on) == (TODAY, "Ama", None)


def test_days_and_names_that_were_written_stay(work: LogWork) -> None:
    made = raise_issue(work, raised_on="2026-01-02", raised_by="Idris", status="closed", closed_on="2026-02-03")
    assert (made.raised_on, made.raised_by, made.closed_on) == (date(2026, 1, 2), "Idris", date(2026, 2, 3))


def test_several_pasted_at_once_are_dated_too(work: LogWork, desk: Desk) -> None:
    rows = [{"description": f"Issue {n}", "level": "macro", "owner": "team"} for n in range(2)]
    work.add_several("issue", rows)
    assert {i.raised_on for i in desk.store.all(Issue)} == {TODAY}


def test_closing_dates_the_end_and_opening_again_takes_it_away(work: LogWork, desk: Desk) -> None:
    made = raise_issue(work)
    work.write("issue", made.id, {"status": "closed"}, was={"status": "open"})
    assert issue(desk, made.id).closed_on == TODAY
    work.write("issue", made.id, {"status": "open"}, was={"status": "closed"})
    assert issue(desk, made.id).closed_on is None


def test_two_fields_changed_by_two_people_are_both_kept(work: LogWork, desk: Desk) -> None:
    made = raise_issue(work)
    work.write("issue", made.id, {"countermeasure": "A float"}, was={"countermeasure": ""})
    work.write("issue", made.id, {"status": "closed"}, was={"status": "open"})
    assert (issue(desk, made.id).countermeasure, issue(desk, made.id).closed_on) == ("A float", TODAY)


# -- the register
def test_an_issues_countermeasure_goes_into_the_register_with_the_link(work: LogWork) -> None:
    made = raise_issue(work, countermeasure="Nell keeps a float", scope="place")
    row = work.shield(made.id)
    assert (row.what, row.issue, row.shields_from, row.from_on, row.scope) == (
        "Nell keeps a float",
        made.id,
        "Petty cash takes too long",
        TODAY,
        "place",
    )


def test_the_same_countermeasure_is_put_in_once_while_it_stands(work: LogWork) -> None:
    made = raise_issue(work, countermeasure="A float")
    row = work.shield(made.id)
    with pytest.raises(Refused, match="stands in the register already"):
        work.shield(made.id)
    work.end(row.id, {})
    assert work.shield(made.id).id != row.id


def test_an_issue_without_a_countermeasure_has_none_to_put_in(work: LogWork) -> None:
    with pytest.raises(Refused, match="names no countermeasure"):
        work.shield(raise_issue(work).id)


def shield(work: LogWork, **more: Any) -> Countermeasure:
    made = work.add(
        "countermeasure", {"what": "A float", "shields_from": "Two signatures", "from_on": "2026-03-01", **more}
    )
    assert isinstance(made, Countermeasure)
    return made


BECAME = {"description": "Two signatures", "level": "system", "owner": "leadership"}


def test_one_that_showed_a_rule_must_change_becomes_an_issue_in_the_same_step(work: LogWork, desk: Desk) -> None:
    row = shield(work)
    ended = work.end(row.id, {"ended_why": "bau_must_change", "note": "Every week"}, issue=BECAME)
    assert (ended.ended_on, ended.ended_why, ended.note) == (TODAY, "bau_must_change", "Every week")
    [made] = desk.store.all(Issue)
    [link] = desk.store.all(EvidenceLink)
    assert (made.description, made.raised_on, made.raised_by) == ("Two signatures", TODAY, "Ama")
    assert (link.source, link.target, link.stance) == (row.id, made.id, Stance.led_to)
    work.undo()
    assert (desk.store.all(Issue), desk.store.all(EvidenceLink)) == ([], [])
    assert desk.store.get(Countermeasure, row.id).ended_on is None


def test_it_ends_with_nothing_said_as_well(work: LogWork) -> None:
    ended = work.end(shield(work).id, {"ended_on": "2026-04-01", "ended_why": None})
    assert (ended.ended_on, ended.ended_why) == (date(2026, 4, 1), None)


@pytest.mark.parametrize(
    ("values", "became", "said"),
    [
        ({"ended_on": "2026-02-01"}, None, "would end before it began"),
        ({"ended_on": "soon"}, None, "a day that is in the calendar"),
        ({"ended_why": "bau_must_change"}, {**BECAME, "description": ""}, "description"),
        ({"ended_why": "no idea"}, None, "no idea"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_kept(
    work: LogWork, desk: Desk, values: dict[str, Any], became: dict[str, Any] | None, said: str
) -> None:
    row = shield(work)
    before = desk.store.revision()
    with pytest.raises((Refused, Problems), match=said):
        work.end(row.id, values, issue=became)
    assert desk.store.revision() == before


def test_what_has_ended_does_not_end_again(work: LogWork) -> None:
    row = shield(work)
    work.end(row.id, {})
    with pytest.raises(Refused, match="has ended already"):
        work.end(row.id, {})


# -- the same
def test_two_issues_are_said_to_be_the_same_and_stay_two(work: LogWork, desk: Desk) -> None:
    first, later = raise_issue(work), raise_issue(work)
    work.same(first.id, later.id)
    [link] = desk.store.all(EvidenceLink)
    assert (link.source, link.target, link.stance, len(desk.store.all(Issue))) == (first.id, later.id, Stance.led_to, 2)
    work.not_same(first.id, later.id)
    assert desk.store.all(EvidenceLink) == []
