"""What so few people can carry: points only, estimates, or tests; and what would have been seen with so many."""

from __future__ import annotations

from typing import Final

import numpy as np

from workbench.patterns.cohort_before_after import COMPARED_FROM

__all__ = ["POWER", "detectable_delta", "may_say"]

#: How often a difference of that size would be seen.
POWER: Final = 0.8
_LEVEL: Final = 0.05
#: A test needs two people a group at least; with fewer nothing can be seen.
_FEWEST: Final = 2


def may_say(*n: int) -> str:
    """What the smallest of some groups carries: "nothing" (below 5), "points", "estimate" (15) or "comparison" (30).

    It is people that are counted, for several stories of one person are not several witnesses.
    """
    least = min(n, default=0)
    return [said for said, begins in COMPARED_FROM.items() if least >= begins][-1]


def detectable_delta(n_first: int, n_second: int) -> float:
    """The Cliff's δ that groups of so many would show as a difference 8 times in 10, if it is there.

    The standardised difference d that a two-sided t test at 5 % finds with that power (noncentral t), as δ = 2Φ(d/√2) −
    1 (Cohen 1988, Statistical power analysis; for a shift between bell curves). 20 against 20: about 0.48. NaN where a
    group has fewer than two.
    """
    from scipy.optimize import brentq  # noqa: PLC0415  scipy takes a second at import
    from scipy.stats import nct, norm, t  # noqa: PLC0415

    if min(n_first, n_second) < _FEWEST:
        return np.nan
    free, scale = n_first + n_second - 2, np.sqrt(n_first * n_second / (n_first + n_second))
    beyond = t.ppf(1 - _LEVEL / 2, free)
    # the other tail has no weight worth a name where the power is 80 %
    d = brentq(lambda d: float(nct.sf(beyond, free, d * scale)) - POWER, 0.0, 50.0)
    return float(2 * norm.cdf(d / np.sqrt(2)) - 1)
