"""What Taguette gives out: highlights, codebook, and projects whose offsets count bytes."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from workbench.errors import Refused
from workbench.exchange.coding_draft import CodeDraft, CodingDraft, PassageDraft, TextDraft
from workbench.exchange.coding_reader import coding_in
from workbench.exchange.reading import Reading
from workbench.model.prompts import words


def read(raw: bytes, name: str = "export.csv") -> CodingDraft:
    return CodingDraft.of(coding_in(raw, Reading(name=name, words=words(), section="coding_files")))


def taguette(folder: Path, contents: str, highlights: list[tuple[int, int, int]]) -> bytes:
    """A project as Taguette 1.4 lays it out, with one document and the tags ``people`` and ``people.family``."""
    path = folder / "taguette.sqlite3"
    with sqlite3.connect(path) as made:
        made.executescript(
            "CREATE TABLE documents (id INTEGER PRIMARY KEY, name TEXT, contents TEXT);"
            "CREATE TABLE tags (id INTEGER PRIMARY KEY, path TEXT, description TEXT);"
            "CREATE TABLE highlights (id INTEGER PRIMARY KEY, document_id INTEGER, start_offset INTEGER,"
            " end_offset INTEGER, snippet TEXT);"
            "CREATE TABLE highlight_tags (highlight_id INTEGER, tag_id INTEGER);"
            "INSERT INTO tags VALUES (1, 'people', 'Anybody'), (2, 'people.family', '');"
        )
        made.execute("INSERT INTO documents VALUES (7, 'Interview 3', ?)", (contents,))
        for id, (start, end, tag) in enumerate(highlights, start=1):
            made.execute("INSERT INTO highlights VALUES (?, 7, ?, ?, '')", (id, start, end))
            made.execute("INSERT INTO highlight_tags VALUES (?, ?)", (id, tag))
    made.close()
    return path.read_bytes()


def test_highlights_are_read_with_their_documents_and_tags() -> None:
    rows = ("1,Interview 3,people,my aunt", '2,Interview 3,money,"“forty, and”"', "3,,money,x")
    draft = read("\n".join(("id,document,tag,content", *rows)).encode())
    assert draft.codes == [CodeDraft(key="people", name="people"), CodeDraft(key="money", name="money")]
    assert draft.texts == [TextDraft(key="Interview 3", title="Interview 3")]
    assert [(p.code, p.text, p.quote) for p in draft.passages] == [
        ("people", "Interview 3", "my aunt"),
        ("money", "Interview 3", "“forty, and”"),
    ]
    assert [lost.why for lost in draft.lost] == ["the row lacks its document, its tag or its words"]


def test_a_codebook_gives_themes_with_their_meaning_under_their_parents() -> None:
    draft = read(b"\xef\xbb\xbftag,description,number of highlights\npeople,Anybody,3\npeople.family,,1\n")
    assert draft.codes == [
        CodeDraft(key="people", name="people", definition="Anybody"),
        CodeDraft(key="people.family", name="people.family", part_of="people"),
    ]
    assert (draft.texts, draft.passages) == ([], [])


def test_a_projects_offsets_count_bytes_and_skip_tags(tmp_path: Path) -> None:
    # é is two bytes, ❤ three: "Café ❤" has 9 bytes; "my aunt" begins after "Café ❤" + "and " = byte 13
    raw = taguette(tmp_path, "<p>Café <b>❤</b></p><p>and my aunt</p>", [(6, 9, 1), (13, 20, 2), (90, 99, 1)])
    draft = read(raw, "taguette.sqlite3")
    assert draft.texts == [TextDraft(key="7", title="Interview 3", text="Café ❤\nand my aunt")]
    assert draft.passages == [
        PassageDraft(code="people", text="7", starts=5, ends=6, quote="❤"),
        PassageDraft(code="people.family", text="7", starts=11, ends=18, quote="my aunt"),
    ]
    assert [lost.what for lost in draft.lost] == ["90–99"]
    assert draft.codes[1] == CodeDraft(key="people.family", name="people.family", part_of="people")


def test_a_passage_over_two_paragraphs_keeps_both(tmp_path: Path) -> None:
    draft = read(taguette(tmp_path, "<p>One two</p><p>three four</p>", [(4, 12, 1)]), "taguette.sqlite3")
    assert [p.quote for p in draft.passages] == ["two\nthree"]


@pytest.mark.parametrize("cut", [100, 4096])
def test_a_damaged_or_foreign_database_is_refused_in_a_sentence(tmp_path: Path, cut: int) -> None:
    raw = taguette(tmp_path, "<p>x</p>", [])
    with pytest.raises(Refused, match="no Taguette project"):
        read(raw[:cut], "taguette.sqlite3")


@pytest.mark.parametrize("raw", [b"", b"a,b\n1,2\n", b"\x00\x01\x02", b"%PDF-1.4"])
def test_another_file_is_refused_in_a_sentence(raw: bytes) -> None:
    with pytest.raises(Refused, match=r"export\.csv"):
        read(raw)
