"""Would the same groups be found again? They are looked for in parts of the votes, and in votes that were shuffled."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

import numpy as np

from workbench.patterns.opinion_space import Grouping, Labels, grouped
from workbench.patterns.opinion_votes import Numbers, OpinionVotes

__all__ = ["DRAWS", "FEWEST_PEOPLE", "RARELY_BELOW", "SMALLEST_GROUP", "STABLE_FROM", "Standing", "Verdict", "standing"]

#: How often parts are drawn, and how often the votes are shuffled.
DRAWS: Final = 100
#: The part of the people, and of the statements, that is drawn each time.
_PART: Final = 0.8
#: Below this median of the adjusted Rand index the agreement is poor (Steinley, Psychological Methods 9, 2004).
STABLE_FROM: Final = 0.65
#: And in nine of ten draws it has to be at least this, so that no part of the votes tells another story.
RARELY_BELOW: Final = 0.4
#: More often than this, shuffled votes fall into groups as distinct as these.
_CHANCE: Final = 0.05
#: With fewer people, or statements, nothing can be said about groups; and fewer people are no group.
FEWEST_PEOPLE: Final = 15
_FEWEST_STATEMENTS: Final = 3
SMALLEST_GROUP: Final = 5


class Verdict(StrEnum):
    """Whether there are groups, and if not, why not."""

    groups = "groups"
    too_few = "too_few"
    chance = "chance"
    few_apart = "few_apart"
    unstable = "unstable"


@dataclass(frozen=True)
class Standing:
    """``grouping`` is what the votes fall into; ``told`` the group of each person as it may be told of.

    ``told`` puts everybody into one group where the verdict is not ``groups``. ``again`` are the adjusted Rand indices
    of the groups with those found in parts of the votes, ``shuffled`` the silhouettes of groups found in shuffled
    votes; both are empty where there were too few people to try. ``p`` is the share of shuffles (this one counted in)
    whose groups are at least as distinct.
    """

    grouping: Grouping
    verdict: Verdict
    again: Numbers
    shuffled: Numbers

    @property
    def told(self) -> Labels:
        """The group of each person who takes part, 0 for all where there are no groups."""
        return self.grouping.groups if self.verdict is Verdict.groups else np.zeros_like(self.grouping.groups)

    @property
    def p(self) -> float:
        """How often chance alone gives groups as distinct as these (0–1); not a number where it was not tried."""
        return _p(self.grouping, self.shuffled)


def standing(votes: OpinionVotes, *, seed: int = 0, draws: int = DRAWS) -> Standing:
    """The groups of those who take part, and whether they stand.

    Each time four fifths of the people and of the statements are drawn, the groups are looked for again, and compared
    by the adjusted Rand index (Hubert and Arabie 1985: 1 the same groups, 0 no more alike than by chance). The shuffle
    deals the votes of each statement anew among those who voted on it, so that how often it was agreed with and who
    answered what stay as they were, and nothing else.
    """
    moderated = votes.moderated
    live = ~votes.statements["out"].to_numpy(dtype=bool)
    return _standing(moderated.tobytes(), moderated.shape, live.tobytes(), seed, draws)


@lru_cache(maxsize=8)
def _standing(raw: bytes, shape: tuple[int, int], live: bytes, seed: int, draws: int) -> Standing:
    """Several questions are asked of the same votes at once, and this is by far the slowest part of each."""
    from sklearn import config_context  # noqa: PLC0415  slow to import
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # noqa: PLC0415  sklearn brings it

    votes = np.frombuffer(raw, dtype=np.float64).reshape(shape)
    grouping = grouped(votes)
    nothing = np.zeros(0)
    n_live = int(np.frombuffer(live, dtype=np.bool_).sum())
    if shape[0] < FEWEST_PEOPLE or n_live < _FEWEST_STATEMENTS or grouping.n_groups < 2:
        return Standing(grouping, Verdict.too_few, nothing, nothing)
    random = np.random.default_rng(seed)
    # hundreds of small sums: several threads would wait for each other, and checks look, longer than it takes to count
    with threadpool_limits(limits=1), config_context(assume_finite=True, skip_parameter_validation=True):
        again = np.array([_found_again(votes, grouping.groups, random) for _ in range(draws)])
        shuffled = np.array([_silhouette(_shuffled(votes, random)) for _ in range(draws)])
    if _p(grouping, shuffled) > _CHANCE:
        verdict = Verdict.chance
    elif np.bincount(grouping.groups).min() < SMALLEST_GROUP:
        verdict = Verdict.few_apart
    elif np.median(again) < STABLE_FROM or np.quantile(again, 0.1) < RARELY_BELOW:
        verdict = Verdict.unstable
    else:
        verdict = Verdict.groups
    return Standing(grouping, verdict, again, shuffled)


def _p(grouping: Grouping, shuffled: Numbers) -> float:
    if not len(shuffled):
        return float("nan")
    return float((1 + (shuffled >= grouping.silhouette).sum()) / (len(shuffled) + 1))


def _found_again(votes: Numbers, groups: Labels, random: np.random.Generator) -> float:
    from sklearn.metrics import adjusted_rand_score  # noqa: PLC0415  slow to import

    n_people, n_statements = votes.shape
    # in another order as well: the clusters begin with whoever comes first, and it should not matter who that is
    people = random.choice(n_people, int(n_people * _PART), replace=False)
    statements = random.choice(n_statements, max(2, int(n_statements * _PART)), replace=False)
    part = votes[np.ix_(people, statements)]
    answered = ~np.isnan(part).all(axis=1)
    return float(adjusted_rand_score(groups[people][answered], grouped(part[answered]).groups))


def _silhouette(votes: Numbers) -> float:
    found = grouped(votes).silhouette
    return -1.0 if np.isnan(found) else found


def _shuffled(votes: Numbers, random: np.random.Generator) -> Numbers:
    made = votes.copy()
    for column in made.T:
        given = np.flatnonzero(~np.isnan(column))
        column[given] = random.permutation(column[given])
    return made
