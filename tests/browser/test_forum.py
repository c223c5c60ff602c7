"""The forum on the wall and in a hand: a case from its presentation to its answer from another group."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from workbench.model import Case, Cycle, ForumCase, Influence, Issue, Risk
from workbench.store import Store

pytestmark = pytest.mark.browser

TEAM = {"system": "harbour-caseworkers", "cycle": "harbour-caseworkers-2"}
NAME = "Nightjar <b>🪶</b>"


def _forum(server: Any, page: Page) -> Page:
    server.open(page, "case_files", room="forum", **TEAM)
    expect(page.get_by_role("button", name="Present a case")).to_be_visible(timeout=60_000)
    return page


def _present(page: Page) -> None:
    page.get_by_role("button", name="Present a case").click()
    page.get_by_label("Or somebody new, under a made-up name").fill(NAME)
    page.get_by_label("Which forum").fill("Tuesday forum")
    page.get_by_role("button", name="Present this case").click()
    expect(page.get_by_role("heading", name=NAME)).to_be_focused(timeout=15_000)


def test_a_case_is_presented_by_keyboard_and_followed_up(
    own_workbench_server: Any, projector: Page, axe: Callable[[Page], list[str]], requests_outside: list[str]
) -> None:
    page = _forum(own_workbench_server, projector)
    page.get_by_role("button", name="Present a case").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Or somebody new, under a made-up name").focus()
    page.keyboard.insert_text(NAME)
    page.get_by_label("Which forum").focus()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("Tuesday forum")
    page.get_by_role("button", name="Present this case").focus()
    page.keyboard.press("Enter")
    # the made-up name is text, whatever is in it
    expect(page.get_by_role("heading", name=NAME)).to_be_focused(timeout=15_000)

    page.get_by_role("button", name="Add a risk").press("Enter")
    expect(page.get_by_role("textbox", name="The risk")).to_be_focused(timeout=15_000)
    page.keyboard.insert_text("Losing the flat")
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    risk = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Losing the flat"))
    expect(risk).to_be_visible(timeout=15_000)
    risk.get_by_role("radiogroup", name="After").get_by_text("+ (some)").click()
    page.get_by_label("The bespoke plan").fill("One worker, and a phone that is answered")
    page.get_by_label("The bespoke plan").blur()
    page.get_by_role("radiogroup", name="Could this have been avoided").get_by_text("Partly").click()
    expect(page.get_by_text("Saved.").first).to_be_visible()
    assert axe(page) == []

    page.get_by_role("button", name="Back to the list").click()
    card = page.get_by_role("listitem").filter(has=page.get_by_role("button", name=NAME))
    expect(card.get_by_text("Nothing is open.")).to_be_visible(timeout=10_000)
    expect(page.get_by_role("button", name=NAME)).to_be_focused(timeout=15_000)
    assert axe(page) == []
    with Store.open(own_workbench_server.store) as store:
        [case] = [case for case in store.all(Case) if case.pseudonym == NAME]
        [risk_kept] = store.all(Risk, case=case.id)
        [presented] = store.all(ForumCase, case=case.id)
    assert (risk_kept.before, risk_kept.after) == ("++", "+")
    assert (presented.avoidable, presented.plan) == ("partly", "One worker, and a phone that is answered")
    assert (requests_outside, projector.errors) == ([], [])  # type: ignore[attr-defined]  # see conftest


def test_an_issue_goes_to_another_group_which_answers_and_the_sender_sees_it(
    own_workbench_server: Any, phone: Page, window: Callable[..., Page], axe: Callable[[Page], list[str]]
) -> None:
    page = _forum(own_workbench_server, phone)
    _present(page)
    page.get_by_role("button", name="Write an issue this case led to").tap()
    page.get_by_label("Issue description").fill("Nobody has a bed for couples")
    page.get_by_role("radiogroup", name="Owner").get_by_text("Leadership").tap()
    page.get_by_role("combobox", name="Hand it at once to").click()
    page.locator(".wb-picker-list:visible [role=option]").first.tap()
    expect(page.get_by_text("They ", exact=False).first).to_be_visible(timeout=15_000)
    assert axe(page) == []
    page.get_by_role("button", name="Save", exact=True).tap()
    issues = page.get_by_role("region", name="Issues in the system")
    expect(issues.get_by_role("button", name="Take it back")).to_be_visible(timeout=15_000)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    with Store.open(own_workbench_server.store) as store:
        [issue] = [issue for issue in store.all(Issue) if issue.description == "Nobody has a bed for couples"]
        [sent] = [one for one in store.all(Influence) if one.of == issue.id]
        system = store.get(Cycle, sent.to_cycle).system
    there = own_workbench_server.open(window(), "case_files", room="escalated", system=system, cycle=sent.to_cycle)
    card = there.locator("li", has_text="Nobody has a bed for couples")
    card.get_by_role("button", name="Take it up").click()
    card.get_by_label("Why, or how").fill("Two rooms from June")
    card.get_by_role("button", name="Send our answer").click()
    expect(issues.get_by_text("Two rooms from June")).to_be_visible(timeout=15_000)
    card.get_by_label("Where it stands").select_option("closed")
    expect(issues.get_by_text("closed", exact=True)).to_be_visible(timeout=15_000)
    assert axe(there) == []
