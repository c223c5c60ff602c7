"""Handing an issue to another cycle: where it can go, who can read it then, and what was handed here."""

from __future__ import annotations

from datetime import date
from typing import Any

from workbench.desk import Desk
from workbench.desk.log_work import LogWork, circle_of_both
from workbench.desk.structure import Structure
from workbench.model import CycleLinkKind, Issue
from workbench.model.prompts import Words
from workbench.panels.form_panel import FormPanel
from workbench.panels.spoken_date import spoken

__all__ = ["HandingOver", "WithHandingOver", "cycle_in_words"]


def cycle_in_words(known: Structure, cycle: str) -> str:
    """The system and the name of a cycle; "" where there is no such cycle."""
    found = next((c for c in known.cycles if c.id == cycle), None)
    return f"{known.system(found.system).name} · {found.name}" if found else ""


class HandingOver:
    """The ways of issues to and from one cycle, as its own group sees them."""

    def __init__(self, desk: Desk, *, system: str, cycle: str, words: Words) -> None:
        self._desk = desk
        self._system = system
        self._cycle = cycle
        self._words = words

    def cycles(self, known: Structure) -> list[list[str]]:
        """The cycles an issue can be handed to (id and words): those connected with this one first, then any open."""
        near: dict[str, str] = {}
        for link in known.cycle_links:
            if self._cycle in (link.source, link.target):
                other = link.target if link.source == self._cycle else link.source
                way = "from" if link.source == self._cycle else "to"
                key = "peer" if link.relation is CycleLinkKind.peer else f"{link.relation}_{way}"
                near.setdefault(other, self._words.say(f"issues.connected.{key}"))
        first = [[id, f"{cycle_in_words(known, id)} ({how})"] for id, how in near.items()]
        rest = [
            [cycle.id, cycle_in_words(known, cycle.id)]
            for cycle in known.cycles
            if cycle.id != self._cycle and cycle.id not in near and cycle.closed_on is None
            if circle_of_both(known, self._system, cycle.system) is not None
        ]
        return first + sorted(rest, key=lambda pair: pair[1].casefold())

    def who_can_read(self, scope: str, to: str) -> str:
        """A sentence: who can read an issue of this scope once it is handed over, where that is more than now."""
        known = self._desk.structure
        other = next((c.system for c in known.cycles if c.id == to), self._system)
        circle = circle_of_both(known, self._system, other)
        position = {s.id: s.position for s in known.scales}
        if circle is None or position.get(scope, 10**9) >= position.get(circle.scale, 0):
            return self._words.say("issues.read_already")
        return self._words.say("issues.read_then", circle=circle.name)

    def handed_here(self, known: Structure) -> list[dict[str, Any]]:
        """What other cycles handed to this one and this group may read; what waits for an answer first."""
        seen = self._desk.evidence("issue", system=self._system, everywhere=True, own=True)["issue"]
        ids = seen.loc[seen["handed_to"] == self._cycle, "id"]
        found = [self._desk.store.get(Issue, str(id)) for id in ids]
        found.sort(key=lambda i: (bool(i.answer), i.handed_on or date.max, i.id))
        return [
            {
                "id": issue.id,
                "description": issue.description,
                "from": cycle_in_words(known, issue.cycle),
                "since": spoken(issue.handed_on, self._words) if issue.handed_on else "",
                "answer": issue.answer,
                "answered": spoken(issue.answered_on, self._words) if issue.answered_on else "",
                "status": issue.status.value,
            }
            for issue in found
        ]


class WithHandingOver(FormPanel):
    """A panel on which issues are handed to other cycles, and taken back."""

    _work: LogWork

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(desk, system=system, cycle=cycle, may_edit=may_edit)
        self._ways = HandingOver(desk, system=system, cycle=cycle, words=self.words)

    def do_hand_over(self, issue: str, to: str) -> None:
        """Hand an issue to another cycle."""
        self._sit()
        self._work.hand_over(issue, to)

    def do_take_back(self, issue: str) -> None:
        """Take an issue back."""
        self._sit()
        self._work.take_back(issue)

    def do_who_can_read(self, issue: str, to: str) -> str:
        """A sentence: who can read the issue once it is handed over, where that is more than now."""
        return self._ways.who_can_read(self._desk.store.get(Issue, issue).scope, to)
