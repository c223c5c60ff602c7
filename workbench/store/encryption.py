"""Giving a store another key, its first key, or none."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite

from workbench.errors import Busy, Refused
from workbench.store.address import Address
from workbench.store.backup import verify
from workbench.store.engine import WAIT_SECONDS, forget_salt, plain_connection
from workbench.store.migration import only_one
from workbench.store.problem import in_words

__all__ = ["rekey"]


def rekey(address: Address, new_key: str | None) -> None:
    """Write the store anew under another key (None: unencrypted) and put that in its place.

    The store is held alone meanwhile: a log left beside a replaced file would be written into the new one.

    Raises
    ------
    Refused
        The store is not a file.
    Busy
        Another window has the store open; nothing was changed.
    """
    file = address.file
    if file is None:
        raise Refused("Only a store in a file has a key of its own; a PostgreSQL store is encrypted by who runs it.")
    made = file.with_name(f".{file.name}.{os.getpid()}.part")
    made.unlink(missing_ok=True)
    with only_one(file), in_words(address):
        os.close(os.open(made, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            with closing(plain_connection(file, key=address.key, mode="rw")) as live:
                _hold_alone(live, address)
                _export(live, made, new_key)
                verify(made, key=new_key)
                made.replace(file)
        finally:
            made.unlink(missing_ok=True)
        forget_salt(file)


def _hold_alone(live: sqlite.Connection, address: Address) -> None:
    try:
        live.execute(f"PRAGMA busy_timeout={WAIT_SECONDS * 1000}")
        live.execute("PRAGMA locking_mode=EXCLUSIVE")
        live.execute("PRAGMA journal_mode=DELETE")
        live.execute("BEGIN EXCLUSIVE")
        live.execute("COMMIT")
    except sqlite.OperationalError as e:
        raise Busy(f"Other windows have the store {address} open. Close them, then change its key.") from e


def _export(live: sqlite.Connection, to: Path, key: str | None) -> None:
    version = live.execute("PRAGMA user_version").fetchone()[0]
    live.execute("ATTACH DATABASE ? AS made KEY ?", (str(to), key or ""))
    live.execute("SELECT sqlcipher_export('made')")
    live.execute(f"PRAGMA made.user_version={version}")
    live.execute("DETACH DATABASE made")
