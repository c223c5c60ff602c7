"""What contacts cost by the table of unit costs: quantity times one unit, of its year or the newest year before."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from workbench.model import Cycle, UnitCost
from workbench.model.record import MOST_PENCE

if TYPE_CHECKING:
    from workbench.desk.desk import Desk

__all__ = ["PriceList", "price_contacts"]


@dataclass(frozen=True)
class PriceList:
    """Unit costs by activity and agency (in small letters), the newest year first."""

    by_activity: dict[tuple[str, str], tuple[UnitCost, ...]]

    @classmethod
    def of(cls, desk: Desk, cycles: Sequence[str]) -> PriceList:
        """The unit costs of these cycles."""
        return cls.made_of(one for cycle in cycles for one in desk.store.all(UnitCost, cycle=cycle))

    @classmethod
    def made_of(cls, unit_costs: Iterable[UnitCost]) -> PriceList:
        """A list of these; where two cycles tell the same year, the one written later counts."""
        made: dict[tuple[str, str], list[UnitCost]] = {}
        for one in unit_costs:
            made.setdefault((one.activity.casefold(), one.agency.casefold()), []).append(one)
        return cls({key: tuple(sorted(of, key=lambda o: (o.year, o.id), reverse=True)) for key, of in made.items()})

    def unit_cost(self, activity: str, agency: str, year: int) -> UnitCost | None:
        """What one unit costs: the agency's own before any agency's, of that year or the newest year before it."""
        for of in (agency.casefold(), ""):
            for one in self.by_activity.get((activity.casefold(), of), ()):
                if one.year <= year:
                    return one
        return None

    def price(self, activity: str, agency: str, day: date, *, quantity: float) -> tuple[int, str] | None:
        """The pence so many units cost, half a penny rounded up, and the unit cost that says so; None where none does.

        An amount no record can hold is none.
        """
        one = self.unit_cost(activity, agency, day.year) if self.by_activity else None
        if one is None:
            return None
        pence = math.floor(quantity * one.each_pence + 0.5)
        return (pence, one.id) if pence <= MOST_PENCE else None


def price_contacts(desk: Desk, cycle: str) -> int:
    """Work out anew what the contacts of a cycle's system cost by its unit costs; returns how many changed.

    To be called after unit costs were added or changed. Costs of their own stay as they are.
    """
    system = desk.store.get(Cycle, cycle).system
    cycles = [one.id for one in desk.structure.cycles_of(system)]
    prices = PriceList.of(desk, cycles)
    found = []
    for activity, agency, year in desk.store.unpriced(cycles):
        by = prices.unit_cost(activity, agency, year)
        found.append((activity, agency, year, (by.id, by.each_pence) if by is not None else None))
    said = desk.words.say("contact_import.steps.priced")
    return desk.store.price_contacts(said, found, cycles=cycles, by=desk.by)
