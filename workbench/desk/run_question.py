"""Questions asked while experiments run: what is due, what was said, what was learnt."""

from __future__ import annotations

from datetime import date

from workbench import patterns
from workbench.desk.answer import Answer
from workbench.desk.question import Questions
from workbench.patterns.capture_due import CAPTURED_ON

__all__ = ["RunQuestions"]

#: What data plans are read beside.
_CAPTURED = dict.fromkeys(("experiment", "data_plan", "series", *(kind for kind, _ in CAPTURED_ON.values())))


class RunQuestions(Questions):
    """What a group asks about experiments that run.

    ``system`` takes in the systems that lie within it; ``cycle`` narrows to one round; neither asks about all there is.
    """

    def capture_due(self, *, system: str | None = None, cycle: str | None = None) -> Answer[patterns.CaptureDue]:
        """What was planned to be captured, and when is it due?"""
        evidence = self.evidence(*_CAPTURED, system=system)
        return self._answer(patterns.capture_due(evidence, system=system, cycle=cycle))

    def debrief_account(
        self, *, system: str | None = None, cycle: str | None = None, since: date | None = None
    ) -> Answer[patterns.DebriefAccount]:
        """What was said in the debriefs, and what came of it?"""
        evidence = self.evidence("debrief", "debrief_entry", "evidence_link", system=system)
        return self._answer(patterns.debrief_account(evidence, system=system, cycle=cycle, since=since))

    def learnings(
        self, *, system: str | None = None, cycle: str | None = None, since: date | None = None
    ) -> Answer[patterns.Learnings]:
        """What are we learning about, and who can act on it?"""
        evidence = self.evidence("debrief", "debrief_entry", "pod_entry", system=system)
        found = patterns.learnings(evidence, system=system, cycle=cycle, since=since)
        return self._answer(found, picture="learnings")

    def pod_learnings(
        self, *, system: str | None = None, cycle: str | None = None, since: date | None = None
    ) -> Answer[patterns.PodLearnings]:
        """What did the learning pods share? No names."""
        evidence = self.evidence("pod_entry", system=system)
        return self._answer(patterns.pod_learnings(evidence, system=system, cycle=cycle, since=since))
