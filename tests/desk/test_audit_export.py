"""The audit list as a file: whole, plain text, and only for the group itself."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from workbench.cli import main
from workbench.desk import Desk
from workbench.errors import NotAllowed, Refused
from workbench.model import Spend, System


def buy(desk: Desk, id: str, **more: object) -> None:
    with desk.store.step("Bought", by="Idris") as step:
        step.add(
            Spend.model_validate(
                {"id": id, "cycle": "quay-1", "spent_on": "2026-04-01", "amount_pence": 1_250, "what": "Food", **more}
            )
        )


@pytest.fixture
def desk(quay_desk: Desk) -> Desk:
    yes = dict.fromkeys(("proportionate", "legal", "auditable", "necessary"), "yes")
    buy(quay_desk, "full", worker="Idris", category="bedding", for_person="Wren", need="Nothing in the house", **yes)
    buy(
        quay_desk,
        "trick",
        spent_on="2026-03-01",
        amount_pence=4_000,
        category="removals",
        what='=HYPERLINK("http://x.test","Bed")',
        legal="not_sure",
    )
    return quay_desk


def test_every_record_is_listed_with_its_need_and_answers_and_formulas_are_text(desk: Desk, tmp_path: Path) -> None:
    path = desk.export_audit(tmp_path / "audit.xlsx", system="quay")
    front, sheet = openpyxl.load_workbook(path).worksheets
    assert (front.title, sheet.title) == ("About this list", "Spending")
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows == [
        ["Day", "Worker", "Amount (£)", "What was bought", "Category", "For whom (pseudonym)", "Which need it met",
         "Proportionate", "Legal", "Auditable", "Necessary", "Note on these answers"],
        [datetime(2026, 3, 1), "", 40, '=HYPERLINK("http://x.test","Bed")', "removals", "", "",
         "not answered yet", "not sure", "not answered yet", "not answered yet", ""],
        [datetime(2026, 4, 1), "Idris", 12.5, "Food", "bedding", "Wren", "Nothing in the house",
         "yes", "yes", "yes", "yes", ""],
    ]  # fmt: skip
    assert (sheet["D2"].data_type, sheet["C2"].number_format) == ("s", "#,##0.00")


def test_the_first_sheet_says_what_it_is_when_and_for_whom(desk: Desk, tmp_path: Path) -> None:
    path = desk.export_audit(tmp_path / "audit.xlsx", system="quay", cycle="quay-1")
    front = {row[0].value: row[1].value for row in openpyxl.load_workbook(path).worksheets[0].iter_rows()}
    assert front["Whose"] == "Quay team, First round"
    assert front["Made on"] == "4 May 2026"
    assert front["Records"] == "2 records"
    assert front["Sum of the amounts"] == "£52.50"
    assert front["Not answered yet"] == "1 record has a test that nobody has answered yet."
    assert str(front["For whom"]).startswith("The group itself and its auditors.")
    assert {"Proportionate", "Legal", "Auditable", "Necessary"} < set(front)
    assert "Invented material" not in front


def test_invented_material_says_so(desk: Desk, tmp_path: Path) -> None:
    with desk.store.step("Invented", by="Test") as step:
        step.revise(desk.store.get(System, "quay").model_copy(update={"synthetic": True}))
    front = openpyxl.load_workbook(desk.export_audit(tmp_path / "a.xlsx", system="quay")).worksheets[0]
    assert front["A1"].value == "Invented material"


def test_no_spending_gives_a_list_of_nothing(quay_desk: Desk, tmp_path: Path) -> None:
    front, sheet = openpyxl.load_workbook(quay_desk.export_audit(tmp_path / "a.xlsx", system="quay")).worksheets
    assert ("Records", "0 records") in {(row[0].value, row[1].value) for row in front.iter_rows()}
    assert sheet.max_row == 1


def test_a_wider_audience_gets_no_list_and_no_file(desk: Desk, tmp_path: Path) -> None:
    wide = Desk(desk.store, audience="place:bay", now=lambda: datetime(2026, 5, 4))
    with pytest.raises(NotAllowed, match="for the group itself and its auditors"):
        wide.export_audit(tmp_path / "audit.xlsx", system="quay")
    assert list(tmp_path.glob("audit*")) == []
    assert wide.spending_audit(system="quay").table.empty


def test_another_ending_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"\.xlsx"):
        desk.export_audit(tmp_path / "audit.pdf", system="quay")


def test_the_command_line_writes_it_under_a_name_that_tells_what_it_is(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["export", "audit", "--store", str(tmp_path / "own.db"), "--system", "quay"]) == 0
    [made] = tmp_path.glob("*.xlsx")
    assert made.name == f"spending-audit-quay-{date.today().isoformat()}.xlsx"
    assert made.name in capsys.readouterr().out
