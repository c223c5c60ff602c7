from __future__ import annotations

import pytest

from workbench.model.prompts import words
from workbench.panels.spoken_span import spoken_span


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-2, "0 days"),
        (1, "1 day"),
        (13, "13 days"),
        (14, "2 weeks"),
        (60, "8 weeks"),
        (61, "2 months"),
        (364, "11 months"),
        (366, "12 months"),
        (730, "2 years"),
        (1100, "3 years"),
    ],
)
def test_a_span_is_told_in_the_largest_unit_there_are_two_of(days: int, said: str) -> None:
    assert spoken_span(days, words()) == said
