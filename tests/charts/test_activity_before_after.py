from __future__ import annotations

from collections.abc import Callable

import pytest

from workbench.charts import activity_before_after
from workbench.frames import Evidence
from workbench.model.prompts import Words
from workbench.patterns import activity_before_after as found
from workbench.sharing import release

Seen = Callable[..., Evidence]
STAY = {"activity": "unplanned admission", "agency": "NHS"}


@pytest.fixture
def stays(seen: Seen) -> Evidence:
    """Two stays of five and three bed days before; then one of two, and in the second quarter one of one."""
    days = ((-20, 5), (-10, 3), (10, 2), (100, 1))
    return seen(*({"day": day, "quantity": beds, "cost_pence": beds * 40_000, **STAY} for day, beds in days))


@pytest.mark.parametrize(
    ("measure", "told"),
    [
        ("activity", "unplanned admission: 2 before, 1 after; 1 fewer (50%)."),
        ("quantity", "unplanned admission: 8 before, 2 after; 6 fewer (75%)."),
        ("cost", "unplanned admission: £3,200 before, £800 after; £2,400 less (75%)."),
    ],
)
def test_each_measure_says_how_many_fewer(stays: Evidence, english: Words, measure: str, told: str) -> None:
    figure = activity_before_after(release(found(stays)), words=english, measure=measure)  # type: ignore[arg-type]
    assert figure.description.split("\n")[0] == told
    assert "Nobody knows what would have happened otherwise." in figure.description


def test_where_the_sides_are_not_as_long_it_says_what_it_compares_with(stays: Evidence, english: Words) -> None:
    figure = activity_before_after(release(found(stays, after_quarters=2)), words=english, measure="quantity")
    first, span, *_ = figure.description.split("\n")
    assert first == "unplanned admission: 8 before, 3 after; 13 fewer than 16 (81%)."
    assert span == (
        "Before: one quarter of a year. After: 2 quarters of a year. "
        "Counted from the day the new way of working began for each person."
    )
    assert figure.table["Units, at the same pace"].tolist() == ["13 fewer than 16 (81%)", ""]


def test_one_cost_that_is_not_known_leaves_no_difference(seen: Seen, english: Words) -> None:
    evidence = seen({"day": -3, "cost_pence": 500}, {"day": 3})
    figure = activity_before_after(release(found(evidence)), words=english, measure="cost")
    assert figure.description.startswith("visit: £5 before, not known after; not every cost is known.\n")
    assert "After: the cost of the one contact is not known." in figure.description


def test_no_contacts_say_so(seen: Seen, english: Words) -> None:
    figure = activity_before_after(release(found(seen())), words=english)
    assert figure.empty == "No contacts of these people in this time have been written down or brought in yet."
