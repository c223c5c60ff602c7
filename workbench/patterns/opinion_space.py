"""Where people stand to each other by what they agree with, and the groups they stand in: as Polis works it out.

Small, Bjorkegren, Erkkilä, Shaw and Megill, “Polis: Scaling deliberation by mapping high dimensional opinion spaces”,
RECERCA 26 (2021), and the published source of Polis (polismath).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from workbench.patterns.opinion_votes import Numbers

__all__ = ["Grouping", "grouped", "places"]

_BASES: Final = 100
#: For each so many base clusters one more group may be looked for, up to the most.
_BASES_A_GROUP: Final = 12
_FEWEST_GROUPS, _MOST_GROUPS = 2, 5
_ROUNDS: Final = 100

Labels = NDArray[np.intp]


@dataclass(frozen=True)
class Grouping:
    """``places`` has x and y of each person; ``groups`` the number of their group, 0 the one that stands furthest left.

    ``silhouette`` (-1 to 1) tells how well the groups are set apart from each other; missing where there is one group.
    """

    places: Numbers
    groups: Labels
    silhouette: float

    @property
    def n_groups(self) -> int:
        """How many groups there are; 0 where nobody is."""
        return int(self.groups.max()) + 1 if len(self.groups) else 0


def places(votes: Numbers) -> Numbers:
    """Each person's place in the plane along which opinions differ most.

    A missing vote counts as the mean of its statement; the first two principal components are taken; who answered few
    statements is moved outwards by √(statements ÷ statements answered), for else they would all stand in the middle.
    ``votes`` is people × statements (1, 0, -1, not a number). The component's strongest statement points to the right
    and upwards, so that the same votes always give the same picture.
    """
    n_people, n_statements = votes.shape
    given = ~np.isnan(votes)
    if n_people == 0 or n_statements == 0:
        return np.zeros((n_people, 2))
    means = np.where(given, votes, 0.0).sum(axis=0) / np.maximum(given.sum(axis=0), 1)
    centred = np.where(given, votes - means, 0.0)
    axes = _axes(centred)
    strongest = axes[np.arange(len(axes)), np.abs(axes).argmax(axis=1)]
    found = centred @ (axes * np.where(strongest < 0, -1.0, 1.0)[:, np.newaxis]).T
    found = np.pad(found, ((0, 0), (0, 2 - found.shape[1])))
    return np.asarray(found * np.sqrt(n_statements / np.maximum(given.sum(axis=1), 1))[:, np.newaxis])


def _axes(centred: Numbers) -> Numbers:
    """The first two principal components, one a row; 0 where nothing is left to tell people apart by."""
    from scipy.linalg import eigh  # noqa: PLC0415  slow to import

    # of the smaller of the two products: of so many people and statements only two components are wanted
    few_people = len(centred) < centred.shape[1]
    product = centred @ centred.T if few_people else centred.T @ centred
    n = len(product)
    sizes, found = eigh(product, subset_by_index=[max(n - 2, 0), n - 1])
    sizes, found = sizes[::-1], found[:, ::-1].T
    real = sizes > 1e-9
    if few_people:
        found = (found @ centred) / np.sqrt(np.where(real, sizes, 1.0))[:, np.newaxis]
    return np.asarray(np.where(real[:, np.newaxis], found, 0.0))


def grouped(votes: Numbers) -> Grouping:
    """The places of people and the groups they stand in; everybody in one where there are not three places apart.

    People are first gathered into at most 100 base clusters (k-means, beginning with the first distinct places), then
    these, weighed by their people, into 2 to min(5, 2 + ⌊bases ÷ 12⌋) groups; the number whose mean silhouette over
    the bases is best is taken.
    """
    from sklearn.metrics import silhouette_score  # noqa: PLC0415  slow to import

    at = places(votes)
    base, centres = _clusters(at, _BASES)
    weights = np.bincount(base, minlength=len(centres)).astype(np.float64)
    best, silhouette = np.zeros(len(centres), dtype=np.intp), np.nan
    for k in range(_FEWEST_GROUPS, min(_MOST_GROUPS, 2 + len(centres) // _BASES_A_GROUP, len(centres) - 1) + 1):
        labels, _ = _clusters(centres, k, weights)
        if labels.max() == 0:
            continue
        score = float(silhouette_score(centres, labels))
        if not score <= silhouette:
            best, silhouette = labels, score
    return Grouping(places=at, groups=_from_left(at, best[base]), silhouette=silhouette)


def _clusters(at: Numbers, k: int, weights: Numbers | None = None) -> tuple[Labels, Numbers]:
    """k-means from the first k distinct places: the cluster of each, numbered without gaps, and the centres."""
    from sklearn.cluster import KMeans  # noqa: PLC0415  slow to import

    if len(at) == 0:
        return np.zeros(0, dtype=np.intp), at
    # people who voted alike stand in one place but for the last digits of a sum
    _, first = np.unique(at.round(9), axis=0, return_index=True)
    begin = at[np.sort(first)[:k]]
    found = KMeans(n_clusters=len(begin), init=begin, n_init=1, max_iter=_ROUNDS).fit(at, sample_weight=weights)
    used, labels = np.unique(found.labels_, return_inverse=True)
    return labels.astype(np.intp), found.cluster_centers_[used]


def _from_left(at: Numbers, groups: Labels) -> Labels:
    """The groups renumbered from left to right."""
    n = int(groups.max()) + 1 if len(groups) else 0
    across = [at[groups == group, 0].mean() for group in range(n)]
    return np.argsort(np.argsort(across, kind="stable")).astype(np.intp)[groups] if n else groups
