"""The child process of ``read_safely``: a task comes in on standard input, an answer goes out.

Each is a line of JSON, and the bytes that belong to it where there are any; a reader of rows answers line by line.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workbench.errors import Refused
from workbench.exchange.read_safely import CPU_SECONDS, MEMORY_BYTES
from workbench.exchange.reading import Reading
from workbench.model.prompts import words

__all__ = ["READERS", "answer", "answers", "main"]

#: Each takes the file's bytes and a Reading, and gives plain JSON values, and where its name ends in “_bytes” also
#: bytes. Where it ends in “_rows” it takes the file's path and gives plain values part after part. Imported only when
#: asked for: a CSV need not wait for the library that reads workbooks.
READERS = {
    "coding": "workbench.exchange.coding_reader:coding_in",
    "maps": "workbench.exchange.map_reader:maps_in",
    "polis": "workbench.exchange.polis_reader:table_in",
    "series": "workbench.exchange.series_reader:tables_in",
    "contact_look_rows": "workbench.exchange.contact_reader:look_in",
    "contact_rows": "workbench.exchange.contact_reader:rows_in",
    "stories": "workbench.exchange.story_parts:parts_in",
    "media_bytes": "workbench.exchange.media_reader:media_in",
}


def _limit(cpu_seconds: int) -> None:
    """Hold this process to its memory and time, where the system can (not on Windows; macOS ignores the memory)."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  only Unix has it

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 5))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def answer(task: dict[str, Any], content: bytes = b"") -> dict[str, Any]:
    """``made``, or ``refused`` with its sentence and field, or ``unexpected`` with no word of the file's content.

    ``content`` is read where the task names no file; ``given`` are the bytes that a reader gives back.
    """
    reading = _reading(task)
    try:
        raw = content if task["path"] is None else Path(task["path"]).read_bytes()
        made = _reader(task)(raw, reading)
        return dict(zip(("made", "given"), made, strict=True)) if task["reader"].endswith("_bytes") else {"made": made}
    except Exception as e:  # whatever a hostile file brings about is answered, never raised on
        return _said_of(e, reading)


def answers(task: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """As :func:`answer`, part by part, of a reader that goes through a file too long to hold."""
    reading = _reading(task)
    try:
        yield from ({"made": part} for part in _reader(task)(Path(task["path"]), reading, **task["options"]))
    except Exception as e:  # as above
        yield _said_of(e, reading)


def _reading(task: dict[str, Any]) -> Reading:
    return Reading(
        name=task["name"],
        words=words(task["language"]),
        encoding=task["encoding"],
        section=task.get("section", "exchange"),
    )


def _reader(task: dict[str, Any]) -> Any:
    module, _, name = READERS[task["reader"]].partition(":")
    return getattr(importlib.import_module(module), name)


def _said_of(e: Exception, reading: Reading) -> dict[str, Any]:
    if isinstance(e, Refused):
        refused = e
    elif isinstance(e, PermissionError):
        refused = reading.refusal("not_permitted")
    elif isinstance(e, OSError):
        refused = reading.refusal("unreadable")
    elif isinstance(e, MemoryError | RecursionError):
        refused = reading.refusal("too_much")
    else:
        place = traceback.extract_tb(e.__traceback__)[-1]
        return {"unexpected": f"{type(e).__name__} in {Path(place.filename).name}, line {place.lineno}"}
    return {"refused": str(refused), "field": refused.field}


def main() -> None:
    """Read one task, write one answer."""
    task = json.loads(sys.stdin.buffer.readline())
    _limit(task.get("cpu_seconds", CPU_SECONDS))
    # openpyxl uses numpy only to recognise its numbers when writing, and lxml would read XML entities its own way.
    sys.modules["numpy"] = None  # type: ignore[assignment]  # this is how an import is switched off
    os.environ["OPENPYXL_LXML"] = "False"
    if task["reader"].endswith("_rows"):
        for part in answers(task):
            sys.stdout.buffer.write(json.dumps(part, ensure_ascii=False).encode() + b"\n")
        return
    said = answer(task, sys.stdin.buffer.read())
    given = said.pop("given", b"")
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + given)


if __name__ == "__main__":
    main()
