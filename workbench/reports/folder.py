"""A folder of published reports: one batch at a time, and nothing half-written in it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from workbench.errors import Refused

__all__ = ["one_batch", "swept", "work_folder_of"]

_LOCK = ".batch"


@contextmanager
def one_batch(folder: Path) -> Iterator[None]:
    """While this lasts, no other batch writes into the folder.

    Raises
    ------
    Refused
        Where another batch is at work in it, or it cannot be written.
    """
    lock = folder / _LOCK
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if lock.is_file() and not _alive(lock.read_text(encoding="utf-8")):
            lock.unlink(missing_ok=True)  # its batch was killed
        with lock.open("x", encoding="utf-8") as file:
            file.write(str(os.getpid()))
    except FileExistsError as e:
        raise Refused(
            f"Another batch is writing into “{folder.name}”. Wait until it is done, or choose another folder.",
            field="out",
        ) from e
    except OSError as e:
        raise Refused(f"“{folder}” cannot be written. Choose a folder of your own.", field="out") from e
    try:
        swept(folder)
        yield
    finally:
        lock.unlink(missing_ok=True)


def swept(folder: Path) -> None:
    """Take away what a killed batch left half-written; it never stood under a report's name."""
    for part in folder.glob(".*.part"):
        part.unlink(missing_ok=True)


@contextmanager
def work_folder_of(room: Path) -> Iterator[Path]:
    """A private folder for one batch in the store's own folder, gone afterwards; killed batches' are swept."""
    room.mkdir(parents=True, exist_ok=True)
    for place, prefix in ((room, "work-"), (Path(tempfile.gettempdir()), "wb-kernel-")):
        for left in place.glob(f"{prefix}*"):
            if not _alive(left.name.removeprefix(prefix).split("-")[0]):
                shutil.rmtree(left, ignore_errors=True)
    made = Path(tempfile.mkdtemp(prefix=f"work-{os.getpid()}-", dir=room))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _alive(pid: str) -> bool:
    return pid.isdigit() and psutil.pid_exists(int(pid))
