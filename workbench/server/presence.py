"""Which servers of ours are running, and on which store."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from workbench.server.session import Session, root

__all__ = ["Running", "recorded", "running"]

_NAME = "running.json"


@dataclass(frozen=True, kw_only=True)
class Running:
    """A server: its process, its address without the token, and what it serves (``pages`` or ``lab``)."""

    pid: int
    born: float
    address: str
    kind: str
    store: str

    @property
    def alive(self) -> bool:
        """Whether the very process that wrote this still runs (its number may have been given to another)."""
        try:
            return bool(abs(psutil.Process(self.pid).create_time() - self.born) < 2)
        except psutil.Error:
            return False


def _mark(store: str | None) -> str:
    """A store's fingerprint: an address may hold a password, and a record is not the place for one."""
    text = store or ""
    whole = text if "://" in text or not text else str(Path(text).expanduser().resolve())
    return hashlib.sha256(whole.encode()).hexdigest()


@contextmanager
def recorded(session: Session, *, port: int, host: str, kind: str) -> Iterator[Running]:
    """While this lasts, ``running()`` finds this server; the record goes with the session's folder."""
    me = Running(
        pid=os.getpid(),
        born=psutil.Process().create_time(),
        address=f"http://{host}:{port}/",
        kind=kind,
        store=_mark(session.store),
    )
    path = session.folder / _NAME
    path.write_text(json.dumps(asdict(me)), encoding="utf-8")
    try:
        yield me
    finally:
        path.unlink(missing_ok=True)


def running(store: str | None = None, *, all_stores: bool = False) -> list[Running]:
    """The servers of a store that run now, oldest first; [] where there is none."""
    found = []
    for path in root().glob(f"workbench-*-*/{_NAME}"):
        try:
            one = Running(**json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            continue  # it ended while we looked
        if one.alive and (all_stores or one.store == _mark(store)):
            found.append(one)
    return sorted(found, key=lambda r: (r.born, r.pid))
