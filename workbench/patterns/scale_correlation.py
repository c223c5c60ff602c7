"""Do two scales go together? Spearman's ρ over the stories that were placed on both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.frames import Evidence
from workbench.model import SignifierKind
from workbench.patterns.cliff_delta import drawn_weights
from workbench.patterns.resample import Numbers, interval
from workbench.patterns.signified import Asked, Signified, Wording, read_answers
from workbench.patterns.small_n import may_say

__all__ = ["ScaleCorrelation", "scale_correlation", "spearman"]

_FIGURES = ("effect", "low", "high", "p")
_COLUMNS = {
    "n_stories": "int64",
    "n_tellers": "int64",
    "may_say": "str",
    **dict.fromkeys(_FIGURES, "float64"),
    "df": "Int64",
}


@dataclass(frozen=True, kw_only=True)
class ScaleCorrelation(Signified):
    """Two scales beside each other; see also :class:`~workbench.patterns.signified.Signified` (of the first scale).

    ``table`` has one row: n_stories (placed on both), n_tellers (who told them; they decide may_say as for
    comparisons), effect (Spearman's ρ: 1 they rise together, −1 one rises as the other falls), low and high (95 %
    bootstrap interval, tellers drawn whole), p (two-sided, t with df), df (tellers − 2, which are stories − 2 where
    everybody told one). No figure below 15 tellers, or where a scale has one value only; no p below 30.
    ``with_wording`` is the second scale.

    That two things go together does not say that one makes the other.
    """

    amounts: ClassVar[Mapping[str, tuple[str, str | None]]] = dict.fromkeys(_FIGURES, ("n_tellers", None))

    with_wording: Wording
    seed: int


def scale_correlation(evidence: Evidence, asked: Asked, *, beside: Asked, seed: int = 1) -> ScaleCorrelation:
    """Two dyads of the same stories.

    Raises
    ------
    Gone, Refused
        Where there is no such signifier, or it is no dyad.
    """
    found = read_answers(evidence, asked, SignifierKind.dyad)
    other = read_answers(evidence, beside, SignifierKind.dyad)
    both = found.placed.merge(other.placed[["story", "x"]], on="story", suffixes=("", "_beside"))
    x, y = (both[column].to_numpy(dtype=np.float64) for column in ("x", "x_beside"))
    tellers = both["teller"].to_numpy(dtype=object)
    n_tellers = len(set(tellers.tolist()))
    row: dict[str, Any] = {"n_stories": len(both), "n_tellers": n_tellers, "may_say": may_say(n_tellers)}
    if row["may_say"] in ("estimate", "comparison"):
        row |= _figures(x, y, tellers, seed=seed)
    if row["may_say"] == "estimate":
        row["p"] = np.nan
    table = pd.DataFrame([row], columns=list(_COLUMNS)).astype(_COLUMNS)
    return ScaleCorrelation(table=table, with_wording=other.wording, seed=seed, **found.beside())


def spearman(x: Numbers, y: Numbers, weights: Numbers) -> Numbers:
    """ρ of each row of weights (how often each story counts): the correlation of ranks, ties sharing theirs.

    NaN where one of the two has a single value.
    """
    ranked = [_ranks(values, weights) for values in (x, y)]
    of = weights.sum(axis=1, keepdims=True)
    a, b = (ranks - (weights * ranks).sum(axis=1, keepdims=True) / of for ranks in ranked)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.sqrt((weights * a**2).sum(axis=1) * (weights * b**2).sum(axis=1))
        made: Numbers = np.where(spread > 0, (weights * a * b).sum(axis=1) / spread, np.nan)
    return made


def _figures(x: Numbers, y: Numbers, tellers: NDArray[Any], *, seed: int) -> dict[str, float]:
    from scipy.stats import t as student  # noqa: PLC0415  a second at import

    rho = float(spearman(x, y, np.ones((1, len(x))))[0])
    everybody = np.ones(len(x), dtype=np.bool_)
    draws = np.concatenate([spearman(x, y, weights) for weights in drawn_weights(tellers, everybody, seed=seed)])
    low, high = interval(draws)
    df = len(set(tellers.tolist())) - 2
    with np.errstate(divide="ignore"):
        t = rho * np.sqrt(df / (1 - rho**2)) if abs(rho) < 1 else np.inf
    return {"effect": rho, "low": low, "high": high, "p": float(2 * student.sf(abs(t), df)), "df": df}


def _ranks(values: Numbers, weights: Numbers) -> Numbers:
    """The rank of each story where each counts as often as its weight says, ties sharing theirs."""
    _, place = np.unique(np.round(values, 9), return_inverse=True)
    order = np.argsort(place, kind="stable")
    begins = np.flatnonzero(np.r_[True, np.diff(place[order]) > 0])
    of_value = np.add.reduceat(weights[:, order], begins, axis=1)
    middle = np.cumsum(of_value, axis=1) - of_value / 2 + 0.5
    made: Numbers = middle[:, place]
    return made
