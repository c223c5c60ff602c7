"""What changed, for an audience: the changes to records it may see, and of what was removed only what it saw."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pandas as pd
import sqlalchemy as sa

from workbench.frames import CHANGES
from workbench.model import RECORDS
from workbench.store.reading import ON_A_MAP, PARTS, SCOPED, STRUCTURE, View
from workbench.store.schema import REVISION

__all__ = ["change_table"]


def change_table(view: View, within: frozenset[str] | None) -> pd.DataFrame:
    """One row a change, oldest first, with the columns ``CHANGES``.

    ``system`` is missing for what belongs to no system (scales, links between cycles). What was removed is seen as
    widely as it was when it went; a removed thing or evidence link as widely as its system's scale.
    """
    c = REVISION.c
    rows = view.connection.execute(sa.select(c.at, c.by, c.kind, c.record, c.action).order_by(c.seq)).all()
    made = pd.DataFrame([tuple(row) for row in rows], columns=list(CHANGES[:-1]))
    gone = _removed(view)
    changed = made.groupby("record_kind")["record"].unique()
    seen: dict[tuple[str, str], str | None] = {}
    for kind in RECORDS:
        seen |= {(kind, id): system for id, system in _standing(view, kind, changed.get(kind, ()))}
        seen |= {(kind, id): system for id, system in _gone(view, kind, gone.get(kind, {}))}
    keys = list(zip(made["record_kind"], made["record"], strict=True))
    made["system"] = pd.Series([seen.get(key) for key in keys], index=made.index, dtype="str")
    keep = pd.Series([key in seen for key in keys], index=made.index, dtype=bool)
    if within is not None:
        keep &= made["system"].isin(within) | made["record_kind"].isin(STRUCTURE)
    made = made.loc[keep].reset_index(drop=True)
    return made.astype({"at": "datetime64[us, UTC]", **dict.fromkeys(CHANGES[1:], "str")})[list(CHANGES)]


def _standing(view: View, kind: str, changed: Collection[str]) -> list[tuple[str, str | None]]:
    """The (id, system) of the records of a kind that are there and seen, of those at least that changed."""
    rows = view.rows_of(kind, changed)
    keep = rows["id"].isin(view.visible_of(kind, changed))
    ids = rows.loc[keep, "id"].tolist()
    if kind == "system":
        return [(id, id) for id in ids]
    systems = rows.loc[keep, "system"].tolist() if "system" in rows else [None] * len(ids)
    return list(zip(ids, systems, strict=True))


def _removed(view: View) -> dict[str, dict[str, dict[str, Any]]]:
    """By kind and id, the last wording of every record that was removed and is not there now; none that was erased."""
    c = REVISION.c
    rows = view.connection.execute(
        sa.select(c.kind, c.record, c.before).where(c.action == "removed", c.before.is_not(None)).order_by(c.seq)
    )
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for kind, id, before in rows:
        if kind in RECORDS:
            found.setdefault(kind, {})[id] = before
    for kind, wordings in found.items():
        for id in view.rows_of(kind, wordings)["id"]:
            wordings.pop(id, None)
    view.system_of_cycle.update({id: w["system"] for id, w in found.get("cycle", {}).items()})
    view.system_of_map.update({id: view.system_of_cycle[w["cycle"]] for id, w in found.get("map", {}).items()})
    view.removed_maps.update({id: w["scope"] for id, w in found.get("map", {}).items()})
    return found


def _gone(view: View, kind: str, wordings: dict[str, dict[str, Any]]) -> list[tuple[str, str | None]]:
    """The (id, system) of the removed records of a kind that this audience saw."""
    if not wordings:
        return []
    placed = pd.DataFrame([_placed(view, kind, id, w) for id, w in wordings.items()])
    if kind in STRUCTURE or kind == "purpose":
        keep = pd.Series(data=True, index=placed.index)
    elif kind in SCOPED:
        keep = view.admitted(placed)
    elif kind in ON_A_MAP:
        there = placed["map"].isin(view.visible("map"))
        keep = there | (placed["map"].isin(view.removed_maps) & view.admitted(placed))
    else:
        keep = view.admitted(placed)
        if kind in PARTS:
            # what stands and may not be seen does not show by what was taken out of it
            field, whole = PARTS[kind]
            named = pd.Series([wordings[id][field] for id in placed["id"]], index=placed.index)
            keep &= named.isin(view.visible(whole)) | ~named.isin(view.rows(whole)["id"])
    return [(id, system) for id, system in zip(placed.loc[keep, "id"], placed.loc[keep, "system"], strict=True)]


def _placed(view: View, kind: str, id: str, wording: dict[str, Any]) -> dict[str, Any]:
    """A removed record with its system and scope, and what else consent looks at."""
    if kind == "system":
        system: str | None = id
    elif kind == "cycle":
        system = wording["system"]
    elif "map" in wording:
        system = view.system_of_map.get(wording["map"])
    else:
        system = view.system_of_cycle.get(wording.get("cycle", ""))
    scope = (
        wording.get("scope") or view.removed_maps.get(wording.get("map", "")) or view.scale_of_system.get(system or "")
    )
    carried: dict[str, Any] = {name: wording.get(name) for name in ("consent_until", "withdrawal") if name in wording}
    return {"id": id, "system": system, "scope": scope, "map": wording.get("map"), **carried}
