"""What a running server keeps while it runs, in a folder only this user can open, gone when it ends.

The session file tells kernels which store to open and with which key; they know its name from ``WORKBENCH_SESSION``.
So neither address nor key is in an environment, on a command line, or in a notebook.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

__all__ = ["Session", "begun", "root", "sweep"]

_PREFIX = "workbench-"
# A kernel's socket is "/kernel-<36 characters>-ipc-5" under our folder, and no system takes more than 103 in all.
_LONGEST_ROOT = 40


@dataclass(frozen=True, kw_only=True)
class Session:
    """One run of a server: what its kernels are told, and where its private files are."""

    folder: Path
    store: str | None = None
    key: str | None = None
    audience: str | None = None
    system: str | None = None
    language: str = "en"

    @property
    def file(self) -> Path:
        """The file that ``WORKBENCH_SESSION`` names."""
        return self.folder / "session.json"

    def write(self) -> None:
        """Put the session file down, readable by this user only."""
        told = {name: value for name, value in asdict(self).items() if name != "folder"}
        descriptor = os.open(self.file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as f:
            json.dump(told, f)


def root() -> Path:
    """Where the private folders are: the user's run folder, else the temporary folder, whichever is short enough."""
    tried = [os.environ.get("XDG_RUNTIME_DIR", ""), tempfile.gettempdir()]
    if sys.platform != "win32":
        tried.append("/tmp")  # noqa: S108  macOS's own is too long for a socket; the folder made in it is private
    fit = [Path(t) for t in tried if t and Path(t).is_dir() and os.access(t, os.W_OK)]
    return next((f for f in fit if len(str(f)) <= _LONGEST_ROOT), fit[0] if fit else Path.cwd())


def _owner(folder: Path) -> int | None:
    number = folder.name.removeprefix(_PREFIX).split("-")[0]
    return int(number) if number.isdigit() else None


def sweep() -> None:
    """Take away what servers left behind that were killed: a key must not outlive its server."""
    for folder in root().glob(f"{_PREFIX}*-*"):
        owner = _owner(folder)
        if owner is not None and not psutil.pid_exists(owner):
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def begun(
    *,
    store: str | None = None,
    key: str | None = None,
    audience: str | None = None,
    system: str | None = None,
    language: str = "en",
) -> Iterator[Session]:
    """A session with its folder and file; both are gone when it ends, however it ends."""
    sweep()
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=root()))
    try:
        session = Session(folder=folder, store=store, key=key, audience=audience, system=system, language=language)
        session.write()
        yield session
    finally:
        shutil.rmtree(folder, ignore_errors=True)
