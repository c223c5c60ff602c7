"""Comparisons as pictures: effects with their intervals in words, and no figure where so few carry none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from workbench import patterns
from workbench.charts import (
    Figure,
    choice_comparison,
    choice_counts,
    dyad_comparison,
    dyad_placings,
    scale_correlation,
    stones_placings,
    triad_comparison,
)
from workbench.frames import Evidence
from workbench.model.prompts import Words
from workbench.patterns.signified import Asked
from workbench.patterns.story_split import Split, story_split
from workbench.sharing import release

Made = Callable[..., Evidence]
SIGNIFIERS = (
    {"key": "what", "signifier_kind": "triad", "title": "What mattered?", "labels": ("time", "people", "rules")},
    {"key": "end", "signifier_kind": "dyad", "title": "How did it end?", "labels": ("badly", "well")},
    {"key": "got", "signifier_kind": "dyad", "title": "Got what was needed?", "labels": ("nothing", "all")},
    {"key": "who", "signifier_kind": "choice", "title": "Who told?", "labels": ("worker", "citizen")},
    {"key": "any", "signifier_kind": "several", "title": "What was needed?", "labels": ("help", "trust")},
    {
        "key": "power",
        "signifier_kind": "stones",
        "title": "Who held the power?",
        "labels": ("council", "family"),
        "axes": ("little", "much", "far", "close"),
    },
)


def a_story(n: int, *, place: str) -> dict[str, Any]:
    """In Bay stories are about people and end well, on the Hill about time and end badly."""
    bay = place == "Bay"
    answers = {
        "what": (0.1, 0.8, 0.1) if bay else (0.8, 0.1, 0.1),
        "end": (0.9 if bay else 0.1) + n / 1000,
        "got": (0.8 if bay else 0.2) + n / 1000,
        "who": "citizen" if bay else "worker",
        "any": ("help", "trust") if bay else ("trust",),
        "power": {"council": (0.2, 0.2) if bay else (0.8, 0.8)},
    }
    return {"place": place, "answers": answers}


def two_places(signified: Made, english: Words, n: int, *, wide: bool = False) -> tuple[Evidence, Split]:
    stories = [a_story(at, place=place) for at in range(n) for place in ("Bay", "Hill")]
    evidence = signified(*stories, signifiers=SIGNIFIERS, wide=wide)
    return evidence, story_split(evidence, "place", words=english)


def test_effects_are_said_in_words_with_everything_beside_them(signified: Made, english: Words) -> None:
    evidence, split = two_places(signified, english, 30)
    found = patterns.triad_comparison(evidence, Asked("what"), split=split)
    figure = triad_comparison(release(found), words=english)
    assert figure.title == "“What mattered?”: do Bay and Hill place their stories differently?"
    assert figure.description.split("\n") == [
        "Nobody set this question aside or skipped it.",
        "Bay: 30 stories placed, told by 30 people.",
        "Hill: 30 stories placed, told by 30 people.",
        "nearer “time”: Hill, 10 times in 10; δ −1.00 (−1.00 to −1.00).",
        "nearer “people”: Bay, 10 times in 10; δ 1.00 (1.00 to 1.00).",
        "nearer “rules”: as often one as the other; δ 0.00 (0.00 to 0.00).",
        "A pair is one story of each group. Bars are 95 % intervals, people drawn anew.",
        "How far apart the two are altogether: H 1.00 (0 the same, 1 nothing in common).",
        "Both groups have 30 people or more, so there is a test. Still look at how many comparisons you have made.",
        "Chance alone sets groups at least so far apart in 1 of 5,000 dealings (p < 0.001).",
        "With so many people a difference of δ 0.40 would be seen 8 times in 10; smaller ones mostly would not.",
        "People chose to tell these stories, so they speak for themselves and not for everybody.",
    ]
    assert figure.table["In words"].tolist()[1] == "nearer “people”: Bay, 10 times in 10"


def test_no_pattern_is_printed_as_a_result(signified: Made, english: Words) -> None:
    stories = [
        {"place": place, "answers": {"what": at}}
        for at in ((0.8, 0.1, 0.1), (0.1, 0.8, 0.1)) * 20
        for place in ("Bay", "Hill")
    ]
    evidence = signified(*stories)
    split = story_split(evidence, "place", words=english)
    found = patterns.triad_comparison(evidence, Asked("what"), split=split)
    figure = triad_comparison(release(found), words=english)
    assert "No pattern: chance alone does as much as this often enough. That is a result." in figure.description


def test_several_stories_of_one_teller_are_said(signified: Made, english: Words) -> None:
    stories = [a_story(n, place=place) | {"teller": f"{place}{n // 2}"} for n in range(60) for place in ("Bay", "Hill")]
    evidence = signified(*stories, signifiers=SIGNIFIERS)
    split = story_split(evidence, "place", words=english)
    said = "Some people told several stories."
    for drawn, found in (
        (triad_comparison, patterns.triad_comparison(evidence, Asked("what"), split=split)),
        (dyad_comparison, patterns.dyad_comparison(evidence, Asked("end"), split=split)),
    ):
        assert said in drawn(release(found), words=english).description


@pytest.mark.parametrize(
    ("n", "sentence"),
    [(4, "fewer than 5 people here. Nothing is said of so few."), (14, "5 to 14 people: look at the points")],
)
def test_so_few_people_give_a_sentence_and_no_dots(signified: Made, english: Words, n: int, sentence: str) -> None:
    evidence, split = two_places(signified, english, n)
    found = patterns.triad_comparison(evidence, Asked("what"), split=split)
    figure = triad_comparison(release(found), words=english)
    assert sentence in str(figure.empty)
    assert f"Bay: {n} stories placed, told by {n} people." in str(figure.empty)
    assert "δ" not in figure.to_html()


def test_estimates_come_with_intervals_and_too_few_to_compare(signified: Made, english: Words) -> None:
    evidence, split = two_places(signified, english, 20)
    told = triad_comparison(
        release(patterns.triad_comparison(evidence, Asked("what"), split=split)), words=english
    ).description
    assert "too few to compare" in told
    assert "dealings" not in told


def test_a_scale_is_said_for_all_groups_and_each_two(signified: Made, english: Words) -> None:
    evidence, split = two_places(signified, english, 30)
    figure = dyad_comparison(release(patterns.dyad_comparison(evidence, Asked("end"), split=split)), words=english)
    assert "All 2 groups together: Kruskal–Wallis H 44.26, degrees of freedom 1, p < 0.001." in figure.description
    assert "Bay and Hill: nearer “well”: Bay, 10 times in 10; δ 1.00 (1.00 to 1.00), p < 0.001" in figure.description
    one = signified(*[a_story(0, place="Bay")] * 3, signifiers=SIGNIFIERS)
    split = story_split(one, "place", words=english)
    alone = dyad_comparison(release(patterns.dyad_comparison(one, Asked("end"), split=split)), words=english)
    assert alone.empty == "There is but one group with stories, so there is nothing to compare."


def test_a_scale_has_dots_for_the_group_and_bars_for_others(signified: Made, english: Words) -> None:
    evidence, split = two_places(signified, english, 12)
    own = dyad_placings(release(patterns.dyad_placings(evidence, Asked("end"), split=split)), words=english)
    assert "Bay: 12 stories placed, told by 12 people: at “badly” 0% (0)" in own.description
    wide, split = two_places(signified, english, 12, wide=True)
    others = dyad_placings(release(patterns.dyad_placings(wide, Asked("end"), split=split)), words=english)
    assert "Bay: 10 stories placed: at “badly” 0; towards “badly” 0; midway 0; towards “well” 0; at “well” 10." in (
        others.description
    )
    assert "thick line" not in others.description


def test_choices_have_bars_and_a_measure_without_a_false_interval(signified: Made, english: Words) -> None:
    evidence, split = two_places(signified, english, 30)
    counts = choice_counts(release(patterns.choice_counts(evidence, Asked("any"), split=split)), words=english)
    assert "Hill: 30 stories placed, told by 30 people: help 0% (0); trust 100% (30)." in counts.description
    assert "Several answers could be chosen, so shares can add up to more than 100 %." in counts.description
    found = release(patterns.choice_comparison(evidence, Asked("who"), split=split))
    figure = choice_comparison(found, words=english)
    assert figure.description.startswith(
        "all answers together: V 1.00, 60 stories; χ² 60.00, degrees of freedom 1, p < 0.001."
    )
    few, split = two_places(signified, english, 10)
    found = release(patterns.choice_comparison(few, Asked("who"), split=split))
    assert "5 to 14 people" in str(choice_comparison(found, words=english).empty)


def test_two_scales_go_together_and_nothing_more_is_said(signified: Made, english: Words) -> None:
    evidence, _ = two_places(signified, english, 30)
    found = release(patterns.scale_correlation(evidence, Asked("end"), beside=Asked("got")))
    figure = scale_correlation(found, words=english)
    assert figure.title == "Do “How did it end?” and “Got what was needed?” go together?"
    assert figure.description.startswith("They go together: ρ 1.00 (1.00 to 1.00), from 60 stories of 60 people.")
    assert "does not say that one makes the other" in figure.description
    few, _ = two_places(signified, english, 5)
    found = release(patterns.scale_correlation(few, Asked("end"), beside=Asked("got")))
    assert scale_correlation(found, words=english).empty == "10 stories of 10 people: too few for a figure."


@pytest.mark.slow
def test_stones_are_marks_for_the_group_and_counts_for_others(
    signified: Made, english: Words, sent: Callable[[Figure], str]
) -> None:
    evidence, split = two_places(signified, english, 9)
    own = stones_placings(release(patterns.stones_placings(evidence, Asked("power"), split=split)), words=english)
    assert "Bay, council: top left 0% (0); top right 0% (0); bottom left 100% (9)" in own.description
    wide, split = two_places(signified, english, 9, wide=True)
    others = stones_placings(release(patterns.stones_placings(wide, Asked("power"), split=split)), words=english)
    assert "0.2" not in str(others.table)
    assert "bottom left" in others.description
    assert "<svg" in sent(own) and "<svg" in sent(others)


@pytest.mark.parametrize("key", ["end", "who", "any", "power"])
def test_nobody_yet_gives_a_sentence(signified: Made, english: Words, key: str) -> None:
    drawn = {"end": dyad_placings, "who": choice_counts, "any": choice_counts, "power": stones_placings}[key]
    asked = {"end": patterns.dyad_placings, "power": patterns.stones_placings}.get(key, patterns.choice_counts)
    finding = asked(signified({}, signifiers=SIGNIFIERS), Asked(key))
    assert drawn(release(finding), words=english).empty == "Nobody has placed a story on this question yet."
