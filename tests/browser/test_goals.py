"""Goals are scored side by side with the person: full screen, by keyboard alone, on a phone and on the wall."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from workbench.desk import Desk
from workbench.model import Goal, GoalScore

pytestmark = pytest.mark.browser
LONG = "Help me to open the letters again without my heart racing, and to understand what they want of me 🌊"


@pytest.fixture
def desk(own_workbench_server: Any) -> Iterator[Desk]:
    """The desk of the same store, with two goals of one person and one of somebody else."""
    with Desk.open(own_workbench_server.store).store as store:
        desk = Desk(store)
        cycle = desk.choice(system="harbour-caseworkers").cycle
        assert cycle is not None
        with store.step("Goals", by="Test") as step:
            step.add(Goal(id="letters", cycle=cycle.id, person="Test Wren", wording=LONG, position=1))
            step.add(Goal(id="sleep", cycle=cycle.id, person="Test Wren", wording="Help me to sleep", position=2))
            step.add(Goal(id="other", cycle=cycle.id, person="Test Robin", wording="Marker of Robin", position=1))
            step.add(GoalScore(cycle=cycle.id, goal="letters", scored_on=date(2026, 1, 5), score=2))
        yield desk


def open_goals(server: Any, page: Page) -> None:
    server.open(page, "run_experiments", system="harbour-caseworkers", room="goals")
    page.get_by_label("Whose goals?").select_option("Test Wren", timeout=60_000)
    expect(page.locator(".wb-goal-words").first).to_have_text(LONG)


def newest(desk: Desk, goal: str) -> tuple[float, str]:
    last = max(desk.store.all(GoalScore, goal=goal), key=lambda s: s.scored_on)
    return last.score, last.said


@pytest.mark.parametrize("size", ["phone", "projector"])
def test_two_goals_are_scored_by_keyboard_alone(
    own_workbench_server: Any, desk: Desk, size: str, request: pytest.FixtureRequest, axe: Callable[[Page], list[str]]
) -> None:
    page: Page = request.getfixturevalue(size)
    open_goals(own_workbench_server, page)
    page.get_by_role("button", name="Score together, full screen").focus()
    page.keyboard.press("Enter")
    screen = page.get_by_role("dialog")
    expect(screen.get_by_role("heading", name=LONG)).to_be_focused()
    expect(screen).to_contain_text("Last time: 2 (5 January 2026)")
    assert "Robin" not in screen.inner_text()
    box = screen.bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (page.viewport_size["width"], page.viewport_size["height"])  # type: ignore[index]
    assert axe(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # 0
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")  # the number box
    page.keyboard.press("Tab")  # no number today
    page.keyboard.press("Tab")
    expect(screen.get_by_label("What did you say?")).to_be_focused()
    page.keyboard.type("I opened one of them.")
    expect(screen.get_by_text("Written down.")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(screen.get_by_role("heading", name="Help me to sleep")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(screen.get_by_label("Your number")).to_be_focused()
    page.keyboard.type("6.5")
    expect(screen.get_by_text("Written down.")).to_be_visible()
    page.keyboard.press("Enter")
    expect(screen).to_contain_text("2 goals scored today.")
    assert (newest(desk, "letters"), newest(desk, "sleep")) == ((4.0, "I opened one of them."), (6.5, ""))
    page.keyboard.press("Escape")
    expect(screen).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]


def test_words_without_a_number_are_not_lost(own_workbench_server: Any, desk: Desk, browser_page: Page) -> None:
    open_goals(own_workbench_server, browser_page)
    browser_page.get_by_role("button", name="Score together, full screen").click()
    browser_page.get_by_label("What did you say?").fill("I would rather not say a number.")
    browser_page.get_by_role("button", name="Next →").click()
    expect(browser_page.get_by_role("heading", name="Help me to sleep")).to_be_visible()
    browser_page.get_by_role("button", name="← Back").click()
    expect(browser_page.get_by_label("What did you say?")).to_have_value("I would rather not say a number.")
    assert newest(desk, "letters") == (2.0, "")


def test_a_goal_is_put_away_and_the_pictures_are_of_one_person(
    own_workbench_server: Any, desk: Desk, projector: Page, axe: Callable[[Page], list[str]]
) -> None:
    open_goals(own_workbench_server, projector)
    picture = projector.locator(".wb-drawn img")
    expect(picture).to_be_visible(timeout=30_000)
    assert "Robin" not in (picture.get_attribute("alt") or "")
    assert axe(projector) == []
    projector.get_by_role("button", name="Put away").nth(1).click()
    projector.get_by_label("Why is it put away?").fill("I sleep now.")
    projector.locator(".wb-goal form").get_by_role("button", name="Put away").click()
    expect(projector.get_by_text("One goal put away")).to_be_visible()
    assert desk.store.get(Goal, "sleep").ended_why == "I sleep now."
