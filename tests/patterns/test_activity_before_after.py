"""Contacts by activity: Plymouth's assertive outreach comes back, and what "fewer" may be said of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest

from workbench.frames import Audience, Evidence
from workbench.model import Record
from workbench.patterns import activity_before_after
from workbench.sharing import release

Life = Callable[..., list[Record]]
Make = Callable[..., Evidence]


def stays(people: int, n: int, bed_days: int, *, from_day: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """So many unplanned admissions with so many bed days together at £400, shared out among people."""
    ends = [bed_days * at // n for at in range(n + 1)]
    for at, (first, last) in enumerate(pairwise(ends)):
        days = last - first
        told = {"activity": "unplanned admission", "quantity": days, "cost_pence": days * 40_000}
        yield at % people, {"day": from_day + at % 80, "agency": "NHS", **told}


@pytest.fixture
def plymouth(make_evidence: Make, make_life: Life) -> Evidence:
    """56 people: 89 admissions and 369 bed days before; 50 and 249 in the first quarter after, 544 days in two."""
    quarters = [
        *stays(56, 89, 369, from_day=-85),
        *stays(56, 50, 249, from_day=1),
        *stays(56, 45, 295, from_day=95),
    ]
    people = [make_life(f"p{n:02}", *(contact for of, contact in quarters if of == n)) for n in range(56)]
    return make_evidence(*(record for person in people for record in person))


def test_plymouth_has_39_admissions_and_120_bed_days_fewer_in_three_months(plymouth: Evidence) -> None:
    found = activity_before_after(plymouth)
    [row, _] = found.table.to_dict("records")
    assert (row["n_before"], row["quantity_before"], row["cost_before_pounds"]) == (89, 369, 147_600)
    assert (row["fewer_n"], row["fewer_quantity"], row["fewer_pounds"]) == (39, 120, 48_000)
    assert [round(row[f"fewer_{name}_share"] * 100) for name in ("n", "quantity")] == [44, 33]
    assert (found.n_people, found.n_observed, found.n_partly) == (56, 56, 0)


def test_plymouth_has_194_bed_days_fewer_in_six_months_than_at_the_same_pace(plymouth: Evidence) -> None:
    row = activity_before_after(plymouth, after_quarters=2).table.iloc[0]
    assert (row["pace"], row["fewer_quantity"], row["fewer_pounds"]) == (2, 194, 77_600)


def test_one_cost_that_is_not_known_leaves_no_difference_in_pounds(make_evidence: Make, make_life: Life) -> None:
    contacts = [{"day": -4, "cost_pence": 5_000}, {"day": -3, "cost_pence": 5_000}, {"day": 4}]
    row = activity_before_after(make_evidence(*make_life("wren", *contacts))).table.iloc[0]
    assert (row["cost_before_pounds"], row["n_priced_after"], row["fewer_n"]) == (100, 0, 1)
    assert row["fewer_pounds"] != row["fewer_pounds"]


def test_more_is_negative_and_from_nothing_has_no_share(make_evidence: Make, make_life: Life) -> None:
    row = activity_before_after(make_evidence(*make_life("wren", {"day": 1}, {"day": 2}))).table.iloc[0]
    assert (row["fewer_n"], row["fewer_n_share"] != row["fewer_n_share"]) == (-2, True)


def test_units_of_different_activities_are_not_added_up(make_evidence: Make, make_life: Life) -> None:
    evidence = make_evidence(*make_life("wren", {"day": -1, "quantity": 5}, {"day": -1, "activity": "call"}))
    table = activity_before_after(evidence).table
    assert table["activity"].tolist() == ["call", "visit", ""]
    assert table["quantity_before"].isna().tolist() == [False, False, True]


def test_those_not_observed_for_all_of_it_are_counted(make_evidence: Make, make_life: Life) -> None:
    evidence = make_evidence(
        *make_life("wren"), *make_life("ash", observed_until="2024-03-01"), *make_life("sky", way_from=None)
    )
    found = activity_before_after(evidence)
    assert (found.n_people, found.n_observed, found.n_partly, found.n_without_day) == (2, 1, 1, 1)
    assert len(found.table) == 0


def test_a_difference_gives_a_wider_audience_nothing_that_is_hidden(
    make_evidence: Make, make_life: Life, place: Audience
) -> None:
    before = [{"day": -2, "cost_pence": 10_000}] * 3
    many = [record for n in range(20) for record in make_life(f"p{n}", *before)]
    few = make_life("wren", *({"day": 3, "cost_pence": 10_000} for _ in range(11)))
    table = release(activity_before_after(make_evidence(*many, *few, audience=place))).table
    row = table.iloc[0]
    assert (row["n_before_shown"], row["n_after_shown"], row["cost_after_pounds_shown"]) == ("60", "*", "..")
    assert row[["fewer_n", "fewer_quantity", "fewer_pounds", "fewer_n_share"]].isna().all()
