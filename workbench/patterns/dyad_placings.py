"""Where did tellers place their stories on this scale between two poles?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final

import numpy as np
import pandas as pd

from workbench.frames import Evidence
from workbench.model import Placing, SignifierKind
from workbench.patterns.signified import Answered, Asked, Signified, by_group, counted, read_answers
from workbench.patterns.story_split import Split

__all__ = ["FIFTHS", "PLACED", "DyadPlacings", "dyad_placings", "fifth_of"]

#: The parts of a scale, from its left end to its right one.
FIFTHS: Final = ("1", "2", "3", "4", "5")
#: The row of all fifths together.
PLACED: Final = Placing.placed.value

_POINTS = ("story", "teller", "group", "x", "may_leave")
_FIFTHS = {"group": "str", "fifth": "str", "n_stories": "int64", "n_tellers": "int64", "share": "float64"}
_SPREAD = {
    "group": "str",
    "n_stories": "int64",
    "n_tellers": "int64",
    "lower_quartile": "float64",
    "median": "float64",
    "upper_quartile": "float64",
    "may_leave": "bool",
}


@dataclass(frozen=True, kw_only=True)
class DyadPlacings(Signified):
    """The stories on one scale; see also :class:`~workbench.patterns.signified.Signified`.

    ``table``, a row a story that was placed: story (id), teller (a key), group, x (the share of the right pole, 0–1),
    may_leave (never: a point is one person's own answer, so a wider audience gets no row of it).

    ``fifths``, for each group a row a fifth of the scale and one, last, for all of them: group, fifth ("1" at the left
    end to "5" at the right one; placed), n_stories, n_tellers, share (of the group's placed stories, 0–1; missing where
    none was placed).

    ``spread``, a row a group: group, n_stories, n_tellers, lower_quartile, median, upper_quartile (of x; missing where
    none was placed), may_leave (never). There is no mean: stories often lie at both ends.

    Groups are "" without a split, and last for stories in none.
    """

    total_rows: ClassVar[Mapping[str, str | None]] = {"fifth": PLACED, "group": None}
    shares: ClassVar[Mapping[str, tuple[str, str | tuple[str, ...] | None]]] = {"share": ("n_stories", ("group",))}
    own_only: ClassVar[tuple[str, ...]] = ("story", "teller", "x", "lower_quartile", "median", "upper_quartile")
    may_leave: ClassVar[str | None] = "may_leave"

    fifths: pd.DataFrame
    spread: pd.DataFrame


def fifth_of(x: pd.Series[float]) -> pd.Series[str]:
    """The fifth of the scale each value lies in; a value between two belongs to the right one."""
    return (x * 5).round(9).floordiv(1).clip(0, 4).add(1).astype("int64").astype("str")


def dyad_placings(evidence: Evidence, asked: Asked, *, split: Split | None = None) -> DyadPlacings:
    """The stories on one scale.

    Raises
    ------
    Gone, Refused
        Where there is no such signifier, or it is no dyad.
    """
    found = read_answers(evidence, asked, SignifierKind.dyad, split=split)
    points = found.placed.assign(may_leave=False)
    points["fifth"] = fifth_of(points["x"])
    return DyadPlacings(
        table=points[list(_POINTS)].reset_index(drop=True),
        fifths=pd.DataFrame(_fifths(points, found), columns=list(_FIFTHS)).astype(_FIFTHS),
        spread=pd.DataFrame(_spread(points, found), columns=list(_SPREAD)).astype(_SPREAD),
        **found.beside(),
    )


def _fifths(points: pd.DataFrame, found: Answered) -> Iterator[dict[str, Any]]:
    for group, rows in by_group(points, found.groups):
        for fifth in (*FIFTHS, PLACED):
            n = counted(rows if fifth == PLACED else rows[rows["fifth"] == fifth])
            yield {"group": group, "fifth": fifth, **n, "share": n["n_stories"] / len(rows) if len(rows) else None}


def _spread(points: pd.DataFrame, found: Answered) -> Iterator[dict[str, Any]]:
    for group, rows in by_group(points, found.groups):
        low, middle, high = rows["x"].quantile([0.25, 0.5, 0.75]) if len(rows) else (np.nan,) * 3
        yield {
            "group": group,
            **counted(rows),
            "lower_quartile": low,
            "median": middle,
            "upper_quartile": high,
            "may_leave": False,
        }
