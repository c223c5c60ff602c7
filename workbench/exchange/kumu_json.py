"""Kumu JSON: written by hand (elements, connections) or a whole project, of which each map is what lies on it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from workbench.exchange.draft import Draft
from workbench.exchange.map_file import MapFile
from workbench.exchange.raw_map import RawLink, RawLoop, RawThing
from workbench.exchange.reading import Reading, shown
from workbench.exchange.vocabulary import number_of

__all__ = ["is_kumu", "kumu_maps"]

#: Attributes with a place of their own; every other one goes to the note.
_OF_THINGS = ("id", "_id", "label", "type", "element type", "description", "tags", "pinned", "position", "x", "y")
_OF_LINKS = (
    *("id", "_id", "from", "to", "type", "connection type", "description", "tags"),
    *("direction", "delayed", "delay", "reversed", "weight"),
)


def is_kumu(found: Any) -> bool:
    """True where the JSON has elements."""
    return isinstance(found, dict) and "elements" in found


def kumu_maps(found: Mapping[str, Any], reading: Reading) -> list[MapFile]:
    """Every map of the file; one, with all that there is, where the file names no maps.

    What lies on no map of a project is left out and named in the loss report.
    """
    rows = _rows(found, "elements", reading)
    _refuse_ids_twice(rows, reading)
    elements = {_id(one): one for one in rows}
    connections = _rows(found, "connections", reading)
    loops = _rows(found, "loops", reading)
    maps = _rows(found, "maps", reading)
    name = str(found.get("name") or "")
    if not maps:
        draft = Draft(name, reading)
        _add_things(draft, rows, {})
        _add_links(draft, connections)
        _add_loops(draft, loops, {_id(one) for one in connections})
        return [draft.finish()]
    _lose_trash(elements, maps, reading)
    made: list[MapFile] = []
    for one in maps:
        made.append(_project_map(one, elements, connections, loops, _free_name(one, name, made, reading), reading))
    return made


def _free_name(one: Mapping[str, Any], project: str, made: list[MapFile], reading: Reading) -> str:
    plain = " ".join(str(one.get("name") or project or reading.stem).split())
    taken = {other.name for other in made}
    return next(n for i in range(1, len(made) + 2) if (n := plain if i == 1 else f"{plain} ({i})") not in taken)


def _project_map(
    one: Mapping[str, Any],
    elements: Mapping[str, Mapping[str, Any]],
    connections: list[Mapping[str, Any]],
    loops: list[Mapping[str, Any]],
    name: str,
    reading: Reading,
) -> MapFile:
    draft = Draft(name, reading)
    placed = {}
    for item in _rows(one, "elements", reading):
        key = _text(item.get("element"))
        if key not in elements:
            draft.lose("on_map_only", reading.say("where.map", map=name), key)
        elif key not in placed:
            placed[key] = item.get("position")
    on_map = {_text(item.get("connection")) for item in _rows(one, "connections", reading)}
    _add_things(draft, [elements[key] for key in placed], placed)
    _add_links(draft, [link for link in connections if _id(link) in on_map])
    _add_loops(draft, loops, on_map)
    return draft.finish()


def _lose_trash(elements: Mapping[str, Mapping[str, Any]], maps: list[Mapping[str, Any]], reading: Reading) -> None:
    placed = {_text(item.get("element")) for one in maps for item in _rows(one, "elements", reading)}
    trash = [
        shown(_attributes(one).get("label") or key, longest=30) for key, one in elements.items() if key not in placed
    ]
    if trash:
        names = ", ".join(trash[:10]) + (" …" if len(trash) > 10 else "")
        place = reading.say("where.trash")
        reading.lost.append(reading.loss("trash", place, reading.say("what.things", n=len(trash)), names=names))


def _rows(found: Mapping[str, Any], name: str, reading: Reading) -> list[Mapping[str, Any]]:
    rows = found.get(name)
    if rows is None:
        return []
    if isinstance(rows, dict):  # some tools write {"id": {...}} for a list
        rows = [{"_id": key, **one} if isinstance(one, dict) else one for key, one in rows.items()]
    if not isinstance(rows, list):
        raise reading.refusal("json_list", name=name, value=type(rows).__name__)
    for n, one in enumerate(rows, start=1):
        if not isinstance(one, dict):
            raise reading.refusal("json_row", name=name, row=n, value=json.dumps(one, ensure_ascii=False))
    return rows


def _refuse_ids_twice(rows: list[Mapping[str, Any]], reading: Reading) -> None:
    twice = [key for key, n in Counter(_id(one) for one in rows).items() if key and n > 1]
    if twice:
        raise reading.refusal("ids_twice", value=", ".join(f"“{shown(key)}”" for key in twice[:10]))


def _id(one: Mapping[str, Any]) -> str:
    return _text(one.get("_id") if one.get("_id") is not None else one.get("id"))


def _text(value: Any) -> str:
    """A value as text; several as ``a | b``, which is how Kumu writes them in a cell."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return " | ".join(text for one in value if (text := _text(one)))
    return json.dumps(value, ensure_ascii=False)


def _attributes(one: Mapping[str, Any]) -> dict[str, Any]:
    """Project exports keep attributes in a drawer of their own, hand-written files beside the id."""
    inside = one.get("attributes")
    merged = {key: value for key, value in one.items() if key != "attributes"}
    return {**merged, **inside} if isinstance(inside, dict) else dict(one)


def _fields(attributes: Mapping[str, Any], known: tuple[str, ...]) -> dict[str, str]:
    return {key: _text(value) for key, value in attributes.items() if key.casefold() not in known}


def _tags(attributes: Mapping[str, Any]) -> tuple[str, ...]:
    tags = attributes.get("tags")
    return tuple(_text(tag) for tag in tags) if isinstance(tags, list) else tuple(_text(tags).split("|"))


def _type(attributes: Mapping[str, Any], name: str) -> str:
    return _text(attributes.get(name)) or _text(attributes.get("type"))


def _number(value: Any) -> float | None:
    return number_of(_text(value)) if isinstance(value, int | float | str) else None


def _add_things(draft: Draft, rows: list[Mapping[str, Any]], placed: Mapping[str, Any]) -> None:
    for n, one in enumerate(rows, start=1):
        attributes = {key.casefold(): value for key, value in _attributes(one).items()}
        position = placed.get(_id(one)) or one.get("position")
        at = position if isinstance(position, dict) else attributes
        raw = RawThing(
            key=_id(one) or _text(attributes.get("label")).strip(),
            name=_text(attributes.get("label")),
            where=draft.reading.say("where.element", id=_id(one) or n),
            type=_type(attributes, "element type"),
            description=_text(attributes.get("description")),
            tags=_tags(attributes),
            fields=_fields(_attributes(one), _OF_THINGS),
            x=_number(at.get("x")),
            y=_number(at.get("y")),
        )
        if _id(one):
            draft.add_thing(raw)
        elif raw.key:
            draft.merge_thing(raw)
        else:
            draft.lose("nothing_written", raw.where, "")


def _add_links(draft: Draft, rows: list[Mapping[str, Any]]) -> None:
    for n, one in enumerate(rows, start=1):
        attributes = {key.casefold(): value for key, value in _attributes(one).items()}
        weight = _number(attributes.get("weight"))
        known = _OF_LINKS if weight is not None else tuple(name for name in _OF_LINKS if name != "weight")
        draft.add_link(
            RawLink(
                source=_text(one.get("from")),
                target=_text(one.get("to")),
                where=draft.reading.say("where.connection", id=_id(one) or n),
                id=_id(one),
                type=_type(attributes, "connection type"),
                direction=_text(attributes.get("direction")),
                delayed=_text(attributes.get("delayed")) or _text(attributes.get("delay")),
                reversed=attributes.get("reversed") is True,
                weight=weight,
                description=_text(attributes.get("description")),
                tags=_tags(attributes),
                fields=_fields(_attributes(one), known),
            )
        )


def _add_loops(draft: Draft, rows: list[Mapping[str, Any]], on_map: set[str]) -> None:
    """Loops that touch this map; those of other maps are theirs."""
    for n, one in enumerate(rows, start=1):
        links = _loop_links(one.get("connections"))
        here = tuple(link for link in links if link in on_map)
        if here or not links:
            attributes = {key.casefold(): value for key, value in _attributes(one).items()}
            draft.add_loop(
                RawLoop(
                    name=_text(attributes.get("label")),
                    links=here,
                    where=draft.reading.say("where.loop", id=_id(one) or n),
                    description=_text(attributes.get("description")),
                )
            )


def _loop_links(listed: Any) -> list[str]:
    links = listed if isinstance(listed, list) else []
    return [_text(link.get("connection") or _id(link)) if isinstance(link, dict) else _text(link) for link in links]
