"""The key that turns a person's own number into a pseudonym: apart from the store and from every backup of it."""

from __future__ import annotations

import hmac
import os
import secrets
import stat
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from workbench.errors import Refused, StoreProblem
from workbench.places import secrets_folder
from workbench.store.meta import forget, remember, remembered

__all__ = ["begin_anew", "fingerprint_of", "keep_key", "known_key", "new_key"]

#: The name in the table ``meta``: by its fingerprint a store knows its key again, and tells nothing of it.
_META: Final = "pseudonym_key"
_BYTES: Final = 32
_ENVIRONMENT: Final = "WORKBENCH_PSEUDONYM_KEY"


def new_key() -> bytes:
    """A key nobody has had."""
    return secrets.token_bytes(_BYTES)


def fingerprint_of(key: bytes) -> str:
    """What tells this key from others."""
    return hmac.digest(key, b"which key is this", "sha256").hex()[:16]


def known_key(connection: sa.Connection) -> bytes | None:
    """The key of a store's pseudonyms; None for a store that has none yet (where a file is named, its key).

    Raises
    ------
    Refused
        The key is lost, or is not the one the store's pseudonyms were made with: with another one everybody who comes
        again would be a stranger.
    StoreProblem
        Others can read the file, or it cannot be read.
    """
    said = remembered(connection, _META)
    if said is None:
        named = os.environ.get(_ENVIRONMENT)
        return _read(Path(named)) if named and Path(named).exists() else None
    file = _file(said["fingerprint"])
    if not file.exists():
        raise Refused(
            f"The key of the pseudonyms is not at {file}. With another key everybody in the file would become a "
            "stranger, so nothing was brought in. Put the key back there, or name the file it is in with "
            f"{_ENVIRONMENT}. If it is lost for good, `workbench import contacts --new-key` begins with a new one."
        )
    key = _read(file)
    if fingerprint_of(key) != said["fingerprint"]:
        raise Refused(
            f"The key in {file} is not the one this store's pseudonyms were made with. With it everybody in the file "
            f"would become a stranger, so nothing was brought in. Name the right file with {_ENVIRONMENT}."
        )
    return key


def keep_key(connection: sa.Connection, key: bytes) -> Path:
    """Write the key into a file that only its owner can read, and note its fingerprint in the store.

    Returns where it is. A key that is kept already is left as it is.
    """
    mark = fingerprint_of(key)
    file = _file(mark)
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(f"{key.hex()}\n")
            out.flush()
            os.fsync(out.fileno())
    elif _read(file) != key:
        raise Refused(f"There is another key in {file}. Name a file of its own with {_ENVIRONMENT}.")
    remember(connection, _META, {"fingerprint": mark})
    return file


def begin_anew(connection: sa.Connection) -> None:
    """Forget which key the store had, because it is lost for good: whoever comes again gets a second case file."""
    forget(connection, _META)


def _file(fingerprint: str) -> Path:
    named = os.environ.get(_ENVIRONMENT)
    return Path(named).expanduser().absolute() if named else secrets_folder() / f"pseudonyms-{fingerprint}.key"


def _read(file: Path) -> bytes:
    try:
        if stat.S_IMODE(file.stat().st_mode) & 0o077:
            raise StoreProblem(f"The key of the pseudonyms, {file}, can be read by others. Close it with `chmod 600`.")
        key = bytes.fromhex(file.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as e:
        raise StoreProblem(f"The key of the pseudonyms, {file}, cannot be read. Put a copy of it in its place.") from e
    if len(key) != _BYTES:
        raise StoreProblem(f"{file} holds no key of pseudonyms. Put a copy of the right file in its place.")
    return key
