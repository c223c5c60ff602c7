"""What somebody picked in the explorer: people by what they share, and which of their contacts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from workbench.errors import Refused
from workbench.frames import Picked
from workbench.model.prompts import Words
from workbench.patterns.people_sharing import FIELDS

__all__ = ["CONTACTS_BY", "PEOPLE_BY", "CaseChoice"]

#: What people may share, and the hand-offs they went through ("from → to"; somebody has to have all that are picked).
PEOPLE_BY = (*FIELDS, "handed")
#: What contacts are picked by: the sets of :class:`~workbench.frames.Picked`.
CONTACTS_BY = tuple(Picked.COLUMNS)

_MOST_VALUES = 500
_MOST_QUARTERS = 4_000


@dataclass(frozen=True)
class CaseChoice:
    """What is picked; an empty one takes in everybody and every contact.

    ``people`` has the values picked for each of :data:`PEOPLE_BY`, ``contacts`` for each of :data:`CONTACTS_BY`.
    """

    people: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    contacts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    quarters: tuple[int, int] | None = None

    @classmethod
    def read(cls, given: object, *, words: Words) -> CaseChoice:
        """The choice a page sends: ``{people: {…}, contacts: {…}, quarters: [from, to] or null}``.

        Raises
        ------
        Refused
            Where it is something else, which no page of ours sends.
        """
        sides = given if isinstance(given, Mapping) else {}
        try:
            return cls(
                people=_values(sides.get("people"), PEOPLE_BY),
                contacts=_values(sides.get("contacts"), CONTACTS_BY),
                quarters=_span(sides.get("quarters")),
            )
        except (TypeError, ValueError) as e:
            raise Refused(words.say("case_explorer.not_a_choice"), field="choice") from e

    def without(self, parts: Sequence[str]) -> CaseChoice:
        """The same with these parts left open (``quarters``, or a name of the people's or contacts' side)."""
        return replace(
            self,
            people={name: values for name, values in self.people.items() if name not in parts},
            contacts={name: values for name, values in self.contacts.items() if name not in parts},
            quarters=None if "quarters" in parts else self.quarters,
        )

    def picked(self, cases: frozenset[str] | None) -> Picked:
        """What a question is asked with; ``cases`` are the ids of the people, None for everybody."""
        sets = {name: frozenset(values) for name, values in self.contacts.items()}
        return Picked(cases=cases, quarters=self.quarters, **sets)


def _values(given: object, names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    if not isinstance(given, Mapping) or not set(given) <= set(names):
        raise TypeError
    made = {}
    for name, values in given.items():
        if not isinstance(values, list) or len(values) > _MOST_VALUES or not all(isinstance(v, str) for v in values):
            raise TypeError
        if values:
            made[str(name)] = tuple(dict.fromkeys(values))
    return made


def _span(given: Any) -> tuple[int, int] | None:
    if given is None:
        return None
    if not isinstance(given, list):
        raise TypeError
    first, last = given
    if not all(isinstance(end, int) and abs(end) <= _MOST_QUARTERS for end in (first, last)) or first > last:
        raise ValueError
    return first, last
