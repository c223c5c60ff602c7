"""How cycles are connected, and what flows between them."""

from __future__ import annotations

from workbench import patterns
from workbench.desk.answer import Answer
from workbench.desk.question import Questions

__all__ = ["StackQuestions"]


class StackQuestions(Questions):
    """The learning stack."""

    def learning_stack(
        self, *, system: str | None = None, cycle: str | None = None, open_only: bool = False
    ) -> Answer[patterns.LearningStack]:
        """How are cycles connected, what flows between them, and where does it stop?

        Round a system: it, what lies within it, and what these are linked with. ``cycle`` asks as that cycle's own
        group, whichever system is looked at; neither gives the whole stack.
        """
        group = self._system_of(cycle) if cycle is not None else system
        evidence = self.evidence("influence", system=group, everywhere=True, own=cycle is not None)
        found = patterns.learning_stack(evidence, system=system, cycle=cycle, open_only=open_only)
        return self._answer(found, picture="learning_stack")

    def everything_passed_on(self, *, cycle: str) -> Answer[patterns.PassedOn]:
        """All that was sent between any cycles, in words, as far as the group of ``cycle`` may see it."""
        return self._answer(patterns.passed_on(self._with_sendings(system=None, cycle=cycle)))
