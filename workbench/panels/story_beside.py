"""What lies beside a story: what it supports or contradicts, what was seen in it, what it led to or came from."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from workbench.desk import Desk
from workbench.model import EvidenceLink, Record, Thing
from workbench.panels.record_place import PLACES

__all__ = ["beside_story"]

#: The kinds that are told. What somebody wrote for themselves alone (pods before they share, notes before they are
#: revealed) is of no kind here.
_KINDS = frozenset(
    {
        *("observation", "issue", "experiment", "measure", "countermeasure", "debrief_entry", "goal", "rule"),
        *("case", "thing", "link", "story"),
    }
)
_LONGEST = 200


def beside_story(desk: Desk, story: str, *, system: str, seen: Collection[str]) -> list[dict[str, Any]]:
    """What is linked with a story, in the order in which it was: id, kind, title, how, note, page, room.

    ``how`` says what the story does to the other record (supports, contradicts, led_to), or the other one to the story
    (``supported_by`` and so on). ``seen`` are the ids of the stories this group sees; other stories are left out, and
    so is what belongs to another group.
    """
    cycles = {cycle.id for cycle in desk.structure.cycles_of(system)}
    there = [(link, True) for link in desk.store.all(EvidenceLink, source=story)]
    there += [(link, False) for link in desk.store.all(EvidenceLink, target=story)]
    found = []
    for link, from_story in sorted(there, key=lambda pair: (str(pair[0].created_at), pair[0].id)):
        kind, id = (link.target_kind, link.target) if from_story else (link.source_kind, link.source)
        if kind not in _KINDS or link.cycle not in cycles or (kind == "story" and id not in seen):
            continue
        record = desk.store.find(kind, id)
        if record is None:
            continue
        place = PLACES[kind]
        how = link.stance.value if from_story else f"{link.stance.value}_by"
        title = (_title(desk, record, place.title) or "")[:_LONGEST]
        found.append(
            {
                "id": id,
                "kind": kind,
                "title": title,
                "how": how,
                "note": link.note,
                "page": place.page,
                "room": place.room,
            }
        )
    return found


def _title(desk: Desk, record: Record, field: str) -> str:
    if record.kind == "link":
        ends = (desk.store.find(Thing, str(getattr(record, end))) for end in ("source", "target"))
        return " → ".join(end.name if end else "?" for end in ends)
    return str(getattr(record, field) or "")
