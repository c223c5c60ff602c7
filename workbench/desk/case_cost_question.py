"""Questions about what people's contacts with services are, and what they cost, before and after."""

from __future__ import annotations

from collections.abc import Iterable

from workbench import patterns
from workbench.desk.answer import Answer
from workbench.desk.case_question import CaseQuestions
from workbench.frames import Picked
from workbench.patterns.activity_before_after import TALLIES as BY_ACTIVITY
from workbench.patterns.activity_by_agency import TALLIES as BY_AGENCY
from workbench.patterns.contact_sum import quarters_around
from workbench.patterns.crisis_share import TALLIES as BY_URGENCY
from workbench.patterns.cumulative_cost import TALLIES as BY_QUARTER
from workbench.patterns.failure_demand import TALLIES as BY_DEMAND
from workbench.patterns.weekly_cost import TALLIES as BY_WEEK
from workbench.patterns.yearly_cost import TALLIES as BY_YEAR

__all__ = ["CaseCostQuestions"]


class CaseCostQuestions(CaseQuestions):
    """What services did and what it cost, counted by the store; see :class:`CaseQuestions` for system and cycle.

    ``quarters`` are quarters of a year on each side of the day the new way of working began for each person.
    """

    def activity_by_agency(
        self,
        *,
        system: str | None = None,
        cycle: str | None = None,
        picked: Picked | None = None,
        quarters: int = 8,
        agencies: Iterable[str] = (),
    ) -> Answer[patterns.ActivityByAgency]:
        """Which agencies see people, before and after? ``agencies`` are told of even where there was no contact."""
        around = quarters_around(quarters, quarters, picked)
        evidence = self._tallied(*BY_AGENCY, system=system, cycle=cycle, picked=around)
        found = patterns.activity_by_agency(evidence, quarters=quarters, agencies=agencies, picked=picked)
        return self._answer(found, picture="activity_by_agency")

    def activity_before_after(
        self,
        *,
        system: str | None = None,
        cycle: str | None = None,
        picked: Picked | None = None,
        before_quarters: int = 1,
        after_quarters: int = 1,
    ) -> Answer[patterns.ActivityBeforeAfter]:
        """What do services do, before and after, and how much less is that than at the same pace?"""
        around = quarters_around(before_quarters, after_quarters, picked)
        evidence = self._tallied(*BY_ACTIVITY, system=system, cycle=cycle, picked=around)
        found = patterns.activity_before_after(
            evidence, before_quarters=before_quarters, after_quarters=after_quarters, picked=picked
        )
        return self._answer(found, picture="activity_before_after")

    def cumulative_cost(
        self, *, system: str | None = None, cycle: str | None = None, picked: Picked | None = None, quarters: int = 8
    ) -> Answer[patterns.CumulativeCost]:
        """What does it add up to, before and after? ``figure(measure="activity")`` draws contacts."""
        around = quarters_around(quarters, quarters, picked)
        evidence = self._tallied(*BY_QUARTER, system=system, cycle=cycle, picked=around)
        found = patterns.cumulative_cost(evidence, quarters=quarters, picked=picked)
        return self._answer(found, picture="cumulative_cost")

    def yearly_cost(
        self, *, system: str | None = None, cycle: str | None = None, picked: Picked | None = None
    ) -> Answer[patterns.YearlyCost]:
        """What does it cost, year by year?"""
        evidence = self._tallied(*BY_YEAR, system=system, cycle=cycle, picked=picked)
        return self._answer(patterns.yearly_cost(evidence, picked=picked), picture="yearly_cost")

    def weekly_cost(
        self,
        *,
        system: str | None = None,
        cycle: str | None = None,
        picked: Picked | None = None,
        weeks: tuple[int, int] = (-52, 52),
    ) -> Answer[patterns.WeeklyCost]:
        """What does it cost from week to week, before people were referred and since? ``weeks``: first and last."""
        evidence = self._tallied(*BY_WEEK, system=system, cycle=cycle, picked=picked)
        return self._answer(patterns.weekly_cost(evidence, weeks=weeks, picked=picked), picture="weekly_cost")

    def crisis_share(
        self,
        *,
        system: str | None = None,
        cycle: str | None = None,
        picked: Picked | None = None,
        quarters: int = 8,
        by_quarter: bool = True,
    ) -> Answer[patterns.CrisisShare]:
        """How much of it is crisis, before and after?"""
        around = quarters_around(quarters, quarters, picked)
        evidence = self._tallied(*BY_URGENCY, system=system, cycle=cycle, picked=around)
        found = patterns.crisis_share(evidence, quarters=quarters, by_quarter=by_quarter, picked=picked)
        return self._answer(found, picture="crisis_share")

    def failure_demand(
        self, *, system: str | None = None, cycle: str | None = None, picked: Picked | None = None, quarters: int = 8
    ) -> Answer[patterns.FailureDemand]:
        """How much of it comes of something not done, or not done right? By agency, before and after."""
        around = quarters_around(quarters, quarters, picked)
        evidence = self._tallied(*BY_DEMAND, system=system, cycle=cycle, picked=around)
        return self._answer(
            patterns.failure_demand(evidence, quarters=quarters, picked=picked), picture="failure_demand"
        )
