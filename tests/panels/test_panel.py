"""How a page and Python speak."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from workbench.errors import Busy, Problems, Refused, Stale, Unreachable
from workbench.model import Purpose
from workbench.panels.map_canvas import MapCanvas
from workbench.panels.panel import Panel


class Counter(Panel):
    """A panel that counts."""

    sections = ("map",)

    def __init__(self) -> None:
        super().__init__()
        self.n = 0
        self.lost = 0

    def load(self) -> dict[str, Any]:
        return {"n": self.n}

    def revision(self) -> int:
        return self.n

    def do_add(self, by: int = 1) -> int:
        if by > 9:
            raise Refused("At most nine at once.", field="by")
        self.n += by
        return self.n

    def do_clash(self) -> None:
        raise Stale("Choose one.", kind="thing", id="t", yours={"name": "a"}, theirs={"name": "b"})

    def do_write(self, wording: str) -> None:
        Purpose(cycle="c", wording=wording)

    def do_tell_all(self) -> None:
        raise Problems({"what": "Say what.", "on": "Say when."})

    def do_lose(self) -> int:
        """A store that is away twice, and then there."""
        self.lost += 1
        if self.lost == 1:
            raise Busy("The store is busy.")
        if self.lost == 2:
            raise Unreachable("The store is away.")
        return self.lost

    def do_whose(self) -> list[str]:
        return [self.page, self.device, self.by]

    def do_break(self) -> None:
        raise ZeroDivisionError("secret words")


@pytest.fixture
def counter() -> Counter:
    return Counter()


def ask(panel: Panel, do: str, n: str = "1", since: int | None = None, **given: object) -> dict[str, Any]:
    return panel.hear({"do": do, "n": n, "page": "tab", "since": since, "with": given})


def test_a_page_begins_with_state_revision_and_words(counter: Counter) -> None:
    answer = ask(counter, "load")["ok"]
    assert (answer["state"], answer["revision"], answer["language"]) == ({"n": 0}, 0, "en")
    assert set(answer["words"]) == {"panel", "form_kit", "map"}
    assert answer["words"]["panel"]["undo"] == "Undo"


def test_an_answer_carries_the_news(counter: Counter) -> None:
    assert ask(counter, "add", since=0, by=2) == {"re": "1", "ok": 2, "revision": 2, "news": {"state": {"n": 2}}}
    assert ask(counter, "pulse", n="2", since=2) == {"re": "2", "ok": None}
    counter.n = 5
    assert ask(counter, "pulse", n="3", since=2) == {"re": "3", "ok": None, "revision": 5, "news": {"state": {"n": 5}}}


def test_asking_twice_does_it_once(counter: Counter) -> None:
    first = ask(counter, "add", n="7")
    assert ask(counter, "add", n="7") == first
    assert counter.n == 1


def test_while_the_store_is_away_the_same_question_is_asked_again_until_it_is_done(counter: Counter) -> None:
    assert ask(counter, "lose", n="7") == {"re": "7", "again": "The store is busy."}
    assert ask(counter, "lose", n="7") == {"re": "7", "again": "The store is away."}
    assert ask(counter, "lose", n="7") == {"re": "7", "ok": 3}
    assert ask(counter, "lose", n="7") == {"re": "7", "ok": 3}


def test_a_panel_knows_the_browser_and_where_there_is_none_the_tab(counter: Counter) -> None:
    said = {"do": "whose", "page": "tab", "with": {}}
    assert counter.hear({**said, "n": "1", "device": "phone", "by": " Asha  K "})["ok"] == ["tab", "phone", "Asha K"]
    assert counter.hear({**said, "n": "2"})["ok"] == ["tab", "tab", ""]


@pytest.mark.parametrize(
    ("do", "given", "expected"),
    [
        ("add", {"by": 10}, {"refused": "At most nine at once.", "field": "by"}),
        (
            "write",
            {"wording": ""},
            {
                "refused": "The wording is empty; write something first.",
                "field": "wording",
                "problems": {"wording": "The wording is empty; write something first."},
            },
        ),
        (
            "tell_all",
            {},
            {"refused": "Say what.", "field": "what", "problems": {"what": "Say what.", "on": "Say when."}},
        ),
        (
            "write",
            {"wording": "x" * 501},
            {
                "refused": "The wording may have at most 500 characters; shorten it and try again.",
                "field": "wording",
                "problems": {"wording": "The wording may have at most 500 characters; shorten it and try again."},
            },
        ),
        (
            "clash",
            {},
            {
                "stale": {"kind": "thing", "id": "t", "yours": {"name": "a"}, "theirs": {"name": "b"}},
                "refused": "Choose one.",
            },
        ),
    ],
)
def test_what_cannot_be_done_is_told_in_words(
    counter: Counter, do: str, given: dict[str, object], expected: dict[str, object]
) -> None:
    assert ask(counter, do, **given) == {"re": "1", **expected}


@pytest.mark.parametrize("do", ["", "nothing", "__init__", "hear", "a b", "load.x"])
def test_only_commands_can_be_called(counter: Counter, do: str) -> None:
    assert "the workbench does not know" in ask(counter, do)["refused"]


def test_arguments_a_command_does_not_have_are_refused(counter: Counter) -> None:
    assert "the workbench does not know" in ask(counter, "add", strange=1)["refused"]
    assert counter.n == 0


def test_an_unexpected_error_gives_a_number_and_no_inner_words(
    counter: Counter, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, logger="workbench.panels"):
        said = ask(counter, "break")["refused"]
    number = said.rsplit(" ", 1)[1].rstrip(".")
    assert said.startswith("Something went wrong on our side and nothing was changed.")
    assert "secret" not in said
    assert number in caplog.text


def test_nothing_typed_is_kept_in_what_a_notebook_saves(counter: Counter) -> None:
    ask(counter, "add")
    synced = {name for name in counter.trait_names(sync=True) if not name.startswith("_")}
    assert synced - {"comm", "keys", "layout", "tabbable", "tooltip", "log"} == {"lib", "height"}


def test_the_large_libraries_are_not_sent_with_every_panel(counter: Counter) -> None:
    canvas = MapCanvas.__dict__["_esm"]
    assert len(str(canvas)) < 100_000
    assert Counter().lib is counter.lib
