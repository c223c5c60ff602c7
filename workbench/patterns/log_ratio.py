"""A second view on balances: isometric log-ratios, and Hotelling's test between two groups.

Egozcue et al. (2003) for the coordinates, Martín-Fernández et al. (2003) for zeros. The view stretches the edges of the
triangle: it looks at ratios of the poles, where the energy distance looks at the picture people saw.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from workbench.patterns.resample import Numbers

__all__ = ["ZERO", "Hotelling", "hotelling", "log_ratios"]

#: What stands in for a share of 0, which has no logarithm.
ZERO: Final = 0.002
#: A smaller share is one no finger can set: it counts as 0 (a rounded zero).
_NOISE: Final = ZERO
#: Within groups, points spread less than this share of the whole in one direction have no area.
_FLAT: Final = 1e-10


@dataclass(frozen=True)
class Hotelling:
    """T², its F (2 and n + m − 3 degrees of freedom), p, and the effect D = √(d′S⁻¹d).

    All NaN where fewer than two stories are in a group, or those of each group lie on one line, or in one place.
    """

    t2: float
    f: float
    p: float
    d: float


def log_ratios(top: Numbers, left: Numbers, right: Numbers) -> Numbers:
    """``z1 = ln(left/top)/√2`` and ``z2 = (2·ln right − ln top − ln left)/√6``, a row each.

    A share of 0 becomes :data:`ZERO`, and the others give up what was added in proportion.
    """
    shares = np.column_stack([top, left, right])
    nothing = shares < _NOISE
    filled = np.where(nothing, ZERO, shares * (1 - ZERO * nothing.sum(axis=1, keepdims=True)))
    t, s, r = np.log(filled).T
    return np.column_stack([(s - t) / np.sqrt(2), (2 * r - t - s) / np.sqrt(6)])


def hotelling(z: Numbers, first: NDArray[np.bool_]) -> Hotelling:
    """Hotelling's two-sample test of the rows of ``z``, with the pooled covariance."""
    from scipy.stats import f as f_distribution  # noqa: PLC0415  a second at import

    a, b = z[first], z[~first]
    n, m = len(a), len(b)
    if n < 2 or m < 2:
        return Hotelling(np.nan, np.nan, np.nan, np.nan)
    pooled = ((n - 1) * np.cov(a, rowvar=False) + (m - 1) * np.cov(b, rowvar=False)) / (n + m - 2)
    # what is left of points on a line, or in one place a group, is how they were rounded
    if np.linalg.eigvalsh(pooled)[0] <= _FLAT * np.trace(np.cov(z, rowvar=False)):
        return Hotelling(np.nan, np.nan, np.nan, np.nan)
    difference = a.mean(axis=0) - b.mean(axis=0)
    d2 = float(difference @ np.linalg.solve(pooled, difference))
    t2 = n * m / (n + m) * d2
    f = (n + m - 3) / (2 * (n + m - 2)) * t2
    return Hotelling(t2, f, float(f_distribution.sf(f, 2, n + m - 3)), float(np.sqrt(d2)))
