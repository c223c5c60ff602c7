"""Which loops are there? The feedback loops of a map, each with a plain sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from workbench.errors import Refused
from workbench.frames import Evidence, Finding
from workbench.model import Polarity
from workbench.model.prompts import Words
from workbench.patterns.map_elements import causal_links_on, things_on
from workbench.patterns.ring_search import Ring, begun_with_smallest, independent_rings, rings_up_to

__all__ = ["Arrow", "Loops", "arrows_between", "loops"]

_COLUMNS = {
    "name": "str",
    "mark": "str",
    "kind": "str",
    "length": "int64",
    "things": "object",
    "thing_ids": "object",
    "link_ids": "object",
    "delay": "bool",
    "named": "bool",
    "sentence": "str",
}


@dataclass(frozen=True, kw_only=True)
class Loops(Finding):
    """The loops of a map, shortest first.

    ``table``: name (what the group called it, else its mark), mark (R1, B1, U1 …), kind (reinforcing, balancing,
    unknown), length (things in it), things, thing_ids (beginning with the smallest, as a NamedLoop keeps them),
    link_ids, delay (any of its links), named, sentence. ``independent`` tells that it is the shortest independent
    set. ``capped`` tells that there may be more loops than are listed; up to ``complete_to`` things all are listed.
    ``open_names`` are names the group gave to loops that are no longer closed.
    """

    map_id: str
    independent: bool
    capped: bool
    complete_to: int | None
    open_names: tuple[str, ...]


@dataclass(frozen=True)
class Arrow:
    """All causal links from one thing to another, read as one."""

    link_ids: tuple[str, ...]
    polarity: Polarity
    delay: bool


def _read_as_one(polarities: set[str]) -> Polarity:
    """Links that lie beside each other and disagree are disputed; one that is not known leaves all unknown."""
    if len(polarities) == 1:
        return Polarity(polarities.pop())
    if polarities & {Polarity.disputed} or {Polarity.same, Polarity.opposite} <= polarities:
        return Polarity.disputed
    return Polarity.unknown


def arrows_between(links: pd.DataFrame) -> dict[tuple[str, str], Arrow]:
    """Causal links by their two ends; links that lie beside each other become one arrow."""
    together: dict[tuple[str, str], list[dict[str, object]]] = {}
    for row in links.to_dict("records"):
        together.setdefault((str(row["source"]), str(row["target"])), []).append({str(k): v for k, v in row.items()})
    return {
        ends: Arrow(
            link_ids=tuple(str(row["id"]) for row in rows),
            polarity=_read_as_one({str(row["polarity"]) for row in rows}),
            delay=any(bool(row["delay"]) for row in rows),
        )
        for ends, rows in together.items()
    }


def _kind(arrows: Sequence[Arrow]) -> str:
    if any(arrow.polarity not in (Polarity.same, Polarity.opposite) for arrow in arrows):
        return "unknown"
    return "balancing" if sum(arrow.polarity == Polarity.opposite for arrow in arrows) % 2 else "reinforcing"


def _sentence(names: Sequence[str], arrows: Sequence[Arrow], kind: str, words: Words) -> str:
    """The loop in plain words, carrying "more" and "less" round it; after an unknown link it begins again at "more"."""
    amount, parts = "more", []
    for at, arrow in enumerate(arrows):
        source, target = names[at], names[(at + 1) % len(names)]
        before = words.say(f"patterns.loops.{amount}", thing=source)
        pace = "after_a_while" if arrow.delay else "at_once"
        if arrow.polarity in (Polarity.same, Polarity.opposite):
            if arrow.polarity == Polarity.opposite:
                amount = "less" if amount == "more" else "more"
            after = words.say(f"patterns.loops.{amount}", thing=target)
            parts.append(words.say(f"patterns.loops.{pace}", before=before, after=after))
        else:
            amount = "more"
            parts.append(words.say(f"patterns.loops.{arrow.polarity.value}_{pace}", before=before, thing=target))
    told = words.say("patterns.loops.between").join([*parts, words.say(f"patterns.loops.so_{kind}")])
    return told[:1].upper() + told[1:]


def _names_given(evidence: Evidence, map_id: str) -> dict[tuple[str, ...], str]:
    """The names the group gave, by the loop's thing ids; the newest where a loop was named twice."""
    named = evidence["named_loop"]
    named = named[named["map"] == map_id].sort_values("id")
    return {
        _from_smallest(tuple(ids)): str(name) for ids, name in zip(named["things"], named["name"], strict=True) if ids
    }


def _from_smallest(ids: tuple[str, ...]) -> tuple[str, ...]:
    at = ids.index(min(ids))
    return (*ids[at:], *ids[:at])


def _rows(
    rings: Sequence[Ring],
    things: pd.DataFrame,
    arrows: dict[tuple[str, str], Arrow],
    given: dict[tuple[str, ...], str],
    words: Words,
) -> Iterator[dict[str, object]]:
    ids = [str(i) for i in things["id"]]
    name_of = {i: str(name) for i, name in zip(ids, things["name"], strict=True)}
    counted: dict[str, int] = {}
    for ring in rings:
        round_it = _from_smallest(tuple(ids[at] for at in ring))
        names = tuple(name_of[i] for i in round_it)
        on_it = [arrows[pair] for pair in zip(round_it, (*round_it[1:], round_it[0]), strict=True)]
        kind = _kind(on_it)
        counted[kind] = counted.get(kind, 0) + 1
        mark = words.say(f"patterns.loops.mark_{kind}") + str(counted[kind])
        yield {
            "name": given.get(round_it, mark),
            "mark": mark,
            "kind": kind,
            "length": len(ring),
            "things": names,
            "thing_ids": round_it,
            "link_ids": tuple(link for arrow in on_it for link in arrow.link_ids),
            "delay": any(arrow.delay for arrow in on_it),
            "named": round_it in given,
            "sentence": _sentence(names, on_it, kind, words),
        }


def loops(evidence: Evidence, map_id: str, *, words: Words, max_length: int | None = None) -> Loops:
    """The feedback loops of a map.

    Without ``max_length`` the shortest independent loop set (Oliva 2004, Kampmann 2012), and every loop the group
    named that is still closed. With it, all loops of at most so many things, up to 1,000 loops and a fixed number of
    steps. A map without loops gives a table with no rows. Raises Gone where this audience has no such map, Refused for
    a length below 2.
    """
    if max_length is not None and max_length < 2:
        raise Refused("A loop has at least two things; ask for a length of 2 or more.", field="max_length")
    things = things_on(evidence, map_id)
    number = {str(id): at for at, id in enumerate(things["id"])}
    arrows = arrows_between(causal_links_on(evidence, map_id))
    after: list[list[int]] = [[] for _ in number]
    for source, target in arrows:
        after[number[source]].append(number[target])
    after = [sorted(ends) for ends in after]
    given = _names_given(evidence, map_id)
    closed = {
        ids: begun_with_smallest([number[i] for i in ids])
        for ids in given
        if all(pair in arrows for pair in zip(ids, (*ids[1:], ids[0]), strict=True)) and len(set(ids)) == len(ids)
    }
    if max_length is None:
        first = sorted(closed.values(), key=lambda ring: (len(ring), ring))
        rings = sorted({*independent_rings(after, first=first), *first}, key=lambda ring: (len(ring), ring))
        capped, complete_to = False, None
    else:
        found = rings_up_to(after, max_length)
        rings, capped, complete_to = list(found.rings), found.capped, found.complete_to
    table = pd.DataFrame(list(_rows(rings, things, arrows, given, words)), columns=list(_COLUMNS)).astype(_COLUMNS)
    return Loops(
        audience=evidence.audience,
        table=table,
        map_id=map_id,
        independent=max_length is None,
        capped=capped,
        complete_to=complete_to,
        open_names=tuple(sorted(name for ids, name in given.items() if ids not in closed)),
    )
