"""Stewarding a cycle in a real browser: a review by keyboard alone, two people at one, and the groups round it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from workbench.model import Cycle, EvidenceLink, GovernanceGroup, Issue, Review, ReviewNote, System
from workbench.store import Store

pytestmark = pytest.mark.browser

TEAM = {"system": "quay", "cycle": "quay-1"}
SLOW = 20_000
PLAN = "Is there a plan for each part of the cycle, good enough to act on and loose enough to change?"
#: Keeps what would be printed instead of asking for a printer.


@pytest.fixture
def workbench(own_workbench_server: Any) -> Any:
    """A workbench in which a team has reviewed its cycle once, in February, and has one group."""
    with Store.open(own_workbench_server.store) as store, store.step("Set the scene", by="Test") as step:
        step.add(System(id="quay", name="Quay team", scale="team"))
        step.add(Cycle(id="quay-1", system="quay", name="First round", stewards=("Ama",)))
        step.add(
            Review(id="february", cycle="quay-1", held_on=date(2026, 2, 2), taking_part=("Ama", "Bodil"), hours=10)
        )
        step.add(
            ReviewNote(
                id="old",
                cycle="quay-1",
                review="february",
                prompt="plan",
                asked="Have we a <b>plan</b>?",
                state="dont_know",
                note="Nobody had <i>looked</i>",
            )
        )
        step.add(GovernanceGroup(id="doers", cycle="quay-1", name="Doers", group_kind="core", members=("Ama",)))
    return own_workbench_server


def enter(server: Any, page: Page, room: str) -> Page:
    server.open(page, "steward_the_cycle", room=room, **TEAM)
    expect(page.locator(".wb-review, .wb-groups")).to_be_visible(timeout=60_000)
    return page


def tab_to(page: Page, target: Locator, *, most: int = 25) -> None:
    """Press Tab until the focus is there, as a hand without a mouse does."""
    for _ in range(most):
        if target.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} cannot be reached in {most} steps by keyboard")


def test_a_review_from_its_beginning_to_the_next_date_by_keyboard_alone(
    workbench: Any, projector: Page, axe: Callable[[Page], list[str]], requests_outside: list[str]
) -> None:
    page = enter(workbench, projector, "review")
    assert axe(page) == []
    page.get_by_role("button", name="Begin a review").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("When do we review?")).to_be_focused(timeout=SLOW)
    begin = page.get_by_role("region", name="Begin a review").get_by_role("button", name="Begin a review")
    tab_to(page, begin)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Review of", exact=False)).to_be_focused(timeout=SLOW)

    # the first prompt: what was said last time stands beside it, in the words of then
    plan = page.get_by_role("region", name="The plan", exact=True)
    expect(plan).to_contain_text("Last time, on 2 February 2026")
    expect(plan).to_contain_text("Nobody had <i>looked</i>")
    expect(plan).to_contain_text("It was asked as: Have we a <b>plan</b>?")
    tab_to(page, plan.get_by_role("radio", name="Fine"))
    page.keyboard.press("2")
    expect(plan.get_by_role("radio", name="Needs work")).to_be_checked()
    expect(plan.get_by_role("button", name="Make it an issue")).to_be_visible(timeout=SLOW)
    tab_to(page, plan.get_by_label("In a few words"))
    page.keyboard.type("Only 1 date")  # a digit that is typed is no answer
    tab_to(page, page.get_by_role("button", name="Next →"))
    page.keyboard.press("Enter")
    second = page.get_by_role("region", name="Who convenes whom")
    expect(second).to_be_focused(timeout=SLOW)
    page.keyboard.press("1")
    expect(second.get_by_role("radio", name="Fine")).to_be_checked()
    assert axe(page) == []

    steps = page.get_by_role("navigation", name="The steps of this review")
    close = steps.get_by_role("button", name="What we take away")
    close.focus()
    page.keyboard.press("Enter")
    next_on = page.get_by_label("When is the next review?")
    expect(next_on).to_be_visible(timeout=SLOW)
    next_on.fill("2027-03-01")
    page.keyboard.press("Enter")
    expect(page.locator(".wb-live-said", has_text="Saved")).to_be_visible(timeout=SLOW)
    tab_to(page, page.get_by_role("button", name="Done: see it over time"))
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Over time")).to_be_visible(timeout=SLOW)
    row = page.get_by_role("row", name="The plan", exact=False)
    expect(row.get_by_role("button")).to_have_count(2)
    expect(row.get_by_role("button").nth(0)).to_contain_text("Don’t know")
    expect(row.get_by_role("button").nth(1)).to_contain_text("Needs work")
    row.get_by_role("button").nth(1).focus()
    page.keyboard.press("Enter")
    picked = page.get_by_role("group", name="The plan", exact=False)
    expect(picked).to_be_focused(timeout=SLOW)
    expect(picked).to_contain_text("Only 1 date")
    expect(picked).to_contain_text(PLAN)
    expect(page.get_by_text("The next review is planned for 1 March 2027")).to_be_visible()
    expect(page.get_by_role("row", name="Who took part", exact=False)).to_contain_text("not this time: Bodil")
    assert axe(page) == []
    with Store.open(workbench.store) as store:
        (new,) = (one for one in store.all(Review, cycle="quay-1") if one.id != "february")
        assert new.next_on == date(2027, 3, 1)
        told = {note.prompt: (str(note.state), note.note, note.asked) for note in store.all(ReviewNote, review=new.id)}
        assert told["plan"] == ("needs_work", "Only 1 date", PLAN)
        assert told["convening"][0] == "fine"
    assert requests_outside == []
    assert page.errors == []  # type: ignore[attr-defined]  # kept with the page it belongs to


def test_two_people_write_different_prompts_of_one_review_at_once_and_one_becomes_an_issue(
    workbench: Any,
    projector: Page,
    phone: Page,
    axe: Callable[[Page], list[str]],
    sheet_printed: Callable[[Page, str], str],
) -> None:
    wall, hand = enter(workbench, projector, "review"), enter(workbench, phone, "review")
    for page in (wall, hand):
        page.get_by_role("button", name="Open the review of 2 February 2026").click()
        page.get_by_role("button", name="All at once").click()
    learning = "Learning"
    hand.get_by_role("region", name=learning, exact=True).get_by_text("Needs work").tap()
    account = wall.get_by_role("region", name="Giving account")
    account.get_by_label("In a few words").fill("To whom, and when?")
    account.get_by_label("In a few words").blur()
    on_wall = wall.get_by_role("region", name=learning, exact=True)
    expect(on_wall.get_by_role("radio", name="Needs work")).to_be_checked(timeout=SLOW)
    expect(hand.get_by_role("region", name="Giving account").get_by_label("In a few words")).to_have_value(
        "To whom, and when?", timeout=SLOW
    )
    assert hand.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe(hand) == []

    on_wall.get_by_role("button", name="Make it an issue").click()
    asked = wall.get_by_role("dialog")
    asked.get_by_label("Issue description").fill("Nobody has time to learn")
    asked.get_by_text("Leadership").click()
    asked.get_by_role("button", name="Save").click()
    expect(on_wall.get_by_role("link", name="Nobody has time to learn")).to_be_visible(timeout=SLOW)
    expect(hand.get_by_role("region", name=learning, exact=True).get_by_role("link")).to_be_visible(timeout=SLOW)
    words = sheet_printed(wall, "Print this review")
    assert "Have we a <b>plan</b>?" in words  # as it was asked
    assert "To whom, and when?" in words
    with Store.open(workbench.store) as store:
        (issue,) = (one for one in store.all(Issue, cycle="quay-1"))
        (note,) = store.all(ReviewNote, review="february", prompt="learning")
        (link,) = store.all(EvidenceLink, target=issue.id)
        assert (link.source, str(link.stance)) == (note.id, "led_to")


def test_the_groups_are_drawn_and_what_is_not_there_can_be_written_down(
    workbench: Any, projector: Page, phone: Page, axe: Callable[[Page], list[str]]
) -> None:
    page, hand = enter(workbench, projector, "governance_groups"), enter(workbench, phone, "governance_groups")
    picture = page.get_by_role("img", name="The groups round the cycle as a picture.", exact=False)
    expect(picture).to_have_accessible_name("The groups round the cycle as a picture. Inside: Doers.")
    page.get_by_role("button", name="Write down: Evidence team").click()
    page.get_by_label("What is it called?").fill("Lookers <b>on</b>")
    page.get_by_label("Who is in it?").fill("Ama\n\n  Bodil, from finance ")
    page.get_by_role("region", name="Write down a group").get_by_role("button", name="Save", exact=True).click()
    name = "The groups round the cycle as a picture. Inside: Doers. Round it: Lookers <b>on</b>."
    expect(picture).to_have_accessible_name(name, timeout=SLOW)
    expect(hand.get_by_role("heading", name="Lookers <b>on</b>")).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name="Change “Lookers <b>on</b>”").click()
    members = page.get_by_label("Who is in it?")
    expect(members).to_have_value("Ama\nBodil, from finance")
    members.fill("Ama\nBodil, from finance\nCleo")
    members.blur()
    expect(hand.get_by_role("list", name="3 members")).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name="Change “Lookers <b>on</b>”").click()
    missing = page.get_by_role("region", name="What is not there")
    expect(missing).not_to_contain_text("Evidence team")
    expect(missing).to_contain_text("Leadership group: changes the system, on evidence.")
    page.get_by_role("region", name="How this cycle is convened").get_by_text("Convened for one issue").click()
    expect(hand.get_by_label("For which issue")).to_be_visible(timeout=SLOW)
    for one in (page, hand):
        assert axe(one) == []
    assert hand.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="“Doers” has ended").click()
    expect(page.get_by_text("One group that ended")).to_be_visible(timeout=SLOW)
    with Store.open(workbench.store) as store:
        assert store.get(GovernanceGroup, "doers").ended_on is not None
        assert str(store.get(Cycle, "quay-1").convened) == "one_issue"
        (lookers,) = (one for one in store.all(GovernanceGroup, cycle="quay-1") if one.id != "doers")
        assert lookers.members == ("Ama", "Bodil, from finance", "Cleo")
