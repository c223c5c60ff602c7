"""Do two groups place their stories differently in this triangle? Honestly: with what so many stories can carry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from workbench.frames import Evidence
from workbench.model import SignifierKind
from workbench.patterns.cliff_delta import drawn_weights
from workbench.patterns.compared import COMPARED, ENDS, Compared, behind, delta_of, mostly, one_of_two, two_groups
from workbench.patterns.dealing import PERMUTATIONS
from workbench.patterns.energy_distance import apart, chance_of
from workbench.patterns.log_ratio import ZERO, hotelling, log_ratios
from workbench.patterns.signified import Asked, read_answers
from workbench.patterns.small_n import detectable_delta
from workbench.patterns.story_split import Split
from workbench.patterns.triangle import POLES, to_point

__all__ = ["TriadComparison", "triad_comparison"]

_SECOND_VIEW = ("t2", "f", "p_second_view", "d")
_FIGURES = ("effect", "e2", "t", "p", *_SECOND_VIEW, "detectable")
_COLUMNS = {**COMPARED, **dict.fromkeys(_FIGURES, "float64"), "zero": "float64", "permutations": "int64"}
_POLES = {
    "pole": "str",
    "label": "str",
    "n_tellers_least": "int64",
    **dict.fromkeys((*ENDS, "times_in_ten"), "float64"),
    "nearer": "str",
}


@dataclass(frozen=True, kw_only=True)
class TriadComparison(Compared):
    """Two groups in one triangle; see also :class:`~workbench.patterns.compared.Compared`.

    ``table`` has one row:

    ======================  ===========================================================================================
    effect                  H = E²/(2·mean|a−b|) of the energy distance, 0 (alike) to 1 (nothing in common)
    e2, t                   E², and T = nm/(n+m)·E²
    p                       how often T comes out as large when groups are dealt to whole tellers by chance
    permutations            how many dealings p is from
    t2, f, d, p_second_view  the second view: Hotelling's T², F, effect D and p on log-ratios of the poles
    zero                    the share that stands in for 0 in the second view (log-ratios know no 0)
    detectable              Cliff's δ that so many people would show 8 times in 10, if it is there
    ======================  ===========================================================================================

    ``poles``, a row a pole: pole (top, left, right), label, delta (Cliff's δ: above 0 the first group is nearer), low
    and high (95 % bootstrap interval, tellers drawn whole), times_in_ten (of pairs with one story of each, how often
    that of the group named by ``nearer`` is nearer to the pole), nearer (first, second, neither), n_tellers_least.
    """

    counts: ClassVar[tuple[str, ...]] = Compared.counts
    amounts: ClassVar[Mapping[str, tuple[str, str | None]]] = dict.fromkeys(
        (*_FIGURES, *ENDS, "times_in_ten"), ("n_tellers_least", None)
    )

    poles: pd.DataFrame


def triad_comparison(evidence: Evidence, asked: Asked, *, split: Split, seed: int = 1) -> TriadComparison:
    """Two groups of stories in one triangle.

    Raises
    ------
    Gone, Refused
        Where there is no such triad, or the split has not just two groups (see ``story_split.between``).
    """
    first, second = two_groups(split)
    found = read_answers(evidence, asked, SignifierKind.triad, split=split)
    both, is_first, tellers = one_of_two(found.placed, first, second)
    row: dict[str, Any] = {**behind(both, first, second), "zero": ZERO, "permutations": PERMUTATIONS}
    row["detectable"] = detectable_delta(row["n_tellers_first"], row["n_tellers_second"])
    shares = {pole: both[pole].to_numpy(dtype=np.float64) for pole in POLES}
    estimated = row["may_say"] in ("estimate", "comparison")
    if estimated:
        points = np.column_stack(to_point(*shares.values()))
        energy, second_view = apart(points, is_first), hotelling(log_ratios(**shares), is_first)
        row |= {"effect": energy.h, "e2": energy.e2, "t": energy.t}
        row |= {"t2": second_view.t2, "f": second_view.f, "d": second_view.d}
        if row["may_say"] == "comparison":
            row["p"] = chance_of(points, is_first, tellers, seed=seed)
            row["p_second_view"] = second_view.p
    drawn = drawn_weights(tellers, is_first, seed=seed) if estimated else []
    poles = []
    for pole, label in zip(POLES, found.wording.labels, strict=True):
        of_pole: dict[str, Any] = {"pole": pole, "label": label, "n_tellers_least": row["n_tellers_least"]}
        if estimated:
            of_pole |= delta_of(shares[pole], is_first, drawn)
        poles.append({**of_pole, "nearer": mostly(of_pole.get("delta", np.nan))})
    return TriadComparison(
        table=pd.DataFrame([row], columns=list(_COLUMNS)).astype(_COLUMNS),
        poles=pd.DataFrame(poles, columns=list(_POLES)).astype(_POLES),
        seed=seed,
        **found.beside(),
    )
