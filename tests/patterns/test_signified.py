"""What became of a question for each story, and whom that counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from workbench.errors import Gone, Refused
from workbench.frames import Evidence, table
from workbench.model import Signification, SignifierKind, SignifierSet
from workbench.patterns import triad_zones
from workbench.patterns.signified import Asked, read_answers
from workbench.patterns.story_split import Split

Made = Callable[..., Evidence]
TRIAD = {"key": "what", "signifier_kind": "triad", "title": "What mattered?", "labels": ("time", "people", "rules")}
WHAT = Asked("what")


def placings(evidence: Evidence, asked: Asked = WHAT) -> dict[str, str]:
    rows = read_answers(evidence, asked).rows
    return dict(zip(rows["story"], rows["placing"], strict=True))


def with_rows(evidence: Evidence, kind: str, *records: Any) -> Evidence:
    more = table(kind, records, system_of={r.id: "harbour" for r in records})
    return replace(evidence, tables={**evidence.tables, kind: pd.concat([evidence[kind], more], ignore_index=True)})


def test_every_story_is_placed_or_set_aside_or_skipped_or_was_not_asked(signified: Made) -> None:
    who = {"key": "who", "signifier_kind": "choice", "title": "Who?", "labels": ("A", "B")}
    told = (
        {"answers": {"what": (0.2, 0.3, 0.5)}},
        {"answers": {"what": "not_applicable"}},
        {"answers": {"what": "skipped"}},
        {"answers": {"who": "A"}},  # asked all of the set, and gave this one no answer
        {},  # told without the set
    )
    evidence = signified(*told, signifiers=(TRIAD, who))
    assert list(placings(evidence).values()) == ["placed", "not_applicable", "skipped", "skipped", "not_asked"]
    # a question that is no longer asked was not skipped by those who told later
    evidence = signified(*told, signifiers=({**TRIAD, "asked": False}, who))
    assert list(placings(evidence).values()) == ["placed", "not_applicable", "skipped", "not_asked", "not_asked"]


def test_answers_count_stories_and_people(signified: Made) -> None:
    told = [{"teller": "Wren", "answers": {"what": "not_applicable"}}] * 3 + [{"answers": {"what": "skipped"}}]
    answers = triad_zones(signified(*told), WHAT).answers
    assert answers.to_dict("records") == [
        {"group": "", "placing": "not_applicable", "n_stories": 3, "n_tellers": 1},
        {"group": "", "placing": "skipped", "n_stories": 1, "n_tellers": 1},
        {"group": "", "placing": "not_asked", "n_stories": 0, "n_tellers": 0},
    ]


def test_a_story_without_a_pseudonym_has_a_teller_of_its_own(signified: Made) -> None:
    told = [{"teller": "", "answers": {"what": (1.0, 0.0, 0.0)}}] * 2
    assert triad_zones(signified(*told), WHAT).n_people == 2


def test_the_tellers_own_answer_counts_before_a_listeners_and_then_the_newest(signified: Made) -> None:
    evidence = signified({"answers": {"what": (1.0, 0.0, 0.0)}})

    def also(id: str, top: float, by: str | None) -> Signification:
        left = 1 - top
        said = {"id": id, "cycle": "c", "story": "s0000", "signifier_set": "set", "signifier": "what"}
        return Signification.model_validate(
            said | {"placing": "placed", "top": top, "left": left, "right": 0.0, "signified_by": by}
        )

    listened = with_rows(evidence, "signification", also("z", 0.2, "listener"))
    assert read_answers(listened, WHAT).rows["top"].tolist() == [1.0]
    later = with_rows(listened, "signification", also("h", 0.4, "teller"))
    assert read_answers(later, WHAT).rows["top"].tolist() == [0.4]


def test_the_same_words_are_one_question_and_other_words_another(signified: Made) -> None:
    told = {"answers": {"what": (1.0, 0.0, 0.0)}}

    def a_set(id: str, **other: Any) -> SignifierSet:
        return SignifierSet.model_validate({"id": id, "cycle": "c", "name": "N", "signifiers": ({**TRIAD, **other},)})

    evidence = with_rows(signified(told), "signifier_set", a_set("set2"))
    assert read_answers(evidence, Asked("what", "set2")).wording.sets == ("set", "set2")
    assert placings(evidence, Asked("what", "set2")) == {"s0000": "placed"}
    reworded = with_rows(signified(told), "signifier_set", a_set("set3", labels=("time", "folk", "rules")))
    assert placings(reworded, Asked("what", "set3")) == {"s0000": "not_asked"}
    # not saying which set means the newest wording
    assert read_answers(reworded, WHAT).wording.labels == ("time", "folk", "rules")


def test_stories_in_no_group_are_counted_under_no_name(signified: Made) -> None:
    evidence = signified(*[{"answers": {"what": (1.0, 0.0, 0.0)}}] * 3)
    split = Split("place", "Place", ("Bay",), {"s0000": "Bay"})
    zones = triad_zones(evidence, WHAT, split=split).table
    top = zones[zones["zone"] == "T"]
    assert dict(zip(top["group"], top["n_stories"], strict=True)) == {"Bay": 1, "": 2}


def test_a_question_nobody_has_is_gone_and_one_of_another_kind_refused(signified: Made) -> None:
    evidence = signified()
    with pytest.raises(Gone, match="“why” is in none of the signifier sets"):
        read_answers(evidence, Asked("why"))
    with pytest.raises(Refused, match="of the kind triad, and this looks at the kind dyad"):
        read_answers(evidence, WHAT, SignifierKind.dyad)
