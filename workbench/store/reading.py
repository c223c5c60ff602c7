"""Reading for an audience: rows become tables, and what this audience may not see is absent from all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from workbench.frames import Audience, columns
from workbench.model import BULK, RECORDS
from workbench.sharing import admits
from workbench.store.many import rows_among
from workbench.store.read_memory import MOST_ROWS, Kept
from workbench.store.schema import REFERENCES, TABLES

__all__ = ["OF_ANY", "ON_A_MAP", "PARTS", "SCOPED", "STRUCTURE", "View"]

#: How the learning stack is built; never hidden, and always whole.
STRUCTURE = ("scale", "system", "cycle", "cycle_link")
#: What lies on a map is seen where its map is.
ON_A_MAP = ("map_item", "link", "named_loop")
#: These carry a scope of their own.
SCOPED = tuple(kind for kind in RECORDS if "scope" in columns(kind))
#: Parts of another record are seen where that one is: kind → (the field that names it, its kind).
PARTS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(ON_A_MAP, ("map", "map")),
    "data_plan": ("experiment", "experiment"),
    "frame_note": ("experiment", "experiment"),
    "debrief_entry": ("debrief", "debrief"),
    "capture_entry": ("capture_form", "capture_form"),
    "task_move": ("task", "task"),
    "goal_score": ("goal", "goal"),
    "point": ("series", "series"),
    "series_change": ("series", "series"),
    "contact": ("case", "case"),
    "risk": ("case", "case"),
    "refusal": ("case", "case"),
    "outcome": ("grant", "grant"),
    "outcome_talk": ("outcome", "outcome"),
    "multiplier": ("grant", "grant"),
    "inquiry_note": ("inquiry", "inquiry"),
    "signification": ("story", "story"),
    "sense_note": ("sense_session", "sense_session"),
    "coding_done": ("coding_unit", "coding_unit"),
    "statement": ("conversation", "conversation"),
    "vote": ("statement", "statement"),
    "interpretation": ("observation", "observation"),
    "idea": ("observation", "observation"),
    "review_note": ("review", "review"),
    "account_sentence": ("account", "account"),
}
#: These are seen where the record they belong to is, of whatever kind; an attachment has a consent of its own as well.
OF_ANY = ("attachment", "coding", "coding_unit")


class View:
    """What one audience sees at one moment; each table and each set of visible ids is worked out once."""

    def __init__(self, connection: sa.Connection, audience: Audience, on: date, *, kept: Kept) -> None:
        self.connection = connection
        self.audience = audience
        self.on = on
        self._kept = kept.tables
        self._whole: dict[str, pd.DataFrame] = {}
        self._seen = kept.seen_by(audience, on)
        c, m = TABLES["cycle"].c, TABLES["map"].c
        self.system_of_cycle: dict[str, str] = {
            str(id): str(system) for id, system in connection.execute(sa.select(c.id, c.system))
        }
        self.system_of_map: dict[str, str] = {
            id: self.system_of_cycle[cycle] for id, cycle in connection.execute(sa.select(m.id, m.cycle))
        }
        #: Filled by the change table: maps that were removed, and how widely they were seen.
        self.removed_maps: dict[str, str] = {}

    @property
    def scale_of_system(self) -> dict[str, str]:
        """The scale of each system."""
        systems = self.rows("system")
        return dict(zip(systems["id"], systems["scale"], strict=True))

    def table(self, kind: str, within: frozenset[str] | None) -> pd.DataFrame:
        """The rows of a kind that this audience sees, of these systems."""
        found = self.rows(kind)
        if kind in STRUCTURE:
            return found
        keep = found["id"].isin(self.visible(kind))
        if within is not None:
            inside = found["system"].isin(within)
            if kind == "thing":
                items = self.rows("map_item")
                inside |= found["id"].isin(items.loc[items["system"].isin(within), "thing"])
            keep &= inside
        return found if keep.all() else found[keep].reset_index(drop=True)

    def visible(self, kind: str) -> frozenset[str]:
        """The ids of a kind that this audience sees."""
        if kind not in self._seen:
            self._seen[kind] = frozenset(self._visible(kind))
        return self._seen[kind]

    def visible_of(self, kind: str, named: Collection[str]) -> frozenset[str]:
        """Those of some ids (or more) that this audience sees; of what comes in bulk only these are looked at."""
        if kind not in BULK:
            return self.visible(kind)
        field, whole = PARTS[kind]
        rows = self.rows_of(kind, named)
        return frozenset(rows.loc[rows[field].isin(self.visible(whole)), "id"])

    def rows_of(self, kind: str, named: Collection[str]) -> pd.DataFrame:
        """The rows with some ids (or more), with their system; of what comes in bulk only these are read."""
        if kind not in BULK:
            return self.rows(kind)
        return self._framed(kind, rows_among(self.connection, kind, sorted(set(named))))

    def _visible(self, kind: str) -> Iterable[str]:
        found = self.rows(kind)
        if kind in OF_ANY:
            return self._visible_with(kind, found)
        if kind in SCOPED:
            return found.loc[self.admitted(found), "id"]
        if kind in PARTS:
            field, whole = PARTS[kind]
            return found.loc[found[field].isin(self.visible(whole)), "id"]
        if kind == "thing":
            return self._visible_things(found)
        if kind == "evidence_link":
            return self._visible_evidence(found)
        if kind in (*STRUCTURE, "purpose"):
            return found["id"]
        raise LookupError(f"nothing says who may see a {kind}")

    def _visible_with(self, kind: str, found: pd.DataFrame) -> Iterable[str]:
        """What belongs to another record is seen where that one is; its own consent, if it has one, allows it too."""
        keep = self.admitted(found) if kind in SCOPED else pd.Series(data=True, index=found.index, dtype=bool)
        for of_kind, rows in found.groupby("of_kind", sort=False):
            keep.loc[rows.index] &= rows["of"].isin(self.visible_of(str(of_kind), rows["of"].tolist()))
        return found.loc[keep, "id"]

    def _visible_things(self, things: pd.DataFrame) -> Iterable[str]:
        """A thing is seen where a map it lies on is; on no map, as widely as its own system's scale."""
        items = self.rows("map_item")
        on_seen = things["id"].isin(items.loc[items["map"].isin(self.visible("map")), "thing"])
        on_none = ~things["id"].isin(items["thing"])
        scale = things["system"].map(self.scale_of_system)
        return things.loc[on_seen | (on_none & self.admitted(things.assign(scope=scale))), "id"]

    def _visible_evidence(self, links: pd.DataFrame) -> Iterable[str]:
        """An evidence link is seen where both its ends are; an end may itself be an evidence link."""
        seen: set[str] = set()
        while True:
            keep = pd.Series(data=True, index=links.index, dtype=bool)
            for end in ("source", "target"):
                there = pd.Series(data=False, index=links.index, dtype=bool)
                for kind, rows in links.groupby(f"{end}_kind", sort=False):
                    ids = seen if kind == "evidence_link" else self.visible_of(str(kind), rows[end].tolist())
                    there.loc[rows.index] = rows[end].isin(ids)
                keep &= there
            found = set(links.loc[keep, "id"])
            if found == seen:
                return seen
            seen = found

    def admitted(self, rows: pd.DataFrame) -> pd.Series[bool]:
        """Whether consent and scope let this audience see each row (columns as ``sharing.admits`` wants them)."""
        carried = [name for name in ("system", "scope", "consent_until", "withdrawal") if name in rows]
        return admits(
            rows[carried],
            audience=self.audience,
            scales=self.rows("scale"),
            systems=self.rows("system"),
            on=self.on,
        )

    def rows(self, kind: str) -> pd.DataFrame:
        """Every row of a kind, by id, with its system."""
        if kind not in self._whole:
            found = self._kept.get(kind)
            if found is None:
                found = self._read(kind)
                if len(found) <= MOST_ROWS:
                    self._kept[kind] = found
            # Its own: whoever writes into a table of theirs writes into nobody else's.
            self._whole[kind] = found.copy(deep=False)
        return self._whole[kind]

    def _read(self, kind: str) -> pd.DataFrame:
        table = TABLES[kind]
        return self._framed(kind, self.connection.execute(sa.select(table).order_by(table.c.id)).all())

    def _framed(self, kind: str, rows: Sequence[Sequence[Any]]) -> pd.DataFrame:
        columns_there = TABLES[kind].columns.keys()
        by_column = list(zip(*rows, strict=True)) or [()] * len(columns_there)
        held: dict[str, Any] = dict(zip(columns_there, by_column, strict=True))
        return _frame(kind, self._with_system(kind, held))

    def _with_system(self, kind: str, held: dict[str, Any]) -> dict[str, Any]:
        if "cycle" in REFERENCES.get(kind, {}):
            held["system"] = [self.system_of_cycle[cycle] for cycle in held["cycle"]]
        elif "map" in REFERENCES.get(kind, {}):
            held["system"] = [self.system_of_map[map_] for map_ in held["map"]]
        return held


def _frame(kind: str, held: dict[str, Any]) -> pd.DataFrame:
    """The table of frames.py, straight from columns: a record a row would take ten times as long."""
    return pd.DataFrame({name: _column(held[name], dtype) for name, dtype in columns(kind).items()})


def _column(values: Sequence[Any], dtype: str) -> Any:
    match dtype:
        case "object":
            return pd.Series([tuple(value) for value in values], dtype="object")
        case "str":
            return pd.array(list(values), dtype="str")
        case "Int64":
            return pd.array(list(values), dtype="Int64")
        case "bool" | "float64":
            return np.array(values, dtype=dtype)
    return pd.DatetimeIndex(list(values), dtype=dtype)
