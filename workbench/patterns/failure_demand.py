"""How much of it is failure demand? Contacts that come of something not done, or not done right, by agency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import ClassVar

import pandas as pd

from workbench.frames import Evidence, Picked
from workbench.model import Demand
from workbench.patterns.contact_sum import TOTAL, AroundTheDay, around_the_day, contacts_by, quarters_around, said_apart

__all__ = ["TALLIES", "FailureDemand", "failure_demand"]

#: The tallies the question is answered from, read for ``quarters_around(quarters, quarters, picked)``.
TALLIES = (("agency", "phase", "demand"), ("phase", "demand"))

_COUNTS = ("n", "n_failure", "n_value", "n_not_said", "n_said")
_PEOPLE = ("n_people_failure", "n_people_value", "n_people_not_said")
_COLUMNS = {
    "agency": "str",
    "phase": "str",
    **dict.fromkeys(_COUNTS, "Int64"),
    "share": "float64",
    **dict.fromkeys(_PEOPLE, "Int64"),
}


@dataclass(frozen=True, kw_only=True)
class FailureDemand(AroundTheDay):
    """Contacts that are failure demand and value demand, by agency, before and after; see also :class:`AroundTheDay`.

    ``table`` has a row for every agency (in the order of the alphabet, last all together, whose agency is "") and
    phase:

    ======================  ===========================================================================================
    agency, phase           as written down; before or after
    n                       contacts
    n_failure, n_value      those somebody called so
    n_not_said              those of which nobody said it
    n_said                  n_failure + n_value
    share                   n_failure ÷ n_said (0–1); missing where nobody said it of any
    n_people_failure, …     different people with such contacts
    ======================  ===========================================================================================

    No contacts give no rows.
    """

    counts: ClassVar[tuple[str, ...]] = (*_COUNTS, *_PEOPLE, "n_observed", "n_partly", "n_without_day")
    total_rows: ClassVar[Mapping[str, str | None]] = {"agency": TOTAL, "phase": None}
    total_columns: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "n_said": ("n_failure", "n_value"),
        "n": ("n_failure", "n_value", "n_not_said"),
    }
    people_behind: ClassVar[Mapping[str, str]] = {
        "n_failure": "n_people_failure",
        "n_value": "n_people_value",
        "n_not_said": "n_people_not_said",
    }
    shares: ClassVar[Mapping[str, tuple[str, str | None]]] = {"share": ("n_failure", "n_said")}

    quarters: int


def failure_demand(evidence: Evidence, *, quarters: int = 8, picked: Picked | None = None) -> FailureDemand:
    """Failure and value demand in so many quarters before and after, by agency."""
    around = quarters_around(quarters, quarters, picked)
    single = contacts_by(evidence, "agency", "phase", "demand", picked=around)
    together = contacts_by(evidence, "phase", "demand", picked=around).assign(agency=TOTAL)
    names = sorted(set(single.loc[single["phase"].notna(), "agency"]), key=lambda name: (name.casefold(), name))
    rows = product([*names, TOTAL] if names else [], ["before", "after"])
    frame = pd.DataFrame(list(rows), columns=["agency", "phase"]).astype("str")
    both = pd.concat([single, together], ignore_index=True)
    made = said_apart(both, frame, keys=["agency", "phase"], of="demand", words=[Demand.failure, Demand.value])
    table = made.reindex(columns=list(_COLUMNS)).astype(_COLUMNS)
    return FailureDemand(table=table, quarters=quarters, **around_the_day(evidence, around))
