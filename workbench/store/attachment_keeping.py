"""The files of a store's attachments: where they are, which are needed, their copies in backups, what is cleared."""

from __future__ import annotations

import contextlib
import filecmp
import logging
import os
import secrets
import shutil
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from workbench.errors import StoreProblem
from workbench.places import work_folder
from workbench.store.address import Address
from workbench.store.attachment_file import FOLDER_ENDING, AttachmentFiles
from workbench.store.engine import Database
from workbench.store.meta import remember, remembered
from workbench.store.schema import REVISION, TABLES

__all__ = [
    "KEPT_DAYS",
    "attachment_files",
    "bring_back",
    "clear_away",
    "copy_beside",
    "files_beside",
    "files_of",
    "files_ready",
    "remove_beside",
    "seal_all",
    "standing",
]

_LOG = logging.getLogger(__name__)

#: A removed attachment can be brought back by undo for so long; then its file goes, and undo passes it over.
KEPT_DAYS: Final = 30
#: A file is put here before its record is written; one that has no record after this long was left by a crash.
_ORPHAN_HOURS = 1
#: The name in the table ``meta`` of the key that seals the files. It lies in the store and so under the store's own
#: key: giving the store another key needs no file written anew.
_KEY: Final = "attachment_key"


def files_beside(file: Path) -> Path:
    """The folder with the files of a store in a file, or of a backup."""
    return file.with_name(file.name + FOLDER_ENDING)


def attachment_files(store: Database) -> AttachmentFiles:
    """The files of a store as they are; nothing is made."""
    with store.reading() as connection:
        return files_of(connection, store.address)


def files_of(connection: sa.Connection, address: Address) -> AttachmentFiles:
    """The files that belong to what this connection sees."""
    found = remembered(connection, _KEY)
    key = None if found is None else bytes.fromhex(found["key"])
    return AttachmentFiles(_folder(address, key), key=key)


def files_ready(store: Database) -> AttachmentFiles:
    """The files of a store, to put one there: a store under a key, and one in PostgreSQL, now has a key for them.

    The files of a PostgreSQL store lie in a folder outside the database, often one that several computers share, so
    they are always sealed.
    """
    found = attachment_files(store)
    return found if found.sealed or (store.is_file and store.address.key is None) else _under_key(store)


def seal_all(store: Database) -> list[Path]:
    """Seal the files of a store that is about to get its first key; returns the unsealed ones, to remove after that."""
    files = _under_key(store)
    with store.reading() as connection:
        return files.seal(standing(connection) | set(_taken_away(connection)))


def _under_key(store: Database) -> AttachmentFiles:
    with store.writing() as connection:
        if remembered(connection, _KEY) is None:
            remember(connection, _KEY, {"key": secrets.token_hex(32)})
        return files_of(connection, store.address)


def _folder(address: Address, key: bytes | None) -> Path:
    if address.file is not None:
        return files_beside(address.file)
    shared = os.environ.get("WORKBENCH_FILES")
    # Two databases of one name must not clear away each other's files.
    own = AttachmentFiles(Path(), key=key).name_of("folder")[:12]
    return Path(shared or work_folder()) / f"{address.name}-{own}{FOLDER_ENDING}"


def standing(connection: sa.Connection) -> set[str]:
    """The contents that an attachment names now."""
    if not sa.inspect(connection).has_table("attachment"):
        return set()  # a store of an older form, about to be migrated
    held = TABLES["attachment"].c.sha256
    return set(connection.execute(sa.select(held).where(held != "")).scalars())


def copy_beside(store: Database, to: Path, *, like: Path | None) -> None:
    """Copy the files that a backup needs into the folder beside it; without any, there is no folder.

    What the folder beside ``like`` (an earlier backup) holds already is linked and takes no more room. What is missing
    is passed over, for the words are worth more than waiting for it: ``Store.check`` tells of it.
    """
    with store.reading() as connection:
        files = files_of(connection, store.address)
        wanted = standing(connection) | set(_taken_away(connection))
    folder = files_beside(to)
    part = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        for source in filter(None, map(files.find, sorted(wanted))):
            part.mkdir(mode=0o700, parents=True, exist_ok=True)
            _copied(source, part / source.name, like=files_beside(like) / source.name if like else None)
        remove_beside(to)
        if part.is_dir():
            part.rename(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def remove_beside(backup: Path) -> None:
    """Take away the files of a backup."""
    shutil.rmtree(files_beside(backup), ignore_errors=True)


def bring_back(connection: sa.Connection, address: Address, backup: Path) -> None:
    """Copy the files of a backup that are not here, once its rows are."""
    folder = files_of(connection, address).folder
    beside = files_beside(backup)
    for source in sorted(beside.iterdir()) if beside.is_dir() else []:
        if not (folder / source.name).exists():
            try:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                _copied(source, folder / source.name, like=None)
            except OSError as e:
                raise StoreProblem(
                    f"The files of the backup {backup} could not be copied ({e.strerror}). Nothing was restored."
                ) from e


def clear_away(store: Database, at: datetime) -> None:
    """Remove the files that nothing needs any more, and those a crash left before their record was written.

    A removed attachment's file stays while undo may bring the attachment back: ``KEPT_DAYS`` days. After that, undo
    passes over the steps it was in.
    """
    with store.reading() as connection:
        files = files_of(connection, store.address)
        if not files.folder.is_dir():
            return
        here, past = standing(connection), _taken_away(connection)
    old = at - timedelta(days=KEPT_DAYS)
    if any(sha256 not in here and last < old for sha256, last in past.items()):
        here, past = _forget_old(store, old)
    for path in files.others({*here, *past}, before=at - timedelta(hours=_ORPHAN_HOURS)):
        path.unlink(missing_ok=True)
        _LOG.info("a file that no attachment names was cleared away")


def _forget_old(store: Database, old: datetime) -> tuple[set[str], dict[str, datetime]]:
    """Let undo pass over attachments that were taken away before a moment; what is needed after that."""
    c = REVISION.c
    with store.writing() as connection:
        here, past = standing(connection), _taken_away(connection)
        gone = {sha256 for sha256, last in past.items() if sha256 not in here and last < old}
        rows = connection.execute(sa.select(c.step, c.before, c.after).where(c.kind == "attachment")).all()
        steps = {row.step for row in rows if gone & set(_contents(row.before, row.after))}
        connection.execute(sa.update(REVISION).where(c.step.in_(steps)).values(undoable=False))
        return here, {sha256: last for sha256, last in past.items() if sha256 not in gone}


def _taken_away(connection: sa.Connection) -> dict[str, datetime]:
    """The contents that undo could bring back (or keep), each with the moment it was last touched."""
    c = REVISION.c
    wanted = sa.select(c.before, c.after, c.at).where(c.kind == "attachment", c.undoable).order_by(c.seq)
    found: dict[str, datetime] = {}
    for before, after, at in connection.execute(wanted):
        found |= dict.fromkeys(_contents(before, after), at)
    return found


def _contents(*wordings: dict[str, str] | None) -> Iterable[str]:
    return [wording["sha256"] for wording in wordings if wording is not None and wording["sha256"]]


def _copied(source: Path, to: Path, *, like: Path | None) -> None:
    """A copy that was looked at before it is relied on; a link where an earlier backup has the same."""
    if like is not None and like.is_file() and like.stat().st_size == source.stat().st_size:
        with contextlib.suppress(OSError):  # a disk without links gets a copy of its own
            os.link(like, to)
            return
    part = to.with_name(f".{to.name}.{os.getpid()}.part")
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        shutil.copyfile(source, part)
        if not filecmp.cmp(source, part, shallow=False):
            raise OSError(0, "the copy differs from the file")
        descriptor = os.open(part, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        part.replace(to)
    finally:
        part.unlink(missing_ok=True)
