"""What the desk answers of contacts in a real store: counted and narrowed there, and hidden on the way out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from workbench.desk import Desk
from workbench.frames import Picked
from workbench.model import Case, Contact

WAY_FROM = date(2024, 1, 15)
PEOPLE = 12


@pytest.fixture
def desk(quay_desk: Desk) -> Desk:
    """Twelve people, each seen by the council before and after; one of them by the police as well. For the place."""
    with quay_desk.store.step("What was brought in", by="Test") as step:
        for n in range(PEOPLE):
            told = {"way_from": WAY_FROM, "referred_on": WAY_FROM, "observed_from": date(2022, 1, 1), "scope": "place"}
            step.add(Case.model_validate({"id": f"k{n:02}", "cycle": "quay-1", "pseudonym": f"Person {n}", **told}))
            for day in (-400, -30, -10, 10):
                step.add(contact(n, day, "council", urgency="planned", demand="value"))
        for day in (-5, -4, -3):
            step.add(contact(0, day, "police", urgency="crisis", demand="failure", activity="arrest"))
    return quay_desk


def contact(person: int, day: int, agency: str, **more: str) -> Contact:
    return Contact.model_validate(
        {
            "id": f"x{person}-{agency}-{day}",
            "cycle": "quay-1",
            "case": f"k{person:02}",
            "happened_on": WAY_FROM + timedelta(days=day),
            "agency": agency,
            "activity": "visit",
            "cost_pence": 2_500,
            **more,
        }
    )


def test_a_group_sees_its_own_contacts_by_agency_with_those_it_named(desk: Desk) -> None:
    answer = desk.activity_by_agency(cycle="quay-1", agencies=["DWP"])
    told = answer.table[["agency", "before", "after", "n_people_before", "cost_before_pounds"]]
    assert told.to_numpy().tolist() == [
        ["council", 36, 12, 12, 900],
        ["DWP", 0, 0, 0, 0],
        ["police", 3, 0, 1, 75],
        ["", 39, 12, 12, 975],
    ]
    assert answer.finding.n_people == PEOPLE
    assert "DWP: 0 before, 0 after; no change." in answer.figure().description


def test_the_quarters_asked_about_narrow_what_the_store_counts(desk: Desk) -> None:
    table = desk.activity_by_agency(cycle="quay-1", quarters=1).table
    assert table[["agency", "before"]].to_numpy().tolist() == [["council", 24], ["police", 3], ["", 27]]
    before = desk.cumulative_cost(cycle="quay-1", quarters=2).table.head(2)
    assert before[["n", "cumulative_n", "n_observed"]].to_numpy().tolist() == [[0, 0, 12], [27, 27, 12]]


def test_people_picked_are_all_that_is_looked_at(desk: Desk) -> None:
    picked = Picked(cases=frozenset({"k00", "k01"}))
    answer = desk.activity_before_after(cycle="quay-1", picked=picked)
    assert answer.table[["activity", "n_before", "n_after"]].to_numpy().tolist() == [
        ["arrest", 3, 0],
        ["visit", 4, 2],
        ["", 7, 2],
    ]
    assert (answer.finding.n_people, answer.finding.n_observed) == (2, 2)
    only = Picked(agencies=frozenset({"police"}))
    assert desk.cumulative_cost(cycle="quay-1", picked=only).table["n"].sum() == 3


def test_weeks_years_crisis_and_failure_are_answered_as_well(desk: Desk) -> None:
    weeks = desk.weekly_cost(cycle="quay-1", weeks=(-1, 1)).table
    assert weeks[["week", "n", "cost_pounds", "n_observed"]].to_numpy().tolist() == [
        [-1, 3, 75, 12],
        [0, 0, 0, 12],
        [1, 12, 300, 12],
    ]
    years = desk.yearly_cost(cycle="quay-1").table
    # 400 days before is in 2022, 30 in December 2023
    assert years[["year", "n"]].to_numpy().tolist() == [[2022, 12], [2023, 12], [2024, 27]]
    crisis = desk.crisis_share(cycle="quay-1", by_quarter=False).table
    assert crisis[["phase", "n_crisis", "n_said"]].to_numpy().tolist() == [["before", 3, 39], ["after", 0, 12]]
    failure = desk.failure_demand(cycle="quay-1").table
    assert failure.loc[failure["agency"] == "police", "share"].tolist()[0] == 1


def test_the_place_is_told_of_no_agency_that_one_person_saw(desk: Desk) -> None:
    wide = Desk(desk.store, audience="place", now=desk._now)
    answer = wide.activity_by_agency(system="quay")
    told = answer.table[["agency", "before_shown", "after_shown", "cost_before_pounds_shown"]]
    assert told.to_numpy().tolist() == [
        ["council", "35", "10", "900"],
        ["police", "*", "0", ".."],
        ["", "35", "10", ".."],
    ]
    assert any("Small numbers are not shown" in note for note in answer.notes)
    assert "75" not in answer.table.to_json()


@pytest.mark.parametrize(
    "question",
    [
        "activity_by_agency",
        "activity_before_after",
        "cumulative_cost",
        "yearly_cost",
        "weekly_cost",
        "crisis_share",
        "failure_demand",
    ],
)
def test_every_question_of_a_store_with_no_contacts_says_so(quay_desk: Desk, question: str) -> None:
    figure = getattr(quay_desk, question)(cycle="quay-1").figure()
    assert figure.empty == "No contacts of these people in this time have been written down or brought in yet."
