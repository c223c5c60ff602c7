"""How far does a change at one thing reach? What the map alone says, before anything is simulated."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import networkx as nx
import pandas as pd

from workbench.errors import Gone
from workbench.frames import Evidence, Finding
from workbench.model import Polarity
from workbench.model.prompts import Words
from workbench.patterns.loops import Arrow, arrows_between, loops
from workbench.patterns.map_elements import causal_links_on, things_on

__all__ = ["MOST_WALKED", "PATH_STEPS", "Reach", "reach"]

#: Paths longer than this are not followed: a group cannot follow them either, and their number explodes.
PATH_STEPS = 6
#: Links walked over before the search for paths stops; under a second of work.
MOST_WALKED = 200_000

_COLUMNS = {
    "id": "str",
    "name": "str",
    "steps": "int64",
    "n_paths": "int64",
    "direction": "str",
    "delay": "bool",
    "loops": "object",
    "sentence": "str",
}


@dataclass(frozen=True, kw_only=True)
class Reach(Finding):
    """What a change at one thing reaches, the nearest first, then by name.

    ``table``: id, name, steps (links on the shortest way), n_paths (ways of at most ``PATH_STEPS`` links), direction
    (same, opposite, both where ways disagree, unknown where any way has a link of unknown or disputed direction, or no
    way is short enough), delay (any of the ways has one), loops (names of the loops that hold both things), sentence.
    ``through_loops`` are the loops the thing itself lies on. ``capped``: there are more ways than were counted.
    """

    map_id: str
    thing: str
    thing_name: str
    through_loops: tuple[str, ...]
    capped: bool


@dataclass
class _Ways:
    """What was met on the ways to one thing."""

    n: int
    signs: set[str]
    delay: bool


def _ways_from(thing: str, arrows: dict[str, dict[str, Arrow]]) -> tuple[dict[str, _Ways], bool]:
    """The simple ways from a thing to every other, nearest first, and whether there were too many to walk."""
    met: dict[str, _Ways] = defaultdict(lambda: _Ways(0, set(), delay=False))
    walked = 0
    edge: list[tuple[tuple[str, ...], str, bool]] = [((thing,), "same", False)]
    for _ in range(PATH_STEPS):
        following = []
        for path, sign, delay in edge:
            for end, arrow in arrows.get(path[-1], {}).items():
                walked += 1
                if walked > MOST_WALKED:
                    return met, True
                if end in path:
                    continue
                here = met[end]
                here.n += 1
                here.signs.add(_after(sign, arrow))
                here.delay |= delay or arrow.delay
                following.append(((*path, end), _after(sign, arrow), delay or arrow.delay))
        edge = following
    return met, False


def _after(sign: str, arrow: Arrow) -> str:
    if sign == "unknown" or arrow.polarity not in (Polarity.same, Polarity.opposite):
        return "unknown"
    if arrow.polarity == Polarity.same:
        return sign
    return "opposite" if sign == "same" else "same"


def _direction(ways: _Ways | None) -> str:
    if ways is None or "unknown" in ways.signs:
        return "unknown"
    return "both" if len(ways.signs) > 1 else next(iter(ways.signs))


def reach(evidence: Evidence, map_id: str, thing: str, *, words: Words) -> Reach:
    """What a change at one thing of a map reaches over its causal links.

    A thing that drives nothing gives no rows. Raises Gone where there is no such map to see, or the thing is not on it.
    """
    things = things_on(evidence, map_id)
    names = {str(i): str(name) for i, name in zip(things["id"], things["name"], strict=True)}
    if thing not in names:
        raise Gone("This is not on the map any more; pick something that is on it.")
    arrows: dict[str, dict[str, Arrow]] = defaultdict(dict)
    for (source, target), arrow in arrows_between(causal_links_on(evidence, map_id)).items():
        arrows[source][target] = arrow
    linked: nx.DiGraph[str] = nx.DiGraph((source, target) for source, ends in arrows.items() for target in ends)
    steps = nx.single_source_shortest_path_length(linked, thing) if thing in linked else {}
    ways, capped = _ways_from(thing, arrows)
    found = loops(evidence, map_id, words=words).table
    own = [
        (str(name), set(ids)) for name, ids in zip(found["name"], found["thing_ids"], strict=True) if thing in set(ids)
    ]
    rows = []
    for end in sorted(set(steps) - {thing}, key=lambda i: (steps[i], names[i].casefold(), i)):
        direction = _direction(ways.get(end))
        rows.append(
            {
                "id": end,
                "name": names[end],
                "steps": steps[end],
                "n_paths": ways[end].n if end in ways else 0,
                "direction": direction,
                "delay": ways[end].delay if end in ways else False,
                "loops": tuple(name for name, ids in own if end in ids),
                "sentence": words.say(f"patterns.reach.{direction}", thing=names[thing], end=names[end]),
            }
        )
    return Reach(
        audience=evidence.audience,
        table=pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS),
        map_id=map_id,
        thing=thing,
        thing_name=names[thing],
        through_loops=tuple(name for name, _ in own),
        capped=capped,
    )
