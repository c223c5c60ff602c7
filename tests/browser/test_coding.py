"""Coding in real windows: two browsers tag blind, by keyboard, mouse and finger, then reveal and compare."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from workbench.model import Coding, CodingDone, CodingRound, CodingUnit, Story, Theme
from workbench.store import Store

pytestmark = pytest.mark.browser

TEAM = {"system": "harbour-caseworkers", "cycle": "harbour-caseworkers-2"}
CYCLE = TEAM["cycle"]
#: The emoji of several parts is seven UTF-16 units and five characters; whatever is in a text is only text.
FAMILY = "👩‍👩‍👧"
FIRST = f"A neighbour {FAMILY} rang. Nobody <b>rang</b> me back 🪟. I waited all day."
SECOND = "ذهبت إلى البنك مرتين. انتظرت طوال اليوم."


@pytest.fixture
def server(own_workbench_server: Any) -> Any:
    """A round of two stories for Ama and Bo, and two themes of its own."""
    with Store.open(own_workbench_server.store) as store, store.step("What there is to read", by="Test") as step:
        for old in store.all(Theme, cycle=CYCLE):
            step.revise(old.model_copy(update={"ended_on": date(2026, 5, 1)}))
        for id, name in (("z-alone", "Being alone"), ("z-waiting", "Waiting")):
            step.add(Theme(id=id, cycle=CYCLE, name=name))
        for id, text in (("z-first", FIRST), ("z-second", SECOND)):
            step.add(Story(id=id, cycle=CYCLE, title=f"Story {id}", text=text, teller="Wren", told_on=date(2026, 5, 1)))
    return own_workbench_server


def _enter(server: Any, page: Page, who: str) -> Page:
    page.context.add_init_script(f"localStorage.setItem('workbench-who', {who!r})")
    server.open(page, "make_sense", room="coding", **TEAM)
    expect(page.get_by_role("button", name="Begin a round")).to_be_visible(timeout=60_000)
    return page


def _begin(page: Page) -> None:
    page.get_by_role("button", name="Begin a round").click()
    page.get_by_label("Find by words").fill("Story z-")
    for title in ("Story z-first", "Story z-second"):
        page.get_by_role("checkbox", name=title).check(timeout=15_000)
    page.get_by_label("What shall we call it?").fill("Blind spring")
    page.get_by_text("Passages: the words themselves").click()
    people = page.get_by_role("textbox", name="Who will read?").or_(page.get_by_role("combobox", name="Who will read?"))
    people.fill("Bo")
    people.press("Enter")
    page.get_by_role("button", name="Begin a round").click()
    expect(page.get_by_role("heading", name="Blind spring")).to_be_visible(timeout=15_000)


def _words(page: Page) -> Any:
    return page.locator(".wb-coding-words")


def _reveal(page: Page) -> None:
    page.get_by_role("button", name="Compare", exact=True).click()
    page.get_by_role("button", name="Reveal what everybody tagged").click()


def _codings(server: Any, coder: str) -> list[tuple[str, str, int | None, str]]:
    with Store.open(server.store) as store:
        [coding_round] = [one for one in store.all(CodingRound) if one.name == "Blind spring"]
        found = [one for one in store.all(Coding, coding_round=coding_round.id) if one.coder == coder]
    return sorted((one.of, one.theme, one.starts, one.quote) for one in found)


def test_two_browsers_tag_blind_then_reveal_and_talk(
    server: Any,
    window: Callable[..., Page],
    axe: Callable[[Page], list[str]],
    requests_outside: list[str],
) -> None:
    ama = _enter(server, window(1920, 1080), "Ama")
    _begin(ama)
    expect(_words(ama).or_(ama.get_by_text("Story z-second")).first).to_be_visible()
    ama.get_by_text("All texts of this round").click()
    ama.locator(".wb-coding-go", has_text="Story z-first").click()
    expect(_words(ama)).to_have_text(FIRST, timeout=15_000)
    assert axe(ama) == []

    # by keyboard alone: two sentences, then the one behind them
    _words(ama).focus()
    ama.keyboard.press("Control+Home")
    for _ in range(2):
        ama.keyboard.press("s")
    ama.keyboard.press("1")
    mine = ama.get_by_role("region", name="Your tags in this text")
    expect(mine.get_by_text("Being alone")).to_be_visible(timeout=15_000)
    expect(_words(ama)).to_be_focused()
    ama.keyboard.press("ArrowRight")
    ama.keyboard.press("s")
    ama.keyboard.press("2")
    expect(mine.get_by_text("Waiting")).to_be_visible(timeout=15_000)
    two, last = FIRST.split(" I waited", maxsplit=1)[0], "I waited all day."
    assert _codings(server, "Ama") == [
        ("z-first", "z-alone", 0, two),
        ("z-first", "z-waiting", FIRST.index(last), last),
    ]
    # nothing can be typed into the text
    ama.keyboard.type("xyz")
    expect(_words(ama)).to_have_text(FIRST)

    bo = _enter(server, window(1280, 800), "Bo")
    bo.get_by_role("button", name="Open: Blind spring").click()
    bo.get_by_text("All texts of this round").click()
    bo.locator(".wb-coding-go", has_text="Story z-first").click()
    expect(_words(bo)).to_have_text(FIRST, timeout=15_000)
    expect(bo.get_by_text("You tagged nothing in this text yet.")).to_be_visible()
    assert bo.locator(".wb-coding-mark").count() == 0
    bo.get_by_role("button", name="Themes", exact=True).click()
    for name in ("Being alone", "Waiting"):
        theme = bo.get_by_role("listitem").filter(has=bo.get_by_role("button", name=name))
        expect(theme.get_by_text("on no text that everybody may see yet")).to_be_visible(timeout=15_000)
    bo.get_by_role("button", name="Read and tag").click()
    for page in (ama, bo):
        page.get_by_role("button", name="Read to the end: go on").click()
    expect(bo.get_by_text("1 of 2 texts read by you")).to_be_visible(timeout=15_000)

    _reveal(bo)
    expect(bo.get_by_text("Not finished yet: Ama (1 to read), Bo (1 to read).")).to_be_visible()
    bo.get_by_role("button", name="Reveal all the same").click()
    expect(bo.get_by_text("2 differences")).to_be_visible(timeout=30_000)
    talk = bo.get_by_role("listitem").filter(has=bo.get_by_role("heading", name="Waiting"))
    expect(talk.locator("mark")).to_have_text(last)
    expect(talk.get_by_text("Ama tagged it")).to_be_visible()
    expect(talk.get_by_text("Bo read it and did not")).to_be_visible()
    talk.get_by_label("What we agreed about this").fill("A day of waiting counts")
    talk.get_by_label("What we agreed about this").blur()
    expect(bo.get_by_text("Wrote down what was agreed").first).to_be_attached(timeout=15_000)
    assert axe(bo) == []
    ama.get_by_role("button", name="Compare", exact=True).first.click()
    expect(ama.get_by_label("What we agreed about this").first).to_have_value("", timeout=30_000)
    expect(ama.get_by_text("2 differences")).to_be_visible(timeout=30_000)
    with Store.open(server.store) as store:
        assert {one.note for one in store.all(Coding) if one.theme == "z-waiting"} == {"A day of waiting counts"}
    errors = [page.errors for page in (ama, bo)]  # type: ignore[attr-defined]  # see conftest
    assert (requests_outside, errors) == ([], [[], []])


def test_a_phone_tags_with_a_finger_takes_back_and_goes_on(
    server: Any, phone: Page, axe: Callable[[Page], list[str]]
) -> None:
    page = _enter(server, phone, "Ama")
    _begin(page)
    page.get_by_text("All texts of this round").tap()
    page.locator(".wb-coding-go", has_text="Story z-second").tap()
    expect(_words(page)).to_have_text(SECOND, timeout=15_000)
    page.get_by_role("button", name="+ word").tap()
    page.get_by_role("button", name="+ word").tap()
    page.get_by_role("button", name="Waiting").tap()
    mine = page.get_by_role("region", name="Your tags in this text")
    expect(mine.get_by_text("Waiting")).to_be_visible(timeout=15_000)
    assert _codings(server, "Ama") == [("z-second", "z-waiting", 0, "ذهبت إلى")]
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Let go").tap()
    mine.get_by_role("button", name="Take away").tap()
    expect(mine.get_by_text("You tagged nothing in this text yet.")).to_be_visible(timeout=15_000)
    page.get_by_role("button", name="Undo").tap()
    expect(mine.get_by_text("Waiting")).to_be_visible(timeout=15_000)
    page.get_by_role("button", name="Read to the end: go on").tap()
    expect(page.get_by_text("1 of 2 texts read by you")).to_be_visible(timeout=15_000)
    with Store.open(server.store) as store:
        [unit] = [unit.id for unit in store.all(CodingUnit, of="z-second")]
        assert [one.coder for one in store.all(CodingDone, coding_unit=unit)] == ["Ama"]


def test_a_passage_picked_by_mouse_lies_where_its_characters_are_in_a_long_text(server: Any, projector: Page) -> None:
    long = "".join(f"{FAMILY} Sentence {n} of a long story. " for n in range(600))[:20_000]
    with Store.open(server.store) as store, store.step("A long story", by="Test") as step:
        first = store.get(Story, "z-first")
        step.revise(first.model_copy(update={"text": long}))
    page = _enter(server, projector, "Ama")
    _begin(page)
    page.get_by_text("All texts of this round").click()
    page.locator(".wb-coding-go", has_text="Story z-first").click()
    expect(_words(page)).to_have_text(long.strip(), timeout=15_000)
    place = long.index("Sentence 500")
    units = len(long[:place].encode("utf-16-le")) // 2
    left, top = page.evaluate(
        """unit => {
          const words = document.querySelector('.wb-coding-words span').firstChild, made = document.createRange();
          made.setStart(words, unit);
          made.setEnd(words, unit + 8);
          window.scrollTo(0, 0);
          window.scrollTo(0, made.getBoundingClientRect().top - 400);
          const at = made.getBoundingClientRect();
          return [at.left + at.width / 2, at.top + at.height / 2];
        }""",
        units,
    )
    page.mouse.dblclick(left, top)
    page.keyboard.press("2")
    expect(page.get_by_role("region", name="Your tags in this text").get_by_text("Waiting")).to_be_visible(
        timeout=15_000
    )
    assert _codings(server, "Ama") == [("z-first", "z-waiting", place, "Sentence")]
