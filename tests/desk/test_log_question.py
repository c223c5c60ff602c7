"""Whose material a question reads, and what of it leaves."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import Countermeasure, Cycle, Issue, Spend


@pytest.fixture
def desk(quay_desk: Desk) -> Desk:
    """Three issues, a countermeasure and three purchases of the Quay team, for the place to see; one issue there."""
    with quay_desk.store.step("What was written down", by="Test") as step:
        step.add(Cycle(id="bay-1", system="bay", name="Bay, first"))
        step.add(issue("bay", cycle="bay-1"))
        for n in range(3):
            step.add(issue(f"i{n}"))
            step.add(
                Spend.model_validate(
                    {"id": f"s{n}", "cycle": "quay-1", "spent_on": "2026-05-01", "amount_pence": 1_000, "what": "Bed",
                     "for_person": f"p{n}", "scope": "place"}
                )
            )  # fmt: skip
        step.add(
            Countermeasure.model_validate(
                {"id": "c", "cycle": "quay-1", "what": "A float", "agreed_by": "Ama", "scope": "place"}
            )
        )
    return quay_desk


def issue(id: str, **more: Any) -> Issue:
    values = {
        "id": id,
        "cycle": "quay-1",
        "description": "No key",
        "level": "system",
        "owner": "team",
        "scope": "place",
    }
    return Issue.model_validate({**values, **more})


def test_a_group_sees_its_own_round_with_nothing_hidden_whatever_its_scale(desk: Desk) -> None:
    ages = desk.issue_age(system="bay", cycle="bay-1").table
    assert ages["n"].sum() == 1
    again = desk.issues_said_before(system="quay").table
    assert again[["n", "issues"]].to_numpy().tolist() == [[3, ("i0", "i1", "i2")]]


def test_what_lies_below_a_place_is_counted_and_small_numbers_hidden(desk: Desk) -> None:
    assert list(desk.issue_recurrence(system="bay").table["n_shown"]) == ["*"]
    assert "*" in set(desk.issue_age(system="bay").table["n_shown"])


def test_a_wider_audience_gets_no_names_no_amounts_and_no_list(desk: Desk) -> None:
    wide = Desk(desk.store, audience="place", now=desk._now)
    spent = wide.spending_by_category(system="quay", cycle="quay-1").table
    assert spent[["n_shown", "amount_pounds_shown"]].to_numpy().tolist() == [["*", ".."]]
    assert wide.recurring_purchases(system="quay", cycle="quay-1").table["amount_pounds"].isna().all()
    assert wide.spending_audit(system="quay", cycle="quay-1").table.empty
    assert "agreed_by" not in wide.countermeasures_standing(system="quay", cycle="quay-1").table


def test_the_group_itself_gets_all_of_it(desk: Desk) -> None:
    assert list(desk.spending_by_category(system="quay", cycle="quay-1").table["amount_pounds"]) == [30.0]
    assert len(desk.spending_audit(system="quay").table) == 3
    assert list(desk.countermeasures_standing(system="quay").table["agreed_by"]) == ["Ama"]


def test_a_place_gets_no_list_of_what_its_teams_bought(desk: Desk) -> None:
    assert desk.spending_audit(system="bay").table.empty
