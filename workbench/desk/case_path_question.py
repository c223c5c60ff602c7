"""Questions about people's paths through services, and about people who are looked at together."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Literal

from workbench import patterns
from workbench.desk.answer import Answer
from workbench.desk.case_question import CaseQuestions
from workbench.frames import Picked, table
from workbench.model import Case, Contact, Cycle
from workbench.patterns.assess_do_refer import TALLIES as ROUNDS
from workbench.patterns.cohort_before_after import QUARTERS
from workbench.patterns.cohort_before_after import TALLIES as RATES
from workbench.patterns.cohort_before_after import TALLIES_OF_ACTIVITY as RATES_OF_ACTIVITY
from workbench.patterns.hand_offs import TALLIES as HANDED_ON
from workbench.patterns.people_sharing import TALLIES as SHARED
from workbench.patterns.sequences import TALLIES as FOLLOWED

__all__ = ["CasePathQuestions"]


class CasePathQuestions(CaseQuestions):
    """What a group asks of the ways people take through services; see ``CaseQuestions`` for what narrows it."""

    def assess_do_refer(
        self, *, system: str | None = None, cycle: str | None = None, picked: Picked | None = None
    ) -> Answer[patterns.AssessDoRefer]:
        """How often are people assessed, helped and referred on, and in how many rounds?"""
        evidence = self._tallied(*ROUNDS, system=system, cycle=cycle, picked=picked)
        return self._answer(patterns.assess_do_refer(evidence), picture="assess_do_refer")

    def hand_offs(
        self, *, system: str | None = None, cycle: str | None = None, picked: Picked | None = None
    ) -> Answer[patterns.HandOffs]:
        """Who hands people on to whom?"""
        evidence = self._tallied(*HANDED_ON, system=system, cycle=cycle, picked=picked)
        return self._answer(patterns.hand_offs(evidence), picture="hand_offs")

    def sequences(
        self,
        *,
        system: str | None = None,
        cycle: str | None = None,
        picked: Picked | None = None,
        of: Literal["activity", "agency"] = "activity",
    ) -> Answer[patterns.Sequences]:
        """What tends to follow what? Activities, or agencies."""
        evidence = self._tallied(*(FOLLOWED[of],) if of in FOLLOWED else (), system=system, cycle=cycle, picked=picked)
        return self._answer(patterns.sequences(evidence, of=of), picture="sequences")

    def cohort_before_after(
        self,
        *,
        system: str | None = None,
        cycle: str | None = None,
        picked: Picked | None = None,
        quarters: int = QUARTERS,
        activity: str | None = None,
    ) -> Answer[patterns.CohortBeforeAfter]:
        """What changed for these people: contacts, crises and cost per person and quarter, before and after?

        ``quarters`` are looked at on each side of the start (fewer, where ``picked`` names fewer).
        """
        first, last = (picked and picked.quarters) or (-quarters, quarters - 1)
        window = (max(first, -quarters), min(last, quarters - 1))
        evidence = self._tallied(
            *RATES,
            *(RATES_OF_ACTIVITY if activity is not None else ()),
            system=system,
            cycle=cycle,
            picked=replace(picked or Picked(), quarters=window),
        )
        cases = picked.cases if picked is not None else None
        found = patterns.cohort_before_after(evidence, cases=cases, window=window, activity=activity)
        return self._answer(found, picture="cohort_before_after")

    def people_sharing(
        self,
        *,
        system: str | None = None,
        cycle: str | None = None,
        picked: Picked | None = None,
        wanted: Mapping[str, Collection[str]] = MappingProxyType({}),
    ) -> Answer[patterns.PeopleSharing]:
        """Who shares what, and how many people would each choice leave? ``wanted`` is what was chosen so far."""
        evidence = self._tallied(*SHARED, system=system, cycle=cycle)
        cases = picked.cases if picked is not None else None
        return self._answer(patterns.people_sharing(evidence, cases=cases, wanted=wanted))

    def picked_cases(
        self, wanted: Mapping[str, Collection[str]], *, system: str | None = None, cycle: str | None = None
    ) -> frozenset[str]:
        """The ids of the people who fit what is wanted: field → values; see ``patterns.people_sharing``.

        Raises
        ------
        NotAllowed
            For an audience wider than the group.
        Refused
            Where people cannot be picked by such a field.
        """
        return patterns.picked_cases(self._tallied(*SHARED, system=system, cycle=cycle), wanted)

    def time_line(self, case: str) -> Answer[patterns.TimeLine]:
        """What happened in one person's life with services? For the group itself only; that it was opened is noted.

        Raises
        ------
        Gone
            Where this audience has no such case.
        """
        system = self.store.get(Cycle, self.store.get(Case, case).cycle).system
        evidence = self.evidence("case", "spend", system=system, below=False, own=True)
        # One person's contacts are a small part of all, so they are read by their case, once it is one that is seen.
        contacts = self.store.all(Contact, case=case) if case in set(evidence["case"]["id"]) else []
        mine = {"contact": table("contact", contacts, system_of={contact.id: system for contact in contacts})}
        found = patterns.time_line(replace(evidence, tables={**evidence.tables, **mine}), case)
        self.store.note_access("case", case, by=self.by, page=self.page, why="time_line")
        return self._answer(found, picture="time_line")
