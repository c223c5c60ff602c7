"""How far would sums over people be other, had other people of the same kind been looked at? The bootstrap."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["DRAWS", "MOST_RESAMPLED", "interval", "resampled_sums"]

#: How often people are drawn anew.
DRAWS: Final = 2_000
#: Up to so many people are drawn one by one.
MOST_RESAMPLED: Final = 2_000
#: Drawn at a time, so that the weights of all draws never lie in memory together.
_AT_A_TIME: Final = 250
#: The middle 95 % of the draws.
_ENDS: Final = (0.025, 0.975)

Numbers = NDArray[np.float64]


def resampled_sums(values: Numbers, *, seed: int) -> Numbers:
    """The sums of each column over people drawn with replacement: one row a draw (:data:`DRAWS` of them).

    ``values`` has a row for each person; people are drawn whole, so that what belongs together stays together. Beyond
    :data:`MOST_RESAMPLED` people the sums of such draws are drawn themselves, from the normal distribution with their
    mean (n × the mean of the values) and covariance (n × the covariance of the values), which they have in the limit
    (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapters 5 and 6): with so many people the two cannot
    be told apart, and it takes no longer the more people there are. No people give sums of 0.
    """
    people, columns = values.shape
    if people == 0:
        return np.zeros((DRAWS, columns))
    random = np.random.default_rng(seed)
    if people > MOST_RESAMPLED:
        covariance = np.atleast_2d(np.cov(values, rowvar=False, bias=True)) * people
        return random.multivariate_normal(
            values.sum(axis=0), covariance, size=DRAWS, method="eigh", check_valid="ignore"
        )
    parts = []
    for begun in range(0, DRAWS, _AT_A_TIME):
        draws = min(_AT_A_TIME, DRAWS - begun)
        drawn = random.integers(0, people, size=(draws, people))
        drawn += np.arange(draws)[:, np.newaxis] * people
        times = np.bincount(drawn.ravel(), minlength=draws * people).reshape(draws, people)
        parts.append(times.astype(np.float64) @ values)
    return np.concatenate(parts)


def interval(draws: Numbers) -> tuple[float, float]:
    """The percentile interval (95 %) of a figure's draws; no interval where more than 2.5 % of them have no value."""
    known = np.where(np.isfinite(draws), draws, np.inf)
    low, high = np.quantile(known, _ENDS, method="inverted_cdf")
    return (float(low), float(high)) if np.isfinite(high) else (np.nan, np.nan)
