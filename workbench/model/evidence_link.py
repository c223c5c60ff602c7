"""Evidence: any record may support or contradict any other, or have led to it."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from workbench.model.record import Id, InCycle, Text

__all__ = ["EvidenceLink", "Stance"]


class Stance(StrEnum):
    """What the evidence does to what it is laid beside; led to: this was made from it (a debrief entry, an issue)."""

    supports = "supports"
    contradicts = "contradicts"
    led_to = "led_to"


class EvidenceLink(InCycle):
    """``source`` (the evidence: a story, an issue, an experiment ...) supports, contradicts or led to ``target``."""

    kind: ClassVar[str] = "evidence_link"

    source_kind: Id
    source: Id
    target_kind: Id
    target: Id
    stance: Stance = Stance.supports
    note: Text = ""
