from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import Refused
from workbench.exchange.reading import Reading
from workbench.exchange.safe_cell import guarded, unguarded
from workbench.exchange.table_export import table_csv, table_workbook, write_table
from workbench.model.prompts import words

TABLE = pd.DataFrame(
    {
        "=name": ["=1+1", "Ann", None],
        "n": pd.array([-5, None, 3], dtype="Int64"),
        "on": pd.to_datetime(["2025-06-01", None, "2025-06-03"]),
        "at": pd.to_datetime(["2025-06-01T10:00Z", None, None]),
        "tags": [("a", "b"), (), ("@c",)],
        "ok": [True, False, True],
    }
)


def test_a_table_as_csv_runs_nothing() -> None:
    raw = table_csv(TABLE)
    assert raw.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(raw.decode("utf-8-sig")))) == [
        ["'=name", "n", "on", "at", "tags", "ok"],
        ["'=1+1", "-5", "2025-06-01", "2025-06-01T10:00:00+00:00", "a | b", "yes"],
        ["Ann", "", "", "", "", "no"],
        ["", "3", "2025-06-03", "", "'@c", "yes"],
    ]


def test_a_table_as_workbook_runs_nothing() -> None:
    raw = table_workbook(TABLE, reading=Reading("t.xlsx", words()), sheet="Issues: [all]")
    (sheet,) = openpyxl.load_workbook(io.BytesIO(raw)).worksheets
    assert sheet.title == "Issues all"
    assert [cell.value for cell in sheet[2]] == [
        "=1+1",
        -5,
        datetime(2025, 6, 1),
        datetime(2025, 6, 1, 10),
        "a | b",
        True,
    ]
    assert sheet["A2"].data_type == "s"
    assert sheet["A4"].value is None


def test_a_table_without_rows_gives_its_header() -> None:
    assert table_csv(TABLE.iloc[:0]).decode("utf-8-sig") == '"\'=name","n","on","at","tags","ok"\r\n'


def test_a_text_too_long_for_a_workbook_is_named_and_nothing_written(tmp_path: Path) -> None:
    table = pd.DataFrame({"story": ["short", "x" * 32_768]})
    with pytest.raises(Refused) as refused:
        write_table(table, tmp_path / "stories.xlsx", words=words())
    assert str(refused.value) == (
        "“stories.xlsx” cannot be written as XLSX: the text in row 2, column “story”, is longer than 32,767 "
        "characters. Choose CSV."
    )
    assert list(tmp_path.glob("stories*")) == []


def test_writing_again_replaces_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("old" * 1000)
    write_table(pd.DataFrame({"day": [date(2025, 1, 2)]}), path, words=words())
    assert path.read_text("utf-8-sig") == '"day"\n"2025-01-02"\n'
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["t.csv"]


@given(st.text())
def test_a_guard_comes_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_an_instant_is_written_in_utc() -> None:
    table = pd.DataFrame({"at": [datetime(2025, 6, 1, 10, tzinfo=UTC)]})
    assert b"2025-06-01T10:00:00+00:00" in table_csv(table)
