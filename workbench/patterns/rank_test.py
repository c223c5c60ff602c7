"""Do groups differ on one scale? Kruskal–Wallis over all of them, Mann–Whitney for two; dealt by teller where needed.

Both tests take every story for a witness of its own. Where one teller told several, the same statistics are compared
with groups dealt to whole tellers by chance instead (``dealing.py``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.patterns.dealing import chance, dealt
from workbench.patterns.resample import Numbers

__all__ = ["Ranked", "kruskal_wallis", "mann_whitney"]

#: Rank sums are halves of whole numbers; what they are worked out to may be off by this.
_SAME = 1e-9


@dataclass(frozen=True)
class Ranked:
    """A statistic (U of the first group, or H), its p, and whether p is from "ranks" or from a "permutation"."""

    statistic: float
    p: float
    p_from: str


def mann_whitney(values: Numbers, first: NDArray[np.bool_], tellers: NDArray[Any], *, seed: int) -> Ranked:
    """U of the first group, two-sided; ties share their ranks. Both groups have to have somebody in them."""
    from scipy.stats import mannwhitneyu  # noqa: PLC0415  a second at import

    found = mannwhitneyu(values[first], values[~first], alternative="two-sided")
    if _one_each(tellers):
        return Ranked(float(found.statistic), float(found.pvalue), "ranks")
    ranks = _ranks(values)
    observed = abs(_off_even(first[np.newaxis], ranks))[0]
    at_least = 0
    for codes in dealt((~first).astype(np.uint8), tellers, seed=seed):
        at_least += int((abs(_off_even(codes == 0, ranks)) >= observed - _SAME).sum())
    return Ranked(float(found.statistic), chance(at_least), "permutation")


def kruskal_wallis(values: Numbers, groups: NDArray[np.intp], tellers: NDArray[Any], *, seed: int) -> Ranked:
    """H over groups numbered from 0, corrected for ties; 0 with a p of 1 where all values are the same."""
    from scipy.stats import kruskal  # noqa: PLC0415  a second at import

    if np.ptp(values) == 0:
        return Ranked(0.0, 1.0, "ranks")
    found = kruskal(*(values[groups == one] for one in np.unique(groups)))
    if _one_each(tellers):
        return Ranked(float(found.statistic), float(found.pvalue), "ranks")
    ranks, several = _ranks(values), np.unique(groups)
    observed = _between(groups[np.newaxis], ranks, several)[0]
    at_least = 0
    for codes in dealt(groups, tellers, seed=seed):
        at_least += int((_between(codes, ranks, several) >= observed * (1 - _SAME)).sum())
    return Ranked(float(found.statistic), chance(at_least), "permutation")


def _one_each(tellers: NDArray[Any]) -> bool:
    return len(set(tellers.tolist())) == len(tellers)


def _ranks(values: Numbers) -> Numbers:
    from scipy.stats import rankdata  # noqa: PLC0415  a second at import

    made: Numbers = rankdata(values)
    return made


def _off_even(first: NDArray[np.bool_], ranks: Numbers) -> Numbers:
    """How far U of each row of labels is from even, as a share of all pairs (the numbers of stories may differ)."""
    n = first.sum(axis=1).astype(np.float64)
    pairs = n * (len(ranks) - n)
    u = first @ ranks - n * (n + 1) / 2
    made: Numbers = np.divide(u, pairs, out=np.full(len(first), 0.5), where=pairs > 0) - 0.5
    return made


def _between(groups: NDArray[Any], ranks: Numbers, several: NDArray[np.intp]) -> Numbers:
    """Σ R²/n over the groups of each row: what H grows with, the ranks being the same."""
    made = np.zeros(len(groups))
    for one in several:
        here = groups == one
        n = here.sum(axis=1)
        made += np.divide((here @ ranks) ** 2, n, out=np.zeros(len(groups)), where=n > 0)
    centre = len(ranks) * ((len(ranks) + 1) / 2) ** 2
    return made - centre
