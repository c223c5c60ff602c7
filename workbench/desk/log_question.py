"""Questions about the issue log, the countermeasure register and the spending record."""

from __future__ import annotations

from workbench import patterns
from workbench.desk.answer import Answer
from workbench.desk.question import Questions
from workbench.patterns.issue_recurrence import ALIKE

__all__ = ["LogQuestions"]


class LogQuestions(Questions):
    """What a group asks of what it writes down while it works.

    ``system`` takes in the systems that lie within it; ``cycle`` narrows to one round; neither asks about all there is.
    """

    def issue_age(self, *, system: str | None = None, cycle: str | None = None) -> Answer[patterns.IssueAge]:
        """How long have issues been open? By level."""
        evidence = self._of("issue", system=system, cycle=cycle)
        return self._answer(patterns.issue_age(evidence, system=system, cycle=cycle), picture="issue_age")

    def issue_recurrence(
        self, *, system: str | None = None, cycle: str | None = None, alike: float = ALIKE
    ) -> Answer[patterns.IssueRecurrence]:
        """Which issues come up again, in nearly the same words?"""
        evidence = self._of("issue", system=system, cycle=cycle)
        return self._answer(patterns.issue_recurrence(evidence, system=system, cycle=cycle, alike=alike))

    def issues_said_before(self, *, system: str) -> Answer[patterns.IssueRecurrence]:
        """Which issues of a group's own rounds came up again? Its own material, so nothing is hidden from it."""
        evidence = self.evidence("issue", system=system, below=False, own=True)
        return self._answer(patterns.issue_recurrence(evidence))

    def countermeasures_standing(
        self, *, system: str | None = None, cycle: str | None = None
    ) -> Answer[patterns.CountermeasuresStanding]:
        """Which countermeasures stand, until when, and which have outlived their experiment?"""
        evidence = self._of("countermeasure", "experiment", system=system, cycle=cycle)
        found = patterns.countermeasures_standing(evidence, system=system, cycle=cycle)
        return self._answer(found, picture="countermeasures_standing")

    def spending_by_category(
        self, *, system: str | None = None, cycle: str | None = None
    ) -> Answer[patterns.SpendingByCategory]:
        """What is money spent on? Amounts only where enough people stand behind them."""
        evidence = self._of("spend", system=system, cycle=cycle)
        found = patterns.spending_by_category(evidence, system=system, cycle=cycle)
        return self._answer(found, picture="spending_by_category")

    def recurring_purchases(
        self, *, system: str | None = None, cycle: str | None = None
    ) -> Answer[patterns.RecurringPurchases]:
        """What is bought again and again, for how many people?"""
        evidence = self._of("spend", system=system, cycle=cycle)
        return self._answer(patterns.recurring_purchases(evidence, system=system, cycle=cycle))

    def spending_audit(self, *, system: str | None = None, cycle: str | None = None) -> Answer[patterns.SpendingAudit]:
        """Can every purchase be accounted for? Every record of the group itself; a wider audience gets none."""
        system = system if cycle is None else self._system_of(cycle)
        evidence = self.evidence("spend", system=system, below=False, own=True)
        return self._answer(patterns.spending_audit(evidence, cycle=cycle))
