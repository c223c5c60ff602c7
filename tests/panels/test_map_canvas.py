"""The map canvas's commands, as a page sends them, on a real store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from workbench.model import Cycle, Map, Scale, System
from workbench.panels.map_canvas import MapCanvas
from workbench.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "maps.db") as opened:
        with opened.step("Began", by="set-up") as step:
            step.add(Scale(id="team", name="Team", position=20))
            step.add(System(id="harbour", name="Harbour", scale="team"))
            step.add(Cycle(id="round1", system="harbour", name="Round 1"))
            step.add(Map(id="factors", cycle="round1", name="What keeps people stuck", map_kind="factor"))
        yield opened


class Page:
    """A browser tab that looks at a canvas."""

    def __init__(self, canvas: MapCanvas, name: str) -> None:
        self.canvas, self.name, self.n = canvas, name, 0
        self.revision = self.ask("load")["ok"]["revision"]

    def ask(self, do: str, **given: object) -> dict[str, Any]:
        self.n += 1
        since = getattr(self, "revision", None)
        answer = self.canvas.hear({"do": do, "n": str(self.n), "page": self.name, "since": since, "with": given})
        self.revision = answer.get("revision", since)
        return answer


@pytest.fixture
def page(store: Store) -> Page:
    return Page(MapCanvas(store, "factors", by="Ada"), "tab-a")


def test_two_pages_see_each_others_changes_at_the_next_pulse(store: Store, page: Page) -> None:
    other = Page(MapCanvas(store, "factors", by="Ben"), "tab-b")
    first, second = page.ask("add", names="rent arrears, loneliness", near=[0, 0])["ok"]["added"]
    link = page.ask("draw_link", source=first, target=second)["ok"]["link"]
    page.ask("revise_link", id=link, fields={"polarity": "opposite", "delay": True})

    news = other.ask("pulse")["news"]
    assert sorted(t["name"] for t in news["things"]) == ["loneliness", "rent arrears"]
    assert [(k["id"], k["polarity"], k["delay"]) for k in news["links"]] == [(link, "opposite", True)]
    assert news["loops"] is True
    assert "news" not in other.ask("pulse")


def test_undo_is_the_tabs_own(store: Store, page: Page) -> None:
    other = Page(MapCanvas(store, "factors", by="Ada"), "tab-b")
    page.ask("add", names="hope")
    assert other.ask("undo")["ok"] == {"words": None}
    assert page.ask("undo")["ok"] == {"words": "Added “hope”"}
    assert page.ask("redo")["ok"] == {"words": "Added “hope”"}
    assert [t["name"] for t in page.ask("load")["ok"]["state"]["things"]] == ["hope"]


def test_whoever_may_only_look_can_change_nothing_by_any_message(store: Store, page: Page) -> None:
    first, second = page.ask("add", names="a, b")["ok"]["added"]
    link = page.ask("draw_link", source=first, target=second)["ok"]["link"]
    reader = Page(MapCanvas(store, "factors", by="Guest", may_edit=False), "tab-r")
    before = store.revision()
    for do, given in {
        "add": {"names": "c"},
        "add_at": {"name": "c", "x": 0, "y": 0},
        "revise_thing": {"id": first, "fields": {"name": "c"}},
        "draw_link": {"source": second, "target": first},
        "revise_link": {"id": link, "fields": {"delay": True}},
        "remove": {"things": [first]},
        "place": {"positions": {first: [1, 2]}},
        "name_loop": {"thing_ids": [first, second], "name": "x"},
        "undo": {},
        "redo": {},
    }.items():
        assert "but not change it" in reader.ask(do, **given)["refused"]
    assert store.revision() == before
    assert reader.ask("load")["ok"]["state"]["may_edit"] is False


@pytest.mark.parametrize(
    ("do", "given", "said"),
    [
        ("add", {"names": ""}, "There is no name here"),
        ("add_at", {"name": "x" * 201, "x": 0, "y": 0}, "The name may have at most 200 characters"),
        ("draw_link", {"source": "a", "target": "b"}, "no longer on the map"),
        ("revise_link", {"id": "nowhere", "fields": {}}, "no longer on the map"),
    ],
)
def test_what_cannot_be_taken_is_told_in_words(page: Page, do: str, given: dict[str, object], said: str) -> None:
    assert said in page.ask(do, **given)["refused"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"polarity": "sideways"}, "same"),
        ({"strength": 4}, "less than or equal to 3"),
        ({"map": "x"}, "cannot be changed"),
    ],
)
def test_a_link_takes_only_what_a_link_has(page: Page, fields: dict[str, object], said: str) -> None:
    first, second = page.ask("add", names="a, b")["ok"]["added"]
    link = page.ask("draw_link", source=first, target=second)["ok"]["link"]
    assert said in page.ask("revise_link", id=link, fields=fields)["refused"]


def test_the_loops_are_those_the_desk_releases(store: Store) -> None:
    loop = {"name": "R1", "kind": "reinforcing", "thing_ids": ("a", "b"), "link_ids": ("l",), "sentence": "…"}
    page = Page(MapCanvas(store, "factors", by="Ada", loops=lambda: [loop]), "tab-a")
    assert page.ask("loops")["ok"] == [loop]
    assert Page(MapCanvas(store, "factors", by="Ada"), "tab-b").ask("loops")["ok"] == []
