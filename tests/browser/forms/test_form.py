"""Writing on a form in a real Chromium: by keyboard, kept while one writes, saved when there is somebody to save it."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from workbench.model import Debrief, Experiment, Issue, Spend

pytestmark = [pytest.mark.browser, pytest.mark.slow]

_STATIC = Path(__file__).parents[3] / "workbench" / "panels" / "static"


def _values(page: Page) -> Any:
    return page.get_by_label("Issue description")


def test_two_issues_are_written_by_keyboard_alone(
    house: Any, opened: Callable[..., Page], until: Callable[..., None]
) -> None:
    house.add_issues()
    page = opened("issue")
    keys = page.keyboard
    _values(page).focus()
    for description, level in (("The form wants an address", "System"), ("Nobody answers the phone", "Individual")):
        keys.type(description)
        keys.press("Tab")  # Enter is a new line in a text
        keys.press("Space" if level == "Individual" else "ArrowRight")
        keys.press("Enter")  # to the status, which is open already
        keys.press("Enter")
        keys.press("Space")  # the team
        keys.press("Enter")
        keys.press("Control+Enter")  # anywhere; and no waiting before the next one is typed
    expect(_values(page)).to_be_focused()
    expect(_values(page)).to_have_value("")
    until(
        lambda: house.issues("description", "level", "status", "owner"),
        [
            ("The form wants an address", "system", "open", "team"),
            ("Nobody answers the phone", "individual", "open", "team"),
        ],
    )


def test_each_problem_stands_beside_its_field_and_nothing_is_saved(
    house: Any, opened: Callable[..., Page], until: Callable[..., None]
) -> None:
    page = opened("spend")
    amount, day = page.get_by_label("Amount"), page.get_by_label("Bought on")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(day).to_be_focused()
    expect(day).to_have_attribute("aria-invalid", "true")
    expect(day).to_have_accessible_description(re.compile("This is empty"))
    page.get_by_role("button", name="Today").click()
    amount.fill("£1,5")
    amount.press("Enter")
    expect(amount).to_have_accessible_description(re.compile("not an amount in pounds"))
    expect(page.get_by_label("What was bought")).to_be_focused()
    page.keyboard.type("A fridge")
    amount.fill("£1,250.5")
    day.fill("1850-01-01")  # only the record itself knows that this cannot be
    page.keyboard.press("Control+Enter")
    expect(day).to_have_accessible_description(re.compile("1850"))
    expect(day).to_be_focused()
    assert house.store.all(Spend) == []
    day.fill("2026-05-04")
    page.keyboard.press("Control+Enter")
    expect(amount).to_have_value("")
    until(
        lambda: [(s.spent_on, s.amount_pence, s.what) for s in house.store.all(Spend)],
        [(date(2026, 5, 4), 125_050, "A fridge")],
    )


def test_names_and_records_are_found_by_keyboard(
    house: Any, opened: Callable[..., Page], until: Callable[..., None]
) -> None:
    page = opened("debrief")
    keys = page.keyboard
    page.get_by_label("Held on").fill("2026-05-04")
    present, experiment = page.get_by_label("Who is here"), page.get_by_role("combobox", name="About which experiment")
    present.focus()
    keys.type("Ada, Ben")
    keys.press("Enter")
    keys.type("Cy")
    keys.press("Backspace")
    keys.press("Backspace")
    keys.press("Backspace")  # the name before it
    keys.type("Dee")
    experiment.focus()
    keys.type("worker")
    expect(page.get_by_role("option")).to_have_text(["The same worker all along"])
    keys.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    keys.type("same")
    keys.press("Enter")
    expect(experiment).to_have_value("The same worker all along")
    keys.press("Control+Enter")
    expect(experiment).to_have_value("")
    names = {e.id: e.title for e in house.store.all(Experiment)}
    until(
        lambda: [(d.present, names[d.experiment]) for d in house.store.all(Debrief)],
        [(("Ada", "Dee"), "The same worker all along")],
    )


def test_what_is_being_written_survives_a_reload_and_the_end_of_the_kernel(
    house: Any, opened: Callable[..., Page]
) -> None:
    page = opened("issue")
    _values(page).fill("Half a senten")
    page.reload()
    expect(_values(page)).to_have_value("Half a senten", timeout=90_000)
    expect(page.get_by_text("You were writing this on")).to_be_visible()
    house.end_kernels()
    _values(page).focus()
    page.keyboard.press("End")
    page.keyboard.type("ce 👩🏽")
    page.reload()
    expect(_values(page)).to_have_value("Half a sentence 👩🏽", timeout=90_000)
    page.get_by_role("button", name="Throw it away").click()
    expect(_values(page)).to_have_value("")
    page.get_by_role("button", name="Bring it back").click()
    expect(_values(page)).to_have_value("Half a sentence 👩🏽")
    page.get_by_role("button", name="Throw it away").click()
    page.wait_for_timeout(400)
    page.reload()
    expect(_values(page)).to_have_value("", timeout=90_000)
    expect(page.get_by_text("You were writing this on")).to_have_count(0)


def test_what_was_written_is_found_again_after_its_tab_was_closed(
    house: Any, opened: Callable[..., Page], draft_kept: Callable[..., None]
) -> None:
    page = opened("issue")
    _values(page).fill("Typed, and then the tab was gone")
    draft_kept(house.store.address, "and then the tab was gone")
    other = page.context.new_page()
    other.goto(page.url)
    page.close()
    expect(_values(other)).to_have_value("Typed, and then the tab was gone", timeout=90_000)
    other.get_by_role("button", name="Throw it away").click()
    other.wait_for_timeout(300)


def test_a_save_that_finds_nobody_waits_and_is_done_once(
    house: Any, opened: Callable[..., Page], draft_kept: Callable[..., None]
) -> None:
    house.add_issues()
    before = {kernel.pid for kernel in house.kernels()}
    page = opened("issue")
    kernels = [kernel for kernel in house.kernels() if kernel.pid not in before]
    _values(page).fill("Typed while nobody was there")
    page.get_by_label("System", exact=True).check()
    page.get_by_label("Team", exact=True).check()
    draft_kept(house.store.address, "Typed while nobody was there", "team")
    for kernel in kernels:
        kernel.send_signal(signal.SIGSTOP)
    try:
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("Not saved yet, trying again")).to_be_visible(timeout=15_000)
        expect(page.get_by_text("Being saved:")).to_contain_text("Typed while nobody was there")
        page.keyboard.type("And this is the next one")
    finally:
        for kernel in kernels:
            kernel.send_signal(signal.SIGCONT)
    expect(page.get_by_text("Not saved yet, trying again")).to_have_count(0, timeout=20_000)
    expect(page.get_by_text("Being saved:")).to_have_count(0)
    expect(_values(page)).to_have_value("And this is the next one")
    assert house.issues("description") == [("Typed while nobody was there",)]


def test_a_field_of_a_record_is_saved_on_leaving_it_and_two_people_lose_nothing(
    house: Any, opened: Callable[..., Page]
) -> None:
    (issue,) = house.add_issues("The form wants an address")
    ada, ben = opened("live"), opened("live")
    words = _values(ben)
    words.fill("Ben is still wri")
    _values(ada).fill("Ada was quicker")
    ada.get_by_label("Raised by").fill("Ada and Ben")
    ada.get_by_label("Raised by").blur()
    expect(ben.get_by_label("Raised by")).to_have_value("Ada and Ben", timeout=15_000)
    expect(ben.locator(".wb-clash q")).to_have_text("Ada was quicker")
    expect(words).to_have_value("Ben is still wri")
    ben.reload()  # unsaved words survive it, and so does the question which of the two should stand
    expect(words).to_have_value("Ben is still wri", timeout=90_000)
    ben.get_by_role("button", name="Keep mine").click()
    expect(_values(ada)).to_have_value("Ben is still wri", timeout=15_000)
    assert house.store.get(Issue, issue.id).raised_by == "Ada and Ben"


def test_limits_are_said_before_they_bite_and_long_text_is_never_cut(opened: Callable[..., Page]) -> None:
    page = opened("issue")
    words, by = _values(page), page.get_by_label("Raised by")
    by.focus()
    expect(by).to_have_accessible_description(re.compile("At most 200 characters"))
    words.fill("x" * 19_900)
    expect(words).to_have_accessible_description(re.compile("100 characters left"))
    words.fill("<script>" + "x" * 20_000)
    words.blur()
    expect(words).to_have_accessible_description(re.compile("8 characters too long"))
    expect(words).to_have_value("<script>" + "x" * 20_000)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 1920


def test_money_numbers_and_days_are_read_as_people_write_them(browser_page: Page) -> None:
    browser_page.set_content("<p>nothing</p>")
    browser_page.add_script_tag(content=(_STATIC / "kit_value.js").read_text(encoding="utf-8"))
    read = browser_page.evaluate(
        """() => [
          ["£1,250", "12.5", "0.07", "19.99", "£ 3", ".5", "1,5", "12.505", "ten"].map(formValue.pence),
          ["1,250.5", "−3", "3.", "1e5", "Infinity"].map((t) => formValue.number(t, false)),
          ["3/4/2026", "31/12/26", "12/31/2026", "2026-02-29", "1st May 2026"].map((t) => formValue.readDay(t)),
          ["👩🏽", "e\\u0301"].map(formValue.length)]"""
    )
    day = {"dayFirst": "2026-05-01", "monthFirst": "2026-05-01"}
    assert read == [
        [125_000, 1250, 7, 1999, 300, 50, None, None, None],
        [1250.5, -3, 3, None, None],
        [
            {"dayFirst": "2026-04-03", "monthFirst": "2026-03-04"},
            {"dayFirst": "2026-12-31", "monthFirst": None},
            {"dayFirst": None, "monthFirst": "2026-12-31"},
            {"dayFirst": None, "monthFirst": None},
            day,
        ],
        [2, 1],
    ]


@pytest.mark.parametrize("phone", [False, True])
def test_forms_break_no_accessibility_rule(
    opened: Callable[..., Page], axe: Callable[[Page], list[str]], phone: bool
) -> None:
    found = []
    for show in ("issue", "spend", "debrief"):
        page = opened(show, phone=phone)
        page.get_by_role("button", name="Save", exact=True).click()
        if show == "debrief":
            page.get_by_role("combobox", name="About which experiment").click()
        found += [f for f in axe(page) if ".wb" in f]
        assert page.evaluate("() => document.documentElement.scrollWidth") <= (390 if phone else 1920)
    assert found == []
