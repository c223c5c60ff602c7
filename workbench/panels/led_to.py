"""What was made from what: an entry of a debrief that became an issue, and the issue's way back to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.desk import Desk
from workbench.model import EvidenceLink, Stance
from workbench.panels.record_place import PLACES

__all__ = ["LedTo"]

#: What is made from what was said; nothing else is.
_MADE = ("issue", "story", "measure", "countermeasure")
#: The page on which something is made from what was said, and has its own room.
_PAGE = "run_experiments"


@dataclass(frozen=True)
class LedTo:
    """The links of one group from what was said to what was made of it.

    A group reads its own material, so records are read as they are, and not table by table for an audience, which
    takes a hundred times as long; only a story, whose teller may have taken it back, is asked for with its consent.
    """

    links: Sequence[EvidenceLink]
    titles: Mapping[tuple[str, str], str]

    @classmethod
    def read(cls, desk: Desk, *, system: str) -> LedTo:
        """The links of one system's own material."""
        cycles = {cycle.id for cycle in desk.structure.cycles_of(system)}
        links = [link for link in desk.store.all(EvidenceLink, stance=Stance.led_to.value) if link.cycle in cycles]
        wanted = {(link.target_kind, link.target) for link in links if link.target_kind in _MADE}
        titles = {}
        for kind, id in wanted:
            found = desk.store.find(kind, id) if kind != "story" else None
            if found is not None:
                titles[kind, id] = str(getattr(found, PLACES[kind].title))
        if any(kind == "story" for kind, _ in wanted):
            seen = desk.evidence("story", system=system, below=False, own=True)["story"]
            titles |= {("story", str(id)): str(title) for id, title in zip(seen["id"], seen["title"], strict=True)}
        return cls([link for link in links if (link.target_kind, link.target) in titles], titles)

    def made_of(self, kind: str) -> dict[str, list[dict[str, Any]]]:
        """By id of a source of this kind: kind, id, title, room and note of each thing made from it."""
        made: dict[str, list[dict[str, Any]]] = {}
        for link in self.links:
            if link.source_kind == kind:
                place = PLACES[link.target_kind]
                room = place.room if place.page == _PAGE else ""
                to = {"kind": link.target_kind, "id": link.target, "room": room}
                title = self.titles[link.target_kind, link.target]
                made.setdefault(link.source, []).append({**to, "title": title, "note": link.note})
        return made

    def came_from(self, kind: str) -> dict[str, str]:
        """By id of a target of this kind: the id of the entry it was made from."""
        return {link.target: link.source for link in self.links if link.target_kind == kind}
