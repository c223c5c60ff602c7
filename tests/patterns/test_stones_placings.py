"""Stones on a field, and where points lie densely."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from workbench.frames import Evidence
from workbench.patterns import stones_placings
from workbench.patterns.signified import Asked
from workbench.patterns.triad_density import triad_density
from workbench.patterns.triangle import HEIGHT, from_point
from workbench.sharing import release

Made = Callable[..., Evidence]
FIELD = {
    "key": "power",
    "signifier_kind": "stones",
    "title": "Who held the power?",
    "labels": ("council", "family"),
    "axes": ("little", "much", "far", "close"),
}


def test_stones_are_counted_by_quarter(signified: Made) -> None:
    evidence = signified(
        {"answers": {"power": {"council": (0.9, 0.9), "family": (0.1, 0.1)}}},
        {"answers": {"power": {"council": (0.5, 0.5)}}},  # the middle belongs to right and top
        {"answers": {"power": "not_applicable"}},
        signifiers=(FIELD,),
    )
    found = stones_placings(evidence, Asked("power"))
    there = found.quarters[found.quarters["n_stories"] > 0]
    assert there[["item", "quarter", "n_stories", "share"]].to_numpy().tolist() == [
        ["council", "TR", 2, 1.0],
        ["family", "BL", 1, 1.0],
    ]
    assert found.table["item"].tolist() == ["council", "family", "council"]
    assert found.answers["n_stories"].tolist() == [1, 0, 0]


def test_a_wider_audience_gets_quarters_and_no_stones(signified: Made) -> None:
    told = [{"answers": {"power": {"council": (0.9, 0.9)}}}] * 9
    released = release(stones_placings(signified(*told, signifiers=(FIELD,), wide=True), Asked("power"))).finding
    assert released.table.empty
    assert "x" not in released.table
    assert released.quarters["n_stories_shown"].tolist() == ["0", "10", "0", "0", *["0"] * 4]


def test_no_density_of_few_points_or_of_one_place() -> None:
    random = np.random.default_rng(1)
    x, y = random.random(30) * 0.2 + 0.4, random.random(30) * 0.2
    assert triad_density(x[:29], y[:29]).empty
    assert len(triad_density(x, y)) == 24 * 24
    assert triad_density(np.full(40, 0.5), np.full(40, 0.1)).empty


def test_the_density_is_inside_the_triangle_and_all_there() -> None:
    # forty stories near the top corner: what would be smeared over the edges comes back inside
    random = np.random.default_rng(1)
    made = triad_density(0.5 + random.normal(0, 0.01, 40), HEIGHT - 0.03 + random.normal(0, 0.01, 40))
    assert made["share"].sum() == pytest.approx(1.0)
    assert not from_point(made["x"], made["y"]).outside.any()
    assert made.loc[made["y"] > 0.8 * HEIGHT, "share"].sum() > 0.99
