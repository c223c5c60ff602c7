"""A gentle check: is it told as “I”?"""

from __future__ import annotations

import pytest

from workbench.model.prompts import Words
from workbench.patterns.told_as_i import told_as_i


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I waited.", True),
        ("Then i'm sent away", True),
        ("She held MY hand", True),
        ("It was like this in Iowa", False),
        ("She waited at the office.", False),
        ("  ", None),
    ],
)
def test_a_story_is_asked_for_its_first_person(english: Words, text: str, told: bool | None) -> None:
    assert told_as_i(text, english.section("stories.first_person")["en"]) is told


def test_of_a_language_without_a_list_nothing_is_said() -> None:
    assert told_as_i("Roeddwn i yno", []) is None
