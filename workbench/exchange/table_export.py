"""A table into a file that people open in a spreadsheet, in which no text is ever run."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
import xlsxwriter

from workbench.exchange.reading import MAX_CELL, Reading
from workbench.exchange.safe_cell import guarded
from workbench.exchange.whole_file import ending_of, put
from workbench.frames import Finding, Released
from workbench.model.prompts import Words

__all__ = ["TABLE_ENDINGS", "FrontSheet", "table_csv", "table_workbook", "write_table"]

TABLE_ENDINGS = (".csv", ".xlsx")
_MOST_ROWS = 1_048_575
_SHEET_NAME = 31
#: Pixels; a wider column pushes the others off the screen.
_WIDEST = 420


@dataclass(frozen=True)
class FrontSheet:
    """The sheet before a table's own, for whoever opens the file first: its name, and lines of (label, text)."""

    name: str
    lines: tuple[tuple[str, str], ...]


def write_table(
    found: pd.DataFrame | Released[Finding], path: str | Path, *, words: Words, sheet: str = "Table"
) -> None:
    """Write a table as CSV or XLSX by the file's ending, whole or not at all; the index is not written.

    What leaves for an audience wider than the team is a ``Released``; a bare table is a group's own material.

    Raises
    ------
    workbench.errors.Refused
        For another ending, a folder that cannot be written to, and more than a workbook can hold.
    """
    target = Path(path)
    table = found.table if isinstance(found, Released) else found
    if ending_of(target, TABLE_ENDINGS, words=words) == ".csv":
        content = table_csv(table)
    else:
        content = table_workbook(table, reading=Reading(name=target.name, words=words), sheet=sheet)
    put(target, content, words=words)


def table_csv(table: pd.DataFrame) -> bytes:
    """The table as CSV in UTF-8 with a byte order mark (Excel needs it): everything quoted, formulas made text.

    A table without rows gives its header.
    """
    made = io.StringIO(newline="")
    writer = csv.writer(made, quoting=csv.QUOTE_ALL)
    writer.writerow([guarded(str(name)) for name in table.columns])
    for row in table.itertuples(index=False, name=None):
        writer.writerow([_text(value) for value in row])
    return made.getvalue().encode("utf-8-sig")


def _text(value: Any) -> str:
    plain = _plain(value)
    if plain is None:
        return ""
    if isinstance(plain, bool):
        return "yes" if plain else "no"
    if isinstance(plain, int | float):
        return str(plain)  # a number is no formula: -5 stays a number
    return guarded(plain.isoformat() if isinstance(plain, date) else plain)


def _plain(value: Any) -> bool | int | float | date | str | None:
    """The value as Python has it; None where it is missing; several joined by a bar."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, tuple | list | set | frozenset):
        return " | ".join(str(one) for one in value)
    if value is None or pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        moment = value.to_pydatetime()
        return (
            moment.date()
            if moment.tzinfo is None and moment == datetime.combine(moment, datetime.min.time())
            else moment
        )
    return value if isinstance(value, bool | int | float | date) else str(value)


def table_workbook(
    table: pd.DataFrame,
    *,
    reading: Reading,
    sheet: str = "Table",
    front: FrontSheet | None = None,
    number_formats: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """The table as a sheet of a workbook: numbers and days as such, instants in UTC, everything else as text.

    ``front`` is a sheet to read before it; ``number_formats`` gives columns a spreadsheet's number format.

    Raises
    ------
    workbench.errors.Refused
        Where there are more rows, or a longer text, than a sheet can hold.
    """
    if len(table) > _MOST_ROWS:
        raise reading.refusal("too_big_for_xlsx", n=f"{len(table):,}")
    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(made, options) as book:
        if front is not None:
            _put_front(book, front)
        page = book.add_worksheet(_sheet_name(sheet))
        formats = [book.add_format({"num_format": number_formats.get(str(name), "General")}) for name in table.columns]
        day, instant = (
            book.add_format({"num_format": "yyyy-mm-dd"}),
            book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        )
        bold = book.add_format({"bold": True})
        page.freeze_panes(1, 0)
        for column, name in enumerate(table.columns):
            page.write_string(0, column, str(name), bold)
        for n, row in enumerate(table.itertuples(index=False, name=None), start=1):
            for column, found in enumerate(row):
                value = _plain(found)
                if isinstance(value, str) and len(value) > MAX_CELL:
                    name = str(table.columns[column])
                    raise reading.refusal("too_long_for_xlsx", row=n, column=name, most=f"{MAX_CELL:,}")
                _write(page, (n, column), value, (formats[column], day, instant))
        if front is not None:
            page.autofit(_WIDEST)
    return made.getvalue()


def _put_front(book: Any, front: FrontSheet) -> None:
    page = book.add_worksheet(_sheet_name(front.name))
    top = book.add_format({"valign": "top", "bold": True, "text_wrap": True})
    wrapped = book.add_format({"valign": "top", "text_wrap": True})
    page.set_column(0, 0, 28)
    page.set_column(1, 1, 90)
    for n, (label, text) in enumerate(front.lines):
        page.write_string(n, 0, label, top)
        page.write_string(n, 1, text, wrapped)


def _write(
    page: Any, at: tuple[int, int], value: bool | int | float | date | str | None, formats: tuple[Any, Any, Any]
) -> None:
    number, day, instant = formats
    if value is None:
        return
    if isinstance(value, bool):
        page.write_boolean(*at, value)
    elif isinstance(value, int | float) and abs(value) < 1e15:
        page.write_number(*at, value, number)
    elif isinstance(value, datetime):
        page.write_datetime(*at, value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value, instant)
    elif isinstance(value, date):
        page.write_datetime(*at, datetime.combine(value, datetime.min.time()), day)
    else:
        page.write_string(*at, str(value))


def _sheet_name(name: str) -> str:
    """A name Excel takes: 31 characters, none of those it keeps for itself, no apostrophe at its ends."""
    plain = "".join(c for c in name if c not in "[]:*?/\\" and c.isprintable()).strip().strip("'")
    return plain[:_SHEET_NAME].strip("'") or "Table"
