"""What the window in which a server runs may show: one plain line, never a traceback.

A traceback carries values, and so stories, onto a screen that a whole group may be looking at.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import warnings

from tornado.iostream import StreamClosedError
from tornado.websocket import WebSocketClosedError

from workbench.model.prompts import Words

__all__ = ["plain_lines"]

_LOUD = (
    "asyncio",
    "tornado.access",
    "tornado.application",
    "tornado.general",
    "traitlets",
    "Site",
    "LabApp",
    "ServerApp",
)


class _Plain(logging.Formatter):
    """A page that stopped, with the kind of its error; everything else by its own first line."""

    def __init__(self, said: Words) -> None:
        super().__init__()
        self._said = said

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        if error is None:
            return self._said.say("server.log.note", note=record.getMessage().split("\n")[0][:200])
        return self._said.say("server.log.stopped", kind=getattr(error, "ename", type(error).__name__))


def _worth_a_line(record: logging.LogRecord) -> bool:
    """Whether anybody should read it: somebody who closes a tab at the wrong moment is no fault."""
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, StreamClosedError | WebSocketClosedError | asyncio.CancelledError)


def plain_lines(said: Words) -> None:
    """Make every log of the server's libraries speak plainly, and only of errors."""
    warnings.simplefilter("ignore")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Plain(said))
    handler.addFilter(_worth_a_line)
    handler.setLevel(logging.ERROR)
    for name in _LOUD:
        log = logging.getLogger(name)
        log.handlers = [handler]
        log.propagate = False
        log.setLevel(logging.ERROR)
