"""Tasks are moved by mouse, by finger, by keyboard and by choosing; each move may be given a reason and undone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from workbench.desk import Desk
from workbench.model import Task, TaskMove

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(own_workbench_server: Any) -> Iterator[Desk]:
    """The desk of the same store, with three tasks of which one waits to be placed."""
    with Desk.open(own_workbench_server.store).store as store:
        desk = Desk(store)
        cycle = desk.choice(system="harbour-caseworkers").cycle
        assert cycle is not None
        with store.step("Tasks", by="Test") as step:
            for sample_task in store.all(Task):
                step.remove("task", sample_task.id)
            for id, name, complexity, often in (("dress", "Dressings", 4, 5), ("night", "Night care", 5, 1)):
                step.add(Task(id=id, cycle=cycle.id, name=name))
                place = {"complexity": complexity, "often": often, "moved_on": date(2026, 1, 1)}
                step.add(TaskMove(id=f"{id}-1", cycle=cycle.id, task=id, **place))
            step.add(Task(id="oxygen", cycle=cycle.id, name="Oxygen"))
        yield desk


def mark(page: Page, task: str) -> Locator:
    return page.locator(f"[data-task='{task}']")


def moves(desk: Desk, task: str) -> list[tuple[float, float, str]]:
    found = sorted(desk.store.all(TaskMove, task=task), key=lambda m: (m.moved_on, m.id))
    return [(m.often, m.complexity, m.why) for m in found]


def open_matrix(server: Any, page: Page) -> None:
    server.open(page, "run_experiments", system="harbour-caseworkers", room="task_matrix")
    expect(mark(page, "dress")).to_be_visible(timeout=60_000)


def to(page: Page, *, often: float, complexity: float) -> tuple[float, float]:
    """The pixel of a place on the matrix; as task_layout.js has it."""
    box = page.locator(".wb-task-box").bounding_box()
    assert box is not None
    x, y = (often - 0.2) / 5.6, 1 - (complexity - 0.2) / 5.6
    return box["x"] + x * box["width"], box["y"] + y * box["height"]


def test_a_task_is_dragged_told_why_and_put_back(own_workbench_server: Any, desk: Desk, projector: Page) -> None:
    open_matrix(own_workbench_server, projector)
    mark(projector, "dress").scroll_into_view_if_needed()
    projector.mouse.move(*to(projector, often=5, complexity=4))
    projector.mouse.down()
    projector.mouse.move(*to(projector, often=5, complexity=1.5), steps=8)
    expect(projector.locator(".wb-task-now")).to_contain_text("Dressings: every day; fairly simple")
    projector.mouse.up()
    expect(projector.get_by_text("“Dressings” was moved.")).to_be_visible()
    projector.get_by_label("Why? (only if you wish)").fill("The nurse showed us <b>how</b>")
    projector.get_by_role("button", name="Keep", exact=True).click()
    expect(projector.get_by_text("“Dressings” was moved.")).to_be_hidden()
    [_, moved] = moves(desk, "dress")
    assert (moved[0], moved[2]) == (5.0, "The nurse showed us <b>how</b>")
    assert 1.3 <= moved[1] <= 1.7
    mark(projector, "dress").click()
    expect(projector.locator(".wb-task-history")).to_contain_text("The nurse showed us <b>how</b>")


def test_undo_takes_a_move_back(own_workbench_server: Any, desk: Desk, browser_page: Page) -> None:
    open_matrix(own_workbench_server, browser_page)
    mark(browser_page, "dress").focus()
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        browser_page.keyboard.press(key)
    expect(mark(browser_page, "dress")).to_have_attribute("aria-label", re.compile("in between"))
    browser_page.locator(".wb-toast").get_by_role("button", name="Undo").click()
    expect(mark(browser_page, "dress")).to_have_attribute(
        "aria-label", "1. Dressings: every day; fairly complex. Pulled in at first, then learnt and adopted"
    )
    assert moves(desk, "dress") == [(5.0, 4.0, "")]


def test_the_arrow_keys_carry_a_task(own_workbench_server: Any, desk: Desk, browser_page: Page) -> None:
    open_matrix(own_workbench_server, browser_page)
    mark(browser_page, "night").focus()
    browser_page.keyboard.press("ArrowRight")
    browser_page.keyboard.press("Escape")
    assert moves(desk, "night") == [(1.0, 5.0, "")]
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "Enter"):
        browser_page.keyboard.press(key)
    why = browser_page.get_by_label("Why? (only if you wish)")
    expect(why).to_be_focused()
    browser_page.keyboard.type("Two nights a month")
    browser_page.keyboard.press("Enter")
    expect(mark(browser_page, "night")).to_be_focused()
    assert moves(desk, "night") == [(1.0, 5.0, ""), (2.0, 4.5, "Two nights a month")]


def test_a_finger_moves_a_task(own_workbench_server: Any, desk: Desk, phone: Page) -> None:
    open_matrix(own_workbench_server, phone)
    mark(phone, "night").scroll_into_view_if_needed()
    touch = phone.context.new_cdp_session(phone)
    (x, y), (x2, y2) = to(phone, often=1, complexity=5), to(phone, often=4, complexity=3)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for part in (0.3, 0.7, 1.0):
        at = {"x": x + (x2 - x) * part, "y": y + (y2 - y) * part}
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [at]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(phone.get_by_text("“Night care” was moved.")).to_be_visible()
    [_, (often, complexity, _)] = moves(desk, "night")
    assert (round(often), round(complexity)) == (4, 3)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_task_is_placed_by_choosing_and_who_may_act_shows_it(
    own_workbench_server: Any, desk: Desk, projector: Page, axe: Callable[[Page], list[str]]
) -> None:
    open_matrix(own_workbench_server, projector)
    projector.get_by_role("button", name="Put on the matrix: Oxygen").click()
    projector.get_by_label("How often").select_option("5")
    projector.get_by_label("How complex or dear").select_option("1")
    projector.get_by_label("Who acts today?").select_option("refer_on")
    projector.get_by_role("button", name="Put it there").click()
    expect(mark(projector, "oxygen")).to_be_visible()
    assert moves(desk, "oxygen") == [(5.0, 1.0, "")]
    assert axe(projector) == []
    projector.get_by_role("button", name="Who may act?").click()
    talk = projector.locator(".wb-to-talk")
    expect(talk).to_have_count(1)
    expect(talk).to_contain_text("Oxygen")
    assert axe(projector) == []
