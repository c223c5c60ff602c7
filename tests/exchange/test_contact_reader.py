"""Tables of contacts as councils write them: where the header is, what is no row, and what cannot be read."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from workbench.errors import Refused
from workbench.exchange.contact_reader import look_in, rows_in
from workbench.exchange.reading import Reading
from workbench.exchange.row_stream import parts_of
from workbench.model.prompts import words

HEADER = "Person,Date,Agency,Activity,Cost\n"


def reading(**options: str) -> Reading:
    return Reading(name="Contacts.csv", words=words(), section="contact_import", **options)


def looked(tmp_path: Path, content: str | bytes, *, sheet: str = "", **options: str) -> dict[str, Any]:
    file = tmp_path / "Contacts.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    (found,) = look_in(file, reading(**options), sheet=sheet)
    return found


def rows(tmp_path: Path, content: str | bytes, *, sheet: str = "", **options: str) -> list[list[str]]:
    file = tmp_path / "Contacts.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return [cells for part in rows_in(file, reading(**options), sheet=sheet) for _, cells in part.get("rows", ())]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_byte_order_mark_and_any_separator_are_read(tmp_path: Path, separator: str) -> None:
    content = "\ufeff" + HEADER.replace(",", separator) + separator.join(["P1", "13/04/2026", "Housing", "Visit", "12"])

    assert [one["name"] for one in looked(tmp_path, content)["columns"]] == [
        "Person",
        "Date",
        "Agency",
        "Activity",
        "Cost",
    ]
    assert rows(tmp_path, content) == [["P1", "13/04/2026", "Housing", "Visit", "12"]]


def test_titles_a_merged_header_of_two_rows_and_repeated_headers_are_passed_over_and_told(tmp_path: Path) -> None:
    content = (
        "Contacts with services,,,,\nExtract of 3 May 2026,,,,\n"
        "Person,,Contact,,Money\nRef,Name,Date,Agency,£\n"
        "1001,A,13/04/2026,Housing,£3\nRef,Name,Date,Agency,£\n1002,B,14/04/2026,Police,£4\n,,,,\n,,,,\n"
    )

    found = looked(tmp_path, content)

    assert [one["name"] for one in found["columns"]] == ["Ref", "Name", "Date", "Agency", "£"]
    assert found["rows"] == [["1001", "A", "13/04/2026", "Housing", "£3"], ["1002", "B", "14/04/2026", "Police", "£4"]]
    assert found["n_rows"] == 2
    assert [(where, what) for where, what, _ in found["notes"]] == [
        ("line 1", "Contacts with services"),
        ("line 2", "Extract of 3 May 2026"),
        ("line 3", "Ref, Name, Date, Agency, £"),
        ("line 6", "Ref"),
    ]


def test_a_gap_in_the_header_takes_the_name_to_its_left_and_a_name_said_twice_gets_a_number(tmp_path: Path) -> None:
    found = looked(tmp_path, "Person,,Date,Date\nP1,x,13/04/2026,14/04/2026\n")

    assert [one["name"] for one in found["columns"]] == ["Person", "Person (2)", "Date", "Date (2)"]
    assert [why for _, _, why in found["notes"]] == [
        "A column had no header of its own (merged cells); it took the one to its left.",
        "Two columns had the same header; this one was given a number.",
    ]


def test_a_first_row_with_a_bad_day_is_a_row_and_no_header(tmp_path: Path) -> None:
    found = looked(tmp_path, HEADER + "P1,soon,Housing,Visit,£3\nP2,13/04/2026,Housing,Visit,£4\n")

    assert found["n_rows"] == 2
    assert found["rows"][0] == ["P1", "soon", "Housing", "Visit", "£3"]


@pytest.mark.parametrize(
    ("days", "day_first"),
    [
        (("13/04/2026", "01/02/2026"), True),
        (("04/13/2026", "01/02/2026"), False),
        (("03/04/2026", "01/02/2026"), None),
        (("13/04/2026", "04/13/2026"), None),
        (("2026-04-13",), True),
    ],
)
def test_whether_days_come_first_is_found_over_the_whole_column_or_left_open(
    tmp_path: Path, days: tuple[str, ...], day_first: bool | None
) -> None:
    found = looked(tmp_path, HEADER + "".join(f"P1,{day},Housing,Visit,1\n" for day in days))

    (column,) = [one for one in found["columns"] if one["is_day"]]
    assert (column["name"], column["day_first"]) == ("Date", day_first)


def test_windows_text_is_offered_with_its_line_and_read_only_when_chosen(tmp_path: Path) -> None:
    content = (HEADER + "P1,13/04/2026,Café,Visit,£3\n").encode("cp1252")

    with pytest.raises(Refused, match="line 2 would read: “P1,13/04/2026,Café,Visit,£3") as refused:
        looked(tmp_path, content)

    assert refused.value.field == "encoding"
    assert rows(tmp_path, content, encoding="cp1252") == [["P1", "13/04/2026", "Café", "Visit", "£3"]]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (HEADER, "has headers but no rows"),
        ("P1,13/04/2026,Housing,Visit,3\nP2,14/04/2026,Housing,Visit,3\n", "Put a row of headers above the rows"),
        ("\n\n", "is empty"),
        (b"%PDF-1.7 ...", "is not a table"),
        (b'{"a": 1}', "is not a table"),
        (HEADER + 'P1,"13/04/2026,Housing,Visit,3\n', "quotation mark opens on line 2"),
        (HEADER + "P1,13/04/2026,Hou\x00sing,Visit,3\n", "NUL character at line 2"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old Office format"),
    ],
)
def test_what_is_no_table_of_contacts_is_refused_in_one_sentence(
    tmp_path: Path, content: str | bytes, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        looked(tmp_path, content)


def test_of_several_sheets_one_is_chosen(tmp_path: Path, workbook: Callable[..., bytes]) -> None:
    header = ["Person", "Date", "Agency"]
    content = workbook(
        {"Notes": [["Made by"], ["Ana"]], "April": [header, ["P1", "13/04/2026", "Housing"]], "May": [header]}
    )

    found = looked(tmp_path, content)

    assert (found["sheets"], found["sheet"], found["n_rows"]) == (("Notes", "April", "May"), "April", 1)
    assert rows(tmp_path, content, sheet="April") == [["P1", "13/04/2026", "Housing"]]
    with pytest.raises(Refused, match=r"no sheet “June”. Its sheets are: “Notes”, “April”, “May”"):
        looked(tmp_path, content, sheet="June")


@pytest.mark.slow
def test_a_long_csv_is_never_held_whole(tmp_path: Path) -> None:
    file = tmp_path / "Contacts.csv"
    with file.open("w") as out:
        out.write(HEADER)
        out.writelines(f"P{n},13/04/2026,Housing,Visit,{n}\n" for n in range(60_000))

    tracemalloc.start()
    n = sum(len(part.get("rows", ())) for part in rows_in(file, reading()))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert n == 60_000
    assert peak < 3_000_000 < file.stat().st_size * 3


def test_the_child_gives_part_after_part_and_its_refusal_where_it_meets_it(tmp_path: Path) -> None:
    file = tmp_path / "Contacts.csv"
    file.write_bytes((HEADER + "P1,13/04/2026,Housing,Visit,1\n" * 2_500).encode() + b"P1,13/04/2026,Caf\xe9,Visit,1\n")
    parts = parts_of("contact_rows", file, reading=reading())

    assert next(parts)["columns"] == ["Person", "Date", "Agency", "Activity", "Cost"]
    assert [len(next(parts)["rows"]) for _ in range(2)] == [1_000, 1_000]
    with pytest.raises(Refused, match="line 2502 would read"):
        next(parts)


def test_a_workbook_with_merged_headers_and_days_of_its_own_is_read(
    tmp_path: Path, workbook: Callable[..., bytes]
) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.merge_range("A1:B1", "Person")
        sheet.write_datetime("C3", datetime(2026, 4, 13), book.add_format({"num_format": "dd/mm/yyyy"}))

    content = workbook({"Sheet": [[None, None, "Contact"], ["Ref", "Ward", "Date"], ["7", "East"]]}, fill)

    found = looked(tmp_path, content)

    assert [one["name"] for one in found["columns"]] == ["Ref", "Ward", "Date"]
    assert found["rows"] == [["7", "East", "2026-04-13"]]
