"""The learning stack in a browser: one number in picture and table, keys, zoom, lives, and wider audiences."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

SLOW = 60_000
SENT = Path(__file__).parents[2] / "data" / "sample" / "influence.csv"
FLOW = "tidewell-council-2>northmere-1"


def opened(server: Any, page: Page, system: str, **more: str) -> Page:
    server.open(page, "learning_stack", system=system, room="stack", **more)
    expect(page.locator(".wb-stack-cycle").first).to_be_visible(timeout=SLOW)
    return page


def flow(page: Page, id: str = FLOW) -> Locator:
    return page.locator(f'.wb-stack-pick[data-id="{id}"]')


def headers(page: Page) -> Locator:
    return page.locator(".wb-stack-box .wb-stack-header")


@pytest.fixture
def northmere(workbench_server: Any, projector: Page) -> Page:
    return opened(workbench_server, projector, "northmere")


def test_the_picture_and_the_table_say_the_number_that_was_sent(northmere: Page) -> None:
    with SENT.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if f"{row['cycle']}>{row['to_cycle']}" == FLOW]
    by_hand = str(len(rows))
    assert by_hand == "2"
    expect(flow(northmere).locator(".wb-stack-number")).to_have_text(by_hand)
    northmere.get_by_text("As a table").click()
    cells = northmere.locator(f'.wb-stack-table tr[data-flow="{FLOW}"] td')
    expect(cells.nth(2)).to_have_text(by_hand)
    waiting = str(sum(row["state"] == "waiting" for row in rows))
    expect(cells.nth(4)).to_have_text(waiting)


def test_an_arrow_picked_by_key_lists_what_was_sent_and_escape_goes_back(northmere: Page) -> None:
    flow(northmere).focus()
    northmere.keyboard.press("Enter")
    sendings = northmere.locator(".wb-stack-sending")
    expect(sendings).to_have_count(2, timeout=SLOW)
    expect(northmere.locator(".wb-stack-side")).to_contain_text("2 sent: 2 wait")
    expect(sendings.first).to_contain_text("Waits for")
    northmere.keyboard.press("Escape")
    expect(flow(northmere)).to_be_focused()
    northmere.keyboard.press("Tab")  # on to what stands next in the picture
    expect(northmere.locator(".wb-stack-pick:focus")).to_have_count(1)


def test_a_cycle_that_is_picked_has_a_way_to_itself(northmere: Page) -> None:
    northmere.locator('.wb-stack-pick[data-id="tidewell-2"]').click()
    side = northmere.locator(".wb-stack-side")
    expect(side).to_contain_text("convened for one issue")
    address = side.get_by_role("link", name="Open this cycle").get_attribute("href")
    assert address == "understand_the_system.ipynb?system=tidewell&cycle=tidewell-2"


def test_looking_at_one_place_hides_the_teams_of_the_other(northmere: Page) -> None:
    expect(headers(northmere).filter(has_text="Home palliative team")).to_have_count(1)
    northmere.get_by_label("Look at").select_option("tidewell")
    expect(northmere.get_by_role("heading", name="How is Tidewell connected")).to_be_visible(timeout=SLOW)
    expect(headers(northmere).filter(has_text="Harbour caseworkers")).to_have_count(1)
    expect(headers(northmere).filter(has_text="Home palliative team")).to_have_count(0)
    northmere.get_by_role("button", name="One step up: Northmere").click()
    expect(headers(northmere).filter(has_text="Home palliative team")).to_have_count(1, timeout=SLOW)


def test_open_rounds_only(northmere: Page) -> None:
    pale = northmere.locator(".wb-stack-box .wb-stack-cycle.pale")
    expect(pale).not_to_have_count(0)
    northmere.get_by_label("Open rounds only").check()
    expect(pale).to_have_count(0, timeout=SLOW)


def test_lives_are_counted_and_not_named(northmere: Page) -> None:
    lives = northmere.locator('.wb-stack-pick[data-id="lives:harbour-caseworkers"]')
    expect(lives).to_contain_text("1 life")
    lives.focus()
    northmere.keyboard.press("Enter")
    expect(northmere.locator(".wb-stack-side")).to_contain_text("Lives are counted here")
    panel = northmere.locator(".wb-stackview").inner_html()
    assert "Marlow" not in panel and "Wren" not in panel and "Getting through the winter" not in panel


def test_buttons_keys_and_the_wheel_enlarge_and_move_the_picture(northmere: Page) -> None:
    drawn = northmere.locator(".wb-stack-box svg")
    begun = drawn.get_attribute("viewBox")
    northmere.get_by_role("button", name="Larger").click()
    expect(drawn).not_to_have_attribute("viewBox", str(begun))
    larger = drawn.get_attribute("viewBox")
    northmere.get_by_role("button", name="All of it").click()
    expect(drawn).not_to_have_attribute("viewBox", str(larger))
    whole = drawn.get_attribute("viewBox")
    flow(northmere).focus()
    northmere.keyboard.press("+")
    expect(drawn).not_to_have_attribute("viewBox", str(whole))
    enlarged = drawn.get_attribute("viewBox")
    northmere.keyboard.press("ArrowRight")
    expect(drawn).not_to_have_attribute("viewBox", str(enlarged))
    northmere.keyboard.press("0")
    expect(drawn).to_have_attribute("viewBox", str(whole))
    northmere.locator(".wb-stack-box").hover()
    northmere.mouse.wheel(0, -300)
    expect(drawn).not_to_have_attribute("viewBox", str(whole))


def test_it_has_no_fault_that_axe_finds_also_with_an_arrow_picked(
    northmere: Page, axe: Callable[[Page], list[str]]
) -> None:
    assert axe(northmere) == []
    flow(northmere).focus()
    northmere.keyboard.press("Enter")
    expect(northmere.locator(".wb-stack-sending")).to_have_count(2, timeout=SLOW)
    northmere.get_by_text("As a table").click()
    assert axe(northmere) == []


def test_on_a_phone_nothing_runs_over_the_edge_and_an_arrow_takes_a_tap(workbench_server: Any, phone: Page) -> None:
    page = opened(workbench_server, phone, "harbour-caseworkers", cycle="harbour-caseworkers-2")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.locator('.wb-stack-pick[data-id="harbour-caseworkers-2"]').click()
    expect(page.locator(".wb-stack-side")).to_contain_text("Staying for the rest")


def test_a_wider_audience_gets_the_released_picture_and_no_small_number(workbench_server: Any, projector: Page) -> None:
    workbench_server.open(projector, "learning_stack", system="tidewell", room="stack", audience="public")
    figure = projector.locator("figure.workbench-figure").first
    expect(figure).to_contain_text("How is Tidewell connected", timeout=SLOW)
    told = figure.inner_html()
    assert "* lives" in told and "Marlow" not in told and "Wren" not in told
    expect(projector.locator(".wb-stackview")).to_have_count(0)
