"""The tables of a file that may hold numbers over time, as text; runs in the child process."""

from __future__ import annotations

from typing import Any

from workbench.exchange.csv_text import sheet_of
from workbench.exchange.raw_text import text_of
from workbench.exchange.reading import Reading
from workbench.exchange.sheet import Block, Row, Sheet, blocks

__all__ = ["MAX_POINTS", "tables_in"]

MAX_POINTS = 10_000
#: A title may stand above a header; so many rows are looked through.
_TITLE_ROWS = 4
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
#: How files begin that certainly hold no table.
_NO_TABLES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"SQLite format 3")


def tables_in(raw: bytes, reading: Reading) -> list[dict[str, Any]]:
    """Every table with a header and rows: ``columns``, ``rows`` (each ``where`` and ``cells``), ``decimal_comma``.

    Raises
    ------
    workbench.errors.Refused
        Where the file is of another kind, has no table, or has more rows than a series may have points.
    """
    made = [table for sheet in _sheets(raw, reading) for block in blocks(sheet) if (table := _table(block, reading))]
    if not made:
        raise reading.refusal("series_no_table")
    return made


def _sheets(raw: bytes, reading: Reading) -> list[Sheet]:
    if raw.startswith(_ZIP):
        from workbench.exchange.workbook import sheets_of  # noqa: PLC0415  only workbooks wait for XML and openpyxl

        return sheets_of(raw, reading)
    if raw.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in raw
        raise reading.refusal("password" if locked else "old_xls")
    binary = b"\x00" in raw and not raw.startswith(_UTF16) and reading.encoding != "utf-16"
    if raw.startswith(_NO_TABLES) or binary:
        raise reading.refusal("series_other_kind")
    text = text_of(raw, reading)
    if not text.strip():
        raise reading.refusal("empty")
    if text.lstrip()[:1] in ("{", "[", "<"):
        raise reading.refusal("series_other_kind")
    return [sheet_of(text, reading)]


def _table(block: Block, reading: Reading) -> dict[str, Any] | None:
    """The block from its header on: the first row as wide as any, for a title has one cell; None where none is."""
    widest = max(row.width for row in block.rows)
    at = next((n for n, row in enumerate(block.rows[: _TITLE_ROWS + 1]) if row.width == widest), None)
    if at is None or widest < 2:
        return None
    body = [row for row in block.rows[at + 1 :] if not row.blank]
    if not body:
        return None
    if len(body) > MAX_POINTS:
        place = block.sheet.where(body[MAX_POINTS], reading)
        raise reading.refusal("series_too_many", where=place, most=f"{MAX_POINTS:,}")
    header = block.rows[at]
    return {
        "columns": [header.cell(n) for n in range(widest)],
        "rows": [_row(block, row, widest, reading) for row in body],
        "decimal_comma": block.sheet.decimal_comma,
    }


def _row(block: Block, row: Row, width: int, reading: Reading) -> dict[str, Any]:
    return {"where": block.sheet.where(row, reading), "cells": [row.cell(n) for n in range(width)]}
