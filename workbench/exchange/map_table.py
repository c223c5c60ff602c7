"""Maps as tables: Kumu's elements and connections, and edge lists, in workbooks and CSV."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from workbench.exchange.draft import Draft
from workbench.exchange.raw_map import RawLink, RawThing
from workbench.exchange.reading import Reading, shown, tidy_name
from workbench.exchange.sheet import Block, Row, column_letter
from workbench.exchange.vocabulary import number_of

__all__ = ["Tables", "headed", "headless_edges"]

#: Pairs of headers that say "this row is a connection".
_ENDS = (("from", "to"), ("source", "target"), ("cause", "effect"), ("from element", "to element"))
_LABELS = ("label", "name", "element")
_OF_THINGS = frozenset({*_LABELS, "type", "element type", "tags", "description", "id", "x", "y"})
_OF_LINKS = frozenset(
    {"type", "connection type", "tags", "description", "note", "direction", "delay", "delayed", "weight", "influence"}
)
#: A bar that separates values; ``\|`` is a bar in a name.
_BAR = re.compile(r"(?<!\\)\|")
#: A title may stand above a header; so many rows are looked through.
_TITLE_ROWS = 4


@dataclass
class Tables:
    """All tables of a file that together are one map."""

    elements: list[Block] = field(default_factory=list)
    connections: list[Block] = field(default_factory=list)

    def into(self, draft: Draft) -> None:
        """Put their rows into a map, elements first."""
        for block in self.elements:
            _add_elements(block, draft)
        for block in self.connections:
            _add_connections(block, draft, all_named=not self.elements)


def headed(block: Block, reading: Reading) -> tuple[str, Block] | None:
    """``connections`` or ``elements``, with the block from its header on; None where no row is such a header.

    Rows above the header (a title) are named in the loss report.
    """
    for n in range(min(_TITLE_ROWS, len(block.rows))):
        found = block.starting_at(n)
        kind = "connections" if _ends(found) else "elements" if set(found.names) & set(_LABELS) else None
        if kind is None:
            continue
        for row in block.rows[:n]:
            reading.lose("title", block.sheet.where(row, reading), " ".join(row.cells))
        return kind, found
    return None


def headless_edges(block: Block) -> bool:
    """True where every row is two names and a number: an edge list whose header somebody cut off."""
    return all(
        row.width == 3 and row.cell(0).strip() and row.cell(1).strip() and _number(row.cell(2), block) is not None
        for row in block.rows
    )


def _ends(block: Block) -> tuple[int, int] | None:
    for one, other in _ENDS:
        if one in block.names and other in block.names:
            return block.names.index(one), block.names.index(other)
    return None


def _number(text: str, block: Block) -> float | None:
    return number_of(text, decimal_comma=block.sheet.decimal_comma)


def _several(text: str) -> list[str]:
    return [part.replace("\\|", "|").strip() for part in _BAR.split(text) if part.strip()]


class _Columns:
    """The columns of a block by name; a name may head several, and then each has its say."""

    def __init__(self, block: Block, known: frozenset[str]) -> None:
        self._block = block
        self._known = known

    def text(self, row: Row, *names: str) -> str:
        """The first written cell under these names."""
        return next(iter(self.all(row, *names)), "")

    def all(self, row: Row, *names: str) -> list[str]:
        """Every written cell under these names."""
        found = (row.cell(n) for n, name in enumerate(self._block.names) if name in names)
        return [text for text in found if text.strip()]

    def others(self, row: Row) -> dict[str, str]:
        """All further columns by the name they have in the file; repeated ones joined by a bar."""
        made: dict[str, str] = {}
        for n in range(row.width):
            text = row.cell(n)
            named = self._block.names[n] if n < len(self._block.names) else ""
            if text.strip() and named not in self._known:
                title = tidy_name(self._block.header.cell(n)) or column_letter(n)
                made[title] = f"{made[title]} | {text}" if title in made else text
        return made


def _body(block: Block, draft: Draft) -> list[Row]:
    """The rows under the header, without a header that is printed again.

    A row of a CSV with another number of cells is refused: a separator is missing, or stands where none should. In a
    workbook nothing can slip, and what is written beside the table goes to the note.
    """
    reading = draft.reading
    width = block.header.width
    ragged = [row for row in block.body if not block.sheet.name and (row.width > width or len(row.cells) < width)]
    if ragged:
        raise reading.refusal(
            "ragged",
            where=block.sheet.where(ragged[0], reading),
            found=len(ragged[0].cells),
            expected=width,
            n=len(ragged),
            lines=", ".join(str(row.number) for row in ragged[:5]),
        )
    rows = []
    for row in block.body:
        again = tuple(tidy_name(cell).casefold() for cell in row.cells[: row.width]) == block.names
        if again:
            draft.lose("header_again", block.sheet.where(row, reading), " ".join(row.cells))
        else:
            rows.append(row)
    return rows


def _add_elements(block: Block, draft: Draft) -> None:
    columns = _Columns(block, _OF_THINGS)
    for row in _body(block, draft):
        name = columns.text(row, *_LABELS)
        key = columns.text(row, "id").strip()
        where = block.sheet.where(row, draft.reading)
        others = columns.others(row)
        spot = {axis: _number(columns.text(row, axis), block) for axis in ("x", "y")}
        others |= {axis: text for axis in spot if spot[axis] is None and (text := columns.text(row, axis))}
        raw = RawThing(
            key=key or tidy_name(name),
            name=name,
            where=where,
            type=" | ".join(columns.all(row, "type", "element type")),
            description="\n".join(columns.all(row, "description")),
            tags=tuple(part for text in columns.all(row, "tags") for part in _several(text)),
            fields=others,
            x=spot["x"],
            y=spot["y"],
        )
        if key:
            draft.add_thing(raw)
        elif raw.key:
            draft.merge_thing(raw)
        else:
            draft.lose("no_label", where, " ".join(cell for cell in row.cells if cell.strip()))


def _add_connections(block: Block, draft: Draft, *, all_named: bool) -> None:
    """``all_named``: there is no table of elements, so the connections are all that names things."""
    ends = _ends(block)
    assert ends is not None, "headed() found them"  # noqa: S101  a slip of ours, not of the file
    known = frozenset({*_OF_LINKS, block.names[ends[0]], block.names[ends[1]]})
    columns = _Columns(block, known)
    for row in _body(block, draft):
        where = block.sheet.where(row, draft.reading)
        sources, targets = (_end_keys(row.cell(n), draft, where, all_named=all_named) for n in ends)
        if not sources or not targets:
            _half_a_row(row, (sources, targets), draft, where)
            continue
        link = _link(row, block, columns, where)
        for source in sources:
            for target in targets:
                draft.add_link(replace(link, source=source, target=target))


def _end_keys(text: str, draft: Draft, where: str, *, all_named: bool) -> list[str]:
    """What a From or To cell means: one thing whose name has a bar in it, or several with bars between."""
    if not text.strip():
        return []
    whole = draft.keys_of(text.strip(), exact=all_named)
    if len(whole) == 1:
        return whole
    found = []
    for part in _several(text):
        keys = draft.keys_of(part, exact=all_named)
        if not keys:
            key = tidy_name(part)
            if not key:
                continue
            draft.add_thing(RawThing(key=key, name=part, where=where))
            if not all_named:
                draft.lose("only_named", where, part)
            keys = [key]
        found.append(keys[0] if len(keys) == 1 else part)  # a name of two things is told when the link is made
    return found


def _half_a_row(row: Row, ends: tuple[list[str], list[str]], draft: Draft, where: str) -> None:
    """A row with one end is a thing without links, as our own edge lists write it; with more on it, a slip."""
    written = sum(bool(cell.strip()) for cell in row.cells)
    if written > 1 or not (ends[0] or ends[1]):
        draft.lose("half_a_row", where, " | ".join(shown(cell, longest=26) for cell in row.cells if cell.strip()))


def _link(row: Row, block: Block, columns: _Columns, where: str) -> RawLink:
    """What a row says of its link, the ends still open."""
    others = columns.others(row)
    weight = None
    for name in ("weight", "influence"):
        text = columns.text(row, name)
        weight = _number(text, block) if weight is None else weight
        if text and _number(text, block) is None:
            others[name] = text
    return RawLink(
        source="",
        target="",
        where=where,
        type=" | ".join(columns.all(row, "type", "connection type")),
        direction=columns.text(row, "direction"),
        delayed=columns.text(row, "delayed", "delay"),
        weight=weight,
        description="\n".join(columns.all(row, "description", "note")),
        tags=tuple(part for text in columns.all(row, "tags") for part in _several(text)),
        fields=others,
    )
