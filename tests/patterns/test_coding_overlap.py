"""Passages of two people, counted by hand."""

from __future__ import annotations

from collections.abc import Callable

from workbench.frames import Evidence
from workbench.model import Record
from workbench.patterns import coding_overlap

Make = Callable[..., Evidence]
Rounds = Callable[..., list[Record]]


def test_passages_that_meet_are_counted_from_both_sides(make_evidence: Make, make_coding_round: Rounds) -> None:
    tags = [
        ("Ama", "trust", "a", (0, 10)),
        ("Ama", "trust", "a", (21, 31)),
        ("Bo", "trust", "a", (5, 25)),
        ("Bo", "trust", "b", (0, 6)),
        # of a text that only Ama read to its end nothing is compared
        ("Ama", "trust", "z", (0, 6)),
    ]
    read = {"a": ("Ama", "Bo"), "b": ("Ama", "Bo"), "z": ("Ama",)}
    [row] = coding_overlap(make_evidence(*make_coding_round(read, tags)), coding_round="c-r").table.to_dict("records")
    assert row == {
        "theme": "c-trust",
        "name": "trust",
        "first": "Ama",
        "second": "Bo",
        "n_texts": 2,
        "n_first": 2,
        "n_second": 2,
        "n_first_met": 2,
        "n_second_met": 1,
        "f1": 3 / 4,
        # both tagged 5 + 4 characters; Ama 20, Bo 26
        "f1_characters": 2 * 9 / 46,
    }


def test_whole_texts_meet_where_both_tagged_them(make_evidence: Make, make_coding_round: Rounds) -> None:
    three = ("Ama", "Bo", "Cy")
    tags = [("Ama", "trust", "a"), ("Ama", "trust", "b"), ("Bo", "trust", "a")]
    found = coding_overlap(
        make_evidence(*make_coding_round(dict.fromkeys("abc", three), tags, unit="whole")), coding_round="c-r"
    ).table
    pairs = list(zip(found["first"], found["second"], found["f1"], found["n_texts"], strict=True))
    assert pairs == [("Ama", "Bo", 2 / 3, 3), ("Ama", "Cy", 0, 3), ("Bo", "Cy", 0, 3)]


def test_nothing_tagged_gives_no_rows(make_evidence: Make, make_coding_round: Rounds) -> None:
    made = make_evidence(*make_coding_round({"a": ("Ama", "Bo")}, []))
    assert coding_overlap(made, coding_round="c-r").table.empty
