"""What does it cost, year by year?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding, Picked
from workbench.patterns.contact_sum import contacts_by, where_observed
from workbench.patterns.observed_time import observed, people_looked_at

__all__ = ["TALLIES", "YearlyCost", "yearly_cost"]

#: The tallies the question is answered from, read for what was picked.
TALLIES = (("year",),)

_COLUMNS = {
    "year": "Int64",
    "n": "Int64",
    "n_people": "Int64",
    "n_priced": "Int64",
    "cost_pounds": "float64",
    "n_observed": "Int64",
    "n_partly": "Int64",
    "wholly_observed": "bool",
    "two_largest": "float64",
}


@dataclass(frozen=True, kw_only=True)
class YearlyCost(Finding):
    """Contacts and their cost in each calendar year, from the first with a contact to the last.

    ``table``: year, n (contacts), n_people (different people who had them), n_priced and cost_pounds (contacts whose
    cost is known, and the sum; missing where there were contacts and no cost is known), n_observed and n_partly (people
    observed for all of that year, and others for a part of it), wholly_observed (everybody looked at was observed for
    all of it, so that it can be compared with another such year), two_largest (what the two people who cost most make
    up; not for wider audiences). Where nobody was observed in a year, its numbers are missing. No contacts give no
    rows.

    ``n_people`` is how many people were looked at, with contacts or without.
    """

    counts: ClassVar[tuple[str, ...]] = ("n", "n_people", "n_priced", "n_observed", "n_partly")
    people_behind: ClassVar[Mapping[str, str]] = {"n": "n_people", "n_priced": "n_people"}
    amounts: ClassVar[Mapping[str, tuple[str, str | None]]] = {"cost_pounds": ("n_people", "two_largest")}


def yearly_cost(evidence: Evidence, *, picked: Picked | None = None) -> YearlyCost:
    """Contacts and pounds by calendar year, those of people with no day of a new way of working as well."""
    cases = people_looked_at(evidence, picked)
    tally = contacts_by(evidence, "year", picked=picked)
    years = range(int(tally["year"].min()), int(tally["year"].max()) + 1) if len(tally) else range(0)
    rows = []
    for year in years:
        first, last = (pd.Series(pd.Timestamp(year, *day), index=cases.index) for day in ((1, 1), (12, 31)))
        wholly, partly = observed(cases, (first, last), on=evidence.on)
        rows.append((year, wholly, partly, wholly == len(cases)))
    names = ["year", "n_observed", "n_partly", "wholly_observed"]
    frame = pd.DataFrame(rows, columns=names).astype({name: _COLUMNS[name] for name in names})
    table = where_observed(tally, frame, key="year").reindex(columns=list(_COLUMNS)).astype(_COLUMNS)
    return YearlyCost(audience=evidence.audience, table=table, n_people=len(cases))
