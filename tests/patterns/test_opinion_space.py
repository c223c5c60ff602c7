"""Where people stand by what they agree with, and the groups they stand in, worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from workbench.patterns.opinion_space import grouped, places

NOT = np.nan


def test_two_people_of_opposite_opinion_stand_opposite_each_other() -> None:
    # the mean of the statement is 0, and it alone is the first component
    assert_allclose(places(np.array([[1.0], [-1.0]])), [[1, 0], [-1, 0]], atol=1e-12)


def test_a_missing_vote_is_the_mean_and_who_answered_few_is_moved_outwards() -> None:
    # the means are 1/3 and 0; the second statement has one vote, which is its mean, so it tells nobody apart;
    # on the first they stand at 2/3, 2/3 and -4/3; two answered one of two statements: times √2
    given = np.array([[1.0, NOT], [1.0, 0.0], [-1.0, NOT]])
    assert_allclose(places(given), [[2 / 3 * 2**0.5, 0], [2 / 3, 0], [-4 / 3 * 2**0.5, 0]], atol=1e-12)


def test_what_all_agree_on_tells_nobody_apart() -> None:
    assert_allclose(places(np.ones((4, 3))), np.zeros((4, 2)), atol=1e-12)


def test_the_picture_does_not_turn_over_when_the_people_come_in_another_order() -> None:
    votes = np.array([[1.0, 1, 0, -1], [1, 0, 1, -1], [-1, -1, 0, 1], [-1, 0, -1, 1], [0, 1, -1, 0]])
    turned = [3, 1, 4, 0, 2]
    assert_allclose(places(votes[turned]), places(votes)[turned], atol=1e-9)


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0)])
def test_nobody_or_nothing_gives_no_error(shape: tuple[int, int]) -> None:
    found = grouped(np.zeros(shape))
    assert (found.places.shape, found.n_groups) == ((shape[0], 2), min(shape[0], 1))
    assert np.isnan(found.silhouette)


def test_two_camps_are_two_groups_numbered_from_left_to_right() -> None:
    votes = np.array([[1.0, 1, 1, 1], [1, 1, 1, 0], [-1, -1, -1, -1], [-1, -1, -1, 0]])
    found = grouped(votes)
    across = found.places[:, 0]
    assert found.n_groups == 2
    assert found.groups.tolist() == [int(x > 0) for x in across]
    assert len({tuple(found.groups[:2]), tuple(found.groups[2:])}) == 2
    assert found.silhouette == pytest.approx(0.727, abs=1e-3)


def test_two_places_are_not_enough_for_groups() -> None:
    # a silhouette needs somebody who could stand elsewhere: with two places every split would be perfect
    votes = np.array([[1.0, 1.0]] * 3 + [[-1.0, -1.0]] * 3)
    assert grouped(votes).groups.tolist() == [0] * 6
