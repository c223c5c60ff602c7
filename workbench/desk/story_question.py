"""Questions about what tellers say of their own stories: triads, sliders, stones and choices, with honest numbers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Literal

from workbench import patterns
from workbench.desk.answer import Answer
from workbench.desk.question import Questions
from workbench.frames import Evidence
from workbench.patterns.signified import KINDS_READ, Asked
from workbench.patterns.story_split import Split, between, kinds_for, picked_apart, story_split

__all__ = ["SplitBy", "StoryQuestions"]

#: What stories are grouped by: ``place``, ``language``, ``system``, ``inquiry``, ``choice:KEY``, ``choice:KEY:LABEL``,
#: ``theme:ID``; or groups of stories somebody picked, their ids by the name of the group (one group stands against all
#: others).
SplitBy = str | Mapping[str, Collection[str]]


class StoryQuestions(Questions):
    """What tellers say of their own stories.

    ``signifier`` is the key of a question, ``signifier_set`` the set whose wording is meant (None: the newest that has
    it). ``split_by`` groups the stories (see :data:`SplitBy`); of its groups ``first`` and ``second`` are looked at,
    ``first`` alone stands against all others. ``system`` takes in the systems that lie within it; ``cycle`` narrows to
    one round; neither asks about all there is. ``seed`` begins the drawing of chance.
    """

    _kept: tuple[Any, Evidence] | None = None

    def stories_say(self, *, system: str | None = None, cycle: str | None = None) -> Answer[patterns.StoriesSay]:
        """What do the stories say? The zones of every triad."""
        evidence = self._stories(None, system=system, cycle=cycle)
        return self._answer(patterns.stories_say(evidence, system=system, cycle=cycle), picture="stories_say")

    def triad_placings(
        self, *, signifier: str, split_by: SplitBy | None = None, **where: str | None
    ) -> Answer[patterns.TriadPlacings]:
        """Where did tellers place their stories in this triangle? Points, for the group itself only.

        ``where``: signifier_set, first, second, system, cycle.
        """
        evidence, asked = self._asked(signifier, split_by, where)
        split = None if split_by is None else self._grouped(evidence, split_by, where)
        return self._answer(patterns.triad_placings(evidence, asked, split=split), picture="triad_placings")

    def triad_zones(
        self, *, signifier: str, split_by: SplitBy | None = None, **where: str | None
    ) -> Answer[patterns.TriadZones]:
        """How many stories lie in which part of this triangle? By group; ``where`` as in :meth:`triad_placings`."""
        evidence, asked = self._asked(signifier, split_by, where)
        split = None if split_by is None else self._grouped(evidence, split_by, where)
        return self._answer(patterns.triad_zones(evidence, asked, split=split), picture="triad_zones")

    def triad_comparison(
        self, *, signifier: str, split_by: SplitBy, seed: int = 1, **where: str | None
    ) -> Answer[patterns.TriadComparison]:
        """Do two groups place their stories differently in this triangle? ``where`` as in :meth:`triad_placings`.

        Raises
        ------
        Refused
            Where the split has more than two groups and ``first`` is not named, with their names.
        """
        evidence, asked = self._asked(signifier, split_by, where)
        split = self._grouped(evidence, split_by, where, two=True)
        found = patterns.triad_comparison(evidence, asked, split=split, seed=seed)
        return self._answer(found, picture="triad_comparison")

    def dyad_placings(
        self, *, signifier: str, split_by: SplitBy | None = None, **where: str | None
    ) -> Answer[patterns.DyadPlacings]:
        """Where did tellers place their stories on this scale? ``where`` as in :meth:`triad_placings`."""
        evidence, asked = self._asked(signifier, split_by, where)
        split = None if split_by is None else self._grouped(evidence, split_by, where)
        return self._answer(patterns.dyad_placings(evidence, asked, split=split), picture="dyad_placings")

    def dyad_comparison(
        self, *, signifier: str, split_by: SplitBy, seed: int = 1, **where: str | None
    ) -> Answer[patterns.DyadComparison]:
        """Do groups place their stories differently on this scale? ``where`` as in :meth:`triad_placings`."""
        evidence, asked = self._asked(signifier, split_by, where)
        split = self._grouped(evidence, split_by, where)
        found = patterns.dyad_comparison(evidence, asked, split=split, seed=seed)
        return self._answer(found, picture="dyad_comparison")

    def choice_counts(
        self, *, signifier: str, split_by: SplitBy | None = None, **where: str | None
    ) -> Answer[patterns.ChoiceCounts]:
        """Which answers did tellers choose? By group; ``where`` as in :meth:`triad_placings`."""
        evidence, asked = self._asked(signifier, split_by, where)
        split = None if split_by is None else self._grouped(evidence, split_by, where)
        return self._answer(patterns.choice_counts(evidence, asked, split=split), picture="choice_counts")

    def choice_comparison(
        self, *, signifier: str, split_by: SplitBy, seed: int = 1, **where: str | None
    ) -> Answer[patterns.ChoiceComparison]:
        """Do groups choose differently? ``where`` as in :meth:`triad_placings`."""
        evidence, asked = self._asked(signifier, split_by, where)
        split = self._grouped(evidence, split_by, where)
        found = patterns.choice_comparison(evidence, asked, split=split, seed=seed)
        return self._answer(found, picture="choice_comparison")

    def scale_correlation(
        self, *, signifier: str, beside: str, seed: int = 1, **where: str | None
    ) -> Answer[patterns.ScaleCorrelation]:
        """Do two scales go together? ``beside`` is the key of the other; ``where``: signifier_set, system, cycle."""
        evidence, asked = self._asked(signifier, None, where)
        other = Asked(beside, asked.signifier_set, cycle=asked.cycle, system=asked.system)
        found = patterns.scale_correlation(evidence, asked, beside=other, seed=seed)
        return self._answer(found, picture="scale_correlation")

    def stones_placings(
        self, *, signifier: str, split_by: SplitBy | None = None, **where: str | None
    ) -> Answer[patterns.StonesPlacings]:
        """Where did tellers put their stones on this field? ``where`` as in :meth:`triad_placings`."""
        evidence, asked = self._asked(signifier, split_by, where)
        split = None if split_by is None else self._grouped(evidence, split_by, where)
        return self._answer(patterns.stones_placings(evidence, asked, split=split), picture="stones_placings")

    def comparisons_looked_at(
        self,
        *,
        cycle: str,
        sense_session: str | None = None,
        on: date | None = None,
        order: Literal["looked_at", "effect"] = "looked_at",
    ) -> Answer[patterns.ComparisonsLookedAt]:
        """How many comparisons were looked at in a session, or on a day, and which stand out among so many?"""
        evidence = self._of("comparison", system=None, cycle=cycle)
        found = patterns.comparisons_looked_at(evidence, cycle=cycle, sense_session=sense_session, on=on, order=order)
        return self._answer(found)

    def story_split(self, split_by: SplitBy, *, system: str | None = None, cycle: str | None = None) -> Split:
        """The stories of a group in groups, for the group itself: which story is in which (see :data:`SplitBy`)."""
        return self._split(self._stories(split_by, system=system, cycle=cycle), split_by)

    def _asked(
        self, signifier: str, split_by: SplitBy | None, where: Mapping[str, str | None]
    ) -> tuple[Evidence, Asked]:
        """The evidence, and the question of it."""
        unknown = sorted(set(where) - {"signifier_set", "first", "second", "system", "cycle"})
        if unknown:
            raise TypeError(f"there is no {', '.join(unknown)}; name signifier_set, first, second, system or cycle")
        system, cycle = where.get("system"), where.get("cycle")
        evidence = self._stories(split_by, system=system, cycle=cycle)
        return evidence, Asked(signifier, where.get("signifier_set"), cycle=cycle, system=system)

    def _grouped(
        self, evidence: Evidence, split_by: SplitBy, where: Mapping[str, str | None], *, two: bool = False
    ) -> Split:
        """The groups: two of them where they are named, or ``two`` are needed."""
        split = self._split(evidence, split_by)
        first, second = where.get("first"), where.get("second")
        if two or first is not None or second is not None:
            split = between(split, first, second, words=self.words)
        return split

    def _split(self, evidence: Evidence, split_by: SplitBy) -> Split:
        if isinstance(split_by, str):
            return story_split(evidence, split_by, words=self.words)
        return picked_apart(evidence, split_by, words=self.words)

    def _stories(self, split_by: SplitBy | None, *, system: str | None, cycle: str | None) -> Evidence:
        """The evidence of the last such question, where nothing has changed since: people look at many in a row."""
        kinds = (*KINDS_READ, *(kinds_for(split_by) if isinstance(split_by, str) else ()))
        asked = (self.store.revision(), self.today(), self.said_audience, frozenset(kinds), system, cycle)
        if self._kept is None or self._kept[0] != asked:
            self._kept = (asked, self._of(*kinds, system=system, cycle=cycle))
        return self._kept[1]
