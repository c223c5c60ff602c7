"""Two gentle checks: they ask, they never refuse."""

from __future__ import annotations

import pytest

from workbench.model.prompts import words
from workbench.patterns.purpose_check import purpose_check


def _asks(wording: str) -> dict[str, bool]:
    return {check.name: check.asks for check in purpose_check(wording, words=words())}


@pytest.mark.parametrize(
    "wording",
    [
        "People in our town live thriving lives, free from debt.",
        "In my last year of life, help me live well.",
        "People and those who support them make informed decisions about their health and care.",
    ],
)
def test_the_purposes_people_really_use_are_not_asked_about(wording: str) -> None:
    assert _asks(wording) == {"lives": False, "wide": False}


def test_words_of_an_organisation_are_asked_about_and_quoted() -> None:
    lives, wide = purpose_check("Deliver efficient debt advice", words=words())
    assert (lives.asks, wide.asks) == (True, False)
    assert "deliver" in lives.sentence.lower()


@pytest.mark.parametrize(
    "wording", ["Fewer people in debt by 2027", "Lives with 20 % less debt", "Lives with £500 more"]
)
def test_a_measure_or_a_date_is_asked_about(wording: str) -> None:
    assert _asks(wording)["wide"] is True


def test_more_words_than_a_room_can_keep_are_asked_about() -> None:
    assert _asks("people " * 30)["wide"] is False
    assert _asks("people " * 31)["wide"] is True


def test_no_wording_has_no_checks() -> None:
    assert purpose_check("  ", words=words()) == ()
