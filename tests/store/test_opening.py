"""Opening: a store is made, migrated after a backup, or refused in words; several processes may open at once."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from workbench.errors import Busy, StoreProblem
from workbench.store import Store, migration
from workbench.store.address import resolved
from workbench.store.backup import automatic_backups
from workbench.store.engine import SQLITE_FLOOR, refuse_old_sqlite
from workbench.store.schema import HEAD, metadata

if TYPE_CHECKING:
    from conftest import Clock, World

Where = tuple[str | Path, str | None]
FILES = pytest.mark.parametrize("where", ["file", "encrypted"], indirect=True)


def test_a_migrated_store_has_the_tables_of_the_records(store: Store) -> None:
    with store._database.reading() as connection:
        compared = compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata)
        constraints = {
            name: {c["name"] for c in sa.inspect(connection).get_unique_constraints(name)} for name in metadata.tables
        }
    assert compared == []
    assert constraints["map_item"] == {"uq_map_item_map_thing"}


@FILES
def test_the_safe_settings_hold_on_every_connection(store: Store) -> None:
    asked = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "trusted_schema", "cell_size_check")
    with store._database.reading() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in (*asked, "busy_timeout")}
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "busy_timeout": 30_000,
    }


def test_a_new_store_may_be_read_by_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "workbench.db"
    with Store.open(file) as store, store._database.reading():
        files = {path.name: stat.S_IMODE(path.stat().st_mode) for path in file.parent.iterdir()}
    assert {"workbench.db", "workbench.db-wal", "workbench.db-shm"} <= set(files)
    assert set(files.values()) == {0o600}


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 51, 1), (3, 51, 2)])
def test_a_sqlite_that_can_damage_shared_files_is_refused(version: tuple[int, ...]) -> None:
    with pytest.raises(StoreProblem, match=r"SQLite is 3\.\d+\.\d; before 3\.51\.3"):
        refuse_old_sqlite(version)
    refuse_old_sqlite(SQLITE_FLOOR)


def test_a_store_of_a_newer_workbench_is_refused_unchanged(world: World, where: Where) -> None:
    with world.store._database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0999'")
    with pytest.raises(StoreProblem, match="was made by a newer workbench"):
        Store.open(where[0], key=where[1])
    assert automatic_backups(world.store._database.address) == []


def test_an_older_store_is_backed_up_and_then_migrated(
    world: World, where: Where, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    folder = tmp_path / "migrations"
    shutil.copytree(migration._VERSIONS, folder)
    (folder / "versions" / "0006_colour.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        "revision, down_revision, branch_labels, depends_on = '0006', '0005', None, None\n"
        "def upgrade():\n    op.add_column('thing', sa.Column('colour', sa.Text(), nullable=True))\n"
    )
    monkeypatch.setattr(migration, "_VERSIONS", folder)
    monkeypatch.setattr(migration, "HEAD", "0006")
    with Store.open(where[0], key=where[1], now=clock) as store:
        assert migration.version_of(store._database) == "0006"
        assert store.get("thing", world.things[0].id) == world.things[0]
        backups = automatic_backups(store._database.address)
    assert len(backups) == 1
    if backups[0].file.suffix == ".db":
        copy = migration.opened(resolved(backups[0].file, key=where[1]), before_migrating=lambda _: None)
        # Opening the copy migrates it too; what matters is that it was made before.
        assert migration.version_of(copy) == "0006"
        copy.close()


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    world: World, where: Where, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "migrations"
    shutil.copytree(migration._VERSIONS, folder)
    (folder / "versions" / "0006_broken.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        "revision, down_revision, branch_labels, depends_on = '0006', '0005', None, None\n"
        "def upgrade():\n    op.add_column('thing', sa.Column('colour', sa.Text()))\n    raise ZeroDivisionError\n"
    )
    with monkeypatch.context() as patch:
        patch.setattr(migration, "_VERSIONS", folder)
        patch.setattr(migration, "HEAD", "0006")
        with pytest.raises(ZeroDivisionError):
            Store.open(where[0], key=where[1])
    with Store.open(where[0], key=where[1]) as store:
        assert migration.version_of(store._database) == HEAD
        assert store.get("thing", world.things[0].id) == world.things[0]


@pytest.mark.parametrize("where", ["encrypted"], indirect=True)
def test_an_encrypted_store_opens_with_its_key_only(world: World, where: Where) -> None:
    with pytest.raises(StoreProblem, match="The key does not open"):
        Store.open(where[0], key="wrong")
    with pytest.raises(StoreProblem, match="no key was given"):
        Store.open(where[0])
    assert world.story.text.encode() not in Path(where[0]).read_bytes()
    with Store.open(where[0], key=where[1]) as store:
        assert store.get("story", world.story.id) == world.story
        assert store.encrypted


@pytest.mark.parametrize("where", ["file"], indirect=True)
def test_a_key_for_a_store_that_has_none_is_refused(world: World, where: Where) -> None:
    with pytest.raises(StoreProblem, match="is not encrypted"):
        Store.open(where[0], key="a key")
    assert world.store.get("story", world.story.id) == world.story


def test_what_is_no_store_is_refused_unchanged(tmp_path: Path) -> None:
    letter = tmp_path / "letter.db"
    letter.write_bytes(b"Dear all, please find attached" * 1_000)
    with pytest.raises(StoreProblem, match="is no store"):
        Store.open(letter)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE thing (name TEXT)")
    with pytest.raises(StoreProblem, match="tables that are not of a workbench store"):
        Store.open(other)
    assert letter.read_bytes() == b"Dear all, please find attached" * 1_000


@FILES
def test_a_damaged_store_is_told_in_words(world: World, where: Where) -> None:
    world.store.close()
    file = Path(where[0])
    file.write_bytes(file.read_bytes()[:8_192])
    with pytest.raises(StoreProblem, match=r"damaged|restore") as problem:
        Store.open(where[0], key=where[1]).all("thing")
    assert "Traceback" not in str(problem.value)


def test_a_database_that_does_not_answer_is_told_without_the_password() -> None:
    with pytest.raises(Busy, match="did not answer in time") as busy:
        Store.open("postgresql://asha:sesame@127.0.0.1:9/none")
    assert "sesame" not in str(busy.value)
    assert "asha:***@127.0.0.1" in str(busy.value)


@pytest.mark.postgres
def test_a_postgresql_that_lacks_fixes_is_refused(postgres: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.store.engine._POSTGRES_FLOORS", {18: 180_999})
    with pytest.raises(StoreProblem, match="lacks security fixes"):
        Store.open(postgres)


@FILES
def test_a_store_that_is_being_written_elsewhere_is_busy_in_words(
    world: World, opens: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = opens()
    monkeypatch.setattr("workbench.store.engine._PRAGMAS", ("busy_timeout=50", "foreign_keys=ON"))
    busy = pytest.raises(Busy, match="another window is still writing")
    with world.store.step("Long", by="Asha"), busy, other.step("Short", by="Bo"):
        pass
    assert other.revision() == world.store.revision()


FIRST = """
import sys
from workbench.model import Scale
from workbench.store import Store
with Store.open(sys.argv[1], key=sys.argv[2] or None) as store, store.step("Opened", by=sys.argv[3]) as step:
    step.add(Scale(name=sys.argv[3], position=1))
"""


@pytest.mark.slow
@pytest.mark.parametrize("back_end", ["file", "encrypted", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_several_processes_may_be_the_first_to_open(
    back_end: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    address = request.getfixturevalue("postgres") if back_end == "postgres" else str(tmp_path / "workbench.db")
    key = "sesame" if back_end == "encrypted" else ""
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    started = [
        subprocess.Popen([sys.executable, "-c", FIRST, address, key, f"Process {n}"], env=env, stderr=subprocess.PIPE)
        for n in range(4)
    ]
    told = [process.communicate(timeout=120)[1].decode() for process in started]
    assert [process.returncode for process in started] == [0] * 4, told
    with Store.open(address, key=key or None) as store:
        assert sorted(record.created_by for record in store.all("scale")) == [f"Process {n}" for n in range(4)]
        assert [c.seq for c in store.changes(0)] == [1, 2, 3, 4]
