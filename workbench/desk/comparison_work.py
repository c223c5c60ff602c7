"""Comparisons that were looked at are kept, each once, so that what chance brings can be told from the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from workbench.desk.cycle_work import CycleWork
from workbench.model import Comparison, SenseSession, SessionPhase

__all__ = ["ComparisonWork"]


class ComparisonWork(CycleWork):
    """What a group has looked at in one cycle."""

    def session(self) -> SenseSession | None:
        """The session a group sits in now, the newest where there are several; None outside of sessions."""
        held = self._store.all(SenseSession, cycle=self.cycle)
        running = [one for one in held if one.phase in (SessionPhase.alone, SessionPhase.together)]
        return max(running, key=lambda one: (one.held_on or date.min, one.id), default=None)

    def look(self, seen: Sequence[Mapping[str, Any]]) -> list[Comparison]:
        """Keep that comparisons were looked at; one that was looked at today, or in this session, is kept once.

        ``seen`` are their fields, as ``patterns.comparisons_looked_at.looked_at`` tells them. No undo of a page takes
        them back: what was seen was seen.
        """
        session, today = self.session(), self._today()
        within = {"looked_on": today} if session is None else {"sense_session": session.id}
        begun = {"cycle": self.cycle, "looked_on": today, "sense_session": session.id if session else None}
        known = {one.looked_key for one in self._store.all(Comparison, cycle=self.cycle, **within)}
        new = [Comparison.model_validate({**one, **begun}) for one in seen if one["looked_key"] not in known]
        if not new:
            return []
        page = f"looked:{self._page()}"  # beside the page's own steps, so that its undo never finds this one
        words = self._words.say("what_stories_say.looked.step", compared=new[0].compared)
        with self._store.step(words, by=self._by(), page=page) as step:
            return [step.add(one) for one in new]
