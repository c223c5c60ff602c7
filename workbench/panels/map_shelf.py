"""The maps of one kind that a system has: choose one, begin one, and draw on it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import ipywidgets

from workbench.desk import Desk, ImportResult
from workbench.panels.library import script, style
from workbench.panels.map_canvas import MapCanvas
from workbench.panels.panel import Panel
from workbench.panels.sent_file import sent_file

__all__ = ["MapShelf"]

#: A map of a thousand things is a hundredth of this; more would stop the page while it travels.
_MOST_MB = 10


class MapShelf(Panel):
    """The choice of a map above the canvas; ``box`` holds both, with the canvas of the map chosen.

    A cycle's own map comes first, then those of the system's other rounds.
    """

    _esm = script("map_shelf.js")
    _css = style("map_shelf.css")
    sections = ("shelf",)
    looks = frozenset({"load", "pick"})

    def __init__(
        self,
        desk: Desk,
        *,
        system: str,
        cycle: str,
        map_kind: str,
        may_edit: bool = True,
        on_select: Callable[[str, str], None] | None = None,
    ) -> None:
        super().__init__(store=desk.store, may_edit=may_edit, language=desk.words.language)
        self._desk = desk
        self._system = system
        self._cycle = cycle
        self._map_kind = map_kind
        self._on_select = on_select
        self._map = next((m["id"] for m in self._maps()), "")
        self.box = ipywidgets.VBox([self])
        self._show()

    def load(self) -> dict[str, Any]:
        """The maps there are, and the one on the canvas."""
        maps = self._maps()
        if self._map not in {m["id"] for m in maps}:
            self._map = maps[0]["id"] if maps else ""
            self._show()
        return {
            "map_kind": self._map_kind,
            "may_edit": self._may_edit,
            "maps": maps,
            "map": self._map,
            "scopes": list(self._desk.scopes_from(self._system).items()),
        }

    def poll(self, since: int) -> dict[str, Any] | None:
        """Only a change to the maps themselves concerns the shelf; the canvas follows the rest."""
        if any(change.kind == "map" for change in self._desk.store.changes(since)):
            return {"state": self.load()}
        return None

    def _maps(self) -> list[dict[str, str]]:
        table = self._desk.evidence("map", system=self._system, below=False)["map"]
        own = table[table["map_kind"] == self._map_kind]
        own = own.assign(here=own["cycle"] == self._cycle).sort_values(["here", "created_at"], ascending=[False, True])
        return [{name: row[name] for name in ("id", "name", "scope")} for row in own.to_dict("records")]

    def _show(self) -> None:
        if not self._map:
            self.box.children = (self,)
            return
        map_id = self._map
        shown = MapCanvas(
            self._desk.store,
            map_id,
            by=self._desk.by,
            loops=lambda: self._loops(map_id),
            may_edit=self._may_edit,
            on_select=self._on_select,
            language=self.language,
        )
        self.box.children = (self, shown)

    def _loops(self, map_id: str) -> list[dict[str, Any]]:
        return [{str(k): v for k, v in row.items()} for row in self._desk.loops(map_id).table.to_dict("records")]

    # -- a map from a file ------------------------------------------------------------------------------------------
    def do_preview(self, name: str, data: str, encoding: str = "") -> dict[str, Any]:
        """Tell what a file would bring in, with its loss report; nothing changes. ``data`` is the file in base64."""
        with self._sent(name, data) as path:
            result = self._desk.import_map(path, system=self._system, preview=True, encoding=encoding or None)
        return self._told(result)

    def do_bring_in(self, name: str, data: str, encoding: str = "") -> dict[str, Any]:
        """Bring the maps of a file in, as one step, and put the first of this kind on the canvas."""
        self._desk.sit(by=self.by, page=self.page)
        with self._sent(name, data) as path:
            result = self._desk.import_map(path, system=self._system, encoding=encoding or None)
        here = {m["id"] for m in self._maps()}
        self._map = next((m for m in result.maps if m in here), self._map)
        self._show()
        return {**self._told(result), "shelf": self.load()}

    def _sent(self, name: str, data: str) -> AbstractContextManager[Path]:
        return sent_file(name, data, most_mb=_MOST_MB, section="shelf", words=self.words)

    def _told(self, result: ImportResult) -> dict[str, Any]:
        return {
            "names": list(result.names),
            "n_things": result.n_things,
            "n_links": result.n_links,
            "lost": [str(lost) for lost in result.lost],
        }

    # -- commands ---------------------------------------------------------------------------------------------------
    def do_pick(self, map: str) -> dict[str, Any]:
        """Put another map on the canvas."""
        self._map = map
        self._show()
        return self.load()

    def do_details(self, name: str, scope: str) -> dict[str, Any]:
        """Change the name of the map on the canvas, and who may see it."""
        self._desk.sit(by=self.by, page=self.page)
        self._desk.revise_map(self._map, name=name, scope=scope)
        return self.load()

    def do_undo(self) -> None:
        """Undo this tab's last step."""
        self._desk.store.undo(by=self.by, page=self.page)

    def do_begin(self, name: str) -> dict[str, Any]:
        """Begin an empty map."""
        self._desk.sit(by=self.by, page=self.page)
        made = self._desk.add_map(self._cycle, name=name, map_kind=self._map_kind)
        self._map = made.id
        self._show()
        return self.load()
