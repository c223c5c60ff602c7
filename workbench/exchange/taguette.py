"""What Taguette gives out: the list of highlights (CSV), the codebook (CSV), and whole projects (SQLite).

In a project offsets count the UTF-8 bytes of a document's text with its HTML tags left out.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from html.parser import HTMLParser
from itertools import accumulate

from workbench.exchange.coding_draft import CodeDraft, CodingDraft, PassageDraft, TextDraft
from workbench.exchange.reading import MAX_LOST, Reading, tidy_name, tidy_text
from workbench.exchange.sheet import Sheet

__all__ = ["SQLITE", "codebook_in", "highlights_in", "project_in"]

#: How an SQLite file begins.
SQLITE = b"SQLite format 3\x00"
_HIGHLIGHTS = ("document", "tag", "content")
_CODEBOOK = ("tag", "description")
_MOST_ROWS = 200_000
#: Whole blocks of a document: their words stand on lines of their own, which Taguette's offsets do not count.
_BLOCKS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "br", "tr", "table", "blockquote", "pre"}


def _columns(sheet: Sheet, wanted: Sequence[str]) -> list[int] | None:
    header = [cell.strip().casefold() for cell in sheet.rows[0].cells] if sheet.rows else []
    return [header.index(name) for name in wanted] if set(wanted) <= set(header) else None


def highlights_in(sheet: Sheet, reading: Reading) -> CodingDraft | None:
    """A list of highlights: names of documents, tags, and the words; None where it is another table."""
    found = _columns(sheet, _HIGHLIGHTS)
    if found is None:
        return None
    made = CodingDraft(name=reading.stem, lost=reading.lost)
    texts: dict[str, TextDraft] = {}
    tags: dict[str, None] = {}
    for row in sheet.rows[1:]:
        document, tag, content = (row.cell(at).strip() for at in found)
        if not (document and tag and content):
            if not row.blank and len(made.lost) < MAX_LOST:
                reading.lose("coding_row_lacks", sheet.where(row, reading), document or tag or content)
            continue
        texts.setdefault(document, TextDraft(key=document, title=tidy_name(document)))
        tags.setdefault(tag)
        made.passages.append(PassageDraft(code=tag, text=document, quote=tidy_text(content)))
    made.texts, made.codes = list(texts.values()), _codes(dict.fromkeys(tags, ""))
    return made


def codebook_in(sheet: Sheet, reading: Reading) -> CodingDraft | None:
    """A codebook: tags and what they mean; None where it is another table."""
    found = _columns(sheet, _CODEBOOK)
    if found is None:
        return None
    rows = [[row.cell(at).strip() for at in found] for row in sheet.rows[1:] if not row.blank]
    said = {tag: tidy_text(meaning) for tag, meaning in rows if tag}
    return CodingDraft(name=reading.stem, codes=_codes(said), lost=reading.lost)


def project_in(raw: bytes, reading: Reading) -> CodingDraft:
    """A whole project: documents with their words, tags, highlights.

    Raises
    ------
    workbench.errors.Refused
        Where the database is damaged, or is not Taguette's.
    """
    try:
        # in memory: what a file says about other files is never followed
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(raw)
            connection.execute("PRAGMA trusted_schema=OFF")
            connection.execute("PRAGMA query_only=ON")
            return _project(connection, reading)
    except (sqlite3.Error, UnicodeDecodeError, OverflowError) as e:
        raise reading.refusal("coding_not_taguette") from e


def _project(connection: sqlite3.Connection, reading: Reading) -> CodingDraft:
    made = CodingDraft(name=reading.stem, lost=reading.lost)
    tags = {int(id): str(path) for id, path, _ in connection.execute("SELECT id, path, description FROM tags")}
    said = connection.execute("SELECT path, description FROM tags ORDER BY path").fetchall()
    made.codes = _codes({str(path): tidy_text(str(meaning or "")) for path, meaning in said})
    documents: dict[int, _Document] = {}
    for id, name, contents in connection.execute("SELECT id, name, contents FROM documents ORDER BY id"):
        documents[int(id)] = _Document.read(str(contents or ""))
        made.texts.append(TextDraft(key=str(id), title=tidy_name(str(name)), text=documents[int(id)].text))
    rows = connection.execute(
        "SELECT h.document_id, h.start_offset, h.end_offset, t.tag_id FROM highlights h "
        "JOIN highlight_tags t ON t.highlight_id = h.id ORDER BY h.document_id, h.start_offset, t.tag_id LIMIT ?",
        (_MOST_ROWS,),
    )
    for document, first, last, tag in rows:
        span = documents[int(document)].span(int(first), int(last)) if int(document) in documents else None
        if span is None or int(tag) not in tags:
            if len(made.lost) < MAX_LOST:
                reading.lose("coding_outside", reading.say("where.source", n=document), f"{first}–{last}")
            continue
        quote = documents[int(document)].text[span[0] : span[1]]
        made.passages.append(
            PassageDraft(code=tags[int(tag)], text=str(document), starts=span[0], ends=span[1], quote=quote)
        )
    return made


def _codes(said: dict[str, str]) -> list[CodeDraft]:
    """Tags; ``a.b`` lies under ``a`` where there is such a tag."""
    return [
        CodeDraft(key=tag, name=tidy_name(tag), definition=meaning, part_of=_above(tag, said))
        for tag, meaning in said.items()
    ]


def _above(tag: str, known: Iterable[str]) -> str:
    above = tag.rpartition(".")[0]
    return above if above in set(known) else ""


class _Document(HTMLParser):
    """A document's words, with a line for each block, and where each of its bytes came to lie."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._said: list[str] = []
        #: For each piece of text: how many characters of ours stood before it, and what it was.
        self._pieces: list[tuple[int, str]] = []
        self._length = 0
        self.text = ""

    @classmethod
    def read(cls, html: str) -> _Document:
        """The document of some HTML."""
        made = cls()
        made.feed(html)
        made.close()
        made.text = "".join(made._said).rstrip("\n")
        return made

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the library's signature
        """A block begins on a line of its own."""
        self._line(tag)

    def handle_endtag(self, tag: str) -> None:
        """A block ends its line."""
        self._line(tag)

    def handle_data(self, data: str) -> None:
        """Words: counted, and kept."""
        self._pieces.append((self._length, data))
        self._put(data)

    def span(self, first: int, last: int) -> tuple[int, int] | None:
        """Where the bytes from ``first`` up to ``last`` lie, in characters; None where they lie outside."""
        starts, ends = self._place(first, opening=True), self._place(last, opening=False)
        return None if starts is None or ends is None or not starts < ends <= len(self.text) else (starts, ends)

    def _line(self, tag: str) -> None:
        if tag in _BLOCKS and self._said and not self._said[-1].endswith("\n"):
            self._put("\n")

    def _put(self, words: str) -> None:
        self._said.append(words)
        self._length += len(words)

    def _place(self, byte: int, *, opening: bool) -> int | None:
        before = 0
        for at, words in self._pieces:
            size = len(words.encode("utf-8"))
            inside = before <= byte < before + size if opening else before < byte <= before + size
            if inside:
                ends = accumulate(len(character.encode("utf-8")) for character in words)
                return at + sum(end <= byte - before for end in ends)
            before += size
        return None
