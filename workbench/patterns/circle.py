"""Which rows a question is about: those of one cycle, or of one system and the systems inside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from workbench.errors import Gone, Refused
from workbench.frames import Evidence

__all__ = ["ancestors_of", "rows_of", "systems_inside", "the_experiment"]


def systems_inside(systems: pd.DataFrame, system: str) -> set[str]:
    """The system and every system that lies in it, however deep; a ring of ``part_of`` ends where it began."""
    inside, edge = {system}, {system}
    while edge:
        edge = set(systems.loc[systems["part_of"].isin(edge), "id"]) - inside
        inside |= edge
    return inside


def ancestors_of(systems: pd.DataFrame, system: str) -> Iterator[str]:
    """The system itself, then what it lies in, up to the largest."""
    part_of = dict(zip(systems["id"], systems["part_of"], strict=True))
    seen: set[str] = set()
    at: object = system
    while isinstance(at, str) and at in part_of and at not in seen:
        seen.add(at)
        yield at
        at = part_of[at]


def the_experiment(evidence: Evidence, experiment: str) -> dict[str, Any]:
    """The row of one experiment; raises Gone where this audience has no such experiment."""
    found = evidence["experiment"]
    found = found[found["id"] == experiment]
    if found.empty:
        raise Gone(
            f"This experiment is not here, or is not shown to {evidence.audience.name}. "
            "Choose one of those in the list, or ask the group whose experiment it is."
        )
    return {str(name): value for name, value in found.iloc[0].items()}


def rows_of(evidence: Evidence, kind: str, *, cycle: str | None = None, system: str | None = None) -> pd.DataFrame:
    """The rows of one kind: of a cycle, of a system and all systems inside it, or (neither given) all of them.

    A table that was not read counts as empty only where nobody asked for it, so a missing table raises Refused.
    """
    if kind not in evidence.tables:
        raise Refused(f"The evidence holds no “{kind}”; read that kind of record as well.")
    rows = evidence[kind]
    if cycle is not None:
        rows = rows[rows["cycle"] == cycle]
    if system is not None:
        rows = rows[rows["system"].isin(systems_inside(evidence["system"], system))]
    return rows.reset_index(drop=True)
