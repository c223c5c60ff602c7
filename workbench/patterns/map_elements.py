"""What lies on one map: its things where they stand, and the links between them."""

from __future__ import annotations

import pandas as pd

from workbench.errors import Gone
from workbench.frames import Evidence
from workbench.model import MapKind

__all__ = ["causal_links_on", "links_on", "map_kind_of", "map_name_of", "things_on"]


def _map_row(evidence: Evidence, map_id: str) -> dict[str, object]:
    maps = evidence["map"]
    found = maps[maps["id"] == map_id]
    if found.empty:
        raise Gone(
            f"This map is not here, or is not shown to {evidence.audience.name}. "
            "Choose one of the maps in the list, or ask the group that made it."
        )
    return {str(k): v for k, v in found.iloc[0].items()}


def map_name_of(evidence: Evidence, map_id: str) -> str:
    """The name of the map; raises Gone where this audience has no such map."""
    return str(_map_row(evidence, map_id)["name"])


def map_kind_of(evidence: Evidence, map_id: str) -> MapKind:
    """Whether the map is of actors or of factors; raises Gone where this audience has no such map."""
    return MapKind(str(_map_row(evidence, map_id)["map_kind"]))


def things_on(evidence: Evidence, map_id: str) -> pd.DataFrame:
    """The things on a map in the order of their names: the columns of things, and x and y (missing until laid out).

    An empty map gives no rows. Raises Gone where this audience has no such map.
    """
    _map_row(evidence, map_id)
    items = evidence["map_item"]
    places = items.loc[items["map"] == map_id, ["thing", "x", "y"]].drop_duplicates("thing")
    things = evidence["thing"].merge(places, left_on="id", right_on="thing", how="inner").drop(columns="thing")
    return things.sort_values(["name", "id"], key=lambda values: values.str.casefold()).reset_index(drop=True)


def links_on(evidence: Evidence, map_id: str) -> pd.DataFrame:
    """The links of a map whose two ends this audience may see, with ``source_name`` and ``target_name``; by id."""
    names = things_on(evidence, map_id).set_index("id")["name"].astype("str")
    links = evidence["link"]
    links = links[(links["map"] == map_id) & links["source"].isin(names.index) & links["target"].isin(names.index)]
    made = links.sort_values("id").reset_index(drop=True)
    made["source_name"] = made["source"].map(names).astype("str")
    made["target_name"] = made["target"].map(names).astype("str")
    return made


def causal_links_on(evidence: Evidence, map_id: str) -> pd.DataFrame:
    """The links of a map by which one thing drives another."""
    links = links_on(evidence, map_id)
    return links[links["link_kind"] == "drives"].reset_index(drop=True)
