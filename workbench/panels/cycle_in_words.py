"""A cycle as people name it: its system, and its own name."""

from __future__ import annotations

from workbench.desk.structure import Structure

__all__ = ["cycle_in_words"]


def cycle_in_words(known: Structure, cycle: str) -> str:
    """The system and the name of a cycle; "" where there is no such cycle."""
    found = next((c for c in known.cycles if c.id == cycle), None)
    return f"{known.system(found.system).name} · {found.name}" if found else ""
