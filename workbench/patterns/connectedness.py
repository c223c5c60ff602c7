"""How is each thing on the map connected?

This describes a picture people drew. It does not tell where to act: on causal maps such figures are known to mislead.
"""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx
import pandas as pd

from workbench.frames import Evidence, Finding, graph
from workbench.model import MapKind, Quality
from workbench.patterns.map_elements import links_on, map_kind_of, things_on

__all__ = ["Connectedness", "connectedness"]

_COLUMNS = {
    "id": "str",
    "name": "str",
    "thing_kind": "str",
    "links_in": "int64",
    "links_out": "int64",
    "links": "int64",
    "betweenness": "float64",
    "bridge": "bool",
    "isolated": "bool",
    "cluster": "Int64",
    "place": "str",
}


@dataclass(frozen=True, kw_only=True)
class Connectedness(Finding):
    """How each thing is connected, by name, in no other order.

    ``table``: id, name, thing_kind, links_in, links_out, links (their sum), betweenness (share 0–1 of the shortest
    paths between two others that lead over it; links are followed one way on factor maps, both ways on actor maps),
    bridge (without it the map falls into more pieces), isolated (no links), cluster (1, 2 …, the largest first; missing
    for isolated things), place (driver: links out only; outcome: links in only; between; isolated). ``gaps`` are the
    relations people say are missing: id, source_name, target_name, link_kind. They count as no link.
    """

    map_id: str
    map_kind: MapKind
    gaps: pd.DataFrame


def _place(links_in: int, links_out: int) -> str:
    if links_in == 0 and links_out == 0:
        return "isolated"
    if links_in == 0:
        return "driver"
    return "outcome" if links_out == 0 else "between"


def _clusters(undirected: nx.Graph[str], names: dict[str, str]) -> dict[str, int]:
    """Things more linked to each other than to the rest (Clauset, Newman and Moore 2004); no chance is in it."""
    linked = undirected.subgraph([node for node in undirected if undirected.degree(node) > 0])
    if linked.number_of_edges() == 0:
        return {}
    parts = [sorted(part, key=names.__getitem__) for part in nx.community.greedy_modularity_communities(linked)]
    parts.sort(key=lambda part: (-len(part), names[part[0]]))
    return {node: at for at, part in enumerate(parts, start=1) for node in part}


def connectedness(evidence: Evidence, map_id: str) -> Connectedness:
    """How each thing on a map is connected; an empty map gives no rows. Raises Gone as every map does."""
    kind = map_kind_of(evidence, map_id)
    things, links = things_on(evidence, map_id), links_on(evidence, map_id)
    missing = links["quality"] == Quality.missing
    drawn = graph(things, links[~missing])
    simple: nx.DiGraph[str] = nx.DiGraph()
    simple.add_nodes_from(drawn.nodes)
    simple.add_edges_from((source, target) for source, target, _ in drawn.edges(keys=True))
    undirected = simple.to_undirected()
    between = nx.betweenness_centrality(simple if kind == MapKind.factor else undirected)
    bridges = set(nx.articulation_points(undirected))
    names = {str(i): str(name) for i, name in zip(things["id"], things["name"], strict=True)}
    clusters = _clusters(undirected, names)
    rows = [
        {
            "id": row["id"],
            "name": row["name"],
            "thing_kind": row["thing_kind"],
            "links_in": drawn.in_degree(row["id"]),
            "links_out": drawn.out_degree(row["id"]),
            "links": drawn.degree(row["id"]),
            "betweenness": between[row["id"]],
            "bridge": row["id"] in bridges,
            "isolated": drawn.degree(row["id"]) == 0,
            "cluster": clusters.get(row["id"], pd.NA),
            "place": _place(drawn.in_degree(row["id"]), drawn.out_degree(row["id"])),
        }
        for row in things.to_dict("records")
    ]
    return Connectedness(
        audience=evidence.audience,
        table=pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS),
        map_id=map_id,
        map_kind=kind,
        gaps=links.loc[missing, ["id", "source_name", "target_name", "link_kind"]].reset_index(drop=True),
    )
