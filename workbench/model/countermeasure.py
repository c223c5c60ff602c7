"""Countermeasures: temporary shields against business as usual; always recorded, always removed at the end."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from workbench.model.record import Captured, Day, Id, Text, Wording

__all__ = ["Countermeasure", "EndedWhy"]


class EndedWhy(StrEnum):
    """What a countermeasure showed: the BAU rule must change (an issue), or it is simply no longer needed."""

    bau_must_change = "bau_must_change"
    no_longer_needed = "no_longer_needed"


class Countermeasure(Captured):
    """A shield: what is done, the BAU rule it shields from, for which experiment or issue, agreed by whom, until when.

    A countermeasure whose experiment has ended still stands until ``ended_on`` is written. What it led to (an issue) is
    an evidence link.
    """

    kind: ClassVar[str] = "countermeasure"

    what: Wording
    shields_from: Text = ""
    experiment: Id | None = None
    issue: Id | None = None
    agreed_by: Text = ""
    from_on: Day | None = None
    review_on: Day | None = None
    ended_on: Day | None = None
    ended_why: EndedWhy | None = None
    note: Text = ""
