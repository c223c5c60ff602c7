"""Which cycles lie below one: inside its system, or joined to it by a link; and which rounds are one group's own."""

from __future__ import annotations

from workbench.frames import Evidence
from workbench.model import CycleLinkKind
from workbench.patterns.circle import systems_inside

__all__ = ["cycles_below", "rounds_until"]

_DOWNWARDS = (CycleLinkKind.learns_from.value, CycleLinkKind.enables.value)


def rounds_until(evidence: Evidence, cycle: str) -> set[str]:
    """The ids of a cycle and of the rounds of the same system before it; only itself where there is no such cycle."""
    cycles = evidence["cycle"]
    here = cycles[cycles["id"] == cycle]
    if here.empty:
        return {cycle}
    own = cycles[(cycles["system"] == here["system"].iloc[0]) & (cycles["round"] <= here["round"].iloc[0])]
    return {cycle, *own["id"]}


def cycles_below(evidence: Evidence, cycles: set[str]) -> set[str]:
    """The ids of every cycle of a system inside that of one of these, or that one of these learns from or enables.

    Other rounds of their own systems are not below them. No cycles give none.
    """
    known = evidence["cycle"]
    own = set(known.loc[known["id"].isin(cycles), "system"])
    inside = set().union(*(systems_inside(evidence["system"], system) for system in own)) - own
    links = evidence["cycle_link"]
    links = links[links["source"].isin(cycles) & links["relation"].isin(_DOWNWARDS)]
    below = known[(known["system"].isin(inside) | known["id"].isin(links["target"])) & ~known["system"].isin(own)]
    return set(below["id"])
