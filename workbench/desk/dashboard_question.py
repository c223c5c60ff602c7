"""Questions for a meeting of leaders: what is learnt here, what is asked of us, and two stories."""

from __future__ import annotations

from datetime import date

from workbench import patterns
from workbench.desk.answer import Answer
from workbench.desk.question import Questions
from workbench.patterns.narrowed import narrowed, of_theme

__all__ = ["DashboardQuestions"]

_PATTERNS = ("observation", "interpretation", "idea", "sense_session", "theme", "evidence_link")
_STORIES = ("story", "theme", "coding", "coding_round")


class DashboardQuestions(Questions):
    """What leaders ask about a system and those that lie within it; ``since`` and ``until`` are days, both included."""

    def learning_below(
        self, *, system: str | None = None, theme: str = "", since: date | None = None, until: date | None = None
    ) -> Answer[patterns.LearningBelow]:
        """What are the groups here learning? ``theme`` is the name of one."""
        evidence = of_theme(self.evidence(*_PATTERNS, system=system), theme)
        evidence = narrowed(evidence, "observation", since=since, until=until)
        return self._answer(patterns.learning_below(evidence, system=system))

    def asked_of_us(
        self, *, system: str, place: str | None = None, since: date | None = None, until: date | None = None
    ) -> Answer[patterns.AskedOfUs]:
        """What do others ask of this system's cycles, how long has it waited, and what was answered?"""
        evidence = narrowed(self._with_sendings(system=system, cycle=None), "influence", since=since, until=until)
        return self._answer(patterns.asked_of_us(evidence, system=system, place=place))

    def two_stories(
        self,
        *,
        system: str | None = None,
        theme: str = "",
        since: date | None = None,
        until: date | None = None,
        turn: int = 0,
    ) -> Answer[patterns.TwoStories]:
        """Which two stories could be heard now? ``turn`` 1 gives two others, and so on."""
        evidence = of_theme(self.evidence(*_STORIES, system=system), theme)
        evidence = narrowed(evidence, "story", since=since, until=until)
        return self._answer(patterns.two_stories(evidence, system=system, turn=turn))
