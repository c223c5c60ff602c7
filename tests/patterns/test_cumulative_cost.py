"""Quarters on one axis: each sum is the sum before it and this quarter's, as long as somebody is observed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from workbench.frames import Audience, Evidence, Picked
from workbench.model import Record
from workbench.patterns import cumulative_cost
from workbench.sharing import release

Life = Callable[..., list[Record]]
Make = Callable[..., Evidence]
_NUMBERS = ["quarter", "n", "cost_pounds", "cumulative_n", "cumulative_cost_pounds", "n_observed", "n_partly"]


def numbers(evidence: Evidence, phase: str, **more: Any) -> list[list[Any]]:
    table = cumulative_cost(evidence, **more).table
    rows = table.loc[table["phase"] == phase, _NUMBERS].astype("object")
    return rows.where(rows.notna(), None).to_numpy().tolist()


def test_each_phase_adds_up_from_its_own_first_quarter(make_evidence: Make, make_life: Life) -> None:
    life = make_life(
        "wren",
        {"day": -180, "cost_pence": 10_000},
        {"day": -100, "cost_pence": 2_000},
        {"day": -1, "cost_pence": 5_000},
        {"day": 0, "cost_pence": 700},
    )
    evidence = make_evidence(*life)
    assert numbers(evidence, "before", quarters=2) == [[1, 2, 120, 2, 120, 1, 0], [2, 1, 50, 3, 170, 1, 0]]
    assert numbers(evidence, "after", quarters=2) == [[1, 1, 7, 1, 7, 1, 0], [2, 0, 0, 1, 7, 1, 0]]


def test_a_curve_ends_where_nobody_is_observed_and_begins_where_somebody_is(
    make_evidence: Make, make_life: Life
) -> None:
    contacts = [{"day": -1, "cost_pence": 500}, {"day": 1, "cost_pence": 100}]
    evidence = make_evidence(*make_life("wren", *contacts, observed_from="2023-10-15", observed_until="2024-05-01"))
    nothing = [None, None, None, None, 0, 0]
    assert numbers(evidence, "before", quarters=3) == [[1, *nothing], [2, *nothing], [3, 1, 5, 1, 5, 1, 0]]
    assert numbers(evidence, "after", quarters=3) == [[1, 1, 1, 1, 1, 1, 0], [2, 0, 0, 1, 1, 0, 1], [3, *nothing]]


def test_people_with_no_contact_are_observed_all_the_same(make_evidence: Make, make_life: Life) -> None:
    lives = [*make_life("wren", {"day": 5}), *make_life("ash"), *make_life("sky", observed_until="2024-04-14")]
    [first, second] = numbers(make_evidence(*lives), "after", quarters=2)
    assert (first[1], first[-2], second[-2]) == (1, 3, 2)


def test_a_cost_that_is_not_known_adds_nothing_and_is_missing_in_its_own_quarter(
    make_evidence: Make, make_life: Life
) -> None:
    life = make_life("wren", {"day": 1, "cost_pence": 300}, {"day": 100}, {"day": 200, "cost_pence": 400})
    table = cumulative_cost(make_evidence(*life), quarters=3).table.tail(3)
    assert table["cost_pounds"].tolist()[::2] == [3, 4]
    assert table["cost_pounds"].isna().tolist() == [False, True, False]
    assert table["cumulative_cost_pounds"].tolist() == [3, 3, 7]
    assert table["n_priced"].tolist() == [1, 0, 1]


def test_quarters_are_chosen_by_the_brush_as_well(make_evidence: Make, make_life: Life) -> None:
    evidence = make_evidence(*make_life("wren", {"day": -100}, {"day": -1}, {"day": 1}))
    table = cumulative_cost(evidence, quarters=2, picked=Picked(quarters=(-1, 0))).table
    assert table["n"].tolist() == [0, 1, 1, 0]


@pytest.mark.parametrize("hidden_quarter", [0, 1])
def test_a_sum_does_not_tell_a_wider_audience_what_a_quarter_hides(
    make_evidence: Make, make_life: Life, place: Audience, hidden_quarter: int
) -> None:
    """From the quarter on that few people stand behind, the running sum is not shown: two of them would tell it."""
    days = [5, 100, 200]
    lives = []
    for n in range(20):
        mine = [day for at, day in enumerate(days) if at != hidden_quarter or n < 3]
        lives += make_life(f"p{n:02}", *({"day": day, "cost_pence": 10_000} for day in mine))
    table = release(cumulative_cost(make_evidence(*lives, audience=place), quarters=3)).table.tail(3)
    shown = [at < hidden_quarter for at in range(3)]
    assert table["cumulative_n"].notna().tolist() == shown
    assert table["cumulative_cost_pounds"].notna().tolist() == shown
    assert table["cost_pounds_shown"].tolist()[hidden_quarter] == ".."
    assert table["n_shown"].tolist()[hidden_quarter] == "*"


@pytest.mark.slow
def test_no_case_files_give_quarters_without_numbers(make_evidence: Make) -> None:
    found = cumulative_cost(make_evidence())
    assert (len(found.table), found.table["n"].notna().any(), found.n_people) == (16, False, 0)
