"""Person-shaped measures: goals in a person's own words, scored by that person."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from workbench.model.consent import Consented
from workbench.model.record import Day, Id, InCycle, Person, Text, Wording

__all__ = ["Goal", "GoalScore"]


class Goal(Consented):
    """A goal in the person's own words ("help me to …").

    ``person`` is a pseudonym, ``position`` the goal's place on the star.
    """

    kind: ClassVar[str] = "goal"

    person: Person
    wording: Wording
    stated_on: Day | None = None
    position: int = Field(default=0, ge=0, le=1000)
    ended_on: Day | None = None
    ended_why: Text = ""


class GoalScore(InCycle):
    """Where the person puts themselves on one goal on one day, 0 to 10, and what they said."""

    kind: ClassVar[str] = "goal_score"

    goal: Id
    scored_on: Day
    score: float = Field(ge=0, le=10)
    said: Text = ""
