"""In how many pairs, one of each group, is the first larger? Cliff's δ, with an interval from tellers drawn anew.

Cliff (1993), Dominance statistics: δ = P(a > b) − P(a < b) = 2U/(nm) − 1, from −1 to 1, 0 where neither is larger.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.patterns.resample import DRAWS, Numbers, interval

__all__ = ["cliff_delta", "delta_interval", "drawn_weights"]

_AT_A_TIME = 250
#: Values that differ by less were equal before they were worked out.
_DECIMALS = 9
Flags = NDArray[np.bool_]


def cliff_delta(values: Numbers, first: Flags) -> float:
    """Cliff's δ of the values of the first group against the others; NaN where a group is empty."""
    if first.all() or not first.any():
        return np.nan
    return float(_deltas(values, first, np.ones((1, len(values))))[0])


def delta_interval(values: Numbers, first: Flags, drawn: Sequence[Numbers]) -> tuple[float, float]:
    """The 95 % bootstrap interval of δ, from what :func:`drawn_weights` drew; NaN where a group is empty."""
    if first.all() or not first.any():
        return np.nan, np.nan
    return interval(np.concatenate([_deltas(values, first, weights) for weights in drawn]))


def drawn_weights(tellers: NDArray[Any], first: Flags, *, seed: int) -> list[Numbers]:
    """How often each story is drawn, a row a draw (:data:`~workbench.patterns.resample.DRAWS` in all), in blocks.

    Tellers are drawn with replacement, whole: among those with stories in the first group only, in the others only, and
    in both, so that each group keeps its size.
    """
    _, teller = np.unique(tellers, return_inverse=True)
    told, told_first = np.bincount(teller), np.bincount(teller, weights=first)
    kind = np.where(told_first == told, 0, np.where(told_first == 0, 1, 2))
    random = np.random.default_rng(seed)
    blocks = []
    for begun in range(0, DRAWS, _AT_A_TIME):
        draws = min(_AT_A_TIME, DRAWS - begun)
        times = np.zeros((draws, len(told)))
        for one in range(3):
            among = np.flatnonzero(kind == one)
            if len(among):
                drawn = random.integers(0, len(among), size=(draws, len(among)))
                drawn += np.arange(draws)[:, np.newaxis] * len(among)
                times[:, among] = np.bincount(drawn.ravel(), minlength=draws * len(among)).reshape(draws, -1)
        blocks.append(times[:, teller])
    return blocks


def _deltas(values: Numbers, first: Flags, weights: Numbers) -> Numbers:
    """δ of each row of weights, from how much of the first group lies below each value of the second."""
    values = np.round(values, _DECIMALS)
    order = np.argsort(values, kind="stable")
    begins = np.flatnonzero(np.r_[True, np.diff(values[order]) > 0])
    of_first = np.add.reduceat(weights[:, order] * first[order], begins, axis=1)
    of_second = np.add.reduceat(weights[:, order] * ~first[order], begins, axis=1)
    upto = np.cumsum(of_first, axis=1)
    below = (of_second * (upto - of_first / 2)).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        made: Numbers = 1 - 2 * below / (of_first.sum(axis=1) * of_second.sum(axis=1))
    return made
