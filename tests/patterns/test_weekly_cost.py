"""Weeks from the day of referral, and cost over the people observed in each."""

from __future__ import annotations

from collections.abc import Callable

from workbench.frames import Audience, Evidence
from workbench.model import Record
from workbench.patterns import weekly_cost
from workbench.sharing import release

Life = Callable[..., list[Record]]
Make = Callable[..., Evidence]


def test_the_day_of_referral_begins_week_nought(make_evidence: Make, make_life: Life) -> None:
    days = [{"day": day, "cost_pence": 100} for day in (-8, -7, -1, 0, 6, 7, 14)]
    table = weekly_cost(make_evidence(*make_life("wren", *days)), weeks=(-2, 1)).table
    assert table[["week", "n", "cost_pounds"]].to_numpy().tolist() == [[-2, 1, 1], [-1, 2, 2], [0, 2, 2], [1, 1, 1]]


def test_a_year_of_weeks_on_each_side_is_usual(make_evidence: Make, make_life: Life) -> None:
    table = weekly_cost(make_evidence(*make_life("wren"))).table
    assert (table["week"].min(), table["week"].max(), len(table)) == (-52, 52, 105)


def test_cost_a_person_is_over_all_who_were_observed(make_evidence: Make, make_life: Life) -> None:
    lives = [
        *make_life("wren", {"day": 1, "cost_pence": 30_000}),
        *make_life("ash"),
        # the first three days of that week
        *make_life("sky", observed_until="2024-01-17"),
        *make_life("fern", referred_on=None),
    ]
    found = weekly_cost(make_evidence(*lives), weeks=(0, 1))
    told = found.table[["cost_pounds", "n_observed", "n_partly", "cost_a_person_pounds"]]
    assert told.to_numpy().tolist() == [[300, 2, 1, 100], [0, 2, 0, 0]]
    assert (found.n_people, found.n_without_day) == (3, 1)


def test_a_week_nobody_was_observed_in_has_no_numbers(make_evidence: Make, make_life: Life) -> None:
    table = weekly_cost(make_evidence(*make_life("wren", observed_until="2024-01-21")), weeks=(0, 1)).table
    assert table[["n", "cost_pounds", "cost_a_person_pounds"]].isna().all(axis=1).tolist() == [False, True]


def test_a_wider_audience_sees_no_week_of_few_people(make_evidence: Make, make_life: Life, place: Audience) -> None:
    many = [record for n in range(20) for record in make_life(f"p{n:02}", {"day": 1, "cost_pence": 1_000})]
    few = make_life("wren", {"day": 8, "cost_pence": 77_700})
    table = release(weekly_cost(make_evidence(*many, *few, audience=place), weeks=(0, 1))).table
    assert table[["n_shown", "cost_pounds_shown"]].to_numpy().tolist() == [["20", "200"], ["*", ".."]]
    # £200 over the 20 people that are shown
    assert table["cost_a_person_pounds"].tolist()[0] == 10
    assert table["cost_a_person_pounds"].isna().tolist() == [False, True]
    assert "777" not in table.to_json()
