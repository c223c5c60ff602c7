"""What to talk about: the most divided first, and nobody's name before a text's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from workbench.frames import Evidence
from workbench.model import Record
from workbench.patterns import coding_disagreements

Make = Callable[..., Evidence]
Rounds = Callable[..., list[Record]]
FOUR = ("Ama", "Bo", "Cy", "Di")


@pytest.mark.slow
def test_where_readers_are_most_evenly_divided_stands_first(make_evidence: Make, make_coding_round: Rounds) -> None:
    tags = [
        ("Di", "trust", "a", (0, 6)),
        ("Ama", "trust", "b", (0, 20)),
        ("Bo", "trust", "b", (7, 11)),
        *((who, "waiting", "b", (21, 38)) for who in FOUR),
        *((who, "waiting", "a", (21, 38)) for who in FOUR[:3]),
    ]
    found = coding_disagreements(make_evidence(*make_coding_round(dict.fromkeys("ab", FOUR), tags)), coding_round="c-r")
    assert found.n_agreed == 1
    columns = ["of", "name", "starts", "ends", "quote", "tagged_by", "not_by"]
    assert found.table[columns].to_numpy().tolist() == [
        ["b", "trust", 0, 20, "Nobody rang me back.", ("Ama", "Bo"), ("Cy", "Di")],
        ["a", "trust", 0, 6, "Nobody", ("Di",), ("Ama", "Bo", "Cy")],
        ["a", "waiting", 21, 38, "I waited all day.", ("Ama", "Bo", "Cy"), ("Di",)],
    ]


def test_whoever_tagged_the_whole_text_tagged_each_passage_of_it(
    make_evidence: Make, make_coding_round: Rounds
) -> None:
    tags = [("Ama", "trust", "a"), ("Bo", "trust", "a", (0, 6))]
    found = coding_disagreements(make_evidence(*make_coding_round({"a": ("Ama", "Bo")}, tags)), coding_round="c-r")
    # about these words both say yes; that it is the whole text is what they differ about
    assert found.n_agreed == 1
    assert found.table[["starts", "quote", "tagged_by", "not_by"]].fillna(-1).to_numpy().tolist() == [
        [-1, "", ("Ama",), ("Bo",)]
    ]


def test_one_reader_alone_disagrees_with_nobody(make_evidence: Make, make_coding_round: Rounds) -> None:
    found = coding_disagreements(
        make_evidence(*make_coding_round({"a": ("Ama",)}, [("Ama", "trust", "a", (0, 6))])), coding_round="c-r"
    )
    assert (found.table.empty, found.n_agreed) == (True, 0)


def test_somebody_who_did_not_finish_is_heard_but_not_said_to_differ(
    make_evidence: Make, make_coding_round: Rounds
) -> None:
    tags = [("Ama", "trust", "a", (0, 6)), ("Bo", "waiting", "a", (0, 6))]
    found = coding_disagreements(make_evidence(*make_coding_round({"a": ("Ama",)}, tags)), coding_round="c-r").table
    assert found[["name", "tagged_by", "not_by"]].to_numpy().tolist() == [["waiting", ("Bo",), ("Ama",)]]


def test_words_that_are_gone_are_counted_and_not_listed(make_evidence: Make, make_coding_round: Rounds) -> None:
    made = make_coding_round({"a": ("Ama", "Bo")}, [("Ama", "trust", "a", (0, 20))], texts={"a": "All is well today."})
    found = coding_disagreements(make_evidence(*made), coding_round="c-r")
    assert (found.table.empty, found.n_lost) == (True, 1)
