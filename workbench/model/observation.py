"""From “we noticed …” to a pattern: observations, what they could mean, and ideas for what to do."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from workbench.model.debrief import LearningAbout
from workbench.model.record import Captured, Day, Id, InCycle, Name, Person, Text, Wording

__all__ = ["Degree", "Idea", "Interpretation", "Observation", "Perspective", "Strength"]


class Strength(StrEnum):
    """How hard it is to dispute, and how surprising."""

    weak = "weak"
    medium = "medium"
    strong = "strong"


class Degree(StrEnum):
    """How much of something there is."""

    little = "little"
    some = "some"
    much = "much"


class Observation(Captured):
    """What people noticed, before they say what it means.

    ``seen_in`` is the question it was seen in (``agency_activity``), ``looked_at`` says in words which people and
    contacts were looked at. ``strength`` is what people say, or follows from ``hard_to_dispute`` and ``surprising``.
    ``speaks_to`` is the id of the scale it speaks to; ``theme`` the theme it was gathered under.
    """

    kind: ClassVar[str] = "observation"

    title: Name
    text: Text = ""
    strength: Strength | None = None
    noticed_on: Day | None = None
    noticed_by: Person = ""
    seen_in: Person = ""
    looked_at: Text = ""
    sense_session: Id | None = None
    theme: Id | None = None
    hard_to_dispute: Degree | None = None
    surprising: Degree | None = None
    learning_about: LearningAbout | None = None
    speaks_to: Person = ""


class Perspective(Captured):
    """A way of looking at things under which interpretations are gathered."""

    kind: ClassVar[str] = "perspective"

    name: Name
    note: Text = ""


class Interpretation(InCycle):
    """One thing an observation could mean; an observation wants at least two that compete."""

    kind: ClassVar[str] = "interpretation"

    observation: Id
    text: Wording
    written_by: Person = ""
    perspective: Id | None = None


class Idea(InCycle):
    """What could be done about it, and after which interpretation; evidence links tell what it led to."""

    kind: ClassVar[str] = "idea"

    observation: Id
    interpretation: Id | None = None
    text: Wording
    written_by: Person = ""
