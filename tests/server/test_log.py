"""What the window of a server shows."""

from __future__ import annotations

import logging

import pytest
from tornado.websocket import WebSocketClosedError

from workbench.model.prompts import words
from workbench.server.log import plain_lines


@pytest.fixture
def _logs_as_before() -> object:
    names = ("asyncio", "tornado.application", "tornado.general")
    before = {
        n: (logging.getLogger(n).handlers, logging.getLogger(n).propagate, logging.getLogger(n).level) for n in names
    }
    yield
    for name, (handlers, propagate, level) in before.items():
        log = logging.getLogger(name)
        log.handlers, log.propagate = handlers, propagate
        log.setLevel(level)


@pytest.mark.usefixtures("_logs_as_before")
def test_an_error_is_one_line_without_anybodys_words(capsys: pytest.CaptureFixture[str]) -> None:
    plain_lines(words())
    log = logging.getLogger("tornado.application")
    log.error("Error in a cell: %s", "print(story)", exc_info=ValueError("what Mrs Marker said"))
    log.error("A tab was closed", exc_info=WebSocketClosedError())
    log.warning("of no interest")
    said = capsys.readouterr().err
    assert said == (
        "A page could not be finished (ValueError). Open the same notebook with `workbench lab` to see why.\n"
    )
