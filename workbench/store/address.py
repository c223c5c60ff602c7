"""Where the store is and what opens it: an argument, the environment, a session file, or the local default."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from workbench.errors import StoreProblem
from workbench.places import work_folder

__all__ = ["Address", "key_from_keyring", "resolved"]

#: The name under which keys lie in the system's keyring; the user name there is the address without its password.
_SERVICE = "sense-making-workbench"

#: Folder names of programs that copy files while they are being written.
_SYNCED = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "my drive",
    "mobile documents",
    "cloudstorage",
    "icloud drive",
    "icloud",
    "nextcloud",
    "owncloud",
    "box sync",
    "pcloud drive",
    "mega",
    "megasync",
    "syncthing",
)

#: What such programs leave at the top of the folder they copy, whatever it is called.
_SYNC_MARKS = (".dropbox", ".stfolder", ".owncloudsync.log", ".nextcloudsync.log")

#: File systems on which the locks and the shared memory that a WAL needs cannot be trusted.
_NETWORK = ("nfs", "cifs", "smb", "sshfs", "davfs", "afs", "ceph", "gluster", "lustre", "rclone", "gvfs", "webdav")


@dataclass(frozen=True)
class Address:
    """A resolved address: a file, or a PostgreSQL database; ``str`` never shows a password or a key."""

    file: Path | None = None
    url: URL | None = field(default=None, repr=False)
    key: str | None = field(default=None, repr=False)

    def __str__(self) -> str:
        return str(self.file) if self.url is None else self.url.render_as_string(hide_password=True)

    @property
    def name(self) -> str:
        """A short name for the files made from this store, such as its backups."""
        if self.file is not None:
            return self.file.stem
        said = (self.url.database if self.url is not None else None) or "store"
        return "".join(c if c.isalnum() or c in "-_" else "-" for c in said)

    @property
    def folder(self) -> Path:
        """The folder in which automatic backups are kept."""
        return (self.file.parent if self.file is not None else work_folder()) / "backups"


def resolved(address: str | Path | None = None, *, key: str | None = None) -> Address:
    """The address meant.

    None means ``WORKBENCH_STORE``, else the store named in the session file of ``WORKBENCH_SESSION``, else the local
    default. The key is the argument, ``WORKBENCH_KEY``, or the session file's; the keyring is asked only when a store
    turns out to need a key (see ``key_from_keyring``).

    Raises
    ------
    StoreProblem
        The session file cannot be trusted, the address is of no kind we know, or its folder is synced or remote.
    """
    session = _session()
    said = address if address is not None else os.environ.get("WORKBENCH_STORE") or session.get("store")
    key = key or os.environ.get("WORKBENCH_KEY") or session.get("key") or None
    if said is None or str(said) == "":
        said = work_folder() / "workbench.db"
    text = str(said)
    if "://" in text:
        return Address(url=_postgresql(text), key=key)
    file = Path(text).expanduser().absolute()
    _refuse_unsafe(file)
    return Address(file=file, key=key)


def key_from_keyring(address: Address) -> str | None:
    """The key kept in the system's own key store for this address; None where there is none, or no key store."""
    # Here and not at the top: importing it looks for back ends, which takes a third of a second.
    import keyring  # noqa: PLC0415 - see the line above
    from keyring.errors import KeyringError  # noqa: PLC0415 - the same

    try:
        return keyring.get_password(_SERVICE, str(address)) or None
    except (KeyringError, OSError, RuntimeError):
        return None


def _session() -> dict[str, str]:
    """Store and key from the session file the server wrote for its kernels; {} where there is none."""
    name = os.environ.get("WORKBENCH_SESSION")
    if not name:
        return {}
    path = Path(name)
    try:
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise StoreProblem(
                f"The session file {path} can be read by others. Close it with `chmod 600`, or start the "
                "workbench again."
            )
        found: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as e:
        raise StoreProblem(f"The session file {path} cannot be read. Start the workbench again.") from e
    if not isinstance(found, dict):
        raise StoreProblem(f"The session file {path} is not in its form. Start the workbench again.")
    return {name: str(found[name]) for name in ("store", "key") if found.get(name)}


def _postgresql(text: str) -> URL:
    kind, rest = text.split("://", 1)
    if kind not in {"postgresql", "postgres", "postgresql+psycopg"}:
        raise StoreProblem(
            f"A store is a file, or a PostgreSQL database such as postgresql://user@host/name; “{kind}://…” is neither."
        )
    try:
        return make_url(f"postgresql+psycopg://{rest}")
    except (ArgumentError, ValueError):
        # Without `from`: the first message may quote the address with its password.
        raise StoreProblem(
            "The address of the shared store cannot be read; write it as postgresql://user@host:5432/name."
        ) from None


def _refuse_unsafe(file: Path) -> None:
    """Refuse a folder in which something else writes, or in which locks do not hold."""
    real = Path(os.path.realpath(file))
    above = real.parents
    named = next((p for p in above if p.name.lower().startswith(_SYNCED) and _is_synced(p.name)), None)
    marked = next((p for p in above if any((p / mark).exists() for mark in _SYNC_MARKS)), None)
    synced = named or marked
    if synced is not None:
        raise StoreProblem(
            f"{file} lies in “{synced.name}”, a folder that another program copies while it is being written; the "
            "store would break. Choose a folder on this computer that is not synced, and copy backups there instead."
        )
    kind = _file_system(real)
    if kind is not None and any(word in kind for word in _NETWORK):
        raise StoreProblem(
            f"{file} lies on a network drive ({kind}), where several programs cannot safely share one file. Choose a "
            "folder on this computer, or use a PostgreSQL store for several computers."
        )


def _is_synced(name: str) -> bool:
    """True for “OneDrive - Our Council” as for “OneDrive”, but not for “megaphone”."""
    lowered = name.lower()
    return any(lowered == known or lowered.startswith((f"{known} ", f"{known}-")) for known in _SYNCED)


def _file_system(file: Path) -> str | None:
    """The kind of file system a file lies on, lower case; None where the system does not say."""
    best, kind = -1, None
    try:
        mounted = psutil.disk_partitions(all=True)
    except OSError:
        return None
    for part in mounted:
        if file.is_relative_to(part.mountpoint) and len(part.mountpoint) > best:
            best, kind = len(part.mountpoint), part.fstype.lower()
    return kind
