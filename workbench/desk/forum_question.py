"""Questions about creative solutions forums, and about what they escalated."""

from __future__ import annotations

from workbench import patterns
from workbench.desk.answer import Answer
from workbench.desk.question import Questions

__all__ = ["ForumQuestions"]


class ForumQuestions(Questions):
    """What a group asks of the cases it presented together.

    ``system`` takes in the systems that lie within it; ``cycle`` asks as that cycle's own group, about all its system's
    forum cases (a case goes on from round to round); neither asks about all there is.
    """

    def forum_account(self, *, system: str | None = None, cycle: str | None = None) -> Answer[patterns.ForumAccount]:
        """What came of the cases presented: risks before and after, could it have been avoided, refused hand-offs?"""
        evidence = self._of("forum_case", "case", "risk", "refusal", system=system, cycle=cycle)
        return self._answer(patterns.forum_account(evidence), picture="forum_account")

    def risks_before_after(
        self, *, system: str | None = None, cycle: str | None = None
    ) -> Answer[patterns.RisksBeforeAfter]:
        """Which risks did the people presented have, before the plan and after it?"""
        evidence = self._of("forum_case", "case", "risk", system=system, cycle=cycle)
        return self._answer(patterns.risks_before_after(evidence), picture="risks_before_after")

    def escalated(self, *, system: str | None = None, cycle: str | None = None) -> Answer[patterns.Escalated]:
        """What was escalated, and what became of it? Of one cycle what it sent and what it was sent."""
        kinds = ("issue", "influence", "forum_case", "case", "evidence_link")
        own = cycle is not None
        of = self._system_of(cycle) if cycle is not None else system
        evidence = self.evidence(*kinds, system=of, everywhere=True, own=own)
        return self._answer(patterns.escalated(evidence, system=system, cycle=cycle))
