"""The pattern board: what a group noticed, what it could mean, and what could be done about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from workbench.desk import Desk
from workbench.desk.pattern_work import GATHERED, PatternWork
from workbench.errors import Gone, Refused
from workbench.model import EvidenceLink, Idea, Interpretation, Observation, Perspective, SenseSession, Stance, Theme
from workbench.panels.cycle_in_words import cycle_in_words
from workbench.panels.form_panel import FormPanel
from workbench.panels.handing_over import HandingOver
from workbench.panels.library import script, style
from workbench.panels.pattern_evidence import PatternEvidence
from workbench.panels.picture import picture_of
from workbench.panels.spoken_date import spoken
from workbench.patterns.observation_strength import observation_strength

__all__ = ["PatternBoard"]


class PatternBoard(FormPanel):
    """The observations of a cycle as cards under themes, their interpretations under perspectives, and one open card.

    Whether an observation is a pattern that may be printed is told by the question ``pattern_list``.
    """

    _esm = script(
        *("print_sheet.js", "picture.js", "pattern_cards.js", "pattern_evidence.js", "pattern_readings.js"),
        *("pattern_sheet.js", "pattern_one.js", "pattern_board.js"),
    )
    _css = style("pattern_board.css", "picture.css", "print_sheet.css")
    sections = ("pattern_board", "noticing")
    follows = frozenset(
        {
            *("observation", "interpretation", "idea", "theme", "perspective", "evidence_link", "sense_session"),
            *("experiment", "issue", "influence", "cycle"),
        }
    )
    work = PatternWork
    _work: PatternWork
    kinds = frozenset({"observation", "interpretation", "idea", "theme", "perspective", "experiment", "issue"})
    looks = FormPanel.looks | {"open", "search", "sheet", "picture"}
    pulse_ms = 2_000

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(desk, system=system, cycle=cycle, may_edit=may_edit)
        self._shown = ""
        self._ways = HandingOver(desk, system=system, cycle=cycle, words=self.words)
        self._evidence = PatternEvidence(desk, system=system)

    def load(self) -> dict[str, Any]:
        """All cards with what they are gathered under, and the one that is looked at."""
        store, known = self._desk.store, self._desk.structure
        told = self._desk.pattern_list(cycle=self._cycle).table
        fields = {one.id: one for one in store.all(Observation, cycle=self._cycle)}
        cards = [self._card(row, fields[row["id"]]) for row in _rows(told) if row["id"] in fields]
        here = next((card for card in cards if card["id"] == self._shown), None)
        sessions = store.all(SenseSession, cycle=self._cycle)
        return {
            "may_edit": self._may_edit,
            "today": self._desk.today().isoformat(),
            "by": self.by,
            "place": {"system": self._system, "cycle": self._cycle},
            "themes": self._groups(one for one in store.all(Theme, cycle=self._cycle) if one.ended_on is None),
            "perspectives": self._groups(store.all(Perspective, cycle=self._cycle)),
            "scales": [[scale.id, scale.name] for scale in known.scales],
            "sessions": [[one.id, one.name] for one in sessions],
            "observations": cards,
            "interpretations": self._readings(fields),
            "open": self._shown,
            "one": self._one(fields[self._shown], here) if here is not None else None,
        }

    def _groups(self, groups: Iterable[Theme] | Iterable[Perspective]) -> list[dict[str, Any]]:
        """Themes or perspectives in alphabetical order."""
        return sorted((self.values(one) for one in groups), key=lambda one: str(one["name"]).casefold())

    def _card(self, row: Mapping[str, Any], one: Observation) -> dict[str, Any]:
        return {
            **{key: row[key] for key in ("id", "title", "strength", "n_interpretations", "printable", "why_not")},
            "n_supports": int(row["n_supports"]),
            "n_contradicts": int(row["n_contradicts"]),
            "n_ideas": len(row["ideas"]),
            "text": one.text,
            "group": one.theme,
            "on": spoken(one.noticed_on, self.words) if one.noticed_on else "",
            "session": one.sense_session,
        }

    def _readings(self, observations: Mapping[str, Observation]) -> list[dict[str, Any]]:
        """Every interpretation as a card: its words, what it is about, and under which perspective it lies."""
        found = self._desk.store.all(Interpretation, cycle=self._cycle)
        return [
            {"id": one.id, "title": one.text, "about": observations[one.observation].title, "group": one.perspective}
            | {"observation": one.observation, "text": one.written_by}
            for one in found
            if one.observation in observations
        ]

    # -- one observation ----------------------------------------------------------------------------------------------
    def _one(self, one: Observation, card: Mapping[str, Any]) -> dict[str, Any]:
        store = self._desk.store
        came = self._came_of(one.id)
        readings = store.all(Interpretation, observation=one.id)
        ideas = store.all(Idea, observation=one.id)
        return {
            "row": self.values(one),
            "card": card,
            "interpretations": [{**self.values(each), "came": came.get(each.id, [])} for each in readings],
            "ideas": [{**self.values(each), "came": came.get(each.id, [])} for each in ideas],
            "came": came.get(one.id, []),
            "evidence": self._evidence.beside(Observation.kind, one.id),
            "n_notes": len(store.all(EvidenceLink, target=one.id, source_kind="sense_note")),
            "cycles": self._ways.cycles(self._desk.structure),
        }

    def _came_of(self, observation: str) -> dict[str, list[dict[str, str]]]:
        """By id of a part of the chain what it led to, with where it stands."""
        found: dict[str, list[dict[str, str]]] = {}
        try:
            chain = self._desk.pattern_chain(observation, system=self._system).table
        except Gone:
            return found
        for row in _rows(chain[chain["part"] == "led_to"]):
            said = {key: str(row[key]) for key in ("kind", "id", "text", "state")}
            if row["kind"] == "influence":
                sent = self._desk.store.find("influence", row["id"])
                said["to"] = cycle_in_words(self._desk.structure, getattr(sent, "to_cycle", ""))
            found.setdefault(row["comes_from"], []).append(said)
        return found

    # -- looking ------------------------------------------------------------------------------------------------------
    def do_open(self, id: str) -> dict[str, Any]:
        """Look at one observation; "" goes back to the board."""
        self._shown = str(id)
        return self.load()

    def do_search(self, text: str) -> list[dict[str, Any]]:
        """Records with all these words in them, that could be laid beside the observation looked at; at most 30."""
        return self._evidence.found(str(text), but=self._shown)

    def do_sheet(self, observation: str) -> dict[str, Any]:
        """All that is printed of a pattern.

        Raises
        ------
        Refused
            Where it is no pattern yet: the sentence says what is missing.
        """
        told = next((row for row in _rows(self._table()) if row["id"] == observation), None)
        if told is None:
            raise Refused(self.words.say("pattern_board.gone"))
        if not told["printable"]:
            raise Refused(self.words.say(f"pattern_board.why_not.{told['why_not']}"))
        one = self._desk.store.get(Observation, observation)
        sheet = self._one(one, self._card(told, one))
        chosen = observation_strength(one.hard_to_dispute, one.surprising, one.strength)
        return {**sheet, "strength": chosen.value if chosen else ""}

    def _table(self) -> pd.DataFrame:
        return self._desk.pattern_list(cycle=self._cycle).table

    def do_picture(self) -> dict[str, Any]:
        """What comes up again, by theme, drawn."""
        return picture_of(self._desk.observations_by_theme(cycle=self._cycle).figure())

    # -- acts ---------------------------------------------------------------------------------------------------------
    def do_gather(self, kind: str, ids: list[str], under: str | None = None, name: str = "") -> None:
        """Gather cards under a theme or a perspective, one that is there or a new one."""
        self._sit()
        if not isinstance(ids, list) or kind not in GATHERED:
            raise Refused(self.words.say("pattern_board.nothing_to_gather"))
        self._work.gather(kind, ids, under=under or None, name=str(name))

    def do_lay(self, observation: str, kind: str, id: str, stance: str, note: str = "") -> dict[str, Any]:
        """Lay a record beside an observation: it supports or contradicts it."""
        self._sit()
        if stance not in (Stance.supports, Stance.contradicts):
            raise Refused(self.words.say("panel.unknown_command", name="lay"))
        self._work.lay(observation, (kind, id), stance=Stance(stance), note=str(note))
        return self.load()

    def do_take_away(self, observation: str, kind: str, id: str) -> dict[str, Any]:
        """Take a piece of evidence off an observation."""
        self._sit()
        self._work.take_away(observation, (kind, id))
        return self.load()

    def do_send(self, kind: str, id: str, to: str, why: str = "") -> dict[str, Any]:
        """Send an idea, an interpretation or an observation to another cycle."""
        self._sit()
        self._work.send((kind, id), to=[str(to)], why=str(why))
        return self.load()


def _rows(table: pd.DataFrame) -> Sequence[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]
