"""What do tellers say of their stories? How many lie in which part of a triangle, by group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final

import pandas as pd

from workbench.frames import Evidence
from workbench.model import Placing, SignifierKind
from workbench.patterns.signified import Answered, Asked, Signified, by_group, counted, read_answers
from workbench.patterns.story_split import Split
from workbench.patterns.triangle import ZONES, zone_of

__all__ = ["PLACED", "TriadZones", "triad_zones"]

#: The row of all zones together.
PLACED: Final = Placing.placed.value
_COLUMNS = {"group": "str", "zone": "str", "n_stories": "int64", "n_tellers": "int64", "share": "float64"}


@dataclass(frozen=True, kw_only=True)
class TriadZones(Signified):
    """Stories by zone of the triangle and by group; see also :class:`~workbench.patterns.signified.Signified`.

    ``table`` has for every group a row for each of ``triangle.ZONES`` and one, last, for all of them:

    ======================  ===========================================================================================
    group                   a group; "" without a split, and (last, where there are any) for stories in no group
    zone                    T, L, R (near the pole top, left, right), LT, TR, LR (between two), centre; placed: all
    n_stories, n_tellers    stories, and different people who told them
    share                   of the stories of the group that were placed (0–1); missing where none was
    ======================  ===========================================================================================

    A wider audience gets counts by zone, small ones hidden, and never a point.
    """

    total_rows: ClassVar[Mapping[str, str | None]] = {"zone": PLACED, "group": None}
    shares: ClassVar[Mapping[str, tuple[str, str | tuple[str, ...] | None]]] = {"share": ("n_stories", ("group",))}


def triad_zones(evidence: Evidence, asked: Asked, *, split: Split | None = None) -> TriadZones:
    """The zones of one triad.

    Raises
    ------
    Gone, Refused
        Where there is no such signifier, or it is no triad.
    """
    found = read_answers(evidence, asked, SignifierKind.triad, split=split)
    points = found.placed
    zones = points.assign(zone=zone_of(points["top"], points["left"], points["right"]))
    table = pd.DataFrame(_rows(zones, found), columns=list(_COLUMNS)).astype(_COLUMNS)
    return TriadZones(
        table=table,
        people={(group, zone): frozenset(rows["teller"]) for (group, zone), rows in zones.groupby(["group", "zone"])},
        **found.beside(),
    )


def _rows(zones: pd.DataFrame, found: Answered) -> Iterator[dict[str, Any]]:
    for group, rows in by_group(zones, found.groups):
        for zone in (*ZONES, PLACED):
            here = rows if zone == PLACED else rows[rows["zone"] == zone]
            n = counted(here)
            yield {"group": group, "zone": zone, **n, "share": n["n_stories"] / len(rows) if len(rows) else None}
