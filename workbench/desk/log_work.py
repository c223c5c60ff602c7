"""What a group does with its issues and countermeasures beyond filling in their fields; each act is one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from workbench.desk.record_work import RecordWork
from workbench.desk.structure import Structure
from workbench.errors import Refused, Stale
from workbench.model import PUBLIC, Countermeasure, Cycle, EvidenceLink, Issue, IssueStatus, Record, Stance, System

__all__ = ["LogWork", "circle_of_both", "with_its_days"]


def with_its_days(values: Mapping[str, Any], *, on: date) -> dict[str, Any]:
    """The values of an issue as they come from a form, with the days that follow from them.

    Closing an issue dates its end, opening it again takes that day away; an answer is dated when it is written.
    """
    made = dict(values)
    if "status" in made and "closed_on" not in made:
        made["closed_on"] = on.isoformat() if made["status"] == IssueStatus.closed else None
    if "answer" in made and "answered_on" not in made:
        made["answered_on"] = on.isoformat() if str(made["answer"] or "").strip() else None
    return made


def circle_of_both(known: Structure, one: str, other: str) -> System | None:
    """The smallest system that two systems are part of (each is part of itself); None where there is none."""
    round_other = _upwards(known, other)
    return next((system for system in _upwards(known, one) if system in round_other), None)


def _upwards(known: Structure, system: str) -> list[System]:
    by_id = {s.id: s for s in known.systems}
    found: list[System] = []
    at = by_id.get(system)
    while at is not None and at not in found:
        found.append(at)
        at = by_id.get(at.part_of or "")
    return found


class LogWork(RecordWork):
    """Acts on the issue log and the countermeasure register of one cycle."""

    def add(self, kind: str, values: Mapping[str, Any], *, made_from: tuple[str, str] | None = None) -> Record:
        """As any record is written; an issue is dated, and raised by whoever writes where nobody else is named."""
        return super().add(kind, self._dated(kind, values, new=True), made_from=made_from)

    def add_several(self, kind: str, rows: Sequence[Mapping[str, Any]]) -> list[Record]:
        """As any records are written; issues are dated."""
        return super().add_several(kind, [self._dated(kind, row, new=True) for row in rows])

    def write(self, kind: str, id: str, values: Mapping[str, Any], *, was: Mapping[str, Any] | None = None) -> Record:
        """As any record is changed; closing an issue dates its end, opening it again takes that day away."""
        return super().write(kind, id, self._dated(kind, values), was=was)

    def _dated(self, kind: str, values: Mapping[str, Any], *, new: bool = False) -> Mapping[str, Any]:
        if kind != Issue.kind:
            return values
        dated = with_its_days(values, on=self._today())
        if new:
            dated["raised_on"] = dated.get("raised_on") or self._today().isoformat()
            dated["raised_by"] = dated.get("raised_by") or self._by()
        return dated

    def shield(self, issue: str) -> Countermeasure:
        """Write an issue's countermeasure (now) into the register; the link to the issue is kept.

        Raises
        ------
        Refused
            Where the issue says no countermeasure, or this one stands in the register already.
        """
        found = self._own_issue(issue)
        if not found.countermeasure.strip():
            raise Refused(self._words.say("issues.no_countermeasure"), field="countermeasure")
        there = self._store.all(Countermeasure, issue=found.id)
        if any(c.what == found.countermeasure and c.ended_on is None for c in there):
            raise Refused(self._words.say("issues.in_register_already"), field="countermeasure")
        made = Countermeasure(
            cycle=self.cycle,
            scope=found.scope,
            what=found.countermeasure,
            shields_from=found.description,
            issue=found.id,
            from_on=self._today(),
        )
        with self._step("issues.step_shielded") as step:
            return step.add(made)

    def end(
        self, countermeasure: str, values: Mapping[str, Any], *, issue: Mapping[str, Any] | None = None
    ) -> Countermeasure:
        """End a countermeasure, with what it showed; an issue it led to is written in the same step, linked to it.

        Parameters
        ----------
        values
            ended_on (today where it is absent), ended_why and note, as they come from a page.
        issue
            The values of the issue it became; None where it became none.

        Raises
        ------
        Refused
            Where it has ended already, or would end before it began.
        Problems
            Where something does not fit; nothing was kept.
        """
        found = cast(Countermeasure, self._own_record(Countermeasure.kind, countermeasure))
        if found.ended_on is not None:
            raise Refused(self._words.say("countermeasures.ended_already"))
        given = {**values, "ended_on": values.get("ended_on") or self._today().isoformat()}
        changed = cast(Countermeasure, self._changed(found, given))
        if found.from_on is not None and changed.ended_on is not None and changed.ended_on < found.from_on:
            raise Refused(self._words.say("countermeasures.ends_before"), field="ended_on")
        made = None if issue is None else self._new(Issue.kind, self._dated(Issue.kind, issue, new=True))
        with self._step("countermeasures.step_ended") as step:
            if made is not None:
                step.add(self._led_to(found, step.add(made)))
            return step.revise(changed)

    def hand_over(self, issue: str, to: str) -> Issue:
        """Hand an issue to another cycle; that cycle's group can read it from then on, so its scope may become wider.

        Raises
        ------
        Refused
            Where that is the issue's own cycle, or the two have no system in common.
        """
        changed = self._handed(self._own_issue(issue), to)
        with self._step("issues.step_handed_over") as step:
            return step.revise(changed)

    def _handed(self, issue: Issue, to: str) -> Issue:
        """The issue as it is once it was handed to another cycle; nothing is written yet."""
        if to == issue.cycle:
            raise Refused(self._words.say("issues.own_cycle"), field="handed_to")
        scope = self._scope_for(issue, self._store.get(Cycle, to))
        return issue.model_copy(update={"handed_to": to, "handed_on": self._today(), "scope": scope})

    def _scope_for(self, issue: Issue, to: Cycle) -> str:
        """The issue's scope, widened as far as the other group needs to read it."""
        known = Structure.read(self._store)
        if issue.scope == PUBLIC:
            return issue.scope
        circle = circle_of_both(known, self._store.get(Cycle, issue.cycle).system, to.system)
        if circle is None:
            raise Refused(self._words.say("issues.nothing_in_common"), field="handed_to")
        position = {s.id: s.position for s in known.scales}
        return max(issue.scope, circle.scale, key=lambda scope: position.get(scope, -1))

    def take_back(self, issue: str) -> Issue:
        """Take an issue back from the cycle it was handed to; what was answered meanwhile stays."""
        found = self._own_issue(issue)
        with self._step("issues.step_taken_back") as step:
            return step.revise(found.model_copy(update={"handed_to": None, "handed_on": None}))

    def answer(self, issue: str, text: str, *, was: str, status: str | None = None) -> Issue:
        """Answer an issue that was handed to this cycle, and perhaps close it; the group that raised it sees both.

        Raises
        ------
        Refused
            Where the issue was not handed to this cycle.
        Stale
            Where somebody else answered meanwhile.
        """
        found = self._store.get(Issue, issue)
        if found.handed_to != self.cycle:
            raise Refused(self._words.say("issues.not_handed_here"), field="answer")
        if found.answer not in (was, text):
            said = self._words.say("issues.answered_meanwhile")
            raise Stale(said, kind="issue", id=issue, yours={"answer": text}, theirs={"answer": found.answer})
        given = {} if text == found.answer else {"answer": text}
        if status is not None and status != found.status:
            given["status"] = status
        days = with_its_days(given, on=self._today())
        with self._step("issues.step_answered") as step:
            return step.revise(Issue.model_validate({**found.model_dump(), **days}))

    def same(self, first: str, later: str) -> None:
        """Say that two issues of this group are the same: the first led to the later. Nothing is merged."""
        self._own_issue(first)
        self._own_issue(later)
        self.lay_evidence(("issue", first), ("issue", later), stance=Stance.led_to)

    def not_same(self, first: str, later: str) -> None:
        """Take back that two issues are the same; where nobody said so, nothing happens."""
        self._own_issue(later)
        for link in self._store.all(EvidenceLink, source=first, target=later, stance=Stance.led_to):
            self.take_evidence_away(link.id)

    def _own_issue(self, issue: str) -> Issue:
        """An issue of this group; another group's is handed over by its own people only."""
        return cast(Issue, self._own_record(Issue.kind, issue))
