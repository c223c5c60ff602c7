"""Stories in groups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from workbench.errors import Gone, Refused
from workbench.frames import Evidence, table
from workbench.model import Coding, CodingRound, Theme
from workbench.model.prompts import Words
from workbench.patterns.story_split import between, picked_apart, story_split

Made = Callable[..., Evidence]
WHO = {"key": "who", "signifier_kind": "choice", "title": "Who told?", "labels": ("worker", "citizen", "other")}
NEEDS = {"key": "needs", "signifier_kind": "several", "title": "What was needed?", "labels": ("help", "trust")}


def test_places_are_groups_in_the_order_of_the_alphabet(signified: Made, english: Words) -> None:
    evidence = signified({"place": "Hill"}, {"place": "bay"}, {"place": ""}, {"place": "Hill"})
    split = story_split(evidence, "place", words=english)
    assert (split.name, split.groups) == ("Place", ("bay", "Hill"))
    assert dict(split.group_of) == {"s0000": "Hill", "s0001": "bay", "s0003": "Hill"}


def test_teams_are_groups_by_their_names(signified: Made, english: Words) -> None:
    split = story_split(signified({}), "system", words=english)
    assert (split.groups, dict(split.group_of)) == (("Harbour",), {"s0000": "Harbour"})


def test_a_choice_groups_stories_as_its_answers_are_ordered(signified: Made, english: Words) -> None:
    evidence = signified(
        {"answers": {"who": "citizen"}},
        {"answers": {"who": "worker"}},
        {"answers": {"who": "not_applicable"}},
        {},
        signifiers=(WHO,),
    )
    split = story_split(evidence, "choice:who", words=english)
    assert (split.name, split.groups) == ("Who told?", ("worker", "citizen", "other"))
    assert dict(split.group_of) == {"s0000": "citizen", "s0001": "worker"}


@pytest.mark.slow
def test_where_several_may_be_chosen_one_answer_is_named(signified: Made, english: Words) -> None:
    evidence = signified(
        {"answers": {"needs": ("help", "trust")}}, {"answers": {"needs": ("trust",)}}, signifiers=(NEEDS,)
    )
    split = story_split(evidence, "choice:needs:help", words=english)
    assert dict(split.group_of) == {"s0000": "chose “help”", "s0001": "did not choose “help”"}
    with pytest.raises(Refused, match="its groups would overlap"):
        story_split(evidence, "choice:needs", words=english)


def test_a_theme_groups_stories_and_blind_coding_tells_nothing(signified: Made, english: Words) -> None:
    evidence = signified({}, {}, {})
    rounds = [CodingRound.model_validate({"id": "r", "cycle": "c", "name": "Blind", "state": "blind"})]
    codings = [
        Coding.model_validate({"id": f"k{n}", "cycle": "c", "theme": "t", "coder": "Ama", "of_kind": "story", **more})
        for n, more in enumerate(({"of": "s0000"}, {"of": "s0001", "coding_round": "r"}))
    ]
    kinds = {
        "theme": [Theme(id="t", cycle="c", name="Trust")],
        "coding": codings,
        "coding_round": rounds,
    }
    more = {kind: table(kind, records) for kind, records in kinds.items()}
    split = story_split(replace(evidence, tables={**evidence.tables, **more}), "theme:t", words=english)
    coded, not_coded = "with the theme “Trust”", "without the theme “Trust”"
    assert dict(split.group_of) == {"s0000": coded, "s0001": not_coded, "s0002": not_coded}


def test_picked_stories_stand_against_all_others(signified: Made, english: Words) -> None:
    evidence = signified({}, {}, {})
    split = picked_apart(evidence, {"corner": ["s0001", "gone"]}, words=english)
    assert split.groups == ("corner", "all other stories")
    others = "all other stories"
    assert dict(split.group_of) == {"s0000": others, "s0001": "corner", "s0002": others}
    assert split.key != picked_apart(evidence, {"corner": ["s0002"]}, words=english).key


def test_two_groups_are_taken_out_of_many(signified: Made, english: Words) -> None:
    evidence = signified({"place": "A"}, {"place": "B"}, {"place": "C"})
    split = story_split(evidence, "place", words=english)
    assert dict(between(split, "C", "A", words=english).group_of) == {"s0000": "A", "s0002": "C"}
    rest = between(split, "B", None, words=english)
    others = "all other stories"
    assert (rest.groups, dict(rest.group_of)) == (("B", others), {"s0000": others, "s0001": "B", "s0002": others})
    with pytest.raises(Refused, match="Which two groups\\? Place gives these: A, B, C"):
        between(split, None, None, words=english)
    with pytest.raises(Refused, match="Which two groups"):
        between(split, "A", "Z", words=english)


def test_two_groups_need_not_be_named(signified: Made, english: Words) -> None:
    split = story_split(signified({"place": "A"}, {"place": "B"}), "place", words=english)
    assert between(split, None, None, words=english) is split
    # against all others, of two groups, is against the other by its name
    assert between(split, "B", None, words=english).groups == ("B", "A")


def test_what_cannot_group_stories_is_said(signified: Made, english: Words) -> None:
    with pytest.raises(Refused, match="cannot be grouped by “weather”"):
        story_split(signified({}), "weather", words=english)
    with pytest.raises(Gone, match="no question where answers are chosen"):
        story_split(signified({}), "choice:what", words=english)
