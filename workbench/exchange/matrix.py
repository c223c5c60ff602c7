"""Influence matrices (fuzzy cognitive maps): square, the row acts on the column, the sign is the polarity."""

from __future__ import annotations

from workbench.exchange.draft import Draft
from workbench.exchange.map_file import MapFile
from workbench.exchange.raw_map import RawLink, RawThing
from workbench.exchange.reading import Reading, shown, tidy_name
from workbench.exchange.sheet import Block, Row
from workbench.exchange.vocabulary import number_of

__all__ = ["is_matrix", "matrix_map"]


def is_matrix(block: Block) -> bool:
    """True where names head the columns, and numbers or the same names stand under them."""
    if len(block.rows) < 2:
        return False
    across, down = _across(block), _down(block)
    if down is None:
        return bool(across) and all(_numeric(row, block, 0) for row in block.body)
    shared = {name for name in across if name} & {name for name in down if name}
    return len(shared) * 2 >= len(down) >= 1 or (
        len(across) >= 2 and all(_numeric(row, block, 1) for row in block.body) and all(down)
    )


def matrix_map(block: Block, name: str, reading: Reading) -> MapFile:
    """The map of one matrix; blank and 0 are no link, a number on the diagonal is a thing acting on itself.

    Raises
    ------
    workbench.errors.Refused
        Where it is not square, rows and columns have other names, or a cell holds no number.
    """
    across, down = _across(block), _down(block)
    names = across if down is None else down
    first = 0 if down is None else 1
    _check_names(block, across, down, reading)
    draft = Draft(name, reading)
    for key in across:
        draft.add_thing(RawThing(key=key, name=key, where=block.sheet.where(block.header, reading)))
    for source, row in zip(names, block.body, strict=True):
        for n, target in enumerate(across):
            weight = _weight(row, n + first, block, reading)
            if weight:
                where = block.sheet.where(row, reading, column=n + first)
                draft.add_link(RawLink(source=source, target=target, where=where, weight=weight))
    return draft.finish()


def _down(block: Block) -> list[str] | None:
    """The names of the rows; None where the first column holds numbers from the start."""
    if all(_numeric(row, block, 0) for row in block.body):
        return None
    return [tidy_name(row.cell(0)) for row in block.body]


def _across(block: Block) -> list[str]:
    first = 0 if _down(block) is None else 1
    return [tidy_name(cell) for cell in block.header.cells[first : max(block.header.width, first)]]


def _numeric(row: Row, block: Block, first: int) -> bool:
    cells = [cell for cell in row.cells[first:] if cell.strip()]
    return all(number_of(cell, decimal_comma=block.sheet.decimal_comma) is not None for cell in cells)


def _check_names(block: Block, across: list[str], down: list[str] | None, reading: Reading) -> None:
    where = block.sheet.where(block.header, reading)
    widest = max(row.width for row in block.body) - (down is not None)
    if len(block.body) != len(across) or widest > len(across):
        raise reading.refusal("not_square", where=where, rows=len(block.body), columns=max(len(across), widest))
    unnamed = [n for n, name in enumerate(across, start=1) if not name]
    if unnamed:
        raise reading.refusal("matrix_unnamed", where=where, column=unnamed[0] + (down is not None))
    twice = [name for name in across if across.count(name) > 1]
    if twice:
        raise reading.refusal("matrix_twice", where=where, value=twice[0])
    odd = sorted(set(across) ^ set(down)) if down is not None else []
    if odd:
        raise reading.refusal("matrix_names", where=where, value=", ".join(f"“{shown(name)}”" for name in odd[:5]))


def _weight(row: Row, column: int, block: Block, reading: Reading) -> float:
    text = row.cell(column)
    value = number_of(text, decimal_comma=block.sheet.decimal_comma) if text.strip() else 0.0
    if value is None:
        head = shown(block.header.cell(column))
        where = block.sheet.where(row, reading, column=column)
        raise reading.refusal("not_a_number", where=where, row=shown(row.cell(0)), column=head, value=text)
    return value
