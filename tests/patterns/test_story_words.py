"""The words of a text: counted, and looked for in any form."""

from __future__ import annotations

import pytest

from workbench.patterns.story_words import folded, holds, length_of, n_words, searched


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("", 0),
        (" … — !", 0),
        ("I didn’t know, at 9 o'clock.", 6),
        ("Don't", 1),
        ("ثم وضع كوبا", 3),
        ("我等了三天", 3),
        ("我 bought 茶", 2),
    ],
)
def test_words_are_counted_as_they_are_read(text: str, n: int) -> None:
    assert n_words(text) == n


def test_a_length_is_told_by_how_long_reading_it_aloud_takes() -> None:
    assert [length_of(n) for n in (0, 150, 151, 600, 601)] == ["short", "short", "medium", "medium", "long"]


@pytest.mark.parametrize(
    ("wanted", "text", "found"),
    [
        ("walk", "We walked home", True),
        ("WALK", "walking", True),
        ("art", "a start", False),
        ("walk home", "home, after a walk", True),
        ("walk home", "a walk", False),
        ('"walk home"', "home, after a walk", False),
        ("“walk home”", "a walk\nhome together", True),
        ("cafe", "Café Bär", True),
        ("Bär", "cafe bar", True),
        ("don't", "I don’t know", True),
        ("c++ (100%", "he learnt C++ and (100% more)", True),
        ("شاي", "كوب الشَّاي", True),
        ("三天", "我等了三天", True),
        ("", "anything", True),
        (" , ", "anything", True),
    ],
)
def test_a_word_is_found_in_the_forms_people_would_expect(wanted: str, text: str, found: bool) -> None:
    assert holds(folded(text), searched(wanted)) is found
