"""The words: frozen records and enums, one noun a file."""

from __future__ import annotations

from workbench.model.attachment import Attachment, MediaKind
from workbench.model.case import Case, Chosen, Contact, Demand, Does, Risk, RiskLevel, UnitCost, Urgency
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
from workbench.model.forum import Avoidable, ForumCase, Refusal
from workbench.model.goal import Goal, GoalScore
from workbench.model.grant import Grant, GrantState, Multiplier, Outcome, OutcomeState, OutcomeTalk, Stage
from workbench.model.intake import ColumnTaken, ImportMapping, Intake, IntakeState, ValueTaken
from workbench.model.issue import Issue, IssueStatus, Level, Owner
from workbench.model.map import Link, LinkKind, Map, MapItem, MapKind, NamedLoop, Polarity, Quality
from workbench.model.observation import Observation, Strength
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
    "BULK",
    "EVERYDAY",
    "PUBLIC",
    "RECORDS",
    "Acting",
    "ActorKind",
    "Attachment",
    "Avoidable",
    "Belief",
    "CaptureEntry",
    "CaptureForm",
    "Captured",
    "Case",
    "Chosen",
    "ColumnTaken",
    "ConditionKind",
    "Consented",
    "Contact",
    "Countermeasure",
    "Cycle",
    "CycleLink",
    "CycleLinkKind",
    "DataKind",
    "DataPlan",
    "Debrief",
    "DebriefEntry",
    "DebriefKind",
    "Demand",
    "Does",
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
    "ForumCase",
    "FrameNote",
    "FrameRegion",
    "Goal",
    "GoalScore",
    "Grant",
    "GrantState",
    "ImportMapping",
    "InCycle",
    "Intake",
    "IntakeState",
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
    "Multiplier",
    "NamedLoop",
    "Observation",
    "Outcome",
    "OutcomeState",
    "OutcomeTalk",
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
    "Refusal",
    "Risk",
    "RiskLevel",
    "Rule",
    "RuleKind",
    "Scale",
    "Series",
    "SeriesChange",
    "Slice",
    "Source",
    "Spend",
    "Stage",
    "Stance",
    "Story",
    "Strength",
    "System",
    "Task",
    "TaskMove",
    "Theme",
    "Thing",
    "ThingKind",
    "UnitCost",
    "Urgency",
    "ValueTaken",
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
        Intake,
        ImportMapping,
        Case,
        UnitCost,
        Contact,
        Risk,
        ForumCase,
        Refusal,
        Grant,
        Outcome,
        OutcomeTalk,
        Multiplier,
        Observation,
        Attachment,
        EvidenceLink,
    )
}

#: Kinds that come by the hundred thousand. They are read where they are asked for by name, and are aggregated by the
#: database; nothing that goes through every kind takes them along.
BULK = frozenset({"contact"})
#: All the others.
EVERYDAY = tuple(kind for kind in RECORDS if kind not in BULK)
