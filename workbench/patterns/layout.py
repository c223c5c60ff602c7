"""Where the things of a map stand when nobody has arranged them: near what they are linked to, and apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray

__all__ = ["SPACING", "apart", "layout"]

Points = NDArray[np.float64]

#: Canvas units between two linked things; a label is about 180 wide and 50 high.
SPACING = 190.0
_LABEL = np.array([190.0, 84.0])
#: Rounds of work on a small map; large maps get fewer, so that none takes more than about a second.
_ROUNDS = 200


def _steps_between(nodes: Sequence[str], edges: Sequence[tuple[str, str]]) -> Points:
    """Steps between each two things, links taken both ways; things that no path joins are put a little further off."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    number = {node: at for at, node in enumerate(nodes)}
    steps = np.full((len(nodes), len(nodes)), np.inf)
    for source, lengths in nx.all_pairs_shortest_path_length(graph):
        for target, length in lengths.items():
            steps[number[source], number[target]] = length
    joined = steps[np.isfinite(steps)]
    apart = min(4.0, float(joined.max(initial=1.0)) + 1.0)
    return np.where(np.isfinite(steps), steps, apart)


def _start(nodes: Sequence[str], known: Mapping[str, tuple[float, float]]) -> Points:
    """On a circle in the order given; what people placed stays where they placed it."""
    turn = np.linspace(0.0, 2.0 * np.pi, len(nodes), endpoint=False)
    radius = SPACING * max(1.0, np.sqrt(len(nodes)))
    middle = np.mean(list(known.values()), axis=0) if known else np.zeros(2)
    points: Points = middle + radius * np.column_stack([np.cos(turn) * 1.3, np.sin(turn)])
    for at, node in enumerate(nodes):
        if node in known:
            points[at] = known[node]
    return points


def _rounds(n: int) -> int:
    return min(_ROUNDS, max(40, 20_000 // max(n, 1)))


def _by_stress(points: Points, steps: Points, free: NDArray[np.bool_]) -> Points:
    """Distances in the picture made like steps in the graph, by majorising the stress (weights 1/steps²)."""
    wanted = steps * SPACING
    weight = np.divide(1.0, steps**2, out=np.zeros_like(steps), where=steps > 0)
    total = weight.sum(axis=1, keepdims=True)
    for _ in range(_rounds(len(points))):
        distance = np.maximum(np.hypot(*(points[:, None, i] - points[None, :, i] for i in (0, 1))), 1e-6)
        ratio = weight * wanted / distance
        moved = weight @ points + ratio.sum(axis=1, keepdims=True) * points - ratio @ points
        points = np.where(free[:, None], moved / np.maximum(total, 1e-12), points)
    return points


def apart(points: Points, sizes: Points, free: NDArray[np.bool_]) -> Points:
    """Boxes pushed off each other, along the way that needs the smaller push.

    ``points`` are their middles and ``sizes`` their widths and heights, both of shape (n, 2); only ``free`` ones move.
    """
    room = (sizes[:, None, :] + sizes[None, :, :]) / 2
    for _ in range(_rounds(len(points))):
        away = points[:, None, :] - points[None, :, :]
        overlap = room - np.abs(away)
        touching = (overlap > 0).all(axis=2) & ~np.eye(len(points), dtype=bool)
        if not touching[free].any():
            break
        sideways = overlap[:, :, 0] / room[:, :, 0] < overlap[:, :, 1] / room[:, :, 1]
        along = np.stack([sideways, ~sideways], axis=2)
        rank = np.arange(len(points))
        direction = np.where(away != 0, np.sign(away), np.sign(rank[:, None] - rank[None, :])[:, :, None])
        push = np.where(touching[:, :, None] & along, direction * overlap * 0.3, 0.0).sum(axis=1)
        points = np.where(free[:, None], points + push, points)
    return points


def layout(
    nodes: Sequence[str], edges: Sequence[tuple[str, str]], *, known: Mapping[str, tuple[float, float]] | None = None
) -> dict[str, tuple[float, float]]:
    """A place, in canvas units with y downwards, for each node; those in ``known`` stay where they are.

    The same nodes and edges in the same order always give the same picture: there is no chance in it. No nodes give
    no places. After Gansner, Koren and North (2004), Graph drawing by stress majorization.
    """
    known = {node: place for node, place in (known or {}).items() if node in set(nodes)}
    if not nodes:
        return {}
    free = np.array([node not in known for node in nodes])
    points = _start(nodes, known)
    if free.any() and len(nodes) > 1:
        points = _by_stress(points, _steps_between(nodes, edges), free)
        points = apart(points, np.tile(_LABEL, (len(nodes), 1)), free)
    return {node: (round(float(x), 1), round(float(y), 1)) for node, (x, y) in zip(nodes, points, strict=True)}
