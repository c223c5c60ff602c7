"""For how long was each person looked at, before and after the new way of working began for them?"""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.patterns.contact_tally import QUARTER_MONTHS
from workbench.patterns.observed_time import months_after

__all__ = ["QUARTER_DAYS", "days_observed", "why_left_out"]

#: The mean length of three months: a quarter of 365.25 days.
QUARTER_DAYS: Final = 91.3125

Days = NDArray[np.datetime64]


def why_left_out(cases: pd.DataFrame) -> pd.Series[str]:
    """Why a person cannot be compared: no_way_from, no_observed_time (an end is open); missing where they can be."""
    why = pd.Series(pd.NA, index=cases.index, dtype="str")
    why[cases["observed_from"].isna() | cases["observed_until"].isna()] = "no_observed_time"
    why[cases["way_from"].isna()] = "no_way_from"
    return why


def days_observed(cases: pd.DataFrame, *, window: tuple[int, int], on: date) -> pd.DataFrame:
    """Days of each person's own observed time within a window of quarters: before and after, on the index of ``cases``.

    The cases have a day on which the new way of working began, and both ends of their observed time (both days
    included). ``window`` are the first and the last quarter of a tally, both included; quarter 0 begins on that day.
    Nothing after ``on`` counts. Who was not looked at in a phase has 0 days in it.
    """
    first, last = window
    way = cases["way_from"]
    seen_from = _days(cases["observed_from"])
    seen_to = np.minimum(_days(cases["observed_until"]), np.datetime64(on, "D")) + np.timedelta64(1, "D")
    spans = {
        "before": (_begins(way, min(first, 0)), _begins(way, min(last + 1, 0))),
        "after": (_begins(way, max(first, 0)), _begins(way, max(last + 1, 0))),
    }
    return pd.DataFrame(
        {
            phase: np.maximum((np.minimum(seen_to, until) - np.maximum(seen_from, since)).astype("int64"), 0)
            for phase, (since, until) in spans.items()
        },
        index=cases.index,
    )


def _days(column: pd.Series[pd.Timestamp]) -> Days:
    return column.to_numpy().astype("datetime64[D]")


def _begins(way: pd.Series[pd.Timestamp], quarter: int) -> Days:
    """The day a quarter begins for each person, as the quarters of a tally do."""
    return _days(months_after(way, quarter * QUARTER_MONTHS))
