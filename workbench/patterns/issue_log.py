"""Where do issues pile up? Issues by level, owner and status."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import IssueStatus, Level, Owner
from workbench.patterns.circle import rows_of

__all__ = ["IssueLog", "issue_log"]


@dataclass(frozen=True, kw_only=True)
class IssueLog(Finding):
    """How many issues there are at each level, for each owner, open and closed.

    ``table`` has a row for every level × owner × status, also where there are none: level, owner, status, n (issues),
    n_people (different people who raised them; issues nobody signed count no one).
    """

    counts: ClassVar[tuple[str, ...]] = ("n", "n_people")
    total_rows: ClassVar[Mapping[str, str | None]] = {"level": None, "owner": None}


def issue_log(evidence: Evidence, *, cycle: str | None = None, system: str | None = None) -> IssueLog:
    """Issues counted by level, owner and status: of one cycle, one system and those inside it, or all there are."""
    issues = rows_of(evidence, "issue", cycle=cycle, system=system)
    rows = []
    behind: dict[Hashable, frozenset[str]] = {}
    for level, owner, status in product(Level, Owner, IssueStatus):
        here = issues[(issues["level"] == level) & (issues["owner"] == owner) & (issues["status"] == status)]
        behind[level.value, owner.value, status.value] = frozenset(here["id"])
        rows.append(
            {
                "level": level.value,
                "owner": owner.value,
                "status": status.value,
                "n": len(here),
                "n_people": _people(here["raised_by"]),
            }
        )
    return IssueLog(
        audience=evidence.audience,
        table=pd.DataFrame(rows),
        n_people=_people(issues["raised_by"]),
        people=behind,
    )


def _people(raised_by: pd.Series[str]) -> int:
    return int(raised_by[raised_by.fillna("") != ""].nunique())
