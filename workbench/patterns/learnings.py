"""What are we learning about, and who can act on it? Debriefs and learning pods, counted by the two."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import LearningAbout, WhoCanAct
from workbench.patterns.circle import rows_of

__all__ = ["NOT_SAID", "Learnings", "learnings"]

#: Where an entry says the one and leaves the other open.
NOT_SAID = "not_said"
_BOTH = ["learning_about", "can_act"]


@dataclass(frozen=True, kw_only=True)
class Learnings(Finding):
    """How many entries speak of learning about the work or about organising it, by who can act on it.

    ``table`` has a row for every learning_about (work, organising, not_said) × can_act (me, team, another_cycle,
    not_said), also where there are none, without the pair that says neither: learning_about, can_act, n (entries).
    Entries of learning pods count once they were shared.
    """

    counts: ClassVar[tuple[str, ...]] = ("n",)
    total_rows: ClassVar[Mapping[str, str | None]] = {"learning_about": None, "can_act": None}


def learnings(
    evidence: Evidence, *, cycle: str | None = None, system: str | None = None, since: date | None = None
) -> Learnings:
    """Learnings of one cycle, one system and those inside it, or all; ``since`` leaves out what was held earlier."""
    debriefs = rows_of(evidence, "debrief", cycle=cycle, system=system)
    said = evidence["debrief_entry"].merge(
        debriefs[["id", "held_on"]].rename(columns={"id": "debrief"}), on="debrief", validate="many_to_one"
    )
    pods = rows_of(evidence, "pod_entry", cycle=cycle, system=system)
    pods = pods[pods["shared_on"].notna()]
    columns = ["id", "held_on", *_BOTH]
    entries = pd.concat([said[columns], pods[columns]], ignore_index=True)
    if since is not None:
        entries = entries[entries["held_on"] >= pd.Timestamp(since)]
    entries = entries.assign(**{name: entries[name].fillna(NOT_SAID) for name in _BOTH})
    rows = []
    behind: dict[Hashable, frozenset[str]] = {}
    for about, who in product((*LearningAbout, NOT_SAID), (*WhoCanAct, NOT_SAID)):
        if about == who == NOT_SAID:
            continue
        here = entries[(entries["learning_about"] == about) & (entries["can_act"] == who)]
        behind[str(about), str(who)] = frozenset(here["id"])
        rows.append({"learning_about": str(about), "can_act": str(who), "n": len(here)})
    return Learnings(audience=evidence.audience, table=pd.DataFrame(rows), people=behind)
