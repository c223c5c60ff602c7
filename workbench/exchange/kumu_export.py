"""A map into Kumu's own files: a project in JSON, which holds everything, and a workbook."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import xlsxwriter

from workbench.exchange.map_file import MapFile, ReadLink, ReadLoop, ReadThing
from workbench.model import Effect, LinkKind, Polarity, Quality, Source, ThingKind

__all__ = ["kumu_json", "kumu_workbook", "steps_of"]

_SIGNS = {Polarity.same: "+", Polarity.opposite: "-", Polarity.disputed: "disputed", Polarity.unknown: ""}


def kumu_json(found: MapFile) -> bytes:
    """The map as a Kumu project with one map: labels, kinds, signs, delays, places and named loops."""
    ids = [f"conn-{n}" for n in range(1, len(found.links) + 1)]
    project = {
        "name": found.name,
        "description": "",
        "elements": [{"_id": thing.key, "attributes": _thing_attributes(thing)} for thing in found.things],
        "connections": [
            {
                "_id": id,
                "direction": "directed",
                "delayed": link.delay,
                "reversed": False,
                "from": link.source,
                "to": link.target,
                "attributes": _link_attributes(link),
            }
            for id, link in zip(ids, found.links, strict=True)
        ],
        "loops": [
            {
                "_id": f"loop-{n}",
                "attributes": {"label": loop.name, "description": loop.note},
                "connections": _round(loop, found.links, ids),
            }
            for n, loop in enumerate(found.loops, start=1)
        ],
        "maps": [
            {
                "_id": "map-1",
                "name": found.name,
                "elements": [_placed(n, thing) for n, thing in enumerate(found.things, start=1)],
                "connections": [{"_id": f"on-{id}", "connection": id} for id in ids],
            }
        ],
    }
    return json.dumps(project, ensure_ascii=False, indent=1, allow_nan=False).encode()


def _placed(n: int, thing: ReadThing) -> dict[str, Any]:
    placed: dict[str, Any] = {"_id": f"on-{n}", "element": thing.key}
    if thing.x is not None and thing.y is not None:
        placed |= {"position": {"x": thing.x, "y": thing.y}, "pinned": True}
    return placed


def _thing_attributes(thing: ReadThing) -> dict[str, Any]:
    kind = thing.actor_kind or thing.thing_kind
    written = {
        "label": thing.name,
        "element type": kind.value.capitalize() if thing.thing_kind is ThingKind.actor else "Factor",
        "description": thing.note,
        "tags": [marker.value.replace("_", " ") for marker in thing.markers],
        "role": thing.role,
        "effect": "" if thing.effect is Effect.unknown else thing.effect.value,
        "belief from": "" if thing.belief_from is Source.unknown else thing.belief_from.value.replace("_", " "),
    }
    return {name: value for name, value in written.items() if value or name == "label"}


def _link_attributes(link: ReadLink) -> dict[str, Any]:
    causal = link.link_kind is LinkKind.drives
    written = {
        "connection type": _SIGNS[link.polarity] if causal else link.link_kind.value.replace("_", " "),
        "description": link.note,
        "kind": link.link_kind.value.replace("_", " "),
        "polarity": "" if link.polarity is Polarity.unknown else link.polarity.value,
        "strength": str(link.strength),
        "quality": "" if link.quality is Quality.unknown else link.quality.value,
        "said by": link.said_by,
    }
    return {name: value for name, value in written.items() if value}


def _round(loop: ReadLoop, links: Iterable[ReadLink], ids: Iterable[str]) -> list[str]:
    steps = steps_of(loop)
    return [id for link, id in zip(links, ids, strict=True) if (link.source, link.target) in steps]


def kumu_workbook(found: MapFile) -> bytes:
    """The map as a Kumu workbook, sheets Elements and Connections; no text in it is ever a formula or an address."""
    called = _called(found)
    elements = [
        {
            **_thing_cells(thing),
            "ID": thing.key,
            "X": "" if thing.x is None else thing.x,
            "Y": "" if thing.y is None else thing.y,
        }
        for thing in found.things
    ]
    connections = [
        {
            "From": called[link.source],
            "To": called[link.target],
            "Direction": "directed",
            **{name.replace("connection type", "type").capitalize(): v for name, v in _link_attributes(link).items()},
            "Delayed": "yes" if link.delay else "no",
        }
        for link in found.links
    ]
    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(made, options) as book:
        _add_sheet(book, "Elements", ("Label", "Type", "Tags", "Description", *_MORE_OF_THINGS), elements)
        _add_sheet(
            book, "Connections", ("From", "To", "Type", "Direction", "Description", *_MORE_OF_LINKS), connections
        )
    return made.getvalue()


_MORE_OF_THINGS = ("Role", "Effect", "Belief from", "ID", "X", "Y")
_MORE_OF_LINKS = ("Kind", "Polarity", "Delayed", "Strength", "Quality", "Said by")


def _thing_cells(thing: ReadThing) -> dict[str, Any]:
    cells = {name.replace("element type", "type").capitalize(): v for name, v in _thing_attributes(thing).items()}
    return {**cells, "Tags": " | ".join(cells.get("Tags", ()))}


def _called(found: MapFile) -> dict[str, str]:
    """What From and To say: the label, or the id where the label is another thing's too or has a bar in it."""
    names = Counter(thing.name.casefold() for thing in found.things)
    keys = {thing.key for thing in found.things}
    return {
        thing.key: thing.key
        if names[thing.name.casefold()] > 1 or "|" in thing.name or thing.name in keys
        else thing.name
        for thing in found.things
    }


def _add_sheet(book: Any, name: str, header: tuple[str, ...], rows: Iterable[Mapping[str, Any]]) -> None:
    sheet = book.add_worksheet(name)
    sheet.write_row(0, 0, header, book.add_format({"bold": True}))
    sheet.freeze_panes(1, 0)
    for n, row in enumerate(rows, start=1):
        for column, title in enumerate(header):
            value = row.get(title, "")
            if isinstance(value, float):
                sheet.write_number(n, column, value)
            elif value != "":
                sheet.write_string(n, column, str(value))


def steps_of(loop: ReadLoop) -> set[tuple[str, str]]:
    """From each thing of a loop to the next, and from the last to the first."""
    return set(zip(loop.things, (*loop.things[1:], loop.things[0]), strict=True))
