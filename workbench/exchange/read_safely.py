"""Files are read in a child process with little memory and little time: a bad file can end it, but nothing else."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from workbench.errors import Refused
from workbench.exchange.reading import MAX_FILE_BYTES, Reading
from workbench.model.prompts import Words

__all__ = [
    "CHILD",
    "CPU_SECONDS",
    "MEMORY_BYTES",
    "WALL_SECONDS",
    "made_safely",
    "read_safely",
    "refuse_unreadable",
    "surroundings",
]

MEMORY_BYTES = 1024**3
CPU_SECONDS = 30
#: A child that waits (a drive that does not answer) uses no processor time, so the clock on the wall ends it too.
WALL_SECONDS = 90

#: -P: the folder people work in is no place to import from; -B: leave nothing behind.
CHILD = (sys.executable, "-P", "-B", "-m", "workbench.exchange.child")

_log = logging.getLogger(__name__)

#: What the child may know of our surroundings: never the store's address, its key or a token.
_PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT", "WORKBENCH_TEMPLATES", "VIRTUAL_ENV")


def read_safely(
    reader: str, path: str | Path, *, words: Words, encoding: str | None = None, section: str = "exchange"
) -> Any:
    """What the reader makes of the file, as plain JSON values.

    Parameters
    ----------
    reader
        A name in ``workbench.exchange.child.READERS``.
    section
        Where the sentences about such files stand among the words.

    Raises
    ------
    workbench.errors.Refused
        The one sentence the reader gives, or one that says the file is missing, too large, took too long or too much.
    """
    file = Path(path)
    reading = Reading(name=file.name, words=words, section=section)
    refuse_unreadable(file, reading)
    made, _ = _asked(reader, reading, path=str(file.resolve()), encoding=encoding)
    return made


def made_safely(reader: str, content: bytes, *, name: str, words: Words, section: str) -> tuple[Any, bytes]:
    """What the reader makes of bytes in hand (plain JSON values), and the bytes it gives back; no file is written.

    ``section`` is where the sentences about such files stand among the words.

    Raises
    ------
    workbench.errors.Refused
        As :func:`read_safely`.
    """
    return _asked(reader, Reading(name=name, words=words, section=section), content=content)


def _asked(
    reader: str, reading: Reading, *, path: str | None = None, encoding: str | None = None, content: bytes = b""
) -> tuple[Any, bytes]:
    task = {
        "reader": reader,
        "path": path,
        "name": reading.name,
        "language": reading.words.language,
        "encoding": encoding,
        "section": reading.section,
    }
    try:
        done = subprocess.run(
            CHILD,
            input=json.dumps(task).encode() + b"\n" + content,
            capture_output=True,
            env=surroundings(),
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as e:
        raise reading.refusal("too_slow", seconds=CPU_SECONDS) from e
    return _answer(done, reading)


def refuse_unreadable(file: Path, reading: Reading, *, most: int = MAX_FILE_BYTES) -> None:
    """Refuse what is no file, holds nothing, or is larger than ``most`` bytes."""
    if not file.exists():
        raise reading.refusal("missing", field="path")
    if not file.is_file():
        raise reading.refusal("folder", field="path")
    if file.stat().st_size == 0:
        raise reading.refusal("empty")
    if file.stat().st_size > most:
        raise reading.refusal("too_large", most=f"{most // 1024**2:,} MB")


def surroundings() -> dict[str, str]:
    """What the child may know: never the store's address, its key or a token."""
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    # In a checkout that is not installed the child would not find the package otherwise.
    kept["PYTHONPATH"] = str(Path(__file__).resolve().parents[2])
    return kept


def _answer(done: subprocess.CompletedProcess[bytes], reading: Reading) -> tuple[Any, bytes]:
    if done.returncode == -int(getattr(signal, "SIGXCPU", 24)):
        raise reading.refusal("too_slow", seconds=CPU_SECONDS)
    line, _, content = done.stdout.partition(b"\n")
    try:
        answer = json.loads(line)
    except ValueError as e:
        _log.error("Reading a file ended with %s: %s", done.returncode, done.stderr.decode(errors="replace")[-2000:])
        key = "too_much" if done.returncode < 0 or b"MemoryError" in done.stderr else "unexpected"
        raise reading.refusal(key) from e
    if "refused" in answer:
        raise Refused(answer["refused"], field=answer["field"])
    if "unexpected" in answer:
        _log.error("Reading a file met an error nobody foresaw: %s", answer["unexpected"])
        raise reading.refusal("unexpected")
    return answer["made"], content
