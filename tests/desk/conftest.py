"""A small system of our own: one place, one team, one cycle."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workbench.desk import Desk
from workbench.model import Cycle, Scale, System
from workbench.store import Store

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "own.db", now=lambda: NOON) as opened:
        with opened.step("Set the scene", by="Test") as step:
            for position, scale in enumerate(("person", "team", "organisation", "place", "country"), start=1):
                step.add(Scale(id=scale, name=scale.title(), position=position * 10))
            step.add(System(id="bay", name="The Bay", scale="place"))
            step.add(System(id="quay", name="Quay team", scale="team", part_of="bay"))
            step.add(Cycle(id="quay-1", system="quay", name="First round", opened_on=NOON.date()))
        yield opened


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store, now=lambda: NOON)
