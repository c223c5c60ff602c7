"""Passages that overlap, and passages whose text was changed since."""

from __future__ import annotations

import pytest

from workbench.patterns.passage import found_again, length, lie_together, overlap, spans_together

TEXT = "Nobody rang me back. I waited at the window 🪟 all day, and nobody rang."


@pytest.mark.parametrize(
    ("text", "quote", "span", "found"),
    [
        (TEXT, "rang me", (7, 14), (7, 14)),
        ("Well. " + TEXT, "rang me", (7, 14), (13, 20)),
        ("👩‍👩‍👧 " + TEXT, "rang me", (7, 14), (13, 20)),
        # the same words stand twice: the nearer of the two
        ("nobody rang. " * 2, "nobody rang", (12, 23), (13, 24)),
        ("nobody rang. " * 2, "nobody rang", (1, 12), (0, 11)),
        # a word was mended
        ("Nobody rang me back. I waited by the window all day.", "I waited at the window", (21, 43), (21, 43)),
        ("Somebody else came.", "I waited at the window", (21, 43), None),
        # short words are not looked for among what is only like them
        ("The cart", "cat", (4, 7), None),
        ("", "rang me", (7, 14), None),
        ("cat", "I waited at the window", (0, 22), None),
        # a passage of which no words were kept
        (TEXT, "", (0, 6), (0, 6)),
        ("No", "", (0, 6), None),
        ("ذهبت إلى البنك مرتين", "إلى البنك", (5, 14), (5, 14)),
    ],
)
def test_a_passage_is_found_by_its_words(
    text: str, quote: str, span: tuple[int, int], found: tuple[int, int] | None
) -> None:
    assert found_again(text, quote, span) == found


def test_a_long_text_is_looked_through_at_once() -> None:
    filler = "and then we went on to the next one of them, as one does; " * 340
    text = f"{filler}He never once asked what mattered to my mother.{filler}"
    found = found_again(text, "He never once asked me what mattered to mother", (10, 60))
    assert found is not None
    assert "asked what mattered" in text[slice(*found)]


def test_passages_that_share_characters_become_one_and_those_that_touch_stay_two() -> None:
    assert spans_together([(8, 12), (0, 4), (2, 6), (6, 8)]) == [(0, 6), (6, 8), (8, 12)]
    assert spans_together([]) == []


def test_what_lies_in_both_is_counted_in_characters() -> None:
    assert overlap([(0, 10), (20, 30)], [(5, 25)]) == 10
    assert overlap([], [(5, 25)]) == 0
    assert length([(0, 10), (20, 30)]) == 20
    assert (lie_together((0, 4), (4, 8)), lie_together((0, 5), (4, 8))) == (False, True)
