from __future__ import annotations

import pandas as pd

from workbench.charts.from_to import most_frequent, name_in_lines


def test_of_agencies_that_come_up_as_often_the_first_by_name_stay() -> None:
    table = pd.DataFrame([("b", "c", 1), ("a", "c", 1), ("d", "c", None)], columns=["x", "y", "n"])
    assert most_frequent(table.astype({"n": "Int64"}), columns=("x", "y"), most=2) == ["a", "c"]


def test_a_long_name_keeps_its_beginning_and_its_end() -> None:
    name = "Community mental health crisis resolution and home treatment, north"
    assert name_in_lines(name, 26, lines=2) == "Community mental health\n… home treatment, north"
    assert name_in_lines("Housing options", 26, lines=2) == "Housing options"
