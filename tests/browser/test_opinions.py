"""Opinions before real browsers: two of them vote, and counts appear to each; what one voted stays with one."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from workbench.desk import Desk
from workbench.desk.opinion_work import OpinionWork
from workbench.model import Statement, Vote
from workbench.store import Store

pytestmark = pytest.mark.browser

TEAM = {"system": "harbour-caseworkers"}
SAID = ["Tell it once", "Somebody comes along", "Letters are plain"]


@pytest.fixture
def talking(own_workbench_server: Any) -> Any:
    """A conversation with three statements, on the first of which four people voted."""
    with Store.open(own_workbench_server.store) as store:
        desk = Desk(store)
        cycle = desk.choice(**TEAM).cycle
        assert cycle is not None
        work = OpinionWork.at(desk, cycle.id)
        talk = work.add("conversation", {"name": "Help with money", "opened_on": "2099-01-01"})
        first, *_ = work.begin_with(talk.id, SAID)
        for person in range(4):
            work.vote(first.id, 1, device=f"before-{person}")
    return own_workbench_server


def _opened(server: Any, page: Page) -> Page:
    server.open(page, "make_sense", room="opinions", **TEAM)
    expect(page.get_by_role("heading", name="Help with money")).to_be_visible(timeout=60_000)
    return page


def _vote_by_key(page: Page, text: str, key: str) -> None:
    """Answer statement after statement until one is reached, which is answered with the key; the others are passed."""
    for _ in SAID:
        words = page.locator(".wb-op-large")
        now = words.inner_text()
        words.focus()
        page.keyboard.press(key if now == text else "p")
        if now == text:
            return
        expect(words).not_to_have_text(now)
    raise AssertionError(f"{text} was not asked")


def test_two_browsers_vote_and_the_counts_appear_and_nothing_else(
    talking: Any, projector: Page, phone: Page, axe: Callable[[Page], list[str]]
) -> None:
    one, other = _opened(talking, projector), _opened(talking, phone)
    expect(one.get_by_text("4 people have voted")).to_be_visible()
    assert axe(one) == []
    _vote_by_key(one, "Tell it once", "d")
    expect(other.get_by_text("5 people have voted")).to_be_visible(timeout=15_000)
    other.get_by_role("button", name="Statements", exact=True).click()
    line = other.locator(".wb-op-line", has_text="Tell it once")
    expect(line).to_contain_text("5 votes: 4 agree, 1 disagree, 0 pass")
    expect(other.locator(".wb-op-line", has_text="Letters are plain")).not_to_contain_text("agree")
    assert axe(other) == []
    other.get_by_role("button", name="Take part", exact=True).click()
    other.get_by_text("Your answers (0)").wait_for()
    while other.locator(".wb-op-large").count():
        now = other.locator(".wb-op-large").inner_text()
        other.locator(".wb-op-card").get_by_role("button", name="Agree", exact=True).tap()
        expect(other.locator(".wb-op-large", has_text=re.compile(f"^{re.escape(now)}$"))).to_have_count(0)
    expect(other.get_by_text("You have answered every statement.")).to_be_visible()
    expect(other.get_by_text("Your answers (3)")).to_be_visible(timeout=10_000)
    with Store.open(talking.store) as store:
        first = next(s for s in store.all(Statement) if s.text == "Tell it once")
        assert sorted(vote.vote for vote in store.all(Vote, statement=first.id)) == [-1, 1, 1, 1, 1, 1]


def test_a_mind_is_changed_and_a_statement_of_ones_own_is_written(talking: Any, browser_page: Page) -> None:
    page = _opened(talking, browser_page)
    _vote_by_key(page, "Somebody comes along", "a")
    page.get_by_text(re.compile(r"Your answers \(\d\)")).click()
    answer = page.locator(".wb-op-mine li", has_text="Somebody comes along")
    expect(answer.get_by_role("button", name="Agree", exact=True)).to_have_attribute("aria-pressed", "true")
    answer.get_by_role("button", name="Disagree", exact=True).click()
    expect(answer.get_by_role("button", name="Disagree", exact=True)).to_have_attribute("aria-pressed", "true")
    page.get_by_label("Your statement").fill("Evening hours <b>أهلا</b>")
    page.get_by_role("button", name="Put it to the others").click()
    expect(page.get_by_text("Your statement is there.")).to_be_visible(timeout=10_000)
    page.get_by_role("button", name="Statements", exact=True).click()
    mine = page.locator(".wb-op-line", has_text="Evening hours <b>أهلا</b>")
    expect(mine).to_contain_text("yours")
    mine.get_by_role("button", name=re.compile("^Put statement .* out$")).click()
    mine.get_by_role("button", name="Put it out", exact=True).click()
    expect(mine.get_by_role("alert")).to_have_text("Say why it is put out: everybody can read it.")
    page.get_by_label("Why? Everybody can read this.").fill("Two thoughts in one")
    page.keyboard.press("Enter")
    expect(mine).to_contain_text("Put out: Two thoughts in one", timeout=10_000)


def test_files_of_polis_come_in_and_what_was_found_is_told(
    talking: Any, projector: Page, tmp_path: Path, axe: Callable[[Page], list[str]]
) -> None:
    statements = range(1, 9)
    rows = [
        f"{n},{person},{0 if n == person % 8 + 1 else 1 if person < 12 or n == 8 else -1}"
        for person in range(22)
        for n in statements
    ]
    (tmp_path / "Rent_votes.csv").write_text("comment-id,voter-id,vote\n" + "\n".join(rows), encoding="utf-8")
    said = "comment-id,comment-body\n" + "\n".join(f"{n},Rent {n}" for n in statements)
    (tmp_path / "Rent_comments.csv").write_text(said, encoding="utf-8")
    page = _opened(talking, projector)
    page.get_by_role("button", name="Files", exact=True).click()
    page.get_by_label("Files", exact=True).set_input_files(
        [tmp_path / "Rent_comments.csv", tmp_path / "Rent_votes.csv"]
    )
    expect(page.get_by_label("What the conversation is called")).to_have_value("Rent")
    page.get_by_role("button", name="Look what would come of it").click()
    expect(page.get_by_text("8 statements would be brought in with 176 votes of 22 people.")).to_be_visible(
        timeout=20_000
    )
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_role("heading", name="Rent", exact=True)).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="What we found", exact=True).click()
    expect(page.locator(".wb-op-verdict")).to_contain_text("There are 2 groups here", timeout=60_000)
    expect(page.get_by_role("region", name="Common ground")).to_contain_text("Rent 8")
    assert axe(page) == []
    page.get_by_role("region", name="Common ground").get_by_role("button", name=re.compile("We noticed")).first.click()
    expect(page.get_by_role("dialog")).to_contain_text("Rent 8", timeout=10_000)
