"""Which agencies see people, before and after? Contacts and pounds by agency."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from workbench.frames import Evidence, Picked
from workbench.patterns.contact_sum import (
    TOTAL,
    AroundTheDay,
    around_the_day,
    before_and_after,
    quarters_around,
    worked_out_in,
)

__all__ = ["TALLIES", "ActivityByAgency", "activity_by_agency"]

#: The tallies the question is answered from, read for ``quarters_around(quarters, quarters, picked)``.
TALLIES = (("agency", "phase"), ("phase",))

_COLUMNS = {
    "agency": "str",
    "before": "Int64",
    "after": "Int64",
    "change": "float64",
    "change_said": "str",
    "share_before": "float64",
    "share_after": "float64",
    "n_people_before": "Int64",
    "n_people_after": "Int64",
    "n_priced_before": "Int64",
    "n_priced_after": "Int64",
    "cost_before_pounds": "float64",
    "cost_after_pounds": "float64",
    "two_largest_before": "float64",
    "two_largest_after": "float64",
}


def _change(table: pd.DataFrame) -> pd.Series[float]:
    before, after = (table[name].astype("float64") for name in ("before", "after"))
    return after / before.mask(before == 0) - 1


def _change_said(table: pd.DataFrame) -> pd.Series[str]:
    before = table["before"].astype("float64").to_numpy()
    after = table["after"].astype("float64").to_numpy()
    nothing = before == 0
    said = np.select(
        [nothing & (after == 0), nothing, np.isnan(before) | np.isnan(after)],
        ["none", "from_nothing", "hidden"],
        "changed",
    )
    return pd.Series(said, index=table.index, dtype="str")


@dataclass(frozen=True, kw_only=True)
class ActivityByAgency(AroundTheDay):
    """Contacts before and after the new way of working began, by agency; see also :class:`AroundTheDay`.

    ``table`` has a row an agency, in the order of the alphabet, and last one for all together, whose agency is "":

    ======================  ===========================================================================================
    agency                  as written down
    before, after           contacts in ``quarters`` quarters on each side
    change                  after ÷ before − 1 (−0.452 is 45.2 % fewer); missing where there were none before
    change_said             none (0 → 0: no change), from_nothing (0 → n: no percentage), changed, or hidden
    share_before,           of all contacts of that side (0–1); missing where there are none
    share_after
    n_people_…              different people with such contacts, ``_before`` and ``_after``
    n_priced_…              contacts whose cost is known
    cost_before_pounds,     the sum of the known costs; missing where there were contacts and none of their costs is
    cost_after_pounds       known
    two_largest_…           what the two people who cost most make up of it (not for wider audiences)
    ======================  ===========================================================================================

    No contacts, and no agencies named, give no rows.
    """

    counts: ClassVar[tuple[str, ...]] = (
        *("before", "after", "n_people_before", "n_people_after", "n_priced_before", "n_priced_after"),
        *("n_observed", "n_partly", "n_without_day"),
    )
    total_rows: ClassVar[Mapping[str, str | None]] = {"agency": TOTAL}
    people_behind: ClassVar[Mapping[str, str]] = {
        "before": "n_people_before",
        "after": "n_people_after",
        "n_priced_before": "n_people_before",
        "n_priced_after": "n_people_after",
    }
    shares: ClassVar[Mapping[str, tuple[str, str | None]]] = {
        "share_before": ("before", None),
        "share_after": ("after", None),
    }
    amounts: ClassVar[Mapping[str, tuple[str, str | None]]] = {
        "cost_before_pounds": ("n_people_before", "two_largest_before"),
        "cost_after_pounds": ("n_people_after", "two_largest_after"),
    }
    worked_out: ClassVar[Mapping[str, Callable[[pd.DataFrame], pd.Series[Any]]]] = {
        "change": _change,
        "change_said": _change_said,
    }

    quarters: int


def activity_by_agency(
    evidence: Evidence, *, quarters: int = 8, agencies: Iterable[str] = (), picked: Picked | None = None
) -> ActivityByAgency:
    """Contacts in so many quarters before and after, by agency; ``agencies`` have a row even without a contact."""
    around = quarters_around(quarters, quarters, picked)
    made = before_and_after(evidence, "agency", picked=around, also=agencies)
    renamed = {f"cost_pounds_{phase}": f"cost_{phase}_pounds" for phase in ("before", "after")}
    made = made.rename(columns={"n_before": "before", "n_after": "after", **renamed})
    single = made["agency"] != TOTAL
    for phase in ("before", "after"):
        n = made[phase].astype("float64")
        made[f"share_{phase}"] = n / (n[single].sum() or np.nan)
    table = worked_out_in(made, ActivityByAgency).reindex(columns=list(_COLUMNS)).astype(_COLUMNS)
    return ActivityByAgency(table=table, quarters=quarters, **around_the_day(evidence, around))
