"""The one table of a council's file as rows of text; runs in the child process, and holds a CSV only row by row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

from workbench.exchange.csv_text import records, separated
from workbench.exchange.raw_text import lines_of
from workbench.exchange.reading import MAX_FILE_BYTES, Lost, Reading, tidy_name
from workbench.exchange.sheet import Row, Sheet
from workbench.exchange.written_day import day_first_of, is_written_day, month_names

__all__ = ["MAX_CONTACT_ROWS", "ROWS_AT_ONCE", "look_in", "rows_in"]

#: Ten years of a large council; a CSV is read row by row, so only time grows with it.
MAX_CONTACT_ROWS: Final = 5_000_000
#: So many rows are handed on together.
ROWS_AT_ONCE: Final = 1_000
#: So many rows are looked at to find the header, and so many of them may stand above it.
_LOOK_AT, _ABOVE = 60, 15
#: So many characters tell the separator; a cell longer than this is a quote that never closes.
_LONGEST = 1_000_000
_ROWS_SHOWN = 10
_EXAMPLES = 3
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NO_TABLES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"SQLite format 3")
_NUMBERS = re.compile(r"[-−(]?\s*[£€$]?\s*\d[\d.,  ]*\s*%?\)?p?", re.IGNORECASE)
_HAS_DAY = re.compile(r"\d{1,4}[-/. ]")


@dataclass
class _Table:
    """A header and the rows under it, as they come."""

    columns: tuple[str, ...]
    rows: Iterator[Row]
    sheet: str
    sheets: tuple[str, ...]
    decimal_comma: bool
    header: tuple[tuple[str, ...], ...] = ()
    again: list[int] = field(default_factory=list)

    def body(self) -> Iterator[tuple[int, list[str]]]:
        """Each row that is neither blank nor the header again, with its number; longer than the header where it is."""
        width = len(self.columns)
        for row in self.rows:
            cells = list(row.cells[: max(width, row.width)])
            cells += [""] * (width - len(cells))
            if not any(cells):
                continue
            if _plain(cells[:width]) in self.header:
                self.again.append(row.number)
                continue
            yield row.number, cells


def rows_in(path: Path, reading: Reading, *, sheet: str = "") -> Iterator[dict[str, Any]]:
    """First ``columns``, ``sheet``, ``decimal_comma``; then ``rows`` (number, cells) in parts; at last ``notes``.

    Raises
    ------
    workbench.errors.Refused
        Where the file is of another kind, has no table or no such sheet, or a place in it cannot be read.
    """
    table = _table(path, reading, sheet)
    yield {"columns": table.columns, "sheet": table.sheet, "decimal_comma": table.decimal_comma}
    body = table.body()
    while part := list(islice(body, ROWS_AT_ONCE)):
        yield {"rows": part}
    yield {"notes": _notes(table, reading)}


def look_in(path: Path, reading: Reading, *, sheet: str = "") -> Iterator[dict[str, Any]]:
    """What a file holds, without its rows: one part.

    ``columns`` each with ``name``, ``examples``, whether most of it are days (``is_day``), and whether these have the
    day first (``day_first``, None where they could mean two things); ``rows`` are the first ten, ``n_rows`` how many
    there are, ``sheets`` and ``sheet`` those of a workbook, ``notes`` what was read in another way than it stands.
    """
    table = _table(path, reading, sheet)
    months = month_names([reading.words.say(f"dates.month_{n}") for n in range(1, 13)])
    first: list[tuple[int, list[str]]] = []
    body = table.body()
    first.extend(islice(body, 500))
    width = len(table.columns)
    written = [[cells[n] for _, cells in first if cells[n].strip()] for n in range(width)]
    days = [n for n in range(width) if _mostly_days(written[n], months)]
    pairs: dict[int, set[str]] = {n: set(written[n]) for n in days}
    n_rows = len(first)
    for _, cells in body:
        n_rows += 1
        for n in days:
            # Days repeat: a few thousand different ones are as many as ten years have.
            if len(pairs[n]) < 20_000:
                pairs[n].add(cells[n])
    yield {
        "columns": [
            {
                "name": name,
                "examples": list(dict.fromkeys(written[n]))[:_EXAMPLES],
                "is_day": n in pairs,
                "day_first": day_first_of(list(pairs[n])) if n in pairs else True,
            }
            for n, name in enumerate(table.columns)
        ],
        "rows": [cells[:width] for _, cells in first[:_ROWS_SHOWN]],
        "n_rows": n_rows,
        "sheets": table.sheets,
        "sheet": table.sheet,
        "notes": _notes(table, reading),
    }


def _notes(table: _Table, reading: Reading) -> list[list[str]]:
    notes = list(reading.lost)
    if table.again:
        where = _where(table.sheet, table.again[0], reading)
        notes.append(reading.loss("header_again", where, table.columns[0], n=len(table.again)))
    return [[note.where, note.what, note.why] for note in notes]


def _where(sheet: str, number: int, reading: Reading) -> str:
    return Sheet(name=sheet, rows=()).where(number, reading)


def _mostly_days(cells: Sequence[str], months: dict[str, int]) -> bool:
    found = sum(bool(_HAS_DAY.search(cell)) and is_written_day(cell, months=months) for cell in cells)
    return bool(cells) and found * 2 >= len(cells)


# -- where the rows come from ----------------------------------------------------------------------------------------


def _table(path: Path, reading: Reading, wanted: str) -> _Table:
    with path.open("rb") as file:
        head = file.read(8192)
    if head.startswith(_ZIP):
        return _of_workbook(path, reading, wanted)
    if head.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in path.read_bytes()
        raise reading.refusal("password" if locked else "old_xls")
    if head.startswith(_NO_TABLES) or head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"[", b"<"):
        raise reading.refusal("other_kind")
    return _of_text(path, reading)


def _of_text(path: Path, reading: Reading) -> _Table:
    lines = lines_of(path, reading)
    first = list(islice(lines, _LOOK_AT))
    if not any(line.strip() for line in first):
        raise reading.refusal("empty")
    separator, text, skipped = separated("".join(first))
    whole = chain(text.splitlines(keepends=True) if skipped else first, lines)
    rows = records(whole, separator, reading, skipped=skipped, longest=_LONGEST, most=MAX_CONTACT_ROWS + _LOOK_AT + 1)
    return _headed(rows, reading, decimal_comma=separator == ";")


def _of_workbook(path: Path, reading: Reading, wanted: str) -> _Table:
    from workbench.exchange.workbook import sheets_of  # noqa: PLC0415  only workbooks wait for XML and openpyxl

    if path.stat().st_size > MAX_FILE_BYTES:
        raise reading.refusal("too_large", most=f"{MAX_FILE_BYTES // 1024**2} MB")
    sheets = [sheet for sheet in sheets_of(path.read_bytes(), reading) if any(not row.blank for row in sheet.rows)]
    names = tuple(sheet.name for sheet in sheets)
    if not sheets:
        raise reading.refusal("no_table")
    if wanted and wanted not in names:
        named = ", ".join(f"“{name}”" for name in names)
        raise reading.refusal("no_sheet", field="sheet", value=wanted, names=named)
    # The largest sheet is nearly always the one with the rows; the others tell about it.
    chosen = next(s for s in sheets if s.name == wanted) if wanted else max(sheets, key=_size)
    return _headed(iter(chosen.rows), reading, sheet=chosen.name, sheets=names)


def _size(sheet: Sheet) -> int:
    return sum(row.width for row in sheet.rows)


# -- the header ------------------------------------------------------------------------------------------------------


def _headed(
    rows: Iterator[Row],
    reading: Reading,
    *,
    sheet: str = "",
    sheets: tuple[str, ...] = (),
    decimal_comma: bool = False,
) -> _Table:
    """The table from its header on; titles above it are told, a header of two rows is put together."""
    written = (row for row in rows if not row.blank)
    first = list(islice(written, _LOOK_AT))
    at = _header_at(first)
    if at is None or at + 1 >= len(first):
        raise reading.refusal("no_table" if at is None else "header_only")
    for row in first[:at]:
        reading.lose("title", _where(sheet, row.number, reading), next(cell for cell in row.cells if cell.strip()))
    upper = first[at]
    lower = first[at + 1] if _is_upper_half(first, at) else None
    names = _joined(upper, lower) if lower else [upper.cell(n) for n in range(upper.width)]
    width = max(upper.width, lower.width if lower else 0, _usual_width(first[at + 1 :]))
    columns = _named([tidy_name(name) for name in names], width, reading, where=_where(sheet, upper.number, reading))
    if lower:
        reading.lose("two_headers", _where(sheet, upper.number, reading), ", ".join(columns))
    header = tuple(_plain([row.cell(n) for n in range(width)]) for row in (upper, lower) if row)
    body = chain(first[at + (2 if lower else 1) :], written)
    return _Table(columns, body, sheet, sheets, decimal_comma, header=header)


def _plain(cells: Iterable[str]) -> tuple[str, ...]:
    return tuple(tidy_name(cell).casefold() for cell in cells)


def _usual_width(rows: Sequence[Row]) -> int:
    widths = Counter(row.width for row in rows)
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _wordy(row: Row) -> bool:
    """Only words: no number and no day, which a header has not."""
    return not any(_NUMBERS.fullmatch(cell.strip()) or re.match(r"\d+[/.-]\d", cell.strip()) for cell in row.cells)


def _header_at(rows: Sequence[Row]) -> int | None:
    """The first row of words that is at least half as wide as most rows are; a title has one cell.

    None where there is none: the first row of a table without headers holds people's numbers and names, which are no
    names of columns.
    """
    least = max(2, (_usual_width(rows) + 1) // 2)
    wide = (n for n, row in enumerate(rows[:_ABOVE]) if row.width >= least and _wordy(row))
    return next((n for n in wide if sum(bool(cell.strip()) for cell in rows[n].cells) >= 2), None)


def _is_upper_half(rows: Sequence[Row], at: int) -> bool:
    """True where a header of two rows begins: the upper one has gaps or says a word twice, the lower one is fuller."""
    upper, lower = rows[at], rows[at + 1] if at + 2 < len(rows) else None
    if lower is None or not _wordy(lower):
        return False
    said = [cell for cell in _plain(upper.cells) if cell]
    under = [cell for cell in _plain(lower.cells) if cell]
    merged = len(said) < max(upper.width, lower.width) or len(set(said)) < len(said)
    return merged and len(set(under)) > len(set(said)) and len(under) >= len(said) and not _wordy(rows[at + 2])


def _joined(upper: Row, lower: Row) -> list[str]:
    """The names of a header of two rows: the lower word, with the upper one before it where the lower stands twice."""
    width = max(upper.width, lower.width)
    said = [tidy_name(lower.cell(n)) for n in range(width)]
    twice = {name for name, n in Counter(name.casefold() for name in said).items() if n > 1}
    above, made = "", []
    for n, name in enumerate(said):
        above = tidy_name(upper.cell(n)) or above
        if not name or name.casefold() == above.casefold():
            made.append(tidy_name(upper.cell(n)) or name)
        else:
            made.append(f"{above} {name}".strip() if name.casefold() in twice else name)
    return made


def _named(names: list[str], width: int, reading: Reading, *, where: str) -> tuple[str, ...]:
    """Every column with a name of its own: a gap takes the name left of it (a merged header), a number where twice."""
    made: list[str] = []
    for n in range(width):
        own = names[n] if n < len(names) else ""
        left = made[n - 1].rpartition(" (")[0] or made[n - 1] if made else ""
        name = own or left or f"({n + 1})"
        taken = {one.casefold() for one in made}
        said = next(s for s in (name, *(f"{name} ({k})" for k in range(2, width + 2))) if s.casefold() not in taken)
        if not own:
            reading.lost.append(Lost(where=where, what=said, why=reading.say("lost.header_filled")))
        elif said != own:
            reading.lost.append(Lost(where=where, what=said, why=reading.say("lost.header_twice")))
        made.append(said[:200])
    return tuple(made)
