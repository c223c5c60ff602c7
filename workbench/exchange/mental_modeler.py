"""Mental Modeler files in JSON: concepts, and under each what it acts on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.exchange.draft import Draft
from workbench.exchange.map_file import MapFile
from workbench.exchange.raw_map import RawLink, RawThing
from workbench.exchange.reading import Reading
from workbench.exchange.vocabulary import number_of

__all__ = ["is_mental_modeler", "mental_modeler_map"]


def is_mental_modeler(found: Any) -> bool:
    """True where the JSON has concepts."""
    return isinstance(found, dict) and isinstance(found.get("concepts"), list)


def mental_modeler_map(found: Mapping[str, Any], reading: Reading) -> MapFile:
    """The one map of a file; numbers are strings there, an influence of 0 is a sign nobody knows."""
    info = found.get("info")
    draft = Draft(str(info.get("name") or "") if isinstance(info, dict) else "", reading)
    groups = found.get("groupNames")
    named = groups if isinstance(groups, dict) else {}
    concepts = _rows(found, "concepts", reading)
    for n, one in enumerate(concepts, start=1):
        draft.add_thing(
            RawThing(
                key=_text(one.get("id")) or str(n),
                name=_text(one.get("name")),
                where=reading.say("where.element", id=_text(one.get("id")) or n),
                description=_text(one.get("notes")),
                fields={
                    "group": _text(named.get(_text(one.get("group")))),
                    "units": _text(one.get("units")),
                    "preferred state": _text(one.get("preferredState")).removeprefix("0"),
                },
                x=number_of(_text(one.get("x"))),
                y=number_of(_text(one.get("y"))),
            )
        )
    for n, one in enumerate(concepts, start=1):
        source = _text(one.get("id")) or str(n)
        for link in _rows(one, "relationships", reading):
            target = _text(link.get("id"))
            draft.add_link(
                RawLink(
                    source=source,
                    target=target,
                    where=reading.say("where.connection", id=f"{source} → {target}"),
                    description=_text(link.get("notes")),
                    weight=number_of(_text(link.get("influence"))),
                    fields={"confidence": _text(link.get("confidence")).removeprefix("0")},
                )
            )
    return draft.finish()


def _rows(found: Mapping[str, Any], name: str, reading: Reading) -> list[Mapping[str, Any]]:
    rows = found.get(name) or []
    if not isinstance(rows, list):
        raise reading.refusal("json_list", name=name, value=type(rows).__name__)
    for n, one in enumerate(rows, start=1):
        if not isinstance(one, dict):
            raise reading.refusal("json_row", name=name, row=n, value=str(one))
    return rows


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, list | dict) else str(value)
