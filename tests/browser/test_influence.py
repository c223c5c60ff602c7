"""An issue goes up two scales, each in its own browser, and the answer comes back to the team's first page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from workbench.model import Cycle, Influence, InfluenceState, Issue, System
from workbench.store import Store

pytestmark = pytest.mark.browser

TEAM = {"system": "quay", "cycle": "quay-1"}
COUNCIL = {"system": "council", "cycle": "council-1"}
COUNTRY = {"system": "coast", "cycle": "coast-1"}
ISSUE = "The yearly bill must be in ten parts 🙂 <b>always</b>"
SLOW = 30_000


@pytest.fixture
def workbench(own_workbench_server: Any) -> Any:
    """A workbench with a team in a council in a country, and nothing sent between them."""
    with Store.open(own_workbench_server.store) as store, store.step("Set the scene", by="Test") as step:
        step.add(System(id="coast", name="The Coast", scale="country"))
        step.add(System(id="council", name="Shore Council", scale="organisation", part_of="coast"))
        step.add(System(id="quay", name="Quay team", scale="team", part_of="council"))
        for system, name in (("coast", "Conditions"), ("council", "Money"), ("quay", "First round")):
            step.add(Cycle(id=f"{system}-1", system=system, name=name))
    return own_workbench_server


def inbox(server: Any, page: Page, where: dict[str, str]) -> Any:
    server.open(page, "understand_the_system", **where)
    region = page.locator(".wb-inbox")
    expect(region.get_by_role("heading", name="What other cycles sent us")).to_be_visible(timeout=60_000)
    return region


def leave(page: Page) -> None:
    """Close the page as a person does; its kernel goes with it."""
    page.goto("about:blank")


def pick(page: Page, box: str, option: str) -> None:
    page.get_by_role("combobox", name=box).fill(option)
    page.get_by_role("option", name=option).first.click()


@pytest.mark.slow
def test_an_issue_goes_up_two_scales_and_its_answer_comes_home(
    workbench: Any, window: Callable[..., Page], axe: Callable[[Page], list[str]]
) -> None:
    team = window()
    workbench.open(team, "run_experiments", room="issues", **TEAM)
    team.get_by_role("button", name="Write an issue").click()
    form = team.get_by_role("form")
    form.get_by_label("Issue description").fill(ISSUE)
    form.get_by_role("radiogroup", name="Level").get_by_text("Macro", exact=True).click()
    form.get_by_role("radiogroup", name="Owner").get_by_text("Government", exact=True).click()
    form.get_by_role("button", name="Save", exact=True).click()
    expect(team.get_by_role("grid").get_by_text(ISSUE).first).to_be_visible(timeout=SLOW)

    leave(team)

    sender = window(1920, 1080)
    workbench.open(sender, "embed_and_influence", room="sent", **TEAM)
    expect(sender.get_by_text("Nothing has been sent to another cycle yet", exact=False)).to_be_visible(timeout=60_000)
    sender.get_by_role("button", name="Send something").click()
    pick(sender, "What do you want to send?", "The yearly bill")
    pick(sender, "To which cycles", "Shore Council")
    expect(sender.get_by_text("everybody in Shore Council can", exact=False)).to_be_visible(timeout=SLOW)
    sender.get_by_label("Who may read it").select_option("country")
    sender.get_by_label("Why it matters to them").fill("You send the bill")
    assert axe(sender) == []
    sender.get_by_role("button", name="Send it", exact=True).click()
    expect(sender.get_by_text("To Shore Council · Money, on", exact=False)).to_be_visible(timeout=SLOW)

    leave(sender)

    council = window(390, 844, has_touch=True, is_mobile=True)
    here = inbox(workbench, council, COUNCIL)
    came = here.locator("li[data-sending]")
    expect(came.get_by_text(ISSUE)).to_be_visible()
    assert axe(council) == []
    assert council.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    came.get_by_role("button", name="Send it on further").click()
    pick(council, "To which cycles", "The Coast")
    council.get_by_label("Why it matters to them").fill("The rule is the country's")
    council.get_by_role("button", name="Send it on", exact=True).click()
    expect(came.get_by_text("Shore Council · Money sent it on to The Coast · Conditions", exact=False)).to_be_visible(
        timeout=SLOW
    )

    leave(council)

    country = window()
    top = inbox(workbench, country, COUNTRY).locator("li[data-sending]")
    expect(top.get_by_text(ISSUE)).to_be_visible()
    expect(top.get_by_text("It came to them from Quay team · First round", exact=False)).to_be_visible()
    top.get_by_role("button", name="Leave it").click()
    top.get_by_role("button", name="Send our answer").click()
    expect(top.get_by_text("Say why you leave it", exact=False)).to_be_visible(timeout=SLOW)
    top.get_by_label("Adapted").check()
    top.get_by_label("Why, or how").fill("Twelve parts from April")
    top.get_by_role("button", name="Send our answer").click()

    expect(top.get_by_text("Twelve parts from April").first).to_be_attached(timeout=SLOW)
    assert axe(country) == []
    leave(country)

    home = window()
    workbench.open(home, "home", **TEAM)
    told = home.get_by_role("region", name="Between us and other cycles")
    expect(told.get_by_text("It was sent on, and The Coast · Conditions adapted it on", exact=False)).to_be_visible(
        timeout=60_000
    )
    expect(told.get_by_text("Twelve parts from April")).to_be_visible()
    expect(told.get_by_text(ISSUE)).to_be_visible()
    assert axe(home) == []
    told.get_by_role("link", name="1 thing you sent today waits for an answer").click()
    expect(home.get_by_text("The Coast · Conditions adapted it on", exact=False)).to_be_visible(timeout=60_000)
    assert axe(home) == []
    assert [page.errors for page in (team, sender, council, country, home)] == [[]] * 5  # type: ignore[attr-defined]  # see window


def test_two_answer_at_once_and_neither_is_written_over(workbench: Any, window: Callable[..., Page]) -> None:
    with Store.open(workbench.store) as store, store.step("Sent", by="Test") as step:
        issue = {"cycle": "quay-1", "description": "No keys", "level": "system", "owner": "team"}
        step.add(Issue.model_validate({**issue, "id": "i", "scope": "organisation"}))
        sent = Influence(id="s", cycle="quay-1", to_cycle="council-1", of_kind="issue", of="i", scope="organisation")
        step.add(sent)
    page = window()
    one = inbox(workbench, page, COUNCIL).locator("li[data-sending]")
    one.get_by_role("button", name="Take it up").click()
    one.get_by_label("Why, or how").fill("From June")
    with Store.open(workbench.store) as store, store.step("Meanwhile", by="Petra") as step:
        found = store.get(Influence, "s")
        step.revise(found.model_copy(update={"state": InfluenceState.left, "reason": "Not this year"}))
    one.get_by_role("button", name="Send our answer").click()
    expect(one.get_by_text("Not this year")).to_be_visible(timeout=SLOW)
    expect(one.get_by_label("Why, or how")).to_have_value("From June")
    one.get_by_role("button", name="Keep mine").click()
    page.get_by_text("1 thing we answered").click()
    expect(one.get_by_text("Taken up on", exact=False)).to_be_visible(timeout=SLOW)
    with Store.open(workbench.store) as store:
        assert store.get(Influence, "s").reason == "From June"
