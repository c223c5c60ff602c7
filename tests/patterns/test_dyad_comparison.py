"""Groups on one scale, and the reference in which the usual tool finds what is not there."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from workbench.frames import Evidence
from workbench.model.prompts import Words
from workbench.patterns import dyad_comparison, dyad_placings
from workbench.patterns.cliff_delta import cliff_delta
from workbench.patterns.multiplicity import false_discovery_rates
from workbench.patterns.rank_test import kruskal_wallis, mann_whitney
from workbench.patterns.signified import Asked
from workbench.patterns.story_split import Split, story_split
from workbench.sharing import release

Made = Callable[..., Evidence]
END = Asked("end")
SCALE = {"key": "end", "signifier_kind": "dyad", "title": "How did it end?", "labels": ("badly", "well")}
POSITIONS = ("Manager", "Engineer", "Support staff", "Factory worker")


def by_place(signified: Made, english: Words, *told: tuple[str, Any], wide: bool = False) -> tuple[Evidence, Split]:
    stories = [{"place": place, "answers": {"end": x}} for place, x in told]
    evidence = signified(*stories, signifiers=(SCALE,), wide=wide)
    return evidence, story_split(evidence, "place", words=english)


@pytest.fixture(scope="module")
def narrafirma(shared_data: Path) -> pd.DataFrame:
    """NarraFirma's example stories, without the row of comments."""
    rows = pd.read_csv(shared_data / "narrafirma_example_stories.csv", encoding="utf-8-sig")
    return rows[~rows["Story title"].astype("str").str.startswith(";")].reset_index(drop=True)


def test_the_reference_is_no_finding(narrafirma: pd.DataFrame) -> None:
    ended, position = narrafirma["Ended well"].to_numpy(dtype=float), narrafirma["Position"]
    own = np.arange(len(narrafirma))
    overall = kruskal_wallis(ended, pd.Categorical(position, categories=POSITIONS).codes, own, seed=1)
    assert (overall.statistic, overall.p) == (pytest.approx(6.476, abs=5e-4), pytest.approx(0.0906, abs=5e-5))
    pairs = {}
    for first, second in combinations(POSITIONS, 2):
        both = position.isin([first, second]).to_numpy()
        is_first = (position[both] == first).to_numpy()
        pairs[first, second] = mann_whitney(ended[both], is_first, own[both], seed=1)
    smallest = pairs["Manager", "Factory worker"]
    assert smallest.p == min(pair.p for pair in pairs.values()) == pytest.approx(0.0348, abs=5e-5)
    assert smallest.statistic == 121.5
    q = false_discovery_rates(pd.Series({pair: found.p for pair, found in pairs.items()}))
    assert q.min() == pytest.approx(0.108, abs=5e-4)
    both = position.isin(["Manager", "Factory worker"]).to_numpy()
    workers = (position[both] == "Factory worker").to_numpy()
    assert cliff_delta(ended[both], workers) == pytest.approx(0.393, abs=6e-4)


def test_the_reference_has_too_few_people_for_a_test_anyway(
    signified: Made, english: Words, narrafirma: pd.DataFrame
) -> None:
    told = [(place, float(x) / 100) for place, x in zip(narrafirma["Position"], narrafirma["Ended well"], strict=True)]
    evidence, split = by_place(signified, english, *told)
    found = dyad_comparison(evidence, END, split=split)
    # 20 a group: estimates with their intervals, and no p
    assert found.overall[["n_groups", "n_stories", "may_say"]].iloc[0].tolist() == [4, 80, "estimate"]
    assert found.table["may_say"].unique().tolist() == ["estimate"]
    assert found.table["p"].isna().all()
    row = found.table[(found.table["first"] == "Factory worker") & (found.table["second"] == "Manager")].iloc[0]
    assert (row["delta"], row["times_in_ten"], row["nearer"]) == (pytest.approx(0.3925), 7.0, "first")
    assert row["low"] < 0.3925 < row["high"]


def test_groups_that_differ_are_told_in_words_and_figures(signified: Made, english: Words) -> None:
    told = [("Bay", 0.9 - n / 1000) for n in range(30)] + [("Hill", 0.1 + n / 1000) for n in range(30)]
    evidence, split = by_place(signified, english, *told)
    found = dyad_comparison(evidence, END, split=split)
    row = found.table.iloc[0]
    assert row[["first", "second", "nearer", "times_in_ten", "delta", "u"]].tolist() == [
        *("Bay", "Hill", "first", 10.0, 1.0, 900.0)
    ]
    # one pair: q is p, and p that of all groups together but for the correction for continuity
    assert row["q"] == row["p"] < 1e-9
    assert found.overall["df"].tolist() == [1]


def test_stories_of_one_teller_are_dealt_together() -> None:
    values, first = np.repeat([0.9, 0.8, 0.1, 0.2], 10), np.arange(40) < 20
    alone = mann_whitney(values, first, np.arange(40), seed=1)
    together = mann_whitney(values, first, np.repeat(np.arange(4), 10), seed=1)
    assert (alone.p_from, together.p_from) == ("ranks", "permutation")
    assert alone.p < 1e-6
    # four people can be dealt in six ways, two of which are as far apart
    assert together.p == pytest.approx(1 / 3, abs=0.03)
    groups = np.where(first, 0, 1)
    assert kruskal_wallis(values, groups, np.repeat(np.arange(4), 10), seed=1).p == pytest.approx(1 / 3, abs=0.03)


def test_one_group_gives_no_pairs_and_all_alike_no_finding(signified: Made, english: Words) -> None:
    evidence, split = by_place(signified, english, *[("Bay", 0.5)] * 40)
    found = dyad_comparison(evidence, END, split=split)
    assert found.table.empty
    assert found.overall[["n_groups", "may_say"]].iloc[0].tolist() == [1, "nothing"]
    evidence, split = by_place(signified, english, *[("Bay", 0.5), ("Hill", 0.5)] * 40)
    found = dyad_comparison(evidence, END, split=split)
    assert found.overall[["h", "p_overall"]].iloc[0].tolist() == [0.0, 1.0]
    assert found.table[["delta", "p", "nearer"]].iloc[0].tolist() == [0.0, 1.0, "neither"]


def test_fifths_and_quartiles_of_a_scale(signified: Made) -> None:
    told = [{"answers": {"end": x}} for x in (0.0, 0.2, 0.4, 0.6000000000000001, 1.0)]
    found = dyad_placings(signified(*told, signifiers=(SCALE,)), END)
    assert dict(zip(found.fifths["fifth"], found.fifths["n_stories"], strict=True)) == {
        **{"1": 1, "2": 1, "3": 1, "4": 1, "5": 1},
        "placed": 5,
    }
    assert found.spread[["lower_quartile", "median", "upper_quartile"]].iloc[0].tolist() == pytest.approx(
        [0.2, 0.4, 0.6]
    )


def test_a_wider_audience_gets_fifths_and_no_points(signified: Made) -> None:
    told = [{"answers": {"end": 0.1}}] * 12 + [{"answers": {"end": 0.9}}] * 5
    released = release(dyad_placings(signified(*told, signifiers=(SCALE,), wide=True), END)).finding
    assert released.fifths["n_stories_shown"].tolist() == ["10", "0", "0", "0", "*", "10"]
    assert released.table.empty
    assert released.spread.empty
    assert "median" not in released.spread
