"""How strong an observation is follows from two answers; the product itself is never shown."""

from __future__ import annotations

import pytest

from workbench.patterns.observation_strength import observation_strength


@pytest.mark.parametrize(
    ("hard_to_dispute", "surprising", "strength"),
    [
        ("little", "little", "weak"),  # 1
        ("little", "some", "weak"),  # 2
        ("some", "little", "weak"),  # 2
        ("little", "much", "medium"),  # 3
        ("much", "little", "medium"),  # 3
        ("some", "some", "medium"),  # 4
        ("some", "much", "strong"),  # 6
        ("much", "some", "strong"),  # 6
        ("much", "much", "strong"),  # 9
    ],
)
def test_it_is_how_hard_to_dispute_times_how_surprising(hard_to_dispute: str, surprising: str, strength: str) -> None:
    assert observation_strength(hard_to_dispute, surprising, said="medium") == strength


@pytest.mark.parametrize("answers", [(None, None), ("much", None), (None, "much"), ("", "much")])
def test_without_both_answers_it_is_what_people_said(answers: tuple[str | None, str | None]) -> None:
    assert (observation_strength(*answers), observation_strength(*answers, said="weak")) == (None, "weak")
