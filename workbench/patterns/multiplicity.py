"""Whoever looks at many comparisons finds differences by chance: the false discovery rate over all of them."""

from __future__ import annotations

import numpy as np
import pandas as pd

__all__ = ["false_discovery_rates"]


def false_discovery_rates(p: pd.Series[float]) -> pd.Series[float]:
    """Q of each p (Benjamini and Hochberg 1995), on the same index; missing where p is, and not counted then.

    q is the share of findings by chance to be expected among all with a p as small: the smallest m·p/rank over it and
    all larger ones.

    >>> false_discovery_rates(pd.Series([0.01, 0.04, 0.03])).round(3).tolist()
    [0.03, 0.04, 0.04]
    """
    known = p.dropna().sort_values(kind="stable")
    ranks = np.arange(1, len(known) + 1)
    raw = known.to_numpy(dtype=np.float64) * len(known) / ranks
    q = np.minimum.accumulate(raw[::-1])[::-1] if len(raw) else raw
    return pd.Series(q, index=known.index, dtype="float64").reindex(p.index)
