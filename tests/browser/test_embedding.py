"""From an ended experiment to business as usual, by keyboard on the wall; and the same room in a hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from workbench.model import (
    Countermeasure,
    Cycle,
    Embedding,
    Experiment,
    Influence,
    InfluenceState,
    Issue,
    Observation,
    System,
)
from workbench.store import Store

pytestmark = pytest.mark.browser

TEAM = {"system": "quay", "cycle": "quay-1"}
SLOW = 20_000
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def workbench(own_workbench_server: Any) -> Any:
    """A workbench in which a team's experiment has ended as embedded, with a countermeasure that stands."""
    with Store.open(own_workbench_server.store) as store, store.step("Set the scene", by="Test") as step:
        step.add(System(id="bay", name="The Bay", scale="place"))
        step.add(System(id="quay", name="Quay team", scale="team", part_of="bay"))
        step.add(Cycle(id="bay-1", system="bay", name="Bay, first round"))
        step.add(Cycle(id="quay-1", system="quay", name="First round"))
        tried = {"id": "ring", "cycle": "quay-1", "title": "Ring <b>Second Start</b> 📬", "status": "ended"}
        step.add(Experiment.model_validate({**tried, "ending": "embedded", "ended_on": "2026-04-27"}))
        shields = "A catalogue that delivers in eight days"
        step.add(
            Countermeasure(
                id="beds", cycle="quay-1", what="Three mattresses in store", shields_from=shields, experiment="ring"
            )
        )
        step.add(Observation(id="seen", cycle="quay-1", title="Eleven of fourteen beds", noticed_on=date(2026, 5, 1)))
        change = {"cycle": "quay-1", "change": "A word without a gap" + "n" * 300, "embedding_kind": "culture"}
        step.add(Embedding.model_validate({**change, "id": "long"}))
    return own_workbench_server


def enter(server: Any, page: Page, **more: str) -> Page:
    server.open(page, "embed_and_influence", room="embedding", **TEAM, **more)
    expect(page.locator(".wb-embed")).to_be_visible(timeout=60_000)
    return page


def press(page: Page, name: str, key: str = "Enter") -> None:
    button = page.get_by_role("button", name=name, exact=True)
    button.focus()
    page.keyboard.press(key)


def test_from_an_ended_experiment_to_business_as_usual_by_keyboard(
    workbench: Any, projector: Page, axe: Callable[[Page], list[str]], requests_outside: list[str]
) -> None:
    page = enter(workbench, projector)
    assert axe(page) == []
    offered = page.get_by_role("group", name="What kind of change comes from “Ring <b>Second Start</b> 📬”?")
    offered.get_by_role("button", name="Process").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ring <b>Second Start</b> 📬")).to_be_focused(timeout=SLOW)

    press(page, "Business as usual")
    refused = page.get_by_role("alert")
    expect(refused).to_contain_text("How do you know that it is business as usual?", timeout=SLOW)
    expect(page.get_by_role("button", name="Business as usual", exact=True)).to_have_attribute("aria-pressed", "false")
    assert axe(page) == []
    page.get_by_label("How do we know that it is business as usual now?").focus()
    page.keyboard.type("Nobody asks any more.")
    page.keyboard.press("Control+Enter")
    expect(refused).to_have_count(0, timeout=SLOW)
    press(page, "Business as usual")
    expect(page.get_by_label("Business as usual since")).to_be_visible(timeout=SLOW)

    ends = page.get_by_role("region", name="Countermeasures that end with it")
    expect(ends).to_contain_text("This is business as usual now, and one countermeasure still stands.")
    press(page, "End “Three mattresses in store”")
    asked = page.get_by_role("dialog")
    asked.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    expect(asked.get_by_label("Issue description")).to_have_value("A catalogue that delivers in eight days")
    press(page, "End it and write the issue")
    expect(asked).to_have_count(0, timeout=SLOW)
    expect(ends).to_contain_text("a usual rule must change", timeout=SLOW)

    press(page, "Send “A catalogue that delivers in eight days” to another cycle")
    asked.get_by_label("At which scale does the rule live?").select_option(label="Place")
    to = asked.get_by_role("combobox", name="Send it to the cycle")
    to.focus()
    page.keyboard.type("Bay")
    page.keyboard.press("Enter")
    expect(asked.get_by_label("What should they know? (not needed)")).to_be_visible(timeout=SLOW)
    assert axe(page) == []
    press(page, "Send it")
    rules = page.get_by_role("region", name="Usual rules that must change")
    expect(rules).to_contain_text("Sent to The Bay · Bay, first round", timeout=SLOW)
    with Store.open(workbench.store) as store:
        [made] = store.all(Embedding, experiment="ring")
        assert (made.state, made.usual_on is not None, made.countermeasures) == ("business_as_usual", True, ("beds",))
        assert store.get(Countermeasure, "beds").ended_why == "bau_must_change"
        [issue] = (one for one in store.all(Issue) if one.cycle == "quay-1")
        [sent] = store.all(Influence, of=issue.id)
        assert (sent.to_cycle, sent.state) == ("bay-1", "waiting")
        with store.step("Answered", by="Odile") as step:
            step.revise(sent.model_copy(update={"state": InfluenceState.left, "reason": "Not before the new contract"}))
    # the answer comes by itself
    expect(rules).to_contain_text("Not before the new contract", timeout=SLOW)

    press(page, "← Back to all changes")
    usual = page.get_by_role("region", name="Business as usual")
    expect(usual.get_by_role("button", name="Ring <b>Second Start</b> 📬")).to_be_focused(timeout=SLOW)
    expect(page.get_by_text("Countermeasures that should be gone")).to_have_count(0)
    assert axe(page) == []
    assert (projector.errors, requests_outside) == ([], [])  # type: ignore[attr-defined]  # kept by the fixture


def test_what_outlives_its_change_stands_on_top_and_a_record_is_evidence_in_a_hand(
    workbench: Any, phone: Page, axe: Callable[[Page], list[str]]
) -> None:
    page = enter(workbench, phone)
    page.get_by_role("button", name="Process", exact=True).tap()
    expect(page.get_by_role("heading", name="Ring <b>Second Start</b> 📬")).to_be_visible(timeout=SLOW)
    page.get_by_text("Lay a story, a case, a number or an issue beside it").tap()
    page.get_by_label("Words to find it by").fill("fourteen")
    page.get_by_role("button", name="“Eleven of fourteen beds” supports it").tap()
    expect(page.get_by_text("Supports it: 1")).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name="Business as usual", exact=True).tap()
    expect(page.get_by_label("Business as usual since")).to_be_visible(timeout=SLOW)
    assert page.evaluate(WIDER) <= 0
    assert axe(page) == []
    page.get_by_role("button", name="← Back to all changes").tap()
    gone = page.get_by_role("region", name="Countermeasures that should be gone")
    expect(gone).to_contain_text("Three mattresses in store", timeout=SLOW)
    page.get_by_label("Find by words").fill("second start")
    expect(page.get_by_text("1 of 2 shown")).to_be_visible()
    page.get_by_label("Find by words").fill("")
    page.get_by_label("Show", exact=True).select_option(label="Culture")
    expect(page.get_by_text("1 of 2 shown")).to_be_visible()
    assert page.evaluate(WIDER) <= 0
    assert axe(page) == []


def test_a_link_opens_one_change_and_its_long_word_does_not_widen_the_page(workbench: Any, phone: Page) -> None:
    page = enter(workbench, phone, embedding="long")
    expect(page.get_by_role("heading", name="A word without a gap")).to_be_focused(timeout=SLOW)
    assert page.evaluate(WIDER) <= 0


def test_what_is_being_written_is_kept_and_an_act_is_undone(
    workbench: Any, browser_page: Page, draft_kept: Callable[..., None]
) -> None:
    page = enter(workbench, browser_page)
    page.get_by_role("button", name="+ Write down a change").click()
    page.get_by_label("What changes here for good?").fill("Half a sen")
    draft_kept(workbench.store, "Half a sen")
    page = enter(workbench, page)
    page.get_by_role("button", name="+ Write down a change").click()
    expect(page.get_by_label("What changes here for good?")).to_have_value("Half a sen", timeout=SLOW)

    page.get_by_role("button", name="Infrastructure", exact=True).first.click()
    expect(page.get_by_role("heading", name="Ring <b>Second Start</b> 📬")).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Somebody took this change away.")).to_be_visible(timeout=SLOW)
    expect(page.get_by_role("group", name="What kind of change comes from")).to_be_visible()
