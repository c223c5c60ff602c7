"""What a larger cycle asks: which barriers do those below raise, and did it help them, what we did?"""

from __future__ import annotations

from workbench import patterns
from workbench.desk.answer import Answer
from workbench.desk.question import Questions
from workbench.frames import Evidence

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
        evidence = self._of_both_ways("issue", "evidence_link", system=system, cycle=cycle)
        found = patterns.barriers_raised(evidence, system=system, cycle=cycle)
        return self._answer(found, picture="barriers_raised")

    def enabled(self, *, system: str | None = None, cycle: str | None = None) -> Answer[patterns.Enabled]:
        """What was enabled for those below, and did it help them?"""
        evidence = self._of_both_ways(system=system, cycle=cycle)
        return self._answer(patterns.enabled(evidence, system=system, cycle=cycle), picture="enabled")

    def _of_both_ways(self, *kinds: str, system: str | None, cycle: str | None) -> Evidence:
        """Enablements and sendings everywhere, with whatever was sent, as far as whoever asks may see them."""
        of = self._system_of(cycle) if cycle is not None else system
        own = cycle is not None
        sent = self.evidence("influence", system=of, everywhere=True, own=own)["influence"]
        named = sorted(set(sent["of_kind"]) & set(patterns.IN_WORDS))
        asked = dict.fromkeys(("enablement", "influence", *kinds, *named))
        return self.evidence(*asked, system=of, everywhere=True, own=own)
