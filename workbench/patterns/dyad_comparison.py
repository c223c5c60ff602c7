"""Do groups place their stories differently on this scale? All groups first, then each two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from workbench.frames import Evidence
from workbench.model import SignifierKind
from workbench.patterns.cliff_delta import drawn_weights
from workbench.patterns.compared import COMPARED, ENDS, Compared, behind, delta_of, mostly, one_of_two
from workbench.patterns.multiplicity import false_discovery_rates
from workbench.patterns.rank_test import kruskal_wallis, mann_whitney
from workbench.patterns.signified import Asked, read_answers
from workbench.patterns.small_n import detectable_delta, may_say
from workbench.patterns.story_split import Split

__all__ = ["DyadComparison", "dyad_comparison"]

_FIGURES = ("effect", *ENDS, "times_in_ten", "u", "p", "q", "detectable")
_COLUMNS = {**COMPARED, **dict.fromkeys(_FIGURES, "float64"), "nearer": "str", "p_from": "str"}
_OVERALL = {
    "n_groups": "int64",
    "n_stories": "int64",
    "n_tellers": "int64",
    "n_tellers_least": "int64",
    "may_say": "str",
    "h": "float64",
    "df": "int64",
    "p_overall": "float64",
    "p_from": "str",
}


@dataclass(frozen=True, kw_only=True)
class DyadComparison(Compared):
    """Groups on one scale; see also :class:`~workbench.patterns.compared.Compared`.

    ``overall`` has one row, to be read first: n_groups, n_stories, n_tellers, n_tellers_least and may_say (of the
    smallest group), h (Kruskal–Wallis, corrected for ties), df, p_overall, p_from ("ranks"; "permutation" where
    somebody told several stories). Groups without stories are left out.

    ``table`` has a row for each two groups, in the order of the groups:

    ======================  ===========================================================================================
    effect, delta           Cliff's δ: above 0 the first group is nearer to the right pole
    low, high               its 95 % bootstrap interval (tellers drawn whole)
    times_in_ten, nearer    of pairs with one story of each, how often that of the group ``nearer`` (first, second,
                            neither) is nearer to the right pole
    u, p, p_from            Mann–Whitney's U of the first group, two-sided p
    q                       p corrected for the number of pairs in this table (Benjamini–Hochberg)
    detectable              the δ that so many people would show 8 times in 10, if it is there
    ======================  ===========================================================================================
    """

    amounts: ClassVar[Mapping[str, tuple[str, str | None]]] = dict.fromkeys(
        (*_FIGURES, "h", "p_overall"), ("n_tellers_least", None)
    )

    overall: pd.DataFrame


def dyad_comparison(evidence: Evidence, asked: Asked, *, split: Split, seed: int = 1) -> DyadComparison:
    """Groups of stories on one scale, all together and by twos; fewer than two groups give no pairs.

    Raises
    ------
    Gone, Refused
        Where there is no such signifier, or it is no dyad.
    """
    found = read_answers(evidence, asked, SignifierKind.dyad, split=split)
    rows = found.placed[found.placed["group"].isin(split.groups)]
    groups = [group for group in split.groups if rows["group"].eq(group).any()]
    pairs = [_pair(rows, first, second, seed=seed) for first, second in combinations(groups, 2)]
    table = pd.DataFrame(pairs, columns=list(_COLUMNS)).astype(_COLUMNS)
    table["q"] = false_discovery_rates(table["p"])
    overall = pd.DataFrame([_overall(rows, groups, seed=seed)], columns=list(_OVERALL)).astype(_OVERALL)
    return DyadComparison(table=table, overall=overall, seed=seed, **found.beside())


def _pair(rows: pd.DataFrame, first: str, second: str, *, seed: int) -> dict[str, Any]:
    both, is_first, tellers = one_of_two(rows, first, second)
    made = behind(both, first, second)
    made["detectable"] = detectable_delta(made["n_tellers_first"], made["n_tellers_second"])
    if made["may_say"] in ("estimate", "comparison"):
        x = both["x"].to_numpy(dtype=np.float64)
        made |= delta_of(x, is_first, drawn_weights(tellers, is_first, seed=seed))
        made["effect"] = made["delta"]
        if made["may_say"] == "comparison":
            test = mann_whitney(x, is_first, tellers, seed=seed)
            made |= {"u": test.statistic, "p": test.p, "p_from": test.p_from}
    return {**made, "nearer": mostly(made.get("delta", np.nan))}


def _overall(rows: pd.DataFrame, groups: list[str], *, seed: int) -> dict[str, Any]:
    people = rows.groupby("group")["teller"].nunique()
    least = int(people.min()) if len(groups) > 1 else 0
    made: dict[str, Any] = {
        "n_groups": len(groups),
        "n_stories": len(rows),
        "n_tellers": rows["teller"].nunique(),
        "n_tellers_least": least,
        "may_say": may_say(least),
        "df": max(len(groups) - 1, 0),
    }
    if made["may_say"] == "comparison":
        codes = pd.Categorical(rows["group"], categories=groups).codes.astype(np.intp)
        test = kruskal_wallis(
            rows["x"].to_numpy(dtype=np.float64), codes, rows["teller"].to_numpy(dtype=object), seed=seed
        )
        made |= {"h": test.statistic, "p_overall": test.p, "p_from": test.p_from}
    return made
