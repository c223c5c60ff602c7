"""One case file before a real browser: written by keyboard, gone along by arrow keys, and something noticed in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from workbench.desk import Desk
from workbench.model import Case, Contact, EvidenceLink, Observation, Risk, RiskLevel, Urgency

pytestmark = pytest.mark.browser

TEAM = {"system": "harbour-caseworkers"}
NOTE = "Found asleep in a doorway; <b>nobody</b> else was open."


@pytest.fixture
def desk(own_workbench_server: Any) -> Iterator[Desk]:
    """The desk of the same store, with one person: police on 1, 11 and 21 January, the NHS on 12 January and later."""
    with Desk.open(own_workbench_server.store).store as store:
        desk = Desk(store)
        cycle = desk.choice(**TEAM).cycle
        assert cycle is not None
        with store.step("A case file", by="Test") as step:
            step.add(
                Case(
                    id="wren", cycle=cycle.id, pseudonym="Test Wren", way_from=date(2021, 3, 1), tags=("rent arrears",)
                )
            )
            step.add(Risk(id="home", cycle=cycle.id, case="wren", name="Losing the home", before=RiskLevel.high))
            shared: dict[str, Any] = {"cycle": cycle.id, "case": "wren"}
            for day in (1, 11, 21):
                step.add(
                    Contact(**shared, id=f"police-{day}", happened_on=date(2021, 1, day), agency="Police",
                            activity="Called out", urgency=Urgency.crisis, note=NOTE if day == 11 else "")
                )  # fmt: skip
            step.add(
                Contact(**shared, id="nhs", happened_on=date(2021, 1, 12), agency="NHS", activity="A&E attendance")
            )
            step.add(
                Contact(**shared, id="late", happened_on=date(2022, 6, 1), agency="NHS", activity="Appointment",
                        urgency=Urgency.planned)
            )  # fmt: skip
        yield desk


def open_file(server: Any, page: Page, case: str = "") -> Page:
    opened: Page = server.open(page, "case_files", room="case_file", **TEAM, **({"case": case} if case else {}))
    expect(opened.get_by_role("combobox", name="Whose case file?")).to_be_visible(timeout=60_000)
    return opened


def cursor(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Time line of Test Wren").get_by_role("option")


def test_a_case_and_three_contacts_are_written_by_keyboard_alone(
    own_workbench_server: Any, desk: Desk, projector: Page, axe: Callable[[Page], list[str]]
) -> None:
    page = open_file(own_workbench_server, projector)
    page.get_by_role("button", name="+ Begin a case file").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("The person’s made-up name")).to_be_focused()
    page.keyboard.type("Test Martin")
    page.keyboard.press("Tab")
    page.keyboard.type("A door of my own")
    assert axe(page) == []
    page.get_by_role("button", name="Save", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Test Martin", exact=True)).to_be_focused(timeout=20_000)
    expect(page.locator(".wb-file-words")).to_have_text("A door of my own")
    first = page.get_by_label("New row: Day")
    first.focus()
    for day in ("01052021", "02052021", "03052021"):
        page.keyboard.type(day)
        page.keyboard.press("Tab")
        if not page.get_by_label("New row: Agency").evaluate("box => box === document.activeElement"):
            page.keyboard.press("Tab")  # a day's calendar button is a stop of its own in some browsers
        page.keyboard.type("Police")
        page.keyboard.press("Tab")
        page.keyboard.type("Called out")
        page.keyboard.press("Enter")
        expect(first).to_be_focused()
    expect(page.get_by_text("3 contacts, from 5 January 2021 to 5 March 2021.")).to_be_visible(timeout=20_000)
    [made] = desk.store.all(Case, pseudonym="Test Martin")
    kept = [(str(one.happened_on), one.agency, one.activity) for one in desk.store.all(Contact, case=made.id)]
    assert sorted(kept) == [(f"2021-0{month}-05", "Police", "Called out") for month in (1, 2, 3)]
    assert page.errors == []  # type: ignore[attr-defined]  # kept with the page it belongs to


def test_the_time_line_is_gone_along_by_arrow_keys_and_says_its_notes(
    own_workbench_server: Any, desk: Desk, projector: Page, axe: Callable[[Page], list[str]]
) -> None:
    page = open_file(own_workbench_server, projector, "wren")
    expect(cursor(page)).to_be_visible(timeout=30_000)
    assert axe(page) == []
    cursor(page).focus()
    expect(cursor(page)).to_have_accessible_name("12 January 2021, NHS: A&E attendance.")
    page.keyboard.press("ArrowDown")
    expect(cursor(page)).to_have_accessible_name(f"11 January 2021, Police: Called out. A crisis. Note: {NOTE}")
    expect(cursor(page)).to_be_focused()
    expect(page.locator(".wb-tl-strip")).to_contain_text(NOTE)
    for key, said in (("ArrowRight", "21 January"), ("ArrowRight", "21 January"), ("Home", "1 January")):
        page.keyboard.press(key)
        expect(cursor(page)).to_have_attribute("aria-label", f"{said} 2021, Police: Called out. A crisis.")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("End")
    expect(cursor(page)).to_have_accessible_name("1 June 2022, NHS: Appointment. Planned.")
    page.get_by_role("button", name="2021", exact=True).click()
    cursor(page).focus()
    page.keyboard.press("End")  # the lane goes on in the next year, and the picture with it
    expect(page.get_by_role("button", name="2022", exact=True)).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("NHS, 1 June 2022", timeout=20_000)
    dialog.get_by_label("Note").fill("Went with her")
    page.keyboard.press("Control+Enter")
    expect(dialog.get_by_text("Saved")).to_be_visible(timeout=20_000)
    page.keyboard.press("Escape")
    expect(cursor(page)).to_have_accessible_name(
        "1 June 2022, NHS: Appointment. Planned. Note: Went with her", timeout=20_000
    )
    expect(cursor(page)).to_be_focused()
    assert page.errors == []  # type: ignore[attr-defined]  # kept with the page it belongs to


def test_a_risk_goes_from_high_to_some_and_it_is_said_in_words(
    own_workbench_server: Any, desk: Desk, phone: Page, axe: Callable[[Page], list[str]]
) -> None:
    page = open_file(own_workbench_server, phone, "wren")
    after = page.get_by_role("group", name="Losing the home, after")
    after.get_by_role("button", name="some risk (+)").tap(timeout=60_000)
    expect(after.get_by_role("button", name="some risk (+)")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".wb-risk")).to_contain_text("Before: high risk (++). After: some risk (+).")
    assert desk.store.get(Risk, "home").after is RiskLevel.some
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_what_is_noticed_is_kept_with_this_person_as_evidence_and_what_is_begun_is_not_lost(
    own_workbench_server: Any, desk: Desk, projector: Page, axe: Callable[[Page], list[str]]
) -> None:
    page = open_file(own_workbench_server, projector, "wren")
    notice = page.locator(".wb-file").get_by_role("button", name="We noticed …")
    expect(cursor(page)).to_be_visible(timeout=30_000)
    notice.click()
    sheet, title = page.get_by_role("dialog"), page.get_by_label("What we noticed, in a few words")
    expect(title).to_be_focused()
    expect(sheet).to_contain_text("Test Wren: all 5 contacts, from 1 January 2021 to 1 June 2022.")
    assert axe(page) == []
    page.keyboard.type("Police come first")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(notice).to_be_focused()
    page.get_by_role("button", name="2021", exact=True).click()
    notice.click()
    expect(sheet).to_contain_text("Test Wren: 4 contacts in 2021.")
    sheet.get_by_role("button", name="Go on with").click()
    expect(title).to_have_value("Police come first")
    sheet.get_by_text("Very hard to dispute").click()
    sheet.get_by_role("button", name="Write it down").click()
    expect(sheet).to_be_hidden(timeout=20_000)
    [made] = [one for one in desk.store.all(Observation) if one.title == "Police come first"]
    assert (made.seen_in, str(made.hard_to_dispute)) == ("time_line", "much")
    assert made.looked_at == "Test Wren: all 5 contacts, from 1 January 2021 to 1 June 2022."
    [link] = desk.store.all(EvidenceLink, target=made.id)
    assert (link.source_kind, link.source, str(link.stance)) == ("case", "wren", "supports")
    page.get_by_role("button", name="Undo").last.click()
    for _ in range(40):
        if desk.store.find(Observation, made.id) is None:
            break
        page.wait_for_timeout(250)
    assert (desk.store.find(Observation, made.id), desk.store.all(EvidenceLink, target=made.id)) == (None, [])


def test_a_contact_of_many_can_be_touched_and_the_page_stays_within_a_phone(
    own_workbench_server: Any, desk: Desk, phone: Page
) -> None:
    cycle = desk.store.get(Case, "wren").cycle
    with desk.store.step("Many", by="Test") as step:
        for n in range(60):
            day = date(2021, 2, 1) + timedelta(days=n // 6)
            step.add(Contact(cycle=cycle, case="wren", happened_on=day, agency="Police", activity=f"Call {n}"))
    page = open_file(own_workbench_server, phone, "wren")
    counted = page.locator(".wb-tl-n").first
    expect(counted).to_be_visible(timeout=60_000)
    page.locator("[data-key]:has(.wb-tl-n)").first.tap()
    strip = page.locator(".wb-tl-strip")
    expect(strip).to_contain_text("so close together that they stand under one mark")
    before = strip.inner_text()
    strip.get_by_role("button", name="The next one on this lane").tap()
    expect(strip).not_to_have_text(before)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
