"""Each bad file is answered by one sentence with its name and what to do."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.exchange.child import answer

_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'


def packed(**files: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/"), text)
    return made.getvalue()


def with_sheet(xml: str) -> bytes:
    return packed(**{"[Content_Types].xml": _TYPES, "xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": xml})


def locked() -> bytes:
    made = bytearray(packed(**{"[Content_Types].xml": _TYPES, "xl/workbook.xml": "x"}))
    at = made.find(b"PK\x01\x02")
    while at >= 0:
        made[at + 8] |= 1
        at = made.find(b"PK\x01\x02", at + 4)
    return bytes(made)


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DEEP = '{"elements":' + "[" * 101 + "]" * 101 + "}"
_ENTITY = '<!DOCTYPE a [<!ENTITY b "c">]>' + _SHEET.format("")

BAD: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.csv", b"", "is empty"),
    "blank": ("a.csv", b"\xef\xbb\xbf \n\n", "is empty"),
    "header only": ("a.csv", b"From,To\n", "has headers but no rows"),
    "no header": ("a.csv", b"Hello,world\nA,B\n", "line 1: found “Hello | world”"),
    "prose": ("a.csv", b"Dear Ann,\nplease find the map attached.\n", "A map needs a row with the headers From and To"),
    "not UTF-8": ("a.csv", "From,To\nCafé,B\n".encode("cp1252"), "line 2 would read: “Café,B”"),
    "NUL": ("a.csv", b"From,To\nA\x00,B\n", "has a NUL character at line 2"),
    "open quote": ("a.csv", b'From,To\nA,B\n"C,D\nE,F\n', "opens on line 3 and never closes"),
    "stray quote": ("a.csv", b'From,To\n"A"x,B\n', "inside a cell on or after line 2"),
    "too many cells": ("a.csv", b"From,To\nA,B\nA,B,C\n", "line 3: the row has 3 cells where the header has 2"),
    "too few cells": ("a.csv", b"From,To,Type\nA,B\nA,+\n", "2 rows are like that (2, 3"),
    "long cell": ("a.csv", b"From,To\n" + b"x" * 32_768 + b",B\n", "longer than 32,767 characters"),
    "million rows": ("a.csv", b"From,To\n" + b"A,B\n" * 1_000_000, "at most 200,000 rows"),
    "too wide": ("a.csv", b",".join(b"c%d" % n for n in range(501)) + b"\n", "at most 500 columns"),
    "JSON slip": ("a.json", b'{"elements": [\n{"label": "A",}]}', "line 2, column"),
    "JSON cut off": ("a.json", b'{"elements": [{"label": "A"}', "breaks off at line 1"),
    "JSON deep": ("a.json", _DEEP.encode(), "deeper than 100 levels at line 1"),
    "JSON key twice": ("a.json", b'{"elements": [{"label": "A", "label": "B"}]}', "the key “label” twice"),
    "JSON NaN": ("a.json", b'{"elements": [{"label": "A", "x": NaN}]}', "the number NaN"),
    "JSON endless": ("a.json", b'{"elements": [{"label": "A", "x": 1e999}]}', "the number 1e999"),
    "JSON NUL": ("a.json", b'{"elements": [{"label": "A\\u0000"}]}', "NUL character at elements[0].label"),
    "JSON half character": ("a.json", b'{"elements": [{"label": "A\\ud800"}]}', "half a character at elements[0]"),
    "JSON other": ("a.json", b'{"features": [], "type": "x"}', "it holds: features, type"),
    "JSON no list": ("a.json", b'{"elements": 3}', "“elements” should be a list"),
    "JSON no object": ("a.json", b'{"elements": ["A"]}', "number 1 of “elements” is “A”".replace("“A”", '"A"')),
    "JSON no elements": ("a.json", b'{"elements": []}', "holds no things"),
    "not JSON": ("a.json", b"From,To\nA,B\n", "should be JSON but begins with “From,To"),
    "web page": ("a.csv", b"<!DOCTYPE html><html></html>", "is a web page"),
    "XML": ("a.xml", b"<?xml version='1.0'?><a/>", "is XML"),
    "PDF": ("a.csv", b"%PDF-1.7 \xff\xfe", "is a PDF, not a map"),
    "picture": ("a.xlsx", b"\x89PNG\r\n\x1a\n\x00", "is a picture, not a map"),
    "old .xls": ("a.xls", _OLE + b"\x00" * 600 + "Workbook".encode("utf-16-le"), "old Office format"),
    "password": ("a.xlsx", _OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "has a password"),
    "locked zip": ("a.xlsx", locked(), "has a password"),
    "truncated zip": ("a.xlsx", with_sheet(_SHEET.format(""))[:-40], "is damaged"),
    "zip without beginning": ("a.xlsx", with_sheet(_SHEET.format(""))[4:], "is damaged"),
    "a zip of photos": ("a.zip", packed(**{"photo.png": "x"}), "is a packed file but not a workbook"),
    "binary workbook": ("a.xlsb", packed(**{"[Content_Types].xml": _TYPES, "xl/workbook.bin": "x"}), "(.xlsb)"),
    "workbook without a sheet": ("a.xlsx", with_sheet(_SHEET.format("")), "cannot be followed"),
    "zip bomb": ("a.xlsx", packed(**{"[Content_Types].xml": _TYPES, "xl/a.xml": "0" * 5_000_000}), "unpacks to"),
    "many files": ("a.xlsx", packed(**{f"xl/{n}": "" for n in range(2_001)}), "more than 2,000 files"),
    "climbing name": ("a.xlsx", packed(**{"../../evil.txt": "x"}), "“../../evil.txt”"),
    "entities": ("a.xlsx", with_sheet(_ENTITY), "XML definitions that could harm"),
    "last cell of the sheet": (
        "a.xlsx",
        with_sheet(_SHEET.format('<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')),
        "goes on to row 1,048,576; at most 200,000 rows",
    ),
    "wide sheet": (
        "a.xlsx",
        with_sheet(_SHEET.format('<sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData>')),
        "goes on to column XFD; at most 500 columns",
    ),
}  # fmt: skip


def refusal(path: Path, *, encoding: str | None = None) -> str:
    task = {"reader": "maps", "path": str(path), "name": path.name, "language": "en", "encoding": encoding}
    found = answer(task)
    assert set(found) == {"refused", "field"}, found
    return str(found["refused"])


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_gets_one_sentence(case: str, tmp_path: Path) -> None:
    name, raw, words = BAD[case]
    path = tmp_path / name
    path.write_bytes(raw)

    sentence = refusal(path)

    assert f"“{name}”" in sentence
    assert words in sentence
    assert sentence.endswith((".", "”."))
    assert "{" not in sentence.replace(words, "")
    assert path.read_bytes() == raw


def test_a_formula_whose_value_was_never_saved_is_named(tmp_path: Path, workbook: Callable[..., bytes]) -> None:
    def touch(book: object, page: object) -> None:
        page.write_formula("B2", "=A2", None, "")  # type: ignore[attr-defined]  # a worksheet of xlsxwriter

    path = tmp_path / "formula.xlsx"
    path.write_bytes(workbook({"Links": [["From", "To"], ["A", None]]}, touch))
    raw = path.read_bytes()
    unsaved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(unsaved, "w") as new:
        for info in old.infolist():
            new.writestr(info, old.read(info).replace(b' t="str"><f>A2</f><v></v>', b"><f>A2</f>"))
    path.write_bytes(unsaved.getvalue())

    assert refusal(path) == (
        "“formula.xlsx”, sheet “Links”, cell B2: the formula =A2 has no saved value. Open the file in a spreadsheet, "
        "let it work the value out, save, and choose it again."
    )


def test_a_cell_that_shows_an_error_is_named(tmp_path: Path, workbook: Callable[..., bytes]) -> None:
    path = tmp_path / "error.xlsx"
    path.write_bytes(
        workbook(
            {"Links": [["From", "To"], ["A", None]]},
            lambda book, page: page.write_formula("B2", "=1/0", None, "#DIV/0!"),
        )
    )
    assert refusal(path) == (
        "“error.xlsx”, sheet “Links”, cell B2: the cell shows #DIV/0!. Mend the formula or type the value, save, and "
        "choose it again."
    )


def test_a_sheet_kept_in_an_unusual_place_is_measured_as_well(tmp_path: Path, workbook: Callable[..., bytes]) -> None:
    moved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook({"S": [["From", "To"]]}))) as old, zipfile.ZipFile(moved, "w") as new:
        for name in old.namelist():
            part = old.read(name).replace(b"worksheets/sheet1.xml", b"hidden/sheet1.xml")
            if name == "xl/worksheets/sheet1.xml":
                part = part.replace(b'<row r="1"', b'<row r="900000"').replace(b'r="A1"', b'r="A900000"')
            new.writestr(name.replace("worksheets/sheet1.xml", "hidden/sheet1.xml"), part)
    path = tmp_path / "moved.xlsx"
    path.write_bytes(moved.getvalue())
    assert "goes on to row 900,000; at most 200,000 rows are read" in refusal(path)


def test_an_encoding_nobody_knows_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"From,To\nA,B\n")
    assert "“klingon” is no encoding we read. Choose one of utf-8, cp1252, utf-16" in refusal(path, encoding="klingon")


def test_plain_text_called_a_workbook_is_read_and_said(tmp_path: Path) -> None:
    path = tmp_path / "links.xlsx"
    path.write_text("From,To\nA,B\n")
    (found,) = answer({"reader": "maps", "path": str(path), "name": path.name, "language": "en", "encoding": None})[
        "made"
    ]
    assert len(json.loads(json.dumps(found))["links"]) == 1
    assert found["lost"][0]["why"] == "Its name says workbook, but it holds plain text; it was read as CSV."
