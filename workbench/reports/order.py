"""One report to print, and what came of it; plain values, so that an executor may send them to another machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from workbench.reports.parameter import Value

__all__ = ["Order", "Printed"]


@dataclass(frozen=True)
class Order:
    """One notebook, for one system.

    ``environment`` is what the notebook's kernel gets to know besides its parameters, the way to the store among them:
    papermill writes parameters into the notebook it leaves behind, so nothing secret may travel that way. ``work`` is
    the folder in the store's own folder where the executed notebook lies until it is a page.
    """

    notebook: Path
    system: str
    name: str
    title: str
    imprint: str
    parameters: Mapping[str, Value]
    language: str
    work: Path
    pdf: bool = False
    word: bool = False
    timeout_seconds: int = 900
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Printed:
    """What came of an order: a page, or a reason in words and the executed notebook to look at."""

    order: Order
    duration_seconds: float
    html: str | None = None
    pdf: bytes | None = None
    word: bytes | None = None
    reason: str = ""
    executed: str | None = None
