"""Backups: copies that were opened and checked before anybody relies on them."""

from __future__ import annotations

import contextlib
import os
import re
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import sqlcipher3.dbapi2 as sqlite

from workbench.errors import StoreProblem
from workbench.store.address import Address
from workbench.store.attachment_keeping import copy_beside, remove_beside
from workbench.store.dump import read_dump, write_dump
from workbench.store.engine import Database, forget_salt, plain_connection, share_salt
from workbench.store.history import last_seq
from workbench.store.problem import in_words

__all__ = [
    "KEPT",
    "Kept",
    "automatic_backups",
    "back_up",
    "back_up_automatically",
    "discard",
    "problems_of_file",
    "verify",
]

#: How many automatic backups are kept; the oldest go first.
KEPT: Final = 10


@dataclass(frozen=True)
class Kept:
    """An automatic backup: when it was made, and the number of the newest change in it."""

    file: Path
    at: datetime
    revision: int


def back_up(store: Database, to: Path, *, like: Path | None = None) -> Path:
    """Copy the store to a file: a database under the same key, or of a PostgreSQL store a zip of all tables.

    The copy is made beside its final name, checked, and only then given it, so that a file of that name is whole. The
    files of attachments lie in a folder beside it; those that the backup ``like`` has as well take no more room.
    """
    part = to.with_name(f".{to.name}.{os.getpid()}.part")
    try:
        to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        # Made first, so that nobody else may read it.
        os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        if store.address.file is not None:
            share_salt(store.address.file, part)
            with in_words(store.address):
                _copy(store.address.file, part, key=store.address.key)
        else:
            write_dump(store, part)
        verify(part, key=store.address.key)
        _synced(part)
        copy_beside(store, to, like=like)
        part.replace(to)
        _synced(to.parent)
    except OSError as e:
        raise StoreProblem(f"The backup {to} could not be written ({e.strerror}). The store is unchanged.") from e
    finally:
        forget_salt(part)
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return to


def back_up_automatically(store: Database, at: datetime) -> Path:
    """A backup in the store's own folder of backups; only the newest are kept."""
    with store.reading() as connection:
        seq = last_seq(connection)
    ending = "db" if store.is_file else "zip"
    to = store.address.folder / f"{store.address.name}-{at:%Y%m%dT%H%M%S}Z-r{seq}.{ending}"
    earlier = [kept.file for kept in automatic_backups(store.address) if kept.file != to]
    made = back_up(store, to, like=earlier[-1] if earlier else None)
    for old in automatic_backups(store.address)[:-KEPT]:
        discard(old.file)
    return made


def discard(backup: Path) -> None:
    """Delete a backup, and the files beside it."""
    backup.unlink(missing_ok=True)
    remove_beside(backup)


def automatic_backups(address: Address) -> list[Kept]:
    """The automatic backups of this store, oldest first."""
    form = re.compile(rf"{re.escape(address.name)}-(\d{{8}}T\d{{6}})Z-r(\d+)\.(db|zip)")
    found = []
    for file in address.folder.glob(f"{address.name}-*"):
        if match := form.fullmatch(file.name):
            at = datetime.strptime(match[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
            found.append(Kept(file, at, int(match[2])))
    return sorted(found, key=lambda kept: (kept.at, kept.revision))


def verify(file: Path, *, key: str | None) -> None:
    """Open a backup and look through all of it.

    Raises
    ------
    StoreProblem
        It is truncated, damaged, not a backup, or needs another key.
    """
    if not file.is_file():
        raise StoreProblem(f"There is no backup {file}. Choose one that is there.")
    if file.read_bytes()[:4] == b"PK\x03\x04":
        read_dump(file)
        return
    try:
        with closing(plain_connection(file, key=key, mode="ro")) as connection:
            problems = problems_of_file(connection, keyed=key is not None)
            names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite.Error as e:
        raise StoreProblem(
            f"The backup {file} cannot be opened: it is damaged or cut short, or it needs another key. Nothing was "
            "changed; choose another backup, or give the key it was made with."
        ) from e
    if problems:
        raise StoreProblem(f"The backup {file} is damaged ({problems[0]}). Nothing was changed; choose another one.")
    if not {"revision", "alembic_version"} <= names:
        raise StoreProblem(f"{file} is not a backup of a workbench store. Nothing was changed; choose another file.")


def problems_of_file(connection: sqlite.Connection, *, keyed: bool) -> list[str]:
    """What SQLite itself finds wrong in a file, page by page; [] when all is well."""
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
    if keyed:
        found += [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
    broken = list(connection.execute("PRAGMA foreign_key_check"))
    return found + [f"a row of {row[0]} names a row of {row[2]} that is not there" for row in broken[:20]]


def _copy(source: Path, to: Path, *, key: str | None) -> None:
    """By SQLite's backup: copying the file by hand loses what is still in the log, and a check would not notice."""
    with (
        closing(plain_connection(source, key=key, mode="rw")) as live,
        closing(plain_connection(to, key=key, mode="rw")) as copy,
    ):
        live.backup(copy)
        # One file, without a log beside it.
        copy.execute("PRAGMA journal_mode=DELETE")


def _synced(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
