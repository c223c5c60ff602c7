"""The parts of a file too long to hold, one after another, from a child process with little memory."""

from __future__ import annotations

import json
import logging
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from workbench.errors import Refused
from workbench.exchange.read_safely import CHILD, WALL_SECONDS, refuse_unreadable, surroundings
from workbench.exchange.reading import Reading

__all__ = ["MOST_BYTES", "parts_of"]

#: Five million rows of some 200 characters are a gigabyte and take some two minutes of one processor.
MOST_BYTES: Final = 2 * 1024**3
_CPU_SECONDS: Final = 900

_log = logging.getLogger(__name__)


def parts_of(
    reader: str, path: str | Path, *, reading: Reading, options: Mapping[str, Any] | None = None
) -> Iterator[Any]:
    """What a reader whose name ends in ``_rows`` makes of a file, part by part (plain JSON values).

    The child waits while nobody takes the next part, so nothing piles up; it ends with this iterator.

    Raises
    ------
    workbench.errors.Refused
        The one sentence the reader gives, or one that says the file is missing, too large, took too long or too much.
    """
    file = Path(path)
    refuse_unreadable(file, reading, most=MOST_BYTES)
    task = {
        "reader": reader,
        "path": str(file.resolve()),
        "name": reading.name,
        "language": reading.words.language,
        "encoding": reading.encoding,
        "section": reading.section,
        "options": dict(options or {}),
        "cpu_seconds": _CPU_SECONDS,
    }
    with tempfile.TemporaryFile() as complaints:
        child = subprocess.Popen(
            CHILD, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints, env=surroundings()
        )
        try:
            yield from _parts(child, task, reading)
            if child.wait(WALL_SECONDS) != 0:
                complaints.seek(0)
                raise _ended_early(child.returncode, complaints.read()[-2000:], reading)
        finally:
            _end(child)


def _parts(child: subprocess.Popen[bytes], task: Mapping[str, Any], reading: Reading) -> Iterator[Any]:
    if child.stdin is None or child.stdout is None:
        raise AssertionError("both were asked for")
    with suppress(BrokenPipeError), child.stdin:
        child.stdin.write(json.dumps(task).encode() + b"\n")
    while line := _line(child):
        try:
            answer = json.loads(line)
        except ValueError:
            return  # cut off in the middle: how the child ended tells why
        if "refused" in answer:
            raise Refused(answer["refused"], field=answer["field"])
        if "unexpected" in answer:
            _log.error("Reading a file met an error nobody foresaw: %s", answer["unexpected"])
            raise reading.refusal("unexpected")
        yield answer["made"]


def _line(child: subprocess.Popen[bytes]) -> bytes:
    """The next line; a child that gives none for so long (a drive that does not answer) is ended."""
    if child.stdout is None:
        return b""
    clock = threading.Timer(WALL_SECONDS, child.kill)
    clock.daemon = True
    clock.start()
    try:
        return child.stdout.readline()
    finally:
        clock.cancel()


def _ended_early(code: int, complaints: bytes, reading: Reading) -> Refused:
    _log.error("Reading a file ended with %s: %s", code, complaints.decode(errors="replace"))
    if code in (-int(signal.SIGXCPU), -int(signal.SIGKILL)):
        return reading.refusal("too_slow", seconds=_CPU_SECONDS)
    return reading.refusal("too_much" if code < 0 or b"MemoryError" in complaints else "unexpected")


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.stdout is not None:
        child.stdout.close()
    if child.poll() is None:
        child.kill()
    child.wait()
