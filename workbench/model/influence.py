"""Influence: an issue, a pattern or a learning that was sent to another cycle, and what became of it there."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from workbench.model.record import Captured, Day, Id, Person, Text

__all__ = ["Influence", "InfluenceState"]


class InfluenceState(StrEnum):
    """Waiting, until the other cycle takes it up, adapts it or leaves it."""

    waiting = "waiting"
    taken_up = "taken_up"
    adapted = "adapted"
    left = "left"


class Influence(Captured):
    """The record ``of``, of the kind ``of_kind``, sent to the cycle ``to_cycle``; ``reason`` is that cycle's answer.

    ``after`` is the sending through which the record had come to the cycle that now sends it on, so that an answer
    finds its way back to those who raised it.
    """

    kind: ClassVar[str] = "influence"

    to_cycle: Id
    of_kind: Id
    of: Id
    why: Text = ""
    sent_on: Day | None = None
    sent_by: Person = ""
    after: Id | None = None
    state: InfluenceState = InfluenceState.waiting
    reason: Text = ""
    answered_on: Day | None = None
    answered_by: Text = ""
