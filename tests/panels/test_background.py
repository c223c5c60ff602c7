"""Work that goes on while the page asks how it went."""

from __future__ import annotations

import threading

import pytest

from workbench.errors import Refused
from workbench.panels.background import Background


def test_what_is_done_soon_is_answered_at_once() -> None:
    assert Background(lost="gone").begin(lambda: 7) == {"done": 7}


def test_what_takes_longer_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.panels.background._WAIT_SECONDS", 0.01)
    let_go = threading.Event()
    background = Background(lost="gone")
    begun = background.begin(lambda: let_go.wait(5))
    assert begun == {"job": begun["job"], "n": 0}
    background.tell(400)
    assert background.ask(begun["job"]) == {"job": begun["job"], "n": 400}
    monkeypatch.setattr("workbench.panels.background._WAIT_SECONDS", 5)
    let_go.set()
    assert background.ask(begun["job"]) == {"done": True}


def test_what_it_raised_is_raised_where_it_is_asked_for() -> None:
    def _fails() -> None:
        raise Refused("No such column.")

    with pytest.raises(Refused, match="No such column"):
        Background(lost="gone").begin(_fails)


def test_one_piece_of_work_waits_for_the_one_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.panels.background._WAIT_SECONDS", 0.01)
    let_go, done = threading.Event(), list[str]()
    background = Background(lost="gone")
    background.begin(lambda: (let_go.wait(5), done.append("first")))
    second = background.begin(lambda: done.append("second"))
    assert ("done" in second, done) == (False, [])
    monkeypatch.setattr("workbench.panels.background._WAIT_SECONDS", 5)
    let_go.set()
    background.ask(second["job"])
    assert done == ["first", "second"]


def test_work_that_is_forgotten_is_lost_in_words() -> None:
    background = Background(lost="It is gone.")
    background.forget()
    with pytest.raises(Refused, match="It is gone"):
        background.ask("x")
