"""A debrief on the projector, before real browsers: fast, by keyboard, seen by others, and nothing typed is lost."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from workbench.model import Debrief, DebriefEntry, EvidenceLink, Issue, Story
from workbench.store import Store

pytestmark = pytest.mark.browser

TEAM = {"system": "harbour-caseworkers", "room": "debrief"}


def _tab_to(page: Page, words: str, *, most: int = 80) -> None:
    """Press Tab until what has the focus says these words."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if words in page.evaluate("document.activeElement.innerText || document.activeElement.ariaLabel || ''"):
            return
    raise AssertionError(f"Tab does not lead to “{words}”")


def _begin(page: Page) -> None:
    """Begin a debrief of today by keyboard; the box is ready then."""
    expect(page.get_by_role("button", name="Start a debrief")).to_be_visible(timeout=60_000)
    page.evaluate("document.querySelector('.wb-debrief-start').previousElementSibling?.focus()")
    _tab_to(page, "Start a debrief")
    page.keyboard.press("Enter")
    expect(page.get_by_label("What is said")).to_be_focused(timeout=15_000)


def _say(page: Page, text: str, *, delay: int = 15) -> None:
    page.keyboard.type(text, delay=delay)
    page.keyboard.press("Enter")


def _texts(page: Page) -> list[str]:
    return page.locator(".wb-entry .wb-entry-text").all_inner_texts()


def _make(page: Page, key: str) -> None:
    """From the box up to the newest entry, make something of it, and back to the box."""
    page.keyboard.press("ArrowUp")
    expect(page.locator(".wb-entry").first).to_be_focused()
    page.keyboard.press(key)
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("dialog")).to_have_count(0, timeout=10_000)
    page.keyboard.press("Escape")
    expect(page.get_by_label("What is said")).to_be_focused()


def test_six_entries_two_issues_and_a_story_by_keyboard_alone_in_under_two_minutes(
    own_workbench_server: Any, projector: Page, requests_outside: list[str]
) -> None:
    page = own_workbench_server.open(projector, "run_experiments", **TEAM)
    expect(page.get_by_role("button", name="Start a debrief")).to_be_visible(timeout=60_000)
    begun = time.monotonic()
    _begin(page)
    _say(page, "Fourteen people rang back today; nobody waited for a form.", delay=50)
    _say(page, "The payment card refused food again, the third time this week.", delay=50)
    _make(page, "i")
    for _ in range(2):
        page.keyboard.press("PageDown")
    _say(page, "It feels odd to sit down without a form in front of me.", delay=50)
    page.keyboard.press("PageDown")
    _say(page, "I had not opened a letter since March, she said. Then we opened them together.", delay=50)
    _make(page, "s")
    for _ in range(2):
        page.keyboard.press("PageDown")
    page.keyboard.type("People pick up when we ring from a number they know.", delay=50)
    page.keyboard.press("Alt+w")
    page.keyboard.press("Enter")
    for _ in range(5):
        page.keyboard.press("PageDown")
    _say(page, "Let us buy a bus pass without a second signature.", delay=50)
    page.keyboard.press("ArrowUp")
    expect(page.locator(".wb-entry").first).to_be_focused()
    page.keyboard.press("3")
    page.keyboard.press("Escape")
    _make(page, "i")
    expect(page.locator(".wb-entry")).to_have_count(6)
    expect(page.locator(".wb-became li")).to_have_count(3, timeout=10_000)
    assert time.monotonic() - begun < 120

    with Store.open(own_workbench_server.store) as store:
        debrief = max(store.all(Debrief), key=lambda d: (d.created_at, d.id))
        entries = sorted(store.all(DebriefEntry, debrief=debrief.id), key=lambda e: e.id)
        assert [str(e.slice) for e in entries] == [
            *("practical_first", "practical_first", "reflective", "reflective", "reflective", "practical_last")
        ]
        assert [(e.learning_about, e.can_act) for e in entries[-2:]] == [("work", None), (None, "another_cycle")]
        made = {}
        for entry in entries:
            for link in store.all(EvidenceLink, source=entry.id, stance="led_to"):
                made[entry.text] = store.get(link.target_kind, link.target)
    kinds = {text: type(record) for text, record in made.items()}
    assert kinds == {entries[1].text: Issue, entries[3].text: Story, entries[5].text: Issue}
    issue, story = made[entries[5].text], made[entries[3].text]
    assert (issue.description, str(issue.owner)) == (entries[5].text, "leadership")
    assert (story.text, story.teller, story.scope, story.may_quote) == (
        entries[3].text,
        "Somebody in the team",
        "team",
        False,
    )
    assert "may take it back" in story.consent_wording
    assert requests_outside == []


def test_nothing_typed_is_lost_when_the_kernel_dies(own_workbench_server: Any, projector: Page) -> None:
    page = own_workbench_server.open(projector, "run_experiments", **TEAM)
    _begin(page)
    _say(page, "Saved before it happened.")
    expect(page.locator(".wb-entry-pending")).to_have_count(0, timeout=10_000)
    page.keyboard.type("Written while", delay=15)
    own_workbench_server.end_kernels()
    _say(page, " it happened.")
    page.keyboard.type("Half a sentence", delay=15)
    assert _texts(page) == ["Written while it happened.", "Saved before it happened."]
    page.reload()
    expect(page.get_by_label("What is said")).to_have_value("Half a sentence", timeout=90_000)
    expect(page.locator(".wb-entry-pending")).to_have_count(0, timeout=15_000)
    assert _texts(page) == ["Written while it happened.", "Saved before it happened."]
    page.get_by_label("What is said").press("End")
    _say(page, ", and its end.")
    expect(page.locator(".wb-entry")).to_have_count(3)
    expect(page.locator(".wb-entry-pending")).to_have_count(0, timeout=10_000)
    with Store.open(own_workbench_server.store) as store:
        debrief = max(store.all(Debrief), key=lambda d: (d.created_at, d.id))
        kept = sorted(entry.text for entry in store.all(DebriefEntry, debrief=debrief.id))
    assert kept == ["Half a sentence, and its end.", "Saved before it happened.", "Written while it happened."]


def test_another_room_sees_each_entry_and_keeps_what_it_types(
    own_workbench_server: Any, window: Callable[..., Page]
) -> None:
    mine = own_workbench_server.open(window(1920, 1080), "run_experiments", **TEAM)
    _begin(mine)
    theirs = own_workbench_server.open(window(1280, 800), "run_experiments", **TEAM)
    theirs.locator(".wb-now .wb-debrief-open").first.click(timeout=60_000)
    box = theirs.get_by_label("What is said")
    box.fill("we are writing this mean")
    for text in ("<b>not bold</b> = *text*", "مرحبا، رنّ الهاتف 📞", "three", "four", "five"):
        _say(mine, text)
        expect(theirs.locator(".wb-entry-text").first).to_have_text(text, timeout=30_000)
    expect(box).to_be_focused()
    expect(box).to_have_value("we are writing this mean")
    theirs.keyboard.press("End")
    _say(theirs, "while")
    expect(mine.locator(".wb-entry-text").first).to_have_text("we are writing this meanwhile", timeout=30_000)


def test_the_time_is_told_in_words_and_never_takes_the_floor(own_workbench_server: Any, projector: Page) -> None:
    page = own_workbench_server.open(projector, "run_experiments", **TEAM)
    _begin(page)
    page.get_by_text("Time, if it helps").click()
    page.get_by_label("Minutes", exact=True).fill("5")
    now = page.locator(".wb-slice[aria-pressed=true]")
    expect(now).to_contain_text("just begun · about 5 minutes left")
    box = page.get_by_label("What is said")
    box.fill("in the middle of a sen")
    # seven minutes pass
    page.evaluate(
        """() => { const key = Object.keys(sessionStorage).find((k) => k.startsWith("workbench-debrief-clock:"));
        const clock = JSON.parse(sessionStorage.getItem(key)); clock.since -= 7 * 60000;
        sessionStorage.setItem(key, JSON.stringify(clock)); }"""
    )
    page.reload()
    expect(now).to_contain_text("7 minutes so far · 5 minutes were planned; take the time it needs", timeout=90_000)
    expect(box).to_have_value("in the middle of a sen")
    assert page.get_by_role("dialog").count() == 0
    assert page.locator(".wb-slice-time[aria-live], .wb-slice-time [role=alert]").count() == 0


def test_an_earlier_debrief_is_read_large_in_the_order_of_the_sandwich(
    own_workbench_server: Any, projector: Page, axe: Callable[[Page], list[str]]
) -> None:
    page = own_workbench_server.open(projector, "run_experiments", **TEAM)
    _begin(page)
    page.keyboard.press("PageDown")
    _say(page, "We need a quiet room.")
    page.get_by_role("button", name="3 · Practical").click()
    _say(page, "Noor rings before ten.")
    page.get_by_role("button", name="1 · Practical").click()
    _say(page, "Eleven rang back.")
    expect(page.locator(".wb-entry-pending")).to_have_count(0, timeout=10_000)
    assert axe(page) == []
    page.get_by_role("button", name="Read it large").click()
    read = page.get_by_role("article", name="The debrief, to read")
    said = ["We need a quiet room.", "Eleven rang back.", "Noor rings before ten."]
    expect(read.locator(".wb-entry-text")).to_have_text(said)
    size = float(read.evaluate("e => parseFloat(getComputedStyle(e).fontSize)"))
    page.get_by_role("button", name="Larger").click()
    assert float(read.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")) > size >= 28
    assert axe(page) == []
    page.get_by_role("button", name="All debriefs").click()
    expect(page.get_by_role("button", name="Start a debrief")).to_be_visible()
    assert axe(page) == []


def test_a_hot_debrief_is_called_in_one_line_and_shows_what_it_is_about(
    own_workbench_server: Any, phone: Page, axe: Callable[[Page], list[str]]
) -> None:
    page = own_workbench_server.open(phone, "run_experiments", **TEAM)
    page.get_by_label("What is it about?").fill("Somebody was turned away at the door", timeout=60_000)
    page.get_by_role("button", name="Begin now").click()
    expect(page.locator(".wb-debrief-about")).to_have_text("Somebody was turned away at the door", timeout=15_000)
    page.get_by_label("What is said").fill("It was raining.")
    page.get_by_role("button", name="Write it down").click()
    expect(page.locator(".wb-entry-text")).to_have_text("It was raining.")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert axe(page) == []
