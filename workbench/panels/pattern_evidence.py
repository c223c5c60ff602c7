"""The records a group may lay beside what it noticed: found by their words, told with where they are looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from workbench.desk import Desk
from workbench.model import RECORDS, Consented, EvidenceLink, Record, Stance
from workbench.model.shortened import shortened
from workbench.panels.record_place import PLACES, Place

__all__ = ["PatternEvidence"]

#: More found than this is no longer read in a room; the words searched for want to be narrower.
_MOST_FOUND = 30
_LONGEST_TITLE = 160


#: Kinds in the order in which they are found.
_KINDS = (
    *("story", "case", "issue", "experiment", "debrief_entry", "measure", "series", "countermeasure", "goal"),
    *("statement", "inquiry_note", "observation", "thing", "map"),
)


class PatternEvidence:
    """The material of one system as its own group sees it; a story, case file or goal only while its consent holds."""

    def __init__(self, desk: Desk, *, system: str) -> None:
        self._desk = desk
        self._system = system

    def found(self, text: str, *, but: str = "") -> list[dict[str, Any]]:
        """The records with all these words in them, kind after kind; at most 30, without the record ``but``."""
        wanted = text.casefold().split()
        found: list[dict[str, Any]] = []
        for kind in _KINDS:
            for one in self._all(kind):
                said = f"{one['title']} {one['text']}".casefold()
                if one["id"] != but and all(word in said for word in wanted):
                    found.append(one)
                if len(found) == _MOST_FOUND:
                    return found
        return found

    def told(self, named: Iterable[tuple[str, str]]) -> dict[tuple[str, str], dict[str, Any]]:
        """Those of these records (kind, id) that are there and may be seen, as a page shows them."""
        made: dict[tuple[str, str], dict[str, Any]] = {}
        pairs = list(named)
        asked = {kind for kind, _ in pairs if issubclass(RECORDS[kind], Consented)}
        seen = {(kind, one["id"]): one for kind in asked for one in self._all(kind)}
        for kind, id in pairs:
            if kind in asked:
                one = seen.get((kind, id))
            else:
                record = self._desk.store.find(kind, id)
                one = None if record is None else self._one(kind, record.model_dump(mode="json"))
            if one is not None:
                made[kind, id] = one
        return made

    def beside(self, kind: str, id: str) -> list[dict[str, Any]]:
        """What lies beside a record, on which side and with which note, as far as it may be seen."""
        links = self._desk.store.all(EvidenceLink, target=id, target_kind=kind)
        laid = [link for link in links if link.stance is not Stance.led_to]
        told = self.told([(link.source_kind, link.source) for link in laid])
        return [
            {**told[link.source_kind, link.source], "stance": link.stance.value, "note": link.note}
            for link in laid
            if (link.source_kind, link.source) in told
        ]

    def _all(self, kind: str) -> list[dict[str, Any]]:
        if issubclass(RECORDS[kind], Consented):
            seen = self._desk.evidence(kind, system=self._system, below=False, own=True)[kind]
            return [self._one(kind, {str(k): v for k, v in row.items()}) for row in seen.to_dict("records")]
        cycles = [cycle.id for cycle in self._desk.structure.cycles_of(self._system)]
        records: list[Record] = [one for cycle in cycles for one in self._desk.store.all(kind, cycle=cycle)]
        return [self._one(kind, record.model_dump(mode="json")) for record in records]

    @staticmethod
    def _one(kind: str, row: Mapping[str, Any]) -> dict[str, Any]:
        known = PLACES[kind] if kind in _KINDS else Place("name")
        title, text = str(row.get(known.title) or ""), str(row.get(known.text) or "")
        short = shortened(title, _LONGEST_TITLE)
        told = {"kind": kind, "id": row["id"], "title": short, "text": text if short == title else title}
        return {**told, "page": known.page, "room": known.room}
