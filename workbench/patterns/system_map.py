"""What does this system look like? One map: its things where they stand, and its links."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import MapKind
from workbench.patterns.layout import layout
from workbench.patterns.map_elements import links_on, map_kind_of, map_name_of, things_on

__all__ = ["SystemMap", "system_map"]

_OF_THINGS = ["id", "name", "thing_kind", "actor_kind", "role", "markers", "effect", "belief_from", "x", "y"]
_OF_LINKS = [
    "id",
    "source",
    "target",
    "source_name",
    "target_name",
    "link_kind",
    "polarity",
    "delay",
    "strength",
    "quality",
]


@dataclass(frozen=True, kw_only=True)
class SystemMap(Finding):
    """One map.

    ``table`` is its things by name: id, name, thing_kind, actor_kind, role, markers, effect, belief_from, x, y (canvas
    units, y downwards; never missing: where people have not placed a thing, it stands near what it is linked to).
    ``links``: id, source, target, source_name, target_name, link_kind, polarity, delay, strength, quality. Who said a
    link and notes are left out, for they are about people.
    """

    map_id: str
    name: str
    map_kind: MapKind
    links: pd.DataFrame


def system_map(evidence: Evidence, map_id: str) -> SystemMap:
    """The map with a place for every thing; an empty map has no rows. Raises Gone where there is no such map to see."""
    things = things_on(evidence, map_id)[_OF_THINGS]
    links = links_on(evidence, map_id)[_OF_LINKS]
    placed = things.dropna(subset=["x", "y"])
    known = {str(i): (float(x), float(y)) for i, x, y in zip(placed["id"], placed["x"], placed["y"], strict=True)}
    edges = [(str(s), str(t)) for s, t in zip(links["source"], links["target"], strict=True)]
    places = layout([str(i) for i in things["id"]], edges, known=known)
    things = things.assign(
        x=[places[str(i)][0] for i in things["id"]],
        y=[places[str(i)][1] for i in things["id"]],
    ).astype({"x": "float64", "y": "float64"})
    return SystemMap(
        audience=evidence.audience,
        table=things,
        map_id=map_id,
        name=map_name_of(evidence, map_id),
        map_kind=map_kind_of(evidence, map_id),
        links=links,
    )
