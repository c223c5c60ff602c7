"""Questions about tasks, person-shaped goals, measures and numbers over time."""

from __future__ import annotations

from datetime import date
from functools import partial

from workbench import patterns
from workbench.desk.answer import Answer
from workbench.desk.question import Questions
from workbench.model import Series
from workbench.sharing import profile_for
from workbench.sharing.disclosure import cells

__all__ = ["MeasureQuestions"]


class MeasureQuestions(Questions):
    """What a group measures to learn from: nothing here is a target, and people are never compared."""

    def task_matrix(
        self, *, system: str | None = None, cycle: str | None = None, since: date | None = None
    ) -> Answer[patterns.TaskMatrix]:
        """Which tasks can live in the team, and who may act? ``since``: where the trails of what moved begin."""
        evidence = self._of("task", "task_move", system=system, cycle=cycle)
        found = patterns.task_matrix(evidence, system=system, cycle=cycle, since=since)
        return self._answer(found, picture="task_matrix")

    def goals_over_time(
        self, person: str | None = None, *, system: str | None = None, cycle: str | None = None
    ) -> Answer[patterns.GoalsOverTime]:
        """Where does a person put themselves on their own goals? Drawn of one person only, and never averaged.

        ``.figure(form="star")`` is one star over dates, ``.figure(form="lines")`` a small line for each goal.
        """
        evidence = self._of("goal", "goal_score", system=system, cycle=cycle)
        found = patterns.goals_over_time(evidence, person=person, system=system, cycle=cycle)
        return self._answer(found, picture="goals_over_time")

    def measures_framework(
        self, *, system: str | None = None, cycle: str | None = None
    ) -> Answer[patterns.MeasuresFramework]:
        """What speaks to each question of the measures framework? Two readers, four themes."""
        evidence = self._of("measure", "series", "evidence_link", system=system, cycle=cycle)
        found = patterns.measures_framework(evidence, system=system, cycle=cycle)
        return self._answer(found, picture="measures_framework")

    def process_behaviour(self, series: str) -> Answer[patterns.ProcessBehaviour]:
        """How does a number behave over time? With the limits of its own noise, so that noise is not read as news.

        Raises
        ------
        workbench.errors.Gone
            Where there is no such series, or this audience may not see it.
        """
        cycle = self.store.get(Series, series).cycle
        evidence = self._of("series", "point", "series_change", system=None, cycle=cycle)
        publish = partial(cells, profile=profile_for(evidence.audience))
        return self._answer(patterns.process_behaviour(evidence, series, publish=publish), picture="process_behaviour")
