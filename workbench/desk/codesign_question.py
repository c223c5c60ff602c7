"""The questions of co-design: the portfolio, one experiment's card, one prototype's frame."""

from __future__ import annotations

from workbench import patterns
from workbench.desk.answer import Answer
from workbench.desk.question import Questions
from workbench.model import Cycle, Experiment

__all__ = ["CodesignQuestions"]

#: What a card is put together from; rules, links and things may belong to other systems.
_ON_A_CARD = ("experiment", "rule", "data_plan", "capture_form", "countermeasure", "thing", "map", "map_item", "link")
_ON_A_FRAME = ("experiment", "frame_note", "countermeasure", "issue", "evidence_link")


class CodesignQuestions(Questions):
    """Questions a group asks while it designs experiments."""

    def experiment_portfolio(
        self, *, system: str | None = None, cycle: str | None = None
    ) -> Answer[patterns.ExperimentPortfolio]:
        """What is being tried, of which shape and kind, and where does each stand?"""
        evidence = self.evidence("experiment", system=system)
        found = patterns.experiment_portfolio(evidence, system=system, cycle=cycle)
        return self._answer(found, picture="experiment_portfolio")

    def experiment_card(self, experiment: str) -> Answer[patterns.ExperimentCard]:
        """What does one experiment say, question by question?

        Raises
        ------
        Gone
            Where there is no such experiment, or it is not for this audience.
        """
        system = self._system_of_experiment(experiment)
        evidence = self.evidence(*_ON_A_CARD, system=system, everywhere=True, own=True)
        return self._answer(patterns.experiment_card(evidence, experiment, words=self.words))

    def prototype_frame(self, experiment: str) -> Answer[patterns.PrototypeFrame]:
        """What is inside a prototype, what stands round it, and what presses on it? Gone as for its card."""
        evidence = self.evidence(*_ON_A_FRAME, system=self._system_of_experiment(experiment), below=False, own=True)
        return self._answer(patterns.prototype_frame(evidence, experiment), picture="prototype_frame")

    def _system_of_experiment(self, experiment: str) -> str:
        return self.store.get(Cycle, self.store.get(Experiment, experiment).cycle).system
