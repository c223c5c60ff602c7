"""A map into a file: Kumu JSON (everything), Kumu workbook, edge list, GraphML."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from workbench.exchange.kumu_export import kumu_json, kumu_workbook, steps_of
from workbench.exchange.map_file import MapFile, ReadLink, ReadLoop, ReadThing
from workbench.exchange.reading import Lost, Reading
from workbench.exchange.safe_cell import guarded
from workbench.exchange.whole_file import ending_of, put
from workbench.model import Link, Map, MapItem, NamedLoop, Thing
from workbench.model.prompts import Words

__all__ = ["MAP_ENDINGS", "edge_list_csv", "graphml", "map_of_records", "write_map"]

MAP_ENDINGS = (".json", ".xlsx", ".csv", ".graphml")

#: What XML 1.0 cannot hold, even escaped.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_map(found: MapFile, path: str | Path, *, words: Words) -> tuple[Lost, ...]:
    """Write a map into the kind of file its ending says, whole or not at all; gives what the file has no place for.

    ``.json`` is a Kumu project and holds everything, ``.xlsx`` a Kumu workbook, ``.csv`` an edge list.

    Raises
    ------
    workbench.errors.Refused
        For another ending, and where the folder cannot be written to.
    """
    target = Path(path)
    ending = ending_of(target, MAP_ENDINGS, words=words)
    makers: dict[str, Callable[[MapFile], bytes]] = {
        ".json": kumu_json,
        ".xlsx": kumu_workbook,
        ".csv": edge_list_csv,
        ".graphml": graphml,
    }
    put(target, makers[ending](found), words=words)
    return tuple(_left_out(found, ending, Reading(name=target.name, words=words)))


def map_of_records(
    map: Map,
    *,
    things: Iterable[Thing],
    items: Iterable[MapItem],
    links: Iterable[Link],
    loops: Iterable[NamedLoop] = (),
) -> MapFile:
    """A map of the store as a file's map: its items in their order, keyed by the things' ids."""
    named = {thing.id: thing for thing in things}
    places = {item.thing: item for item in items if item.map == map.id and item.thing in named}
    return MapFile(
        name=map.name,
        things=tuple(_read_thing(named[id], item) for id, item in places.items()),
        links=tuple(
            _read_link(one) for one in links if one.map == map.id and {one.source, one.target} <= places.keys()
        ),
        loops=tuple(
            ReadLoop(loop.name, loop.things, loop.note)
            for loop in loops
            if loop.map == map.id and places.keys() >= set(loop.things)
        ),
    )


def _read_thing(thing: Thing, item: MapItem) -> ReadThing:
    fields = {name: getattr(thing, name) for name in ReadThing.__dataclass_fields__ if name not in ("key", "x", "y")}
    return ReadThing(key=thing.id, x=item.x, y=item.y, **fields)


def _read_link(link: Link) -> ReadLink:
    return ReadLink(**{name: getattr(link, name) for name in ReadLink.__dataclass_fields__})


def edge_list_csv(found: MapFile) -> bytes:
    """The links as a table, one row a link; things without a link have a row with only a From.

    Everything is quoted, and what a spreadsheet could take for a formula gets an apostrophe before it.
    """
    made = io.StringIO(newline="")
    writer = csv.writer(made, quoting=csv.QUOTE_ALL)
    header = ("From", "To", "Kind", "Polarity", "Delay", "Strength", "Quality", "Said by", "Note")
    writer.writerow(header)
    called = {key: name.replace("|", "\\|") for key, name in _names_apart(found).items()}
    for link in found.links:
        row = (
            called[link.source],
            called[link.target],
            link.link_kind.value.replace("_", " "),
            link.polarity.value,
            "yes" if link.delay else "no",
            str(link.strength),
            link.quality.value,
            link.said_by,
            link.note,
        )
        writer.writerow([guarded(text) for text in row])
    linked = {end for link in found.links for end in (link.source, link.target)}
    for thing in found.things:
        if thing.key not in linked:
            writer.writerow([guarded(called[thing.key]), *[""] * (len(header) - 1)])
    return made.getvalue().encode("utf-8-sig")


def _names_apart(found: MapFile) -> dict[str, str]:
    """A name for each thing that no other thing has: the second Trust becomes “Trust (2)”."""
    names: dict[str, str] = {}
    taken = {thing.name for thing in found.things}
    seen: set[str] = set()
    for thing in found.things:
        name, n = thing.name, 1
        while name in seen or (n > 1 and name in taken):
            n += 1
            name = f"{thing.name} ({n})"
        seen.add(name)
        names[thing.key] = name
    return names


def graphml(found: MapFile) -> bytes:
    """The map as GraphML: text, numbers and booleans only, lists joined by a bar, named loops as JSON on the graph."""
    import networkx as nx  # noqa: PLC0415  slow to import, and only this needs it

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(name=_xml(found.name))
    loops = [{"name": loop.name, "things": loop.things, "note": loop.note} for loop in found.loops]
    graph.graph["loops"] = _xml(json.dumps(loops, ensure_ascii=False))
    for thing in found.things:
        values = {**vars(thing), "label": thing.name, "markers": " | ".join(thing.markers)}
        graph.add_node(_xml(thing.key), **_graph_values(values))
    for n, link in enumerate(found.links, start=1):
        values = {name: value for name, value in vars(link).items() if name not in ("source", "target")}
        graph.add_edge(_xml(link.source), _xml(link.target), key=f"link-{n}", **_graph_values(values))
    made = io.BytesIO()
    nx.write_graphml(graph, made, encoding="utf-8", named_key_ids=True)
    return made.getvalue()


def _graph_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values GraphML can hold; absent ones are left out, places are always fractions so that a column has one type."""
    made: dict[str, Any] = {}
    for name, value in values.items():
        if name in ("x", "y"):
            if value is not None:
                made[name] = float(value)
        elif name != "key" and value is not None:
            made[name] = _xml(str(value)) if isinstance(value, str) else value
    return made


def _xml(text: str) -> str:
    return _NOT_IN_XML.sub("", text)


def _left_out(found: MapFile, ending: str, reading: Reading) -> list[Lost]:
    lost: list[Lost] = []
    if ending == ".csv" and any(thing.x is not None for thing in found.things):
        lost.append(reading.loss("no_positions", reading.name, found.name))
    if ending in (".csv", ".xlsx") and found.loops:
        lost.extend(reading.loss("no_loops", reading.name, loop.name) for loop in found.loops)
    if ending == ".csv":
        if any(thing != ReadThing(thing.key, thing.name, x=thing.x, y=thing.y) for thing in found.things):
            lost.append(reading.loss("no_thing_fields", reading.name, found.name))
        called = _names_apart(found)
        renamed = [thing for thing in found.things if called[thing.key] != thing.name]
        lost.extend(reading.loss("name_twice", reading.name, t.name, value=called[t.key]) for t in renamed)
    if ending == ".json":
        drawn = {(link.source, link.target) for link in found.links}
        broken = [loop for loop in found.loops if not steps_of(loop) <= drawn]
        lost.extend(reading.loss("no_circle", reading.name, loop.name) for loop in broken)
    if ending == ".graphml" and _NOT_IN_XML.search(" ".join((found.name, *(t.name + t.note for t in found.things)))):
        lost.append(reading.loss("no_character", reading.name, found.name))
    return lost
