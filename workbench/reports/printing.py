"""One report from beginning to end: run the notebook, make the page, or say in words why not."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

import papermill
from nbclient.exceptions import CellTimeoutError, DeadKernelError

from workbench import errors
from workbench.errors import WorkbenchError
from workbench.model.prompts import words as words_of
from workbench.reports.engine import executed
from workbench.reports.order import Order, Printed
from workbench.reports.page import page
from workbench.reports.pdf import pdf
from workbench.reports.word import word

__all__ = ["printed"]

_LOG = logging.getLogger(__name__)
#: What a notebook's cell may raise whose words are for the reader.
_OUR_OWN = frozenset(errors.__all__)


def printed(order: Order, *, on_cell: Callable[[Order, int, int], None] | None = None) -> Printed:
    """What came of an order. It never raises for a report that cannot be made; the reason is in what it returns."""
    began = time.monotonic()
    order.work.mkdir(parents=True, exist_ok=True)
    left_at = order.work / f"{order.notebook.stem}-{order.system}.ipynb"
    html, made, document, reason = None, None, None, ""
    try:
        notebook = executed(
            order.notebook,
            order.parameters,
            left_at=left_at,
            environment=order.environment,
            timeout_seconds=order.timeout_seconds,
            on_cell=None if on_cell is None else lambda cell, cells: on_cell(order, cell, cells),
        )
        html = page(notebook, title=order.title, imprint=order.imprint, words=words_of(order.language))
        made = pdf(html) if order.pdf else None
        document = word(html, language=order.language) if order.word else None
    except Exception as e:  # one failing report must not stop the others; each gets its reason
        html, reason = None, _reason(e, order)
    kept = left_at.read_text(encoding="utf-8") if reason and left_at.is_file() else None
    left_at.unlink(missing_ok=True)
    return Printed(order, time.monotonic() - began, html=html, pdf=made, word=document, reason=reason, executed=kept)


def _reason(raised: Exception, order: Order) -> str:
    say = words_of(order.language).say
    if isinstance(raised, papermill.PapermillExecutionError):
        if raised.ename in _OUR_OWN:
            return str(raised.evalue)
        # An unexpected error's own words may hold what somebody told us: they stay in the executed notebook.
        return say("report.failed.cell", error=raised.ename)
    if isinstance(raised, WorkbenchError):
        return str(raised)
    if isinstance(raised, CellTimeoutError):
        return say("report.failed.slow", n=max(1, round(order.timeout_seconds / 60)))
    if isinstance(raised, DeadKernelError):
        return say("report.failed.died")
    _LOG.error("the report of %s could not be made", order.system, exc_info=raised)
    return say("report.failed.other", error=type(raised).__name__)
