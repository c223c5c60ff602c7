"""How are cycles connected, what flows between them, and where does it stop?"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import InfluenceState
from workbench.patterns.circle import ancestors_of, systems_inside
from workbench.patterns.stack_nodes import StackNodes, stack_nodes

__all__ = ["NO_LINK", "OTHER_WAY", "STATES", "LearningStack", "learning_stack"]

#: What became of a sending, in the order in which it is told.
STATES = tuple(state.value for state in InfluenceState)
#: A sending between cycles with no link between them, and one against the direction of the only link there is.
NO_LINK, OTHER_WAY = "no_link", "other_way"

_FLOWS = {
    "flow": "str",
    "from_cycle": "str",
    "to_cycle": "str",
    "from_system": "str",
    "to_system": "str",
    "relations": "object",
    "sent": "Int64",
    **dict.fromkeys(STATES, "Int64"),
    "longest_days": "Int64",
}
_SENDINGS = {"id": "str", "flow": "str", "of_kind": "str", "of": "str", "state": "str"}
_SENDINGS |= {"sent_on": "datetime64[s]", "answered_on": "datetime64[s]", "days": "Int64"}
_STOPS = {"stop": "str", "flow": "str", "cycle": "str"}


@dataclass(frozen=True, kw_only=True)
class LearningStack(Finding):
    """The learning stack: its boxes, what flows between them, and where it stops.

    ``table`` has a row for each pair of cycles that has a link or a sending, in the direction in which things go (from
    a cycle to the one that learns from it, from one to the one it enables, between peers as things were sent, or once
    where nothing was): flow (its id), from_cycle, to_cycle, from_system, to_system (ids of ``cycles`` and ``systems``),
    relations (learns_from, enables, peer; ``other_way`` where they are linked in the other direction only, ``no_link``
    where not at all), sent and of those waiting, taken_up, adapted, left; longest_days (of what waits longest; missing
    where nothing waits or no day is known; the group's own audience only).

    ``systems`` and ``cycles`` are described at :class:`~workbench.patterns.stack_nodes.StackNodes`; ``inside`` says
    whether they lie within ``focus`` (the id of a system, or None for the whole stack), ``under`` (of systems) what
    they stand under here: the nearest system that holds them and is there, or missing. Lives are named only to
    themselves and to their team; anybody else gets one row for those of one parent, and how many.

    ``kinds`` (flow, of_kind, n) and ``sendings`` (id, flow, of_kind, of, state, sent_on, answered_on, days) are what
    the flows are made of; both are empty for audiences wider than a team. ``stops`` are the places where the flow
    stops: stop (nobody_answered: all of a flow waits; closed_waiting: something waits at a round that has closed;
    never_answers: a cycle that received from others and answered nothing; never_flowed: a link on which nothing was
    sent), flow or cycle.

    Only what this audience may see is counted; a store with no systems gives no rows.
    """

    counts: ClassVar[tuple[str, ...]] = ("sent", *STATES, "n_lives", "n")
    total_columns: ClassVar[dict[str, tuple[str, ...]]] = {"sent": STATES}
    own_only: ClassVar[tuple[str, ...]] = ("longest_days",)

    systems: pd.DataFrame
    cycles: pd.DataFrame
    kinds: pd.DataFrame
    sendings: pd.DataFrame
    stops: pd.DataFrame
    focus: str | None
    open_only: bool


def learning_stack(
    evidence: Evidence, *, system: str | None = None, cycle: str | None = None, open_only: bool = False
) -> LearningStack:
    """The stack round a system (or that of a cycle): it, what lies within it, and what these are linked with.

    Parameters
    ----------
    evidence
        With influences of everywhere; scales, systems, cycles and their links.
    system, cycle
        Neither, or "" as the system: the whole stack. A life this audience may not name gives the system it lies in.
    open_only
        Leave out rounds that have closed, and what flowed to and from them.
    """
    nodes = stack_nodes(evidence)
    if system is None and cycle is not None:
        system = next(iter(evidence["cycle"].loc[evidence["cycle"]["id"] == cycle, "system"]), None)
    focus = _focus(nodes, system)
    inside = (
        set(nodes.systems["id"])
        if focus is None
        else {nodes.node_of_system.get(one, one) for one in systems_inside(evidence["system"], focus)}
    )
    cycles = nodes.cycles[nodes.cycles["is_open"]] if open_only else nodes.cycles
    sendings = _sendings(evidence, nodes, cycles)
    flows = _flows(evidence, nodes, cycles, sendings)
    flows = flows[flows["from_system"].isin(inside) | flows["to_system"].isin(inside)].reset_index(drop=True)
    drawn = {*flows["from_cycle"], *flows["to_cycle"], *cycles.loc[cycles["system"].isin(inside), "id"]}
    cycles = cycles[cycles["id"].isin(drawn)].reset_index(drop=True)
    there = inside | set(cycles["system"])
    systems = nodes.systems[nodes.systems["id"].isin(there)].reset_index(drop=True)
    sendings = sendings[sendings["flow"].isin(flows["flow"])].reset_index(drop=True)
    if evidence.audience.wide:  # how many rows there are would tell how many sendings
        sendings = sendings.iloc[:0]
    under = pd.Series(_under(nodes.systems, there), dtype="str")
    kinds = sendings.groupby(["flow", "of_kind"], sort=True).size().rename("n").reset_index()
    return LearningStack(
        audience=evidence.audience,
        table=flows,
        systems=systems.assign(under=under, inside=systems["id"].isin(inside)),
        cycles=cycles.assign(inside=cycles["system"].isin(inside)),
        kinds=kinds,
        sendings=sendings,
        stops=pd.DataFrame([*_stops(flows, cycles)], columns=list(_STOPS)).astype(_STOPS),
        focus=focus,
        open_only=open_only,
    )


def _focus(nodes: StackNodes, system: str | None) -> str | None:
    """The system to look at; of a life that may not be named, the one it lies in."""
    if not system:
        return None
    node = nodes.node_of_system.get(system, system)
    return system if node == system else node.removeprefix("lives:") or None


def _under(systems: pd.DataFrame, there: Collection[str]) -> list[str | None]:
    """The nearest system that holds each one, among those that are there."""
    shown = systems.loc[systems["id"].isin(there), "id"]
    lines = (list(ancestors_of(systems, id))[1:] for id in shown)
    return [next((one for one in line if one in there), None) for line in lines]


def _flow(source: str, target: str) -> str:
    return f"{source}>{target}"


def _sendings(evidence: Evidence, nodes: StackNodes, cycles: pd.DataFrame) -> pd.DataFrame:
    sent = evidence["influence"]
    source, target = sent["cycle"].map(nodes.node_of_cycle), sent["to_cycle"].map(nodes.node_of_cycle)
    known = set(cycles["id"])
    keep = source.isin(known) & target.isin(known) & (source != target)
    day, answered = pd.to_datetime(sent["sent_on"]), pd.to_datetime(sent["answered_on"])
    waits = sent["state"].eq(InfluenceState.waiting.value)
    made = pd.DataFrame(
        {
            "id": sent["id"],
            "flow": [_flow(str(a), str(b)) for a, b in zip(source, target, strict=True)],
            "of_kind": sent["of_kind"],
            "of": sent["of"],
            "state": sent["state"],
            "sent_on": day,
            "answered_on": answered,
            "days": (answered.mask(waits, pd.Timestamp(evidence.on)) - day).dt.days,
        }
    )
    return made[keep.astype("bool")].astype(_SENDINGS).sort_values(["sent_on", "id"]).reset_index(drop=True)


def _flows(evidence: Evidence, nodes: StackNodes, cycles: pd.DataFrame, sendings: pd.DataFrame) -> pd.DataFrame:
    system_of = dict(zip(cycles["id"], cycles["system"], strict=True))
    linked: dict[tuple[str, str], set[str]] = {}
    for row in evidence["cycle_link"].sort_values("id").to_dict("records"):
        a, b = nodes.node_of_cycle.get(row["source"], ""), nodes.node_of_cycle.get(row["target"], "")
        if a == b or a not in system_of or b not in system_of:
            continue
        if row["relation"] == "learns_from":  # what is learnt comes from the cycle that is learnt from
            a, b = b, a
        linked.setdefault((a, b), set()).add(row["relation"])
    sent = {(str(a), str(b)) for a, b in (flow.split(">") for flow in sendings["flow"])}
    peers = {pair for pair, relations in linked.items() if "peer" in relations}
    for a, b in sorted(sent - set(linked)):
        relations = {"peer"} if (b, a) in peers else {OTHER_WAY} if (b, a) in linked else {NO_LINK}
        linked[a, b] = relations
    for a, b in sorted(peers):  # among peers one direction is enough
        if linked[a, b] == {"peer"} and (a, b) not in sent and (b, a) in linked and "peer" in linked[b, a]:
            del linked[a, b]
    rows = [*_rows(linked, sendings, system_of)]
    table = pd.DataFrame(rows, columns=list(_FLOWS)).astype(_FLOWS)
    return table.sort_values(["from_system", "to_system", "flow"]).reset_index(drop=True)


def _rows(
    linked: dict[tuple[str, str], set[str]], sendings: pd.DataFrame, system_of: dict[str, str]
) -> Iterator[dict[str, Any]]:
    by_flow = dict(iter(sendings.groupby("flow")))
    for (a, b), relations in linked.items():
        those = by_flow.get(_flow(a, b), sendings.iloc[:0])
        states = those["state"].value_counts()
        yield {
            "flow": _flow(a, b),
            "from_cycle": a,
            "to_cycle": b,
            "from_system": system_of[a],
            "to_system": system_of[b],
            "relations": tuple(sorted(relations)),
            "sent": len(those),
            **{state: int(states.get(state, 0)) for state in STATES},
            "longest_days": those.loc[those["state"] == STATES[0], "days"].max(),
        }


def _stops(flows: pd.DataFrame, cycles: pd.DataFrame) -> Iterator[dict[str, Any]]:
    closed = set(cycles.loc[~cycles["is_open"], "id"])
    silent = _silent(flows)
    for row in flows.to_dict("records"):
        if row["sent"] == 0:
            yield {"stop": "never_flowed", "flow": row["flow"], "cycle": ""}
        elif row["waiting"] and row["to_cycle"] in closed:
            yield {"stop": "closed_waiting", "flow": row["flow"], "cycle": row["to_cycle"]}
        elif row["waiting"] == row["sent"]:
            yield {"stop": "nobody_answered", "flow": row["flow"], "cycle": ""}
    for cycle in silent:
        yield {"stop": "never_answers", "flow": "", "cycle": cycle}


def _silent(flows: pd.DataFrame) -> Collection[str]:
    """Cycles that received something, from two others or more, and answered none of it; one flow says so itself."""
    got = flows[flows["sent"] > 0].groupby("to_cycle")
    found = got.agg(n=("flow", "size"), sent=("sent", "sum"), waiting=("waiting", "sum"))
    return sorted(str(id) for id in found.index[(found["n"] > 1) & (found["sent"] == found["waiting"])])
