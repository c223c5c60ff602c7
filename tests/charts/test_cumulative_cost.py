from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from workbench.charts import Figure, cumulative_cost
from workbench.frames import Evidence
from workbench.model.prompts import Words
from workbench.patterns import cumulative_cost as found
from workbench.sharing import release

Seen = Callable[..., Evidence]


def marks(figure: Figure, kind: str) -> list[dict[str, Any]]:
    """The marks of one kind in the upper picture."""
    return [layer["mark"] for layer in figure.chart.to_dict()["vconcat"][0]["layer"] if layer["mark"]["type"] == kind]


def texts(figure: Figure) -> list[str]:
    return [row["said"] for rows in figure.chart.to_dict()["datasets"].values() for row in rows if "said" in row]


@pytest.fixture
def two_years(seen: Seen) -> Evidence:
    """£650 before, £20 after; observed for a year and two months after."""
    before = [{"day": day, "cost_pence": 13_000} for day in (-700, -500, -300, -200, -1)]
    return seen(*before, {"day": 30, "cost_pence": 2_000}, observed_until="2025-03-14")


def test_both_lines_are_named_at_their_ends_and_differ_in_dash_and_mark(two_years: Evidence, english: Words) -> None:
    figure = cumulative_cost(release(found(two_years)), words=english)
    assert texts(figure) == ["before: £650", "after: £20"]
    assert [mark["shape"] for mark in marks(figure, "point")] == ["square", "circle"]
    assert [mark["strokeDash"] for mark in marks(figure, "line")] == [[9, 5], [1, 0]]


def test_it_is_said_where_fewer_people_are_observed(two_years: Evidence, english: Words) -> None:
    figure = cumulative_cost(release(found(two_years)), words=english)
    assert figure.description.split("\n")[:6] == [
        "Before: £650 by Yr2 Q4, in 5 contacts.",
        "After: £20 by Yr2 Q1, in one contact.",
        "People observed for all of a quarter, before: 1 in Yr1 Q1.",
        "People observed for all of a quarter, after: 1 in Yr1 Q1, 0 in Yr2 Q1.",
        "In brackets: people observed for a part of that quarter only.",
        "One person, observed for a part of this time only.",
    ]
    [strip] = [rows for rows in figure.chart.to_dict()["datasets"].values() if "fewer" in rows[0]]
    assert [cell["shown"] for cell in strip if cell["fewer"]] == ["0 (+1)", "0", "0", "0"]


def test_contacts_add_up_as_well_and_then_no_pounds_are_spoken_of(two_years: Evidence, english: Words) -> None:
    figure = cumulative_cost(release(found(two_years)), words=english, measure="activity")
    assert texts(figure) == ["before: 5", "after: 1"]
    assert "£" not in figure.description


def test_names_of_lines_that_end_near_one_another_do_not_meet(seen: Seen, english: Words) -> None:
    evidence = seen({"day": -1, "cost_pence": 10_000}, {"day": 1, "cost_pence": 10_100})
    figure = cumulative_cost(release(found(evidence)), words=english)
    assert [mark["dy"] for mark in marks(figure, "text")] == [14, -14]


@pytest.mark.parametrize(
    ("contacts", "said"),
    [
        ([], "No contacts of these people in this time have been written down or brought in yet."),
        (
            [{"day": 1}],
            "No costs are known of these contacts yet. "
            "They come from a contact's own cost, or from a table of unit costs.",
        ),
    ],
)
def test_nothing_to_draw_says_what_is_missing(
    seen: Seen, english: Words, contacts: list[dict[str, Any]], said: str
) -> None:
    assert cumulative_cost(release(found(seen(*contacts))), words=english).empty == said
