"""Pages as people see them: opening, shown, refused, failed, lost, closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_page_opens_works_and_asks_nothing_of_the_outside(
    small_server: Any, browser_page: Page, requests_outside: list[str]
) -> None:
    page = small_server.open(browser_page)
    page.get_by_text("Hello from a panel").wait_for()
    page.get_by_role("button", name="Count").click()
    page.get_by_text("counted").wait_for()
    assert page.title() == "Where shall we begin?"
    assert "token" not in page.url
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "18px"
    assert (requests_outside, page.errors) == ([], [])


def test_home_login_and_error_pages_have_no_accessibility_fault(
    small_server: Any, window: Callable[..., Page], axe: Callable[[Page], list[str]], requests_outside: list[str]
) -> None:
    for size in ((1920, 1080), (390, 844)):
        page = window(*size)
        page.goto(small_server.address)
        assert page.get_by_role("heading", name="Come in").is_visible()
        assert axe(page) == []
        page.get_by_label("Token or address").fill("not this")
        page.get_by_role("button", name="Open the workbench").click()
        page.get_by_role("alert").wait_for()
        assert axe(page) == []
        small_server.open(page)
        page.get_by_text("Hello from a panel").wait_for()
        assert axe(page) == []
        small_server.open(page, "broken")
        assert page.get_by_text("This page could not be finished").is_visible()
        assert axe(page) == []
        page.goto(f"{small_server.address}no/such/page")
        assert page.get_by_role("heading", name="There is no such page").is_visible()
        assert axe(page) == []
    assert requests_outside == []


def test_the_token_typed_at_the_door_leads_to_the_page_that_was_wanted(small_server: Any, browser_page: Page) -> None:
    browser_page.goto(f"{small_server.address}voila/render/broken.ipynb?system=harbour")
    browser_page.get_by_label("Token or address").fill(small_server.url())
    browser_page.get_by_role("button", name="Open the workbench").click()
    browser_page.get_by_text("This page could not be finished").wait_for()
    assert browser_page.url == f"{small_server.address}voila/render/broken.ipynb?system=harbour"


def test_while_a_page_opens_it_says_how_far_it_is(
    small_server: Any, projector: Page, axe: Callable[[Page], list[str]]
) -> None:
    projector.goto(small_server.url("slow"), wait_until="commit")
    projector.get_by_text("Opening “A slow page”").wait_for()
    projector.get_by_text("Part 3 of 6").wait_for(timeout=30_000)
    assert axe(projector) == []
    assert projector.errors == []


def test_the_keyboard_reaches_the_page_first(small_server: Any, browser_page: Page) -> None:
    small_server.open(browser_page)
    browser_page.keyboard.press("Tab")
    assert browser_page.evaluate("document.activeElement.textContent") == "Skip to the page"
    browser_page.keyboard.press("Enter")
    assert browser_page.evaluate("document.activeElement.id") == "wb-main"


def test_no_page_is_wider_than_a_phone(small_server: Any, phone: Page) -> None:
    for notebook in ("home", "broken"):
        small_server.open(phone, notebook)
        assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_no_kernel_outlives_its_page(small_server: Any, window: Callable[..., Page]) -> None:
    assert small_server.has_kernels(0)
    first, second = small_server.open(window()), small_server.open(window())
    assert small_server.has_kernels(2)
    small_server.open(first)
    assert small_server.has_kernels(2)
    first.goto("about:blank")
    assert small_server.has_kernels(1)
    second.close(run_before_unload=True)
    assert small_server.has_kernels(0)


def test_a_tab_closed_while_its_page_opens_leaves_no_kernel(small_server: Any, browser_page: Page) -> None:
    browser_page.goto(small_server.url("slow"), wait_until="commit")
    browser_page.get_by_text("Part 2 of 6").wait_for(timeout=30_000)
    assert small_server.has_kernels(1)
    browser_page.close()
    assert small_server.has_kernels(0)


def test_a_page_that_lost_its_kernel_says_so_and_opens_again(
    small_server: Any, projector: Page, axe: Callable[[Page], list[str]]
) -> None:
    small_server.open(projector)
    assert not projector.get_by_text("This page has lost its connection.").is_visible()
    small_server.end_kernels()
    projector.get_by_text("This page has lost its connection.").wait_for(timeout=30_000)
    assert axe(projector) == []
    projector.get_by_role("button", name="Open it again").click()
    projector.get_by_text("Hello from a panel").wait_for()


def test_a_cell_may_print_the_pages_own_words_without_becoming_code(small_server: Any, browser_page: Page) -> None:
    said: list[str] = []
    browser_page.on("dialog", lambda d: (said.append(d.message), d.dismiss()))
    browser_page.goto(f"{small_server.address}login?token={small_server.token}&next=/")
    browser_page.goto(f"{small_server.address}<script>alert(1)</script>")
    browser_page.goto(f"{small_server.address}login?next=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert said == []
