"""What is worked out of a store is kept until what it was made of has changed."""

from __future__ import annotations

from datetime import UTC, datetime

from workbench.desk import Desk
from workbench.model import Issue, Theme
from workbench.panels.kept_reading import KeptReading
from workbench.store import Store


def test_it_is_worked_out_again_when_its_kind_was_written_or_the_day_is_another(quay_store: Store) -> None:
    now = [datetime(2026, 5, 4, 12, tzinfo=UTC)]
    desk = Desk(quay_store, now=lambda: now[0])
    made = iter(range(100))
    kept = KeptReading(desk, ("theme",), lambda: (next(made), len(quay_store.all(Theme))))
    assert (kept.now(), kept.now()) == ((0, 0), (0, 0))

    with quay_store.step("An issue", by="Test") as step:
        step.add(Issue(cycle="quay-1", description="No seats", level="system", owner="team"))
    assert kept.now() == (0, 0)

    with quay_store.step("A theme", by="Test") as step:
        step.add(Theme(cycle="quay-1", name="Waiting"))
    assert (kept.now(), kept.now()) == ((1, 1), (1, 1))

    now[0] = datetime(2026, 5, 5, 1, tzinfo=UTC)
    assert (kept.now(), kept.now()) == ((2, 1), (2, 1))
