"""Whether opinion groups stand: found again in parts of the votes, more distinct than chance, and large enough."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from workbench.frames import Evidence
from workbench.model import Record
from workbench.patterns import opinion_stability
from workbench.patterns.opinion_standing import Standing, Verdict, standing
from workbench.patterns.opinion_votes import opinion_votes

Make = Callable[..., Evidence]
Talk = Callable[..., list[Record]]


@pytest.fixture
def stand(make_evidence: Make, make_conversation: Talk) -> Callable[..., Standing]:
    def _stand(votes: dict[str, list[int | None]], draws: int = 30) -> Standing:
        return standing(opinion_votes(make_evidence(*make_conversation(votes))), draws=draws)

    return _stand


def camps(left: int, right: int, *, noise: float, n: int = 20, seed: int = 1) -> dict[str, list[int | None]]:
    """People who agree with the first half of the statements and not the second, and others the other way round."""
    random = np.random.default_rng(seed)
    made: dict[str, list[int | None]] = {}
    for at in range(left + right):
        side = np.where(np.arange(n) < n // 2, 1, -1) * (1 if at < left else -1)
        turned = np.where(random.random(n) < noise, -side, side)
        made[f"p{at:03}"] = [int(vote) for vote in turned]
    return made


def test_two_camps_of_many_stand(stand: Callable[..., Standing]) -> None:
    found = stand(camps(20, 20, noise=0.1))
    assert found.verdict is Verdict.groups
    assert np.bincount(found.told).tolist() == [20, 20]
    assert float(np.median(found.again)) > 0.9
    assert found.p == pytest.approx(1 / 31)


def test_opinions_without_camps_are_no_groups(stand: Callable[..., Standing]) -> None:
    random = np.random.default_rng(7)
    votes = {f"p{at:03}": [int(vote) for vote in random.choice([-1, 0, 1], 20)] for at in range(40)}
    found = stand(votes)
    assert found.verdict in (Verdict.chance, Verdict.unstable)
    assert set(found.told) == {0}
    assert found.grouping.n_groups > 1  # k-means always finds some; that is why it is asked whether they stand


def test_too_few_people_are_not_even_tried(stand: Callable[..., Standing]) -> None:
    found = stand(camps(7, 7, noise=0.0))
    assert (found.verdict, len(found.again), len(found.shuffled)) == (Verdict.too_few, 0, 0)
    assert np.isnan(found.p)


def test_a_handful_that_stands_apart_is_no_group(stand: Callable[..., Standing]) -> None:
    assert stand(camps(30, 4, noise=0.05)).verdict is Verdict.few_apart


def test_the_same_seed_gives_the_same_figures_and_another_seed_others(
    make_evidence: Make, make_conversation: Talk
) -> None:
    votes = opinion_votes(make_evidence(*make_conversation(camps(10, 10, noise=0.25))))
    first, again, other = (standing(votes, seed=seed, draws=20).again.tolist() for seed in (3, 3, 4))
    assert first == again != other


def test_what_was_tried_is_told_with_how_often(make_evidence: Make, make_conversation: Talk) -> None:
    found = opinion_stability(make_evidence(*make_conversation(camps(20, 20, noise=0.1))))
    assert found.table[["tried", "n_draws"]].to_numpy().tolist() == [["again", 100], ["shuffled", 100]]
    again, shuffled = found.table.to_dict("records")
    assert again["p10"] <= again["median"] <= again["p90"] <= 1
    assert shuffled["p90"] < found.silhouette
    assert (found.verdict, found.n_groups, found.n_people, found.n_statements) == (Verdict.groups, 2, 40, 20)


def test_nobody_gives_no_rows(make_evidence: Make) -> None:
    found = opinion_stability(make_evidence())
    assert (len(found.table), found.n_people, found.verdict) == (0, 0, Verdict.too_few)
