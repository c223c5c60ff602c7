"""What every question about case files holds to."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.desk import Desk
from workbench.errors import NotAllowed
from workbench.frames import Picked

pytestmark = pytest.mark.slow

QUESTIONS = (
    "activity_by_agency",
    "activity_before_after",
    "cumulative_cost",
    "yearly_cost",
    "weekly_cost",
    "crisis_share",
    "failure_demand",
    "assess_do_refer",
    "hand_offs",
    "sequences",
    "cohort_before_after",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_only_the_group_itself_picks_people(question: str, sample_store: Path) -> None:
    """Two choices that differ by one person would tell about that person, whatever is hidden in each."""
    one = Picked(cases=frozenset({"case-marlow"}))
    wide = Desk.open(sample_store, audience="place")
    with pytest.raises(NotAllowed, match="Only the group itself can pick people"):
        getattr(wide, question)(system="harbour-caseworkers", picked=one)
    assert len(getattr(Desk.open(sample_store), question)(system="harbour-caseworkers", picked=one).table)
