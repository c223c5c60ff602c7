"""Scales, systems and cycles: the tree everything hangs on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

import pandas as pd

from workbench.errors import Refused
from workbench.frames import table
from workbench.model import Cycle, CycleLink, Scale, System
from workbench.store import Store

__all__ = ["Structure"]


@dataclass(frozen=True)
class Structure:
    """Scales smallest first, systems largest scale first and by name, cycles by system and round."""

    scales: tuple[Scale, ...]
    systems: tuple[System, ...]
    cycles: tuple[Cycle, ...]
    cycle_links: tuple[CycleLink, ...]

    @classmethod
    def read(cls, store: Store) -> Structure:
        """The structure as the store holds it now; the very same one while nothing in the store changed."""
        found = store.whole(Scale, System, Cycle, CycleLink)
        before = _LAST.get(store)
        if before is None or any(one is not other for one, other in zip(before[0], found, strict=True)):
            before = _LAST[store] = (found, cls._made_of(*found))
        return before[1]

    @classmethod
    def _made_of(
        cls,
        scales: tuple[Scale, ...],
        systems: tuple[System, ...],
        cycles: tuple[Cycle, ...],
        links: tuple[CycleLink, ...],
    ) -> Structure:
        position = {s.id: s.position for s in scales}
        return cls(
            tuple(sorted(scales, key=lambda s: (s.position, s.id))),
            tuple(sorted(systems, key=lambda s: (-position.get(s.scale, 0), s.name.casefold(), s.id))),
            tuple(sorted(cycles, key=lambda c: (c.system, c.round, c.id))),
            links,
        )

    @cached_property
    def scale_table(self) -> pd.DataFrame:
        """The scales as ``frames.columns("scale")`` says; to be read only."""
        return table("scale", self.scales)

    @cached_property
    def system_table(self) -> pd.DataFrame:
        """The systems as ``frames.columns("system")`` says; to be read only."""
        return table("system", self.systems)

    def system(self, id: str) -> System:
        """A system by its id.

        Raises
        ------
        Refused
            Where there is none, naming those there are.
        """
        for found in self.systems:
            if found.id == id:
                return found
        known = ", ".join(s.id for s in self.systems[:12]) or "none yet"
        raise Refused(
            f"There is no system “{id}” in this store. There are: {known}. Choose one of them.", field="system"
        )

    def scale_of(self, system: str) -> str:
        """The id of the scale a system is at."""
        return self.system(system).scale

    def within(self, system: str) -> set[str]:
        """The ids of a system and of every system that lies in it."""
        self.system(system)
        found = {system}
        while True:
            more = {s.id for s in self.systems if s.part_of in found} - found
            if not more:
                return found
            found |= more

    def at_scale(self, scale: str) -> list[System]:
        """The systems at one scale, by name.

        Raises
        ------
        Refused
            Where there is no such scale.
        """
        if scale not in {s.id for s in self.scales}:
            known = ", ".join(s.id for s in self.scales)
            raise Refused(f"There is no scale “{scale}”. There are: {known}.", field="scale")
        return [s for s in self.systems if s.scale == scale]

    def cycles_of(self, system: str) -> list[Cycle]:
        """The cycles of a system, newest round first."""
        return [c for c in reversed(self.cycles) if c.system == system]


#: Each open store's structure as it was read last, with the records it was made of.
_LAST: WeakKeyDictionary[Store, tuple[tuple[tuple[Any, ...], ...], Structure]] = WeakKeyDictionary()
