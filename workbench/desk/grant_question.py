"""Questions about learning-based grants."""

from __future__ import annotations

from workbench import patterns
from workbench.desk.answer import Answer
from workbench.desk.question import Questions

__all__ = ["GrantQuestions"]


class GrantQuestions(Questions):
    """What funder and grantee ask together.

    ``system`` takes in the systems that lie within it; ``cycle`` asks as that cycle's own group, about all its system's
    grants (a grant goes on from round to round); neither asks about all there is.
    """

    def local_multiplier(
        self, *, system: str | None = None, cycle: str | None = None
    ) -> Answer[patterns.LocalMultiplier]:
        """How much local spending comes of each pound of a grant, predicted and actual (LM3)?"""
        evidence = self._of("grant", "multiplier", system=system, cycle=cycle)
        return self._answer(patterns.local_multiplier(evidence), picture="local_multiplier")

    def grant_outcomes(self, *, system: str | None = None, cycle: str | None = None) -> Answer[patterns.GrantOutcomes]:
        """Which outcomes are talked about, which were agreed, and how did their wording change?"""
        evidence = self._of("grant", "outcome", "outcome_talk", system=system, cycle=cycle)
        return self._answer(patterns.grant_outcomes(evidence))
