"""Stories on the wall and in a hand: told by keyboard, found, read to a room, and gone when they are taken back."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from workbench.model import OpeningQuestion, Story, Withdrawal
from workbench.store import Store

pytestmark = pytest.mark.browser

TEAM = {"system": "harbour-caseworkers", "cycle": "harbour-caseworkers-2"}
TITLE = "The <b>wet</b> coat 🧥"
ARABIC = "كنت أنتظر في محطة الحافلة."


def _add(server: Any, *records: Any) -> None:
    with Store.open(server.store) as store, store.step("Test data", by="Test") as step:
        for record in records:
            step.add(record)


def _story(id: str, **more: Any) -> Story:
    values = {"id": id, "cycle": TEAM["cycle"], "title": f"Quillon {id}", "text": f"I met quillon {id}.", "teller": "W"}
    return Story.model_validate({**values, **more})


def _stories(server: Any, page: Page) -> Page:
    server.open(page, "stories", room="stories", **TEAM)
    expect(page.get_by_role("button", name="Write down a story")).to_be_visible(timeout=60_000)
    return page


def _find(page: Page, words: str) -> None:
    page.get_by_label("Words in the story").fill(words)
    expect(page.get_by_text(re.compile(r"^\d+ of \d+ stories"))).to_be_visible(timeout=10_000)


def test_a_story_is_told_by_keyboard_and_its_teller_places_it(
    own_workbench_server: Any, projector: Page, axe: Callable[[Page], list[str]], requests_outside: list[str]
) -> None:
    asked = OpeningQuestion(
        id="kb-q", cycle=TEAM["cycle"], wording="When did the sea surprise you?", agreed_on=date(2199, 1, 1)
    )
    _add(own_workbench_server, asked)
    page = _stories(own_workbench_server, projector)
    assert axe(page) == []
    page.get_by_role("button", name="Write down a story").press("Enter")
    expect(page.get_by_role("radio", name="When did the sea surprise you?")).to_be_checked()
    page.get_by_label("Title").focus()
    page.keyboard.insert_text(TITLE)
    page.keyboard.press("Enter")
    expect(page.get_by_label("The story", exact=True)).to_be_focused()
    page.keyboard.insert_text("She hung up her coat and asked how it was.")
    page.keyboard.press("Tab")
    page.keyboard.insert_text("Plover")
    page.get_by_label("What the teller wishes to become of it").focus()
    page.keyboard.insert_text("Read it to whoever is new.")
    assert axe(page) == []
    page.keyboard.press("Control+Enter")

    expect(page.get_by_role("heading", name="Now give the screen to the teller")).to_be_focused(timeout=15_000)
    expect(page.get_by_text("This does not seem to be told as “I”.")).to_be_visible()
    page.get_by_role("button", name="This does not apply").press("Enter")
    expect(page.get_by_role("button", name="This does not apply")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Done", exact=True).press("Enter")

    card = page.get_by_role("listitem").filter(has=page.get_by_role("button", name=TITLE))
    expect(card.get_by_text("The teller wishes: Read it to whoever is new.")).to_be_visible(timeout=10_000)
    expect(card.get_by_text("Nothing is written down about consent.")).to_be_visible()
    page.get_by_role("button", name=f"Open the story “{TITLE}”").press("Enter")
    expect(page.get_by_role("heading", name=TITLE)).to_be_focused(timeout=10_000)
    expect(page.get_by_role("article").get_by_text("When did the sea surprise you?", exact=True)).to_be_visible()
    assert axe(page) == []
    with Store.open(own_workbench_server.store) as store:
        [kept] = [story for story in store.all(Story) if story.title == TITLE]
        [answer] = [one for one in store.all("signification", story=kept.id) if getattr(one, "placing", "")]
    assert (kept.question, kept.teller, kept.wish) == (
        "When did the sea surprise you?",
        "Plover",
        "Read it to whoever is new.",
    )
    assert getattr(answer, "placing") == "not_applicable"  # noqa: B009  a kind named by a word
    assert (requests_outside, projector.errors) == ([], [])  # type: ignore[attr-defined]  # see conftest


def test_stories_are_found_and_read_to_a_room_by_keys(
    own_workbench_server: Any, projector: Page, axe: Callable[[Page], list[str]], until: Callable[..., None]
) -> None:
    long = " ".join(["We waited and then we walked on."] * 400)
    _add(
        own_workbench_server,
        _story("one", told_on="2026-03-03", scope="public", may_quote=True, may_leave=True, text=f"I quillon. {long}"),
        _story("two", told_on="2026-03-02", scope="team"),
        _story(
            "three",
            told_on="2026-03-01",
            scope="public",
            may_quote=True,
            may_leave=True,
            language="ar",
            text=ARABIC,
            translation="I was waiting at the bus stop.",
            translated_into="en",
        ),
    )
    page = _stories(own_workbench_server, projector)
    _find(page, "quillon")
    expect(page.get_by_role("button", name="Open the story")).to_have_count(3, timeout=10_000)
    page.get_by_role("button", name="Read to the room", exact=True).first.press("Enter")
    page.get_by_label("Who is in the room?").select_option("public")
    page.get_by_role("button", name="Begin", exact=True).press("Enter")

    reading = page.get_by_role("dialog", name="Read to the room")
    expect(reading.get_by_role("heading", name="Quillon one")).to_be_visible(timeout=10_000)
    words = reading.get_by_role("document")
    expect(words).to_be_focused()
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.wb-reading-words')).fontSize)")
    assert size >= 36
    page.keyboard.press("PageDown")
    until(lambda: words.evaluate("element => element.scrollTop") > 300, True)
    assert axe(page) == []

    page.keyboard.press("ArrowRight")
    expect(reading.get_by_text("This story was told for fewer people than are in the room.")).to_be_visible()
    expect(page.get_by_text("I met quillon two.")).to_have_count(0)
    assert axe(page) == []
    reading.get_by_role("button", name="Yes, show it").press("Enter")
    expect(reading.get_by_text("I met quillon two.")).to_be_visible()
    expect(words).to_be_focused()

    page.keyboard.press("ArrowRight")
    expect(reading.get_by_text(ARABIC)).to_be_visible()
    assert reading.get_by_text(ARABIC).evaluate("element => getComputedStyle(element).direction") == "rtl"
    reading.get_by_role("button", name="Show it in English").press("Enter")
    expect(reading.get_by_text("I was waiting at the bus stop.")).to_be_visible()
    expect(reading.get_by_role("button", name="Next story")).to_be_disabled()
    page.keyboard.press("Escape")
    expect(reading).to_have_count(0)
    expect(page.get_by_text("Quillon two")).to_have_count(0)  # the room may still be looking
    page.get_by_role("button", name="Go on to the group’s page").press("Enter")
    expect(page.get_by_role("button", name="Open the story “Quillon three”")).to_be_focused(timeout=10_000)


def test_what_a_teller_takes_back_is_gone_from_another_open_page_within_five_seconds(
    own_workbench_server: Any, phone: Page, window: Callable[..., Page], axe: Callable[[Page], list[str]]
) -> None:
    _add(own_workbench_server, _story("back", told_on="2026-03-03"), _story("stays", told_on="2026-03-02"))
    wall = _stories(own_workbench_server, window(1920, 1080))
    _find(wall, "quillon")
    wall.get_by_role("button", name="Open the story “Quillon back”").click()
    expect(wall.get_by_text("I met quillon back.")).to_be_visible(timeout=10_000)

    hand = _stories(own_workbench_server, phone)
    _find(hand, "quillon back")
    hand.get_by_role("button", name="Open the story “Quillon back”").tap()
    hand.get_by_role("button", name="The teller takes it back").tap()
    assert axe(hand) == []
    hand.get_by_role("button", name="No further use").tap()
    expect(hand.get_by_text("It is hidden from everybody.")).to_be_visible(timeout=10_000)
    expect(wall.get_by_text("I met quillon back.")).to_have_count(0, timeout=5_000)
    expect(wall.get_by_text("This story is no longer here.")).to_be_visible()
    wall.get_by_role("button", name="Back to the stories").click()
    expect(wall.get_by_role("button", name="Open the story")).to_have_count(1, timeout=10_000)
    with Store.open(own_workbench_server.store) as store:
        assert store.get(Story, "back").withdrawal is Withdrawal.no_use


def test_a_round_of_inquiry_goes_from_its_question_to_its_stories(
    own_workbench_server: Any, projector: Page, axe: Callable[[Page], list[str]]
) -> None:
    page = projector
    own_workbench_server.open(page, "stories", room="inquiry", **TEAM)
    page.get_by_role("button", name="Begin a round").click(timeout=60_000)
    page.get_by_label("What the round is called").fill("Listening at the quay")
    page.get_by_role("button", name="Begin a round", exact=True).click()
    expect(page.get_by_role("heading", name="Listening at the quay")).to_be_visible(timeout=10_000)
    page.get_by_role("button", name="Propose a question").click()
    page.get_by_role("textbox", name="The question").fill("When were you heard?")
    page.get_by_role("button", name="Propose a question", exact=True).click()
    page.get_by_role("button", name="We agree to this wording: When were you heard?").click()
    expect(page.get_by_text("agreed on")).to_be_visible(timeout=10_000)
    page.get_by_role("tab", name="Discover").press("ArrowRight")
    expect(page.get_by_role("tab", name="Dream")).to_be_focused()
    page.get_by_role("button", name="We are at this stage now").click()
    expect(page.get_by_role("tab", name="Dream · we are here")).to_be_visible(timeout=10_000)
    page.get_by_role("textbox", name="What the group said").fill("People stay a little longer.")
    page.get_by_role("button", name="Write down what the group said").click()
    expect(page.get_by_role("listitem").get_by_text("People stay a little longer.")).to_be_visible(timeout=10_000)
    assert axe(page) == []

    with Store.open(own_workbench_server.store) as store:
        [question] = [q for q in store.all(OpeningQuestion) if q.wording == "When were you heard?"]
    _add(own_workbench_server, _story("heard", opening_question=question.id))
    expect(page.get_by_role("heading", name="1 story of this round")).to_be_visible(timeout=10_000)
    page.get_by_role("button", name="Read them").click()
    expect(page.get_by_role("button", name="Open the story")).to_have_count(1, timeout=30_000)
    expect(page.get_by_text("Stories picked in another view: the round “Listening at the quay”")).to_be_visible()
