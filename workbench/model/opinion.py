"""Opinions: people write statements, others agree, disagree or pass."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from workbench.model.record import Captured, Day, Id, InCycle, Name, Person, Text, Wording

__all__ = ["Conversation", "Moderation", "Statement", "Vote"]


class Conversation(Captured):
    """One question that people answer with statements, and with what they think of each other's."""

    kind: ClassVar[str] = "conversation"

    name: Name
    question: Text = ""
    opened_on: Day | None = None
    closed_on: Day | None = None
    source_key: Person | None = None


class Moderation(StrEnum):
    """Waiting: nobody looked yet. Out: not shown, and left out of what is worked out."""

    waiting = "waiting"
    accepted = "accepted"
    out = "out"


class Statement(InCycle):
    """One statement, at best one thought in plain words. ``number`` is its number in its conversation.

    ``seed`` marks those a group put in to begin with. ``written_by`` is a pseudonym.
    """

    kind: ClassVar[str] = "statement"

    conversation: Id
    number: int = Field(ge=0, le=1_000_000)
    text: Wording
    written_by: Person = ""
    seed: bool = False
    moderation: Moderation = Moderation.waiting
    moderated_why: Text = ""
    said_on: Day | None = None


class Vote(InCycle):
    """What one voter (a pseudonym) last thought of one statement: 1 agrees, -1 disagrees, 0 passes."""

    kind: ClassVar[str] = "vote"

    statement: Id
    voter: Person
    vote: Annotated[int, Field(ge=-1, le=1)]
    voted_on: Day | None = None
    intake: Id | None = None
