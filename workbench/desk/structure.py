"""Scales, systems and cycles: the tree everything hangs on."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.errors import Refused
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
        """The structure as the store holds it now."""
        scales = sorted(store.all(Scale), key=lambda s: (s.position, s.id))
        position = {s.id: s.position for s in scales}
        systems = sorted(store.all(System), key=lambda s: (-position.get(s.scale, 0), s.name.casefold(), s.id))
        cycles = sorted(store.all(Cycle), key=lambda c: (c.system, c.round, c.id))
        return cls(tuple(scales), tuple(systems), tuple(cycles), tuple(store.all(CycleLink)))

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
