"""The main job, end to end: a group maps its system on the projector, on the real server, before real browsers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

#: North Quay has a cycle and no map yet: where a group begins on a Monday morning.
BEGINNERS = {"system": "north-quay"}


def _on_canvas(page: Page) -> Any:
    """The names and links on the map that is shown, as the page knows them."""
    return page.evaluate(
        """() => { const { book } = document.querySelector(".wb-map-box").__map;
        const name = (id) => book.things.get(id)?.name;
        return { things: [...book.things.values()].map((t) => t.name).sort(),
                 links: [...book.links.values()].map((l) => [name(l.source), name(l.target), l.polarity]).sort() }; }"""
    )


def _shows(page: Page, n_things: int, n_links: int) -> None:
    page.wait_for_function(
        f"""() => {{ const at = document.querySelector(".wb-map-box")?.__map;
        return at && at.book.things.size === {n_things} && at.book.links.size === {n_links}; }}""",
        timeout=30_000,
    )


def _draw(page: Page, source: str, target: str, sign: str) -> None:
    page.get_by_label("From", exact=True).select_option(label=source)
    page.get_by_label("To", exact=True).select_option(label=target)
    page.get_by_label("Sign", exact=True).select_option(sign)
    page.get_by_role("button", name="Draw the link").click()


def test_a_group_maps_its_system_another_room_follows_and_nothing_is_left_running(
    own_workbench_server: Any, window: Callable[..., Page], requests_outside: list[str]
) -> None:
    # a group opens an empty factor map on the projector and begins it
    here = own_workbench_server.open(window(1920, 1080), "understand_the_system", **BEGINNERS)
    begin = here.locator("section", has_text="There is no factor map yet")
    begin.get_by_label("What shall the map be called?").fill("What keeps people stuck", timeout=60_000)
    begin.get_by_role("button", name="Begin this map").click()
    _shows(here, 0, 0)

    # three factors by one line of names, linked into a loop
    here.get_by_label("Names of what to add").fill("rent arrears, worry, sleep")
    here.keyboard.press("Enter")
    _shows(here, 3, 0)

    # somebody opens the same page in another room meanwhile
    there = own_workbench_server.open(window(1280, 800), "understand_the_system", **BEGINNERS)
    _shows(there, 3, 0)

    here.get_by_role("tab", name="Links").click()
    _draw(here, "rent arrears", "worry", "same")
    _draw(here, "worry", "sleep", "opposite")
    _draw(here, "sleep", "rent arrears", "opposite")
    _shows(here, 3, 3)
    _shows(there, 3, 3)
    assert (
        _on_canvas(there)
        == _on_canvas(here)
        == {
            "things": ["rent arrears", "sleep", "worry"],
            "links": [
                ["rent arrears", "worry", "same"],
                ["sleep", "rent arrears", "opposite"],
                ["worry", "sleep", "opposite"],
            ],
        }
    )

    # two opposite links: an even number, so the loop feeds itself, and says so in a sentence
    here.get_by_role("tab", name="Loops").click()
    loop = here.locator(".wb-map-loops .wb-map-go")
    expect(loop).to_have_count(1)
    expect(loop).to_contain_text("feeds itself")
    expect(loop).to_contain_text("rent arrears")

    # a reload brings everything back
    before = _on_canvas(here)
    here.reload()
    _shows(here, 3, 3)
    assert _on_canvas(here) == before

    # when both are gone, so are their kernels
    here.close()
    there.close()
    assert own_workbench_server.has_kernels(0, within_seconds=30)
    assert requests_outside == []
