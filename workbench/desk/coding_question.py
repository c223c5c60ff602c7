"""Questions about coding: how far readers agree, what there is to talk about, and where themes came up."""

from __future__ import annotations

from typing import Final

from workbench import patterns
from workbench.desk.answer import Answer
from workbench.desk.question import Questions
from workbench.frames import Evidence
from workbench.model import CodingRound
from workbench.patterns.coded_text import KINDS

__all__ = ["CodingQuestions"]

#: What texts are drawn with, so that the same question gets the same interval.
_SEED: Final = 20_260_501


class CodingQuestions(Questions):
    """What a group asks of the themes in its texts. Of a blind round nothing is counted until it is revealed.

    ``system`` takes in the systems that lie within it; ``cycle`` narrows to one round; neither asks about all there is.
    """

    def coder_agreement(self, coding_round: str, *, seed: int = _SEED) -> Answer[patterns.CoderAgreement]:
        """How far did people who read the same texts tag the same? Krippendorff's α for each theme."""
        found = patterns.coder_agreement(self._of_round(coding_round), coding_round=coding_round, seed=seed)
        return self._answer(found, picture="coder_agreement")

    def coding_overlap(self, coding_round: str) -> Answer[patterns.CodingOverlap]:
        """How far do two people's passages lie in the same places? F1 by theme and pair."""
        return self._answer(patterns.coding_overlap(self._of_round(coding_round), coding_round=coding_round))

    def coding_disagreements(self, coding_round: str) -> Answer[patterns.CodingDisagreements]:
        """What is there to talk about? Where readers of the same text did not tag the same."""
        return self._answer(patterns.coding_disagreements(self._of_round(coding_round), coding_round=coding_round))

    def theme_cooccurrence(
        self, *, system: str | None = None, cycle: str | None = None
    ) -> Answer[patterns.ThemeCooccurrence]:
        """Which themes lie together? On the same text, and on the same words."""
        found = patterns.theme_cooccurrence(self._of(*KINDS, system=system, cycle=cycle), system=system, cycle=cycle)
        return self._answer(found, picture="theme_cooccurrence")

    def themes_by_team(self, *, system: str | None = None, cycle: str | None = None) -> Answer[patterns.ThemesByTeam]:
        """Which themes came up in which team, and how many texts were read for them there?"""
        found = patterns.themes_by_team(self._of(*KINDS, system=system, cycle=cycle), system=system, cycle=cycle)
        return self._answer(found, picture="themes_by_team")

    def themes_over_time(
        self, *, system: str | None = None, cycle: str | None = None
    ) -> Answer[patterns.ThemesOverTime]:
        """Which themes came up when? Texts by quarter, beside how many were read."""
        found = patterns.themes_over_time(self._of(*KINDS, system=system, cycle=cycle), system=system, cycle=cycle)
        return self._answer(found, picture="themes_over_time")

    def _of_round(self, coding_round: str) -> Evidence:
        """What the round's own group sees, its own and of the groups within it: who tagged what never leaves it."""
        cycle = self.store.get(CodingRound, coding_round).cycle
        return self.evidence(*KINDS, system=self._system_of(cycle), own=True)
