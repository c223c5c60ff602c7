"""What does it cost from week to week, before people were referred and since?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding, Picked
from workbench.patterns.contact_sum import contacts_by, where_observed, worked_out_in
from workbench.patterns.observed_time import observed, people_looked_at

__all__ = ["TALLIES", "WeeklyCost", "weekly_cost"]

#: The tallies the question is answered from, read for what was picked.
TALLIES = (("week",),)

_COLUMNS = {
    "week": "Int64",
    "n": "Int64",
    "n_people": "Int64",
    "n_priced": "Int64",
    "cost_pounds": "float64",
    "cost_a_person_pounds": "float64",
    "n_observed": "Int64",
    "n_partly": "Int64",
    "two_largest": "float64",
}


def _a_person(table: pd.DataFrame) -> pd.Series[float]:
    people = (table["n_observed"] + table["n_partly"]).astype("float64")
    return table["cost_pounds"] / people.mask(people == 0)


@dataclass(frozen=True, kw_only=True)
class WeeklyCost(Finding):
    """Contacts and their cost in each week before and after people were referred.

    ``table`` has a row a week, in the order of time: week (0 is the first from the day of referral, -1 the last
    before), n (contacts), n_people (different people who had them), n_priced and cost_pounds (contacts whose cost is
    known, and the sum; missing where there were contacts and no cost is known), n_observed and n_partly (people
    observed for all of that week, and others for a part of it), cost_a_person_pounds (cost_pounds over all those, with
    contacts or without), two_largest (what the two people who cost most make up; not for wider audiences). Where nobody
    was observed in a week, its numbers are missing. No case files give rows without numbers.

    ``n_people`` were observed in some of these weeks; ``n_without_day`` others have no day of referral, so none of
    their contacts is counted.
    """

    counts: ClassVar[tuple[str, ...]] = ("n", "n_people", "n_priced", "n_observed", "n_partly", "n_without_day")
    people_behind: ClassVar[Mapping[str, str]] = {"n": "n_people", "n_priced": "n_people"}
    amounts: ClassVar[Mapping[str, tuple[str, str | None]]] = {"cost_pounds": ("n_people", "two_largest")}
    worked_out: ClassVar[Mapping[str, Callable[[pd.DataFrame], pd.Series[Any]]]] = {"cost_a_person_pounds": _a_person}

    n_without_day: int | None


def weekly_cost(evidence: Evidence, *, weeks: tuple[int, int] = (-52, 52), picked: Picked | None = None) -> WeeklyCost:
    """Contacts and pounds by weeks from the day of referral, from the first week named to the last."""
    first_week, last_week = weeks
    cases = people_looked_at(evidence, picked)
    rows = [
        (week, *observed(cases, _days(cases, week, week), on=evidence.on)) for week in range(first_week, last_week + 1)
    ]
    names = ["week", "n_observed", "n_partly"]
    frame = pd.DataFrame(rows, columns=names).astype("Int64")
    made = where_observed(contacts_by(evidence, "week", picked=picked), frame, key="week")
    return WeeklyCost(
        audience=evidence.audience,
        table=worked_out_in(made, WeeklyCost).reindex(columns=list(_COLUMNS)).astype(_COLUMNS),
        n_people=sum(observed(cases, _days(cases, first_week, last_week), on=evidence.on)),
        n_without_day=int(cases["referred_on"].isna().sum()),
    )


def _days(cases: pd.DataFrame, first: int, last: int) -> tuple[pd.Series[pd.Timestamp], pd.Series[pd.Timestamp]]:
    referred = cases["referred_on"]
    return referred + pd.Timedelta(weeks=first), referred + pd.Timedelta(weeks=last + 1) - pd.Timedelta(days=1)
