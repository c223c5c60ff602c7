"""The words: frozen records and enums, one noun a file."""

from __future__ import annotations

from workbench.model.attachment import Attachment, MediaKind
from workbench.model.consent import Consented, Withdrawal
from workbench.model.countermeasure import Countermeasure, EndedWhy
from workbench.model.cycle import Cycle, CycleLink, CycleLinkKind, Part
from workbench.model.debrief import (
    Belief,
    CaptureEntry,
    CaptureForm,
    Debrief,
    DebriefEntry,
    DebriefKind,
    LearningAbout,
    OwnQuestion,
    PodEntry,
    QuestionKind,
    Slice,
    WhoCanAct,
)
from workbench.model.evidence_link import EvidenceLink, Stance
from workbench.model.experiment import (
    ConditionKind,
    DataKind,
    DataPlan,
    Ending,
    EndPoint,
    Every,
    Experiment,
    ExperimentKind,
    ExperimentShape,
    ExperimentStatus,
    FrameNote,
    FrameRegion,
    Rule,
    RuleKind,
    WorksOn,
)
from workbench.model.goal import Goal, GoalScore
from workbench.model.issue import Issue, IssueStatus, Level, Owner
from workbench.model.map import Link, LinkKind, Map, MapItem, MapKind, NamedLoop, Polarity, Quality
from workbench.model.purpose import Purpose
from workbench.model.record import Captured, InCycle, OwnAnswer, Record
from workbench.model.scale import PUBLIC, Scale
from workbench.model.series import Measure, Per, Point, Reader, Series, SeriesChange, Theme
from workbench.model.spend import PlanAnswer, Spend
from workbench.model.story import Story
from workbench.model.system import System
from workbench.model.task import Acting, Effective, Task, TaskMove
from workbench.model.thing import ActorKind, Effect, Marker, Source, Thing, ThingKind

__all__ = [
    "PUBLIC",
    "RECORDS",
    "Acting",
    "ActorKind",
    "Attachment",
    "Belief",
    "CaptureEntry",
    "CaptureForm",
    "Captured",
    "ConditionKind",
    "Consented",
    "Countermeasure",
    "Cycle",
    "CycleLink",
    "CycleLinkKind",
    "DataKind",
    "DataPlan",
    "Debrief",
    "DebriefEntry",
    "DebriefKind",
    "Effect",
    "Effective",
    "EndPoint",
    "EndedWhy",
    "Ending",
    "Every",
    "EvidenceLink",
    "Experiment",
    "ExperimentKind",
    "ExperimentShape",
    "ExperimentStatus",
    "FrameNote",
    "FrameRegion",
    "Goal",
    "GoalScore",
    "InCycle",
    "Issue",
    "IssueStatus",
    "LearningAbout",
    "Level",
    "Link",
    "LinkKind",
    "Map",
    "MapItem",
    "MapKind",
    "Marker",
    "Measure",
    "MediaKind",
    "NamedLoop",
    "OwnAnswer",
    "OwnQuestion",
    "Owner",
    "Part",
    "Per",
    "PlanAnswer",
    "PodEntry",
    "Point",
    "Polarity",
    "Purpose",
    "Quality",
    "QuestionKind",
    "Reader",
    "Record",
    "Rule",
    "RuleKind",
    "Scale",
    "Series",
    "SeriesChange",
    "Slice",
    "Source",
    "Spend",
    "Stance",
    "Story",
    "System",
    "Task",
    "TaskMove",
    "Theme",
    "Thing",
    "ThingKind",
    "WhoCanAct",
    "Withdrawal",
    "WorksOn",
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
        Rule,
        Experiment,
        Measure,
        Series,
        CaptureForm,
        DataPlan,
        FrameNote,
        Story,
        Issue,
        Countermeasure,
        Debrief,
        DebriefEntry,
        PodEntry,
        CaptureEntry,
        Spend,
        Task,
        TaskMove,
        Goal,
        GoalScore,
        Point,
        SeriesChange,
        Attachment,
        EvidenceLink,
    )
}
