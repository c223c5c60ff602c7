"""Who opened whose file: every visit is there, with ids only, whatever else happens in the store."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.store import Store
from workbench.store.access_log import Access

if TYPE_CHECKING:
    from conftest import Clock

Where = tuple[str | Path, str | None]


def test_a_visit_is_noted_once_and_a_later_one_again(where: Where, clock: Clock) -> None:
    with Store.open(where[0], key=where[1], now=clock) as store:
        first = clock.at
        store.note_access("case", "k1", by="Ama", page="tab", why="time_line")
        clock.at = first + timedelta(minutes=10)
        store.note_access("case", "k1", by="Ama", page="tab", why="time_line")
        store.note_access("case", "k1", by="Ben", page="tab", why="time_line")
        store.note_access("case", "k2", by="Ama", page="tab", why="time_line")
        clock.at = first + timedelta(minutes=16)
        store.note_access("case", "k1", by="Ama", page="tab", why="time_line")
        assert store.accesses("case", "k1") == [
            Access(first + timedelta(minutes=16), "Ama", "case", "k1", "time_line"),
            Access(first + timedelta(minutes=10), "Ben", "case", "k1", "time_line"),
            Access(first, "Ama", "case", "k1", "time_line"),
        ]
        assert store.accesses("case", "k3") == []
        # looking is no change: other pages have nothing to draw anew
        assert store.revision() == 0


def test_visits_are_in_a_backup_and_go_on_after_it_was_restored(where: Where, clock: Clock, tmp_path: Path) -> None:
    with Store.open(where[0], key=where[1], now=clock) as store:
        store.note_access("case", "k1", by="Ama", why="time_line")
        copy = store.backup(tmp_path / "copy.db" if store._database.is_file else tmp_path / "copy.zip")
    Store.restore(where[0], copy, where[1], now=clock)
    clock.wait(hours=1)
    with Store.open(where[0], key=where[1], now=clock) as store:
        store.note_access("case", "k1", by="Ben", why="time_line")
        assert [visit.by for visit in store.accesses("case", "k1")] == ["Ben", "Ama"]
