"""For whom a stretch of time was observed, and that it is the same time in which contacts are counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.frames import Evidence, Picked, table
from workbench.model import Case, Contact, Record
from workbench.patterns.contact_tally import tally
from workbench.patterns.observed_time import observed, people_looked_at, quarter_days, quarters_observed

Life = Callable[..., list[Record]]
DAYS = st.dates(date(1999, 1, 1), date(2030, 12, 31))


@pytest.mark.slow
@given(start=DAYS, days=st.integers(-1500, 1500))
def test_a_quarter_has_the_days_whose_contacts_are_counted_in_it(start: date, days: int) -> None:
    cases = table("case", [Case(id="k", cycle="c", pseudonym="Wren", way_from=start)])
    on = start + timedelta(days=days)
    contact = Contact(id="x", cycle="c", case="k", happened_on=on, agency="police", activity="visit")
    [quarter] = tally(table("contact", [contact]), cases, by=["quarter"])["quarter"]
    first, last = (days.iloc[0].date() for days in quarter_days(cases, int(quarter), int(quarter)))
    assert first <= on <= last


@pytest.mark.parametrize(
    ("since", "until", "counted"),
    [
        ("2024-02-01", "2024-02-29", (1, 0)),
        ("2024-02-02", "2024-02-29", (0, 1)),
        ("2024-02-01", "2024-02-28", (0, 1)),
        (None, None, (1, 0)),
        ("2023-01-01", "2024-01-31", (0, 0)),
        ("2024-03-01", None, (0, 0)),
        (None, "2024-02-01", (0, 1)),
    ],
)
def test_a_month_is_observed_wholly_partly_or_not(
    since: str | None, until: str | None, counted: tuple[int, int]
) -> None:
    case = Case.model_validate(
        {"id": "k", "cycle": "c", "pseudonym": "Wren", "observed_from": since, "observed_until": until}
    )
    february = tuple(pd.Series(pd.to_datetime([day])) for day in ("2024-02-01", "2024-02-29"))
    assert observed(table("case", [case]), (february[0], february[1]), on=date(2026, 5, 1)) == counted


def test_nobody_is_observed_after_the_day_of_looking(make_life: Life, make_evidence: Callable[..., Evidence]) -> None:
    cases = make_evidence(*make_life("wren", observed_until=None))["case"]
    # 15 January 2024 and a year and a half: the sixth quarter is the last that is over by 20 July 2025
    found = quarters_observed(cases, 8, on=date(2025, 7, 20))
    after = found[found["phase"] == "after"]
    assert after[["quarter", "n_observed", "n_partly"]].to_numpy().tolist()[4:] == [
        [5, 1, 0],
        [6, 1, 0],
        [7, 0, 1],
        [8, 0, 0],
    ]


def test_people_with_no_day_are_observed_in_no_quarter(make_life: Life, make_evidence: Callable[..., Evidence]) -> None:
    evidence = make_evidence(*make_life("wren", way_from=None), *make_life("ash"))
    assert set(quarters_observed(evidence["case"], 8, on=evidence.on)["n_observed"]) == {1}
    picked = people_looked_at(evidence, Picked(cases=frozenset({"wren"})))
    assert set(quarters_observed(picked, 8, on=evidence.on)["n_observed"]) == {0}
