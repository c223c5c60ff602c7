"""The issue log's record, in the template's shape."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from workbench.model.record import Captured, Day, Person, Text, Wording

__all__ = ["Issue", "IssueStatus", "Level", "Owner"]


class Level(StrEnum):
    """Individual: what I or others do. System: how this system works. Macro: how other systems act on this one."""

    individual = "individual"
    system = "system"
    macro = "macro"


class IssueStatus(StrEnum):
    """Open or closed."""

    open = "open"
    closed = "closed"


class Owner(StrEnum):
    """Who can act on it."""

    team = "team"
    leadership = "leadership"
    government = "government"


class Issue(Captured):
    """Issue | level | status | owner | countermeasure (now) | system change (the new normal).

    Where it was sent to another cycle, and what that cycle said, is an :class:`Influence`.
    """

    kind: ClassVar[str] = "issue"

    description: Wording
    level: Level
    status: IssueStatus = IssueStatus.open
    owner: Owner
    countermeasure: Text = ""
    system_change: Text = ""
    raised_by: Person = ""
    raised_on: Day | None = None
    closed_on: Day | None = None
