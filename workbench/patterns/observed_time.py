"""For whom was a stretch of time observed? Outside it nothing is known, which is not the same as nothing happened."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd

from workbench.frames import Evidence, Picked
from workbench.patterns.contact_tally import QUARTER_MONTHS

__all__ = [
    "Stretch",
    "months_after",
    "observed",
    "people_looked_at",
    "phases_observed",
    "quarter_days",
    "quarters_observed",
]

#: The first and the last day of a stretch of time, each a day a person on the index of the cases.
Stretch = tuple["pd.Series[pd.Timestamp]", "pd.Series[pd.Timestamp]"]


def people_looked_at(evidence: Evidence, picked: Picked | None = None) -> pd.DataFrame:
    """The case files of an evidence, or those of them that were picked."""
    cases = evidence["case"]
    return cases if picked is None or picked.cases is None else cases[cases["id"].isin(picked.cases)]


def months_after(days: pd.Series[pd.Timestamp], months: int) -> pd.Series[pd.Timestamp]:
    """The same day so many months later (or, negative, earlier); where that month has none, the day after its last.

    This is where the quarters of a :class:`~workbench.frames.Tally` begin.
    """
    later = days + pd.DateOffset(months=months)
    return later + pd.to_timedelta((later.dt.day < days.dt.day).astype("int64"), unit="D")


def quarter_days(cases: pd.DataFrame, first: int, last: int) -> Stretch:
    """From the first day of one quarter to the last day of another, counted from each person's ``way_from``.

    Missing where a case has no such day.
    """
    start = cases["way_from"]
    until = months_after(start, (last + 1) * QUARTER_MONTHS) - pd.Timedelta(days=1)
    return months_after(start, first * QUARTER_MONTHS), until


def observed(cases: pd.DataFrame, stretch: Stretch, *, on: date) -> tuple[int, int]:
    """How many people were observed for all of a stretch of time, and how many others for a part of it.

    An open end of the observed time does not limit it, but nobody is observed beyond ``on``, the day of looking.
    """
    first, last = (days.to_numpy("datetime64[s]") for days in stretch)
    since, until = (cases[name].to_numpy("datetime64[s]") for name in ("observed_from", "observed_until"))
    until = np.fmin(until, np.datetime64(on, "s"))
    known = ~(np.isnat(first) | np.isnat(last))
    wholly = known & ~(since > first) & (until >= last)
    ever = known & ~(since > last) & (until >= first)
    return int(wholly.sum()), int((ever & ~wholly).sum())


def phases_observed(cases: pd.DataFrame, quarters: int, *, on: date) -> pd.DataFrame:
    """So many quarters before and after as a whole, and for how many people each side was observed.

    Columns as those of :func:`quarters_observed`, without the quarter.
    """
    rows = [
        (phase, *observed(cases, quarter_days(cases, first, first + quarters - 1), on=on))
        for phase, first in (("before", -quarters), ("after", 0))
    ]
    made = pd.DataFrame(rows, columns=["phase", "n_observed", "n_partly"])
    return made.astype({"phase": "str", "n_observed": "Int64", "n_partly": "Int64"})


def quarters_observed(cases: pd.DataFrame, quarters: int, *, on: date) -> pd.DataFrame:
    """The quarters before and after, and for how many people each of them was observed.

    One row a phase (before, after) and quarter, in order: phase, quarter (1 to ``quarters``, both phases in the order
    of time), at (the quarter of a :class:`~workbench.frames.Tally`), n_observed (people observed for all of it),
    n_partly (others, for a part of it).
    """
    begins = [months_after(cases["way_from"], at * QUARTER_MONTHS) for at in range(-quarters, quarters + 1)]
    rows = []
    for number, (first, following) in enumerate(pairwise(begins)):
        wholly, partly = observed(cases, (first, following - pd.Timedelta(days=1)), on=on)
        phase = "before" if number < quarters else "after"
        rows.append((phase, number % quarters + 1, number - quarters, wholly, partly))
    made = pd.DataFrame(rows, columns=["phase", "quarter", "at", "n_observed", "n_partly"])
    return made.astype({"phase": "str", "quarter": "Int64", "at": "Int64", "n_observed": "Int64", "n_partly": "Int64"})
