"""The child process of ``read_safely``: a task comes in on standard input, an answer goes out, both JSON."""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import sys
import traceback
from pathlib import Path
from typing import Any

from workbench.errors import Refused
from workbench.exchange.read_safely import CPU_SECONDS, MEMORY_BYTES
from workbench.exchange.reading import Reading
from workbench.model.prompts import words

__all__ = ["READERS", "answer", "main"]

#: Each takes the file's bytes and a Reading, and gives plain JSON values. Imported only when asked for: a CSV need not
#: wait for the library that reads workbooks.
READERS = {"maps": "workbench.exchange.map_reader:maps_in"}


def _limit() -> None:
    """Hold this process to its memory and time, where the system can (not on Windows; macOS ignores the memory)."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  only Unix has it

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def answer(task: dict[str, Any]) -> dict[str, Any]:
    """``made``, or ``refused`` with its sentence and field, or ``unexpected`` with no word of the file's content."""
    reading = Reading(name=task["name"], words=words(task["language"]), encoding=task["encoding"])
    module, _, name = READERS[task["reader"]].partition(":")
    try:
        raw = Path(task["path"]).read_bytes()
        return {"made": getattr(importlib.import_module(module), name)(raw, reading)}
    except Refused as e:
        return {"refused": str(e), "field": e.field}
    except PermissionError:
        refused = reading.refusal("not_permitted")
    except OSError:
        refused = reading.refusal("unreadable")
    except (MemoryError, RecursionError):
        refused = reading.refusal("too_much")
    except Exception as e:  # whatever a hostile file brings about is answered, never raised on
        place = traceback.extract_tb(e.__traceback__)[-1]
        return {"unexpected": f"{type(e).__name__} in {Path(place.filename).name}, line {place.lineno}"}
    return {"refused": str(refused), "field": refused.field}


def main() -> None:
    """Read one task, write one answer."""
    _limit()
    # openpyxl uses numpy only to recognise its numbers when writing, and lxml would read XML entities its own way.
    sys.modules["numpy"] = None  # type: ignore[assignment]  # this is how an import is switched off
    os.environ["OPENPYXL_LXML"] = "False"
    task = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(json.dumps(answer(task)).encode())


if __name__ == "__main__":
    main()
