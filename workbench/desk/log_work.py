"""What a group does with its issues and countermeasures beyond filling in their fields; each act is one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from workbench.desk.influence_work import InfluenceWork
from workbench.errors import Refused
from workbench.model import Countermeasure, EvidenceLink, Issue, IssueStatus, Record, Stance

__all__ = ["LogWork", "with_its_days"]


def with_its_days(values: Mapping[str, Any], *, on: date) -> dict[str, Any]:
    """The values of an issue as they come from a form: closing it dates its end, opening it again takes that away."""
    made = dict(values)
    if "status" in made and "closed_on" not in made:
        made["closed_on"] = on.isoformat() if made["status"] == IssueStatus.closed else None
    return made


class LogWork(InfluenceWork):
    """Acts on the issue log and the countermeasure register of one cycle; its issues can be sent to other cycles."""

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
        """An issue of this group; another group's is for its own people."""
        return cast(Issue, self._own_record(Issue.kind, issue))
