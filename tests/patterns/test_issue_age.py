from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from workbench.frames import Evidence
from workbench.model import Issue
from workbench.patterns import issue_age

TODAY = date(2026, 5, 1)


def issue(id: str, *, days: int | None = None, level: str = "system", **more: object) -> Issue:
    raised = None if days is None else TODAY - timedelta(days=days)
    return Issue.model_validate(
        {"id": id, "cycle": "c", "description": id, "level": level, "owner": "team", "raised_on": raised, **more}
    )


def counted(evidence: Evidence, **asked: str) -> dict[tuple[str, str], int]:
    table = issue_age(evidence, **asked).table
    assert len(table) == 15
    return {(r["level"], r["age_band"]): r["n"] for r in table.to_dict("records") if r["n"]}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("days", "band"),
    [
        (-3, "under_a_month"),
        (0, "under_a_month"),
        (30, "under_a_month"),
        (31, "to_three_months"),
        (91, "to_three_months"),
        (92, "to_a_year"),
        (365, "to_a_year"),
        (366, "over_a_year"),
        (None, "unknown"),
    ],
)
def test_an_issue_is_in_the_band_of_its_days(
    make_evidence: Callable[..., Evidence], days: int | None, band: str
) -> None:
    assert counted(make_evidence(issue("a", days=days))) == {("system", band): 1}


def test_open_issues_are_counted_by_level_and_closed_ones_are_not(make_evidence: Callable[..., Evidence]) -> None:
    held = make_evidence(
        issue("a", days=10),
        issue("b", days=12),
        issue("c", days=40, level="macro"),
        issue("d", days=400, level="individual"),
        issue("e", days=400, status="closed"),
        issue("elsewhere", days=10, cycle="d"),
    )
    assert counted(held, cycle="c") == {
        ("system", "under_a_month"): 2,
        ("macro", "to_three_months"): 1,
        ("individual", "over_a_year"): 1,
    }
    assert counted(held, system="council")["system", "under_a_month"] == 3
    people = issue_age(held, cycle="c").people
    assert people is not None
    assert people["system", "under_a_month"] == {"a", "b"}


def test_an_issue_without_a_day_is_as_old_as_its_record(make_evidence: Callable[..., Evidence]) -> None:
    written = datetime(2026, 3, 1, 17, tzinfo=UTC)  # 61 days before
    assert counted(make_evidence(issue("a", created_at=written))) == {("system", "to_three_months"): 1}


def test_no_issues_are_a_table_of_noughts(make_evidence: Callable[..., Evidence]) -> None:
    assert counted(make_evidence()) == {}
