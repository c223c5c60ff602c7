"""Two themes on one text, and on the same words."""

from __future__ import annotations

from collections.abc import Callable

from workbench.frames import Evidence
from workbench.model import Record
from workbench.patterns import theme_cooccurrence

Make = Callable[..., Evidence]
Rounds = Callable[..., list[Record]]


def test_pairs_are_counted_once_on_texts_and_on_words(make_evidence: Make, make_coding_round: Rounds) -> None:
    tags = [
        ("Ama", "waiting", "a", (0, 20)),
        ("Bo", "trust", "a", (7, 14)),
        ("Ama", "waiting", "b", (0, 6)),
        ("Ama", "trust", "b", (6, 14)),
        ("Ama", "trust", "e"),
        ("Ama", "alone", "f"),
    ]
    made = make_coding_round(dict.fromkeys("abefg", ("Ama", "Bo")), tags)
    found = theme_cooccurrence(make_evidence(*made))
    columns = ["name", "other_name", "n_texts", "n_people", "n_overlapping", "n_people_overlapping"]
    assert found.table[columns].to_numpy().tolist() == [
        ["alone", "alone", 1, 1, 0, 0],
        ["alone", "trust", 0, 0, 0, 0],
        ["alone", "waiting", 0, 0, 0, 0],
        ["trust", "trust", 3, 3, 2, 2],
        ["trust", "waiting", 2, 2, 1, 1],
        ["waiting", "waiting", 2, 2, 2, 2],
    ]
    assert (found.n_read, found.n_people) == (5, 5)


def test_no_themes_give_no_rows(make_evidence: Make, make_coding_round: Rounds) -> None:
    assert theme_cooccurrence(make_evidence()).table.empty
    found = theme_cooccurrence(
        make_evidence(*make_coding_round({"a": ("Ama",)}, [("Ama", "trust", "a")], state="blind"))
    )
    assert (found.table.empty, found.n_read) == (True, 0)
