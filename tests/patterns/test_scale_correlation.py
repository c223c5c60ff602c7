"""Two scales beside each other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from workbench.frames import Evidence
from workbench.patterns import scale_correlation
from workbench.patterns.scale_correlation import spearman
from workbench.patterns.signified import Asked

Made = Callable[..., Evidence]
SCALES = tuple(
    {"key": key, "signifier_kind": "dyad", "title": title, "labels": ("not at all", "fully")}
    for key, title in (("got", "Got what was needed"), ("end", "Ended well"))
)


def beside(evidence: Evidence) -> Any:
    return scale_correlation(evidence, Asked("got"), beside=Asked("end")).table.iloc[0]


def test_the_reference_holds(signified: Made, shared_data: Path) -> None:
    rows = pd.read_csv(shared_data / "narrafirma_example_stories.csv", encoding="utf-8-sig")
    rows = rows[~rows["Story title"].astype("str").str.startswith(";")]
    pairs = rows[["Got what needed", "Ended well"]].astype(float) / 100
    told = [{"answers": {"got": got, "end": end}} for got, end in pairs.itertuples(index=False)]
    row = beside(signified(*told, signifiers=SCALES))
    assert (row["effect"], row["n_stories"], row["df"]) == (pytest.approx(0.76578, abs=5e-6), 80, 78)
    assert row["low"] < row["effect"] < row["high"]
    assert row["p"] < 1e-15


def test_ranks_by_hand_with_ties_and_weights() -> None:
    x, y = np.array([1.0, 2.0, 2.0, 3.0]), np.array([1.0, 3.0, 2.0, 4.0])
    # ranks 1, 2.5, 2.5, 4 against 1, 3, 2, 4: covariance 4.5 of spreads 4.5 and 5
    assert spearman(x, y, np.ones((1, 4)))[0] == pytest.approx(4.5 / np.sqrt(4.5 * 5))
    # a story drawn twice is the same as two stories alike
    twice = spearman(x[[0, 1, 2, 3, 3]], y[[0, 1, 2, 3, 3]], np.ones((1, 5)))[0]
    assert spearman(x, y, np.array([[1.0, 1, 1, 2]]))[0] == pytest.approx(twice)
    assert np.isnan(spearman(np.ones(3), np.arange(3.0), np.ones((1, 3)))[0])


def test_only_stories_placed_on_both_count(signified: Made) -> None:
    told = [{"answers": {"got": n / 40, "end": 1 - n / 40}} for n in range(31)]
    told += [{"answers": {"got": 0.5, "end": "not_applicable"}}, {"answers": {"got": 0.5}}]
    row = beside(signified(*told, signifiers=SCALES))
    assert (row["n_stories"], row["effect"], row["p"]) == (31, -1.0, 0.0)


def test_degrees_of_freedom_are_those_of_people(signified: Made) -> None:
    told = [{"teller": f"P{n % 15}", "answers": {"got": n / 60, "end": (n * 7 % 60) / 60}} for n in range(60)]
    row = beside(signified(*told, signifiers=SCALES))
    assert (row["n_stories"], row["n_tellers"], row["df"], row["may_say"]) == (60, 15, 13, "estimate")
    assert pd.isna(row["p"])


def test_few_people_and_one_value_carry_no_figure(signified: Made) -> None:
    few = [{"answers": {"got": n / 20, "end": n / 20}} for n in range(14)]
    assert pd.isna(beside(signified(*few, signifiers=SCALES))["effect"])
    same = [{"answers": {"got": 0.5, "end": n / 40}} for n in range(40)]
    assert pd.isna(beside(signified(*same, signifiers=SCALES))["effect"])
