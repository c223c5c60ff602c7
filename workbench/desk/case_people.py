"""The people of a group's case files: whom a choice takes in, and how many would remain with each further one."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Final

import pandas as pd

from workbench.desk.case_choice import CaseChoice
from workbench.frames import Evidence
from workbench.patterns.contact_tally import tally_of
from workbench.patterns.people_sharing import FIELDS, TALLIES, people_sharing, picked_cases
from workbench.sharing import release

__all__ = ["CasePeople"]

#: Between the two agencies of a hand-off, in what stands for it.
_HAND_OFF: Final = " → "
_HANDED = "handed"
_MOST_KNOWN: Final = 100


@dataclass(frozen=True)
class CasePeople:
    """Who is there, and who shares what.

    ``evidence`` holds the case files of one group and the tallies of :attr:`TALLIES`. It is kept between one choice and
    the next, because reading it again for each would take most of the half second that one may wait.
    """

    TALLIES: ClassVar[tuple[tuple[str, ...], ...]] = (*TALLIES, ("case", "agency", "handed_to"))

    evidence: Evidence
    #: By each way people were handed on ("from → to"), who was.
    handed: Mapping[str, frozenset[str]]
    #: Whom each choice took in that was looked at before: all views of one choice ask for the same people.
    known: dict[Hashable, frozenset[str]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, evidence: Evidence) -> CasePeople:
        """From an evidence with case files and tallies."""
        handed = tally_of(evidence, *cls.TALLIES[-1])
        handed = handed[handed["handed_to"].notna()]
        ways = handed.groupby(handed["agency"] + _HAND_OFF + handed["handed_to"])["case"]
        return cls(evidence=evidence, handed={str(way): frozenset(cases) for way, cases in ways})

    @property
    def table(self) -> pd.DataFrame:
        """All of them, with the columns of ``frames.columns("case")``."""
        return self.evidence["case"]

    def ids(self, choice: CaseChoice) -> frozenset[str] | None:
        """The ids of those a choice takes in; None where it leaves nobody out."""
        if not choice.people:
            return None
        named = tuple(sorted(choice.people.items()))
        if named not in self.known:
            if len(self.known) >= _MOST_KNOWN:
                self.known.clear()
            found, handed = picked_cases(self.evidence, self._wanted(choice)), self._handed_on(choice)
            self.known[named] = found if handed is None else found & handed
        return self.known[named]

    def those(self, choice: CaseChoice) -> pd.DataFrame:
        """The rows of :attr:`table` that a choice takes in."""
        ids = self.ids(choice)
        return self.table if ids is None else self.table[self.table["id"].isin(ids)]

    def remaining(self, choice: CaseChoice) -> dict[str, dict[str, int]]:
        """By what people can be picked by, and each value: how many people there would be with it as well."""
        handed = self._handed_on(choice)
        found = release(people_sharing(self.evidence, cases=handed, wanted=self._wanted(choice))).table
        counted: dict[str, dict[str, int]] = {name: {} for name in FIELDS}
        for name, value, n in zip(found["field"], found["value"], found["n_people"], strict=True):
            counted[name][value] = int(n)
        ids = self.ids(choice)
        left = {way: len(those if ids is None else those & ids) for way, those in self.handed.items()}
        return {**counted, _HANDED: {way: n for way, n in left.items() if n}}

    def _wanted(self, choice: CaseChoice) -> dict[str, tuple[str, ...]]:
        return {name: values for name, values in choice.people.items() if name != _HANDED}

    def _handed_on(self, choice: CaseChoice) -> frozenset[str] | None:
        """Those who were handed on in every way that was picked; None where none was."""
        ways = choice.people.get(_HANDED, ())
        if not ways:
            return None
        return frozenset.intersection(*(self.handed.get(way, frozenset()) for way in ways))
