"""Do groups choose differently? χ² of counts, or groups dealt by chance where χ² would not hold; and Cramér's V."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from workbench.patterns.dealing import chance, dealt
from workbench.patterns.resample import Numbers

__all__ = ["ChiSquared", "chi_squared"]

#: Below this an expected count makes χ² a poor guide to p (Cochran 1954).
_EXPECTED_FROM: Final = 5
_SAME: Final = 1e-9


@dataclass(frozen=True)
class ChiSquared:
    """χ² (uncorrected), its degrees of freedom, the smallest expected count, Cramér's V (0–1), p and where p is from.

    ``p_from`` is "chi_squared", or "permutation" where an expected count is below 5 or a teller told several stories.
    ``p_chi_squared`` is always that of χ². All NaN (df 0) where there is but one group or one answer.
    """

    chi2: float
    df: int
    expected_least: float
    v: float
    p: float
    p_chi_squared: float
    p_from: str


def chi_squared(groups: NDArray[np.intp], answers: NDArray[np.intp], tellers: NDArray[Any], *, seed: int) -> ChiSquared:
    """Groups (numbers from 0) against answers (numbers from 0), one of each a story."""
    from scipy.stats import chi2 as distribution  # noqa: PLC0415  a second at import

    groups = np.unique(groups, return_inverse=True)[1]
    options = (answers[:, np.newaxis] == np.unique(answers)).astype(np.float64)
    several = np.arange(groups.max(initial=-1) + 1)
    df = (len(several) - 1) * (options.shape[1] - 1) if len(groups) else 0
    if df <= 0:
        return ChiSquared(np.nan, 0, np.nan, np.nan, np.nan, np.nan, "")
    observed = _statistic(groups[np.newaxis], options, several)[0]
    expected = np.bincount(groups).min() * options.sum(axis=0).min() / len(groups)
    v = np.sqrt(observed / (len(groups) * min(len(several) - 1, options.shape[1] - 1)))
    p_chi_squared = float(distribution.sf(observed, df))
    p, p_from = p_chi_squared, "chi_squared"
    if expected < _EXPECTED_FROM or len(set(tellers.tolist())) < len(tellers):
        at_least = 0
        for codes in dealt(groups, tellers, seed=seed):
            at_least += int((_statistic(codes, options, several) >= observed * (1 - _SAME)).sum())
        p, p_from = chance(at_least), "permutation"
    return ChiSquared(float(observed), int(df), float(expected), float(v), p, p_chi_squared, p_from)


def _statistic(groups: NDArray[Any], options: Numbers, several: NDArray[np.intp]) -> Numbers:
    """χ² of each row of groups: N·(Σ n²/(row·column) − 1), where a group that came out empty adds nothing."""
    columns = options.sum(axis=0)
    made = np.zeros(len(groups))
    for one in several:
        cells = (groups == one).astype(np.float64) @ options
        n = cells.sum(axis=1)
        made += np.divide((cells**2 / columns).sum(axis=1), n, out=np.zeros(len(groups)), where=n > 0)
    return len(options) * (made - 1)
