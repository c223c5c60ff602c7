"""The stewardship review: begun, gone through prompt by prompt, printed, and looked at over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from workbench.desk import Desk
from workbench.desk.review_work import ReviewWork
from workbench.model import Cycle, EvidenceLink, GovernanceGroup, Review, ReviewNote, Stance
from workbench.model.review_prompt import ReviewPrompt, review_prompts
from workbench.panels.form_panel import FormPanel
from workbench.panels.library import script, style
from workbench.panels.spoken_date import spoken
from workbench.panels.spoken_span import spoken_span

__all__ = ["ReviewPanel"]

#: What an answer can become, the field it is known by, and where it is looked at.
_MADE = {"issue": ("description", "run_experiments", "issues")}
_MADE |= {"experiment": ("title", "codesign_experiments", "experiments")}
_FILES = ("print_sheet.js", "review_parts.js", "review_prompts.js", "review_around.js", "review_over.js", "review.js")


class ReviewPanel(FormPanel):
    """The reviews of one cycle, one of them open at a time, and all of them side by side.

    Which one is open is known to this panel only, so that two people may look at two of them, or both at one.
    """

    _esm = script(*_FILES)
    _css = style("print_sheet.css", "review.css")
    sections = ("review",)
    follows = frozenset({"review", "review_note", "governance_group", "cycle", "evidence_link", "issue", "experiment"})
    kinds = frozenset({"review", "review_note", "issue", "experiment"})
    looks = FormPanel.looks | {"look"}
    work = ReviewWork
    _work: ReviewWork
    pulse_ms = 1_000

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(desk, system=system, cycle=cycle, may_edit=may_edit)
        self._open = ""

    def load(self) -> dict[str, Any]:
        """The reviews, newest first, all of the one that is open, and what they say over time."""
        rounds = self._rounds()
        reviews = sorted(self._desk.store.all(Review, cycle=self._cycle), key=_held, reverse=True)
        opened = next((one for one in reviews if one.id == self._open), None)
        notes = self._desk.store.all(ReviewNote, cycle=self._cycle)
        n_said = Counter(note.review for note in notes if note.state is not None or note.note)
        known = self._desk.structure.system(self._system)
        here = next(cycle for cycle in rounds if cycle.id == self._cycle)
        return {
            "may_edit": self._may_edit,
            "today": self._desk.today().isoformat(),
            "place": {"system": self._system, "cycle": self._cycle},
            "where": f"{known.name} · {here.name}",
            "stewards": list(here.stewards),
            "names": self._names(rounds, here),
            "reviews": [self._line(one, n_said[one.id]) for one in reviews],
            "due": self._due(),
            "one": self._one(opened, rounds) if opened else None,
            "over": self._over() if reviews and opened is None else None,
        }

    def _rounds(self) -> list[Cycle]:
        """The rounds of this system up to this one."""
        every = self._desk.structure.cycles_of(self._system)
        here = next(cycle for cycle in every if cycle.id == self._cycle)
        return [cycle for cycle in every if cycle.round <= here.round]

    def _names(self, rounds: Sequence[Cycle], here: Cycle) -> list[str]:
        """Groups that meet now, of this round and those before, and stewards: to be named in one act."""
        groups = [group for cycle in rounds for group in self._desk.store.all(GovernanceGroup, cycle=cycle.id)]
        return list(dict.fromkeys([*(group.name for group in groups if group.ended_on is None), *here.stewards]))

    def _line(self, review: Review, n_said: int) -> dict[str, Any]:
        return {
            "id": review.id,
            "on": spoken(review.held_on, self.words),
            "n_said": n_said,
            "who": list(review.taking_part),
            "takes_away": review.note,
        }

    def _due(self) -> str:
        on, days = self._desk.review_due(self._cycle)
        if on is None or days is None:
            return self.words.say("review.due.none")
        key = "comes" if days > 0 else "today" if days == 0 else "was"
        return self.words.say(f"review.due.{key}", on=spoken(on, self.words), time=spoken_span(abs(days), self.words))

    # -- the one that is open -----------------------------------------------------------------------------------------
    def _one(self, review: Review, rounds: Sequence[Cycle]) -> dict[str, Any]:
        before = self._before(review, rounds)
        said = {note.prompt: note for note in self._desk.store.all(ReviewNote, review=review.id)}
        last = {note.prompt: note for note in self._desk.store.all(ReviewNote, review=before.id)} if before else {}
        prompts = review_prompts(self.words)
        gone = [note for key, note in said.items() if key not in {prompt.key for prompt in prompts}]
        return {
            "row": self.values(review),
            "on": spoken(review.held_on, self.words),
            "next": spoken(review.next_on, self.words) if review.next_on else "",
            "last_on": self._said_on(before) if before else "",
            "last": self.values(before) if before else None,
            "prompts": [self._prompt(prompt, review, said.get(prompt.key), last.get(prompt.key)) for prompt in prompts],
            "gone": [self._gone(note) for note in gone],
        }

    def _before(self, review: Review, rounds: Sequence[Cycle]) -> Review | None:
        """The review held last before this one, in this round or an earlier one."""
        every = [one for cycle in rounds for one in self._desk.store.all(Review, cycle=cycle.id)]
        return max((one for one in every if _held(one) < _held(review)), key=_held, default=None)

    def _said_on(self, review: Review) -> str:
        on = spoken(review.held_on, self.words)
        if review.cycle == self._cycle:
            return on
        return self.words.say("review.earlier_round", on=on, round=self._desk.store.get(Cycle, review.cycle).name)

    def _prompt(
        self, prompt: ReviewPrompt, review: Review, said: ReviewNote | None, last: ReviewNote | None
    ) -> dict[str, Any]:
        """A prompt with what was said to it; ``row`` is there before anything is, so that it can be written in."""
        kept = self.values(said) if said else {"state": None, "note": ""}
        return {
            "part": prompt.part,
            "key": prompt.key,
            "title": prompt.title,
            "ask": said.asked if said and said.asked else prompt.ask,
            "now": prompt.ask if said and said.asked and said.asked != prompt.ask else "",
            "check": list(prompt.check),
            "design": prompt.design,
            "ready": prompt.ready,
            "row": {**kept, "kind": ReviewNote.kind, "id": f"{review.id}:{prompt.key}"},
            "note_id": said.id if said else "",
            "last": self._last(last, prompt.ask) if last else None,
            "became": self._became(said.id) if said else [],
        }

    @staticmethod
    def _last(note: ReviewNote, ask: str) -> dict[str, Any]:
        asked = note.asked if note.asked != ask else ""
        return {"state": str(note.state or ""), "note": note.note, "asked": asked}

    def _gone(self, note: ReviewNote) -> dict[str, Any]:
        return {"asked": note.asked or note.prompt, "state": str(note.state or ""), "note": note.note, "id": note.id}

    def _became(self, note: str) -> list[dict[str, str]]:
        made = []
        for link in self._desk.store.all(EvidenceLink, source=note, stance=Stance.led_to.value):
            known = _MADE.get(link.target_kind)
            found = self._desk.store.find(link.target_kind, link.target) if known else None
            if known and found is not None:
                field, page, room = known
                told = {"kind": link.target_kind, "id": link.target, "page": page, "room": room}
                made.append({**told, "title": str(getattr(found, field))})
        return made

    # -- over time ----------------------------------------------------------------------------------------------------
    def _over(self) -> dict[str, Any]:
        """Prompts down, reviews across, oldest first; a prompt that is no longer asked comes after the others."""
        found = self._desk.stewardship_over_time(system=self._system, cycle=self._cycle).finding
        cells = {(row["prompt"], row["review"]): row for row in found.said.to_dict("records")}
        titles = {prompt.key: prompt.title for prompt in review_prompts(self.words)}
        last = dict(zip(found.table["prompt"], found.table["asked"], strict=True))
        answered = [key for key in (*titles, *last) if key in last]
        reviews = found.reviews.to_dict("records")
        return {
            "reviews": [
                {
                    "id": row["review"],
                    "on": spoken(pd.Timestamp(row["held_on"]).date(), self.words),
                    "day": pd.Timestamp(row["held_on"]).date().isoformat(),
                    "hours": None if pd.isna(row["hours"]) else float(row["hours"]),
                    **{name: list(row[name]) for name in ("taking_part", "came", "left")},
                }
                for row in reviews
            ],
            "prompts": [
                {
                    "key": key,
                    "title": titles.get(key) or last[key] or key,
                    "cells": [_cell(cells.get((key, row["review"]))) for row in reviews],
                }
                for key in dict.fromkeys(answered)
            ],
        }

    # -- commands -----------------------------------------------------------------------------------------------------
    def do_look(self, review: str = "") -> dict[str, Any]:
        """Open a review; with none named, all of them side by side."""
        self._open = str(review)
        return self.load()

    def do_add(self, kind: str, values: dict[str, Any], made_from: list[str] | None = None) -> dict[str, Any]:
        """Write something new; a review that was begun is opened."""
        made = super().do_add(kind, values, made_from)
        if kind == Review.kind:
            self._open = made["id"]
        return made

    def do_answer(
        self, review: str, prompt: str, values: Mapping[str, Any], was: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Say something to a prompt of a review."""
        self._allow(ReviewNote.kind, values, was or {})
        return self.values(self._work.answer(str(review), str(prompt), values, was=was))


def _held(review: Review) -> tuple[Any, str]:
    return (review.held_on, review.id)


def _cell(row: Mapping[Any, Any] | None) -> dict[str, str] | None:
    """One answer as the page shows it; None where nothing was said."""
    if row is None:
        return None
    told = {name: row[name] if isinstance(row[name], str) else "" for name in ("state", "note", "asked")}
    return told if told["state"] or told["note"] else None
