"""Questions about what a group noticed: which of it is a pattern, what recurs, and what became of it."""

from __future__ import annotations

from workbench import patterns
from workbench.desk.answer import Answer
from workbench.desk.question import Questions

__all__ = ["SenseQuestions"]

_NOTICED = ("observation", "interpretation", "idea", "sense_session", "theme", "evidence_link")
_CAME_OF_IT = ("experiment", "issue", "influence", "measure", "inquiry", "opening_question")


class SenseQuestions(Questions):
    """What a group asks of its own sense-making.

    ``system`` takes in the systems that lie within it; ``cycle`` narrows to one round; neither asks about all there is.
    """

    def pattern_list(self, *, system: str | None = None, cycle: str | None = None) -> Answer[patterns.PatternList]:
        """What did we notice, and which of it is a pattern that can be printed?"""
        evidence = self._of(*_NOTICED, system=system, cycle=cycle)
        return self._answer(patterns.pattern_list(evidence, system=system, cycle=cycle), picture="pattern_list")

    def observations_by_theme(
        self, *, system: str | None = None, cycle: str | None = None
    ) -> Answer[patterns.ObservationsByTheme]:
        """What comes up again, by theme?"""
        evidence = self._of(*_NOTICED, system=system, cycle=cycle)
        found = patterns.observations_by_theme(evidence, system=system, cycle=cycle)
        return self._answer(found, picture="observations_by_theme")

    def pattern_chain(self, observation: str, *, system: str) -> Answer[patterns.PatternChain]:
        """What became of an observation of this system? Gone where this audience may not see it."""
        evidence = self.evidence(*_NOTICED, *_CAME_OF_IT, system=system)
        return self._answer(patterns.pattern_chain(evidence, observation))
