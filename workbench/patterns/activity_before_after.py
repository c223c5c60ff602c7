"""What do services do, before and after? Contacts, units and pounds by activity, at the same pace."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

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

__all__ = ["TALLIES", "ActivityBeforeAfter", "activity_before_after"]

#: The tallies the question is answered from, read for ``quarters_around(before_quarters, after_quarters, picked)``.
TALLIES = (("activity", "phase"), ("phase",))

_COLUMNS = {
    "activity": "str",
    **{f"{name}_{side}": "Int64" for name in ("n", "n_people", "n_priced") for side in ("before", "after")},
    "quantity_before": "float64",
    "quantity_after": "float64",
    "cost_before_pounds": "float64",
    "cost_after_pounds": "float64",
    "pace": "float64",
    **{f"fewer_{name}": "float64" for name in ("n", "quantity", "pounds")},
    **{f"fewer_{name}_share": "float64" for name in ("n", "quantity", "pounds")},
    "two_largest_before": "float64",
    "two_largest_after": "float64",
}
_ENDS = {"n": "n_{}", "quantity": "quantity_{}", "pounds": "cost_{}_pounds"}


def _side(table: pd.DataFrame, name: str, side: str) -> pd.Series[float]:
    values = table[_ENDS[name].format(side)].astype("float64")
    if name == "pounds":
        # a sum of some of the costs is no ground for a difference
        return values.mask(~(table[f"n_priced_{side}"] == table[f"n_{side}"]).fillna(value=False).astype("bool"))
    return values


def _fewer(name: str) -> Callable[[pd.DataFrame], pd.Series[float]]:
    return lambda table: table["pace"] * _side(table, name, "before") - _side(table, name, "after")


def _fewer_share(name: str) -> Callable[[pd.DataFrame], pd.Series[float]]:
    def share(table: pd.DataFrame) -> pd.Series[float]:
        expected = table["pace"] * _side(table, name, "before")
        return table[f"fewer_{name}"] / expected.mask(expected == 0)

    return share


@dataclass(frozen=True, kw_only=True)
class ActivityBeforeAfter(AroundTheDay):
    """Contacts before and after the new way of working began, by activity; see also :class:`AroundTheDay`.

    ``table`` has a row an activity, in the order of the alphabet, and last one for all together, whose activity is "":

    ======================  ===========================================================================================
    activity                as written down
    n_…                     contacts, ``_before`` and ``_after``
    n_people_…              different people with such contacts
    n_priced_…              contacts whose cost is known
    quantity_…              the sum of units (bed days of stays, say); missing for all together, whose units differ
    cost_before_pounds,     the sum of the known costs; missing where there were contacts and none of their costs is
    cost_after_pounds       known
    pace                    after_quarters ÷ before_quarters
    fewer_n,                pace × before − after: how many fewer than if all had gone on at the same pace (negative:
    fewer_quantity,         more); pounds only where every cost on both sides is known. It compares with a straight
    fewer_pounds            line and not with what would have happened
    fewer_n_share, …        the same as a share of pace × before; missing where that is 0
    two_largest_…           what the two people who cost most make up of the pounds (not for wider audiences)
    ======================  ===========================================================================================

    No contacts give no rows.
    """

    counts: ClassVar[tuple[str, ...]] = (
        *(f"{name}_{side}" for name in ("n", "n_people", "n_priced") for side in ("before", "after")),
        *("n_observed", "n_partly", "n_without_day"),
    )
    total_rows: ClassVar[Mapping[str, str | None]] = {"activity": TOTAL}
    people_behind: ClassVar[Mapping[str, str]] = {
        "n_before": "n_people_before",
        "n_after": "n_people_after",
        "n_priced_before": "n_people_before",
        "n_priced_after": "n_people_after",
    }
    amounts: ClassVar[Mapping[str, tuple[str, str | None]]] = {
        "quantity_before": ("n_people_before", None),
        "quantity_after": ("n_people_after", None),
        "cost_before_pounds": ("n_people_before", "two_largest_before"),
        "cost_after_pounds": ("n_people_after", "two_largest_after"),
    }
    worked_out: ClassVar[Mapping[str, Callable[[pd.DataFrame], pd.Series[Any]]]] = {
        **{f"fewer_{name}": _fewer(name) for name in _ENDS},
        **{f"fewer_{name}_share": _fewer_share(name) for name in _ENDS},
    }

    before_quarters: int
    after_quarters: int


def activity_before_after(
    evidence: Evidence, *, before_quarters: int = 1, after_quarters: int = 1, picked: Picked | None = None
) -> ActivityBeforeAfter:
    """Contacts in some quarters before and in some after, by activity; the two need not be as long."""
    around = quarters_around(before_quarters, after_quarters, picked)
    made = before_and_after(evidence, "activity", picked=around)
    made = made.rename(columns={f"cost_pounds_{side}": f"cost_{side}_pounds" for side in ("before", "after")})
    units = ["quantity_before", "quantity_after"]
    made[units] = made[units].mask(made["activity"] == TOTAL, axis=0)
    made = worked_out_in(made.assign(pace=after_quarters / before_quarters), ActivityBeforeAfter)
    return ActivityBeforeAfter(
        table=made.reindex(columns=list(_COLUMNS)).astype(_COLUMNS),
        before_quarters=before_quarters,
        after_quarters=after_quarters,
        **around_the_day(evidence, around),
    )
