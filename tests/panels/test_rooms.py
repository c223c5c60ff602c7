"""Rooms of a page: built when entered, kept when left."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets
import pytest

from workbench.panels.rooms import Rooms


class Built:
    """Makes rooms, and remembers which it has made."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def room(self, name: str) -> Callable[[], ipywidgets.Widget]:
        def _make() -> ipywidgets.Widget:
            self.made.append(name)
            return ipywidgets.HTML(name)

        return _make


@pytest.fixture
def built() -> Built:
    return Built()


def three_rooms(built: Built, *, first: str = "debrief") -> Rooms:
    return Rooms({name: built.room(name) for name in ("today", "debrief", "issues")}, first=first)


def shown(rooms: Rooms) -> list[str]:
    return [
        child.children[0].value for child in rooms.box.children[1:] if child.layout.display != "none" and child.children
    ]


def test_a_page_builds_the_first_room_only(built: Built) -> None:
    rooms = three_rooms(built)
    assert built.made == ["debrief"]
    assert shown(rooms) == ["debrief"]


def test_a_room_is_built_once_and_what_was_typed_in_it_stays(built: Built) -> None:
    rooms = three_rooms(built)
    rooms.enter("issues")
    rooms.enter("debrief")
    rooms.enter("issues")
    assert built.made == ["debrief", "issues"]
    assert shown(rooms) == ["issues"]


def test_an_address_that_names_no_room_begins_with_the_first(built: Built) -> None:
    rooms = three_rooms(built, first="cellar")
    assert shown(rooms) == ["today"]


def test_a_door_that_is_not_there_is_told_in_words_and_nothing_moves(built: Built) -> None:
    rooms = three_rooms(built)
    doors = rooms.box.children[0]
    answer = doors.hear({"do": "open", "n": "1", "page": "tab", "with": {"room": "cellar"}})
    assert answer["refused"] == "This page has no room “cellar”. Choose one from the list."
    assert shown(rooms) == ["debrief"]


def test_somebody_who_only_looks_may_open_doors(built: Built) -> None:
    doors = three_rooms(built).box.children[0]
    doors._may_edit = False
    assert "ok" in doors.hear({"do": "open", "n": "1", "page": "tab", "with": {"room": "today"}})
