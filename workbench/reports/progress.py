"""How far a batch is: for a bar in a terminal, and for a screen that draws its own."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from tqdm import tqdm

__all__ = ["Bar", "Listener", "Progress"]


@dataclass(frozen=True)
class Progress:
    """One step of one report: ``cell`` of ``cells`` were run; ``outcome`` is empty until it is done.

    ``done`` counts the finished reports of the batch, this one among them when it has an ``outcome`` (rendered,
    unchanged, failed).
    """

    system: str
    name: str
    done: int
    total: int
    cell: int = 0
    cells: int = 0
    outcome: str = ""


#: Called from the printing threads, several at once.
Listener = Callable[[Progress], None]


class Bar:
    """A progress bar that names the reports being made; silent where nobody watches (no terminal)."""

    def __init__(self, *, stream: Any = None, watched: bool | None = None) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._watched = self._stream.isatty() if watched is None else watched
        self._bar: Any = None
        self._under_way: dict[str, str] = {}
        self._one_at_a_time = threading.Lock()

    def __call__(self, step: Progress) -> None:
        """Show the step."""
        if not self._watched:
            return
        with self._one_at_a_time:
            if self._bar is None:
                self._bar = tqdm(total=step.total, unit="report", file=self._stream, dynamic_ncols=True)
            if step.outcome:
                self._under_way.pop(step.system, None)
                self._bar.n = step.done
            else:
                self._under_way[step.system] = f"{step.name} {step.cell}/{step.cells}" if step.cells else step.name
            self._bar.set_postfix_str(", ".join(self._under_way.values()) or step.name)

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, at: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()
