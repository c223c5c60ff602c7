"""Observations: “we noticed …”, the beginning of a pattern."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from workbench.model.record import Captured, Day, Name, Person, Text

__all__ = ["Observation", "Strength"]


class Strength(StrEnum):
    """How hard it is to dispute, and how surprising."""

    weak = "weak"
    medium = "medium"
    strong = "strong"


class Observation(Captured):
    """What people noticed, before they say what it means.

    ``seen_in`` is the question it was seen in (``agency_activity``), ``looked_at`` says in words which people and
    contacts were looked at.
    """

    kind: ClassVar[str] = "observation"

    title: Name
    text: Text = ""
    strength: Strength | None = None
    noticed_on: Day | None = None
    noticed_by: Person = ""
    seen_in: Person = ""
    looked_at: Text = ""
