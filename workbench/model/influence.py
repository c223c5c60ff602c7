"""Influence: learning that was sent to another cycle, and what became of it there."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from workbench.model.record import Captured, Day, Id, Text

__all__ = ["Influence", "InfluenceState"]


class InfluenceState(StrEnum):
    """Waiting, until the other cycle takes it up, adapts it or leaves it."""

    waiting = "waiting"
    taken_up = "taken_up"
    adapted = "adapted"
    left = "left"


class Influence(Captured):
    """The record ``of``, of the kind ``of_kind``, sent to the cycle ``to_cycle``; ``reason`` is that cycle's answer."""

    kind: ClassVar[str] = "influence"

    to_cycle: Id
    of_kind: Id
    of: Id
    why: Text = ""
    sent_on: Day | None = None
    state: InfluenceState = InfluenceState.waiting
    reason: Text = ""
    answered_on: Day | None = None
    answered_by: Text = ""
