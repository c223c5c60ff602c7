"""What was said in the debriefs, and what came of it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import Slice, Stance
from workbench.patterns.circle import rows_of

__all__ = ["DebriefAccount", "debrief_account"]

_COLUMNS = [
    "id",
    "debrief",
    "held_on",
    "debrief_kind",
    "slice",
    "prompt",
    "text",
    "learning_about",
    "can_act",
    "said_by",
    "became",
]


@dataclass(frozen=True, kw_only=True)
class DebriefAccount(Finding):
    """The entries of debriefs: the newest debrief first, each in the order of the sandwich, as they were written.

    ``table``: id, debrief (its id), held_on, debrief_kind (planned, hot), slice (practical_first, reflective,
    practical_last), prompt, text, learning_about (work, organising), can_act (me, team, another_cycle), said_by (only
    for the group itself), became (the kinds of record made from it that this audience may see, by name: () for none).
    How strong somebody's belief is stays in the room, and is in no table.
    """

    own_only: ClassVar[tuple[str, ...]] = ("said_by",)


def debrief_account(
    evidence: Evidence, *, cycle: str | None = None, system: str | None = None, since: date | None = None
) -> DebriefAccount:
    """The entries of one cycle, one system and those inside it, or all; ``since`` leaves out earlier debriefs."""
    debriefs = rows_of(evidence, "debrief", cycle=cycle, system=system)
    if since is not None:
        debriefs = debriefs[debriefs["held_on"] >= pd.Timestamp(since)]
    named = debriefs[["id", "held_on", "debrief_kind"]].rename(columns={"id": "debrief"})
    entries = evidence["debrief_entry"].merge(named, on="debrief", validate="many_to_one")
    links = evidence["evidence_link"]
    links = links[(links["source_kind"] == "debrief_entry") & (links["stance"] == Stance.led_to.value)]
    made = {source: tuple(sorted(set(kinds))) for source, kinds in links.groupby("source")["target_kind"]}
    entries["became"] = pd.Series([made.get(id, ()) for id in entries["id"]], index=entries.index, dtype="object")
    at = {part.value: position for position, part in enumerate(Slice)}
    entries["_slice"] = entries["slice"].map(at)
    order = ["held_on", "debrief", "_slice", "created_at", "id"]
    entries = entries.sort_values(order, ascending=[False, False, True, True, True])
    return DebriefAccount(audience=evidence.audience, table=entries[_COLUMNS].reset_index(drop=True))
