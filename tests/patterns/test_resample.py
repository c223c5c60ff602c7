from __future__ import annotations

import numpy as np
import pytest

from workbench.patterns.resample import DRAWS, MOST_RESAMPLED, interval, resampled_sums


def test_what_belongs_to_a_person_stays_together() -> None:
    values = np.column_stack([np.arange(20.0), 2 * np.arange(20.0), np.ones(20)])
    drawn = resampled_sums(values, seed=3)
    assert drawn.shape == (DRAWS, 3)
    assert (drawn[:, 1] == 2 * drawn[:, 0]).all()
    assert (drawn[:, 2] == 20).all()


def test_the_mean_of_coins_lies_where_the_normal_distribution_says() -> None:
    coins = np.tile([0.0, 1.0], 200)[:, np.newaxis]
    # 400 coins: ½ ± 1.96 × √(¼/400)
    assert interval(resampled_sums(coins, seed=1)[:, 0] / 400) == pytest.approx((0.451, 0.549), abs=0.006)


def test_many_people_give_the_same_interval_as_a_few_less_drawn_one_by_one() -> None:
    random = np.random.default_rng(7)
    values = np.column_stack([random.lognormal(3, 1, MOST_RESAMPLED + 1), random.uniform(1, 8, MOST_RESAMPLED + 1)])
    one_by_one, as_a_whole = (resampled_sums(people, seed=5) for people in (values[:-1], values))
    rates = [interval(drawn[:, 0] / drawn[:, 1]) for drawn in (one_by_one, as_a_whole)]
    assert rates[0] == pytest.approx(rates[1], rel=0.01)
    assert [high / low for low, high in rates] == pytest.approx([rates[0][1] / rates[0][0]] * 2, rel=0.01)


def test_a_figure_that_often_has_no_value_has_no_interval() -> None:
    draws = np.ones(DRAWS)
    draws[:40] = np.nan
    assert interval(draws) == (1.0, 1.0)
    draws[:60] = np.inf
    assert np.isnan(interval(draws)).all()


def test_nobody_sums_to_nothing() -> None:
    assert resampled_sums(np.empty((0, 2)), seed=1).tolist() == [[0.0, 0.0]] * DRAWS
