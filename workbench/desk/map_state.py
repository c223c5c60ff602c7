"""How one map stands, and what changed on it: plain values for a page."""

from __future__ import annotations

from typing import Any

from workbench.errors import Gone
from workbench.model import Link, Map, MapItem, Thing
from workbench.model.prompts import Words
from workbench.model.record import Record
from workbench.store import Store

__all__ = ["MapState"]

_HIDDEN = {"created_at", "created_by", "revised_at"}
_DELTA_KINDS = frozenset({"map", "map_item", "thing", "link", "named_loop"})


def _row(record: Record) -> dict[str, Any]:
    return record.model_dump(mode="json", exclude=_HIDDEN)


class MapState:
    """One map of a store, raw: for people who look at their own material. Gone when there is no such map."""

    def __init__(self, store: Store, map_id: str, *, words: Words) -> None:
        self.store = store
        self.map_id = map_id
        self.words = words
        self._map()

    def state(self) -> dict[str, Any]:
        """The map as plain values: ``map``; ``things`` with ``item``, ``x``, ``y`` (None until placed); ``links``."""
        things = self._things()
        return {
            "map": _row(self._map()),
            "things": [self._thing_row(things[item.thing], item) for item in self._items() if item.thing in things],
            "links": [_row(link) for link in self.store.all(Link, map=self.map_id)],
        }

    def delta(self, since: int) -> dict[str, Any] | None:
        """What changed on this map since a revision; None when nothing did.

        ``things`` and ``links`` hold the new or changed rows, ``gone`` the ids of map items and links taken away,
        ``loops`` whether the loops may be others now.
        """
        changes = [c for c in self.store.changes(since) if c.kind in _DELTA_KINDS]
        ids: dict[str, set[str]] = {kind: set() for kind in _DELTA_KINDS}
        for change in changes:
            ids[change.kind].add(change.id)
        items: dict[str, MapItem] = {}
        found_items = {i: self.store.find(MapItem, i) for i in ids["map_item"]}
        for found in found_items.values():
            self._keep(items, found)
        for thing_id in ids["thing"]:
            for item in self.store.all(MapItem, map=self.map_id, thing=thing_id):
                self._keep(items, item)
        found_links = {i: self.store.find(Link, i) for i in ids["link"]}
        links = [link for link in found_links.values() if link is not None and link.map == self.map_id]
        # What is gone no longer tells whose map it lay on; a page passes over ids it does not know.
        gone = {
            "items": sorted(i for i, item in found_items.items() if item is None),
            "links": sorted(i for i, link in found_links.items() if link is None),
        }
        named = any(c.kind == "named_loop" for c in changes)
        if not (items or links or gone["items"] or gone["links"] or named or self.map_id in ids["map"]):
            return None
        come = {c.id for c in changes if c.kind == "map_item" and c.action == "added"}
        reworded = ids["thing"] & {item.thing for item in items.values()}
        return {
            "map": _row(self._map()) if self.map_id in ids["map"] else None,
            "things": [self._thing_row(self._thing(i.thing), i) for i in items.values()],
            "links": [_row(link) for link in links],
            "gone": gone,
            "loops": bool(links or gone["links"] or gone["items"] or named or reworded or come & set(items)),
        }

    def _map(self) -> Map:
        found = self.store.find(Map, self.map_id)
        if found is None:
            raise Gone(self.words.say("map.refused.no_map"))
        return found

    def _thing(self, thing_id: str) -> Thing:
        return self.store.get(Thing, thing_id)

    def _things(self) -> dict[str, Thing]:
        """Every thing there is, by id: one question to the store, where a map would ask hundreds."""
        return {t.id: t for t in self.store.all(Thing)}

    def _items(self) -> list[MapItem]:
        return self.store.all(MapItem, map=self.map_id)

    def _keep(self, items: dict[str, MapItem], found: MapItem | None) -> None:
        if found is not None and found.map == self.map_id:
            items[found.id] = found

    @staticmethod
    def _thing_row(thing: Thing, item: MapItem) -> dict[str, Any]:
        return _row(thing) | {"item": item.id, "x": item.x, "y": item.y}
