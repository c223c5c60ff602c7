"""Questions about the changes a group makes lasting."""

from __future__ import annotations

from workbench import patterns
from workbench.desk.answer import Answer
from workbench.desk.question import Questions

__all__ = ["EmbedQuestions"]


class EmbedQuestions(Questions):
    """What a group asks of the changes that are to last.

    ``system`` takes in the systems that lie within it; ``cycle`` narrows to one round; neither asks about all there is.
    """

    def embeddings_by_state(
        self, *, system: str | None = None, cycle: str | None = None
    ) -> Answer[patterns.EmbeddingsByState]:
        """How far have the changes come that are to last? By kind and state; nothing is counted across lives."""
        evidence = self._of("embedding", system=system, cycle=cycle)
        found = patterns.embeddings_by_state(evidence, system=system, cycle=cycle)
        return self._answer(found, picture="embeddings_by_state")

    def embeddings_over_time(
        self, *, system: str | None = None, cycle: str | None = None
    ) -> Answer[patterns.EmbeddingsOverTime]:
        """When was each change agreed, and since when is it business as usual?"""
        evidence = self._of("embedding", system=system, cycle=cycle)
        found = patterns.embeddings_over_time(evidence, system=system, cycle=cycle)
        return self._answer(found, picture="embeddings_over_time")

    def embeddings_list(
        self, *, system: str | None = None, cycle: str | None = None
    ) -> Answer[patterns.EmbeddingsList]:
        """Which changes are to last, how far has each come, and how is that known?"""
        evidence = self._of(
            "embedding", "experiment", "countermeasure", "issue", "evidence_link", system=system, cycle=cycle
        )
        found = patterns.embeddings_list(evidence, system=system, cycle=cycle)
        return self._answer(found, picture="embeddings_list")
