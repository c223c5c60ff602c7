"""Experiments: a structured try, from its inquiry question to what came of it, and what holds while it runs."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from workbench.model.record import Captured, Day, Id, InCycle, Name, Person, Text, Wording

__all__ = [
    "ConditionKind",
    "DataKind",
    "DataPlan",
    "EndPoint",
    "Ending",
    "Every",
    "Experiment",
    "ExperimentKind",
    "ExperimentShape",
    "ExperimentStatus",
    "FrameNote",
    "FrameRegion",
    "Rule",
    "RuleKind",
    "WorksOn",
    "shape_of",
]


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


class EndPoint(StrEnum):
    """Whether the group knows where it wants to arrive."""

    known = "known"
    unknown = "unknown"


class WorksOn(StrEnum):
    """Direct work with citizens, or indirect work on the system round them."""

    citizens = "citizens"
    system = "system"


class ExperimentShape(StrEnum):
    """The wider choice beside the kind: end point × where the work is done."""

    project = "project"
    prototype = "prototype"
    training = "training"
    enquiry = "enquiry"


_SHAPES = {
    (EndPoint.known, WorksOn.citizens): ExperimentShape.project,
    (EndPoint.unknown, WorksOn.citizens): ExperimentShape.prototype,
    (EndPoint.known, WorksOn.system): ExperimentShape.training,
    (EndPoint.unknown, WorksOn.system): ExperimentShape.enquiry,
}


def shape_of(end_point: object, works_on: object) -> ExperimentShape | None:
    """The shape that two answers make, as enums or as their words; None until both questions are answered."""
    return next((shape for answers, shape in _SHAPES.items() if answers == (end_point, works_on)), None)


class Ending(StrEnum):
    """What became of it."""

    embedded = "embedded"
    passed_on = "passed_on"
    stopped = "stopped"


class Experiment(Captured):
    """An experiment, in the order of the questions a group answers about it.

    ``touches`` are the ids of the things and links of the map that it acts on (a link has a direction); ``rules`` the
    rules and principles that hold for it, ``links_to`` the other experiments sense is made across.
    """

    kind: ClassVar[str] = "experiment"

    title: Name
    question: Text = ""
    experiment_kind: ExperimentKind = ExperimentKind.probe
    hypothesis: Text = ""
    actions: Text = ""
    status: ExperimentStatus = ExperimentStatus.designing
    touches: tuple[Id, ...] = ()
    started_on: Day | None = None
    ended_on: Day | None = None
    what_happened: Text = ""
    end_point: EndPoint | None = None
    works_on: WorksOn | None = None
    whose_question: Text = ""
    why_these: Text = ""
    elsewhere: Text = ""
    people: Text = ""
    permissions: Text = ""
    timescale: Text = ""
    needs: Text = ""
    skills: Text = ""
    how_we_know: Text = ""
    sense_making: Text = ""
    sharing: Text = ""
    rules: tuple[Id, ...] = ()
    links_to: tuple[Id, ...] = ()
    links_note: Text = ""
    ending: Ending | None = None
    ending_why: Text = ""

    @property
    def shape(self) -> ExperimentShape | None:
        """Project, prototype, training or enquiry; None until both questions are answered."""
        return shape_of(self.end_point, self.works_on)


class RuleKind(StrEnum):
    """A rule is binary and beyond question, and there are few; a principle guides and is open to interpretation."""

    rule = "rule"
    principle = "principle"


class Rule(Captured):
    """A rule or principle of a cycle, and where it came from."""

    kind: ClassVar[str] = "rule"

    wording: Wording
    rule_kind: RuleKind = RuleKind.principle
    came_from: Text = ""
    since: Day | None = None
    ended_on: Day | None = None


class DataKind(StrEnum):
    """What is gathered."""

    numbers = "numbers"
    stories = "stories"
    case_notes = "case_notes"
    person_shaped = "person_shaped"
    pictures = "pictures"
    experience = "experience"


class Every(StrEnum):
    """How often."""

    as_it_happens = "as_it_happens"
    day = "day"
    week = "week"
    fortnight = "fortnight"
    month = "month"
    quarter = "quarter"
    once = "once"


class DataPlan(InCycle):
    """One line of an experiment's data plan: what, who gathers and analyses, how often, on which form.

    ``form`` is the kind of record it is written on (``debrief``, ``pod_entry``, ``story``, ``goal_score``, ``point``,
    ``spend``, ``task``, ``issue`` or ``capture_entry``; "" where it is kept elsewhere). ``capture_form`` or ``series``
    name which one, where there are several.
    """

    kind: ClassVar[str] = "data_plan"

    experiment: Id
    what: Wording
    data_kind: DataKind = DataKind.experience
    gathers: Person = ""
    analyses: Person = ""
    every: Every = Every.week
    form: Text = ""
    capture_form: Id | None = None
    series: Id | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None
    note: Text = ""


class FrameRegion(StrEnum):
    """Where a note stands on the prototype frame."""

    boundary = "boundary"
    request = "request"
    context = "context"
    core_team = "core_team"
    pulled_in = "pulled_in"
    stability = "stability"
    purpose = "purpose"
    leading_measure = "leading_measure"
    lagging_measure = "lagging_measure"
    condition = "condition"
    leader = "leader"


class ConditionKind(StrEnum):
    """What kind of system condition presses on a prototype."""

    budgets = "budgets"
    eligibility = "eligibility"
    competing_projects = "competing_projects"
    procedures = "procedures"
    it_and_data = "it_and_data"
    role_design = "role_design"
    paperwork = "paperwork"
    other = "other"


class FrameNote(InCycle):
    """One note on the prototype frame of an experiment; ``condition_kind`` is for system conditions."""

    kind: ClassVar[str] = "frame_note"

    experiment: Id
    region: FrameRegion
    text: Wording
    condition_kind: ConditionKind | None = None
