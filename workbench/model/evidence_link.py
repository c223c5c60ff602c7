"""Evidence: any record may support or contradict any other."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from workbench.model.record import Id, InCycle, Text

__all__ = ["EvidenceLink", "Stance"]


class Stance(StrEnum):
    """What the evidence does to what it is laid beside."""

    supports = "supports"
    contradicts = "contradicts"


class EvidenceLink(InCycle):
    """``source`` (the evidence: a story, an issue, an experiment ...) supports or contradicts ``target``."""

    kind: ClassVar[str] = "evidence_link"

    source_kind: Id
    source: Id
    target_kind: Id
    target: Id
    stance: Stance = Stance.supports
    note: Text = ""
