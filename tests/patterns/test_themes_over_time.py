"""Themes by calendar quarter, beside how many texts were read."""

from __future__ import annotations

from collections.abc import Callable

from workbench.frames import Evidence
from workbench.model import Record, Story
from workbench.patterns import themes_over_time

Make = Callable[..., Evidence]
Rounds = Callable[..., list[Record]]


def test_a_quarter_in_which_nothing_was_read_says_so(make_evidence: Make, make_coding_round: Rounds) -> None:
    days = {"a": "2025-08-01", "b": "2025-09-30", "e": "2026-01-02", "f": None}
    made = make_coding_round(
        dict.fromkeys(days, ("Ama",)), [("Ama", "trust", "a"), ("Bo", "trust", "a"), ("Ama", "trust", "f")]
    )
    told = [
        Story.model_validate({**one.model_dump(), "told_on": days[one.id]}) if isinstance(one, Story) else one
        for one in made
    ]
    found = themes_over_time(make_evidence(*told))
    columns = ["name", "year", "quarter", "n_texts", "n_people", "n_read", "n_people_read", "share"]
    assert found.table[columns].astype("object").fillna(-1).to_numpy().tolist() == [
        ["trust", 2025, 3, 1, 1, 2, 2, 0.5],
        ["trust", 2025, 4, 0, 0, 0, 0, -1],
        ["trust", 2026, 1, 0, 0, 1, 1, 0],
    ]
    assert (found.n_without_day, found.n_people) == (1, 4)


def test_nothing_read_gives_no_rows(make_evidence: Make, make_coding_round: Rounds) -> None:
    assert themes_over_time(make_evidence()).table.empty
    made = make_coding_round({"a": ("Ama",)}, [("Ama", "trust", "a")])
    # a text nobody dated can stand in no quarter
    assert (
        themes_over_time(make_evidence(*made)).table.empty,
        themes_over_time(make_evidence(*made)).n_without_day,
    ) == (True, 1)
