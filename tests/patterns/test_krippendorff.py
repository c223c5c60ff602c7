"""Krippendorff's α against the classic table, worked out by hand, and as sums."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.patterns.krippendorff import Metric, alpha_of_sums, krippendorff_alpha, yes_no_sums

NA = float("nan")
#: Krippendorff (2011): four coders, twelve units, five of the values missing.
CLASSIC = np.array(
    [
        *([1, 1, NA, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4]),
        *([4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [NA, 5, 5, 5], [NA, NA, 1, 1], [NA, NA, 3, NA]),
    ]
).T


@pytest.mark.parametrize(
    ("metric", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_the_classic_table_gives_its_known_values(metric: Metric, alpha: float) -> None:
    assert krippendorff_alpha(CLASSIC, metric=metric) == pytest.approx(alpha, abs=0.0005)


def test_two_coders_who_differ_once_in_four_are_worked_out_by_hand() -> None:
    # o(0,1) = 1, n = 8, five 0 and three 1: α = 1 − 7·1/(5·3)
    assert krippendorff_alpha([[0, 0, 1, 1], [0, 0, 1, 0]]) == pytest.approx(1 - 7 / 15)


def test_a_unit_that_one_coder_saw_says_nothing() -> None:
    assert krippendorff_alpha([[0, 1, 1], [0, 1, NA]]) == krippendorff_alpha([[0, 1], [0, 1]]) == 1


@pytest.mark.parametrize("values", [[[1, 1], [1, 1]], [[1, NA], [NA, 2]], np.empty((2, 0)), [[0, 0], [0, 0]]])
def test_where_nothing_varies_or_nothing_can_be_compared_there_is_no_alpha(values: object) -> None:
    assert np.isnan(krippendorff_alpha(values))  # type: ignore[arg-type]  # lists of different shapes


def test_worse_than_chance_is_below_nothing() -> None:
    assert krippendorff_alpha([[0, 1, 0, 1], [1, 0, 1, 0]]) == pytest.approx(1 - 7 * 4 / 16)


@pytest.mark.parametrize("metric", ["nominal", "ordinal", "interval", "ratio"])
def test_names_of_the_coders_make_no_difference(metric: Metric) -> None:
    assert krippendorff_alpha(CLASSIC[::-1], metric=metric) == pytest.approx(krippendorff_alpha(CLASSIC, metric=metric))


def test_sums_over_units_give_the_same_alpha_as_the_table() -> None:
    random = np.random.default_rng(5)
    table = random.integers(0, 2, size=(4, 40)).astype(float)
    table[random.random(table.shape) < 0.3] = NA
    table[:, 0] = NA
    yes, readers = np.nansum(table, axis=0), (~np.isnan(table)).sum(axis=0)
    sums = yes_no_sums(yes, readers, np.ones(40))
    assert alpha_of_sums(sums[np.newaxis])[0] == pytest.approx(krippendorff_alpha(table))


def test_a_unit_that_stands_for_many_counts_as_many() -> None:
    many = krippendorff_alpha([[0] * 5 + [1] * 3 + [1], [0] * 5 + [1] * 3 + [0]])
    assert alpha_of_sums(yes_no_sums([0, 2, 1], [2, 2, 2], [5, 3, 1])[np.newaxis])[0] == pytest.approx(many)
