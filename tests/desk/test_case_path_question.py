"""Whose case files a question about paths reads, and what of it leaves."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.desk import Desk
from workbench.errors import Gone, NotAllowed, Refused
from workbench.frames import Picked
from workbench.model import Case, Contact, Cycle, Spend, System

DAYS = ("2024-02-01", "2024-03-01", "2024-08-01")


@pytest.fixture
def desk(quay_desk: Desk) -> Desk:
    """Ten people of the Quay team and one of the Dock team: assessed, then handed on, then helped, in one year."""
    with quay_desk.store.step("What was written down", by="Test") as step:
        step.add(System(id="dock", name="Dock team", scale="team", part_of="bay"))
        step.add(Cycle(id="dock-1", system="dock", name="Dock, first"))
        for n in range(11):
            cycle = "quay-1" if n < 10 else "dock-1"
            step.add(case(f"p{n}", cycle))
            for at, day in enumerate(DAYS):
                step.add(contact(f"p{n}", cycle, day, at))
        step.add(
            Spend(id="s", cycle="quay-1", spent_on="2024-08-02", amount_pence=1_000, what="Bed", for_person="Person 1")
        )
    return quay_desk


def case(id: str, cycle: str, **more: Any) -> Case:
    values = {
        "id": id,
        "cycle": cycle,
        "pseudonym": f"Person {id[1:]}",
        "gender": "woman" if id in ("p0", "p1") else "man",
        "scope": "place",
        "way_from": "2024-07-01",
        "observed_from": "2024-01-01",
        "observed_until": "2024-12-31",
    }
    return Case.model_validate({**values, **more})


def contact(case: str, cycle: str, on: str, at: int) -> Contact:
    return Contact.model_validate(
        {
            "id": f"{case}-{at}",
            "cycle": cycle,
            "case": case,
            "happened_on": on,
            "agency": ("police", "council", "NHS")[at],
            "activity": ("arrest", "assessment", "visit")[at],
            "does": ("assess", "refer", "do")[at],
            "handed_to": "NHS" if at == 1 else "",
        }
    )


def test_a_group_asks_of_its_own_case_files_with_nothing_hidden(desk: Desk) -> None:
    mine: dict[str, Any] = {"cycle": "quay-1"}
    does = desk.assess_do_refer(**mine).table
    assert does[does["n"] > 0][["phase", "does", "n", "n_people"]].to_numpy().tolist() == [
        ["before", "assess", 10, 10],
        ["before", "refer", 10, 10],
        ["after", "do", 10, 10],
    ]
    assert desk.hand_offs(**mine).table[["from_agency", "to_agency", "n"]].to_numpy().tolist() == [
        ["council", "NHS", 10]
    ]
    assert desk.sequences(**mine).table[["what_before", "what", "n"]].to_numpy().tolist() == [
        ["arrest", "assessment", 10],
        ["assessment", "visit", 10],
    ]
    assert desk.sequences(**mine, of="agency").table["what_before"].tolist() == ["council", "police"]
    assert desk.people_sharing(**mine).finding.n_people == 10


def test_rates_count_people_without_contacts_in_the_quarters_asked_for(desk: Desk) -> None:
    with desk.store.step("One more, without contacts", by="Test") as step:
        step.add(case("p99", "quay-1"))
    found = desk.cohort_before_after(cycle="quay-1", quarters=1, activity="visit").finding
    assert found.n_people == 11
    # of the quarter before nothing is left; after, one visit each but for one person, in 92 days
    assert found.table["n_before"].tolist() == [0, 0, 0, 0]
    assert found.table["rate_after"].iloc[[0, 3]].tolist() == pytest.approx([10 * 91.3125 / (11 * 92)] * 2)
    year = desk.cohort_before_after(cycle="quay-1").finding
    assert (year.window, year.table["n_before"].iloc[0]) == ((-8, 7), 20)


def test_picked_people_and_quarters_narrow_people_and_contacts_alike(desk: Desk) -> None:
    picked = Picked(cases=frozenset({"p0", "p1"}), quarters=(-2, 20))
    found = desk.cohort_before_after(cycle="quay-1", picked=picked).finding
    assert (found.n_people, found.window) == (2, (-2, 7))
    assert found.table[["n_before", "n_after"]].iloc[0].tolist() == [4, 2]
    assert desk.hand_offs(cycle="quay-1", picked=picked).table["n"].tolist() == [2]
    # p0 and p1 are the women; nobody else is left to add
    sharing = desk.people_sharing(cycle="quay-1", picked=picked).table
    assert sharing[sharing["field"] == "gender"]["n_people"].tolist() == [0, 2]


def test_choices_become_people_of_the_group(desk: Desk) -> None:
    assert desk.picked_cases({"gender": ["woman"], "agency": ["NHS"]}, cycle="quay-1") == {"p0", "p1"}
    left = desk.people_sharing(cycle="quay-1", wanted={"gender": ["woman"]})
    assert (left.finding.n_people, left.finding.n_all) == (2, 10)


def test_a_place_sees_its_teams_together_and_small_numbers_hidden(desk: Desk) -> None:
    wide = Desk(desk.store, audience="place", now=desk._now)
    assert wide.hand_offs(system="bay").table["n_shown"].tolist() == ["10"]
    assert wide.hand_offs(system="dock").table["n_shown"].tolist() == ["*"]
    assert wide.cohort_before_after(system="dock").table["rate_before_shown"].tolist() == ["..", "", ""]
    gender = wide.people_sharing(system="bay").table
    assert gender[gender["field"] == "gender"]["n_people_shown"].tolist() == ["10", "*"]
    with pytest.raises(NotAllowed, match="Only the group itself"):
        wide.picked_cases({"gender": ["woman"]}, system="bay")


def test_one_life_is_for_its_own_group(desk: Desk) -> None:
    found = desk.time_line("p1").finding
    assert found.table[["happened_on", "agency", "phase"]].astype("str").to_numpy().tolist() == [
        ["2024-02-01", "police", "before"],
        ["2024-03-01", "council", "before"],
        ["2024-08-01", "NHS", "after"],
    ]
    assert found.bought["what"].tolist() == ["Bed"]
    assert desk.time_line("p10").finding.bought.empty
    with pytest.raises(Gone):
        Desk(desk.store, audience="place", now=desk._now).time_line("p1")
    with pytest.raises(Gone):
        desk.time_line("nobody")


def test_a_case_whose_consent_ended_has_no_time_line(desk: Desk) -> None:
    with desk.store.step("Consent ended", by="Test") as step:
        step.revise(desk.store.get(Case, "p1").model_copy(update={"consent_until": desk.today().replace(year=2020)}))
    with pytest.raises(Gone, match="This case file is not here"):
        desk.time_line("p1")


def test_what_cannot_be_followed_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="Choose activity or agency"):
        desk.sequences(cycle="quay-1", of="does")  # type: ignore[arg-type]  # what a notebook may ask
