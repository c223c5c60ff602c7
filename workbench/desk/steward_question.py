"""Questions about how a cycle is stewarded: what its reviews said, and which groups stand round it."""

from __future__ import annotations

from workbench import patterns
from workbench.desk.answer import Answer
from workbench.desk.question import Questions

__all__ = ["StewardQuestions"]


class StewardQuestions(Questions):
    """What a group asks of its own stewardship.

    ``system`` takes in the systems that lie within it; ``cycle`` narrows to one round; neither asks about all there is.
    """

    def stewardship_over_time(
        self, *, system: str | None = None, cycle: str | None = None
    ) -> Answer[patterns.StewardshipOverTime]:
        """Is the cycle stewarded as it was meant to be? What its reviews said, one after the other."""
        evidence = self._of("review", "review_note", system=system, cycle=cycle)
        found = patterns.stewardship_over_time(evidence, system=system, cycle=cycle)
        return self._answer(found, picture="stewardship_over_time")

    def groups_round_cycle(
        self, *, system: str | None = None, cycle: str | None = None
    ) -> Answer[patterns.GroupsRoundCycle]:
        """Which groups and forums stand round a cycle, and which kinds are not there?"""
        evidence = self._of("governance_group", system=system, cycle=cycle)
        found = patterns.groups_round_cycle(evidence, system=system, cycle=cycle)
        return self._answer(found, picture="groups_round_cycle")

    def review_due(self, cycle: str) -> patterns.ReviewDue:
        """When is the next review of a cycle, and how many days off?"""
        return patterns.review_due(self._of("review", system=None, cycle=cycle), cycle)
