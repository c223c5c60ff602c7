"""A grant from its first line to an agreed outcome."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from workbench.model import Grant
from workbench.store import Store

pytestmark = pytest.mark.browser

TEAM = {"system": "harbour-caseworkers", "cycle": "harbour-caseworkers-2"}


def _begin(server: Any, page: Page) -> None:
    server.open(page, "case_files", room="grants", **TEAM)
    page.get_by_role("button", name="Begin an expression of interest").click(timeout=60_000)
    expect(page.get_by_role("heading", name="A grant without a title yet")).to_be_focused()


def test_a_draft_says_what_it_lacks_and_is_submitted_once_it_is_whole(
    own_workbench_server: Any, phone: Page, axe: Callable[[Page], list[str]], requests_outside: list[str]
) -> None:
    page = phone
    _begin(own_workbench_server, page)
    page.get_by_label("What you would like to do").fill("Eat together 🍲" * 2)
    # 14 characters twice, the picture being one
    expect(page.get_by_text("722 characters remain")).to_be_visible()
    page.get_by_label("What you would like to do").fill("x" * 751)
    expect(page.get_by_text("1 character too many")).to_be_visible()
    page.get_by_label("What you would like to do").fill("Eat together")
    page.get_by_role("button", name="Submit", exact=True).tap()
    needs = page.get_by_role("alert").filter(has_text="Nothing was submitted yet")
    expect(needs.get_by_role("button")).to_have_count(4)
    assert axe(page) == []
    needs.get_by_role("button", name="“Title” is empty").tap()
    expect(page.get_by_label("Title", exact=True)).to_be_focused()
    for label, text in (
        ("Title", "Kitchen"),
        ("Contact", "Ola"),
        ("Organisation", "The kitchen"),
        ("What it may cost", "1,200"),
    ):
        page.get_by_role("textbox", name=label, exact=True).fill(text)
        page.get_by_role("textbox", name=label, exact=True).blur()
    page.get_by_role("button", name="Submit", exact=True).tap()
    expect(page.get_by_text("It was submitted as it stands here.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    with Store.open(own_workbench_server.store) as store:
        [kept] = [grant for grant in store.all(Grant) if grant.title == "Kitchen"]
    assert (kept.state, kept.aim, kept.estimate_pence) == ("submitted", "Eat together", 120_000)
    assert (requests_outside, page.errors) == ([], [])  # type: ignore[attr-defined]  # see conftest


def test_an_outcome_is_reworded_in_a_talk_and_agreed_and_lm3_is_worked_out(
    own_workbench_server: Any, projector: Page, axe: Callable[[Page], list[str]]
) -> None:
    with Store.open(own_workbench_server.store) as store, store.step("A grant", by="Test") as step:
        step.add(Grant(cycle=TEAM["cycle"], title="The long table", organisation="The kitchen", state="awarded"))
    page = own_workbench_server.open(projector, "case_files", room="grants", **TEAM)
    page.get_by_role("button", name="The long table").click(timeout=60_000)
    page.get_by_role("button", name="Add an outcome").click()
    page.get_by_label("The outcome").fill("40 meals a week")
    page.get_by_role("button", name="Save", exact=True).click()
    outcome = page.locator(".wb-grant-outcome", has_text="40 meals a week")
    outcome.get_by_role("button", name="We talked about it").click()
    page.get_by_label("What was said").fill("Meals tell us nothing")
    page.get_by_label("The wording now").fill("People eat with others")
    page.get_by_role("button", name="Save", exact=True).click()
    outcome = page.locator(".wb-grant-outcome", has_text="People eat with others")
    outcome.get_by_text("Talked about once").click()
    expect(outcome.get_by_text("40 meals a week")).to_be_visible()
    outcome.get_by_role("button", name="We agree on it").click()
    page.get_by_label("Who agreed").fill("Ola, Ama")
    outcome.get_by_role("button", name="We agree on it").click()
    expect(outcome.get_by_text("by Ola, Ama", exact=False)).to_be_visible()

    page.get_by_role("button", name="Write down the three rounds, actual").click()
    for n, pounds in enumerate(("10,000", "9,000", "4,900"), start=1):
        page.get_by_label(f"Round {n}:").fill(pounds)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("£2.39")).to_be_visible()
    assert axe(page) == []
