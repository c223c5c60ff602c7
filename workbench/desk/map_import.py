"""Bring a map from a file into a system: one step of the history, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.exchange.map_file import MapFile, ReadThing
from workbench.exchange.reading import Lost
from workbench.model import Cycle, Link, Map, MapItem, NamedLoop, Thing
from workbench.patterns.layout import layout
from workbench.store import Step, Store

__all__ = ["ImportResult", "bring_in"]


@dataclass(frozen=True)
class ImportResult:
    """What was (or, in a preview, would be) brought in.

    ``lost`` is the loss report: what of the file was left out or read in another way, and why. ``maps`` are the ids of
    the new maps; () in a preview.
    """

    n_things: int
    n_links: int
    lost: tuple[Lost, ...]
    names: tuple[str, ...]
    maps: tuple[str, ...] = ()

    @classmethod
    def of(cls, files: Sequence[MapFile], *, maps: Sequence[str] = ()) -> ImportResult:
        """The result for these maps of a file."""
        return cls(
            n_things=sum(len(f.things) for f in files),
            n_links=sum(len(f.links) for f in files),
            # what is said of the whole file stands with each of its maps
            lost=tuple(dict.fromkeys(lost for f in files for lost in f.lost)),
            names=tuple(f.name for f in files),
            maps=tuple(maps),
        )


def bring_in(
    store: Store, files: Sequence[MapFile], *, cycle: Cycle, scope: str, said: str, by: str, page: str
) -> tuple[str, ...]:
    """Write the maps into a cycle as one step; returns the new maps' ids.

    A thing whose name the file uses once, and which the system's register knows, is that thing; so two maps can speak
    of the same one.
    """
    register = _register(store, cycle)
    with store.step(said, by=by, page=page) as step:
        return tuple(_write(step, file, cycle=cycle, scope=scope, register=register) for file in files)


def _register(store: Store, cycle: Cycle) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for other in store.all(Cycle, system=cycle.system):
        for thing in store.all(Thing, cycle=other.id):
            found.setdefault((thing.thing_kind, thing.name.casefold()), thing.id)
    return found


def _write(step: Step, file: MapFile, *, cycle: Cycle, scope: str, register: dict[tuple[str, str], str]) -> str:
    places = _places(file)
    made = step.add(Map(cycle=cycle.id, name=file.name, map_kind=file.map_kind, scope=scope))
    times = Counter(thing.name.casefold() for thing in file.things)
    ids: dict[str, str] = {}
    for thing in file.things:
        key = (thing.thing_kind, thing.name.casefold())
        known = register.get(key) if times[thing.name.casefold()] == 1 else None
        ids[thing.key] = known or step.add(_thing(thing, cycle)).id
        register.setdefault(key, ids[thing.key])
        x, y = places[thing.key]
        step.add(MapItem(map=made.id, thing=ids[thing.key], x=x, y=y))
    for link in file.links:
        step.add(
            Link(
                map=made.id,
                source=ids[link.source],
                target=ids[link.target],
                link_kind=link.link_kind,
                polarity=link.polarity,
                delay=link.delay,
                strength=link.strength,
                quality=link.quality,
                said_by=link.said_by,
                note=link.note,
            )
        )
    for loop in file.loops:
        round_it = [ids[key] for key in loop.things]
        first = round_it.index(min(round_it))
        step.add(NamedLoop(map=made.id, name=loop.name, things=(*round_it[first:], *round_it[:first]), note=loop.note))
    return made.id


def _places(file: MapFile) -> dict[str, tuple[float, float]]:
    """A place for every thing: the file's own, and one near what it is linked to where the file has none."""
    known = {t.key: (t.x, t.y) for t in file.things if t.x is not None and t.y is not None}
    edges = [(link.source, link.target) for link in file.links]
    return layout([t.key for t in file.things], edges, known=known)


def _thing(thing: ReadThing, cycle: Cycle) -> Thing:
    return Thing(
        cycle=cycle.id,
        name=thing.name,
        thing_kind=thing.thing_kind,
        actor_kind=thing.actor_kind,
        role=thing.role,
        markers=thing.markers,
        effect=thing.effect,
        belief_from=thing.belief_from,
        note=thing.note,
    )
