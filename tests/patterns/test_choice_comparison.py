"""What was chosen, by group, and whether groups choose differently."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from workbench.frames import Evidence
from workbench.model.prompts import Words
from workbench.patterns import choice_comparison, choice_counts
from workbench.patterns.chosen_test import chi_squared
from workbench.patterns.signified import Asked
from workbench.patterns.story_split import Split, story_split
from workbench.sharing import release

Made = Callable[..., Evidence]
ONE = {"key": "one", "signifier_kind": "choice", "title": "Who?", "labels": ("team", "pair")}
ANY = {"key": "any", "signifier_kind": "several", "title": "What was needed?", "labels": ("help", "trust")}


def by_place(signified: Made, english: Words, *told: tuple[str, dict[str, Any]]) -> tuple[Evidence, Split]:
    stories = [{"place": place, "answers": answers} for place, answers in told]
    evidence = signified(*stories, signifiers=(ONE, ANY))
    return evidence, story_split(evidence, "place", words=english)


def test_the_reference_of_position_and_scope_holds(shared_data: Path) -> None:
    rows = pd.read_csv(shared_data / "narrafirma_example_stories.csv", encoding="utf-8-sig")
    rows = rows[~rows["Story title"].astype("str").str.startswith(";")]
    found = chi_squared(pd.factorize(rows["Position"])[0], pd.factorize(rows["Scope"])[0], np.arange(80), seed=1)
    assert (found.chi2, found.df, found.p) == (pytest.approx(20.4), 9, pytest.approx(0.0156, abs=5e-5))
    assert found.v == pytest.approx(np.sqrt(20.4 / (80 * 3)))
    assert (found.expected_least, found.p_from) == (5.0, "chi_squared")


def test_groups_are_dealt_by_chance_where_an_expected_count_is_small() -> None:
    # 3 of 3 against 0 of 3: 2 of the 20 ways to deal three labels are as far apart; chi squared says 0.014
    found = chi_squared(np.array([0, 0, 0, 1, 1, 1]), np.array([1, 1, 1, 0, 0, 0]), np.arange(6), seed=1)
    assert (found.chi2, found.v, found.expected_least) == (6.0, 1.0, 1.5)
    assert found.p_from == "permutation"
    assert found.p == pytest.approx(0.1, abs=0.02)
    assert found.p_chi_squared == pytest.approx(0.0143, abs=5e-5)


def test_one_group_or_one_answer_is_no_comparison() -> None:
    assert np.isnan(chi_squared(np.array([0, 0]), np.array([0, 1]), np.arange(2), seed=1).p)
    assert np.isnan(chi_squared(np.array([0, 1]), np.array([1, 1]), np.arange(2), seed=1).p)


def test_answers_are_counted_as_they_were_offered(signified: Made, english: Words) -> None:
    told = [("Bay", {"one": "pair"}), ("Bay", {"one": "village"}), ("Hill", {"one": "skipped"})]
    evidence, split = by_place(signified, english, *told)
    found = choice_counts(evidence, Asked("one"), split=split)
    bay = found.table[found.table["group"] == "Bay"]
    assert dict(zip(bay["option"], bay["n_stories"], strict=True)) == {"team": 0, "pair": 1, "village": 1, "placed": 2}
    hill = found.answers[found.answers["group"] == "Hill"]
    assert dict(zip(hill["placing"], hill["n_stories"], strict=True)) == {
        **{"not_applicable": 0, "skipped": 1},
        "not_asked": 0,
    }


def test_an_answer_with_nothing_chosen_was_skipped(signified: Made) -> None:
    evidence = signified({"answers": {"any": ()}}, {"answers": {"any": ("help",)}}, signifiers=(ANY,))
    found = choice_counts(evidence, Asked("any"))
    assert found.answers.loc[found.answers["placing"] == "skipped", "n_stories"].tolist() == [1]
    assert found.table[["option", "n_stories", "n_answered", "share"]].to_numpy().tolist() == [
        ["help", 1, 1, 1.0],
        ["trust", 0, 1, 0.0],
    ]


def test_shares_of_several_answers_are_of_stories(signified: Made) -> None:
    told = [{"answers": {"any": ("help", "trust")}}] * 12 + [{"answers": {"any": ("trust",)}}] * 12
    found = choice_counts(signified(*told, signifiers=(ANY,)), Asked("any"))
    assert found.table["share"].tolist() == [0.5, 1.0]
    wide = release(choice_counts(signified(*told, signifiers=(ANY,), wide=True), Asked("any"))).table
    # 12 of 24 go to 10 of 25, and 24 of 24 to 25 of 25
    assert wide[["n_stories_shown", "n_answered_shown", "share_shown"]].to_numpy().tolist() == [
        ["10", "25", "40%"],
        ["25", "25", "100%"],
    ]


def test_a_wider_audience_gets_totals_of_what_it_is_shown(signified: Made) -> None:
    told = [{"answers": {"one": "team"}}] * 33 + [{"answers": {"one": "pair"}}] * 6
    released = release(choice_counts(signified(*told, signifiers=(ONE,), wide=True), Asked("one"))).table
    assert released["n_stories_shown"].tolist() == ["35", "*", "35"]


def test_each_answer_of_several_has_a_table_of_its_own(signified: Made, english: Words) -> None:
    told = [("Bay", {"any": ("help", "trust")}), ("Hill", {"any": ("trust",)})] * 30
    evidence, split = by_place(signified, english, *told)
    found = choice_comparison(evidence, Asked("any"), split=split)
    rows = found.table.set_index("option")
    assert rows["effect"].tolist()[0] == 1.0
    # everybody chose trust, so there is nothing to compare
    assert rows.loc["trust", ["effect", "p", "q"]].isna().all()
    assert rows.loc["help", "q"] == rows.loc["help", "p"] < 1e-10


def test_few_people_carry_no_test(signified: Made, english: Words) -> None:
    told = [("Bay", {"one": "team"}), ("Hill", {"one": "pair"})] * 20
    evidence, split = by_place(signified, english, *told)
    row = choice_comparison(evidence, Asked("one"), split=split).table.iloc[0]
    assert (row["may_say"], row["effect"], pd.isna(row["p"])) == ("estimate", 1.0, True)
