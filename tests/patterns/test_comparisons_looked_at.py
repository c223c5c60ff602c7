"""Every comparison that was looked at counts, kept or not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest

from workbench.frames import Evidence
from workbench.model import Comparison
from workbench.model.prompts import Words
from workbench.patterns import (
    choice_comparison,
    comparisons_looked_at,
    dyad_comparison,
    scale_correlation,
    triad_comparison,
)
from workbench.patterns.comparisons_looked_at import looked_at
from workbench.patterns.multiplicity import false_discovery_rates
from workbench.patterns.signified import Asked
from workbench.patterns.story_split import story_split

TODAY = date(2026, 5, 1)


def a_comparison(id: str, key: str, **more: Any) -> Comparison:
    usual = {"cycle": "c", "looked_key": key, "seen_in": "triad_comparison", "looked_on": TODAY}
    return Comparison.model_validate({"id": id, **usual, **more})


def test_benjamini_and_hochberg_by_hand() -> None:
    # sorted 0.01, 0.02, 0.03, 0.5: m·p/rank is 0.04, 0.04, 0.04, 0.5
    found = false_discovery_rates(pd.Series([0.5, 0.01, 0.03, 0.02, None], index=list("abcde")))
    assert found.drop("e").round(12).to_dict() == {"a": 0.5, "b": 0.04, "c": 0.04, "d": 0.04}
    assert pd.isna(found["e"])
    # a later, smaller one pulls those before it down; none gives none
    assert false_discovery_rates(pd.Series([0.03, 0.04])).tolist() == [0.04, 0.04]
    assert false_discovery_rates(pd.Series([], dtype=float)).empty


def test_so_many_looks_take_the_wonder_out_of_one(make_evidence: Callable[..., Evidence]) -> None:
    looks = [a_comparison(f"k{n}", f"key{n}", p=p, effect=e) for n, (p, e) in enumerate([(0.02, 0.1), (0.5, -0.4)])]
    alone = comparisons_looked_at(make_evidence(looks[0]))
    assert (alone.n_looked_at, alone.n_tested, alone.n_stand_out) == (1, 1, 1)
    among = comparisons_looked_at(make_evidence(*looks, a_comparison("k9", "few")))
    assert (among.n_looked_at, among.n_tested, among.n_stand_out) == (3, 2, 1)
    assert among.table["q"].tolist()[:2] == [0.04, 0.5]
    four = [a_comparison(f"m{n}", f"more{n}", p=0.9) for n in range(4)]
    assert comparisons_looked_at(make_evidence(*looks, *four)).n_stand_out == 0


def test_looking_again_is_no_second_look(make_evidence: Callable[..., Evidence]) -> None:
    found = comparisons_looked_at(
        make_evidence(a_comparison("k1", "a", p=0.2), a_comparison("k2", "b"), a_comparison("k3", "a", p=0.1))
    )
    assert found.table["looked_key"].tolist() == ["a", "b"]
    assert found.table["p"].tolist()[0] == 0.1


def test_a_session_has_its_own_looks_and_a_day_its_own(make_evidence: Callable[..., Evidence]) -> None:
    yesterday = date(2026, 4, 30)
    evidence = make_evidence(
        a_comparison("k1", "a", sense_session="s", looked_on=yesterday),
        a_comparison("k2", "b"),
        a_comparison("k3", "c"),
    )
    assert comparisons_looked_at(evidence, sense_session="s").table["looked_key"].tolist() == ["a"]
    assert comparisons_looked_at(evidence).table["looked_key"].tolist() == ["b", "c"]
    assert comparisons_looked_at(evidence, on=yesterday).n_looked_at == 1
    assert comparisons_looked_at(evidence, cycle="elsewhere").n_looked_at == 0


def test_they_are_ordered_as_looked_at_or_by_effect_and_never_by_p(make_evidence: Callable[..., Evidence]) -> None:
    looks = [("k1", "small", 0.1, 0.001), ("k2", "large", -0.6, 0.9), ("k3", "none", None, None)]
    evidence = make_evidence(*(a_comparison(id, key, effect=e, p=p) for id, key, e, p in looks))
    assert comparisons_looked_at(evidence).table["looked_key"].tolist() == ["small", "large", "none"]
    by_effect = comparisons_looked_at(evidence, order="effect")
    assert by_effect.table["looked_key"].tolist() == ["large", "small", "none"]


def test_every_comparison_that_is_shown_is_a_look(signified: Callable[..., Evidence], english: Words) -> None:
    signifiers = (
        {"key": "what", "signifier_kind": "triad", "title": "What?", "labels": ("a", "b", "c")},
        {"key": "end", "signifier_kind": "dyad", "title": "End", "labels": ("badly", "well")},
        {"key": "any", "signifier_kind": "several", "title": "Needs", "labels": ("help", "trust")},
    )
    answers = {"what": (1.0, 0.0, 0.0), "end": 0.5, "any": ("help",)}
    told = [{"place": place, "answers": answers} for place in ("A", "B", "C")]
    evidence = signified(*told, signifiers=signifiers)
    split = story_split(evidence, "place", words=english)
    # three groups on a scale: all together, and three pairs
    looks = looked_at(dyad_comparison(evidence, Asked("end"), split=split))
    assert [(one.get("first", ""), one.get("second", "")) for one in looks] == [
        *(("", ""), ("A", "B"), ("A", "C"), ("B", "C"))
    ]
    assert [one["compared"] for one in looked_at(choice_comparison(evidence, Asked("any"), split=split))] == [
        *("Needs: help", "Needs: trust")
    ]
    assert looked_at(scale_correlation(evidence, Asked("end"), beside=Asked("end")))[0]["compared"] == "End × End"
    two = signified(*told[:2], signifiers=signifiers)
    split = story_split(two, "place", words=english)
    [look] = looked_at(triad_comparison(two, Asked("what"), split=split))
    # a record takes it as it is, and the same look has the same key
    kept = Comparison.model_validate({"id": "x", "cycle": "c", **look})
    assert (kept.seen_in, kept.first, kept.second, kept.n_first, kept.p) == ("triad_comparison", "A", "B", 1, None)
    assert looked_at(triad_comparison(two, Asked("what"), split=split, seed=9))[0]["looked_key"] == kept.looked_key


@pytest.mark.parametrize("wide", [False, True])
def test_how_a_group_looked_is_its_own(
    make_evidence: Callable[..., Evidence], place: Any, team: Any, wide: bool
) -> None:
    from workbench.sharing import release

    found = release(comparisons_looked_at(make_evidence(a_comparison("k1", "a"), audience=place if wide else team)))
    assert len(found.table) == (0 if wide else 1)
