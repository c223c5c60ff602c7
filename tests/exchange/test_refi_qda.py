"""REFI-QDA projects: what other programs write is read with its traps, and what we write satisfies the schema."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workbench.errors import Refused
from workbench.exchange.coding_draft import CodeDraft, CodingDraft, PassageDraft, TextDraft
from workbench.exchange.reading import Reading
from workbench.exchange.refi_qda import qdpx_in
from workbench.exchange.refi_qda_out import qdpx_of
from workbench.model.prompts import words

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
A, B, C = (f"{n}1111111-1111-4111-8111-111111111111" for n in "abc")
CODER, SOURCE = "d1111111-1111-4111-8111-111111111111", "e1111111-1111-4111-8111-111111111111"


def reading() -> Reading:
    return Reading(name="project.qdpx", words=words(), section="coding_files")


def packed(xml: str, **files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("project.qde", xml)
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_txt", ".txt"), content)
    return made.getvalue()


def project(selections: str, *, path: str = "internal://one.txt", codes: str = "") -> str:
    codes = codes or f'<Code guid="{A}" name="Letters" isCodable="true"/>'
    return (
        '<?xml version="1.0" encoding="utf-8"?><Project name="Quay" xmlns="urn:QDA-XML:project:1.0">'
        f'<Users><User guid="{CODER}" name="Joss"/></Users><CodeBook><Codes>{codes}</Codes></CodeBook>'
        f'<Sources><TextSource guid="{{{SOURCE.upper()}}}" name="The letter" plainTextPath="{path}">{selections}'
        "</TextSource></Sources></Project>"
    )


def selection(starts: int, ends: int, name: str, *, code: str = A) -> str:
    return (
        f'<PlainTextSelection guid="{B}" name="{name}" startPosition="{starts}" endPosition="{ends}">'
        f'<Coding guid="{C}" creatingUser="{{{CODER.upper()}}}"><CodeRef targetGUID="{{{code.upper()}}}"/></Coding>'
        "</PlainTextSelection>"
    )


def spans(draft: CodingDraft) -> list[tuple[str, str]]:
    text = draft.texts[0].text
    return [(p.quote, text[p.starts : p.ends]) for p in draft.passages]


def test_a_passage_is_read_with_its_code_its_coder_and_its_words() -> None:
    draft = qdpx_in(packed(project(selection(0, 4, "Ada ❤")), sources__one_txt="Ada ❤ wrote.".encode()), reading())
    assert draft.codes == [CodeDraft(key=A, name="Letters")]
    assert draft.texts == [TextDraft(key=SOURCE, title="The letter", text="Ada ❤ wrote.")]
    draft = qdpx_in(packed(project(selection(0, 5, "Ada ❤")), sources__one_txt="Ada ❤ wrote.".encode()), reading())
    assert draft.passages == [PassageDraft(code=A, text=SOURCE, coder="Joss", starts=0, ends=5, quote="Ada ❤")]


@pytest.mark.parametrize(
    ("raw", "starts", "why"),
    [
        (b"One\r\nTwo\r\nThree", 10, "two characters a line end, in a file that has two"),
        (b"One\r\nTwo\r\nThree", 8, "one a line end, in a file that has two"),
        (b"One\nTwo\nThree", 10, "two a line end, in a file that has one"),
        ("\ufeffOne\nTwo\nThree".encode(), 9, "the mark at the beginning is counted"),
        ("\ufeffOne\nTwo\nThree".encode(), 8, "the mark at the beginning is not counted"),
    ],
)
def test_positions_are_understood_however_a_program_counts_line_ends(raw: bytes, starts: int, why: str) -> None:
    draft = qdpx_in(packed(project(selection(starts, starts + 5, "Three")), sources__one_txt=raw), reading())
    assert draft.texts[0].text == "One\nTwo\nThree", why
    assert spans(draft) == [("Three", "Three")], why


@pytest.mark.parametrize("path", ["internal://one.txt", "relative:///one.txt", "one.txt", "internal://ONE.txt"])
@pytest.mark.parametrize("folder", ["sources", "Sources"])
def test_a_text_is_found_however_its_path_is_written(path: str, folder: str) -> None:
    raw = packed(project(selection(0, 3, "Ada"), path=path), **{f"{folder}__one_txt": b"Ada wrote."})
    assert spans(qdpx_in(raw, reading())) == [("Ada", "Ada")]


def test_two_codes_of_one_name_under_different_parents_stay_two() -> None:
    codes = (
        f'<Code guid="{A}" name="Money" isCodable="true"><Code guid="{B}" name="Late" isCodable="true"/></Code>'
        f'<Code guid="{{{C.upper()}}}" name="Buses" isCodable="true"><Description>Any bus</Description>'
        f'<Code guid="{CODER}" name="Late" isCodable="true"/></Code>'
    )
    draft = qdpx_in(packed(project("", codes=codes), sources__one_txt=b"Ada"), reading())
    assert draft.codes == [
        CodeDraft(key=A, name="Money"),
        CodeDraft(key=B, name="Late", part_of=A),
        CodeDraft(key=C, name="Buses", definition="Any bus"),
        CodeDraft(key=CODER, name="Late", part_of=C),
    ]


def test_what_cannot_be_taken_is_told() -> None:
    bare = f'<PlainTextSelection guid="{B}" name="Ada" startPosition="0" endPosition="3"/>'
    xml = project(bare + selection(5, 99, "far away")).replace(
        "</Sources>", f'<PictureSource guid="{C}" name="photo.jpg"/><TextSource guid="{C}" name="gone"/></Sources>'
    )
    draft = qdpx_in(packed(xml, sources__one_txt=b"Ada wrote."), reading())
    assert [(lost.what, lost.why.split(";")[0]) for lost in draft.lost] == [
        ("Ada", "a passage without a code is a note on the text, and stays in the other program"),
        ("far away", "it lies outside its text"),
        ("photo.jpg", "pictures, sounds, films and PDFs hold no words we could tag"),
        ("gone", "its text is not in the file, or cannot be read"),
    ]
    assert draft.passages == []


@pytest.mark.parametrize(
    "raw",
    [
        packed("<Project/>"),
        packed("not xml"),
        b"PK\x03\x04 cut off",
        packed('<!DOCTYPE a [<!ENTITY x "y">]><Project xmlns="urn:QDA-XML:project:1.0" name="&x;"/>'),
    ],
    ids=["no namespace", "no XML", "cut off", "entities"],
)
def test_a_bad_project_is_refused_in_one_sentence(raw: bytes) -> None:
    with pytest.raises(Refused, match=r"project\.qdpx"):
        qdpx_in(raw, reading())


def whole() -> CodingDraft:
    """Codes under codes, two coders on overlapping passages, a whole text, emoji, right to left, and hostile words."""
    hard = "Bo said “<b>&amp;</b>” ❤️ في البيت\x0b\nand left."
    return CodingDraft(
        name='A "round" & <more>',
        codes=[
            CodeDraft(key="theme-a", name="Letters & forms", definition="Paper, <any>"),
            CodeDraft(key="theme-b", name="At night", part_of="theme-a"),
            CodeDraft(key=C, name="From elsewhere"),
        ],
        texts=[
            TextDraft(key="story:s:text", title="The letter", text=hard),
            TextDraft(key="issue:i:description", title="No key", text="No key to the hall"),
        ],
        passages=[
            PassageDraft("theme-a", "story:s:text", "Joss", 0, 7, hard[0:7], on="2026-05-01"),
            PassageDraft("theme-b", "story:s:text", "Leonie", 3, 20, hard[3:20], note="which letter?", on="2026-05-01"),
            PassageDraft("theme-b", "story:s:text", "Joss", 0, 7, hard[0:7], on="2026-05-01"),
            PassageDraft(C, "issue:i:description", "Leonie", on="2026-05-02"),
        ],
    )


def test_what_is_written_satisfies_the_schema(shared_data: Path) -> None:
    import xmlschema

    schema = xmlschema.XMLSchema(str(shared_data / "REFI-QDA-Project.xsd"))
    bare = CodingDraft(name="nothing")
    for draft in (whole(), bare, replace(whole(), passages=[])):
        with zipfile.ZipFile(io.BytesIO(qdpx_of(draft, at=AT))) as archive:
            schema.validate(archive.read("project.qde").decode("utf-8"))


def test_what_is_written_is_read_again_without_a_loss() -> None:
    given, read = whole(), reading()
    again = qdpx_in(qdpx_of(given, at=AT), read)
    names = {code.key: code.name for code in again.codes}
    titles = {text.key: text.title for text in again.texts}

    def told(draft: CodingDraft, names: dict[str, str], titles: dict[str, str]) -> set[tuple[object, ...]]:
        return {
            (names[p.code], titles[p.text], p.coder, p.starts, p.ends, p.quote, p.note, p.on) for p in draft.passages
        }

    given_names = {code.key: code.name for code in given.codes}
    given_titles = {text.key: text.title for text in given.texts}
    assert told(again, names, titles) == told(given, given_names, given_titles)
    assert [(c.name, c.definition, names.get(c.part_of, "")) for c in again.codes] == [
        ("Letters & forms", "Paper, <any>", ""),
        ("At night", "", "Letters & forms"),
        ("From elsewhere", "", ""),
    ]
    assert [text.text for text in again.texts] == [text.text for text in given.texts]
    assert [code.key for code in again.codes][2] == C
    assert read.lost == []


def test_the_same_project_has_the_same_guids_each_time() -> None:
    assert qdpx_of(whole(), at=AT) == qdpx_of(whole(), at=AT)
