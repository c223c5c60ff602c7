"""Questions about stories as such: which are there, and when were they told?"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from workbench import patterns
from workbench.desk.answer import Answer
from workbench.desk.question import Questions
from workbench.patterns.stories_found import READS, StoriesWanted, StoryShelf

__all__ = ["StoryToldQuestions"]


class StoryToldQuestions(Questions):
    """What stories there are."""

    def stories_found(
        self,
        words: str = "",
        *,
        picked: Mapping[str, str] | None = None,
        ids: Collection[str] | None = None,
        system: str,
    ) -> Answer[patterns.StoriesFound]:
        """Which stories are these? By words, theme, place, length, language, opening question; for the group itself.

        Parameters
        ----------
        words
            As somebody would type them: every word, and every phrase in quotation marks, has to be in the story.
        picked
            By field: theme (its id), place, length (short, medium, long), language, opening_question (its id), placed
            (yes, no).
        ids
            Only among these stories.
        system
            Whose stories.

        Raises
        ------
        NotAllowed
            For an audience wider than the group.
        """
        shelf = StoryShelf.of(self.evidence(*READS, system=system, below=False, own=True))
        wanted = StoriesWanted(words, picked or {}, None if ids is None else frozenset(ids))
        return self._answer(patterns.stories_found(shelf, wanted))

    def stories_told(self, *, system: str | None = None, cycle: str | None = None) -> Answer[patterns.StoriesTold]:
        """How many stories were told, and when? By month.

        ``system`` takes in the systems that lie within it; ``cycle`` narrows to one round; neither asks about all.
        """
        evidence = self.evidence("story", system=system)
        return self._answer(patterns.stories_told(evidence, system=system, cycle=cycle), picture="stories_told")
