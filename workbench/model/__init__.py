"""The words: frozen records and enums, one noun a file."""

from __future__ import annotations

from workbench.model.cycle import Cycle, CycleLink, CycleLinkKind, Part
from workbench.model.evidence_link import EvidenceLink, Stance
from workbench.model.experiment import Experiment, ExperimentKind, ExperimentStatus
from workbench.model.issue import Issue, IssueStatus, Level, Owner
from workbench.model.map import Link, LinkKind, Map, MapItem, MapKind, NamedLoop, Polarity, Quality
from workbench.model.purpose import Purpose
from workbench.model.record import InCycle, Record
from workbench.model.scale import PUBLIC, Scale
from workbench.model.story import Story, Withdrawal
from workbench.model.system import System
from workbench.model.thing import ActorKind, Effect, Marker, Source, Thing, ThingKind

__all__ = [
    "PUBLIC",
    "RECORDS",
    "ActorKind",
    "Cycle",
    "CycleLink",
    "CycleLinkKind",
    "Effect",
    "EvidenceLink",
    "Experiment",
    "ExperimentKind",
    "ExperimentStatus",
    "InCycle",
    "Issue",
    "IssueStatus",
    "Level",
    "Link",
    "LinkKind",
    "Map",
    "MapItem",
    "MapKind",
    "Marker",
    "NamedLoop",
    "Owner",
    "Part",
    "Polarity",
    "Purpose",
    "Quality",
    "Record",
    "Scale",
    "Source",
    "Stance",
    "Story",
    "System",
    "Thing",
    "ThingKind",
    "Withdrawal",
]

#: Every record by its kind, in an order in which they can be written (what is referred to comes first).
RECORDS: dict[str, type[Record]] = {
    cls.kind: cls
    for cls in (
        Scale,
        System,
        Cycle,
        CycleLink,
        Purpose,
        Thing,
        Map,
        MapItem,
        Link,
        NamedLoop,
        Story,
        Issue,
        Experiment,
        EvidenceLink,
    )
}
