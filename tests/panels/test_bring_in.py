"""Bringing in contacts, spoken to as its page does."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from workbench.desk import Desk
from workbench.desk.contact_rows import ROWS_AT_ONCE
from workbench.model import Case, Contact, Cycle, ImportMapping, Intake, System
from workbench.panels.bring_in import BringInPanel
from workbench.panels.sent_pieces import SLICE_BYTES

pytestmark = pytest.mark.slow

MESSY = """\
Adult social care: contacts 2025/26,,,,,,,
,,,,,,,
Client ref,Client name,Date of contact,Service,Type of contact,Priority,Cost (£),Notes
C-101,Anna Marsh,03/04/2025,Housing,Home visit,Planned,£120.00,Anna rang from 07700 900123
C-101,Anna Marsh,14/04/2025,Police,Arrest,Crisis,"£1,250.50",Held overnight
C-102,Ben Field,31/02/2025,NHS,Bed day,Crisis,£400.00,no such day
C-102,Ben Field,17/05/2025,NHS,Bed day,Amber,£400.00,Met with Joan Hardy
C-103,Cara Wood,soon,NHS,A&E attendance,Crisis,£180.00,
C-103,Cara Wood,19/06/2025,NHS,A&E attendance,Crisis,,
Total,,,,,,"£2,350.50",
"""
COVERS = {"from": "2025-04-01", "until": "2026-03-31"}


class Page:
    """A page before the panel; what takes long is asked after until it is done."""

    def __init__(self, desk: Desk, **more: Any) -> None:
        self.panel = BringInPanel(desk, **{"system": "quay", "cycle": "quay-1", **more})
        self.n = 0

    def ask(self, do: str, **given: Any) -> dict[str, Any]:
        self.n += 1
        said = {"do": do, "n": str(self.n), "page": "tab", "device": "laptop", "by": "Ama", "with": given}
        answer = self.panel.hear(said)
        told = answer.get("ok")
        if isinstance(told, dict) and "job" in told:
            return self.ask("went", job=told["job"])
        return {"ok": told["done"]} if isinstance(told, dict) and "done" in told and "re" in answer else answer

    def send(self, content: bytes | str, name: str = "contacts.csv") -> str:
        whole = content.encode() if isinstance(content, str) else content
        upload = str(self.ask("file_begin", name=name, size_bytes=len(whole))["ok"])
        for at in range(0, len(whole), SLICE_BYTES):
            piece = base64.b64encode(whole[at : at + SLICE_BYTES]).decode()
            assert "ok" in self.ask("file_part", upload=upload, at=at, data=piece)
        return upload

    def look(self, upload: str, source: str = "Council") -> dict[str, Any]:
        looked: dict[str, Any] = self.ask("look", upload=upload, source=source)["ok"]
        return looked

    def bring_in(self, content: str, *, choices: dict[str, str] | None = None) -> dict[str, Any]:
        """All four steps; what the last one tells."""
        upload = self.send(content)
        asked = {"upload": upload, "mapping": self.look(upload)["mapping"], "choices": choices or {}}
        answer = self.ask("accept", **asked, covers=COVERS)
        while "ok" in answer and not answer["ok"]["finished"]:
            answer = self.ask("next", upload=upload)
        return answer


@pytest.fixture
def page(quay_desk: Desk, folder: Path) -> Iterator[Page]:
    one = Page(quay_desk)
    yield one
    one.panel.close()


def plain(n: int, *, first: int = 0) -> str:
    rows = (f"R{k},C{k % 7},2025-05-{k % 28 + 1:02},NHS,Visit\n" for k in range(first, first + n))
    return "Contact id,Client ref,Date,Agency,Activity\n" + "".join(rows)


# -- looking -----------------------------------------------------------------------------------------------------------


def test_every_column_is_proposed_for_a_field_or_said_to_stay_out(page: Page) -> None:
    looked = page.look(page.send(MESSY))
    taken = {one["column"]: one["field"] for one in looked["mapping"]["columns"]}
    assert [(one["name"], taken.get(one["name"], "")) for one in looked["columns"]] == [
        ("Client ref", "person"), ("Client name", ""), ("Date of contact", "happened_on"), ("Service", "agency"),
        ("Type of contact", "activity"), ("Priority", "urgency"), ("Cost (£)", "cost"), ("Notes", "note"),
    ]  # fmt: skip
    assert looked["columns"][3]["examples"] == ["Housing", "Police", "NHS"]
    assert (looked["n_rows"], looked["saved"], looked["asks_day_first"]) == (7, "", False)
    assert looked["notes"][0].startswith("line 1: “Adult social care: contacts 2025/26”")


def test_what_would_come_of_it_is_told_and_nothing_is_stored(page: Page, quay_desk: Desk) -> None:
    upload = page.send(MESSY)
    tried = page.ask("try_out", upload=upload, mapping=page.look(upload)["mapping"], choices={})["ok"]
    assert [(where, what) for where, what, _ in tried["refused"]] == [
        ("line 6", "31/02/2025"), ("line 8", "soon"), ("line 10", "Total"),
    ]  # fmt: skip
    numbers = ("n_rows", "n_refused", "n_cases_new", "n_contacts_new", "n_own_cost", "n_priced", "n_unpriced")
    assert [tried[name] for name in numbers] == [7, 3, 3, 4, 3, 0, 1]
    assert (tried["first_said"], tried["last_said"]) == ("3 April 2025", "19 June 2025")
    assert tried["unknown_words"] == [{"field": "urgency", "column": "Priority", "word": "Amber", "n": 1}]
    stored = [row[1:] for row in tried["preview"]]
    assert stored[0] == ["3 April 2025", "Housing", "Home visit", "Planned", "1", "£120.00", "[name] rang from [phone]"]
    assert {row[5] for row in stored} == {"£120.00", "£1,250.50", "£400.00", ""}
    assert [quay_desk.store.all(kind) for kind in (Case, Contact, Intake, ImportMapping)] == [[], [], [], []]


def test_what_may_tell_who_somebody_is_is_masked_and_asked_about(page: Page) -> None:
    upload = page.send(MESSY)
    tried = page.ask("try_out", upload=upload, mapping=page.look(upload)["mapping"], choices={})["ok"]
    asked = {one["key"]: (one["n"], one["example"], one["choice"]) for one in tried["personal"] if one["choices"]}
    assert asked == {
        "may_be_name:Notes": (1, "J••• H••••", ""),
        "name:Notes": (1, "A•••", "replace"),
        "phone:Notes": (1, "0•••• 9•••••", "replace"),
    }
    settled = {one["column"]: one["choice"] for one in tried["personal"] if not one["choices"]}
    assert settled == {"Client ref": "pseudonym", "Client name": "not_taken"}
    assert not {"Anna", "Joan", "07700"} & set(str(tried).replace("'", " ").split())


def test_days_that_mean_two_days_have_to_be_said(page: Page) -> None:
    looked = page.look(page.send("Client ref,Date,Agency,Activity\nC1,03/04/2025,NHS,Visit\n"))
    assert (looked["asks_day_first"], looked["mapping"]["day_first"]) == (True, None)


def test_a_workbook_tells_its_sheets_and_another_can_be_chosen(page: Page) -> None:
    made = openpyxl.Workbook()
    for sheet, n in ((made.active, 3), (made.create_sheet("March"), 1)):
        sheet.append(["Client ref", "Date", "Agency", "Activity"])
        for k in range(n):
            sheet.append([f"C{k}", date(2025, 3, k + 1), "NHS", "Visit"])
    made.active.title = "All"
    held = io.BytesIO()
    made.save(held)
    upload = page.send(held.getvalue(), "contacts.xlsx")
    looked = page.look(upload)
    assert (looked["sheets"], looked["sheet"], looked["n_rows"]) == (["All", "March"], "All", 3)
    other = page.ask("look", upload=upload, source="Council", sheet="March")["ok"]
    assert (other["sheet"], other["n_rows"], other["mapping"]["sheet"]) == ("March", 1, "March")


def test_a_file_without_an_agency_says_it_once_for_all_rows(page: Page, quay_desk: Desk) -> None:
    upload = page.send("Client ref,Date,Activity\nC1,2025-05-01,Arrest\n")
    mapping = page.look(upload)["mapping"]
    given = {"upload": upload, "choices": {}, "mapping": mapping}
    assert "Nothing tells the agency" in page.ask("try_out", **given)["refused"]
    mapping["columns"].append({"column": "", "field": "agency", "values": [{"said": "", "means": "Police"}]})
    assert page.ask("try_out", **given)["ok"]["preview"][0][1:] == ["1 May 2025", "Police", "Arrest", "1"]


# -- bringing in -------------------------------------------------------------------------------------------------------


def test_it_is_brought_in_once_personal_words_are_answered_for(page: Page, quay_desk: Desk) -> None:
    refused = page.bring_in(MESSY)
    assert (refused["field"], quay_desk.store.all(Contact)) == ("may_be_name:Notes", [])
    told = page.bring_in(MESSY, choices={"may_be_name:Notes": "replace"})["ok"]["told"]
    assert told == {"n_rows": 7, "n_refused": 3, "n_cases": 3, "n_contacts": 4, "n_changed": 0, "n_same": 0}
    notes = sorted(one.note for one in quay_desk.store.all(Contact))
    assert notes == ["", "Held overnight", "Met with [name]", "[name] rang from [phone]"]
    assert {case.observed_from for case in quay_desk.store.all(Case)} == {date(2025, 4, 1)}
    [listed] = page.ask("load")["ok"]["state"]["intakes"]
    assert (listed["file"], listed["source"], listed["state"]) == ("contacts.csv", "Council", "done")
    assert listed["covers"] == "1 April 2025 to 31 March 2026"
    assert listed["told"] == "4 contacts and 3 people new, 0 changed, 0 here already, 3 rows not taken"


@pytest.mark.parametrize("parts", [1, 2])
def test_stopped_half_way_it_goes_on_and_no_contact_is_there_twice(
    page: Page, quay_desk: Desk, folder: Path, parts: int
) -> None:
    n = 2 * ROWS_AT_ONCE + 1_000
    content = plain(n)
    upload = page.send(content)
    mapping = page.look(upload)["mapping"]
    begun = page.ask("accept", upload=upload, mapping=mapping, choices={}, covers=COVERS)["ok"]
    assert begun == {"done": ROWS_AT_ONCE, "total": n, "finished": False}
    for _ in range(parts - 1):
        page.ask("next", upload=upload)
    page.panel.close()
    assert list(folder.iterdir()) == []
    again = Page(quay_desk)
    [running] = again.ask("load")["ok"]["state"]["intakes"]
    assert (running["state"], running["n"]) == ("running", parts * ROWS_AT_ONCE)
    looked = again.look(again.send(content))
    assert looked["begun"] == {"mapping": mapping, "choices": {}, "covers": COVERS}
    told = again.bring_in(content)["ok"]["told"]
    assert (told["n_contacts"], told["n_same"]) == (n, 0)
    assert len({one.source_key for one in quay_desk.store.all(Contact)}) == n
    [done] = again.ask("load")["ok"]["state"]["intakes"]
    assert done["state"] == "done"
    assert again.look(again.send(content))["begun"] is None
    again.panel.close()


def test_the_same_page_stops_and_goes_on(page: Page) -> None:
    n = ROWS_AT_ONCE + 1_000
    upload = page.send(plain(n))
    given = {"upload": upload, "mapping": page.look(upload)["mapping"], "choices": {}, "covers": COVERS}
    assert page.ask("accept", **given)["ok"]["done"] == ROWS_AT_ONCE
    assert page.ask("accept", **given)["ok"]["done"] == n
    assert page.ask("next", upload=upload)["ok"]["told"]["n_contacts"] == n


def test_a_kept_mapping_reads_the_next_file_and_the_source_is_known_in_other_letters(
    page: Page, quay_desk: Desk
) -> None:
    upload = page.send(plain(2))
    mapping = page.look(upload)["mapping"]
    mapping["columns"] = [one for one in mapping["columns"] if one["field"] != "key"]
    page.ask("keep_mapping", mapping=mapping)
    looked = page.look(page.send(plain(2, first=2)), source="  council ")
    assert (looked["saved"], looked["mapping"]["source"]) == ("Council", "Council")
    assert looked["mapping"]["columns"] == mapping["columns"]
    assert page.ask("load")["ok"]["state"]["sources"] == ["Council"]


def test_an_import_is_taken_back_as_one(page: Page, quay_desk: Desk) -> None:
    page.bring_in(plain(3))
    page.bring_in(plain(3, first=2))
    newest, oldest = page.ask("load")["ok"]["state"]["intakes"]
    assert (newest["n"], oldest["n"]) == (2, 3)
    assert page.ask("take_back", intake=oldest["id"])["ok"] == {"n_contacts": 3, "n_cases": 3, "n_kept": 0}
    assert len(quay_desk.store.all(Contact)) == 2
    assert [one["state"] for one in page.ask("load")["ok"]["state"]["intakes"]] == ["done", "taken_back"]
    assert "taken back already" in page.ask("take_back", intake=oldest["id"])["refused"]


def test_another_groups_import_is_neither_listed_nor_taken_back(page: Page, quay_desk: Desk) -> None:
    with quay_desk.store.step("Next door", by="Test") as step:
        step.add(System(id="pier", name="Pier team", scale="team", part_of="bay"))
        step.add(Cycle(id="pier-1", system="pier", name="First", opened_on=date(2026, 5, 4)))
        theirs = step.add(Intake(cycle="pier-1", file="theirs.csv", source="Pier"))
    assert page.ask("load")["ok"]["state"]["intakes"] == []
    assert "refused" in page.ask("take_back", intake=theirs.id)


# -- what cannot be ----------------------------------------------------------------------------------------------------


def test_what_is_no_table_is_refused_by_its_name_and_by_what_is_in_it(page: Page) -> None:
    assert "neither CSV nor XLSX" in page.ask("file_begin", name="letter.docx", size_bytes=9)["refused"]
    refused = page.ask("look", upload=page.send(b"%PDF-1.7 ..."), source="Council")["refused"]
    assert "is not a table" in refused


def test_a_file_that_is_gone_and_a_source_nobody_named_are_told(page: Page) -> None:
    upload = page.send(plain(1))
    assert "Say where the file comes from" in page.ask("look", upload=upload, source="  ")["refused"]
    page.ask("file_forget")
    assert "no longer here" in page.ask("look", upload=upload, source="Council")["refused"]
    assert "no longer here" in page.ask("next", upload=upload)["refused"]


@pytest.mark.parametrize("covers", [{}, {"from": "2025-04-01"}, {"from": "soon", "until": "2026-03-31"}])
def test_without_the_time_it_covers_nothing_is_brought_in(page: Page, quay_desk: Desk, covers: dict[str, str]) -> None:
    upload = page.send(plain(1))
    given = {"upload": upload, "mapping": page.look(upload)["mapping"], "choices": {}}
    assert page.ask("accept", **given, covers=covers)["field"] == "covers"
    assert quay_desk.store.all(Intake) == []


def test_the_file_waits_until_it_is_in_and_no_longer(page: Page, folder: Path) -> None:
    page.send(plain(1))
    assert len(list(folder.rglob("contacts.csv"))) == 1
    page.bring_in(plain(1))
    assert list(folder.iterdir()) == []


def test_who_only_looks_sees_what_came_and_brings_nothing_in(quay_desk: Desk, folder: Path) -> None:
    looking = Page(quay_desk, may_edit=False)
    assert looking.ask("load")["ok"]["state"]["may_edit"] is False
    assert "refused" in looking.ask("file_begin", name="a.csv", size_bytes=1)
    assert list(folder.iterdir()) == []
