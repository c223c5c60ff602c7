"""Experiments: a structured try, a hypothesis test or a probe."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from workbench.model.record import Id, InCycle, Name, Scope, Text

__all__ = ["Experiment", "ExperimentKind", "ExperimentStatus"]


class ExperimentKind(StrEnum):
    """Hypothesis: we believe X because Y did it. Probe: what happens if we do X?"""

    hypothesis = "hypothesis"
    probe = "probe"


class ExperimentStatus(StrEnum):
    """Where it stands; resting is not ended."""

    designing = "designing"
    running = "running"
    resting = "resting"
    ended = "ended"


class Experiment(InCycle):
    """An experiment. ``touches`` are the ids of the things and links of the map that it acts on."""

    kind: ClassVar[str] = "experiment"

    title: Name
    question: Text = ""
    experiment_kind: ExperimentKind = ExperimentKind.probe
    hypothesis: Text = ""
    actions: Text = ""
    status: ExperimentStatus = ExperimentStatus.designing
    touches: tuple[Id, ...] = ()
    started_on: date | None = None
    ended_on: date | None = None
    what_happened: Text = ""
    scope: Scope = "team"
