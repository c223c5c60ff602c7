"""The explorer of case files in a real browser: what is picked in one place is seen in all the others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import nbformat
import pytest
from playwright.sync_api import Locator, Page, expect

from workbench.model import Case, Contact, Cycle, Goal, Scale, Story, System
from workbench.store import Store

pytestmark = pytest.mark.browser

START = date(2025, 1, 1)
CELL = """from workbench.desk import Desk
from workbench.panels.case_explorer import CaseExplorer

explorer = CaseExplorer(Desk.open(), system="quay", cycle="quay-1")
explorer"""
#: As many as a council may have; each is shared by one person here.
TAGS = tuple(f"something else {n}" for n in range(200))


def _scene(step: Any) -> None:
    step.add(Scale(id="team", name="Team", position=10))
    step.add(System(id="quay", name="Quay team", scale="team"))
    step.add(Cycle(id="quay-1", system="quay", name="First round", opened_on=START))


def _people(step: Any) -> None:
    """Twelve people. Six are in debt; each of these had three contacts with the police, and one with housing."""
    for n in range(12):
        case = Case(
            id=f"p{n}",
            cycle="quay-1",
            scope="team",
            pseudonym=f"Wren {n + 1} <b>",
            tags=("debt", *TAGS[n::6]) if n < 6 else ("lives alone",),
            gender="woman" if n % 3 else "man",
            way_from=START,
        )
        step.add(case)
        for quarter in (-2, -1, 0):
            on = START + timedelta(days=92 * quarter + 10)
            agency = "police" if n < 6 else "GP surgery"
            contact = Contact(cycle="quay-1", case=case.id, happened_on=on, agency=agency, activity="visit")
            step.add(contact.model_copy(update={"cost_pence": 5_000}))
        handed = Contact(cycle="quay-1", case=case.id, happened_on=START, agency="housing", activity="letter")
        step.add(handed.model_copy(update={"handed_to": "police" if n == 0 else "", "cost_pence": 1_000}))
    step.add(Story(cycle="quay-1", scope="team", title="The day the letter came", text="…", teller="Wren 1 <b>"))
    step.add(Goal(cycle="quay-1", scope="team", person="Wren 9 <b>", wording="A door of my own", position=1))


@pytest.fixture
def explore(tmp_path: Path, server_on: Callable[[Path, Path], Any]) -> Callable[..., Page]:
    """Opens the explorer in a window; ``with_people=False`` before there are case files."""

    def _explore(page: Page, *, with_people: bool = True) -> Page:
        store, notebooks = tmp_path / "cases.db", tmp_path / "notebooks"
        notebooks.mkdir()
        with Store.open(store) as opened, opened.step("The scene", by="Test") as step:
            _scene(step)
            if with_people:
                _people(step)
        made = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_markdown_cell("# Case files"), nbformat.v4.new_code_cell(CELL)]
        )
        made.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(made, notebooks / "case_files.ipynb")
        server_on(notebooks, store).open(page, "case_files")
        return page

    return _explore


def _said(page: Page) -> Locator:
    return page.get_by_role("region", name="What is picked").get_by_role("status")


def _view(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True).and_(page.locator("section"))


def _drawn(page: Page, name: str, *words: str) -> Locator:
    """The picture of a view, once all these words stand in it."""
    picture = _view(page, name).locator("svg")
    for word in words:
        expect(picture).to_contain_text(word, timeout=30_000)
    return picture


def _keep_what_is_noticed(page: Page) -> None:
    page.evaluate("() => addEventListener('workbench-noticed', (e) => { window.noticed = e.detail; })")


def test_a_tag_is_picked_by_keyboard_and_every_view_shows_only_these_people(
    explore: Callable[..., Page], projector: Page, axe: Callable[[Page], list[str]], requests_outside: list[str]
) -> None:
    page = explore(projector)
    _drawn(page, "By agency", "GP surgery", "12 before", "housing", "police")
    _drawn(page, "Cost adding up", "before: £1,200")
    expect(_said(page)).to_have_text("12 of 12 people · 48 contacts")
    assert axe(page) == []

    # two hundred tags: found as one types, each with how many would remain
    tags = page.get_by_role("combobox", name="What they share (all of these)")
    tags.press_sequentially("debt")
    expect(page.get_by_role("option", name="debt (6)")).to_be_visible()
    tags.press("Enter")
    expect(_said(page)).to_have_text("6 of 12 people · 24 contacts")
    _drawn(page, "Cost adding up", "before: £600")
    expect(_view(page, "By agency").locator("svg")).not_to_contain_text("GP surgery")
    assert axe(page) == []

    # what is picked is a list of parts, each of which can be taken off
    parts = page.get_by_role("region", name="What is picked")
    parts.get_by_role("button", name="Take off: debt").click()
    expect(_said(page)).to_have_text("12 of 12 people · 48 contacts")
    parts.get_by_role("button", name="Undo the last pick").click()
    expect(_said(page)).to_have_text("6 of 12 people · 24 contacts")
    page.reload()
    expect(_said(page)).to_have_text("6 of 12 people · 24 contacts", timeout=60_000)
    parts.get_by_role("button", name="Show everybody").click()
    expect(_said(page)).to_have_text("12 of 12 people · 48 contacts")
    assert page.errors == []  # type: ignore[attr-defined]  # kept by the window fixture
    assert requests_outside == []


def test_an_agency_is_picked_in_a_view_and_marked_there_while_the_others_follow(
    explore: Callable[..., Page], projector: Page
) -> None:
    page = explore(projector)
    picture = _drawn(page, "By agency", "police")
    _drawn(page, "Cost adding up", "before: £1,200")
    plain = _view(page, "By agency").get_by_text("Pick from this view", exact=True)
    plain.focus()
    page.keyboard.press("Enter")
    _view(page, "By agency").get_by_role("checkbox", name="police").press("Space")
    expect(_said(page)).to_have_text("12 of 12 people · 18 contacts")
    _drawn(page, "Cost adding up", "before: £600")
    # its own view still has all of them, and marks the one that is picked
    expect(picture).to_contain_text("GP surgery")
    expect(picture.locator(".wb-explore-off", has_text="GP surgery").first).to_be_attached()
    # clicking its bar takes it off again
    picture.get_by_text("police", exact=True).click()
    expect(_said(page)).to_have_text("12 of 12 people · 48 contacts")
    expect(picture.locator(".wb-explore-off")).to_have_count(0)


def test_a_time_is_brushed_over_a_curve_and_the_lists_say_the_same(
    explore: Callable[..., Page], projector: Page
) -> None:
    page = explore(projector)
    picture = _drawn(page, "Cost adding up", "before: £1,200")
    _drawn(page, "By agency", "6 after")
    ground = picture.locator(".concat_0_group > g > path.background").first.bounding_box()
    assert ground is not None
    y = ground["y"] + ground["height"] / 2
    # eight quarters before the start lie side by side; the last two are brushed
    page.mouse.move(ground["x"] + ground["width"] * 13 / 16, y)
    page.mouse.down()
    page.mouse.move(ground["x"] + ground["width"] * 14 / 16, y)
    page.mouse.move(ground["x"] + ground["width"] * 15 / 16, y)
    page.mouse.up()
    expect(_said(page)).to_have_text("12 of 12 people · 24 contacts")
    expect(page.get_by_label("From", exact=True)).to_have_value("-2")
    expect(page.get_by_label("To", exact=True)).to_have_value("-1")
    expect(page.get_by_role("button", name="Take off: from 6 months before to the start")).to_be_visible()
    # half a year before and nothing after: a comparison goes on showing all of the time, and says so
    expect(_view(page, "By agency")).to_contain_text("This view compares before with after")
    _drawn(page, "By agency", "6 after")
    page.get_by_role("button", name="What follows what").click()
    _drawn(page, "What follows what", "visit")
    expect(_view(page, "What follows what").locator("svg")).not_to_contain_text("letter")
    # the same by keyboard: only the last quarter before
    page.get_by_label("From", exact=True).select_option(label="3 months before")
    expect(_said(page)).to_have_text("12 of 12 people · 12 contacts")


def test_what_was_noticed_goes_on_with_who_and_what_was_looked_at(
    explore: Callable[..., Page], projector: Page
) -> None:
    page = explore(projector)
    _drawn(page, "By agency", "police")
    _keep_what_is_noticed(page)
    page.get_by_role("combobox", name="What they share (all of these)").press_sequentially("debt")
    page.keyboard.press("Enter")
    expect(_said(page)).to_have_text("6 of 12 people · 24 contacts")
    expect(page.get_by_text("A pattern among so few may well be chance")).to_be_visible()
    _view(page, "By agency").get_by_role("button", name="We noticed …").click()
    page.wait_for_function("() => window.noticed")
    assert page.evaluate("() => window.noticed") == {
        "seen_in": "activity_by_agency",
        "looked_at": "6 of 12 people · 24 contacts · debt",
        "cases": ["p0", "p1", "p2", "p3", "p4", "p5"],
        "text": "",
    }


def test_on_a_phone_one_view_at_a_time_and_one_person_opens_in_their_case_file(
    explore: Callable[..., Page], phone: Page, axe: Callable[[Page], list[str]]
) -> None:
    page = explore(phone)
    _drawn(page, "Cost adding up", "before: £1,200")
    expect(page.locator(".wb-explore-view")).to_have_count(1)
    page.get_by_label("View", exact=True).select_option(label="Hand-offs")
    _drawn(page, "Hand-offs", "housing", "police")
    page.get_by_text("Pick people and contacts").tap()
    page.get_by_role("checkbox", name="housing → police").tap()
    expect(_said(page)).to_have_text("1 of 12 people · 4 contacts")
    expect(page.get_by_text("This is one person.")).to_be_visible()
    page.get_by_text("The people picked").tap()
    page.get_by_text("Their stories, goals").tap()
    expect(page.get_by_text("The day the letter came")).to_be_visible()
    expect(page.get_by_text("A door of my own")).to_have_count(0)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert axe(page) == []
    person = page.get_by_role("button", name="Wren 1 <b>")
    page.evaluate("() => addEventListener('workbench-room', (e) => { e.preventDefault(); window.entered = e.detail; })")
    person.tap()
    assert page.evaluate("() => [window.entered, sessionStorage.getItem('workbench-case')]") == [
        {"room": "case_file"},
        "p0",
    ]


def test_before_there_are_case_files_the_way_leads_to_bringing_them_in(
    explore: Callable[..., Page], browser_page: Page, axe: Callable[[Page], list[str]]
) -> None:
    page = explore(browser_page, with_people=False)
    expect(page.get_by_text("There are no case files here yet.")).to_be_visible(timeout=60_000)
    assert axe(page) == []
    page.evaluate("() => addEventListener('workbench-room', (e) => { e.preventDefault(); window.entered = e.detail; })")
    page.get_by_role("button", name="Bring in case files").click()
    assert page.evaluate("() => window.entered") == {"room": "bring_in"}
