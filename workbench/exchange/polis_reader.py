"""A CSV of Polis as text, its header apart; runs in the child process."""

from __future__ import annotations

from typing import Any

from workbench.exchange.csv_text import sheet_of
from workbench.exchange.raw_text import text_of
from workbench.exchange.reading import Reading

__all__ = ["table_in"]

#: How files begin that certainly are no CSV.
_OTHER_KINDS = (b"PK\x03\x04", b"%PDF", b"\x89PNG", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"SQLite format 3")


def table_in(raw: bytes, reading: Reading) -> dict[str, Any]:
    """``columns`` are the headers in small letters, ``rows`` each [line, cell, …], as many cells as columns.

    Raises
    ------
    workbench.errors.Refused
        Where the file is of another kind, cannot be read as text, or has no header.
    """
    if raw.startswith(_OTHER_KINDS):
        raise reading.refusal("other_kind")
    rows = [row for row in sheet_of(text_of(raw, reading), reading).rows if not row.blank]
    if not rows:
        raise reading.refusal("empty")
    columns = [cell.strip().casefold() for cell in rows[0].cells[: rows[0].width]]
    return {
        "columns": columns,
        "rows": [[row.number, *(row.cell(n).strip() for n in range(len(columns)))] for row in rows[1:]],
    }
