"""Which issues have been raised? The issue log in the columns people know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from workbench.frames import Evidence, Finding
from workbench.patterns.circle import rows_of

__all__ = ["IssueList", "issue_list"]

_COLUMNS = [
    "id",
    "description",
    "level",
    "status",
    "owner",
    "countermeasure",
    "system_change",
    "raised_by",
    "raised_on",
    "closed_on",
]


@dataclass(frozen=True, kw_only=True)
class IssueList(Finding):
    """The issues this audience may read, newest first.

    ``table``: id, description, level, status, owner, countermeasure, system_change, raised_by (only for a group
    itself), raised_on, closed_on. No issues give no rows.
    """

    own_only: ClassVar[tuple[str, ...]] = ("raised_by",)


def issue_list(evidence: Evidence, *, cycle: str | None = None, system: str | None = None) -> IssueList:
    """The issues of one cycle, one system and those inside it, or all that were read, newest first."""
    issues = rows_of(evidence, "issue", cycle=cycle, system=system)
    table = issues.sort_values(["raised_on", "id"], ascending=False, na_position="last")[_COLUMNS]
    return IssueList(audience=evidence.audience, table=table.reset_index(drop=True))
