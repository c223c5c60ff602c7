"""The map canvas: a group draws its system on the projector, and every change is kept at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from workbench.desk.map_work import MOST_THINGS, MapWork
from workbench.model import ActorKind, Effect, LinkKind, Marker, Polarity, Quality, Source, ThingKind
from workbench.panels.library import script, style
from workbench.panels.panel import Panel
from workbench.store import Store

__all__ = ["MapCanvas"]

_FILES = ("map_draw", "map_book", "map_net", "map_list", "map_side", "map_desk", "map_keys", "map")


class MapCanvas(Panel):
    """One map, drawn and edited.

    Parameters
    ----------
    store, map_id
        The map. The caller has made sure that whoever looks may see it.
    by
        Who works, for the history.
    loops
        Gives the released loops of the map, newest evidence each time: dictionaries with name, kind, length, things,
        thing_ids, link_ids, delay, sentence. None shows no loops.
    may_edit
        False shows the map and lets nothing be changed.
    on_select
        Hears the kind (thing, link) and id of what is picked on the canvas.
    """

    _esm = script(*(f"{name}.js" for name in _FILES))
    _css = style("map.css")
    sections = ("map",)
    looks = frozenset({"load", "loops", "show"})

    def __init__(
        self,
        store: Store,
        map_id: str,
        *,
        by: str,
        loops: Callable[[], Sequence[dict[str, Any]]] | None = None,
        may_edit: bool = True,
        on_select: Callable[[str, str], None] | None = None,
        language: str = "en",
    ) -> None:
        super().__init__(store=store, may_edit=may_edit, language=language, height="78vh")
        self._on_select = on_select
        self._by = by
        self._work = MapWork(store, map_id, by=by, words=self.words)
        self._loops = loops

    def load(self) -> dict[str, Any]:
        """The map, its things and links, and what may be chosen."""
        chosen = {
            "thing_kind": ThingKind,
            "actor_kind": ActorKind,
            "marker": Marker,
            "effect": Effect,
            "belief_from": Source,
            "link_kind": LinkKind,
            "polarity": Polarity,
            "quality": Quality,
        }
        return self._work.state() | {
            "may_edit": self._may_edit,
            "has_loops": self._loops is not None,
            "most_things": MOST_THINGS,
            "choices": {name: [member.value for member in kind] for name, kind in chosen.items()},
        }

    def poll(self, since: int) -> dict[str, Any] | None:
        """What changed on this map since a revision."""
        return self._work.delta(since)

    def do_show(self, kind: str, id: str) -> None:
        """Tell whoever wants to know what is picked."""
        if self._on_select is not None:
            self._on_select(kind, id)

    def do_loops(self) -> list[dict[str, Any]]:
        """The loops of the map as it is now."""
        return [dict(loop) for loop in self._loops()] if self._loops is not None else []

    def do_add(self, names: str, thing_kind: str | None = None, near: Sequence[float] = (0, 0)) -> dict[str, list[str]]:
        """Add things by a line of names."""
        return self._editing().add_things(names, thing_kind, near=(float(near[0]), float(near[1])))

    def do_add_at(self, name: str, x: float, y: float, thing_kind: str | None = None) -> dict[str, list[str]]:
        """Add one thing at a place."""
        return self._editing().add_thing_at(name, float(x), float(y), thing_kind=thing_kind)

    def do_revise_thing(self, id: str, fields: dict[str, Any], was: dict[str, Any] | None = None) -> None:
        """Change fields of a thing."""
        self._editing().revise_thing(id, fields, was=was)

    def do_draw_link(self, source: str, target: str, fields: dict[str, Any] | None = None) -> dict[str, Any]:
        """Draw a link."""
        return self._editing().draw_link(source, target, **(fields or {}))

    def do_revise_link(self, id: str, fields: dict[str, Any], was: dict[str, Any] | None = None) -> None:
        """Change fields of a link."""
        self._editing().revise_link(id, fields, was=was)

    def do_remove(self, things: Sequence[str] = (), links: Sequence[str] = ()) -> dict[str, int]:
        """Take things and links off the map."""
        return self._editing().remove(things, links)

    def do_place(self, positions: dict[str, Sequence[float]], layout: bool = False) -> None:
        """Keep where things were put."""
        self._editing().place(positions, layout=layout)

    def do_name_loop(self, thing_ids: Sequence[str], name: str) -> None:
        """Name a loop."""
        self._editing().name_loop(list(thing_ids), name)

    def do_undo(self) -> dict[str, str | None]:
        """Take back this tab's last step."""
        return {"words": self._editing().undo()}

    def do_redo(self) -> dict[str, str | None]:
        """Do again what was undone."""
        return {"words": self._editing().redo()}

    def _editing(self) -> MapWork:
        self._work.page = self.page
        self._work.by = self.by or self._by
        return self._work
