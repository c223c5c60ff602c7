"""Evidence on the map: lay a story, an issue or an experiment beside the thing or link it speaks to."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd

from workbench.desk import Desk
from workbench.frames import Evidence
from workbench.model import Stance
from workbench.panels.library import script, style
from workbench.panels.panel import Panel

__all__ = ["EvidencePanel"]

#: More found than this is no longer read in a room; the words searched for want to be narrower.
_MOST_FOUND = 30
_SNIPPET = 220
#: What can be laid beside a map element, and which of its fields is its title.
_SOURCES = {"story": "title", "issue": "description", "experiment": "title"}
_TEXTS = {"story": "text", "issue": "countermeasure", "experiment": "question"}


class EvidencePanel(Panel):
    """What supports and what contradicts each thing and link of a cycle's maps.

    Only material that this desk's audience may see is offered or shown; a piece that lies there but may not be seen is
    neither named nor counted.
    """

    _esm = script("evidence.js")
    _css = style("evidence.css")
    sections = ("evidence",)

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(language=desk.words.language)
        self._desk = desk
        self._system = system
        self._work = desk.work_on_cycle(cycle)
        self._may_edit = may_edit
        self._target: tuple[str, str] | None = None

    def revision(self) -> int:
        """The newest change in the store."""
        return self._desk.store.revision()

    def load(self) -> dict[str, Any]:
        """The elements of the maps, the one picked, and what lies beside it."""
        evidence = self._desk.evidence(
            "map", "thing", "link", "map_item", *_SOURCES, "evidence_link", system=self._system
        )
        pieces = {(kind, row["id"]): row for kind in _SOURCES for row in _rows(evidence[kind])}
        laid = [row for row in _rows(evidence["evidence_link"]) if (row["source_kind"], row["source"]) in pieces]
        targets = self._targets(evidence, laid)
        if self._target not in {(t["kind"], t["id"]) for t in targets}:
            self._target = None
        return {
            "may_edit": self._may_edit,
            "targets": targets,
            "target": next((t for t in targets if (t["kind"], t["id"]) == self._target), None),
            "beside": [
                self._beside(row, pieces) for row in laid if (row["target_kind"], row["target"]) == self._target
            ],
        }

    def _targets(self, evidence: Evidence, laid: list[dict[str, Any]]) -> list[dict[str, Any]]:
        own = evidence["map"][evidence["map"]["system"] == self._system]
        on_map = evidence["map_item"][evidence["map_item"]["map"].isin(own["id"])]
        things = evidence["thing"][evidence["thing"]["id"].isin(on_map["thing"])]
        name = dict(zip(things["id"], things["name"], strict=True))
        links = evidence["link"][evidence["link"]["map"].isin(own["id"])]
        found = [
            {"kind": "thing", "id": id, "name": said}
            for id, said in sorted(name.items(), key=lambda pair: pair[1].casefold())
        ]
        found += [
            {"kind": "link", "id": row["id"], "name": f"{name[row['source']]} → {name[row['target']]}"}
            for row in _rows(links)
            if row["source"] in name and row["target"] in name
        ]
        n: Counter[tuple[str, str]] = Counter((row["target_kind"], row["target"]) for row in laid)
        return [{**t, "n": n[t["kind"], t["id"]]} for t in found]

    def _beside(self, row: dict[str, Any], pieces: dict[tuple[str, str], dict[str, Any]]) -> dict[str, Any]:
        piece = pieces[row["source_kind"], row["source"]]
        return {
            "link": row["id"],
            "stance": row["stance"],
            "note": row["note"],
            **self._shown(row["source_kind"], piece),
        }

    @staticmethod
    def _shown(kind: str, piece: dict[str, Any]) -> dict[str, Any]:
        text = str(piece[_TEXTS[kind]])
        short = text if len(text) <= _SNIPPET else text[:_SNIPPET].rsplit(" ", 1)[0] + " …"
        return {"kind": kind, "id": piece["id"], "title": piece[_SOURCES[kind]], "text": text, "short": short}

    # -- commands ---------------------------------------------------------------------------------------------------
    def pick(self, kind: str, id: str) -> None:
        """Show what lies beside this element (the map canvas calls it when something is selected there)."""
        self._target = (kind, id)
        self.tell("state", self.load())

    def do_pick(self, kind: str, id: str) -> dict[str, Any]:
        """Show what lies beside this element."""
        self._target = (kind, id)
        return self.load()

    def do_search(self, text: str) -> list[dict[str, Any]]:
        """Stories, issues and experiments with all these words in them, newest first; at most 30."""
        wanted = text.casefold().split()
        evidence = self._desk.evidence(*_SOURCES, system=self._system)
        found = []
        for kind in _SOURCES:
            for piece in _rows(evidence[kind].sort_values("created_at", ascending=False)):
                shown = self._shown(kind, piece)
                if all(w in f"{shown['title']} {shown['text']}".casefold() for w in wanted):
                    found.append(shown)
        return found[:_MOST_FOUND]

    def do_lay(self, source_kind: str, source: str, stance: str, note: str = "") -> None:
        """Lay a piece beside the element picked."""
        if self._target is not None and self._may_edit:
            self._desk.page = self.page
            self._work.lay_evidence((source_kind, source), self._target, stance=Stance(stance), note=note)

    def do_take_away(self, link: str) -> None:
        """Take a piece away from beside the element."""
        if self._may_edit:
            self._desk.page = self.page
            self._work.take_evidence_away(link)

    def do_undo(self) -> None:
        """Undo this tab's last step."""
        self._desk.page = self.page
        self._work.undo()


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]
