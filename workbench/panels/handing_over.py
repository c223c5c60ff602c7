"""Sending something to another cycle from any page: where it can go, who can read it then, and what came here."""

from __future__ import annotations

from typing import Any

from workbench.desk import Desk
from workbench.desk.influence_work import InfluenceWork, circle_of_both
from workbench.desk.structure import Structure
from workbench.model import CycleLinkKind, Issue
from workbench.model.prompts import Words
from workbench.panels.cycle_in_words import cycle_in_words
from workbench.panels.form_panel import FormPanel
from workbench.panels.sendings import Sendings

__all__ = ["HandingOver", "WithHandingOver", "WithSendings"]


class HandingOver:
    """The ways to and from one cycle, as its own group sees them."""

    def __init__(self, desk: Desk, *, system: str, cycle: str, words: Words) -> None:
        self._desk = desk
        self._system = system
        self._cycle = cycle
        self._words = words

    def cycles(self, known: Structure) -> list[list[str]]:
        """The cycles something can be sent to (id and words): those connected with this one first, then any open."""
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

    def who_can_read(self, scope: str, *to: str) -> str:
        """A sentence: who can read a record of this scope once it is with these cycles, where that is more than now."""
        known = self._desk.structure
        systems = {c.id: c.system for c in known.cycles}
        circles = [circle_of_both(known, self._system, systems.get(id, self._system)) for id in to]
        position = {s.id: s.position for s in known.scales}
        widest = max(
            (one for one in circles if one is not None), key=lambda one: position.get(one.scale, 0), default=None
        )
        if widest is None or position.get(scope, 10**9) >= position.get(widest.scale, 0):
            return self._words.say("issues.read_already")
        return self._words.say("issues.read_then", circle=widest.name)

    def sendings(self) -> Sendings:
        """What came to this group and what it sent, as it stands now."""
        return Sendings(self._desk, system=self._system, cycle=self._cycle, words=self._words)


class WithSendings(FormPanel):
    """A panel on which what was sent is taken back, and what came here is answered."""

    _work: InfluenceWork

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(desk, system=system, cycle=cycle, may_edit=may_edit)
        self._ways = HandingOver(desk, system=system, cycle=cycle, words=self.words)

    def do_take_back(self, sending: str) -> None:
        """Take back what was sent and waits."""
        self._sit()
        self._work.take_back(str(sending))

    def do_answer(self, sending: str, state: str, reason: str = "", was: dict[str, Any] | None = None) -> None:
        """Say what becomes of something that came here."""
        self._sit()
        self._work.answer(str(sending), state=str(state), reason=str(reason), was=was or {})


class WithHandingOver(WithSendings):
    """A panel on which also issues are sent to other cycles."""

    looks = WithSendings.looks | {"who_can_read"}

    def do_hand_over(self, issue: str, to: str) -> None:
        """Send an issue to another cycle."""
        self._sit()
        self._work.send(("issue", str(issue)), to=[str(to)])

    def do_who_can_read(self, to: str, issue: str = "") -> str:
        """A sentence: who can read the issue once it is sent; without one, an issue only the group sees."""
        found = self._desk.store.get(Issue, issue) if issue else None
        return self._ways.who_can_read(found.scope if found else next(iter(self._work.scopes())), to)
