from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest

from workbench.frames import table
from workbench.model import Case, Contact
from workbench.patterns.contact_tally import tally
from workbench.patterns.person_time import days_observed, why_left_out

LATE = date(2199, 1, 1)


def one(way: str, since: str, until: str) -> pd.DataFrame:
    case = {"id": "p", "cycle": "c", "pseudonym": "p", "way_from": way, "observed_from": since, "observed_until": until}
    return table("case", [Case.model_validate(case)])


@pytest.mark.parametrize("way", ["2023-05-31", "2024-02-29", "2023-11-30", "2024-08-31", "2024-01-01", "2023-12-29"])
def test_a_day_counts_just_where_a_contact_on_it_would(way: str) -> None:
    start = date.fromisoformat(way)
    days = [start + timedelta(days=n) for n in range(-800, 800)]
    cases = one(way, str(days[0]), str(days[-1]))
    daily = table(
        "contact",
        [
            Contact(id=f"k{at}", cycle="c", case="p", happened_on=day, agency="NHS", activity="visit")
            for at, day in enumerate(days)
        ],
    )
    counted = tally(daily, cases, by=["phase", "quarter"])
    for window in ((-1, 0), (-8, 7), (-3, 1)):
        inside = counted[counted["quarter"].between(*window)].groupby("phase")["n"].sum()
        assert days_observed(cases, window=window, on=LATE).to_dict("records") == [inside.to_dict()]


def test_nothing_after_the_day_of_reading_counts() -> None:
    cases = one("2024-07-01", "2024-06-01", "2024-12-31")
    assert days_observed(cases, window=(-8, 7), on=date(2024, 7, 10)).to_numpy().tolist() == [[30, 10]]


def test_both_days_of_the_observed_time_count() -> None:
    assert days_observed(
        one("2024-07-01", "2024-06-30", "2024-07-01"), window=(-1, 0), on=LATE
    ).to_numpy().tolist() == [[1, 1]]


def test_who_has_no_day_is_left_out_for_that_even_where_more_is_missing() -> None:
    cases = table("case", [Case(id="p", cycle="c", pseudonym="p")])
    assert why_left_out(cases).tolist() == ["no_way_from"]
