"""What does it add up to, before and after? Contacts and pounds quarter by quarter, on one axis."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import pandas as pd

from workbench.frames import Evidence, Picked
from workbench.patterns.contact_sum import (
    AroundTheDay,
    around_the_day,
    contacts_by,
    quarters_around,
    where_observed,
    worked_out_in,
)
from workbench.patterns.observed_time import people_looked_at, quarters_observed

__all__ = ["TALLIES", "CumulativeCost", "cumulative_cost"]

#: The tallies the question is answered from, read for ``quarters_around(quarters, quarters, picked)``.
TALLIES = (("quarter",),)

_COLUMNS = {
    "phase": "str",
    "quarter": "Int64",
    "n": "Int64",
    "n_people": "Int64",
    "n_priced": "Int64",
    "cost_pounds": "float64",
    "cumulative_n": "Int64",
    "cumulative_cost_pounds": "float64",
    "n_observed": "Int64",
    "n_partly": "Int64",
    "two_largest": "float64",
}


def _so_far(column: str) -> Callable[[pd.DataFrame], pd.Series[Any]]:
    """The running sum of a phase: it begins where somebody is observed, and ends where a number is not shown."""

    def added_up(table: pd.DataFrame) -> pd.Series[Any]:
        values = table[column].mask((table["n_priced"] == 0).fillna(value=False).astype("bool"), 0)
        values = values if column == "cost_pounds" else table[column]
        nobody = ((table["n_observed"] == 0) & (table["n_partly"] == 0)).fillna(value=False).astype("bool")
        gap = (values.isna() & ~nobody).groupby(table["phase"], sort=False).cummax()
        sums = values.fillna(0).groupby(table["phase"], sort=False).cumsum()
        return sums.mask(nobody | gap)

    return added_up


@dataclass(frozen=True, kw_only=True)
class CumulativeCost(AroundTheDay):
    """Contacts and their cost in each quarter before and after, and added up; see also :class:`AroundTheDay`.

    ``table`` has a row for every phase and quarter, in the order of time:

    ======================  ===========================================================================================
    phase                   before or after
    quarter                 1 to ``quarters``; of eight, 1 is Yr1 Q1 and 8 is Yr2 Q4. The last quarter before ends, and
                            the first after begins, with the day the new way of working began for each person
    n, n_people             contacts in that quarter, and different people who had them
    n_priced, cost_pounds   contacts whose cost is known, and the sum; missing where there were contacts and no cost
                            is known
    cumulative_n,           the sums of the phase up to and with this quarter; costs that are not known add nothing
    cumulative_cost_pounds
    n_observed, n_partly    people observed for all of that quarter, and others for a part of it (whether or not they
                            had a contact)
    two_largest             what the two people who cost most make up of the pounds (not for wider audiences)
    ======================  ===========================================================================================

    Where nobody was observed in a quarter, nothing is known of it, and its numbers are missing. No case files give rows
    without numbers.
    """

    counts: ClassVar[tuple[str, ...]] = ("n", "n_people", "n_priced", "n_observed", "n_partly", "n_without_day")
    people_behind: ClassVar[Mapping[str, str]] = {"n": "n_people", "n_priced": "n_people"}
    amounts: ClassVar[Mapping[str, tuple[str, str | None]]] = {"cost_pounds": ("n_people", "two_largest")}
    worked_out: ClassVar[Mapping[str, Callable[[pd.DataFrame], pd.Series[Any]]]] = {
        "cumulative_n": _so_far("n"),
        "cumulative_cost_pounds": _so_far("cost_pounds"),
    }

    quarters: int


def cumulative_cost(evidence: Evidence, *, quarters: int = 8, picked: Picked | None = None) -> CumulativeCost:
    """Contacts and pounds in each of so many quarters before and after, and their running sums."""
    around = quarters_around(quarters, quarters, picked)
    frame = quarters_observed(people_looked_at(evidence, picked), quarters, on=evidence.on)
    made = where_observed(contacts_by(evidence, "quarter", picked=around), frame, key="at", named="quarter")
    table = worked_out_in(made, CumulativeCost).reindex(columns=list(_COLUMNS)).astype(_COLUMNS)
    return CumulativeCost(table=table, quarters=quarters, **around_the_day(evidence, around))
