"""What a file of stories holds, as sheets of text or as JSON; runs in the child process."""

from __future__ import annotations

from dataclasses import astuple
from typing import Any, Final

from workbench.exchange.csv_text import sheet_of
from workbench.exchange.json_text import json_of
from workbench.exchange.raw_text import text_of
from workbench.exchange.reading import Reading
from workbench.exchange.sheet import Sheet

__all__ = ["LONGEST_STORY", "MOST_STORIES", "parts_in"]

#: As long as a story may be.
LONGEST_STORY: Final = 1_000_000
MOST_STORIES: Final = 50_000
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
#: How files begin that certainly hold no stories we can read.
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"SQLite format 3")


def parts_in(raw: bytes, reading: Reading) -> dict[str, Any]:
    """``json`` (the value of a JSON file, else None), ``sheets`` (name, rows) and ``notes`` (what was read otherwise).

    A row is ``[number, cells]``; blank rows are left out.

    Raises
    ------
    workbench.errors.Refused
        Where the file is of another kind, is damaged, or holds nothing.
    """
    if raw.startswith(_ZIP):
        from workbench.exchange.workbook import sheets_of  # noqa: PLC0415  only workbooks wait for XML and openpyxl

        return _sheets(sheets_of(raw, reading), reading)
    if raw.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in raw
        raise reading.refusal("password" if locked else "old_xls")
    binary = b"\x00" in raw and not raw.startswith(_UTF16) and reading.encoding != "utf-16"
    if raw.startswith(_OTHERS) or binary:
        raise reading.refusal("other_kind")
    text = text_of(raw, reading)
    start = text.lstrip()[:1]
    if not start:
        raise reading.refusal("empty")
    if start == "<":
        raise reading.refusal("other_kind")
    if start in "{[":
        return {"json": json_of(text, reading), "sheets": [], "notes": _notes(reading)}
    return _sheets([sheet_of(text, reading, longest_cell=LONGEST_STORY)], reading)


def _sheets(sheets: list[Sheet], reading: Reading) -> dict[str, Any]:
    made = []
    for sheet in sheets:
        rows = [[row.number, list(row.cells[: row.width])] for row in sheet.rows if not row.blank]
        if len(rows) > MOST_STORIES:
            raise reading.refusal("too_many", most=f"{MOST_STORIES:,}", n=f"{len(rows):,}")
        if rows:
            made.append({"name": sheet.name, "rows": rows})
    if not made:
        raise reading.refusal("empty")
    return {"json": None, "sheets": made, "notes": _notes(reading)}


def _notes(reading: Reading) -> list[list[str]]:
    return [list(astuple(one)) for one in reading.lost]
