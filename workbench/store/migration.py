"""Opening a store: made when new, migrated after a backup when older, refused when newer or not to be opened."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import sqlalchemy as sa
import sqlcipher3.dbapi2 as sqlite

from workbench.errors import StoreProblem
from workbench.store.address import Address, key_from_keyring
from workbench.store.engine import Database, database, learn_salt, plain_connection, refuse_old_sqlite
from workbench.store.problem import in_words
from workbench.store.schema import HEAD

__all__ = ["migrate", "only_one", "opened", "version_of"]

_VERSIONS = Path(__file__).parent / "migrations"


def opened(address: Address, *, before_migrating: Callable[[Database], object]) -> Database:
    """The database at an address, made or migrated where needed; several processes may do this at once.

    ``before_migrating`` is called with an older store before anything in it changes.

    Raises
    ------
    StoreProblem
        It was made by a newer workbench, is damaged, needs another key, or is no store of ours.
    """
    if address.file is not None:
        refuse_old_sqlite()
        with only_one(address.file), in_words(address):
            address = _file_ready(address)
    made = database(address)
    try:
        found = version_of(made)
        if found != HEAD:
            _bring_up(made, found, before_migrating)
    except BaseException:
        made.close()
        raise
    return made


@contextmanager
def only_one(file: Path) -> Iterator[None]:
    """One process at a time makes, opens or replaces this file; the place in the queue is a small file beside it."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file.with_name(f".{file.name}.opening"), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as e:
        raise StoreProblem(f"The folder of {file} cannot be written. Choose another, or ask for the right to.") from e
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def version_of(store: Database) -> str | None:
    """The migration a store stands at; None for an empty database."""
    with store.reading() as connection:
        return _version(connection)


def migrate(connection: sa.Connection) -> None:
    """Bring a store up to this program's form, inside the transaction that is open."""
    # Here and not at the top: nearly every opening needs no migration, and Alembic takes a while to import.
    from alembic import command  # noqa: PLC0415 - see the line above
    from alembic.config import Config  # noqa: PLC0415 - the same

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_VERSIONS).replace("%", "%%"))
    command.upgrade(config, HEAD)


def _version(connection: sa.Connection) -> str | None:
    names = set(sa.inspect(connection).get_table_names())
    if "alembic_version" in names:
        return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    if names & {"revision", "thing", "system"}:
        raise StoreProblem("This database holds tables that are not of a workbench store. Choose an empty one.")
    return None


def _bring_up(store: Database, found: str | None, before_migrating: Callable[[Database], object]) -> None:
    if found is not None:
        _refuse_newer(store.address, found)
        before_migrating(store)
    with store.writing() as connection:
        # Another process may have done it while this one waited for its place.
        if _version(connection) != HEAD:
            migrate(connection)


def _refuse_newer(address: Address, found: str) -> None:
    if found not in {path.name.split("_")[0] for path in (_VERSIONS / "versions").glob("*.py")}:
        raise StoreProblem(
            f"The store {address} was made by a newer workbench (its form is {found}, this one knows {HEAD}). "
            "Install the newer workbench; nothing was changed."
        )


def _file_ready(address: Address) -> Address:
    """The file, made if it was not there, with its key found, in WAL."""
    file = address.file
    if file is None:
        return address
    if not file.exists() or file.stat().st_size == 0:
        address = replace(address, key=address.key or key_from_keyring(address))
        # Made first, so that nobody else may read it, nor the files SQLite lays beside it.
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
        with closing(plain_connection(file, key=address.key, mode="rw")) as connection:
            connection.execute("PRAGMA user_version=1")
        if address.key is not None:
            learn_salt(file, address.key)
    else:
        address = _key_found(address, file)
    with closing(plain_connection(file, key=address.key, mode="rw")) as connection:
        connection.execute("PRAGMA busy_timeout=30000")
        connection.execute("PRAGMA journal_mode=WAL")
    return address


def _key_found(address: Address, file: Path) -> Address:
    """The address with the key that this file needs, or without one where it needs none."""
    encrypted = not _opens(file, None)
    if not encrypted and address.key is not None:
        raise StoreProblem(
            f"A key was given, but the store {address} is not encrypted. Open it without the key, or encrypt it first."
        )
    if not encrypted:
        return address
    key = address.key or key_from_keyring(address)
    if key is None:
        raise StoreProblem(
            f"The store {address} is encrypted (or is no store), and no key was given. Set WORKBENCH_KEY, or keep the "
            "key in this computer's keyring."
        )
    if not _opens(file, key):
        raise StoreProblem(
            f"The key does not open {address}, or the file is damaged. Check the key, or restore a backup."
        )
    return replace(address, key=key)


def _opens(file: Path, key: str | None) -> bool:
    """True when the file is a database under this key; a file that is locked or damaged raises in words instead."""
    try:
        if key is not None:
            learn_salt(file, key)
            return True
        with closing(plain_connection(file, key=None, mode="rw")) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite.DatabaseError as e:
        if "not a database" in str(e):
            return False
        raise
    return True
