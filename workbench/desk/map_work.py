"""The work of a group on one map: every change is one step of the store, and can be undone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from workbench.desk.map_place import free_places
from workbench.desk.map_state import MapState
from workbench.errors import Gone, Refused, Stale
from workbench.model import Cycle, Link, LinkKind, MapItem, MapKind, NamedLoop, Thing, ThingKind
from workbench.model.prompts import Words
from workbench.model.record import Record
from workbench.store import Store

__all__ = ["MOST_THINGS", "MapWork"]

#: More than this is no longer a picture a group can talk about.
MOST_THINGS = 1000

_THING_FIELDS = frozenset({"name", "thing_kind", "actor_kind", "role", "markers", "effect", "belief_from", "note"})
_LINK_FIELDS = frozenset(
    {"link_kind", "polarity", "delay", "strength", "quality", "said_by", "note", "source", "target"}
)
#: Laying a new map out is nobody's step: "undo" must not bring the heap back.
_LAYOUT = "layout"

T = TypeVar("T")


def _known(name: str) -> str:
    return " ".join(name.split()).casefold()


def _revised(record: Record, fields: Mapping[str, Any]) -> Record:
    """A copy with other values, checked like a new one."""
    return type(record).model_validate(record.model_dump() | dict(fields))


class MapWork(MapState):
    """The editing of one map by one person in one browser tab.

    Parameters
    ----------
    store
        The store; its own rules (one transaction a step, history, versions) hold for all that is done here.
    map_id
        The map; Gone when there is none.
    by
        Who works, for the history.
    page
        The browser tab; undo takes back this tab's steps only.
    words
        The words for steps and refusals.
    """

    def __init__(self, store: Store, map_id: str, *, by: str, page: str = "", words: Words) -> None:
        super().__init__(store, map_id, words=words)
        self.by = by
        self.page = page

    # -- things -----------------------------------------------------------------------------------------------------
    def add_things(
        self,
        names: str | Iterable[str],
        thing_kind: str | None = None,
        *,
        near: tuple[float, float] = (0.0, 0.0),
        size: tuple[float, float] | None = None,
    ) -> dict[str, list[str]]:
        """Put things on the map by name: a line of names between commas, semicolons or line ends, or a list of names.

        A name already on the map is not added again. A thing of the same name and kind in the system's register is
        used again. New things are placed round ``near``, none on top of another. Returns ids under ``added`` and
        ``known`` (those on the map already).
        """
        wanted = self._names(names)
        kind = ThingKind(thing_kind) if thing_kind else self._own_kind()
        items = self._items()
        things = self._things()
        on_map = {_known(things[i.thing].name): i.thing for i in items if i.thing in things}
        new = [name for name in wanted if _known(name) not in on_map]
        known = [on_map[_known(name)] for name in wanted if _known(name) in on_map]
        if len(items) + len(new) > MOST_THINGS:
            raise Refused(self.words.say("map.refused.too_many", n=MOST_THINGS), field="names")
        if not new:
            return {"added": [], "known": known}
        taken = [(i.x, i.y) for i in items if i.x is not None and i.y is not None]
        places = free_places(len(new), near=near, taken=taken, size=size)
        register = self._register(kind)
        cycle = self._map().cycle
        added = []
        with self._step("map.step.added", n=len(new), what=new[0]) as step:
            for name, (x, y) in zip(new, places, strict=True):
                thing = register.get(_known(name)) or step.add(Thing(cycle=cycle, name=name, thing_kind=kind))
                step.add(MapItem(map=self.map_id, thing=thing.id, x=x, y=y))
                added.append(thing.id)
        return {"added": added, "known": known}

    def add_thing_at(self, name: str, x: float, y: float, *, thing_kind: str | None = None) -> dict[str, list[str]]:
        """Put one thing on the map exactly there; its name may hold commas."""
        return self.add_things([name], thing_kind, near=(x, y), size=(0.0, 0.0))

    def rename(self, thing_id: str, name: str, *, was: str | None = None) -> None:
        """Give a thing another name; see :meth:`revise_thing`."""
        self.revise_thing(thing_id, {"name": name}, was=None if was is None else {"name": was})

    def revise_thing(self, thing_id: str, fields: Mapping[str, Any], *, was: Mapping[str, Any] | None = None) -> None:
        """Change fields of a thing. ``was`` holds the values the person saw: where one of them is no longer so,
        Stale is raised with both wordings and nothing changes.
        """
        if not self.store.all("map_item", map=self.map_id, thing=thing_id):
            raise Gone(self.words.say("map.refused.gone"))
        if "name" in fields:
            self._free_name(thing_id, str(fields["name"]))
        self._revise("thing", thing_id, fields, was=was, allowed=_THING_FIELDS)

    # -- links ------------------------------------------------------------------------------------------------------
    def draw_link(self, source: str, target: str, **fields: Any) -> dict[str, Any]:
        """Draw a link between two things of the map. The same link drawn again is found, not doubled.

        Returns its id under ``link`` and whether it was ``known``. Without a kind it is causal on a factor map and
        "works with" on an actor map.
        """
        on_map = {item.thing for item in self._items()}
        if source not in on_map or target not in on_map:
            raise Gone(self.words.say("map.refused.gone"))
        if source == target:
            raise Refused(self.words.say("map.refused.itself"), field="target")
        given = {"link_kind": self._own_link_kind(), **{k: v for k, v in fields.items() if v not in (None, "")}}
        self._check_fields(given, _LINK_FIELDS)
        link = Link(map=self.map_id, source=source, target=target, **given)
        for old in self.store.all(Link, map=self.map_id, source=source, target=target):
            if old.link_kind == link.link_kind:
                return {"link": old.id, "known": True}
        with self._step("map.step.drew", source=self._thing(source).name, target=self._thing(target).name) as step:
            return {"link": step.add(link).id, "known": False}

    def revise_link(self, link_id: str, fields: Mapping[str, Any], *, was: Mapping[str, Any] | None = None) -> None:
        """Change fields of a link (its sign, delay, strength, kind ...); ``was`` as in :meth:`revise_thing`."""
        link = self.store.find(Link, link_id)
        if link is None or link.map != self.map_id:
            raise Gone(self.words.say("map.refused.gone"))
        self._revise("link", link_id, fields, was=was, allowed=_LINK_FIELDS)

    # -- both -------------------------------------------------------------------------------------------------------
    def remove(self, things: Sequence[str] = (), links: Sequence[str] = ()) -> dict[str, int]:
        """Take things (with their links) and links off the map, in one step. What is gone already is passed over.

        A thing that lies on no other map and that nothing else speaks of leaves the register as well.
        """
        items = [item for item in self._items() if item.thing in set(things)]
        ends = {item.thing for item in items}
        drawn = self.store.all(Link, map=self.map_id)
        lost = [link for link in drawn if link.id in set(links) or link.source in ends or link.target in ends]
        if not items and not lost:
            return {"things": 0, "links": 0}
        alone = [item.thing for item in items if self._only_here(item)]
        what = self._thing(items[0].thing).name if items else ""
        key = "map.step.removed_things" if items else "map.step.removed_links"
        with self._step(key, n=len(items) or len(lost), what=what) as step:
            for link in lost:
                step.remove("link", link.id)
            for item in items:
                step.remove("map_item", item.id)
            for thing_id in alone:
                step.remove("thing", thing_id)
        return {"things": len(items), "links": len(lost)}

    def place(self, positions: Mapping[str, Sequence[float]], *, layout: bool = False) -> None:
        """Put things (by id) at ``[x, y]`` in canvas units, in one step; things that are gone are passed over.

        ``layout`` says that the picture was laid out by the program: such a step is not in anybody's undo.
        """

        def do() -> None:
            moved = [
                (item, round(float(positions[item.thing][0]), 1), round(float(positions[item.thing][1]), 1))
                for item in self._items()
                if item.thing in positions
            ]
            moved = [(item, x, y) for item, x, y in moved if (item.x, item.y) != (x, y)]
            if not moved:
                return
            page = _LAYOUT if layout else self.page
            with self._step("map.step.moved", page=page, n=len(moved)) as step:
                for item, x, y in moved:
                    step.revise(_revised(item, {"x": x, "y": y}))

        self._again_if_stale(do)

    def name_loop(self, thing_ids: Sequence[str], name: str) -> None:
        """Name the loop that goes through these things in this order; an empty name takes the name away."""
        first = thing_ids.index(min(thing_ids)) if thing_ids else 0
        round_it = (*thing_ids[first:], *thing_ids[:first])
        named = self.store.all(NamedLoop, map=self.map_id)
        old = next((n for n in named if n.things == round_it), None)
        if not name.strip():
            if old is not None:
                with self._step("map.step.unnamed_loop", what=old.name) as step:
                    step.remove("named_loop", old.id)
            return
        new = NamedLoop(map=self.map_id, things=round_it, name=name)
        if old is not None and old.name == new.name:
            return
        with self._step("map.step.named_loop", what=new.name) as step:
            if old is None:
                step.add(new)
            else:
                step.revise(_revised(old, {"name": name}))

    def undo(self) -> str | None:
        """Take back this tab's last step; its words, or None when there is nothing left to take back."""
        undone = self.store.undo(by=self.by, page=self.page)
        return None if undone is None else undone.words

    def redo(self) -> str | None:
        """Do again what was undone last; its words, or None when there is nothing."""
        redone = self.store.redo(by=self.by, page=self.page)
        return None if redone is None else redone.words

    # -- within -----------------------------------------------------------------------------------------------------
    def _step(self, key: str, *, page: str | None = None, **values: object) -> Any:
        said = self.words.say(key, **values)
        return self.store.step(said, by=self.by, page=self.page if page is None else page)

    def _own_kind(self) -> ThingKind:
        return ThingKind.actor if self._map().map_kind is MapKind.actor else ThingKind.factor

    def _own_link_kind(self) -> LinkKind:
        return LinkKind.works_with if self._map().map_kind is MapKind.actor else LinkKind.drives

    def _names(self, names: str | Iterable[str]) -> list[str]:
        parts = re.split(r"[,;\n]", names) if isinstance(names, str) else names
        wanted: dict[str, str] = {}
        for part in parts:
            if name := " ".join(str(part).split()):
                wanted.setdefault(_known(name), name)
        if not wanted:
            raise Refused(self.words.say("map.refused.no_name"), field="names")
        return list(wanted.values())

    def _register(self, kind: ThingKind) -> dict[str, Thing]:
        """The system's things of a kind by name, whatever cycle wrote them first."""
        cycle = self.store.get(Cycle, self._map().cycle)
        found: dict[str, Thing] = {}
        for each in self.store.all(Cycle, system=cycle.system):
            for thing in self.store.all(Thing, cycle=each.id, thing_kind=kind.value):
                found.setdefault(_known(thing.name), thing)
        return found

    def _free_name(self, thing_id: str, name: str) -> None:
        things = self._things()
        for item in self._items():
            if item.thing in things and item.thing != thing_id and _known(things[item.thing].name) == _known(name):
                raise Refused(self.words.say("map.refused.same_name", name=name.strip()), field="name")

    def _only_here(self, item: MapItem) -> bool:
        return len(self.store.all("map_item", thing=item.thing)) == 1 and not (
            self.store.all("evidence_link", source=item.thing) or self.store.all("evidence_link", target=item.thing)
        )

    def _check_fields(self, fields: Mapping[str, Any], allowed: frozenset[str]) -> None:
        if strange := set(fields) - allowed:
            raise Refused(self.words.say("map.refused.field", name=min(strange)))

    def _revise(
        self, kind: str, id: str, fields: Mapping[str, Any], *, was: Mapping[str, Any] | None, allowed: frozenset[str]
    ) -> None:
        self._check_fields(fields, allowed)

        def do() -> None:
            old = self.store.get(kind, id)
            now = old.model_dump(mode="json")
            theirs = {k: now[k] for k, v in (was or {}).items() if k in fields and now[k] != v and now[k] != fields[k]}
            if theirs:
                yours = {k: fields[k] for k in theirs}
                raise Stale(self.words.say("map.refused.stale"), kind=kind, id=id, yours=yours, theirs=theirs)
            new = _revised(old, fields)
            if new == old:
                return
            what = getattr(new, "name", None) or self.words.say("map.step.a_link")
            with self._step("map.step.revised", what=what) as step:
                step.revise(new)

        self._again_if_stale(do, unless=bool(was))

    @staticmethod
    def _again_if_stale(do: Callable[[], T], *, unless: bool = False) -> T:
        """Somebody else's step may fall between reading and writing: read again once."""
        try:
            return do()
        except Stale:
            if unless:
                raise
            return do()
