"""The triangle of a triad: where a balance is drawn, what a point says, and which part it lies in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.patterns.triangle import HEIGHT, ZONES, from_point, to_point, zone_of

ADEMO = "sensemaker_ADemo_Data.csv"
TRIADS = {
    "567bc704-5ce0-41a2-be56-6f55e1d328ae": None,  # the field of stones
    "dee85953-7226-45c5-9add-c146e5f4096f": "triad",
    "5d5594cd-7244-4c23-a8eb-c44e220bc177": "triad",
    "579be782-038d-4d71-92d5-1cbff91ac2fc": "triad",
    "25055cfd-2b03-44af-a80e-2bfd62e455cc": "triad",
    "085f37d9-5819-4cc0-8538-e05ff0bd0e2c": "triad",
}


@pytest.mark.parametrize(
    ("percent", "zone"),
    [
        ((31, 60, 9), "L"),
        ((60, 31, 9), "T"),
        ((31, 8, 61), "R"),
        ((55, 30, 15), "LT"),
        ((55, 5, 40), "TR"),
        ((5, 40, 55), "LR"),
        ((33, 33, 34), "centre"),
        # on the borders: 60 is a corner on the left and at the top, and not yet on the right
        ((0, 40, 60), "LR"),
        ((40, 0, 60), "TR"),
        ((20, 20, 60), "TR"),
        ((20, 60, 20), "L"),
        ((60, 20, 20), "T"),
        ((20, 59, 21), "centre"),
    ],
)
def test_a_zone_is_the_one_a_group_reads(percent: tuple[float, float, float], zone: str) -> None:
    assert zone_of(*(share / 100 for share in percent)) == zone


def test_shares_a_hair_off_count_as_what_they_were_meant_to_be() -> None:
    assert zone_of(0.1 + 0.2, 0.6000000000000001 - 1e-15, 0.1) == "L"
    assert zone_of(0.2 + 1e-13, 0.2 - 1e-13, 0.6) == "TR"


def test_many_zones_are_told_together_and_missing_stays_missing() -> None:
    top, left, right = (pd.Series(v, index=["a", "b"]) for v in ([0.31, np.nan], [0.6, np.nan], [0.09, np.nan]))
    pd.testing.assert_series_equal(zone_of(top, left, right), pd.Series(["L", None], index=["a", "b"], dtype="str"))
    arrays = zone_of(np.array([0.33, 1.0]), np.array([0.33, 0.0]), np.array([0.34, 0.0]))
    assert arrays.tolist() == ["centre", "T"]


def test_the_poles_are_the_corners_and_a_balance_of_all_is_the_middle() -> None:
    assert to_point(1.0, 0.0, 0.0) == (0.5, HEIGHT)
    assert to_point(0.0, 1.0, 0.0) == (0.0, 0.0)
    assert to_point(0.0, 0.0, 1.0) == (1.0, 0.0)
    assert to_point(1.0, 1.0, 1.0) == pytest.approx((0.5, HEIGHT / 3))


def test_a_click_just_outside_is_moved_to_the_edge_and_flagged() -> None:
    # 1 % of the height below the base: top would be -0.01, left and right 0.505 each
    found = from_point(0.5, -0.01 * HEIGHT)
    assert found == (0.0, pytest.approx(0.5), pytest.approx(0.5), True)
    # beyond the top corner: both others would be negative
    assert from_point(0.5, HEIGHT * 1.1) == (1.0, 0.0, 0.0, True)


def test_what_is_off_by_rounding_only_is_mended_and_not_flagged() -> None:
    x, y = to_point(0.3, 0.0, 0.7)
    found = from_point(x - 1e-12, y)
    assert (found.left, found.outside) == (0.0, False)


def test_many_points_are_told_together() -> None:
    found = from_point(pd.Series([0.5, 0.5, np.nan]), pd.Series([HEIGHT, -0.1, np.nan]))
    assert found.top.tolist()[:2] == [1.0, 0.0]
    assert found.outside.tolist() == [False, True, False]
    assert np.isnan(found.left.iloc[2])


@given(st.tuples(*[st.floats(0, 1)] * 3).filter(lambda parts: sum(parts) > 0.01))
def test_a_balance_comes_back_from_its_point(parts: tuple[float, float, float]) -> None:
    whole = sum(parts)
    shares = tuple(part / whole for part in parts)
    found = from_point(*to_point(*shares))
    assert found[:3] == pytest.approx(shares, abs=1e-8)
    assert not found.outside
    assert zone_of(*shares) in ZONES


def test_real_answers_of_sensemaker_lie_where_its_export_says(shared_data: Path) -> None:
    answers = pd.read_csv(shared_data / ADEMO, encoding="utf-8-sig")
    n, furthest = 0, 0.0
    for triad in (id for id, kind in TRIADS.items() if kind):
        x, y = answers[f"{triad}_percentX"].dropna(), answers[f"{triad}_percentY"].dropna()
        poles = [c for c in answers if c.startswith(f"{triad}_") and not c.endswith(("X", "Y", "NA"))]
        # the export's percentY is the share of the top, so the point stands at that share of the height
        found = from_point(x, y * HEIGHT)
        kept = answers.loc[x.index, poles].where(~found.outside, axis=0)
        shares = pd.concat([found.top, found.left, found.right], axis=1).to_numpy()
        furthest = max(furthest, float(np.nanmax(np.abs(shares - kept.to_numpy()))))
        n += len(x)
    assert n == 598
    assert furthest <= 1e-15
