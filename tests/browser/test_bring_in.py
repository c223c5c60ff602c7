"""Contacts from a file and unit costs, before a real browser: looked at, accepted, stopped half-way, gone on with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from workbench.desk import Desk
from workbench.model import Case, Contact, ImportMapping, Intake
from workbench.store import Store

pytestmark = pytest.mark.browser

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
#: Two headers, one of them merged; pounds as text and as a format; two days that are none; a row of sums.
MESSY = (
    ("Contacts of the quay, 2025/26", None, None, None, None, None, None, None),
    ("Client", None, "Contact", None, None, None, "Money", "Notes"),
    ("Ref", "Name", "Date", "Service", "Type", "Priority", "Cost", None),
    ("C-101", "Anna Marsh", date(2025, 4, 3), "Housing", "Home visit", "Planned", 120.0, "Rang from 07700 900123"),
    ("C-101", "Anna Marsh", date(2025, 4, 14), "Police", "Arrest", "Crisis", "£1,250.50", "Held overnight"),
    ("C-102", "Ben Field", "31/02/2025", "NHS", "Bed day", "Crisis", "£400.00", "no such day"),
    ("C-102", "Ben Field", date(2025, 5, 17), "NHS", "Bed day", "Crisis", "£400.00", "Seen by Joan Hardy"),
    ("C-103", "Cara Wood", "soon", "NHS", "A&E attendance", "Crisis", "£180.00", None),
    ("C-103", "Cara Wood", date(2025, 6, 19), "NHS", "A&E attendance", "Crisis", None, None),
    ("Total", None, None, None, None, None, "£2,350.50", None),
)


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    """A council's workbook as they come."""
    made = openpyxl.Workbook()
    sheet = made.active
    for row in MESSY:
        sheet.append(row)
    for cells in ("A2:B2", "C2:F2", "H2:H3"):
        sheet.merge_cells(cells)
    sheet["G4"].number_format = "£#,##0.00"
    made.save(tmp_path / "quay contacts.xlsx")
    return tmp_path / "quay contacts.xlsx"


@pytest.fixture
def quay(quay_desk: Desk, server_on: Callable[[Path, Path], Any], tmp_path: Path) -> Any:
    """A server on the store of a team that has just begun."""
    quay_desk.store.close()
    return server_on(NOTEBOOKS, tmp_path / "own.db")


def enter(server: Any, page: Page, room: str) -> Page:
    """Open the page of case files in a room."""
    opened: Page = server.open(page, "case_files", system="quay", room=room)
    return opened


def choose(page: Page, file: Path, *, source: str) -> None:
    """The first step, and on to the second."""
    expect(page.get_by_role("button", name="Choose a file")).to_be_visible(timeout=90_000)
    page.locator(".wb-bring input[type=file]").set_input_files(str(file))
    page.get_by_label("Where does it come from?").fill(source)
    expect(page.get_by_text(f"“{file.name}” is here")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="Look at its columns").click()
    expect(page.get_by_role("heading", name="Its columns")).to_be_focused(timeout=60_000)


def try_out(page: Page) -> None:
    """On to the third step."""
    page.get_by_role("button", name="Look what would come of it").click()
    expect(page.get_by_role("heading", name="What was found")).to_be_focused(timeout=60_000)


def cover(page: Page, first: str, last: str) -> None:
    """Say which time the file covers."""
    page.get_by_label("From", exact=True).fill(first)
    page.get_by_label("Until", exact=True).fill(last)


def test_a_messy_workbook_is_told_row_by_row_and_stored_only_when_accepted(
    quay: Any, projector: Page, messy: Path, requests_outside: list[str], axe: Callable[[Page], list[str]]
) -> None:
    page = enter(quay, projector, "bring_in")
    choose(page, messy, source="The Bay Council")
    assert axe(page) == []
    columns = page.locator(".wb-bring-columns")
    expect(columns.get_by_label("“Name” is taken as")).to_have_value("")
    expect(columns.get_by_label("“Cost” is taken as")).to_have_value("cost")
    try_out(page)
    refused = page.locator(".wb-bring-refused tbody tr")
    assert [row.split("\t")[:2] for row in refused.all_inner_texts()] == [
        ["sheet “Sheet”, row 6", "31/02/2025"],
        ["sheet “Sheet”, row 8", "soon"],
        ["sheet “Sheet”, row 10", "Total"],
    ]
    expect(page.get_by_text("Nothing has been stored yet.")).to_be_visible()
    go_on = page.get_by_role("button", name="Go on")
    expect(go_on).to_be_disabled()
    assert axe(page) == []

    asked = page.locator(".wb-bring-box", has_text="“Notes” holds words that may be names")
    asked.get_by_text("Write “[name]” in its place").click()
    page.get_by_role("button", name="Work it out again").click()
    expect(page.get_by_text("Something was changed since")).to_have_count(0, timeout=30_000)
    expect(page.get_by_text("Seen by [name]")).to_be_visible()
    cover(page, "2025-04-01", "2026-03-31")
    page.get_by_role("button", name="Back").click()
    try_out(page)
    expect(page.get_by_label("From", exact=True)).to_have_value("2025-04-01")
    go_on.click()
    with Store.open(quay.store) as store:
        assert (store.all(Contact), store.all(Case), store.all(Intake)) == ([], [], [])

    page.get_by_role("button", name="Accept and bring it in").click()
    expect(page.get_by_text("Done: “quay contacts.xlsx” is in.")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="Keep this mapping for next month").click()
    expect(page.locator("p", has_text="Kept. The next file from “The Bay Council”")).to_be_visible(timeout=10_000)
    expect(page.locator(".wb-bring-earlier")).to_contain_text("4 contacts and 3 people new")
    assert axe(page) == []
    with Store.open(quay.store) as store:
        stored = sorted((one.happened_on, one.agency, one.cost_pence, one.note) for one in store.all(Contact))
        assert stored == [
            (date(2025, 4, 3), "Housing", 12_000, "Rang from [phone]"),
            (date(2025, 4, 14), "Police", 125_050, "Held overnight"),
            (date(2025, 5, 17), "NHS", 40_000, "Seen by [name]"),
            (date(2025, 6, 19), "NHS", None, ""),
        ]
        assert [one.source for one in store.all(ImportMapping)] == ["The Bay Council"]

    page.get_by_role("button", name="Take back “quay contacts.xlsx”").click()
    page.get_by_role("dialog").get_by_role("button", name="Take it back").click()
    expect(page.locator(".wb-bring-earlier")).to_contain_text("Taken back", timeout=20_000)
    with Store.open(quay.store) as store:
        assert (store.all(Contact), store.all(Case)) == ([], [])
    assert (page.errors, requests_outside) == ([], [])  # type: ignore[attr-defined]  # kept with the page


def test_a_page_closed_half_way_loses_nothing_and_the_same_file_goes_on(
    quay: Any, window: Callable[..., Page], tmp_path: Path
) -> None:
    n = 30_000
    long = tmp_path / "episodes.csv"
    rows = (f"E{k},C{k % 600},2025-{k % 12 + 1:02}-{k % 28 + 1:02},NHS,Visit,{k % 90}.50\n" for k in range(n))
    long.write_text("Contact id,Client ref,Date,Agency,Activity,Cost\n" + "".join(rows), encoding="utf-8")
    first = enter(quay, window(1280, 900), "bring_in")
    choose(first, long, source="Trust")
    try_out(first)
    cover(first, "2025-01-01", "2025-12-31")
    first.get_by_role("button", name="Go on").click()
    first.get_by_role("button", name="Accept and bring it in").click()
    bar = first.get_by_role("progressbar", name="Bringing in “episodes.csv”")
    expect(bar).to_be_visible(timeout=60_000)
    expect(first.locator(".wb-bring-bar")).to_contain_text("5,000 of 30,000 rows", timeout=60_000)
    first.goto("about:blank")
    with Store.open(quay.store) as store:
        [intake] = store.all(Intake)
        held = len(store.all(Contact))
    assert (intake.state, 0 < held < n) == ("running", True)

    second = enter(quay, window(1280, 900), "bring_in")
    expect(second.locator(".wb-bring-earlier")).to_contain_text("Not finished", timeout=90_000)
    choose(second, long, source="trust")
    try_out(second)
    expect(second.get_by_text("are here already and stay as they are")).to_be_visible()
    cover(second, "2025-01-01", "2025-12-31")
    second.get_by_role("button", name="Go on").click()
    second.get_by_role("button", name="Accept and bring it in").click()
    expect(second.get_by_text("Done: “episodes.csv” is in.")).to_be_visible(timeout=120_000)
    with Store.open(quay.store) as store:
        contacts = store.all(Contact)
        assert [(one.state, one.n_contacts) for one in store.all(Intake)] == [("done", n)]
    assert (len(contacts), len({one.source_key for one in contacts})) == (n, n)
    assert sum(one.cost_pence or 0 for one in contacts) == sum(k % 90 * 100 + 50 for k in range(n))


def test_unit_costs_are_pasted_and_price_what_had_no_cost(
    quay_desk: Desk,
    server_on: Callable[[Path, Path], Any],
    tmp_path: Path,
    projector: Page,
    axe: Callable[[Page], list[str]],
) -> None:
    with quay_desk.store.step("Contacts", by="Test") as step:
        case = step.add(Case(cycle="quay-1", pseudonym="Wren"))
        for day in (1, 2):
            step.add(
                Contact(cycle="quay-1", case=case.id, happened_on=date(2025, 3, day), agency="NHS", activity="Bed day")
            )
    quay_desk.store.close()
    page = enter(server_on(NOTEBOOKS, tmp_path / "own.db"), projector, "unit_costs")
    expect(page.get_by_text("2 contacts of 2 have no cost.")).to_be_visible(timeout=90_000)
    expect(page.get_by_text("It is not what the service would save")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Paste from a spreadsheet").click()
    block = "Activity\tYear\tCost of one\tOne what?\tWho says so\nBed day\t2025\t£400\tbed day\tFinance team, 2025\n"
    sheet = page.get_by_role("dialog")
    sheet.get_by_role("textbox").fill(block)
    assert axe(page) == []
    sheet.get_by_role("button", name="Add").click()
    expect(page.get_by_role("gridcell", name="Finance team, 2025")).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="Work out again what these price").click()
    expect(page.get_by_text("The prices of 2 contacts changed.")).to_be_visible(timeout=20_000)
    with Store.open(tmp_path / "own.db") as store:
        assert [one.cost_pence for one in store.all(Contact)] == [40_000, 40_000]
