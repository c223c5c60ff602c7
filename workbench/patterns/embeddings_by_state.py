"""How far have the changes come that are to last? Counted by kind and state."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import ONE_LIFE, EmbeddingKind, EmbeddingState
from workbench.patterns.circle import rows_of

__all__ = ["EmbeddingsByState", "embeddings_by_state"]


@dataclass(frozen=True, kw_only=True)
class EmbeddingsByState(Finding):
    """How many changes of each kind are agreed, under way, business as usual or given up.

    ``table`` has a row for every embedding_kind × state, also where there are none: embedding_kind, state, n. Nothing
    is counted across lives: what was changed in one life is counted only where that life itself is asked about.
    ``lives_left_out`` tells whether there was any.
    """

    counts: ClassVar[tuple[str, ...]] = ("n",)
    total_rows: ClassVar[Mapping[str, str | None]] = {"embedding_kind": None, "state": None}

    lives_left_out: bool = False


def embeddings_by_state(
    evidence: Evidence, *, cycle: str | None = None, system: str | None = None
) -> EmbeddingsByState:
    """The changes of one cycle, one system and those inside it, or all there are, counted by kind and state."""
    found = rows_of(evidence, "embedding", cycle=cycle, system=system)
    systems, cycles = evidence["system"], evidence["cycle"]
    asked = {system} if cycle is None else {system, *cycles.loc[cycles["id"] == cycle, "system"]}
    lives = set(systems.loc[systems["scale"] == ONE_LIFE, "id"]) - asked
    in_a_life = found["system"].isin(lives)
    counted = found[~in_a_life]
    rows = []
    behind: dict[Hashable, frozenset[str]] = {}
    for kind, state in product(EmbeddingKind, EmbeddingState):
        here = counted[(counted["embedding_kind"] == kind) & (counted["state"] == state)]
        behind[kind.value, state.value] = frozenset(here["id"])
        rows.append({"embedding_kind": kind.value, "state": state.value, "n": len(here)})
    return EmbeddingsByState(
        audience=evidence.audience, table=pd.DataFrame(rows), people=behind, lives_left_out=bool(in_a_life.any())
    )
