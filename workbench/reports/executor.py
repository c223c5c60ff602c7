"""Who does the printing: a few threads here, other machines in a later house."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import Protocol

from workbench.reports.order import Order, Printed

__all__ = ["Executor", "LocalPool", "jobs_here"]


class Executor(Protocol):
    """Gives every order to ``work`` and yields what came of each, in the order in which they finish.

    ``work`` does not raise for a report that cannot be made; it says so in what it returns. When the caller stops
    listening, or is interrupted, orders not begun are given up.
    """

    def run(self, orders: Sequence[Order], *, work: Callable[[Order], Printed]) -> Iterator[Printed]:
        """Print them."""
        ...


def jobs_here() -> int:
    """How many reports to print at once on this machine: one a core, at most 8 (a kernel needs about 150 MB)."""
    return max(1, min(8, os.cpu_count() or 1))


class LocalPool:
    """Threads of this process. Each report runs in a kernel of its own, so threads are enough to use every core."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs

    def run(self, orders: Sequence[Order], *, work: Callable[[Order], Printed]) -> Iterator[Printed]:
        """Print them, ``jobs`` at a time."""
        pool = ThreadPoolExecutor(max_workers=self.jobs, thread_name_prefix="report")
        try:
            for done in as_completed([pool.submit(work, order) for order in orders]):
                yield done.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
