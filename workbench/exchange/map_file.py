"""A map as it stands in a file, whatever the tool: things, links, named loops, and what could not be taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from workbench.errors import Refused
from workbench.exchange.read_safely import read_safely
from workbench.exchange.reading import Lost, shown
from workbench.model import ActorKind, Effect, LinkKind, MapKind, Marker, Polarity, Quality, Source, ThingKind
from workbench.model.prompts import Words

__all__ = ["MapFile", "ReadLink", "ReadLoop", "ReadThing", "read_map", "read_maps"]


@dataclass(frozen=True)
class ReadThing:
    """A thing on a map. ``key`` is what the file calls it: unique in the map, which the name need not be."""

    key: str
    name: str
    thing_kind: ThingKind = ThingKind.factor
    actor_kind: ActorKind | None = None
    role: str = ""
    markers: tuple[Marker, ...] = ()
    effect: Effect = Effect.unknown
    belief_from: Source = Source.unknown
    note: str = ""
    x: float | None = None
    y: float | None = None


@dataclass(frozen=True)
class ReadLink:
    """A link; ``source`` and ``target`` are keys of things."""

    source: str
    target: str
    link_kind: LinkKind = LinkKind.drives
    polarity: Polarity = Polarity.unknown
    delay: bool = False
    strength: int = 2
    quality: Quality = Quality.unknown
    said_by: str = ""
    note: str = ""


@dataclass(frozen=True)
class ReadLoop:
    """A named loop; ``things`` are the keys round it, beginning with the smallest."""

    name: str
    things: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class MapFile:
    """One map. ``lost`` lists what was left out or read in another way: at most 50 lines, then how many more."""

    name: str
    things: tuple[ReadThing, ...]
    links: tuple[ReadLink, ...] = ()
    loops: tuple[ReadLoop, ...] = ()
    lost: tuple[Lost, ...] = ()

    @property
    def map_kind(self) -> MapKind:
        """An actor map where most things on it are actors, else a factor map."""
        actors = sum(thing.thing_kind is ThingKind.actor for thing in self.things)
        return MapKind.actor if actors * 2 > len(self.things) else MapKind.factor

    def plain(self) -> dict[str, Any]:
        """The map as JSON can carry it between processes."""
        return asdict(self)

    @classmethod
    def from_plain(cls, found: Mapping[str, Any]) -> Self:
        """The map that :meth:`plain` wrote."""
        return cls(
            name=found["name"],
            things=tuple(_thing(row) for row in found["things"]),
            links=tuple(_link(row) for row in found["links"]),
            loops=tuple(ReadLoop(row["name"], tuple(row["things"]), row["note"]) for row in found["loops"]),
            lost=tuple(Lost(**row) for row in found["lost"]),
        )


def _thing(row: Mapping[str, Any]) -> ReadThing:
    return ReadThing(
        **{
            **row,
            "thing_kind": ThingKind(row["thing_kind"]),
            "actor_kind": ActorKind(row["actor_kind"]) if row["actor_kind"] else None,
            "markers": tuple(Marker(marker) for marker in row["markers"]),
            "effect": Effect(row["effect"]),
            "belief_from": Source(row["belief_from"]),
        }
    )


def _link(row: Mapping[str, Any]) -> ReadLink:
    return ReadLink(
        **{
            **row,
            "link_kind": LinkKind(row["link_kind"]),
            "polarity": Polarity(row["polarity"]),
            "quality": Quality(row["quality"]),
        }
    )


def read_maps(path: str | Path, *, words: Words, encoding: str | None = None) -> list[MapFile]:
    """Every map in a file, told apart by what the file holds and not by its ending; at least one.

    Reads Kumu JSON (hand-written and project exports), Kumu workbooks and CSV, edge lists, influence matrices (one
    map a sheet) and Mental Modeler files. The file is read in a process of its own, so that a bad one harms nothing.

    Parameters
    ----------
    encoding
        ``utf-8``, ``cp1252`` or ``utf-16`` where a person chose one; else UTF-8, or UTF-16 where the file says so.

    Raises
    ------
    workbench.errors.Refused
        One sentence that names the file and the place in it, and what to do.
    """
    found = read_safely("maps", path, words=words, encoding=encoding)
    return [MapFile.from_plain(one) for one in found]


def read_map(path: str | Path, *, words: Words, choose_map: str | None = None, encoding: str | None = None) -> MapFile:
    """One map of a file; ``choose_map`` names it where the file holds several.

    Raises
    ------
    workbench.errors.Refused
        As :func:`read_maps`; also, naming the maps, where there are several and none, or another, was chosen.
    """
    maps = read_maps(path, words=words, encoding=encoding)
    if choose_map is None and len(maps) == 1:
        return maps[0]
    wanted = [one for one in maps if one.name == choose_map] or [
        one for one in maps if choose_map is not None and one.name.casefold() == choose_map.strip().casefold()
    ]
    if len(wanted) == 1:
        return wanted[0]
    names = ", ".join(f"“{shown(one.name)}”" for one in maps[:20])
    key = "several_maps" if choose_map is None else "no_such_map"
    file = shown(Path(path).name, longest=120)
    sentence = words.say(f"exchange.refused.{key}", file=file, n=len(maps), names=names, value=shown(choose_map or ""))
    raise Refused(sentence, field="map")
