"""The printing room: a notebook becomes a report for every team and place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.reports.batch import BatchResult, render
    from workbench.reports.executor import Executor, LocalPool
    from workbench.reports.manifest import Entry, Outcome
    from workbench.reports.progress import Bar, Listener, Progress

__all__ = ["Bar", "BatchResult", "Entry", "Executor", "Listener", "LocalPool", "Outcome", "Progress", "render"]

_HOMES = {
    "Bar": "progress",
    "BatchResult": "batch",
    "Entry": "manifest",
    "Executor": "executor",
    "Listener": "progress",
    "LocalPool": "executor",
    "Outcome": "manifest",
    "Progress": "progress",
    "render": "batch",
}


def __getattr__(name: str) -> Any:
    # Loaded when asked for: a report's kernel imports its sections from here, and has no use for papermill and
    # nbconvert, which take a second of every report.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415  the same reason

    return getattr(import_module(f"workbench.reports.{_HOMES[name]}"), name)
