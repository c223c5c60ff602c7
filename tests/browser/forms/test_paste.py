"""A block copied from a spreadsheet: what it would do is shown first, and it is saved whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

_STATIC = Path(__file__).parents[3] / "workbench" / "panels" / "static"
_FIELDS = ("description", "level", "owner", "raised_on")


def test_a_block_of_three_by_four_becomes_three_rows(
    house: Any,
    opened: Callable[..., Page],
    paste: Callable[[Page, str], None],
    until: Callable[..., None],
) -> None:
    house.add_issues()
    page = opened("grid")
    page.get_by_label("New row: Issue description").focus()
    rows = (
        '"The ""form""\nwants an address"\tSystem\tteam\t3/4/2026',
        "Two\tmacro\tGovernment\t12/4/2026",
        "3\tSYSTEM\tTeam\t",
    )
    paste(page, "Issue description\tLevel\tOwner\tRaised on\r\n" + "\r\n".join(rows) + "\r\n")
    dialog = page.get_by_role("dialog", name="Paste from a spreadsheet")
    expect(dialog.get_by_text("3 rows were read.")).to_be_visible()
    expect(dialog.get_by_label("The first row holds the headings")).to_be_checked()
    add = dialog.get_by_role("button", name="Add", exact=True)
    expect(add).to_be_disabled()  # 3/4 can be two days, and nobody guesses
    dialog.get_by_label("Day first").check()
    expect(dialog.get_by_text("3 rows will be added.")).to_be_visible()
    add.click()
    expect(dialog).to_have_count(0)
    until(
        lambda: house.issues(*_FIELDS),
        [
            ('The "form"\nwants an address', "system", "team", "2026-04-03"),
            ("Two", "macro", "government", "2026-04-12"),
            ("3", "system", "team", None),
        ],
    )
    page.locator(".wb-toast").get_by_role("button", name="Undo").click()  # one step
    until(lambda: house.issues("description"), [])


def test_what_does_not_fit_is_named_and_nothing_is_saved_until_it_is_left_out(
    house: Any, opened: Callable[..., Page], until: Callable[..., None]
) -> None:
    house.add_issues()
    page = opened("grid")
    page.get_by_role("button", name="Paste from a spreadsheet").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Paste the copied cells here").fill("One\tSystem\tTeam\nTwo\tSytsem\tTeam\n\tMacro\tTeam")
    columns = dialog.get_by_role("combobox")
    expect(columns).to_have_count(3)
    columns.nth(2).select_option(label="Owner")
    expect(dialog.get_by_text("Row 2, Level: “Sytsem” is not one of these: Individual, System, Macro.")).to_be_visible()
    expect(dialog.get_by_text("Row 3, Issue description: This is empty")).to_be_visible()
    expect(dialog.get_by_role("button", name="Add", exact=True)).to_be_disabled()
    assert house.issues("description") == []
    dialog.get_by_label("Leave those 2 rows out").check()
    dialog.get_by_role("button", name="Add", exact=True).click()
    until(lambda: house.issues("description", "level", "owner"), [("One", "system", "team")])


def test_a_block_pasted_on_rows_says_how_much_it_writes_over(
    house: Any,
    opened: Callable[..., Page],
    paste: Callable[[Page, str], None],
    cell: Callable[..., Locator],
    until: Callable[..., None],
) -> None:
    house.add_issues("One", "Two")
    page = opened("grid")
    cell(page, 0, "level").click()
    paste(page, "Macro")  # one cell is one change
    until(lambda: house.issues("level"), [("macro",), ("system",)])
    paste(page, "Individual\tClosed\nSystem\tClosed")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("3 cells will be written over.")).to_be_visible()  # Two is a matter of the system already
    dialog.get_by_role("button", name="Save", exact=True).click()
    until(lambda: house.issues("level", "status"), [("individual", "closed"), ("system", "closed")])
    expect(dialog).to_have_count(0)


def test_blocks_and_days_are_read_without_guessing(browser_page: Page) -> None:
    browser_page.set_content("<p>nothing</p>")
    for name in ("kit_value.js", "kit_paste_read.js"):
        browser_page.add_script_tag(content=(_STATIC / name).read_text(encoding="utf-8"))
    blocks, orders, cells = browser_page.evaluate(
        """() => {
          const words = { "form_kit.paste.yes_words": "yes, y", "form_kit.paste.no_words": "no, n" };
          const say = (key) => words[key] || key;
          const read = (question, text, more) => pasted.cellValue(question, text, { say, ...more });
          const level = { kind: "choice", field: "level", choices: [["system", "System"], ["café", "Café"]] };
          const columns = [
            ["3/4/2026", "31/12/2026"], ["3/4/2026", "12/31/2026"], ["3/4/2026"], ["2026-04-03", "1 May 2026"],
            ["31/1/2026", "1/31/2026"]];
          return [
            ['a\\tb\\n"x\\ty"\\t"1\\n2"\\n\\n', '"half\\tb', 'say "hi"\\t5"', "one\\ttwo\\nthree"].map(pasted.blockOf),
            columns.map(pasted.dayOrder),
            [read(level, " SYSTEM "), read(level, "cafe"), read(level, "?"), read({ kind: "money" }, "£1,250.50"),
             read({ kind: "yes_no" }, "N"), read({ kind: "people" }, "Ada; Ben"),
             read({ kind: "day" }, "3/4/2026", { order: "monthFirst" })]]; }"""
    )
    assert blocks == [
        [["a", "b"], ["x\ty", "1\n2"]],
        [['"half', "b"]],
        [['say "hi"', '5"']],
        [["one", "two"], ["three", ""]],
    ]
    assert orders == ["dayFirst", "monthFirst", "ask", "plain", "ask"]
    assert cells == [
        {"value": "system"},
        {"value": "café"},
        {"problem": ["not_offered", {"text": "?", "offered": "System, Café"}]},
        {"value": 125_050},
        {"value": False},
        {"value": ["Ada", "Ben"]},
        {"value": "2026-03-04"},
    ]
