"""The shelf of maps: choose, begin, and bring one in from a file."""

from __future__ import annotations

import base64
from typing import Any

from workbench.desk import Desk
from workbench.panels.map_shelf import MapShelf

EDGES = "From,To,Polarity\nrent arrears,worry,+\nworry,sleep,-\nsleep,rent arrears,-\n"


def _ask(shelf: MapShelf, do: str, n: int, **given: Any) -> dict[str, Any]:
    return shelf.hear({"do": do, "n": str(n), "page": "tab", "since": 0, "with": given})


def _shelf(desk: Desk, **more: Any) -> MapShelf:
    return MapShelf(desk, system="quay", cycle="quay-1", map_kind="factor", **more)


def _file(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def test_the_first_map_is_begun_and_put_on_the_canvas(quay_desk: Desk) -> None:
    shelf = _shelf(quay_desk)
    assert len(shelf.box.children) == 1
    state = _ask(shelf, "begin", 1, name="What drives debt")["ok"]
    assert [m["name"] for m in state["maps"]] == ["What drives debt"]
    assert len(shelf.box.children) == 2
    assert _ask(shelf, "begin", 2, name="  ")["field"] == "name"


def test_a_file_is_looked_at_before_anything_changes(quay_desk: Desk) -> None:
    shelf = _shelf(quay_desk)
    before = quay_desk.store.revision()
    would = _ask(shelf, "preview", 1, name="ours.csv", data=_file(EDGES))["ok"]
    assert (would["n_things"], would["n_links"]) == (3, 3)
    assert quay_desk.store.revision() == before
    done = _ask(shelf, "bring_in", 2, name="ours.csv", data=_file(EDGES))["ok"]
    assert done["shelf"]["map"]
    assert set(quay_desk.things(system="quay")["name"]) == {"rent arrears", "worry", "sleep"}
    [loop] = quay_desk.loops(done["shelf"]["map"]).table.to_dict("records")
    assert loop["kind"] == "reinforcing"  # two opposite links: an even number


def test_a_map_brought_in_goes_in_one_undo(quay_desk: Desk) -> None:
    shelf = _shelf(quay_desk)
    _ask(shelf, "bring_in", 1, name="ours.csv", data=_file(EDGES))
    quay_desk.page = "tab"
    quay_desk.store.undo(by="", page="tab")
    assert quay_desk.things(system="quay").empty
    assert quay_desk.maps(system="quay").empty


def test_a_bad_file_gets_one_sentence_and_changes_nothing(quay_desk: Desk) -> None:
    shelf = _shelf(quay_desk)
    before = quay_desk.store.revision()
    assert "notes.csv" in _ask(shelf, "preview", 1, name="notes.csv", data=_file("hello\n"))["refused"]
    assert "did not arrive whole" in _ask(shelf, "preview", 2, name="x.csv", data="%%%")["refused"]
    assert quay_desk.store.revision() == before


def test_who_only_looks_can_bring_nothing_in(quay_desk: Desk) -> None:
    shelf = _shelf(quay_desk, may_edit=False)
    assert "refused" in _ask(shelf, "bring_in", 1, name="ours.csv", data=_file(EDGES))
    assert quay_desk.maps(system="quay").empty


def test_a_map_gets_another_name_and_a_wider_circle_and_undo_takes_both_back(quay_desk: Desk) -> None:
    shelf = _shelf(quay_desk)
    _ask(shelf, "begin", 1, name="Ours")
    state = _ask(shelf, "details", 2, name="What drives debt", scope="place")["ok"]
    assert [(m["name"], m["scope"]) for m in state["maps"]] == [("What drives debt", "place")]
    assert state["scopes"][0] == ("team", "Team")
    assert "not a circle" in _ask(shelf, "details", 3, name="x", scope="person")["refused"]
    _ask(shelf, "undo", 4)
    assert quay_desk.maps(system="quay")[["name", "scope"]].values.tolist() == [["Ours", "team"]]
