"""A file of coding, of whatever program, as a draft; runs in the child process."""

from __future__ import annotations

from typing import Any

from workbench.exchange.csv_text import sheet_of
from workbench.exchange.raw_text import text_of
from workbench.exchange.reading import Reading
from workbench.exchange.refi_qda import qdpx_in
from workbench.exchange.taguette import SQLITE, codebook_in, highlights_in, project_in

__all__ = ["coding_in"]

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


def coding_in(raw: bytes, reading: Reading) -> dict[str, Any]:
    """The draft as plain values: a REFI-QDA project, a Taguette project, list of highlights or codebook.

    Raises
    ------
    workbench.errors.Refused
        Where the file is none of these, or cannot be read.
    """
    if raw.startswith(_ZIP):
        return qdpx_in(raw, reading).plain()
    if raw.startswith(SQLITE):
        return project_in(raw, reading).plain()
    if not raw.strip():
        raise reading.refusal("empty")
    sheet = sheet_of(text_of(raw, reading), reading)
    made = highlights_in(sheet, reading) or codebook_in(sheet, reading)
    if made is None:
        raise reading.refusal("coding_other_kind")
    return made.plain()
