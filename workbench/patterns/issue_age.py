"""How long have issues been open? Open issues by level and by how long ago they were raised."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import IssueStatus, Level
from workbench.patterns.circle import rows_of

__all__ = ["AgeBand", "IssueAge", "issue_age"]


class AgeBand(StrEnum):
    """How long an issue has been open; unknown where nobody wrote down when it was raised."""

    under_a_month = "under_a_month"
    to_three_months = "to_three_months"
    to_a_year = "to_a_year"
    over_a_year = "over_a_year"
    unknown = "unknown"


_OLDER_THAN_DAYS = ((365, AgeBand.over_a_year), (91, AgeBand.to_a_year), (30, AgeBand.to_three_months))


@dataclass(frozen=True, kw_only=True)
class IssueAge(Finding):
    """How many open issues there are at each level, by how long they have been open.

    ``table`` has a row for every level × age_band, also where there are none: level, age_band (under_a_month: up to 30
    days; to_three_months: up to 91; to_a_year: up to 365; over_a_year; unknown), n (open issues).
    """

    counts: ClassVar[tuple[str, ...]] = ("n",)


def issue_age(evidence: Evidence, *, cycle: str | None = None, system: str | None = None) -> IssueAge:
    """The open issues of one cycle, one system and those inside it, or all, by level and age on the day of reading.

    The age counts from the day an issue was raised, or where nobody wrote that down, from the day it was written.
    """
    issues = rows_of(evidence, "issue", cycle=cycle, system=system)
    issues = issues[issues["status"] == IssueStatus.open]
    written = issues["created_at"].dt.tz_localize(None).dt.normalize()
    raised = issues["raised_on"].astype("datetime64[us]").fillna(written)
    days = (pd.Timestamp(evidence.on) - raised).dt.days
    bands = pd.Series([_band(day) for day in days], index=issues.index, dtype="object")
    rows = []
    behind: dict[Hashable, frozenset[str]] = {}
    for level, band in product(Level, AgeBand):
        here = issues[(issues["level"] == level) & (bands == band)]
        behind[level.value, band.value] = frozenset(here["id"])
        rows.append({"level": level.value, "age_band": band.value, "n": len(here)})
    return IssueAge(audience=evidence.audience, table=pd.DataFrame(rows), people=behind)


def _band(days: float) -> AgeBand:
    if days != days:  # noqa: PLR0124  missing is not equal to itself
        return AgeBand.unknown
    return next((band for more_than, band in _OLDER_THAN_DAYS if days > more_than), AgeBand.under_a_month)
