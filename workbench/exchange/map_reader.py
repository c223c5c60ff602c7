"""Which kind of map a file holds, found out from what is in it; runs in the child process."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from workbench.exchange.csv_text import sheet_of
from workbench.exchange.draft import Draft
from workbench.exchange.json_text import json_of
from workbench.exchange.kumu_json import is_kumu, kumu_maps
from workbench.exchange.map_file import MapFile
from workbench.exchange.map_table import Tables, headed, headless_edges
from workbench.exchange.matrix import is_matrix, matrix_map
from workbench.exchange.mental_modeler import is_mental_modeler, mental_modeler_map
from workbench.exchange.raw_text import text_of
from workbench.exchange.reading import Reading
from workbench.exchange.sheet import Block, Row, Sheet, blocks

__all__ = ["maps_in"]

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: How files begin that are certainly no map, and what people call them.
_OTHERS = {
    b"%PDF": "pdf",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"GIF8": "picture",
    b"\x1f\x8b": "archive",
    b"7z\xbc\xaf": "archive",
    b"Rar!": "archive",
    b"SQLite format 3": "database",
}
_WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls")


def maps_in(raw: bytes, reading: Reading) -> list[dict[str, Any]]:
    """The maps of a file as plain values; at least one, their names all different."""
    return [one.plain() for one in _told_apart(_maps(raw, reading))]


def _maps(raw: bytes, reading: Reading) -> list[MapFile]:
    if raw.startswith(_ZIP):
        from workbench.exchange.workbook import sheets_of  # noqa: PLC0415  only workbooks wait for XML and openpyxl

        return _of_sheets(sheets_of(raw, reading), reading)
    _refuse_other_kinds(raw, reading)
    text = text_of(raw, reading)
    if not text.strip():
        raise reading.refusal("empty")
    start = text.lstrip()[:200].casefold()
    if start.startswith(("{", "[")) and not start.startswith("{utf-8}"):
        return _of_json(text, reading)
    if start.startswith("<"):
        raise reading.refusal("web_page" if "<html" in start or "<!doctype html" in start else "xml")
    if reading.name.casefold().endswith(_WORKBOOK_ENDINGS):
        reading.lose("ending", reading.name, reading.name)
    if reading.name.casefold().endswith(".json"):
        raise reading.refusal("not_json", value=text.lstrip()[:20])
    return _of_sheets([sheet_of(text, reading)], reading)


def _refuse_other_kinds(raw: bytes, reading: Reading) -> None:
    if raw.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in raw
        raise reading.refusal("password" if locked else "old_xls")
    for start, kind in _OTHERS.items():
        if raw.startswith(start):
            raise reading.refusal("other_kind", kind=reading.say(f"kind.{kind}"))
    # A workbook whose beginning is lost has no signature left.
    if reading.name.casefold().endswith(_WORKBOOK_ENDINGS) and b"\x00" in raw[:4000]:
        raise reading.refusal("damaged_zip")


def _of_json(text: str, reading: Reading) -> list[MapFile]:
    found = json_of(text, reading)
    if is_kumu(found):
        return kumu_maps(found, reading)
    if is_mental_modeler(found):
        return [mental_modeler_map(found, reading)]
    keys = ", ".join(list(found)[:8]) if isinstance(found, dict) else type(found).__name__
    raise reading.refusal("json_other", value=keys)


def _of_sheets(sheets: list[Sheet], reading: Reading) -> list[MapFile]:
    tables = Tables()
    matrices: list[tuple[str, Block]] = []
    unread: list[Block] = []
    for sheet in sheets:
        for block in blocks(sheet):
            found = headed(block, reading)
            if found is not None:
                (tables.connections if found[0] == "connections" else tables.elements).append(found[1])
            elif headless_edges(block):
                reading.lose("no_header", sheet.where(block.header, reading), " ".join(block.header.cells))
                header = Row(block.header.number, ("From", "To", "Weight"))
                tables.connections.append(Block(sheet, (header, *block.rows)))
            elif is_matrix(block):
                matrices.append((sheet.name or reading.stem, block))
            else:
                unread.append(block)
    if not (tables.connections or tables.elements or matrices):
        raise _nothing_found(unread, reading)
    for block in unread:
        where = block.sheet.where(block.header, reading)
        reading.lose("not_a_table", where, " ".join(block.header.cells), n=len(block.rows))
    made = [matrix_map(block, name, reading) for name, block in matrices]
    if tables.connections or tables.elements:
        made.insert(0, _of_tables(tables, reading))
    return made


def _of_tables(tables: Tables, reading: Reading) -> MapFile:
    if not any(block.body for block in (*tables.elements, *tables.connections)):
        raise reading.refusal("header_only")
    draft = Draft(reading.stem, reading)
    tables.into(draft)
    return draft.finish()


def _nothing_found(unread: list[Block], reading: Reading) -> Exception:
    if not unread:
        return reading.refusal("empty")
    header = unread[0].header
    where = unread[0].sheet.where(header, reading)
    return reading.refusal(
        "no_table", where=where, value=" | ".join(cell for cell in header.cells if cell.strip())[:120]
    )


def _told_apart(maps: list[MapFile]) -> list[MapFile]:
    taken: set[str] = set()
    made = []
    for one in maps:
        name, n = one.name, 1
        while name in taken:
            n += 1
            name = f"{one.name} ({n})"
        taken.add(name)
        made.append(replace(one, name=name))
    return made
