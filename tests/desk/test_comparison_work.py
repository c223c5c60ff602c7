"""Comparisons that were looked at are kept once a day, or once a session, and again on another."""

from __future__ import annotations

from datetime import UTC, date, datetime

from workbench.desk import Desk
from workbench.desk.comparison_work import ComparisonWork
from workbench.model import Comparison, SenseSession, SessionPhase

SEEN = {"looked_key": "k", "seen_in": "triad_comparison", "compared": "What helped", "p": 0.03}


def kept(desk: Desk) -> list[tuple[date | None, bool]]:
    return [(one.looked_on, one.sense_session is not None) for one in desk.store.all(Comparison)]


def test_the_same_comparison_is_kept_once_a_day_once_a_session_and_again_on_another_day(quay_desk: Desk) -> None:
    desk, cycle = quay_desk, quay_desk.structure.cycles[0].id
    first, later = datetime(2026, 5, 4, 9, tzinfo=UTC), datetime(2026, 5, 5, 9, tzinfo=UTC)
    at = [first]
    desk._now = lambda: at[0]
    work = ComparisonWork.at(desk, cycle)
    assert len(work.look([SEEN])) == 1
    assert work.look([SEEN]) == []
    with desk.store.step("A session", by="Odile") as step:
        step.add(SenseSession(cycle=cycle, name="May", phase=SessionPhase.together, held_on=first.date()))
    assert len(work.look([SEEN])) == 1
    at[0] = later
    assert work.look([SEEN]) == []
    with desk.store.step("Closed", by="Odile") as step:
        [session] = desk.store.all(SenseSession)
        step.revise(session.model_copy(update={"phase": SessionPhase.closed}))
    assert len(work.look([SEEN])) == 1
    assert kept(desk) == [(first.date(), False), (first.date(), True), (later.date(), False)]
