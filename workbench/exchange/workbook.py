"""An XLSX workbook to sheets of text: what it holds is counted before anything is loaded."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from workbench.exchange.archive import refuse_unsafe_archive
from workbench.exchange.raw_text import refuse_bad_characters
from workbench.exchange.reading import MAX_CELL, MAX_COLUMNS, MAX_ROWS, Reading
from workbench.exchange.sheet import Row, Sheet, column_letter

__all__ = ["sheets_of"]

#: How Excel writes what XML cannot hold. Other numbers are left: openpyxl does not tell a text that only looks so.
_BY_NUMBER = re.compile("_x(00[01][0-9A-Fa-f]|FFF[EFef])_")
_NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
#: ISO 29500 "strict" workbooks name the same elements in another namespace.
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"


@dataclass
class _Scan:
    """What a sheet's own XML says, whatever its declared dimension."""

    unsaved: list[tuple[int, int, str]] = field(default_factory=list)
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


def sheets_of(raw: bytes, reading: Reading) -> list[Sheet]:
    """The sheets in order, every cell as text; sheets called ``(ignore)`` are left out, and it is said.

    Merged cells are filled with what stands in their first cell, and it is said.

    Raises
    ------
    workbench.errors.Refused
        For an archive or XML that is damaged, too large or unsafe, a password, cells and sheets beyond the limits,
        formulas whose value was never saved, and cells that show an error.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            _check_archive(archive, reading)
            scans = {info.filename: _scan(archive, info, reading) for info in _sheet_parts(archive)}
            with warnings.catch_warnings(action="ignore"):  # openpyxl warns of colours and menus, which no map has
                return _loaded(raw, archive, scans, reading)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as e:
        raise reading.refusal("damaged_zip") from e
    except DefusedXmlException as e:
        raise reading.refusal("xml_entities") from e
    except (ParseError, LookupError, ValueError, TypeError, AttributeError, OSError) as e:
        # openpyxl answers a workbook it cannot follow with any of these (the bytes are here, no disk is meant)
        raise reading.refusal("damaged_workbook") from e


def _check_archive(archive: zipfile.ZipFile, reading: Reading) -> None:
    refuse_unsafe_archive(archive, reading)
    names = set(archive.namelist())
    if "xl/workbook.bin" in names:
        raise reading.refusal("xlsb")
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise reading.refusal("other_zip")


def _sheet_parts(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    for info in archive.infolist():
        if info.filename.startswith("xl/worksheets/") and info.filename.endswith(".xml"):
            yield info


def _scan(archive: zipfile.ZipFile, info: zipfile.ZipInfo, reading: Reading) -> _Scan:
    made = _Scan()
    row, column = 0, 0
    with archive.open(info) as part:
        for event, element in iterparse(part, events=("start", "end"), forbid_dtd=True):
            tag = element.tag.replace(_STRICT, _NAMESPACE)
            if event == "start":
                if tag == f"{_NAMESPACE}row":
                    row = int(element.get("r") or row + 1)
                    column = 0
                    _refuse_wide_or_long(row, 0, reading)
                elif tag == f"{_NAMESPACE}c":
                    row, column = _place(element.get("r"), row, column + 1)
                    _refuse_wide_or_long(row, column, reading)
                continue
            if tag == f"{_NAMESPACE}c":
                _note_cell(element, row, column, made)
            elif tag == f"{_NAMESPACE}mergeCell":
                first, _, last = (element.get("ref") or "").partition(":")
                made.merged.append((*_place(first, 0, 0), *_place(last or first, 0, 0)))
            if tag == f"{_NAMESPACE}row":
                element.clear()
    return made


def _note_cell(cell: Element, row: int, column: int, scan: _Scan) -> None:
    found = {child.tag.rpartition("}")[2]: child for child in cell}
    formula, value = found.get("f"), found.get("v")
    if formula is not None and (value is None or not value.text) and cell.get("t") != "str":
        scan.unsaved.append((row, column, formula.text or ""))
    elif cell.get("t") == "e" and value is not None:
        scan.errors.append((row, column, value.text or ""))


def _place(reference: str | None, row: int, column: int) -> tuple[int, int]:
    """Row and column counted from 1, as ``C7`` says; the given ones where a cell has no reference of its own."""
    if not reference:
        return row, column
    letters = reference.rstrip("0123456789")
    number = reference[len(letters) :]
    found = 0
    for letter in letters.upper():
        found = found * 26 + ord(letter) - 64
    return int(number), found


def _refuse_wide_or_long(row: int, column: int, reading: Reading) -> None:
    if row > MAX_ROWS:
        raise reading.refusal("too_many_rows", most=f"{MAX_ROWS:,}", where=reading.say("where.any_row", row=f"{row:,}"))
    if column > MAX_COLUMNS:
        place = reading.say("where.any_column", column=column_letter(column - 1))
        raise reading.refusal("too_many_columns", most=MAX_COLUMNS, where=place)


def _loaded(raw: bytes, archive: zipfile.ZipFile, scans: dict[str, _Scan], reading: Reading) -> list[Sheet]:
    import openpyxl  # noqa: PLC0415  slow to import, so it waits until the archive has been found sound

    book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
    made = []
    for sheet in book.worksheets:
        name = " ".join(sheet.title.split())
        if "(ignore)" in name.casefold():
            reading.lose("sheet_ignored", reading.say("where.sheet", sheet=name), name)
            continue
        part = str(getattr(sheet, "_worksheet_path", ""))  # a workbook may keep a sheet where others do not
        scan = scans[part] if part in scans else _scan(archive, archive.getinfo(part), reading)
        _refuse_cells(name, scan, reading)
        sheet.reset_dimensions()
        made.append(Sheet(name=name, rows=tuple(_rows(sheet, name, scan, reading))))
    return made


def _refuse_cells(name: str, scan: _Scan, reading: Reading) -> None:
    for key, found in (("formula", scan.unsaved), ("error_cell", scan.errors)):
        if found:
            row, column, value = found[0]
            place = reading.say("where.cell", sheet=name, cell=f"{column_letter(column - 1)}{row}")
            raise reading.refusal(key, where=place, value=f"={value}" if key == "formula" else value, n=len(found))


def _rows(sheet: Any, name: str, scan: _Scan, reading: Reading) -> Iterator[Row]:
    rows: dict[int, list[str]] = {}
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        if any(value is not None for value in values):
            rows[number] = [_cell(value, name, number, column, reading) for column, value in enumerate(values)]
    widest = max((len(cells) for cells in rows.values()), default=0)
    for top, left, bottom, right in scan.merged:
        _fill(rows, (top, left, min(bottom, max(rows, default=0)), min(right, widest)), name, reading)
    for number in sorted(rows):
        yield Row(number, tuple(rows[number]))


def _fill(rows: dict[int, list[str]], area: tuple[int, int, int, int], name: str, reading: Reading) -> None:
    top, left, bottom, right = area
    first = rows.get(top, [])
    value = first[left - 1] if left <= len(first) else ""
    if not value.strip() or (bottom <= top and right <= left):
        return
    cells = f"{column_letter(left - 1)}{top}:{column_letter(right - 1)}{bottom}"
    reading.lose("merged", reading.say("where.cell", sheet=name, cell=cells), value)
    for number in range(top, bottom + 1):
        row = rows.setdefault(number, [])
        row.extend([""] * (right - len(row)))
        row[left - 1 : right] = [value] * (right - left + 1)


def _cell(value: object, sheet: str, row: int, column: int, reading: Reading) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        text = _BY_NUMBER.sub(lambda found: chr(int(found[1], 16)), value)
    elif isinstance(value, bool):
        text = "TRUE" if value else "FALSE"
    elif isinstance(value, float):
        text = str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    elif isinstance(value, datetime):
        text = value.date().isoformat() if value.time() == time.min else value.isoformat(sep=" ")
    elif isinstance(value, date | time):
        text = value.isoformat()
    else:
        text = str(value)
    place = reading.say("where.cell", sheet=sheet, cell=f"{column_letter(column)}{row}")
    if len(text) > MAX_CELL:
        raise reading.refusal("long_cell", where=place, most=f"{MAX_CELL:,}", value=text[:30])
    refuse_bad_characters(text, reading, where=place)
    return text
