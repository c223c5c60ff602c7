"""An organisation does something about a barrier, the team says whether it helped, and the organisation reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from workbench.model import Cycle, Enablement, Influence, Issue, System
from workbench.store import Store

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SLOW = 20_000
TEAM = {"system": "quay", "cycle": "quay-1"}
ABOVE = {"system": "office", "cycle": "office-1"}
#: Long, and in a script and with letters that break pages.
CASH = "Petty cash takes nine days <b>and</b> nobody knows why 📬 " + "antidisestablishmentarianism" * 3


@pytest.fixture
def workbench(own_workbench_server: Any) -> Any:
    """An organisation with one team, which has sent up an issue."""
    with Store.open(own_workbench_server.store) as store, store.step("Set the scene", by="Test") as step:
        step.add(System(id="office", name="Office", scale="organisation"))
        step.add(Cycle(id="office-1", system="office", name="Above"))
        step.add(System(id="quay", name="Quay team", scale="team", part_of="office"))
        step.add(Cycle(id="quay-1", system="quay", name="Below"))
        raised = {"description": CASH, "level": "system", "owner": "leadership", "scope": "organisation"}
        step.add(Issue.model_validate({"id": "cash", "cycle": "quay-1", "raised_on": "2026-05-04", **raised}))
        told = {
            "to_cycle": "office-1",
            "of_kind": "issue",
            "of": "cash",
            "scope": "organisation",
            "sent_on": "2026-05-05",
        }
        step.add(Influence.model_validate({"id": "sent", "cycle": "quay-1", **told}))
    return own_workbench_server


def enter(server: Any, page: Page, room: str, **where: str) -> Page:
    server.open(page, "learning_stack", room=room, **where)
    expect(page.locator(".wb-below")).to_be_visible(timeout=60_000)
    return page


def test_the_organisation_acts_the_team_says_partly_and_the_organisation_reads_it(
    workbench: Any, projector: Page, phone: Page, axe: Callable[[Page], list[str]], requests_outside: list[str]
) -> None:
    wall = enter(workbench, projector, "learning_from", **ABOVE)
    barriers = wall.get_by_role("region", name="Barriers that wait for us")
    expect(barriers).to_contain_text("Petty cash takes nine days <b>and</b> nobody knows why")
    expect(barriers).to_contain_text("Sent to us")
    assert axe(wall) == []
    barriers.get_by_role("button", name="What we do about: Petty cash").click()
    expect(wall.get_by_label("What did we do?")).to_be_focused(timeout=SLOW)
    expect(wall.get_by_label("Which barrier was in the way?")).to_have_value(CASH)
    expect(wall.get_by_label("For which cycle?")).to_have_value("quay-1")
    wall.get_by_label("What did we do?").fill("Six cards, up to £50")
    assert axe(wall) == []
    wall.get_by_role("button", name="Write it down").click()
    expect(barriers.locator(".wb-barrier")).to_have_count(0, timeout=SLOW)
    wall.get_by_label("Show", exact=True).select_option("all")
    expect(barriers.locator(".wb-barrier-done")).to_contain_text("We did: Six cards, up to £50")
    with Store.open(workbench.store) as store:
        assert store.get(Influence, "sent").state == "taken_up"

    hand = enter(workbench, phone, "enabled", **TEAM)
    done = hand.get_by_role("region", name="What was done for us")
    expect(done).to_contain_text("Six cards, up to £50")
    expect(done).to_contain_text("Nobody has said yet")
    done.get_by_role("button", name="Say whether it helped: Six cards").click()
    hand.get_by_role("radio", name="Partly").check()
    hand.get_by_label("In your words").fill("Four of us have one <i>now</i>")
    hand.get_by_label("Who says so?").fill("Nell")
    assert axe(hand) == []
    assert hand.evaluate("document.documentElement.scrollWidth") <= 390

    above = enter(workbench, projector, "enabled", **ABOVE)
    ours = above.get_by_role("region", name="What we did for those below")
    expect(ours).to_contain_text("Nobody has said yet")
    assert above.get_by_role("button", name="Say whether it helped").count() == 0
    hand.get_by_role("button", name="This is our word").click()
    expect(done.locator(".wb-helped")).to_contain_text("It helped partly Four of us have one <i>now</i>", timeout=SLOW)
    expect(ours.locator(".wb-helped")).to_contain_text("Four of us have one <i>now</i>", timeout=SLOW)
    expect(ours.locator(".wb-helped")).to_contain_text("Nell")
    assert axe(above) == []
    with Store.open(workbench.store) as store:
        (made,) = store.all(Enablement, cycle="office-1")
    assert (made.helped, made.for_cycle, made.influence) == ("partly", "quay-1", "sent")
    assert requests_outside == []
    assert projector.errors == phone.errors == []  # type: ignore[attr-defined]


def test_a_word_said_meanwhile_is_shown_and_what_was_written_stays(workbench: Any, browser_page: Page) -> None:
    with Store.open(workbench.store) as store, store.step("Done", by="Petra") as step:
        told = {"what": "Six cards", "for_cycle": "quay-1", "scope": "organisation"}
        step.add(Enablement.model_validate({"id": "cards", "cycle": "office-1", **told}))
    page = enter(workbench, browser_page, "enabled", **TEAM)
    page.get_by_role("button", name="Say whether it helped: Six cards").click()
    page.get_by_role("radio", name="Yes").check()
    page.get_by_label("In your words").fill("Mine")
    with Store.open(workbench.store) as store, store.step("Said", by="Joss") as step:
        said = {"helped": "no", "helped_words": "Theirs", "helped_by": "Joss"}
        step.revise(Enablement.model_validate({**store.get(Enablement, "cards").model_dump(), **said}))
    expect(page.locator(".wb-helped")).to_contain_text("Theirs", timeout=SLOW)
    expect(page.get_by_label("In your words")).to_have_value("Mine")
    page.get_by_role("button", name="This is our word").click()
    expect(page.locator(".wb-form-problem", has_text="Joss said something else while you were writing")).to_be_visible(
        timeout=SLOW
    )
    page.get_by_role("button", name="This is our word").click()
    expect(page.locator(".wb-helped")).to_contain_text("Mine", timeout=SLOW)


def test_nothing_below_says_what_to_do(workbench: Any, phone: Page, axe: Callable[[Page], list[str]]) -> None:
    page = enter(workbench, phone, "learning_from", **TEAM)
    expect(page.get_by_text("No cycle below is connected yet.")).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
