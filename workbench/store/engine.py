"""Engines: how connections to SQLite (encrypted or not) and PostgreSQL are made, and how they begin."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import sqlcipher3.dbapi2 as sqlite
from sqlalchemy.pool import NullPool

from workbench.errors import Busy, StoreProblem
from workbench.store.address import Address
from workbench.store.problem import in_words

__all__ = [
    "SQLITE_FLOOR",
    "WAIT_SECONDS",
    "Database",
    "database",
    "forget_salt",
    "learn_salt",
    "plain_connection",
    "refuse_old_sqlite",
    "share_salt",
]

#: The first SQLite whose WAL several processes can write and checkpoint without damage (fixed March 2026).
SQLITE_FLOOR = (3, 51, 3)

#: The first release of each PostgreSQL that has the fixes of November 2025; older ones are refused.
_POSTGRES_FLOORS = {14: 140020, 15: 150015, 16: 160011, 17: 170007, 18: 180001}

#: How long a save waits for another one, seconds.
WAIT_SECONDS = 30

_PRAGMAS = (
    f"busy_timeout={WAIT_SECONDS * 1000}",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "temp_store=MEMORY",  # words must not reach temporary files
)

#: PostgreSQL lets writers queue on this number, so that changes are numbered in the order they become visible.
_WRITERS = 7_205_759_403_792


@dataclass(frozen=True)
class Database:
    """An engine with its address; every operation takes a connection, uses it, and gives it back."""

    address: Address
    engine: sa.Engine

    @property
    def is_file(self) -> bool:
        """True for SQLite, False for PostgreSQL."""
        return self.address.file is not None

    @property
    def identity(self) -> tuple[int, int] | None:
        """What tells the file at this address from another that is put in its place; None for PostgreSQL."""
        return _identity(self.address.file)

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """One look at the store: all statements inside see the same state."""
        options: dict[str, Any] = {}
        if not self.is_file:
            options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with (
            in_words(self.address),
            self.engine.connect().execution_options(**options) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """One transaction that holds the writers' place from its first statement: all or nothing."""
        with in_words(self.address):
            before = self.identity
            with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
                if self.identity != before:
                    # Restoring or re-keying put another file in its place while we waited; ours is no longer read.
                    raise Busy("The store was just replaced by another window. Nothing was changed; save again.")
                yield connection

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def database(address: Address) -> Database:
    """An engine for an address; nothing is connected yet."""
    engine = _sqlite(address) if address.file is not None else _postgres(address)
    return Database(address, engine)


def refuse_old_sqlite(version: tuple[int, ...] = sqlite.sqlite_version_info) -> None:
    """Refuse a SQLite that can damage a file which several processes write."""
    if version < SQLITE_FLOOR:
        found, floor = (".".join(map(str, v)) for v in (version, SQLITE_FLOOR))
        raise StoreProblem(
            f"This computer's SQLite is {found}; before {floor} several windows writing one store can damage it. "
            "Install sqlcipher3 0.6.4 or newer (and no other package of that name), then start again."
        )


def plain_connection(file: Path, *, key: str | None, mode: str = "rwc") -> sqlite.Connection:
    """A bare connection, for backups and checks; ``mode`` is SQLite's (ro, rw, rwc)."""
    made = sqlite.connect(
        f"{file.as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=WAIT_SECONDS, check_same_thread=False
    )
    try:
        _unlock(made, file, key)
    except sqlite.Error:
        made.close()
        raise
    return made


def _unlock(connection: Any, file: Path, key: str | None) -> None:
    if key is not None:
        connection.execute(f"PRAGMA key={_quoted(_raw_key(str(file), key) or key)}")


def _quoted(key: str) -> str:
    doubled = key.replace('"', '""')
    return f'"{doubled}"'


@functools.lru_cache(maxsize=64)
def _raw(key: str, salt: str) -> str:
    """SQLCipher 4's own derivation (PBKDF2, SHA-512, 256,000 rounds), once and not at every connection (140 ms)."""
    made = hashlib.pbkdf2_hmac("sha512", key.encode(), bytes.fromhex(salt), 256_000, 32).hex()
    return f"x'{made}{salt}'"


#: file → (key, salt) of the encrypted stores this process opened. The salt is learnt through SQLCipher and never by
#: reading the file: closing a file by hand drops the locks SQLite holds on it in this process.
_salts: dict[str, tuple[str, str]] = {}


def _raw_key(file: str, key: str) -> str | None:
    known = _salts.get(file)
    return _raw(*known) if known is not None and known[0] == key else None


def learn_salt(file: Path, key: str) -> None:
    """Look up the salt of an encrypted file that exists; raises the driver's error when the key does not open it."""
    _salts.pop(str(file), None)
    with closing(plain_connection(file, key=key, mode="rw")) as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        salt = str(connection.execute("PRAGMA cipher_salt").fetchone()[0])
    _salts[str(file)] = (key, salt)


def share_salt(file: Path, copy: Path) -> None:
    """A copy yet to be written gets the salt of its original: no new derivation, and the same key opens it."""
    if str(file) in _salts:
        _salts[str(copy)] = _salts[str(file)]


def forget_salt(file: Path) -> None:
    """The file was replaced; its salt is looked up again."""
    _salts.pop(str(file), None)


def _identity(file: Path | None) -> tuple[int, int] | None:
    if file is None:
        return None
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _sqlite(address: Address) -> sa.Engine:
    refuse_old_sqlite()
    file, key = address.file, address.key
    if file is None:
        raise TypeError("a file was expected")

    def connect() -> sqlite.Connection:
        made = plain_connection(file, key=key, mode="rw")
        for pragma in _PRAGMAS:
            made.execute(f"PRAGMA {pragma}")
        return made

    # NullPool: a connection per operation, so that a frozen or forked kernel never sits on one (0.6 ms each).
    engine = sa.create_engine("sqlite://", module=sqlite, creator=connect, poolclass=NullPool)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _begin_sqlite(connection: sa.Connection) -> None:
    # A deferred transaction that reads and then writes fails at once when another wrote in between.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgres(address: Address) -> sa.Engine:
    if address.url is None:
        raise TypeError("a PostgreSQL address was expected")
    engine = sa.create_engine(
        address.url,
        pool_size=2,
        max_overflow=8,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={
            "connect_timeout": 10,
            "options": f"-c lock_timeout={WAIT_SECONDS}s -c idle_in_transaction_session_timeout=60s -c timezone=UTC",
        },
    )
    sa.event.listen(engine, "connect", _refuse_old_postgres)
    sa.event.listen(engine, "begin", _begin_postgres)
    return engine


def _refuse_old_postgres(connection: Any, _record: object) -> None:
    version = int(connection.info.server_version)
    floor = _POSTGRES_FLOORS.get(version // 10_000, 0 if version > max(_POSTGRES_FLOORS.values()) else 10**9)
    if version < floor:
        raise StoreProblem(
            f"The shared store runs PostgreSQL {version // 10_000}.{version % 10_000}, which lacks security fixes. "
            "Ask whoever runs it to install the newest release of PostgreSQL 14 or later."
        )


def _begin_postgres(connection: sa.Connection) -> None:
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")
