"""What is inside a prototype, what stands round it, and what presses on it?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import FrameRegion, Stance
from workbench.patterns.circle import the_experiment

__all__ = ["PrototypeFrame", "prototype_frame"]

_COLUMNS = {
    "id": "str",
    "region": "str",
    "condition_kind": "str",
    "text": "str",
    "became": "object",
    "may_leave": "bool",
}
_MADE = {"note": "str", "kind": "str", "id": "str", "text": "str"}
#: What a condition may become, and the field that speaks for it.
_BECOMES = {"countermeasure": "what", "issue": "description"}
#: These regions speak of people; the others of the work and what surrounds it.
_OF_PEOPLE = frozenset(
    {
        FrameRegion.request,
        FrameRegion.context,
        FrameRegion.core_team,
        FrameRegion.pulled_in,
        FrameRegion.stability,
        FrameRegion.leader,
    }
)


@dataclass(frozen=True, kw_only=True)
class PrototypeFrame(Finding):
    """The notes on the frame of one prototype, region by region, in the order they were written.

    ``table``: id, region, condition_kind (of a system condition), text, became (what was made from the note:
    countermeasure, issue), may_leave (False where a region speaks of people). ``made``: note, kind, id and text of each
    record that was made from one. ``title`` is the experiment's.
    """

    may_leave: ClassVar[str | None] = "may_leave"

    experiment: str
    title: str
    made: pd.DataFrame


def prototype_frame(evidence: Evidence, experiment: str) -> PrototypeFrame:
    """The frame of one experiment; no notes give no rows. Raises Gone where this audience has no such experiment."""
    row = the_experiment(evidence, experiment)
    notes = evidence["frame_note"]
    notes = notes[notes["experiment"] == experiment].reset_index(drop=True)
    made = _made(evidence, set(notes["id"]))
    became: dict[str, tuple[str, ...]] = {}
    for note, kind in zip(made["note"], made["kind"], strict=True):
        became[note] = tuple(dict.fromkeys((*became.get(note, ()), kind)))
    order = [region.value for region in FrameRegion]
    notes["_region"] = [order.index(region) for region in notes["region"]]
    notes["became"] = pd.Series([became.get(id, ()) for id in notes["id"]], index=notes.index, dtype="object")
    notes["may_leave"] = [region not in _OF_PEOPLE for region in notes["region"]]
    table = notes.sort_values(["_region", "id"])[list(_COLUMNS)].reset_index(drop=True).astype(_COLUMNS)
    return PrototypeFrame(
        audience=evidence.audience,
        table=table,
        experiment=experiment,
        title=str(row["title"]),
        made=made,
    )


def _made(evidence: Evidence, notes: set[str]) -> pd.DataFrame:
    """What conditions led to, of what this audience may see, in the order it was made."""
    links = evidence["evidence_link"]
    led = links[(links["stance"] == Stance.led_to) & (links["source_kind"] == "frame_note")]
    led = led[led["source"].isin(notes)].sort_values("id")
    texts = {
        (kind, str(id)): str(text)
        for kind, field in _BECOMES.items()
        for id, text in zip(evidence[kind]["id"], evidence[kind][field], strict=True)
    }
    rows = [
        {"note": note, "kind": kind, "id": id, "text": texts[kind, id]}
        for note, kind, id in zip(led["source"], led["target_kind"], led["target"], strict=True)
        if (kind, id) in texts
    ]
    return pd.DataFrame(rows, columns=list(_MADE)).astype(_MADE)
