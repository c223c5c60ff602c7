"""A sheet of a workbook, or a CSV file as one: numbered rows of text, and the tables that lie on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from workbench.exchange.reading import Reading, tidy_name

__all__ = ["Block", "Row", "Sheet", "blocks", "column_letter"]


@dataclass(frozen=True)
class Row:
    """One row; ``number`` counts as people count (from 1; for a CSV, the line it begins on)."""

    number: int
    cells: tuple[str, ...]

    @property
    def blank(self) -> bool:
        """True where nothing is written."""
        return not any(cell.strip() for cell in self.cells)

    def cell(self, column: int) -> str:
        """The text at a column counted from 0; empty beyond the row's end."""
        return self.cells[column] if column < len(self.cells) else ""

    @property
    def width(self) -> int:
        """How many cells there are up to the last written one."""
        return max((n for n, cell in enumerate(self.cells, start=1) if cell.strip()), default=0)


@dataclass(frozen=True)
class Sheet:
    """``name`` is empty for a CSV, whose rows can be ragged; ``decimal_comma`` where a comma cannot be a separator."""

    name: str
    rows: tuple[Row, ...]
    decimal_comma: bool = False

    def where(self, row: Row | int, reading: Reading, *, column: int | None = None) -> str:
        """The place in words."""
        number = row if isinstance(row, int) else row.number
        if not self.name:
            return reading.say("where.line", line=number)
        if column is not None:
            return reading.say("where.cell", sheet=self.name, cell=f"{column_letter(column)}{number}")
        return reading.say("where.row", sheet=self.name, row=number)


@dataclass(frozen=True)
class Block:
    """Rows of one sheet with fewer than two blank rows between them: one table, its first row the header."""

    sheet: Sheet
    rows: tuple[Row, ...] = field(repr=False)

    @property
    def header(self) -> Row:
        """The first row."""
        return self.rows[0]

    @property
    def body(self) -> tuple[Row, ...]:
        """The rows under the first one."""
        return self.rows[1:]

    @property
    def names(self) -> tuple[str, ...]:
        """What the header calls each column, for comparing: lower case, single blanks."""
        return tuple(tidy_name(cell).casefold() for cell in self.header.cells[: self.header.width])

    def starting_at(self, n: int) -> Block:
        """The block without its first ``n`` rows."""
        return Block(self.sheet, self.rows[n:])


def blocks(sheet: Sheet) -> Iterator[Block]:
    """The tables of a sheet from top to bottom; two blank rows start a new one, a single blank row does not."""
    gathered: list[Row] = []
    last = 0
    blank = 0
    for row in sheet.rows:
        if row.blank:
            blank += 1
            continue
        # A workbook leaves blank rows out altogether, so the row numbers tell them as well.
        gap = blank if not sheet.name else row.number - last - 1
        if gathered and gap >= 2:
            yield Block(sheet, tuple(gathered))
            gathered = []
        gathered.append(row)
        last, blank = row.number, 0
    if gathered:
        yield Block(sheet, tuple(gathered))


def column_letter(column: int) -> str:
    """A column as a spreadsheet calls it: 0 is A, 26 is AA."""
    letters = ""
    n = column + 1
    while n:
        n, rest = divmod(n - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
