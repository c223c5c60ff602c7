"""What speaks for and against what came from other cycles, and what it led to here, as far as this group may see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from workbench.desk import Desk
from workbench.model import EvidenceLink, Stance
from workbench.model.shortened import shortened
from workbench.panels.record_place import PLACES

__all__ = ["evidence_of", "led_to_here"]

#: More pieces than these are counted, not told.
_MOST_TOLD = 5
_LONGEST_TITLE = 160
#: A reading and an idea rest on what was noticed.
_RESTS_ON = ("interpretation", "idea")
_SIDES = (Stance.supports.value, Stance.contradicts.value)

_Pair = tuple[str, str]


def evidence_of(desk: Desk, named: Iterable[_Pair], *, system: str) -> dict[_Pair, dict[str, Any]]:
    """By record (kind, id): ``supports`` and ``contradicts``, the words of at most five pieces each, and ``n`` of them.

    Records with no evidence that may be seen are absent.
    """
    wanted = set(named)
    if not wanted:
        return {}
    rests = sorted({kind for kind, _ in wanted} & set(_RESTS_ON))
    read = desk.evidence("evidence_link", *rests, system=system, everywhere=True, own=True)
    at = {pair: pair for pair in wanted}
    for kind in rests:
        on = dict(zip(read[kind]["id"], read[kind]["observation"], strict=True))
        at |= {(kind, id): ("observation", str(on[id])) for k, id in wanted if k == kind and id in on}
    links = read["evidence_link"]
    links = links[links["stance"].isin(_SIDES)]
    links = links[[pair in set(at.values()) for pair in zip(links["target_kind"], links["target"], strict=True)]]
    titles = _titles(desk, links, system=system)
    beside: dict[_Pair, dict[str, list[str]]] = {}
    for row in links.to_dict("records"):
        said = titles.get((row["source_kind"], row["source"])) or ""
        beside.setdefault((row["target_kind"], row["target"]), {}).setdefault(row["stance"], []).append(said)
    return {pair: {side: _side(beside[on], side) for side in _SIDES} for pair, on in at.items() if on in beside}


def _side(sides: Mapping[str, list[str]], side: str) -> dict[str, Any]:
    found = sides.get(side, [])
    return {"n": len(found), "told": [one for one in found if one][:_MOST_TOLD]}


def _titles(desk: Desk, links: pd.DataFrame, *, system: str) -> dict[_Pair, str]:
    kinds = sorted(set(links["source_kind"]) & set(PLACES))
    read = desk.evidence(*kinds, system=system, everywhere=True, own=True)
    made: dict[_Pair, str] = {}
    for kind in kinds:
        place, rows = PLACES[kind], read[kind]
        wanted = rows[rows["id"].isin(links.loc[links["source_kind"] == kind, "source"])]
        for row in wanted.to_dict("records"):
            said = next((str(row[f]) for f in (place.title, place.text) if isinstance(row.get(f), str) and row[f]), "")
            made[kind, str(row["id"])] = shortened(said, _LONGEST_TITLE)
    return made


def led_to_here(desk: Desk, *, system: str) -> dict[str, list[dict[str, str]]]:
    """By id of a sending: what it led to in this group's own cycles (kind, id, title, page, room)."""
    cycles = {cycle.id for cycle in desk.structure.cycles_of(system)}
    made: dict[str, list[dict[str, str]]] = {}
    for link in desk.store.all(EvidenceLink, source_kind="influence", stance=Stance.led_to.value):
        found = desk.store.find(link.target_kind, link.target) if link.cycle in cycles else None
        place = PLACES.get(link.target_kind)
        if found is not None and place is not None:
            title = str(getattr(found, place.title, ""))[:_LONGEST_TITLE]
            to = {"kind": link.target_kind, "id": link.target, "title": title, "page": place.page, "room": place.room}
            made.setdefault(link.source, []).append(to)
    return made
