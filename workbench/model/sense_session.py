"""Sessions in which a group makes sense together, and what each of its people writes before the others see it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from workbench.model.record import Captured, Day, Id, InCycle, Name, Person, Text, Wording

__all__ = ["PlanStep", "SenseNote", "SenseSession", "SessionPhase"]


class SessionPhase(StrEnum):
    """Planned; alone: everybody writes for themselves; together: all of it is shown; closed."""

    planned = "planned"
    alone = "alone"
    together = "together"
    closed = "closed"


class PlanStep(BaseModel):
    """One step of a facilitator's plan."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Name
    minutes: Annotated[int, Field(ge=1, le=480)]
    text: Text = ""


class SenseSession(Captured):
    """A meeting to make sense of what was gathered. ``lens`` is the id of the prompts it looked through."""

    kind: ClassVar[str] = "sense_session"

    name: Name
    question: Text = ""
    held_on: Day | None = None
    starts_at: Annotated[str, Field(pattern=r"^(([01]\d|2[0-3]):[0-5]\d)?$")] = ""
    minutes: Annotated[int, Field(ge=15, le=480)] = 120
    lens: Person = ""
    facilitator: Person = ""
    people: tuple[Person, ...] = ()
    plan: Annotated[tuple[PlanStep, ...], Field(max_length=40)] = ()
    phase: SessionPhase = SessionPhase.planned
    closing_words: Text = ""


class SenseNote(InCycle):
    """What one person noticed, written alone; the others see it once it has ``revealed_on``.

    ``seen_in`` and ``looked_at`` as of an observation.
    """

    kind: ClassVar[str] = "sense_note"

    sense_session: Id
    text: Wording
    written_by: Person = ""
    seen_in: Person = ""
    looked_at: Text = ""
    revealed_on: Day | None = None
