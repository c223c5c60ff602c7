"""Questions about opinions: who agrees with what, what is common ground, and where people differ."""

from __future__ import annotations

from workbench import patterns
from workbench.desk.answer import Answer
from workbench.desk.question import Questions

__all__ = ["OpinionQuestions"]

_ASKED = ("conversation", "statement", "vote")


class OpinionQuestions(Questions):
    """What a group asks of a conversation, the newest one where none is named.

    ``system`` takes in the systems that lie within it; ``cycle`` narrows to one round; neither asks about all there is.
    ``seed`` begins the drawing of parts and the shuffling.
    """

    def opinion_groups(
        self, *, conversation: str | None = None, system: str | None = None, cycle: str | None = None, seed: int = 0
    ) -> Answer[patterns.OpinionGroups]:
        """Are there opinion groups? Where people stand to each other by what they agree with."""
        evidence = self._of(*_ASKED, system=system, cycle=cycle)
        found = patterns.opinion_groups(evidence, conversation=conversation, seed=seed)
        return self._answer(found, picture="opinion_groups")

    def common_ground(
        self, *, conversation: str | None = None, system: str | None = None, cycle: str | None = None, seed: int = 0
    ) -> Answer[patterns.CommonGround]:
        """What do all agree on, whatever group they stand in?"""
        evidence = self._of(*_ASKED, system=system, cycle=cycle)
        found = patterns.common_ground(evidence, conversation=conversation, seed=seed)
        return self._answer(found, picture="common_ground")

    def representative_statements(
        self, *, conversation: str | None = None, system: str | None = None, cycle: str | None = None, seed: int = 0
    ) -> Answer[patterns.RepresentativeStatements]:
        """What tells the opinion groups apart? The statements each of them is described by."""
        evidence = self._of(*_ASKED, system=system, cycle=cycle)
        found = patterns.representative_statements(evidence, conversation=conversation, seed=seed)
        return self._answer(found, picture="representative_statements")

    def opinion_stability(
        self, *, conversation: str | None = None, system: str | None = None, cycle: str | None = None, seed: int = 0
    ) -> Answer[patterns.OpinionStability]:
        """How far can the opinion groups be relied on?"""
        evidence = self._of(*_ASKED, system=system, cycle=cycle)
        found = patterns.opinion_stability(evidence, conversation=conversation, seed=seed)
        return self._answer(found, picture="opinion_stability")
