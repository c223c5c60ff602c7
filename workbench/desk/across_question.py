"""What comes again in the cycles below, and what is only here."""

from __future__ import annotations

from workbench import patterns
from workbench.desk.answer import Answer
from workbench.desk.question import Questions
from workbench.patterns.across_cycles import KINDS_READ

__all__ = ["AcrossQuestions"]


class AcrossQuestions(Questions):
    """What a larger cycle learns from those below it."""

    def across_cycles(self, *, system: str | None = None, cycle: str | None = None) -> Answer[patterns.AcrossCycles]:
        """Which patterns, themes, issues and kinds of experiment come again, in how many cycles, and where not?

        Of a system and those that lie within it; ``cycle`` asks as that cycle's own group. Of what lies below, even the
        group sees only what those below let it see.
        """
        of = self._system_of(cycle) if cycle is not None else system
        evidence = self.evidence(*KINDS_READ, system=of, own=cycle is not None)
        return self._answer(patterns.across_cycles(evidence, system=of), picture="across_cycles")
