"""A page as a Word document: the same words, with real headings, lists and tables, so that people can work on it.

It is made from the page and not beside it, so that the two cannot say different things. Pictures are told in words, as
their text alternatives tell them.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any, Final

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt, RGBColor

__all__ = ["word"]

_HEADINGS: Final = {"h1": 0, "h2": 1, "h3": 2, "h4": 3, "h5": 3, "h6": 3}
#: What has no place on paper, or is told in other words.
_SILENT: Final = frozenset({"head", "script", "style", "nav", "svg"})
_BLOCKS: Final = frozenset({"p", "li", "summary", "figcaption", "caption", "dt", "dd", "blockquote", "pre"})
_BOLD: Final = frozenset({"strong", "b", "th", "summary", "caption", "dt"})
_ITALIC: Final = frozenset({"em", "i", "q", "cite"})
#: Class of a paragraph → the style it has in Word.
_STYLES: Final[Mapping[str, str]] = {"kind": "Small", "note": "Small", "small": "Small", "purpose": "Subtitle"}
_EMPTY: Final = frozenset({"br", "img", "hr", "meta", "link", "input", "wbr", "col"})


def word(page: str, *, language: str = "en") -> bytes:
    """The page as a .docx file; its title is the page's, and no author is named."""
    made = _blank(language)
    reader = _Reader(made)
    reader.feed(page)
    reader.close()
    made.core_properties.title = reader.title[:255]
    made.core_properties.language = language
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def _blank(language: str) -> Any:
    """An empty A4 document in plain letters, with nobody's name in it."""
    made = docx.Document()
    for name in ("author", "last_modified_by", "comments", "keywords", "subject"):
        setattr(made.core_properties, name, "")
    page = made.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    page.top_margin = page.bottom_margin = Cm(2.2)
    styles = made.styles
    styles["Normal"].font.name, styles["Normal"].font.size = "Liberation Sans", Pt(11)
    small = styles.add_style("Small", WD_STYLE_TYPE.PARAGRAPH)
    small.base_style, small.font.size, small.font.color.rgb = styles["Normal"], Pt(9), RGBColor(0x4D, 0x58, 0x5D)
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3"):
        styles[name].font.color.rgb = RGBColor(0x1B, 0x2A, 0x30)
        fonts = styles[name].element.rPr.rFonts
        for side in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{side}"), "Liberation Sans")
            fonts.attrib.pop(qn(f"w:{side}Theme"), None)
        fonts.attrib.pop(qn("w:asciiTheme"), None)
        styles[name].font.name = "Liberation Sans"
    _speaks(styles["Normal"].element.get_or_add_rPr(), language)
    return made


def _speaks(properties: Any, language: str) -> None:
    """Which language it is, so that a screen reader and a spelling checker read it rightly."""
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), "en-GB" if language == "en" else language)
    properties.append(spoken)


class _Reader(HTMLParser):
    """Goes through a page once, and writes what it says into a document."""

    def __init__(self, document: Any) -> None:
        super().__init__(convert_charrefs=True)
        self._document = document
        self._open: list[tuple[str, str]] = []
        self._silent = 0
        self._at: Any = None
        self._lists: list[tuple[str, int]] = []
        self._rows: list[list[str]] | None = None
        self._in_title = False
        self.title = ""

    # -- tags ---------------------------------------------------------------------------------------------------------
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag begins."""
        said = {name: value or "" for name, value in attrs}
        self._in_title = self._in_title or tag == "title"
        if tag == "svg" and not self._silent and said.get("aria-label"):
            self._begin("Normal")
            self._write(said["aria-label"])
        if tag in _EMPTY:
            if tag == "br" and not self._silent and self._at is not None:
                self._at.add_run().add_break()
            return
        if tag in _SILENT or said.get("class") == "skip":
            self._silent += 1
            self._open.append((tag, "silent"))
            return
        self._open.append((tag, said.get("class", "")))
        if self._silent:
            return
        if tag in _HEADINGS:
            self._at = self._document.add_heading("", level=_HEADINGS[tag])
        elif tag in ("ul", "ol"):
            self._lists.append((tag, 0))
        elif tag == "table":
            self._rows = []
        elif tag == "tr" and self._rows is not None:
            self._rows.append([])
        elif tag in ("td", "th") and self._rows:
            self._rows[-1].append("")
        elif tag == "li":
            self._item()
        elif tag in _BLOCKS and not (tag == "p" and self._fresh_item()):
            self._begin(_STYLES.get(said.get("class", ""), "Normal"))

    def handle_endtag(self, tag: str) -> None:
        """A tag ends, with those that were left open within it."""
        if tag == "title":
            self._in_title = False
        if tag not in (name for name, _ in self._open):
            return
        while self._open:
            name, kind = self._open.pop()
            self._silent -= kind == "silent"
            if name == tag:
                break
        if tag in ("ul", "ol") and self._lists and not self._silent:
            self._lists.pop()
        elif tag == "table" and self._rows is not None:
            self._table()
        if tag in _BLOCKS or tag in _HEADINGS:
            self._at = None

    def handle_data(self, data: str) -> None:
        """Words between tags."""
        if self._in_title:
            self.title += " ".join(data.split())
        if self._silent or not data.strip():
            if self._at is not None and not self._silent and data and self._at.text:
                self._write(" ")
            return
        if self._rows and self._rows[-1]:
            self._rows[-1][-1] = f"{self._rows[-1][-1]} {' '.join(data.split())}".strip()
            return
        self._write(data)

    # -- what is written ----------------------------------------------------------------------------------------------
    def _begin(self, style: str) -> None:
        self._at = self._document.add_paragraph(style=style)

    def _item(self) -> None:
        kind, n = self._lists.pop() if self._lists else ("ul", 0)
        self._lists.append((kind, n + 1))
        deep = min(len(self._lists), 3)
        if kind == "ul":
            self._begin("List Bullet" if deep == 1 else f"List Bullet {deep}")
        else:
            # Written out: Word would go on counting where the list before ended.
            self._begin("Normal")
            self._at.paragraph_format.left_indent, self._at.paragraph_format.first_line_indent = Cm(0.9), Cm(-0.9)
            self._at.add_run(f"{n + 1}.\t")
            self._at.paragraph_format.tab_stops.add_tab_stop(Cm(0.9))

    def _fresh_item(self) -> bool:
        """Whether a list entry has begun in which nothing is written yet: its first paragraph goes on in it."""
        inside = [name for name, _ in self._open[:-1]]
        return (
            bool(inside)
            and inside[-1] == "li"
            and self._at is not None
            and not self._at.text.rstrip("\t").strip("0123456789.")
        )

    def _write(self, data: str) -> None:
        text = " ".join(data.split())
        if not text and data != " ":
            return
        if self._at is None:
            self._begin("Normal")
        before = " " if data[:1].isspace() and self._at.text.strip() else ""
        run = self._at.add_run(f"{before}{text}{' ' if data[-1:].isspace() and text else ''}" or " ")
        names = {name for name, _ in self._open}
        run.bold = True if names & _BOLD else None
        run.italic = True if names & _ITALIC else None
        run.font.superscript = True if "sup" in names else None

    def _table(self) -> None:
        rows, self._rows = [row for row in self._rows or [] if row], None
        if not rows:
            return
        made = self._document.add_table(rows=0, cols=max(len(row) for row in rows), style="Table Grid")
        for n, row in enumerate(rows):
            cells = made.add_row().cells
            for cell, text in zip(cells, row, strict=False):
                cell.text = text
                if n == 0:
                    for run in cell.paragraphs[0].runs:
                        run.bold = True
        self._document.add_paragraph()
