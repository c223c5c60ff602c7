"""Appreciative inquiry: rounds of discover, dream, design and deliver, and the opening questions worded for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from workbench.desk import Desk
from workbench.desk.inquiry_work import InquiryWork
from workbench.model import CaptureForm, Inquiry, InquiryNote, InquiryStage, OpeningQuestion
from workbench.model.form import Form
from workbench.panels.form_panel import FormPanel
from workbench.panels.kept_reading import KeptReading
from workbench.panels.languages import language_named, with_languages
from workbench.panels.library import script, style
from workbench.panels.spoken_date import spoken

__all__ = ["InquiryPanel"]

#: So many titles of stories stand on the page; their own room shows all of them.
_FIRST = 8
_MOST = 3_000


class InquiryPanel(FormPanel):
    """The rounds of inquiry of one group, one looked at at a time; its stages may be taken in any order."""

    _esm = script("show_stories.js", "inquiry_questions.js", "inquiry_next.js", "inquiry.js")
    _css = style("inquiry.css")
    sections = ("inquiry",)
    follows = frozenset({"inquiry", "inquiry_note", "opening_question", "story", "intake"})
    kinds = frozenset({"inquiry", "inquiry_note", "opening_question"})
    looks = FormPanel.looks | {"look", "stories"}
    work = InquiryWork
    _work: InquiryWork
    pulse_ms = 2_000

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(desk, system=system, cycle=cycle, may_edit=may_edit)
        self._shown = ""
        self._stories = KeptReading(desk, ("story",), self._read)

    def load(self) -> dict[str, Any]:
        """The rounds, newest first, all of the one that is looked at, and the questions asked outside of any round."""
        rounds = sorted(self._all(Inquiry), key=_begun, reverse=True)
        questions = sorted(self._all(OpeningQuestion), key=lambda q: q.id)
        outside = [question for question in questions if question.inquiry is None]
        shown = next((one for one in rounds if one.id == self._shown), None) or next(iter(rounds), None)
        return {
            "may_edit": self._may_edit,
            "today": self._desk.today().isoformat(),
            "by": self.by,
            "place": {"system": self._system, "cycle": self._cycle},
            "stages": [stage.value for stage in InquiryStage],
            "rounds": [[one.id, one.name] for one in rounds],
            "one": self._one(shown, rounds, questions) if shown else None,
            "outside": [self._question(q, questions) for q in outside if not _reworded(q, outside)],
        }

    def _all(self, kind: type[Any]) -> list[Any]:
        cycles = self._desk.structure.cycles_of(self._system)
        return [record for cycle in cycles for record in self._desk.store.all(kind, cycle=cycle.id)]

    def _one(self, inquiry: Inquiry, rounds: Sequence[Inquiry], questions: Sequence[OpeningQuestion]) -> dict[str, Any]:
        own = [question for question in questions if question.inquiry == inquiry.id]
        told = self._told(inquiry.id, own)
        after = next((one for one in rounds if one.follows == inquiry.id), None)
        before = next((one for one in rounds if one.id == inquiry.follows), None)
        return {
            "row": self.values(inquiry),
            "begun": spoken(inquiry.opened_on, self.words) if inquiry.opened_on else "",
            "closed": spoken(inquiry.closed_on, self.words) if inquiry.closed_on else "",
            "before": [before.id, before.name] if before else None,
            "after": [after.id, after.name] if after else None,
            "notes": self._notes(inquiry.id),
            "questions": [self._question(q, questions) for q in own if not _reworded(q, own)],
            "n_stories": len(told),
            "stories": list(told["title"].head(_FIRST)),
        }

    def _notes(self, inquiry: str) -> dict[str, list[dict[str, Any]]]:
        """What the group said, by stage, in the order in which it was written down."""
        notes: dict[str, list[dict[str, Any]]] = {stage.value: [] for stage in InquiryStage}
        for note in self._desk.store.all(InquiryNote, inquiry=inquiry):
            on = spoken(note.noted_on, self.words) if note.noted_on else ""
            notes[note.stage.value].append({**self.values(note), "on": on})
        return notes

    def _read(self) -> pd.DataFrame:
        """The stories the group sees, newest told first: id, title, inquiry, opening_question."""
        stories = self._desk.evidence("story", system=self._system, below=False, own=True)["story"]
        stories = stories.sort_values(["told_on", "id"], ascending=False, na_position="last")
        return stories[["id", "title", "inquiry", "opening_question"]].reset_index(drop=True)

    def _told(self, inquiry: str, questions: Sequence[OpeningQuestion]) -> pd.DataFrame:
        """The stories of a round: told in it, or to one of its questions."""
        stories = self._stories.now()
        asked = [question.id for question in questions]
        return stories[(stories["inquiry"] == inquiry) | stories["opening_question"].isin(asked)]

    def _question(self, question: OpeningQuestion, questions: Sequence[OpeningQuestion]) -> dict[str, Any]:
        """One question as it is worded now, with every wording before it."""
        by_id = {one.id: one for one in questions}
        before, at = [], question
        while at.follows in by_id and by_id[at.follows] not in before:
            at = by_id[at.follows]
            before.append(at)
        return {**self._wording(question), "before": [self._wording(one) for one in before]}

    def _wording(self, question: OpeningQuestion) -> dict[str, Any]:
        agreed, ended = question.agreed_on, question.ended_on
        return {
            **self.values(question),
            "state": "ended" if ended else "agreed" if agreed else "proposed",
            "agreed": spoken(agreed, self.words) if agreed else "",
            "ended": spoken(ended, self.words) if ended else "",
            "named": language_named(question.language, self.words) if question.language != self.language else "",
            "n_stories": int((self._stories.now()["opening_question"] == question.id).sum()),
        }

    def page_form(self, asked: Form | CaptureForm) -> dict[str, Any]:
        """As every form; languages by their names."""
        return with_languages(super().page_form(asked), self.words)

    # -- commands -----------------------------------------------------------------------------------------------------
    def do_look(self, id: str) -> dict[str, Any]:
        """Look at one round."""
        self._shown = str(id)
        return self.load()

    def do_stories(self, inquiry: str, question: str = "") -> list[str]:
        """The ids of the stories told to one wording, or of all of a round, to be shown in their own room."""
        stories = self._stories.now()
        own = [q for q in self._all(OpeningQuestion) if q.inquiry == inquiry]
        told = stories[stories["opening_question"] == question] if question else self._told(inquiry, own)
        return list(told["id"].head(_MOST))

    def do_add(self, kind: str, values: dict[str, Any], made_from: list[str] | None = None) -> dict[str, Any]:
        """Write something new; a new round is looked at."""
        made = super().do_add(kind, values, made_from)
        if kind == Inquiry.kind:
            self._shown = made["id"]
        return made

    def do_agree(self, question: str) -> None:
        """The group agrees to a wording."""
        self._sit()
        self._work.agree_to(question)

    def do_reword(self, question: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Propose another wording in the place of one."""
        self._allow("opening_question", values)
        return self.values(self._work.reword(question, values))

    def do_end(self, question: str, ended: bool = True) -> None:
        """A question is no longer asked, or is asked again."""
        self._sit()
        (self._work.end if ended else self._work.ask_again)(question)

    def do_close(self, inquiry: str, closed: bool) -> None:
        """End a round, or open it again."""
        self._sit()
        self._work.close(inquiry, closed=bool(closed))

    def do_next(self, inquiry: str, values: Mapping[str, Any], keep: list[str], wordings: list[str]) -> dict[str, Any]:
        """Begin the round that follows one, with the questions chosen for it, and look at it."""
        self._allow("inquiry", values)
        keep, wordings = [str(id) for id in keep], [str(one) for one in wordings]
        self._shown = self._work.begin_next(inquiry, values, keep=keep, wordings=wordings).id
        return self.load()


def _begun(inquiry: Inquiry) -> tuple[date, str]:
    return (inquiry.opened_on or date.min, inquiry.id)


def _reworded(question: OpeningQuestion, questions: Sequence[OpeningQuestion]) -> bool:
    """Whether another wording of the same round stands in the place of this one."""
    return any(one.follows == question.id for one in questions)
