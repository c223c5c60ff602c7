"""The issue log's record, in the template's shape."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from workbench.model.record import Captured, Day, Id, Person, Text, Wording

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

    ``handed_to`` is the cycle it was passed to; ``answer`` is what that cycle said, so that those who raised it see it.
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
    handed_to: Id | None = None
    handed_on: Day | None = None
    answer: Text = ""
    answered_on: Day | None = None
