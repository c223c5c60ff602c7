"""Sessions in which a group makes sense together: planned, written alone first, then shown and gathered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import blake2b
from typing import Any

from workbench.desk import Desk
from workbench.desk.sense_work import SenseWork
from workbench.errors import NotAllowed, Refused
from workbench.model import EvidenceLink, Observation, PlanStep, SenseNote, SenseSession, SessionPhase, Stance
from workbench.model.sense_template import lenses, plans, scaled
from workbench.panels.form_panel import FormPanel
from workbench.panels.library import script, style
from workbench.panels.spoken_date import spoken
from workbench.patterns.alike import first_like

__all__ = ["SenseSessionPanel"]

#: More ids than one browser will ever have written.
_MOST_MINE = 500
#: Notes so similar (0–100) stand beside each other, so that somebody can say that they are the same.
_ALIKE = 70.0
#: Whoever wrote nothing for so long is no longer writing.
_WRITING_MINUTES = 10


def _handle(id: str) -> str:
    """A name for a note that was shown; its id stays with whoever wrote it."""
    return blake2b(id.encode(), digest_size=8).hexdigest()


class SenseSessionPanel(FormPanel):
    """The sessions of a cycle.

    A note that is not shown yet goes only to a page whose browser wrote it, or at whose keyboard sits who wrote it; it
    is in nobody else's state. Of one that is shown the page gets the words and the name its writer put to it, no author
    and no id.
    """

    _esm = script(
        *("kept_ids.js", "print_sheet.js", "sense_lens.js", "sense_plan.js", "sense_notes.js", "sense_begin.js"),
        "sense_session.js",
    )
    _css = style("sense_session.css", "print_sheet.css")
    sections = ("sense_session",)
    follows = frozenset({"sense_session", "sense_note", "observation", "evidence_link"})
    work = SenseWork
    _work: SenseWork
    kinds = frozenset({"sense_session", "sense_note", "observation"})
    looks = FormPanel.looks | {"open", "mine", "steps", "still_writing"}
    pulse_ms = 1_500

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(desk, system=system, cycle=cycle, may_edit=may_edit)
        self._mine: frozenset[str] = frozenset()
        running = self._work.running_session()
        self._shown = running.id if running else ""

    def load(self) -> dict[str, Any]:
        """The sessions, the newest first, and the one that is looked at."""
        sessions = sorted(self._desk.store.all(SenseSession, cycle=self._cycle), key=_held, reverse=True)
        noticed = Counter(one.sense_session for one in self._desk.store.all(Observation, cycle=self._cycle))
        here = next((one for one in sessions if one.id == self._shown), None)
        return {
            "may_edit": self._may_edit,
            "today": self._desk.today().isoformat(),
            "by": self.by,
            "sessions": [self._listed(one, noticed[one.id]) for one in sessions],
            "lenses": [self._lens(one) for one in lenses(self.language)],
            "plans": [[plan.id, plan.title, plan.lead] for plan in plans(self.language)],
            "open": self._shown,
            "one": self._one(here) if here is not None else None,
        }

    @staticmethod
    def _lens(lens: Any) -> dict[str, Any]:
        asked = [{"title": p.title, "ask": p.ask, "more": p.more} for p in lens.prompts]
        return {"id": lens.id, "title": lens.title, "lead": lens.lead, "quiet": lens.quiet, "prompts": asked}

    def _listed(self, one: SenseSession, n_noticed: int) -> dict[str, Any]:
        return {
            "id": one.id,
            "name": one.name,
            "question": one.question,
            "on": self._day(one.held_on),
            "lens": one.lens,
            "phase": one.phase.value,
            "n_people": len(one.people),
            "n_noticed": n_noticed,
        }

    def _day(self, day: date | None) -> str:
        return spoken(day, self.words) if day else ""

    # -- one session --------------------------------------------------------------------------------------------------
    def _one(self, session: SenseSession) -> dict[str, Any]:
        notes = self._desk.store.all(SenseNote, sense_session=session.id)
        ours = [note for note in notes if note.revealed_on is None and self._is_ours(note)]
        noticed = self._desk.store.all(Observation, sense_session=session.id)
        return {
            "row": self.values(session),
            "on": self._day(session.held_on),
            "ours": [self.values(note) for note in ours],
            "notes": self._notes([note for note in notes if note.revealed_on is not None]),
            "noticed": [{"id": one.id, "title": one.title} for one in noticed],
        }

    def _is_ours(self, note: SenseNote) -> bool:
        who = self.by.casefold()
        return note.id in self._mine or (bool(who) and who in {note.created_by.casefold(), note.written_by.casefold()})

    def _notes(self, shown: Sequence[SenseNote]) -> list[dict[str, Any]]:
        """Notes that were shown, those alike beside each other, in an order that does not tell who wrote first."""
        became = self._became()
        mixed = sorted(shown, key=lambda note: _handle(note.id))
        alike = first_like([note.text for note in mixed], alike=_ALIKE)
        n = Counter(alike)
        told = [
            {
                "handle": _handle(note.id),
                "text": note.text,
                "written_by": note.written_by,
                "looked_at": note.looked_at,
                "seen_in": note.seen_in,
                "alike": first if n[first] > 1 else -1,
                "became": became.get(note.id, []),
                "ours": note.id if self._is_ours(note) else "",
                "at": first,
            }
            for note, first in zip(mixed, alike, strict=True)
        ]
        return [{key: value for key, value in one.items() if key != "at"} for one in sorted(told, key=_first)]

    def _became(self) -> dict[str, list[str]]:
        """By note the titles of the observations it led to."""
        store = self._desk.store
        titles = {one.id: one.title for one in store.all(Observation, cycle=self._cycle)}
        links = store.all(EvidenceLink, source_kind=SenseNote.kind, stance=Stance.led_to.value)
        found: dict[str, list[str]] = {}
        for link in links:
            if link.target in titles:
                found.setdefault(link.source, []).append(titles[link.target])
        return found

    # -- looking ------------------------------------------------------------------------------------------------------
    def do_open(self, id: str) -> dict[str, Any]:
        """Look at one session; "" goes back to the list."""
        self._shown = str(id)
        return self.load()

    def do_mine(self, ids: list[str]) -> dict[str, Any]:
        """The page tells which notes were written in its browser; what is ours now."""
        self._mine = frozenset(str(id) for id in ids[:_MOST_MINE])
        return self.load()

    def do_steps(self, minutes: int, plan: str = "", steps: list[dict[str, Any]] | None = None) -> list[dict[str, Any]]:
        """The steps of a plan of the templates, or of these, in so many minutes; nothing is written."""
        found = next((one.steps for one in plans(self.language) if one.id == plan), ())
        given = tuple(PlanStep.model_validate(step) for step in steps) if steps is not None else found
        return [step.model_dump() for step in scaled(given, int(minutes))]

    def do_still_writing(self, session: str) -> dict[str, int]:
        """How many devices have something begun and unsaved for this session, and how many notes wait to be shown."""
        begun = self._draft_at(f"{self._cycle}/sense-note")
        waiting = self._desk.store.all(SenseNote, sense_session=session)
        return {
            "writing": self._desk.store.n_writing(begun, minutes=_WRITING_MINUTES),
            "notes": sum(note.revealed_on is None for note in waiting),
        }

    # -- acts ---------------------------------------------------------------------------------------------------------
    def do_plan(self, values: dict[str, Any], steps: list[dict[str, Any]] | None = None) -> dict[str, Any]:
        """Plan a session, and look at it."""
        self._allow("sense_session", values)
        self._shown = self._work.plan_session(values, steps=steps or ()).id
        return self.load()

    def do_set_plan(
        self, session: str, steps: list[dict[str, Any]], was: list[dict[str, Any]] | None = None
    ) -> dict[str, Any]:
        """Change the steps of a session."""
        self._sit()
        self._work.set_plan(session, steps, was=was)
        return self.load()

    def do_go_to(self, session: str, phase: str, at: str = "") -> dict[str, Any]:
        """Go on to another phase of a session; going together shows all notes."""
        self._sit()
        self._work.go_to(session, str(phase), at=str(at))
        return self.load()

    def do_add(self, kind: str, values: dict[str, Any], made_from: list[str] | None = None) -> Any:
        """Write a note for oneself (or an observation); a note is nobody else's until it is shown."""
        if kind == SenseSession.kind:
            raise Refused(self.words.say("sense_session.not_now"))
        if kind == SenseNote.kind:
            made = super().do_add(kind, {**values, "revealed_on": None}, made_from)
            self._mine |= {made["id"]}
            return made
        return super().do_add(kind, values, made_from)

    def do_write(self, kind: str, id: str, values: dict[str, Any], was: dict[str, Any] | None = None) -> Any:
        """Change what is ours."""
        self._own_only(kind, id)
        closed = {SenseNote.kind: {"revealed_on", "sense_session"}, SenseSession.kind: {"phase"}}.get(kind, set())
        if closed & set(values):
            raise NotAllowed(self.words.say("sense_session.not_now"))
        return super().do_write(kind, id, values, was)

    def do_add_several(self, kind: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Write several, each as one is written."""
        return [self.do_add(kind, row) for row in rows]

    def do_remove(self, kind: str, id: str) -> None:
        """Take away what is ours; a session only where nobody wrote a note in it."""
        self._own_only(kind, id)
        if kind == SenseSession.kind and self._desk.store.all(SenseNote, sense_session=id):
            raise Refused(self.words.say("sense_session.has_notes"))
        super().do_remove(kind, id)

    def do_show_note(self, id: str) -> None:
        """Show one's own note to the others: one that was written after all the others were shown."""
        self._sit()
        self._own_only(SenseNote.kind, id)
        note = self._desk.store.get(SenseNote, id)
        if self._desk.store.get(SenseSession, note.sense_session).phase is SessionPhase.alone:
            raise Refused(self.words.say("sense_session.not_now"))
        self._work.write(SenseNote.kind, id, {"revealed_on": self._desk.today().isoformat()})

    def do_observe(self, session: str, handles: list[str], values: Mapping[str, Any]) -> dict[str, Any]:
        """Make one observation of notes that say the same."""
        self._allow("observation", values)
        notes = self._desk.store.all(SenseNote, sense_session=session)
        known = {_handle(note.id): note.id for note in notes if note.revealed_on is not None}
        if not all(handle in known for handle in handles):
            raise Refused(self.words.say("sense_session.not_shown"))
        made = self._work.observe([known[handle] for handle in handles], values)
        return {"id": made.id, "title": made.title}

    def _own_only(self, kind: str, id: str) -> None:
        if kind == SenseNote.kind and not self._is_ours(self._desk.store.get(SenseNote, id)):
            raise NotAllowed(self.words.say("sense_session.not_yours"))


def _held(one: SenseSession) -> tuple[bool, date, str]:
    """Those going on first, then by day."""
    return (one.phase in (SessionPhase.alone, SessionPhase.together), one.held_on or date.max, one.id)


def _first(note: Mapping[str, Any]) -> tuple[int, str]:
    return (note["at"], note["handle"])
