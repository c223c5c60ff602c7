"""Stories by the month in which they were told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from workbench.frames import Evidence
from workbench.model import Story
from workbench.patterns.stories_told import StoriesTold, stories_told


@pytest.fixture
def told(make_evidence: Callable[..., Evidence]) -> Callable[..., StoriesTold]:
    def _told(*stories: tuple[str, date | None]) -> StoriesTold:
        return stories_told(
            make_evidence(
                *(
                    Story(id=f"s{n}", cycle="c", title="T", text="I", teller=teller, told_on=on)
                    for n, (teller, on) in enumerate(stories)
                )
            )
        )

    return _told


def test_a_month_without_a_story_has_its_row_and_stories_without_a_day_come_last(
    told: Callable[..., StoriesTold],
) -> None:
    found = told(
        ("Wren", date(2026, 1, 5)),
        ("wren", date(2026, 1, 31)),
        ("", date(2026, 3, 1)),
        ("", date(2026, 3, 1)),
        ("Robin", None),
    )
    assert list(found.table.itertuples(index=False, name=None)) == [
        ("2026-01", 2, 1),
        ("2026-02", 0, 0),
        ("2026-03", 2, 2),
        ("", 1, 1),
    ]
    assert (found.unit, found.n_people) == ("month", 4)
    assert found.people is not None
    assert found.people["2026-01"] == {"s0", "s1"}


def test_over_more_months_than_fit_they_are_counted_by_year(told: Callable[..., StoriesTold]) -> None:
    assert told(("a", date(2024, 1, 1)), ("b", date(2025, 6, 1))).unit == "month"
    found = told(("a", date(2024, 1, 1)), ("b", date(2025, 7, 1)))
    assert (found.unit, list(found.table["period"]), list(found.table["n"])) == ("year", ["2024", "2025"], [1, 1])


def test_no_stories_give_no_rows(told: Callable[..., StoriesTold]) -> None:
    assert told().table.empty
    assert list(told(("a", None)).table.itertuples(index=False, name=None)) == [("", 1, 1)]
