"""Rings in a directed graph: the shortest independent set, and all rings up to a length with caps.

Nodes are whole numbers 0…n−1 and ``after[u]`` lists the nodes that u leads to. A ring is the tuple of its nodes,
beginning with the smallest. Because the caller numbers things by name, ties are broken by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import networkx as nx

__all__ = ["MOST_RINGS", "MOST_STEPS", "Found", "Ring", "begun_with_smallest", "independent_rings", "rings_up_to"]

Ring = tuple[int, ...]
After = Sequence[Sequence[int]]

#: More loops than this are no help to a group, and a page of them is slow to open.
MOST_RINGS = 1_000
#: Steps, not seconds, so that the same map gives the same loops on every machine; about a second of work.
MOST_STEPS = 1_000_000


@dataclass(frozen=True)
class Found:
    """Rings found; all rings of length ``complete_to`` or less are among them. ``capped``: there may be more."""

    rings: tuple[Ring, ...]
    capped: bool
    complete_to: int


def begun_with_smallest(ring: Sequence[int]) -> Ring:
    """The same ring, beginning with its smallest node."""
    at = ring.index(min(ring))
    return (*ring[at:], *ring[:at])


def _edges(ring: Ring) -> Iterator[tuple[int, int]]:
    return zip(ring, (*ring[1:], ring[0]), strict=True)


def _knots(after: After) -> list[list[int]]:
    """The strongly connected parts of two nodes or more: every ring lies inside one."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(len(after)))
    graph.add_edges_from((u, v) for u, ends in enumerate(after) for v in ends)
    return sorted(sorted(part) for part in nx.strongly_connected_components(graph) if len(part) > 1)


def _tree(after: After, start: int, inside: set[int]) -> tuple[dict[int, int], dict[int, int]]:
    """Breadth-first from ``start``: the distance of each node, and the node before it."""
    distance, before, layer = {start: 0}, {start: start}, [start]
    while layer:
        following: list[int] = []
        for u in layer:
            for v in after[u]:
                if v in inside and v not in distance:
                    distance[v], before[v] = distance[u] + 1, u
                    following.append(v)
        layer = following
    return distance, before


class _Independence:
    """Gaussian elimination over GF(2): a ring is a set of edges, held as the bits of one whole number."""

    def __init__(self, edges: Iterable[tuple[int, int]]) -> None:
        self._bit = {edge: 1 << at for at, edge in enumerate(edges)}
        self._basis: dict[int, int] = {}

    @property
    def rank(self) -> int:
        return len(self._basis)

    def adds(self, ring: Ring) -> bool:
        """True, and the ring is kept, where it is no combination of the rings kept before."""
        left = sum(self._bit[edge] for edge in _edges(ring))
        while left:
            top = left.bit_length()
            if top not in self._basis:
                self._basis[top] = left
                return True
            left ^= self._basis[top]
        return False


def _path(before: dict[int, int], end: int) -> list[int]:
    path = [end]
    while before[path[-1]] != path[-1]:
        path.append(before[path[-1]])
    return path[::-1]


def _geodetic(after: After, knot: list[int]) -> Iterator[Ring]:
    """Rings made of a shortest path there and a shortest path back, shortest first, each once."""
    inside = set(knot)
    trees = {u: _tree(after, u, inside) for u in knot}
    pairs = sorted((trees[u][0][v] + trees[v][0][u], u, v) for u in knot for v in knot if u < v)
    seen: set[Ring] = set()
    for _, together in groupby(pairs, key=lambda pair: pair[0]):
        made: set[Ring] = set()
        for _, u, v in together:
            ring = _path(trees[u][1], v)[:-1] + _path(trees[v][1], u)[:-1]
            if len(set(ring)) == len(ring):
                made.add(begun_with_smallest(ring))
        yield from sorted(made - seen)
        seen |= made


def _rings_of_walk(walk: list[int]) -> Iterator[Ring]:
    """The simple rings a closed walk falls into."""
    open_: list[int] = []
    for node in walk:
        if node in open_:
            at = open_.index(node)
            yield begun_with_smallest(open_[at:])
            del open_[at:]
        open_.append(node)


def _through_every_edge(after: After, knot: list[int]) -> list[Ring]:
    """Rings that together span all others: from one node over each edge and back, parted where that crosses itself."""
    inside, root = set(knot), knot[0]
    out = _tree(after, root, inside)[1]
    made: set[Ring] = set()
    for x in knot:
        for y in after[x]:
            if y in inside:
                back = _path(_tree(after, y, inside)[1], root)
                made.update(_rings_of_walk(_path(out, x) + back))
    return sorted(made, key=lambda ring: (len(ring), ring))


def independent_rings(after: After, *, first: Sequence[Ring] = ()) -> list[Ring]:
    """The shortest independent rings, in order of length: for each strongly connected part, edges − nodes + 1 of them.

    Candidates are the geodetic rings (shortest path there and back); where they do not span all rings, the rings
    through every edge follow. Each is taken when it is no combination, over GF(2), of those taken before, so every
    edge that lies on some ring lies on one of these. Rings of ``first`` (which must exist) are considered before all
    others. No ring gives an empty list.

    After Oliva (2004), System Dynamics Review 20(4), and Kampmann (2012), System Dynamics Review 28(4).
    """
    taken: list[Ring] = []
    for knot in _knots(after):
        inside = set(knot)
        edges = [(u, v) for u in knot for v in after[u] if v in inside]
        wanted = len(edges) - len(knot) + 1
        independence = _Independence(edges)
        taken += [ring for ring in first if inside.issuperset(ring) and independence.adds(ring)]
        for source in (_geodetic, _through_every_edge):
            if independence.rank == wanted:
                break
            for ring in source(after, knot):
                if independence.adds(ring):
                    taken.append(ring)
                    if independence.rank == wanted:
                        break
    return sorted(taken, key=lambda ring: (len(ring), ring))


@dataclass
class _Budget:
    """What is left to spend; a search stops when either is gone."""

    rings: int
    steps: int


def rings_up_to(after: After, max_length: int, *, most_rings: int = MOST_RINGS, most_steps: int = MOST_STEPS) -> Found:
    """All rings of at most ``max_length`` nodes, shortest first, until a cap is met.

    Length by length, so that where a cap is met all rings of ``complete_to`` nodes or fewer are still there.
    """
    found: list[Ring] = []
    budget = _Budget(rings=most_rings, steps=most_steps)
    backward: list[list[int]] = [[] for _ in after]
    for u, ends in enumerate(after):
        for v in ends:
            backward[v].append(u)
    knots = _knots(after)
    homes = [(knot[at], _tree(backward, knot[at], set(knot[at:]))[0]) for knot in knots for at in range(len(knot))]
    longest = min(max_length, max((len(knot) for knot in knots), default=0))
    for length in range(2, longest + 1):
        of_length: list[Ring] = []
        for root, home in homes:
            of_length += _round_from(after, root, home, length, budget)
        found += sorted(of_length)
        if budget.rings < 0 or budget.steps < 0:
            return Found(tuple(found[:most_rings]), capped=True, complete_to=length - 1)
    return Found(tuple(found), capped=False, complete_to=max_length)


def _round_from(after: After, root: int, home: dict[int, int], length: int, budget: _Budget) -> Iterator[Ring]:
    """The rings of exactly ``length`` nodes whose smallest is ``root``, while the budget lasts.

    ``home`` tells how far each node is from ``root``, which prunes walks that cannot be back in time. A list of
    iterators instead of recursion: a long ring must not meet Python's limit.
    """
    path, on_path, todo = [root], {root}, [iter(after[root])]
    while todo and budget.rings >= 0 and budget.steps >= 0:
        budget.steps -= 1
        left = length - len(path)
        node = next(todo[-1], None)
        if node is None:
            todo.pop()
            on_path.discard(path.pop())
        elif node == root and left == 0:
            budget.rings -= 1
            if budget.rings >= 0:
                yield tuple(path)
        elif left > 0 and node not in on_path and home.get(node, length) <= left:
            path.append(node)
            on_path.add(node)
            todo.append(iter(after[node]))
