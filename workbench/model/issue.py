"""The issue log's record, in the template's shape."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from workbench.model.record import Id, InCycle, Person, Scope, Text, _clean

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


class Issue(InCycle):
    """Issue | level | status | owner | countermeasure (now) | system change (the new normal).

    ``handed_to`` is the cycle it was passed to; ``answer`` is what that cycle said, so that those who raised it see it.
    """

    kind: ClassVar[str] = "issue"

    description: Annotated[str, BeforeValidator(_clean), Field(min_length=1, max_length=20_000)]
    level: Level
    status: IssueStatus = IssueStatus.open
    owner: Owner
    countermeasure: Text = ""
    system_change: Text = ""
    raised_by: Person = ""
    raised_on: date | None = None
    closed_on: date | None = None
    handed_to: Id | None = None
    handed_on: date | None = None
    answer: Text = ""
    answered_on: date | None = None
    scope: Scope = "team"
