"""The maps of one kind that a system has: choose one, begin one, and draw on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets

from workbench.desk import Desk
from workbench.errors import NotAllowed
from workbench.panels.library import script, style
from workbench.panels.map_canvas import MapCanvas
from workbench.panels.panel import Panel

__all__ = ["MapShelf"]


class MapShelf(Panel):
    """The choice of a map above the canvas; ``box`` holds both, with the canvas of the map chosen.

    A cycle's own map comes first, then those of the system's other rounds.
    """

    _esm = script("map_shelf.js")
    _css = style("map_shelf.css")
    sections = ("shelf",)

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
        super().__init__(language=desk.words.language)
        self._desk = desk
        self._system = system
        self._cycle = cycle
        self._map_kind = map_kind
        self._may_edit = may_edit
        self._on_select = on_select
        self._map = next((m["id"] for m in self._maps()), "")
        self.box = ipywidgets.VBox([self])
        self._show()

    def revision(self) -> int:
        """The newest change in the store."""
        return self._desk.store.revision()

    def load(self) -> dict[str, Any]:
        """The maps there are, and the one on the canvas."""
        maps = self._maps()
        if self._map not in {m["id"] for m in maps}:
            self._map = maps[0]["id"] if maps else ""
            self._show()
        return {"map_kind": self._map_kind, "may_edit": self._may_edit, "maps": maps, "map": self._map}

    def poll(self, since: int) -> dict[str, Any] | None:
        """Only a change to the maps themselves concerns the shelf; the canvas follows the rest."""
        if any(change.kind == "map" for change in self._desk.store.changes(since)):
            return {"state": self.load()}
        return None

    def _maps(self) -> list[dict[str, str]]:
        table = self._desk.evidence("map", system=self._system, below=False)["map"]
        own = table[table["map_kind"] == self._map_kind]
        own = own.assign(here=own["cycle"] == self._cycle).sort_values(["here", "created_at"], ascending=[False, True])
        return [{"id": row["id"], "name": row["name"]} for row in own.to_dict("records")]

    def _show(self) -> None:
        if not self._map:
            self.box.children = (self,)
            return
        canvas = self._desk.canvas_work(self._map)
        shown = MapCanvas(canvas, may_edit=self._may_edit, language=self.language, on_select=self._on_select)
        self.box.children = (self, shown)

    # -- commands ---------------------------------------------------------------------------------------------------
    def do_pick(self, map: str) -> dict[str, Any]:
        """Put another map on the canvas."""
        self._map = map
        self._show()
        return self.load()

    def do_begin(self, name: str) -> dict[str, Any]:
        """Begin an empty map."""
        if not self._may_edit:
            raise NotAllowed(self.words.say("map.refused.read_only"))
        self._desk.page = self.page
        made = self._desk.add_map(self._cycle, name=name, map_kind=self._map_kind)
        self._map = made.id
        self._show()
        return self.load()
