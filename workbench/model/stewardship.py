"""Stewarding a cycle: its reviews, and the groups that govern it."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from workbench.model.record import Captured, Day, Id, InCycle, Name, Person, Text

__all__ = ["GovernanceGroup", "GroupKind", "Review", "ReviewNote", "ReviewState"]


class ReviewState(StrEnum):
    """A plain state; not a score."""

    fine = "fine"
    needs_work = "needs_work"
    dont_know = "dont_know"


class Review(Captured):
    """One stewardship review of a cycle.

    ``taking_part`` are those who reviewed; ``inside`` and ``outside`` say who is in the cycle and who is not, and
    ``convened`` who was brought together since the last review. ``resources`` says how time and other resources were
    used, ``hours`` is the time in hours where somebody counted it.
    """

    kind: ClassVar[str] = "review"

    held_on: Day
    taking_part: tuple[Person, ...] = ()
    inside: Text = ""
    outside: Text = ""
    convened: Text = ""
    resources: Text = ""
    hours: float | None = Field(default=None, ge=0, le=1_000_000)
    next_on: Day | None = None
    note: Text = ""


class ReviewNote(InCycle):
    """What a review says to one of its prompts; ``prompt`` is the prompt's name in ``templates/prompts``."""

    kind: ClassVar[str] = "review_note"

    review: Id
    prompt: Id
    asked: Text = ""
    state: ReviewState | None = None
    note: Text = ""


class GroupKind(StrEnum):
    """What a group is there for.

    Core: does the work and learns. Evidence: works out what it implies. Working: supports the core team with method and
    takes up system issues. Leadership: changes the system on evidence. Reference: gives helpful outside scrutiny. The
    two forums: of last resort for complex cases, and for system-level problems escalated from it.
    """

    core = "core"
    evidence = "evidence"
    working = "working"
    leadership = "leadership"
    reference = "reference"
    creative_solutions_forum = "creative_solutions_forum"
    system_optimisation_group = "system_optimisation_group"
    other = "other"


class GovernanceGroup(Captured):
    """A group or forum round a cycle: who is in it, who convenes it, how often it meets, from when until when."""

    kind: ClassVar[str] = "governance_group"

    name: Name
    group_kind: GroupKind
    what_for: Text = ""
    members: tuple[Person, ...] = ()
    convener: Person = ""
    meets: Text = ""
    began_on: Day | None = None
    next_on: Day | None = None
    ended_on: Day | None = None
    note: Text = ""
