"""Today's page of a team: what was planned, a place to talk, what came in lately, what was left open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import pandas as pd

from workbench.desk import Desk
from workbench.model import (
    CaptureEntry,
    CaptureForm,
    Countermeasure,
    Debrief,
    DebriefEntry,
    Experiment,
    ExperimentStatus,
    Goal,
    Issue,
    Record,
    Series,
    Slice,
    Story,
)
from workbench.panels.form_panel import FormPanel
from workbench.panels.led_to import LedTo
from workbench.panels.library import script, style
from workbench.panels.spoken_date import spoken

__all__ = ["TodayPanel"]

#: Something that came in: kind, id, words, and the day with the debrief it was said in ("" where in none).
_Written = tuple[str, str, str, tuple[date, str]]

_LATELY_DAYS = 14
_COMING_DAYS = 14
_MOST_LATELY = 40
_MOST_ENTRIES = 30


class TodayPanel(FormPanel):
    """What a team needs on one page at the beginning of a day.

    Nothing here counts what people did or did not do: a day that went by "was planned for Tuesday", and the newest
    planned day stands for all before it.
    """

    _esm = script("today_parts.js", "today.js")
    _css = style("today.css")
    sections = ("today",)
    follows = frozenset(
        {
            *(
                "experiment",
                "data_plan",
                "debrief",
                "debrief_entry",
                "pod_entry",
                "story",
                "issue",
                "goal",
                "goal_score",
            ),
            *("series", "point", "spend", "task", "task_move", "capture_form", "capture_entry", "countermeasure"),
            *("evidence_link", "cycle"),
        }
    )
    kinds = frozenset({"debrief", "story", "issue", "spend", "task", "goal_score", "point", "capture_entry"})
    pulse_ms = 2500

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(desk, system=system, cycle=cycle, may_edit=may_edit)

    def load(self) -> dict[str, Any]:
        """The whole page, for the day it is."""
        today = self._desk.today()
        debriefs = self._desk.store.all(Debrief, cycle=self._cycle)
        debriefs.sort(key=lambda debrief: (debrief.held_on, debrief.id), reverse=True)
        made = LedTo.read(self._desk, system=self._system)
        # of stories and goals only what the person they belong to lets the group see
        evidence = self._desk.evidence("story", "goal", system=self._system, below=False, own=True)
        seen = {*evidence["story"]["id"], *evidence["goal"]["id"]}
        return {
            "may_edit": self._may_edit,
            "today": today.isoformat(),
            "day": self.words.say("today.day.full", weekday=self._weekday(today), day=spoken(today, self.words)),
            **self._due(today),
            "debriefs": [{"id": d.id, "about": d.about} for d in debriefs if d.held_on == today],
            "own_forms": self._own_forms(),
            "lately": self._lately(today, self._written(debriefs, made, seen), made),
            "left_open": self._left_open(debriefs, made),
            "reviews": self._reviews(today),
            "options": self._options(seen),
        }

    # -- what was planned -------------------------------------------------------------------------------------------
    def _due(self, today: date) -> dict[str, Any]:
        table = self._desk.capture_due(system=self._system, cycle=self._cycle).table
        groups: dict[str, list[dict[str, Any]]] = {"due": [], "coming": [], "as_it_happens": [], "done": []}
        for row in table.to_dict("records"):
            last, due = _day(row["last_on"]), _day(row["due_on"])
            if row["state"] != "as_it_happens" and last == today:
                groups["done"].append(self._line(row, last, due, today))
            elif row["state"] in groups and (due is None or due <= today + timedelta(days=_COMING_DAYS)):
                groups[row["state"]].append(self._line(row, last, due, today))
        return {"planned": groups, "any_running": bool(len(table))}

    def _line(self, row: dict[Any, Any], last: date | None, due: date | None, today: date) -> dict[str, Any]:
        say = self.words.say
        when = ""
        if row["state"] == "due" and due is not None:
            near = self._near(due, today)
            when = say("today.due.planned_today") if due == today else say("today.due.planned_for", day=near)
        elif due is not None:
            when = say("today.due.next_on", day=self._near(due, today))
        said_last = say("today.due.last_on", day=self._near(last, today)) if last else say("today.due.never")
        gathers = row.get("gathers") or ""
        return {
            "id": row["id"],
            "experiment": row["experiment"],
            "title": row["title"],
            "what": row["what"],
            "form": row["form"],
            "capture_form": _text(row["capture_form"]),
            "series": _text(row["series"]),
            "when": when,
            "last": said_last if row["form"] else say("today.due.elsewhere"),
            "gathers": say("today.due.gathers", name=gathers) if gathers else "",
        }

    def _weekday(self, day: date) -> str:
        return self.words.say(f"today.weekday.{day.weekday()}")

    def _near(self, day: date, today: date) -> str:
        """A day as people say it: yesterday, on Tuesday, on 3 May 2026."""
        apart = (day - today).days
        near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(apart)
        if near:
            return self.words.say(f"today.day.{near}")
        if abs(apart) < 7:
            return self.words.say("today.day.this_week", weekday=self._weekday(day))
        return self.words.say("today.day.other", day=spoken(day, self.words))

    # -- forms of the group's own -------------------------------------------------------------------------------------
    def _own_forms(self) -> list[dict[str, Any]]:
        today = self._desk.today()
        made = []
        for own in self._desk.store.all(CaptureForm, cycle=self._cycle):
            entries = self._desk.store.all(CaptureEntry, capture_form=own.id)
            entries.sort(key=lambda entry: (entry.happened_on, entry.id), reverse=True)
            closed = own.closed_on is not None and own.closed_on < today
            if closed and not entries:
                continue
            made.append(
                {
                    "id": own.id,
                    "name": own.name,
                    "closed": spoken(own.closed_on, self.words) if closed and own.closed_on else "",
                    "form": self.page_form(own),
                    "n": len(entries),
                    "entries": [self._entry(entry) for entry in entries[:_MOST_ENTRIES]],
                }
            )
        return made

    def _entry(self, entry: CaptureEntry) -> dict[str, Any]:
        answers = [{"asked": a.asked, "answer": ", ".join(a.answer)} for a in entry.own_answers]
        return {"id": entry.id, "day": spoken(entry.happened_on, self.words), "by": entry.said_by, "answers": answers}

    # -- what came in, what was left ----------------------------------------------------------------------------------
    def _lately(self, today: date, written: Iterable[_Written], made: LedTo) -> list[dict[str, Any]]:
        since = today - timedelta(days=_LATELY_DAYS)
        found: list[dict[str, Any]] = []
        for kind, id, text, on in written:
            if since <= on[0] <= today:
                came = id in made.came_from(kind) if kind in ("issue", "story") else False
                found.append(
                    {"kind": kind, "id": id, "text": text, "on": on[0], "debrief": on[1], "from_debrief": came}
                )
        found.sort(key=lambda one: (one["on"], one["id"]), reverse=True)
        return [{**one, "on": self._near(one["on"], today)} for one in found[:_MOST_LATELY]]

    def _written(self, debriefs: list[Debrief], made: LedTo, seen: set[str]) -> Iterator[_Written]:
        """Issues, stories and what was said: kind, id, words, and the day with the debrief it was said in."""
        for issue in self._desk.store.all(Issue, cycle=self._cycle):
            yield "issue", issue.id, issue.description, (issue.raised_on or _written_on(issue), "")
        for story in self._desk.store.all(Story, cycle=self._cycle):
            if story.id in seen:
                yield "story", story.id, story.title, (story.told_on or _written_on(story), "")
        held = {debrief.id: debrief.held_on for debrief in debriefs}
        became = made.made_of("debrief_entry")
        for entry in self._desk.store.all(DebriefEntry, cycle=self._cycle):
            # what became an issue or a story is told by that
            if entry.debrief in held and entry.id not in became:
                yield "debrief_entry", entry.id, entry.text, (held[entry.debrief], entry.debrief)

    def _left_open(self, debriefs: list[Debrief], made: LedTo) -> dict[str, Any] | None:
        """What "happens now", by the newest debrief that said so, as far as nothing was made of it yet."""
        became = made.made_of("debrief_entry")
        for debrief in debriefs:
            entries = self._desk.store.all(DebriefEntry, debrief=debrief.id, slice=Slice.practical_last.value)
            if entries:
                left = [{"id": e.id, "text": e.text, "prompt": e.prompt} for e in entries if e.id not in became]
                return {"debrief": debrief.id, "day": self._near(debrief.held_on, self._desk.today()), "entries": left}
        return None

    def _reviews(self, today: date) -> list[dict[str, Any]]:
        until = today + timedelta(days=_COMING_DAYS)
        standing = [c for c in self._desk.store.all(Countermeasure, cycle=self._cycle) if c.ended_on is None]
        days = sorted((c.review_on, c.id, c.what) for c in standing if c.review_on and c.review_on <= until)
        made = []
        for day, id, what in days:
            key = "was_planned_for" if day < today else "planned_for"
            when = self.words.say(f"today.review.{key}", day=self._near(day, today))
            made.append({"id": id, "what": what, "when": when})
        return made

    def _options(self, seen: set[str]) -> dict[str, list[list[str]]]:
        """Which records the forms of this page may name."""
        store, cycle = self._desk.store, self._cycle
        goals = store.all(Goal, cycle=cycle)
        return {
            "goal": [[g.id, f"{g.person}: {g.wording}"] for g in goals if g.ended_on is None and g.id in seen],
            "series": [[s.id, f"{s.name} ({s.unit})"] for s in store.all(Series, cycle=cycle)],
            "experiment": [
                [e.id, e.title] for e in store.all(Experiment, cycle=cycle) if e.status is not ExperimentStatus.ended
            ],
        }


def _written_on(record: Record) -> date:
    return record.created_at.date() if record.created_at else date.min


def _day(value: Any) -> date | None:
    return None if value is None or pd.isna(value) else pd.Timestamp(value).date()


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
