"""“We noticed …”: whatever a page shows, what people see in it can be written down there and then."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from workbench.desk.noticing_work import MOST_BESIDE, NoticingWork
from workbench.errors import Refused
from workbench.model import Case, EvidenceLink, Observation, SenseNote, SessionPhase, Stance
from workbench.panels.form_panel import FormPanel
from workbench.panels.library import script, style
from workbench.panels.spoken_date import spoken
from workbench.patterns.observation_strength import observation_strength

__all__ = ["NoticingPanel"]

#: How many of the newest observations stand below the page.
_MOST_SHOWN = 30


class NoticingPanel(FormPanel):
    """Listens on its page for ``workbench-noticed`` and opens the form of an observation; keeps the newest at hand.

    The event's ``detail`` may have ``seen_in`` (the question), ``looked_at`` (in words), ``beside`` (pairs of kind and
    id of records of any kind, laid beside it as evidence), ``cases`` (ids of case files, in the same way) and ``text``.
    While everybody writes alone in a session, what is noticed is a note of whoever writes it: it is in nobody's state.
    """

    _esm = script("kept_ids.js", "noticing_seen.js", "noticing.js")
    _css = style("noticing.css")
    sections = ("noticing",)
    follows = frozenset({"observation", "evidence_link", "sense_session"})
    kinds = frozenset({"observation", "sense_note"})
    work = NoticingWork
    _work: NoticingWork
    pulse_ms = 5_000

    def load(self) -> dict[str, Any]:
        """The newest observations of this cycle, what a new one begins with, and the session that is going on."""
        store = self._desk.store
        newest = sorted(store.all(Observation, cycle=self._cycle), key=_noticed, reverse=True)
        links = store.all(EvidenceLink, target_kind=Observation.kind, stance=Stance.supports.value)
        beside = [link for link in links if link.cycle == self._cycle]
        n_beside = Counter(link.target for link in beside)
        n_cases = Counter(link.target for link in beside if link.source_kind == Case.kind)
        return {
            "may_edit": self._may_edit,
            "today": self._desk.today().isoformat(),
            "by": self.by,
            "most_beside": MOST_BESIDE,
            "session": self._session(),
            "n": len(newest),
            "observations": [self._told(one, n_cases[one.id], n_beside[one.id]) for one in newest[:_MOST_SHOWN]],
        }

    def _session(self) -> dict[str, Any] | None:
        """The session going on, and whether everybody writes alone in it; None without one."""
        running = self._work.running_session()
        if running is None:
            return None
        alone = running.phase is SessionPhase.alone
        return {"id": running.id, "name": running.name, "question": running.question, "alone": alone}

    def _told(self, one: Observation, n_cases: int, n_beside: int) -> dict[str, Any]:
        on = spoken(one.noticed_on, self.words) if one.noticed_on else ""
        strength = observation_strength(one.hard_to_dispute, one.surprising, one.strength)
        told = {"strength": str(strength or ""), "on": on, "n_cases": n_cases, "n_beside": n_beside}
        return {**self.values(one), **told}

    def do_notice(self, values: dict[str, Any], cases: Any = (), beside: Any = ()) -> dict[str, Any]:
        """Write an observation down with what it was seen in; the answer tells how many pieces were laid beside.

        Where everybody began to write alone meanwhile, it is kept as a note, so that nobody sees it before the others.
        """
        self._allow("observation", values)
        pieces = self._pieces(cases, beside)
        running = self._work.running_session()
        if running is not None and running.phase is SessionPhase.alone:
            said = "\n".join(filter(None, (str(values.get(field) or "").strip() for field in ("title", "text"))))
            return self.do_note({**_seen(values), "text": said}, session=running.id, beside=pieces)
        made = self._work.notice(values, beside=pieces)
        return {"id": made.id, "title": made.title, "laid": _n_laid(pieces)}

    def do_note(self, values: dict[str, Any], session: str, beside: Any = ()) -> dict[str, Any]:
        """Write a note for oneself in a session, also where it was revealed meanwhile: it stays its writer's."""
        self._allow("observation", values)
        pieces = self._pieces((), beside)
        made = self._work.note(values, session=str(session), beside=pieces)
        return {"id": made.id, "note": True, "laid": _n_laid(pieces)}

    def _sit(self, *kinds: str) -> None:
        """As on any page; but a note is written by ``do_note`` only, and is read, changed and removed where it lies."""
        if SenseNote.kind in kinds:
            raise Refused(self.words.say("forms.problem.not_on_forms", kind=SenseNote.kind))
        super()._sit(*kinds)

    def _pieces(self, cases: Any, beside: Any) -> list[Any]:
        """Everything a page lays beside what was noticed, as pairs of kind and id; the work looks each over."""
        if not (isinstance(cases, list | tuple) and isinstance(beside, list | tuple)):
            raise Refused(self.words.say("noticing.no_pieces"), field="beside")
        return [*((Case.kind, case) for case in cases), *beside]


def _n_laid(pieces: list[Any]) -> int:
    return min(len({tuple(piece) for piece in pieces}), MOST_BESIDE)


def _seen(values: dict[str, Any]) -> dict[str, Any]:
    return {field: values[field] for field in ("seen_in", "looked_at") if values.get(field)}


def _noticed(one: Observation) -> tuple[date, str]:
    return (one.noticed_on or date.min, one.id)
