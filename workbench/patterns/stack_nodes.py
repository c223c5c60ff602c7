"""The boxes of the stack view: systems and their cycles, with lives merged for whoever may only count them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from workbench.frames import Evidence
from workbench.model import ONE_LIFE
from workbench.patterns.circle import ancestors_of

__all__ = ["StackNodes", "stack_nodes"]

_SYSTEMS = {
    "id": "str",
    "name": "str",
    "scale": "str",
    "scale_name": "str",
    "position": "int64",
    "part_of": "str",
    "lives_of": "str",
    "n_lives": "Int64",
}
_CYCLES = {
    "id": "str",
    "system": "str",
    "name": "str",
    "round": "Int64",
    "is_open": "bool",
    "opened_on": "datetime64[s]",
    "closed_on": "datetime64[s]",
    "convened": "str",
    "convened_for": "str",
    "are_lives": "bool",
}
_TEAM = "team"


@dataclass(frozen=True)
class StackNodes:
    """``systems`` and ``cycles`` as the stack draws them, and which node stands for each system and each cycle.

    ``systems``: id, name, scale, scale_name, position, part_of (missing at the top), lives_of (of merged lives the name
    of the system they lie in, else ""), n_lives (of merged lives how many; else missing). Largest scale first, by name.

    ``cycles``: id, system, name, round, is_open, opened_on, closed_on, convened (standing, one_issue, or ""),
    convened_for, are_lives (one row stands for all cycles of merged lives, and says nothing of any of them).
    """

    systems: pd.DataFrame
    cycles: pd.DataFrame
    node_of_system: Mapping[str, str]
    node_of_cycle: Mapping[str, str]


def stack_nodes(evidence: Evidence) -> StackNodes:
    """Every system and cycle there is; lives of a team that is not the audience's own are one node a parent."""
    systems, cycles = evidence["system"], evidence["cycle"]
    parent = dict(zip(systems["id"], systems["part_of"], strict=True))
    name = dict(zip(systems["id"], systems["name"], strict=True))
    merged = _merged_lives(evidence)
    node_of_system = {id: f"lives:{merged[id]}" if id in merged else str(id) for id in systems["id"]}
    scales = evidence["scale"].set_index("id")
    position = {id: int(at) for id, at in scales["position"].items()}
    made: dict[str, dict[str, Any]] = {}
    for row in systems.to_dict("records"):
        at, node = row["id"], node_of_system[row["id"]]
        if node in made:
            made[node]["n_lives"] += 1
            continue
        above = merged[at] or None if at in merged else parent[at] if isinstance(parent[at], str) else None
        made[node] = {
            "id": node,
            "name": "" if at in merged else row["name"],
            "scale": row["scale"],
            "scale_name": scales["name"].get(row["scale"], row["scale"]),
            "position": position.get(row["scale"], 0),
            "part_of": above if above in node_of_system else None,
            "lives_of": name.get(above, "") if at in merged else "",
            "n_lives": 1 if at in merged else None,
        }
    boxes: dict[str, dict[str, Any]] = {}
    node_of_cycle: dict[str, str] = {}
    for row in cycles.sort_values(["system", "round", "id"]).to_dict("records"):
        system = node_of_system.get(row["system"])
        if system is None:
            continue
        open_now = pd.isna(row["closed_on"]) or row["closed_on"] > pd.Timestamp(evidence.on)
        lives = row["system"] in merged
        node = node_of_cycle[row["id"]] = system if lives else row["id"]
        if node in boxes:
            boxes[node]["is_open"] |= open_now
            continue
        said = {} if lives else {key: row[key] for key in ("name", "round", "opened_on", "closed_on", "convened_for")}
        convened = row["convened"] if isinstance(row["convened"], str) and not lives else ""
        boxes[node] = {"id": node, "system": system, "is_open": open_now, "convened": convened, "are_lives": lives}
        boxes[node] |= {"name": "", "round": None, "opened_on": None, "closed_on": None, "convened_for": ""} | said
    for node in dict.fromkeys(node_of_system[life] for life in merged):  # lives with no cycle are counted as well
        empty = {"name": "", "round": None, "opened_on": None, "closed_on": None, "convened_for": "", "convened": ""}
        boxes.setdefault(node, {"id": node, "system": node, "is_open": True, "are_lives": True} | empty)
    table = pd.DataFrame([*made.values()], columns=list(_SYSTEMS)).astype(_SYSTEMS)
    order = table.assign(low=table["name"].str.casefold())
    order = order.sort_values(["position", "low", "id"], ascending=[False, True, True])
    return StackNodes(
        systems=order.drop(columns="low").reset_index(drop=True),
        cycles=pd.DataFrame([*boxes.values()], columns=list(_CYCLES)).astype(_CYCLES).reset_index(drop=True),
        node_of_system=node_of_system,
        node_of_cycle=node_of_cycle,
    )


def _merged_lives(evidence: Evidence) -> dict[str, str]:
    """The lives this audience may only count → the system they lie in ("" where that is none).

    A life is named to itself and to the team it lies in; to anybody else, and to anything wider than a team, it is one
    of so many. That the group looks at its own material changes nothing: a place does not look into a life.
    """
    systems, audience = evidence["system"], evidence.audience
    position = {id: int(at) for id, at in zip(evidence["scale"]["id"], evidence["scale"]["position"], strict=True)}
    lives = set(systems.loc[systems["scale"] == ONE_LIFE, "id"])
    near = not audience.wide and position.get(audience.scale, 0) <= position.get(_TEAM, -1)
    merged: dict[str, str] = {}
    for life in sorted(lives):
        above = next((at for at in ancestors_of(systems, life) if at not in lives), "")
        if not (near and audience.system in (life, above)):
            merged[life] = above
    return merged
