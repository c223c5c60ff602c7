"""How far apart do two clouds of points lie? The energy distance, tested by dealing groups to whole tellers by chance.

Székely and Rizzo (2013), Energy statistics: a class of statistics based on distances. With a in the first group, b in
the second, and means over all pairs (a point with itself too): ``E² = 2·mean|a−b| − mean|a−a′| − mean|b−b′|``,
``T = nm/(n+m)·E²``, and the effect ``H = E²/(2·mean|a−b|)``, 0 (alike) to 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from workbench.patterns.dealing import PERMUTATIONS, chance, dealt
from workbench.patterns.resample import Numbers

__all__ = ["Apart", "apart", "chance_of"]

#: Sums over pairs are made of squares of so many points, so that those below the diagonal need not be worked out.
_SQUARE: Final = 750
#: Up to so many points every dealing is worked out in full.
_ALL_IN_FULL: Final = 1_000
#: The side of a cell, of a triangle with sides of 1.
_CELL: Final = 1 / 28
#: So many standard deviations off nothing has ever been.
_MARGIN: Final = 8.0
#: Values of T this near are equal, and differ by how they were rounded (sums of single-precision products).
_SAME: Final = 1e-5

Flags = NDArray[np.bool_]
Singles = NDArray[np.float32]


@dataclass(frozen=True)
class Apart:
    """E², T and H of two groups; all 0 where every point is the same, NaN where a group is empty."""

    e2: float
    t: float
    h: float


def apart(points: Numbers, first: Flags) -> Apart:
    """The energy distance of the points of the first group from the others; ``points`` has a row for each."""
    return _apart(_distances(points), first)


def chance_of(
    points: Numbers, first: Flags, tellers: NDArray[Any], *, seed: int, permutations: int = PERMUTATIONS
) -> float:
    """How often groups dealt by chance lie at least as far apart: p = (1 + #{T* ≥ T})/(B + 1), of B dealings.

    Whole tellers are dealt (see ``dealing.py``). NaN where a group is empty. With the distances centred by rows and
    columns and their sign turned (K), E² of groups labelled 1 and 0 by g is ``g′Kg·((n+m)/nm)²``, and many g at once
    are a product of matrices. K is symmetric, so half of it does; single precision, which is twice as fast, does as K
    is centred. Of more than a thousand stories most dealings are settled by their cells (:class:`_Cells`), and those
    that come anywhere near T are worked out in full.
    """
    if first.all() or not first.any():
        return np.nan
    cell = np.unique(np.floor(points / _CELL), axis=0, return_inverse=True)[1].ravel()
    # the stories of a cell stand beside each other, so that they are quickly summed
    order = np.argsort(cell, kind="stable")
    points, first, tellers, cell = points[order], first[order], tellers[order], cell[order]
    between = _distances(points)
    centred = _centred(between, np.ones(len(points)))
    observed = _statistics(first[np.newaxis].astype(np.float32), centred)[0]
    cells = _Cells(cell, between) if len(points) > _ALL_IN_FULL else None
    at_least, near = 0, [np.zeros((0, len(points)), dtype=np.float32)]
    for codes in dealt((~first).astype(np.uint8), tellers, seed=seed, times=permutations):
        labels = (codes == 0).astype(np.float32)
        if cells is None or not cells.measured:
            in_full = _statistics(labels, centred)
            at_least += int((in_full >= observed - _SAME).sum())
            if cells is not None:
                cells.measure(labels, in_full)
            continue
        roughly = cells.statistics(labels)
        close = np.abs(roughly - observed) <= cells.margin
        at_least += int((roughly[~close] > observed).sum())
        near.append(labels[close])
    at_least += int((_statistics(np.concatenate(near), centred) >= observed - _SAME).sum())
    return chance(at_least, permutations)


class _Cells:
    """Tells T of a dealing nearly, from how many stories of the first group each small cell holds.

    Between two cells stands the mean distance of their points, so what it tells is what T is on average over all
    dealings with these numbers. How far off that is, is measured once, on dealings worked out in full; what lies more
    than :data:`_MARGIN` of these standard deviations from a limit lies on that side of it.
    """

    def __init__(self, cell: NDArray[np.intp], between: Numbers) -> None:
        self._begins = np.flatnonzero(np.r_[True, np.diff(cell) > 0])
        sizes = np.diff(np.r_[self._begins, len(cell)]).astype(np.float64)
        sums = np.add.reduceat(np.add.reduceat(between, self._begins, axis=0), self._begins, axis=1)
        self._centred = _centred(sums / np.outer(sizes, sizes), sizes)
        self._off, self.margin, self.measured = 0.0, np.inf, False

    def statistics(self, labels: Singles) -> Numbers:
        """T of each row of labels, nearly."""
        counts = np.add.reduceat(labels, self._begins, axis=1)
        return _statistics(counts, self._centred, of=labels.shape[1]) + self._off

    def measure(self, labels: Singles, in_full: Numbers) -> None:
        """See how far off it is, beside the same dealings worked out in full."""
        off = in_full - self.statistics(labels)
        self._off = float(off.mean())
        self.margin = _MARGIN * float(off.std()) + _SAME
        self.measured = True


def _distances(points: Numbers) -> Numbers:
    from scipy.spatial.distance import cdist  # noqa: PLC0415  a second at import, for pages that compare nothing

    made: Numbers = cdist(points, points)
    return made


def _apart(between: Numbers, first: Flags) -> Apart:
    n, m = int(first.sum()), int((~first).sum())
    if not n or not m:
        return Apart(np.nan, np.nan, np.nan)
    across = between[np.ix_(first, ~first)].mean()
    e2 = 2 * across - between[np.ix_(first, first)].mean() - between[np.ix_(~first, ~first)].mean()
    return Apart(float(e2), float(n * m / (n + m) * e2), float(e2 / (2 * across)) if across else 0.0)


def _centred(between: Numbers, sizes: Numbers) -> Singles:
    """Distances centred by rows and columns, their sign turned; ``sizes`` is how many stories each row stands for."""
    of_row = between @ sizes / sizes.sum()
    made: Singles = (of_row[:, np.newaxis] + of_row - of_row @ sizes / sizes.sum() - between).astype(np.float32)
    return made


def _statistics(labels: Singles, centred: Singles, *, of: int | None = None) -> Numbers:
    """T for each row of labels, or of numbers of stories in cells; ``of`` so many stories."""
    whole = labels.shape[1] if of is None else of
    within = np.zeros(len(labels))
    for begun in range(0, len(centred), _SQUARE):
        ended = begun + _SQUARE
        own = labels[:, begun:ended]
        # the squares below stand for those to the right as well; the one on the diagonal for itself
        products = own @ centred[begun:ended, begun:ended]
        if ended < len(centred):
            products += 2 * (labels[:, ended:] @ centred[ended:, begun:ended])
        within += np.einsum("ij,ij->i", own, products)
    n = labels.sum(axis=1, dtype=np.float64)
    pairs = n * (whole - n)
    made: Numbers = np.divide(within * whole, pairs, out=np.zeros(len(labels)), where=pairs > 0)
    return made
