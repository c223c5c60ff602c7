"""Where did tellers put their stones on this field?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final

import numpy as np
import pandas as pd

from workbench.frames import Evidence
from workbench.model import SignifierKind
from workbench.patterns.signified import Answered, Asked, Signified, by_group, counted, read_answers
from workbench.patterns.story_split import Split

__all__ = ["QUARTERS", "StonesPlacings", "stones_placings"]

#: The quarters of a field: top left, top right, bottom left, bottom right.
QUARTERS: Final = ("TL", "TR", "BL", "BR")
_POINTS = ("story", "teller", "group", "item", "x", "y", "may_leave")
_QUARTERS = {
    "group": "str",
    "item": "str",
    "quarter": "str",
    "n_stories": "int64",
    "n_tellers": "int64",
    "share": "float64",
}


@dataclass(frozen=True, kw_only=True)
class StonesPlacings(Signified):
    """The stones on one field; see also :class:`~workbench.patterns.signified.Signified`.

    ``table``, a row a stone that was put down: story (id), teller (a key), group, item (the stone's name), x (0 left to
    1 right), y (0 bottom to 1 top), may_leave (never: a wider audience gets no row of it). ``wording.labels`` are the
    stones, ``wording.axes`` the words at the left, right, bottom and top of the field.

    ``quarters``, a row a group, stone and quarter of the field: group, item, quarter (TL, TR, BL, BR: top or bottom,
    left or right; the middle belongs to right and top), n_stories, n_tellers, share (of the group's stones of that
    name). Groups are "" without a split, and last for stories in none.
    """

    shares: ClassVar[Mapping[str, tuple[str, str | tuple[str, ...] | None]]] = {
        "share": ("n_stories", ("group", "item"))
    }
    own_only: ClassVar[tuple[str, ...]] = ("story", "teller", "x", "y")
    may_leave: ClassVar[str | None] = "may_leave"

    quarters: pd.DataFrame


def stones_placings(evidence: Evidence, asked: Asked, *, split: Split | None = None) -> StonesPlacings:
    """The stones of one field.

    Raises
    ------
    Gone, Refused
        Where there is no such signifier, or it has no stones.
    """
    found = read_answers(evidence, asked, SignifierKind.stones, split=split)
    points = found.placed.assign(may_leave=False)
    points["quarter"] = np.where(points["y"] >= 0.5, "T", "B") + np.where(points["x"] >= 0.5, "R", "L").astype(object)
    return StonesPlacings(
        table=points[list(_POINTS)].reset_index(drop=True),
        quarters=pd.DataFrame(_quarters(points, found), columns=list(_QUARTERS)).astype(_QUARTERS),
        **found.beside(),
    )


def _quarters(points: pd.DataFrame, found: Answered) -> Iterator[dict[str, Any]]:
    stones = tuple(dict.fromkeys([*found.wording.labels, *sorted(set(points["item"]))]))
    for group, rows in by_group(points, found.groups):
        for stone in stones:
            of_stone = rows[rows["item"] == stone]
            for quarter in QUARTERS:
                n = counted(of_stone[of_stone["quarter"] == quarter])
                share = n["n_stories"] / len(of_stone) if len(of_stone) else None
                yield {"group": group, "item": stone, "quarter": quarter, **n, "share": share}
