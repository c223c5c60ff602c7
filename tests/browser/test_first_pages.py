"""Home and "Understand the system", as a group and its phones meet them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

TEAM = {"system": "harbour-caseworkers"}


def test_home_chooses_keeps_the_choice_in_its_address_and_opens_the_doors(
    workbench_server: Any, projector: Page, requests_outside: list[str]
) -> None:
    page = workbench_server.open(projector)
    page.get_by_label("Scale", exact=True).select_option("place")
    page.get_by_label("System", exact=True).select_option("tidewell")
    expect(page.locator(".wb-purpose-line")).to_contain_text("People in Tidewell have a home they can count on")
    page.wait_for_url("**system=tidewell**")
    assert "token" not in page.url
    page.reload()
    expect(page.get_by_label("System", exact=True)).to_have_value("tidewell")
    page.get_by_role("link", name="Open: Understand the system").click()
    page.wait_for_url("**understand_the_system.ipynb?system=tidewell**")
    expect(page.locator(".wb-wording")).to_contain_text("People in Tidewell have a home", timeout=60_000)
    assert page.errors == []  # type: ignore[attr-defined]  # kept with the page it belongs to
    assert requests_outside == []


@pytest.mark.parametrize("size", [(1920, 1080), (390, 844)])
@pytest.mark.parametrize(("notebook", "ready"), [("home", ".wb-parts"), ("understand_the_system", ".wb-wording")])
def test_pages_have_no_accessibility_fault_and_fit_the_screen(
    workbench_server: Any,
    window: Callable[..., Page],
    axe: Callable[[Page], list[str]],
    size: tuple[int, int],
    notebook: str,
    ready: str,
) -> None:
    page = workbench_server.open(window(*size), notebook, **TEAM)
    page.wait_for_selector(ready, timeout=60_000)
    page.wait_for_timeout(1500)  # the canvases come last
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_a_purpose_reworded_and_agreed_in_one_room_is_seen_in_the_other(
    own_workbench_server: Any, window: Callable[..., Page]
) -> None:
    mine = own_workbench_server.open(window(1920, 1080), "understand_the_system", **TEAM)
    theirs = own_workbench_server.open(window(1280, 800), "understand_the_system", **TEAM)
    for page in (mine, theirs):
        page.wait_for_selector(".wb-wording", timeout=60_000)
    theirs.get_by_label("Name or role of who agrees").fill("half a na")
    mine.get_by_role("button", name="Reword it").click()
    box = mine.get_by_label("What is this system for, in the words of the people it serves?")
    box.fill("Deliver 20% less debt <b>now</b>")
    mine.get_by_role("button", name="Propose this wording").click()
    expect(theirs.locator(".wb-wording")).to_have_text("Deliver 20% less debt <b>now</b>", timeout=15_000)
    expect(theirs.get_by_label("Name or role of who agrees")).to_have_value("half a na")
    expect(mine.locator(".wb-checks")).to_contain_text(
        "“Deliver” sounds like something an organisation does", ignore_case=True
    )
    expect(mine.locator(".wb-checks")).to_contain_text("“20%”")
    theirs.get_by_label("Name or role of who agrees").fill("Wren")
    theirs.get_by_role("button", name="I agree").click()
    expect(mine.locator(".wb-names")).to_contain_text("Wren", timeout=15_000)


def test_evidence_is_found_and_laid_by_keyboard_alone(own_workbench_server: Any, projector: Page) -> None:
    page = own_workbench_server.open(projector, "understand_the_system", **TEAM)
    page.get_by_role("searchbox", name="Find a thing or link").fill("shame")
    page.get_by_role("button", name="Shame", exact=True).press("Enter")
    page.get_by_role("searchbox", name="Words to look for in stories").fill("door")
    page.get_by_role("searchbox", name="Words to look for in stories").press("Enter")
    first = page.locator(".wb-find .wb-piece").first
    title = first.locator("bdi").first.inner_text()
    first.get_by_role("button", name="It contradicts this").press("Enter")
    expect(page.locator(".wb-side-contradicts")).to_contain_text(title)
    page.reload()
    page.get_by_role("searchbox", name="Find a thing or link").fill("shame")
    page.get_by_role("button", name="Shame 1 piece", exact=False).first.press("Enter")
    expect(page.locator(".wb-side-contradicts")).to_contain_text(title)


def test_a_map_is_brought_in_from_a_file_after_a_look(
    own_workbench_server: Any, projector: Page, tmp_path: Path
) -> None:
    edges = tmp_path / "ours.csv"
    edges.write_text("From,To,Polarity\nrent,worry,+\nworry,sleep,-\nsleep,rent,-\n", encoding="utf-8")
    page = own_workbench_server.open(projector, "understand_the_system", system="north-quay")
    page.get_by_role("button", name="Bring in a map from a file").first.click(timeout=60_000)
    page.get_by_label("File", exact=True).set_input_files(str(edges))
    expect(page.get_by_role("dialog")).to_contain_text("3 things and 3 links")
    page.get_by_role("button", name="Bring it in").click()
    expect(page.locator("body")).to_contain_text("Brought in 3 things and 3 links.")


def test_a_wider_audience_gets_pictures_and_nothing_it_may_not_see(own_workbench_server: Any, projector: Page) -> None:
    page = own_workbench_server.open(
        projector, "understand_the_system", **TEAM, audience="organisation:tidewell-council"
    )
    page.wait_for_selector(".workbench-figure", timeout=60_000)
    words = page.locator("body").inner_text()
    assert "Council tax arrears" in words or "What drives debt" in words
    assert "Who takes part when somebody is in debt" not in words, "the actor map is kept within the team"
    assert "Idris" not in words, "who agreed is for the group itself"
    assert "Something went wrong" not in words
    assert page.get_by_role("button", name="Reword it").count() == 0


def test_an_address_that_leads_nowhere_says_so_and_begins_anew(workbench_server: Any, projector: Page) -> None:
    page = workbench_server.open(projector, "home", system="atlantis")
    expect(page.get_by_role("alert").first).to_contain_text("There is no system “atlantis”")
    expect(page.locator(".wb-parts")).to_be_visible()
