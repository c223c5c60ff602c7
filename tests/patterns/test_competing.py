"""Interpretations compete when there are two in different words, by those who looked together."""

from __future__ import annotations

import pytest

from workbench.patterns.competing import Competing, competing

TRUST, FORM = ("They do not trust us", "Ama"), ("The form is too long", "Bo")


@pytest.mark.parametrize(
    ("interpretations", "found"),
    [
        ([], Competing(0, "none")),
        ([TRUST], Competing(1, "one")),
        ([TRUST, ("they DO not trust us!!", "Bo")], Competing(1, "alike")),
        ([TRUST, FORM], Competing(2, "")),
        ([TRUST, FORM, ("Trust us they do not", "Cy")], Competing(2, "")),
        # one word makes all the difference
        ([("They trust us", ""), ("They do not trust us", "")], Competing(2, "")),
        ([("There is time in the evenings", ""), ("There is no time in the evenings", "")], Competing(2, "")),
        # an emoji or another script is as good as any word
        ([("😀", ""), ("😢", "")], Competing(2, "")),
        ([("الثقة", ""), ("الوقت", "")], Competing(2, "")),
    ],
)  # fmt: skip
def test_two_that_differ_are_enough(interpretations: list[tuple[str, str]], found: Competing) -> None:
    assert competing(interpretations) == found


def test_those_of_people_who_were_not_there_do_not_count_on_their_own() -> None:
    assert competing([TRUST, FORM], people=["Ama", "Cy"]) == Competing(1, "others")
    assert competing([TRUST, FORM], people=[" ama ", "BO"]) == Competing(2, "")


def test_one_without_a_name_counts_as_one_of_theirs() -> None:
    assert competing([TRUST, ("The form is too long", "")], people=["Ama"]) == Competing(2, "")


def test_where_nobody_wrote_down_who_was_there_everybody_counts() -> None:
    assert competing([TRUST, FORM], people=[]) == Competing(2, "")
