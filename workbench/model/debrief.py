"""Debriefs, learning pods, and entries on a group's own forms: what people say about how it went."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from workbench.model.record import Captured, Day, Id, InCycle, Name, OwnAnswer, Person, Text, Wording

__all__ = [
    "Belief",
    "CaptureEntry",
    "CaptureForm",
    "Debrief",
    "DebriefEntry",
    "DebriefKind",
    "LearningAbout",
    "OwnQuestion",
    "PodEntry",
    "QuestionKind",
    "Slice",
    "WhoCanAct",
]


class DebriefKind(StrEnum):
    """Planned, or hot: about one issue, called by anyone, now."""

    planned = "planned"
    hot = "hot"


class Slice(StrEnum):
    """The sandwich: practical, reflective, practical."""

    practical_first = "practical_first"
    reflective = "reflective"
    practical_last = "practical_last"


class LearningAbout(StrEnum):
    """About the work (how this life, this team responds), or about organising it."""

    work = "work"
    organising = "organising"


class WhoCanAct(StrEnum):
    """I can act on it, this team can, or another cycle must."""

    me = "me"
    team = "team"
    another_cycle = "another_cycle"


class Belief(StrEnum):
    """How strong somebody's belief is, in words: it is talked about, and never added up."""

    strong = "strong"
    steady = "steady"
    wavering = "wavering"
    hard_to_say = "hard_to_say"


class Debrief(Captured):
    """A meeting to reflect: planned, or hot. ``about`` is the one issue of a hot one."""

    kind: ClassVar[str] = "debrief"

    held_on: Day
    debrief_kind: DebriefKind = DebriefKind.planned
    about: Text = ""
    called_by: Person = ""
    recorder: Person = ""
    present: tuple[Person, ...] = ()
    experiment: Id | None = None


class DebriefEntry(InCycle):
    """One thing that was said in a debrief, in its slice of the sandwich, under the prompt it answered."""

    kind: ClassVar[str] = "debrief_entry"

    debrief: Id
    slice: Slice
    text: Wording
    prompt: Text = ""
    said_by: Person = ""
    learning_about: LearningAbout | None = None
    can_act: WhoCanAct | None = None
    belief_in_mission: Belief | None = None
    belief_in_experiment: Belief | None = None
    belief_in_own_part: Belief | None = None
    own_answers: tuple[OwnAnswer, ...] = ()


class PodEntry(Captured):
    """What a pair of front-line staff bring from a learning pod. Who the pair were never leaves the pod.

    ``shared_on`` is the day the pair let the group see it; until then it is theirs.
    """

    kind: ClassVar[str] = "pod_entry"

    held_on: Day
    pair: tuple[Person, ...] = ()
    did_differently: Text = ""
    learnt: Text = ""
    enabled: Text = ""
    went_wrong: Text = ""
    learning_about: LearningAbout | None = None
    can_act: WhoCanAct | None = None
    experiment: Id | None = None
    shared_on: Day | None = None


class QuestionKind(StrEnum):
    """The usual kinds of question a form may ask."""

    line = "line"
    text = "text"
    number = "number"
    day = "day"
    yes_no = "yes_no"
    choice = "choice"
    several = "several"


class OwnQuestion(BaseModel):
    """A question on a group's own form. One that is no longer asked stays, ``asked`` False, for the answers it has."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: Id
    label: Name
    question_kind: QuestionKind = QuestionKind.text
    help: Text = ""
    choices: Annotated[tuple[Name, ...], Field(max_length=50)] = ()
    asked: bool = True


class CaptureForm(Captured):
    """A form of a group's own, made from a line of a data plan."""

    kind: ClassVar[str] = "capture_form"

    name: Name
    experiment: Id | None = None
    questions: tuple[OwnQuestion, ...] = ()
    closed_on: Day | None = None


class CaptureEntry(InCycle):
    """One filled-in form of a group's own."""

    kind: ClassVar[str] = "capture_entry"

    capture_form: Id
    happened_on: Day
    said_by: Person = ""
    own_answers: tuple[OwnAnswer, ...] = ()
