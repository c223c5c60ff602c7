"""Evidence on the map: lay a story, an issue or an experiment beside the thing or link it speaks to."""

from __future__ import annotations

from typing import Any

import pandas as pd

from workbench.desk import Desk
from workbench.model import Stance
from workbench.panels.attachments import WithAttachments
from workbench.panels.library import script, style
from workbench.panels.panel import Panel

__all__ = ["EvidencePanel"]

#: Changes to these never change what lies beside a map's elements.
_NOT_OURS = frozenset({"scale", "system", "cycle", "cycle_link", "purpose"})
#: More found than this is no longer read in a room; the words searched for want to be narrower.
_MOST_FOUND = 30


class EvidencePanel(WithAttachments, Panel):
    """What supports and what contradicts each thing and link of a cycle's maps.

    Only material that this desk's audience may see is offered or shown; a piece that lies there but may not be seen is
    neither named nor counted.
    """

    _esm = script("evidence.js")
    _css = style("evidence.css")
    sections = ("evidence", "attach")
    looks = frozenset({"load", "pick", "search", "attachment_about", "attachment_bytes"})
    pulse_ms = 2500

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(store=desk.store, may_edit=may_edit, language=desk.words.language)
        self._desk = desk
        self._system = system
        self._cycle = cycle
        self._work = desk.work_on_cycle(cycle)
        self._target: tuple[str, str] | None = None

    def poll(self, since: int) -> dict[str, Any] | None:
        """Only what lies on maps or can be laid there concerns this panel; a thing dragged elsewhere does not."""
        changes = self._desk.store.changes(since)
        if all(c.kind in _NOT_OURS or (c.kind == "map_item" and c.action == "revised") for c in changes):
            return None
        return {"state": self.load()}

    def load(self) -> dict[str, Any]:
        """The elements of the maps, the one picked, and what lies beside it."""
        answers = self._desk.evidence_on_maps(system=self._system)
        targets: dict[tuple[str, str], dict[str, Any]] = {}
        for beside, _ in answers:
            for row in _rows(beside.table):
                key = (row["element_kind"], row["element"])
                targets[key] = {"kind": key[0], "id": key[1], "name": row["name"], "n": _n_pieces(row)}
        if self._target not in targets:
            self._target = None
        pieces = [row for _, found in answers for row in _rows(found.table)]
        laid = {(p["source_kind"], p["source"], p["stance"]): p for p in pieces if self._at(p) == self._target}
        texts = {(p["kind"], p["id"]): p for p in self._readable()} if laid else {}
        return {
            "may_edit": self._may_edit,
            "targets": sorted(targets.values(), key=lambda t: (t["kind"] != "thing", t["name"].casefold())),
            "target": targets[self._target] if self._target else None,
            "beside": [self._beside(piece, texts) for piece in laid.values()],
        }

    @staticmethod
    def _at(piece: dict[str, Any]) -> tuple[str, str]:
        return piece["element_kind"], piece["element"]

    def _beside(self, piece: dict[str, Any], texts: dict[tuple[str, str], dict[str, Any]]) -> dict[str, Any]:
        kind, id = piece["source_kind"], piece["source"]
        known = texts.get((kind, id), {"kind": kind, "id": id, "title": piece["title"], "text": ""})
        return {**known, "stance": piece["stance"], "note": piece["note"]}

    def _readable(self) -> list[dict[str, Any]]:
        """Every story, issue and experiment this audience may read, newest first within its kind."""
        attached = self.attachments("story")
        lists = {
            "story": (self._desk.stories_shared(system=self._system).table, "title", "text"),
            "issue": (self._desk.issue_list(system=self._system).table, "description", "countermeasure"),
            "experiment": (self._desk.experiment_list(system=self._system).table, "title", "question"),
        }
        return [
            {
                "kind": kind,
                "id": row["id"],
                "title": row[title],
                "text": row[text],
                "attachments": attached.get(row["id"], []) if kind == "story" else [],
            }
            for kind, (table, title, text) in lists.items()
            for row in _rows(table)
        ]

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
        found = [p for p in self._readable() if all(w in f"{p['title']} {p['text']}".casefold() for w in wanted)]
        return found[:_MOST_FOUND]

    def do_lay(self, source_kind: str, source: str, stance: str, note: str = "") -> None:
        """Lay a piece beside the element picked."""
        if self._target is not None:
            self._desk.sit(by=self.by, page=self.page)
            self._work.lay_evidence((source_kind, source), self._target, stance=Stance(stance), note=note)

    def do_take_away(self, kind: str, id: str, stance: str) -> None:
        """Take a piece away from beside the element."""
        if self._target is None:
            return
        self._desk.sit(by=self.by, page=self.page)
        target_kind, target = self._target
        for link in self._desk.store.all(
            "evidence_link", source_kind=kind, source=id, target_kind=target_kind, target=target, stance=stance
        ):
            self._work.take_evidence_away(link.id)

    def do_undo(self) -> None:
        """Undo this tab's last step."""
        self._desk.sit(by=self.by, page=self.page)
        self._work.undo()


def _n_pieces(row: dict[str, Any]) -> int | str:
    """How many pieces lie on both sides; “*” where one of the numbers is hidden from this audience."""
    if pd.isna(row["n_supports"]) or pd.isna(row["n_contradicts"]):
        return "*"
    return int(row["n_supports"]) + int(row["n_contradicts"])


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]
