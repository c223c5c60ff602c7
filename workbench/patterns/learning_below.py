"""What are the groups here learning? Their patterns, cycle by cycle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from workbench.frames import Evidence, Finding
from workbench.patterns.pattern_list import pattern_list
from workbench.patterns.told_as import cycles_told_as, told_as

__all__ = ["LearningBelow", "learning_below"]

_COLUMNS = [
    *("system", "cycle", "title", "text", "theme", "noticed_on"),
    *("interpretations", "n_interpretations", "n_supports", "n_contradicts"),
]


@dataclass(frozen=True, kw_only=True)
class LearningBelow(Finding):
    """The patterns that this audience may read: observations with at least two readings that compete.

    ``table``: system and cycle (names; a life is told as the team round it, and its cycle is ""), title, text, theme,
    noticed_on, interpretations, n_interpretations, n_supports, n_contradicts. By the names of system and cycle, newest
    first within a cycle: no group stands before another for what it found. ``n_cycles`` is how many cycles they come
    from. No patterns give no rows.
    """

    counts: ClassVar[tuple[str, ...]] = ("n_supports", "n_contradicts")

    n_cycles: int


def learning_below(evidence: Evidence, *, system: str | None = None) -> LearningBelow:
    """The patterns of one system and those inside it, or all there are; it reads what ``pattern_list`` does."""
    found = pattern_list(evidence, system=system).table
    found = found[found["printable"]]
    cycle_of = dict(zip(evidence["observation"]["id"], evidence["observation"]["cycle"], strict=True))
    system_of = dict(zip(evidence["cycle"]["id"], evidence["cycle"]["system"], strict=True))
    cycles = found["id"].map(cycle_of)
    rows = found.assign(
        system=cycles.map(system_of).map(told_as(evidence["system"])).astype("str"),
        cycle=cycles.map(cycles_told_as(evidence)).astype("str"),
    )
    # what comes from the pattern list stands newest first, and a stable sort leaves it so
    by_name = rows.sort_values(["system", "cycle"], key=lambda names: names.str.casefold(), kind="stable")
    return LearningBelow(
        audience=evidence.audience,
        table=by_name[_COLUMNS].reset_index(drop=True),
        n_cycles=int(cycles.nunique()),
    )
