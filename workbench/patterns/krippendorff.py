"""Krippendorff's α: do people who looked at the same things say the same of them, beyond what chance would do?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["Metric", "alpha_of_sums", "krippendorff_alpha", "yes_no_sums"]

Metric = Literal["nominal", "ordinal", "interval", "ratio"]
Numbers = NDArray[np.float64]


def krippendorff_alpha(values: ArrayLike, *, metric: Metric = "nominal") -> float:
    """α = 1 − D_o/D_e of what coders (rows) said of units (columns), by numbers; NaN where somebody said nothing.

    A unit counts where at least two said something of it. 1 is full agreement, 0 what chance would do, less than 0
    worse than that; NaN where nothing can be compared or nothing varies (then there is nothing to agree about).

    Source: Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C and D: coincidences
    o_ck = Σ_u (pairs c–k in u)/(m_u − 1), and the squared differences of each level of measurement. Written here
    because the package of that name is under the GPL.

    >>> krippendorff_alpha([[1, 2, 3], [1, 2, 3]])
    1.0
    """
    said = np.asarray(values, dtype=np.float64)
    levels = np.unique(said[~np.isnan(said)])
    counts = (said[:, :, np.newaxis] == levels).sum(axis=0).astype(np.float64)
    counts = counts[counts.sum(axis=1) >= 2]
    in_unit = counts.sum(axis=1)
    weighed = counts / (in_unit - 1)[:, np.newaxis]
    coincidences = weighed.T @ counts - np.diag(weighed.sum(axis=0))
    of_level = coincidences.sum(axis=0)
    n = float(of_level.sum())
    apart = _DIFFERENCES[metric](levels, of_level)
    expected = float(of_level @ apart @ of_level)
    if expected == 0:
        return float("nan")
    return float(1 - (n - 1) * (coincidences * apart).sum() / expected)


def yes_no_sums(yes: ArrayLike, readers: ArrayLike, times: ArrayLike) -> Numbers:
    """What α needs to know of units on which readers say yes or no: (o, n_no, n_yes), to be added up over units.

    ``yes`` of ``readers`` said yes of a unit that stands for ``times`` equal ones (characters that are tagged alike).
    Units with fewer than two readers add nothing.
    """
    said, of = np.asarray(yes, dtype=np.float64), np.asarray(readers, dtype=np.float64)
    weight = np.where(of >= 2, np.asarray(times, dtype=np.float64), 0)
    apart = said * (of - said) / np.maximum(of - 1, 1)
    return np.array([(weight * apart).sum(), (weight * (of - said)).sum(), (weight * said).sum()])


def alpha_of_sums(sums: Numbers) -> Numbers:
    """Nominal α from added-up :func:`yes_no_sums`, one a row: 1 − (n − 1)·o/(n_no·n_yes); NaN where nothing varies."""
    o, no, yes = sums.T
    varies = (no > 0) & (yes > 0)
    made: Numbers = np.where(varies, 1 - (no + yes - 1) * o / np.where(varies, no * yes, 1), np.nan)
    return made


def _nominal(levels: Numbers, _of_level: Numbers) -> Numbers:
    made: Numbers = (levels[:, np.newaxis] != levels).astype(np.float64)
    return made


def _ordinal(_levels: Numbers, of_level: Numbers) -> Numbers:
    """How many values lie between two levels, each of the two with half of its own."""
    middle = np.cumsum(of_level) - of_level / 2
    made: Numbers = (middle[:, np.newaxis] - middle) ** 2
    return made


def _interval(levels: Numbers, _of_level: Numbers) -> Numbers:
    made: Numbers = (levels[:, np.newaxis] - levels) ** 2
    return made


def _ratio(levels: Numbers, _of_level: Numbers) -> Numbers:
    together = levels[:, np.newaxis] + levels
    made: Numbers = ((levels[:, np.newaxis] - levels) / np.where(together == 0, 1, together)) ** 2
    return made


_DIFFERENCES: Final[dict[str, Callable[[Numbers, Numbers], Numbers]]] = {
    "nominal": _nominal,
    "ordinal": _ordinal,
    "interval": _interval,
    "ratio": _ratio,
}
