"""Making sense on the wall and in two hands: a blind round, then all is shown; and the pattern board."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from workbench.model import (
    Cycle,
    EvidenceLink,
    Interpretation,
    Issue,
    Observation,
    SenseNote,
    SenseSession,
    SessionPhase,
    System,
    Theme,
)
from workbench.store import Store

pytestmark = pytest.mark.browser

TEAM = {"system": "quay", "cycle": "quay-1"}
SECRET, OTHER = "Three letters <b>came</b> 📬", "Nobody says how long it takes"
SLOW = 20_000
#: Keeps what would be printed instead of asking for a printer.


@pytest.fixture
def workbench(own_workbench_server: Any) -> Any:
    """A workbench in which a team has two observations and a theme, and no session yet."""
    with Store.open(own_workbench_server.store) as store, store.step("Set the scene", by="Test") as step:
        step.add(System(id="quay", name="Quay team", scale="team"))
        step.add(Cycle(id="quay-1", system="quay", name="First round"))
        step.add(Theme(id="waiting", cycle="quay-1", name="Waiting"))
        step.add(Theme(id="paper", cycle="quay-1", name="Paper"))
        step.add(Observation(id="letters", cycle="quay-1", title="Letters cross", noticed_on=date(2026, 5, 1)))
        step.add(Observation(id="keys", cycle="quay-1", title="No key", noticed_on=date(2026, 5, 2)))
        step.add(Interpretation(id="trust", cycle="quay-1", observation="letters", text="Nobody reads them"))
        step.add(Issue(id="raised", cycle="quay-1", description="No phone", level="system", owner="team"))
    return own_workbench_server


def enter(server: Any, page: Page, room: str) -> Page:
    server.open(page, "make_sense", room=room, **TEAM)
    expect(page.locator(".wb-sense, .wb-patterns")).to_be_visible(timeout=60_000)
    return page


def write_alone(page: Page, text: str) -> None:
    page.get_by_label("What did you notice?").first.fill(text)
    page.get_by_role("button", name="Keep it for myself").click()
    expect(page.get_by_role("heading", name="Your notes")).to_be_visible(timeout=SLOW)


def test_two_browsers_write_blind_and_then_all_is_shown(
    workbench: Any, projector: Page, phone: Page, axe: Callable[[Page], list[str]], requests_outside: list[str]
) -> None:
    wall = enter(workbench, projector, "sense_session")
    wall.get_by_role("button", name="Plan a session").click()
    wall.get_by_label("What shall we call it?").fill("Friday round")
    wall.get_by_label("The question we bring").fill("What do the stories say?")
    wall.get_by_role("button", name="Plan it").click()
    expect(wall.get_by_role("heading", name="Friday round")).to_be_focused(timeout=SLOW)
    assert axe(wall) == []
    wall.get_by_role("button", name="Begin: everybody writes alone").click()

    hand = enter(workbench, phone, "sense_session")
    write_alone(hand, SECRET)
    write_alone(wall, OTHER)
    wall.wait_for_timeout(4_000)  # longer than two pulses: whatever would come has come
    assert "Three letters" not in wall.content()
    assert OTHER not in hand.content()

    hand.get_by_label("What did you notice?").first.fill("still thinking")
    hand.get_by_label("Your name, if you want it").first.focus()
    wall.get_by_role("button", name="Show all notes").click()
    asked = wall.get_by_role("dialog")
    expect(asked).to_contain_text("One device is still writing. 2 notes wait to be shown.", timeout=SLOW)
    asked.get_by_role("button", name="Show them now").click()
    for page in (wall, hand):
        for text in (SECRET, OTHER):
            expect(page.locator(".wb-note", has_text=text)).to_be_visible(timeout=SLOW)
        assert axe(page) == []
    # what somebody was still writing is theirs, and comes up again
    assert "still thinking" not in wall.content()

    for text in (SECRET, OTHER):
        wall.get_by_label(text).check()
    wall.get_by_role("button", name="Make one observation of these 2 notes").click()
    wall.get_by_role("dialog").get_by_label("What we noticed, in a few words").fill("People wait and do not know")
    wall.get_by_role("dialog").get_by_role("button", name="Write it down").click()
    expect(wall.locator(".wb-sense-noticed")).to_contain_text("People wait and do not know", timeout=SLOW)
    with Store.open(workbench.store) as store:
        (made,) = (one for one in store.all(Observation) if one.title == "People wait and do not know")
        (session,) = (one for one in store.all(SenseSession, cycle="quay-1"))
        led = {link.source for link in store.all(EvidenceLink, target=made.id)}
        assert led == {note.id for note in store.all(SenseNote, sense_session=session.id)}
        assert (made.sense_session, session.phase) == (session.id, SessionPhase.together)
    assert requests_outside == []


def test_a_plan_is_fitted_changed_by_keyboard_and_printed_on_one_page(
    workbench: Any, projector: Page, until: Callable[..., None], sheet_printed: Callable[[Page, str], str]
) -> None:
    page = enter(workbench, projector, "sense_session")
    page.get_by_role("button", name="Plan a session").click()
    page.get_by_label("What shall we call it?").fill("Friday round")
    page.get_by_label("Begins at").fill("10:00")
    page.get_by_label("Minutes").fill("90")
    page.get_by_label("Begin with this plan").select_option(label="A short round")
    page.get_by_role("button", name="Plan it").click()
    plan = page.get_by_role("region", name="The facilitator’s plan")
    expect(plan).to_contain_text("90 minutes, from 10:00 to 11:30.", timeout=SLOW)
    plan.get_by_role("button", name="Change the steps").click()
    second = plan.get_by_label("Name of step 2")
    second.focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(plan.get_by_label("Name of step 1")).to_have_value("Look and write alone", timeout=SLOW)
    words = sheet_printed(page, "Print on one page")
    assert "Friday round" in words
    assert "10:00" in words
    assert page.evaluate("document.querySelector('.wb-sheet').scrollHeight * 25.4 / 96") <= 277
    with Store.open(workbench.store) as store:

        def kept() -> list[tuple[str, int]]:
            sessions = store.all(SenseSession, cycle="quay-1")
            return [(one.plan[0].title, sum(step.minutes for step in one.plan)) for one in sessions]

        until(kept, [("Look and write alone", 90)])


# -- the pattern board ------------------------------------------------------------------------------------------------
def group(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def test_one_reading_is_not_printable_and_says_why_and_two_are(
    workbench: Any, projector: Page, axe: Callable[[Page], list[str]], sheet_printed: Callable[[Page, str], str]
) -> None:
    page = enter(workbench, projector, "pattern_board")
    page.get_by_role("button", name="Letters cross").click()
    expect(page.get_by_role("heading", name="Letters cross")).to_be_focused(timeout=SLOW)
    expect(page.get_by_role("note")).to_have_text(
        "Not printable as a pattern yet. "
        "There is only one reading of what it could mean. Write down another one that competes with it."
    )
    expect(page.get_by_role("button", name="Print this pattern")).to_have_count(0)
    assert axe(page) == []
    readings = page.get_by_role("region", name="What could it mean?")
    readings.get_by_label("It could mean that").fill("They say nothing new")
    readings.get_by_role("button", name="Add another reading").click()
    words = sheet_printed(page, "Print this pattern")
    for text in ("Letters cross", "Nobody reads them", "They say nothing new", "2 readings"):
        assert text in words


def test_cards_are_gathered_by_dragging_by_keyboard_and_by_menu(
    workbench: Any, projector: Page, phone: Page, axe: Callable[[Page], list[str]]
) -> None:
    page = enter(workbench, projector, "pattern_board")
    grip = page.locator('[data-card="letters"] .wb-obs-grip').bounding_box()
    to = group(page, "Waiting").bounding_box()
    assert grip is not None
    assert to is not None
    page.mouse.move(grip["x"] + 8, grip["y"] + 8)
    page.mouse.down()
    page.mouse.move(to["x"] + 60, to["y"] + 60, steps=8)
    page.mouse.up()
    expect(group(page, "Waiting")).to_contain_text("Letters cross", timeout=SLOW)

    # the headings stand in the order: not gathered yet, Paper, Waiting
    page.get_by_role("button", name="No key").focus()
    page.keyboard.press("Alt+ArrowRight")
    expect(group(page, "Paper")).to_contain_text("No key", timeout=SLOW)
    expect(page.get_by_role("button", name="No key")).to_be_focused()
    assert axe(page) == []

    hand = enter(workbench, phone, "pattern_board")
    for title in ("Letters cross", "No key"):
        hand.get_by_label(f"Pick “{title}”").check()
    hand.get_by_label("or a new theme").fill("What comes by post")
    hand.get_by_role("button", name="Gather there").click()
    expect(group(hand, "What comes by post")).to_contain_text("No key", timeout=SLOW)
    expect(group(page, "What comes by post")).to_contain_text("Letters cross", timeout=SLOW)
    assert axe(hand) == []
    hand.get_by_role("button", name="Undo").click()
    expect(group(page, "Waiting")).to_contain_text("Letters cross", timeout=SLOW)


def test_evidence_is_laid_beside_and_an_idea_becomes_an_experiment(workbench: Any, projector: Page) -> None:
    page = enter(workbench, projector, "pattern_board")
    page.get_by_role("button", name="Letters cross").click()
    page.get_by_text("Lay a story, a case, a number or an issue beside it").click()
    page.get_by_label("Words to find it by").fill("phone")
    page.get_by_role("button", name="“No phone” contradicts it").click(timeout=SLOW)
    against = page.get_by_role("region", name="Contradicts it", exact=True)
    expect(against).to_contain_text("No phone", timeout=SLOW)
    ideas = page.get_by_role("region", name="What could we do?")
    ideas.get_by_label("We could …").fill("Ring before writing")
    ideas.get_by_role("button", name="Add an idea").click()
    ideas.get_by_role("button", name="Try it: an experiment").click(timeout=SLOW)
    page.get_by_role("dialog").get_by_role("button", name="Try it: an experiment").click()
    expect(ideas.locator(".wb-came")).to_contain_text("Ring before writing being designed", timeout=SLOW)


def test_we_noticed_in_an_issue_lays_it_beside_what_was_noticed(workbench: Any, projector: Page) -> None:
    page = workbench.open(projector, "run_experiments", room="issues", **TEAM)
    page.get_by_role("row").filter(has_text="No phone").get_by_role("button").last.click()
    page.get_by_role("button", name="Open", exact=True).click()
    page.get_by_role("button", name="We noticed …").first.click(timeout=SLOW)
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text("This issue is laid beside it as evidence.", timeout=SLOW)
    sheet.get_by_label("What we noticed, in a few words").fill("Phones are the bottleneck")
    sheet.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("Written down: “Phones are the bottleneck”.").first).to_be_visible(timeout=SLOW)
    with Store.open(workbench.store) as store:
        (made,) = (one for one in store.all(Observation) if one.title.startswith("Phones"))
        assert [link.source for link in store.all(EvidenceLink, target=made.id)] == ["raised"]
