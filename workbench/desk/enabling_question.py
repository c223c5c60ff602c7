"""What a larger cycle asks: which barriers do those below raise, and did it help them, what we did?"""

from __future__ import annotations

from workbench import patterns
from workbench.desk.answer import Answer
from workbench.desk.question import Questions

__all__ = ["EnablingQuestions"]


class EnablingQuestions(Questions):
    """What goes down the learning stack, and why.

    ``cycle`` asks as that cycle's own group, its earlier rounds included. Of what lies below, even the group sees only
    what those below let it see.
    """

    def barriers_raised(
        self, *, system: str | None = None, cycle: str | None = None
    ) -> Answer[patterns.BarriersRaised]:
        """Which barriers do the cycles below raise, how long have they waited, and what was done about them?"""
        evidence = self._with_sendings("enablement", "issue", "evidence_link", system=system, cycle=cycle)
        found = patterns.barriers_raised(evidence, system=system, cycle=cycle)
        return self._answer(found, picture="barriers_raised")

    def enabled(self, *, system: str | None = None, cycle: str | None = None) -> Answer[patterns.Enabled]:
        """What was enabled for those below, and did it help them?"""
        evidence = self._with_sendings("enablement", system=system, cycle=cycle)
        return self._answer(patterns.enabled(evidence, system=system, cycle=cycle), picture="enabled")
