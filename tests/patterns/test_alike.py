from __future__ import annotations

import pytest

from workbench.patterns.alike import first_like


def test_case_punctuation_and_the_order_of_words_make_no_difference() -> None:
    assert first_like(["Second-hand wardrobe", "wardrobe, SECOND hand!", "bed"], alike=100) == [0, 0, 2]


def test_a_chain_of_small_steps_does_not_join_its_ends() -> None:
    # "abcd" – "abce" – "abfe": each step keeps three of four letters (75), the ends share two (50)
    assert first_like(["abcd", "abce", "abfe"], alike=75) == [0, 0, 2]


@pytest.mark.parametrize("texts", [["🙂", "🙃"], ["—", "…"], ["", "x"]])
def test_texts_without_words_are_compared_as_they_are(texts: list[str]) -> None:
    assert first_like(texts, alike=70) == [0, 1]


def test_other_scripts_are_words_too() -> None:
    assert first_like(["لا مفتاح للمخزن", "للمخزن لا مفتاح", "לא ענו"], alike=70) == [0, 0, 2]


def test_no_texts_give_nothing() -> None:
    assert first_like([], alike=70) == []


def test_texts_that_differ_only_far_down_are_alike() -> None:
    """Two hundred letters are compared: whole pages against whole pages would take minutes."""
    begins_so = "The form asks for a number nobody has. " * 10
    assert first_like([begins_so + "Monday", begins_so + "A long way further on, Tuesday"], alike=100) == [0, 0]
