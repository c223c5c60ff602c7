"""A page as a Word document."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest

from workbench.reports.word import word

PAGE = """<!DOCTYPE html><html lang="en"><head><title>What we learnt: Quay</title><style>p { color: red }</style></head>
<body><a class="skip" href="#report">Skip</a><main>
<header class="front"><h1>What we learnt: Quay</h1><p class="purpose">Ten people</p></header>
<nav class="contents"><h2>In this report</h2><ol><li><a href="#x">Learnt</a></li></ol></nav>
<section><h2 id="x">What have we <em>learnt</em>?</h2>
<p>Trust &amp; <strong>first</strong>.<sup><a href="#r1">1</a></sup></p>
<ul><li><p>one</p><p class="kind">a fact</p></li><li>two</li></ul>
<h3>Numbers</h3><ol><li>first</li><li>second</li></ol><ol><li>again</li></ol>
<figure><svg role="img" aria-label="A bar of 4."><text>hidden</text></svg><figcaption>Figure 1</figcaption></figure>
<div class="scroll"><table><caption>A table</caption><thead><tr><th>What</th><th>n</th></tr></thead>
<tbody><tr><td>Stories</td><td>12</td></tr></tbody></table></div>
<details><summary>More</summary><p>&lt;b&gt; is not bold</p></details></section></main></body></html>"""


@pytest.fixture(scope="module")
def made() -> Any:
    return docx.Document(io.BytesIO(word(PAGE, language="cy")))


def test_headings_are_headings_and_words_stand_in_their_order(made: Any) -> None:
    assert [(one.style.name, one.text) for one in made.paragraphs if one.text] == [
        ("Title", "What we learnt: Quay"),
        ("Subtitle", "Ten people"),
        ("Heading 1", "What have we learnt?"),
        ("Normal", "Trust & first.1"),
        ("List Bullet", "one"),
        ("Small", "a fact"),
        ("List Bullet", "two"),
        ("Heading 2", "Numbers"),
        ("Normal", "1.\tfirst"),
        ("Normal", "2.\tsecond"),
        ("Normal", "1.\tagain"),
        ("Normal", "A bar of 4."),
        ("Normal", "Figure 1"),
        ("Normal", "A table"),
        ("Normal", "More"),
        ("Normal", "<b> is not bold"),
    ]


def test_what_is_strong_or_raised_on_the_page_is_so_in_the_document(made: Any) -> None:
    (sentence,) = (one for one in made.paragraphs if one.text.startswith("Trust"))
    assert [run.text.strip() for run in sentence.runs if run.bold] == ["first"]
    assert [run.text for run in sentence.runs if run.font.superscript] == ["1"]


def test_a_table_is_a_table(made: Any) -> None:
    (table,) = made.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["What", "n"], ["Stories", "12"]]


def test_the_document_has_a_title_a_language_and_nobodys_name(made: Any) -> None:
    told = made.core_properties
    assert (told.title, told.author, told.last_modified_by, told.language) == ("What we learnt: Quay", "", "", "cy")
    assert 'w:lang w:val="cy"' in made.styles["Normal"].element.xml
    assert round(made.sections[0].page_width.cm, 1) == 21.0
