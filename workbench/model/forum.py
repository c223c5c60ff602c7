"""The creative solutions forum: a case presented, hand-offs that were refused, and what it says about the system."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from workbench.model.record import Captured, Day, Id, InCycle, Name, Person, Text

__all__ = ["Avoidable", "ForumCase", "Refusal"]


class Avoidable(StrEnum):
    """Could this have been avoided if services were joined up?"""

    yes = "yes"
    partly = "partly"
    no = "no"
    not_known = "not_known"


class ForumCase(Captured):
    """A case as it was presented to a creative solutions forum.

    The risks before and after are those of the case. ``lost_on`` is the day the forum lost touch with the person. What
    it raises about the system are issues that this record led to.
    """

    kind: ClassVar[str] = "forum_case"

    case: Id
    forum: Name
    presented_on: Day | None = None
    presented_by: Person = ""
    asked: Text = ""
    plan: Text = ""
    plan_review_on: Day | None = None
    avoidable: Avoidable | None = None
    avoidable_why: Text = ""
    system_learning: Text = ""
    lost_on: Day | None = None


class Refusal(InCycle):
    """A hand-off that was refused: who asked whom to take a person on, and why they did not."""

    kind: ClassVar[str] = "refusal"

    case: Id
    from_agency: Name
    to_agency: Name
    refused_on: Day | None = None
    why: Text = ""
