"""Delimited text to a sheet: comma, semicolon or tab found out, quotes and lengths held to."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator

from workbench.errors import Refused
from workbench.exchange.reading import MAX_CELL, MAX_COLUMNS, MAX_ROWS, Reading
from workbench.exchange.safe_cell import unguarded
from workbench.exchange.sheet import Row, Sheet

__all__ = ["records", "separated", "sheet_of"]

_SEPARATORS = (",", ";", "\t")
#: So many records are looked at to find the separator.
_LOOK_AT = 30


def sheet_of(text: str, reading: Reading, *, longest_cell: int = MAX_CELL) -> Sheet:
    """The text as a sheet without a name; the apostrophe that guards a formula is taken off.

    ``longest_cell`` is the most characters a cell may have.

    Raises
    ------
    workbench.errors.Refused
        With the line, for a quote that never closes or stands inside a cell, cells and files beyond the limits.
    """
    separator, text, skipped = separated(text)
    lines = io.StringIO(text, newline="")
    rows = list(records(lines, separator, reading, skipped=skipped, longest=len(text), longest_cell=longest_cell))
    return Sheet(name="", rows=tuple(rows), decimal_comma=separator != ",")


def separated(text: str) -> tuple[str, str, int]:
    """The separator of a text, the text without a line that names it (``sep=;``), and how many lines that was."""
    first, _, rest = text.partition("\n")
    if first.strip().casefold().startswith("sep=") and len(first.strip()) == len("sep=") + 1:
        return first.strip()[-1], rest, 1
    return _separator(text), text, 0


def _separator(text: str) -> str:
    """The mark by which most records have the same number of cells, more than one; the comma where none does."""
    best, found = (0, 0), ","
    for mark in _SEPARATORS:
        widths: Counter[int] = Counter()
        try:
            for n, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark)):
                if n >= _LOOK_AT:
                    break
                if any(cell.strip() for cell in cells):
                    widths[len(cells)] += 1
        except csv.Error:
            pass  # what was counted until then is enough to tell; reading for real gives the sentence
        score = max(((n, width) for width, n in widths.items() if width > 1), default=(0, 0))
        if score > best:
            best, found = score, mark
    return found


def records(
    lines: Iterable[str],
    separator: str,
    reading: Reading,
    *,
    skipped: int = 0,
    longest: int,
    longest_cell: int = MAX_CELL,
    most: int = MAX_ROWS,
) -> Iterator[Row]:
    """The records one by one. ``longest`` is the most characters one cell can have, ``most`` the most records.

    A cell that has more than ``longest_cell`` is refused.

    Raises
    ------
    workbench.errors.Refused
        As :func:`sheet_of`.
    """
    # The limit is the whole process's, so it is only ever raised; how long a cell may be is looked at below.
    csv.field_size_limit(max(longest, csv.field_size_limit()))
    reader = csv.reader(lines, delimiter=separator, strict=True)
    n = 0
    while True:
        line = reader.line_num + 1 + skipped
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as e:
            key = "open_quote" if "end of data" in str(e) or "field limit" in str(e) else "stray_quote"
            raise reading.refusal(key, line=line) from e
        if n >= most:
            raise reading.refusal("too_many_rows", most=f"{most:,}", where=reading.say("where.line", line=line))
        n += 1
        if len(cells) > MAX_COLUMNS and any(cell.strip() for cell in cells[MAX_COLUMNS:]):
            raise reading.refusal("too_many_columns", most=MAX_COLUMNS, where=reading.say("where.line", line=line))
        if too_long := _too_long(cells, line, reading, most=longest_cell):
            raise too_long
        yield Row(line, tuple(unguarded(cell) for cell in cells))


def _too_long(cells: list[str], line: int, reading: Reading, *, most: int) -> Refused | None:
    for n, cell in enumerate(cells, start=1):
        if len(cell) > most:
            # A quote that was opened and not closed swallows line after line; then that is what to look for.
            key = "open_quote" if cell.count("\n") > 50 else "long_cell"
            place = reading.say("where.line_column", line=line, column=n)
            return reading.refusal(key, line=line, where=place, most=f"{most:,}", value=cell[:30])
    return None
