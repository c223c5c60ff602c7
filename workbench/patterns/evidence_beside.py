"""How much evidence lies beside each element of the map, and on which side?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import Stance
from workbench.patterns.map_elements import links_on, things_on

__all__ = ["EvidenceBeside", "evidence_beside", "evidence_on", "map_elements"]

_COLUMNS = {"element_kind": "str", "element": "str", "name": "str", "n_supports": "int64", "n_contradicts": "int64"}


@dataclass(frozen=True, kw_only=True)
class EvidenceBeside(Finding):
    """The pieces of evidence beside each element of a map.

    ``table`` has a row for every thing, link and named loop, also where there is none: element_kind (thing, link,
    named_loop), element (its id), name, n_supports, n_contradicts. Only evidence that this audience may see is counted.
    """

    counts: ClassVar[tuple[str, ...]] = ("n_supports", "n_contradicts")

    map_id: str


def map_elements(evidence: Evidence, map_id: str) -> Iterator[tuple[str, str, str]]:
    """Kind, id and name of everything on a map that evidence can lie beside: things, links, the map's named loops."""
    things = things_on(evidence, map_id)
    yield from (("thing", str(i), str(name)) for i, name in zip(things["id"], things["name"], strict=True))
    links = links_on(evidence, map_id)
    for i, source, target in zip(links["id"], links["source_name"], links["target_name"], strict=True):
        yield "link", str(i), f"{source} → {target}"
    named = evidence["named_loop"]
    named = named[named["map"] == map_id].sort_values("id")
    yield from (("named_loop", str(i), str(name)) for i, name in zip(named["id"], named["name"], strict=True))


def evidence_on(evidence: Evidence, map_id: str) -> pd.DataFrame:
    """The evidence links onto elements of the map whose source this audience may see.

    A story whose teller took it back must not be felt in a count, so a piece counts only where it can be seen.
    """
    links = evidence["evidence_link"]
    elements = {(kind, id) for kind, id, _ in map_elements(evidence, map_id)}
    seen = {kind: set(rows["id"]) for kind, rows in evidence.tables.items() if "id" in rows}
    keep = [
        (row["target_kind"], row["target"]) in elements and row["source"] in seen.get(str(row["source_kind"]), set())
        for row in links.to_dict("records")
    ]
    return links[pd.Series(keep, index=links.index, dtype=bool)].reset_index(drop=True)


def evidence_beside(evidence: Evidence, map_id: str) -> EvidenceBeside:
    """Evidence counted for each element of a map; an empty map gives no rows. Raises Gone as every map does."""
    pieces = evidence_on(evidence, map_id)
    n = pieces.groupby(["target_kind", "target", "stance"]).size().to_dict() if len(pieces) else {}
    rows = [
        {
            "element_kind": kind,
            "element": id,
            "name": name,
            "n_supports": n.get((kind, id, Stance.supports.value), 0),
            "n_contradicts": n.get((kind, id, Stance.contradicts.value), 0),
        }
        for kind, id, name in map_elements(evidence, map_id)
    ]
    table = pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)
    return EvidenceBeside(audience=evidence.audience, table=table, map_id=map_id)
