"""Which system and cycle a page is about: what its address says, or a good place to begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.desk.structure import Structure
from workbench.errors import Refused
from workbench.model import Cycle, Map, System

__all__ = ["Choice"]


@dataclass(frozen=True)
class Choice:
    """A system and one of its cycles; both None in an empty store, ``cycle`` None where none was opened."""

    system: System | None
    cycle: Cycle | None

    @classmethod
    def of(cls, structure: Structure, *, system: str = "", cycle: str = "", maps: Sequence[Map] = ()) -> Choice:
        """What was asked for, the rest filled in.

        With nothing asked for it begins with a team that has maps (the team with the most of them), so that a first
        look shows something. Of a system it takes the newest cycle that is not closed, else the newest.

        Raises
        ------
        Refused
            Where the system or the cycle named is not there, or the cycle belongs to another system.
        """
        if cycle:
            found = next((c for c in structure.cycles if c.id == cycle), None)
            if found is None or (system and found.system != system):
                raise Refused(
                    f"There is no cycle “{cycle}” here. Choose the system again; its cycles are listed there."
                )
            return cls(structure.system(found.system), found)
        chosen = structure.system(system) if system else cls._first(structure, maps)
        if chosen is None:
            return cls(None, None)
        cycles = structure.cycles_of(chosen.id)
        return cls(chosen, next((c for c in cycles if c.closed_on is None), cycles[0] if cycles else None))

    @staticmethod
    def _first(structure: Structure, maps: Sequence[Map]) -> System | None:
        system_of = {c.id: c.system for c in structure.cycles}
        drawn = [system_of.get(m.cycle) for m in maps]
        teams = [s for s in structure.systems if s.scale == "team"] or list(structure.systems)
        return max(teams, key=lambda s: drawn.count(s.id), default=None)
