"""Copies that are opened before anybody relies on them, and the way back."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from workbench.errors import Refused, Stale, StoreProblem
from workbench.model import Record, Story, Thing, ThingKind, Withdrawal
from workbench.store import Store
from workbench.store.backup import verify

pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from conftest import Clock, World

Where = tuple[str | Path, str | None]
FILES = pytest.mark.parametrize("where", ["file", "encrypted"], indirect=True)


def everything(store: Store) -> dict[str, list[Record]]:
    return {kind: store.all(kind) for kind in ("system", "cycle", "map", "thing", "map_item", "link", "story")}


def add(world: World, name: str) -> Thing:
    with world.store.step(f"Added {name}", by="Asha") as step:
        return step.add(Thing(cycle=world.cycle.id, name=name, thing_kind=ThingKind.factor))


def test_a_backup_restored_elsewhere_holds_everything(world: World, where: Where, tmp_path: Path, clock: Clock) -> None:
    backup = world.store.backup()
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    elsewhere = tmp_path / "elsewhere" / "workbench.db"
    Store.restore(elsewhere, backup, where[1], now=clock)
    with Store.open(elsewhere, key=where[1], now=clock) as found:
        assert everything(found) == everything(world.store)
        assert found.history("thing", world.things[0].id) == world.store.history("thing", world.things[0].id)
        assert found.check() == []


def test_restoring_goes_back_and_lets_open_pages_notice(world: World, where: Where, clock: Clock) -> None:
    before = everything(world.store)
    backup = world.store.backup()
    clock.wait(minutes=1)
    added = add(world, "Later")
    with world.store.step("Renamed", by="Asha") as step:
        renamed = step.revise(world.things[0].model_copy(update={"name": "Debt"}))
    since = world.store.revision()
    Store.restore(where[0], backup, where[1], now=clock)
    after = everything(world.store)
    told = world.store.changes(since)
    assert {k: [r.model_copy(update={"version": 0}) for r in v] for k, v in after.items()} == {
        k: [r.model_copy(update={"version": 0}) for r in v] for k, v in before.items()
    }
    assert [(c.seq, c.kind, c.action) for c in told] == [(since + 1, "store", "revised")]
    assert world.store.find("thing", added.id) is None
    # A page that still holds the version from before restoring must not save over the restored one unseen.
    with pytest.raises(Stale), world.store.step("x", by="Bo") as step:
        step.revise(renamed.model_copy(update={"note": "more"}))
    assert world.store.undo(by="Asha") is None
    assert world.store.check() == []


def test_what_the_store_held_is_backed_up_before_restoring(world: World, where: Where, clock: Clock) -> None:
    backup = world.store.backup()
    clock.wait(minutes=1)
    added = add(world, "Later")
    clock.wait(minutes=1)
    newest = Store.restore(where[0], backup, where[1], now=clock)
    assert newest is not None
    assert newest == sorted(backup.parent.glob("*-r*"))[-1] != backup
    clock.wait(minutes=1)
    Store.restore(where[0], newest, where[1], now=clock)
    assert world.store.get("thing", added.id).model_copy(update={"version": 1}) == added


def test_what_tellers_took_back_stays_taken_back(world: World, where: Where, clock: Clock, tmp_path: Path) -> None:
    with world.store.step("Told", by="Asha") as step:
        other = step.add(Story(cycle=world.cycle.id, title="The stairs", text="I stopped going out.", teller="Lark"))
    backup = world.store.backup(tmp_path / "kept elsewhere")
    world.store.withdraw("story", world.story.id, Withdrawal.erased, by="Bo", on=date(2026, 3, 2))
    world.store.withdraw("story", other.id, Withdrawal.no_use, by="Bo", on=date(2026, 3, 2))
    clock.wait(minutes=1)
    Store.restore(where[0], backup, where[1], now=clock)
    stories = [s for s in world.store.all("story") if isinstance(s, Story)]
    assert [(s.text, s.withdrawal) for s in stories] == [
        ("", Withdrawal.erased),
        ("I stopped going out.", Withdrawal.no_use),
    ]
    assert world.story.text not in repr(world.store.history("story", world.story.id))
    assert world.store.check() == []


def test_a_truncated_or_damaged_backup_is_refused_and_the_store_stays(
    world: World, where: Where, tmp_path: Path, clock: Clock
) -> None:
    whole = world.store.backup().read_bytes()
    add(world, "Later")
    before = everything(world.store)
    middle = len(whole) // 2
    spoilt = {
        "empty": b"",
        "a few bytes": whole[:100],
        "half": whole[:middle],
        "all but the end": whole[:-200],
        "no store": b"Dear all, please find attached" * 1_000,
    }
    for name, data in spoilt.items():
        file = tmp_path / f"{name}.bak"
        file.write_bytes(data)
        with pytest.raises(StoreProblem, match=r"damaged|cannot be opened|not a backup|lacks some"):
            Store.restore(where[0], file, where[1], now=clock)
        assert everything(world.store) == before, name
    with pytest.raises(StoreProblem, match="no backup"):
        Store.restore(where[0], tmp_path / "nowhere", where[1], now=clock)


@pytest.mark.parametrize("where", ["encrypted"], indirect=True)
def test_a_changed_bit_in_an_encrypted_backup_is_noticed(world: World) -> None:
    backup = world.store.backup()
    data = bytearray(backup.read_bytes())
    for at in range(5_000, len(data), 49_999):
        data[at] ^= 1
        backup.write_bytes(data)
        with pytest.raises(StoreProblem, match=r"damaged|cannot be opened"):
            verify(backup, key=world.store._database.address.key)
        data[at] ^= 1


@pytest.mark.parametrize("where", ["encrypted"], indirect=True)
def test_a_backup_under_another_key_is_refused_and_the_store_stays(
    world: World, where: Where, tmp_path: Path, clock: Clock
) -> None:
    with Store.open(tmp_path / "other.db", key="another key", now=clock) as other:
        backup = other.backup()
    before = everything(world.store)
    with pytest.raises(StoreProblem, match="needs another key"):
        Store.restore(where[0], backup, where[1], now=clock)
    with pytest.raises(StoreProblem, match="needs another key"):
        Store.restore(where[0], world.store.backup(), "a wrong key", now=clock)
    assert everything(world.store) == before


def test_only_the_newest_automatic_backups_are_kept(world: World, clock: Clock) -> None:
    made = []
    for n in range(12):
        add(world, f"Factor {n}")
        clock.wait(minutes=1)
        made.append(world.store.backup())
    assert sorted(made[0].parent.iterdir()) == made[2:]


def test_a_backup_is_due_after_activity_and_time(world: World, clock: Clock) -> None:
    store = world.store
    first = store.backup_if_due(every_minutes=15)
    assert first is not None
    clock.wait(minutes=5)
    assert store.backup_if_due(every_minutes=0) is None  # nothing has changed
    add(world, "One")
    assert store.backup_if_due(every_minutes=15) is None
    clock.wait(minutes=10)
    assert store.backup_if_due(every_minutes=15) not in {None, first}


@FILES
def test_saving_and_closing_back_up_by_themselves(world: World, clock: Clock, tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    assert not backups.exists()
    clock.wait(minutes=15)
    add(world, "One")
    assert len(list(backups.iterdir())) == 1
    clock.wait(minutes=1)
    add(world, "Two")
    assert len(list(backups.iterdir())) == 1
    world.store.close()
    assert len(list(backups.iterdir())) == 2


@FILES
def test_a_store_being_filled_is_copied_once_when_it_is_closed(world: World, clock: Clock, tmp_path: Path) -> None:
    with world.store.filling():
        for day in range(3):
            clock.wait(days=1)
            add(world, f"Thing {day}")
    assert not (tmp_path / "backups").exists()
    world.store.close()
    assert len(list((tmp_path / "backups").iterdir())) == 1


@FILES
def test_a_save_stands_though_no_backup_could_be_made(world: World, clock: Clock, tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("a file where the folder should be")
    clock.wait(minutes=15)
    added = add(world, "Saved")
    assert world.store.find("thing", added.id) == added
    with pytest.raises(StoreProblem, match="could not be written"):
        world.store.backup()


@pytest.mark.postgres
def test_a_store_moves_from_a_file_to_a_shared_one_and_back(
    tmp_path: Path,
    made_once: Callable[[str | None], Path],
    postgres: str,
    clock: Clock,
    build: Callable[[Store], World],
) -> None:
    with Store.open(shutil.copyfile(made_once(None), tmp_path / "here.db"), now=clock) as here:
        build(here)
        Store.restore(postgres, here.backup(), now=clock)
        with Store.open(postgres, now=clock) as shared:
            assert everything(shared) == everything(here)
            dump = shared.backup()
        Store.restore(tmp_path / "back.db", dump, now=clock)
        with Store.open(tmp_path / "back.db", now=clock) as back:
            assert everything(back) == everything(here)
            assert back.check() == []


@FILES
def test_check_tells_what_something_else_wrote(world: World, where: Where) -> None:
    with world.store._database.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO evidence_link "
            "SELECT 'stray', NULL, '', NULL, '', 1, ?, 'story', 'nobody', 'thing', ?, 'supports', ''",
            (world.cycle.id, world.things[0].id),
        )
    assert world.store.check() == [
        "The evidence link stray names a story (nobody) that is not there; remove it.",
        "The history of the evidence link stray does not end where the record does.",
    ]


@pytest.mark.parametrize("where", ["file"], indirect=True)
def test_a_store_gets_a_key_another_and_none_again(world: World, where: Where, clock: Clock) -> None:
    file = Path(where[0])
    before = everything(world.store)
    for old, new in ((None, "first"), ("first", "second"), ("second", None)):
        world.store.rekey(new)
        assert everything(world.store) == before
        assert (file.read_bytes()[:15] == b"SQLite format 3") == (new is None)
        assert world.store.check() == []
        with pytest.raises(StoreProblem):
            Store.open(file, key=old, now=clock)
    add(world, "Afterwards")
    with sqlite3.connect(file) as plain:
        assert plain.execute("SELECT count(*) FROM thing").fetchone() == (4,)


@pytest.mark.postgres
@pytest.mark.parametrize("where", ["postgres"], indirect=True)
def test_a_shared_store_has_no_key_of_its_own(world: World) -> None:
    with pytest.raises(Refused, match="Only a store in a file has a key"):
        world.store.rekey("first")
