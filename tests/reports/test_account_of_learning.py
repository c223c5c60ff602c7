"""The account of learning as a page, a PDF and a Word document, for three readers and for whoever may see it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import docx
import nbformat
import pypdf
import pytest

from workbench.desk import Desk
from workbench.desk.account_work import AccountWork, Proposed
from workbench.errors import Refused
from workbench.model import (
    Account,
    AccountQuestion,
    AccountReader,
    AccountSentence,
    Story,
    Withdrawal,
)
from workbench.model.prompts import words
from workbench.patterns.account_page import LINES_A_PAGE, lines_of
from workbench.reports import render
from workbench.reports.account_of_learning import AccountOfLearning
from workbench.reports.page import page
from workbench.reports.pdf import pdf
from workbench.reports.word import word

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
QUESTIONS = [one.value for one in AccountQuestion]


@pytest.fixture
def account(quay_desk: Desk) -> Account:
    with quay_desk.store.step("Told", by="Test") as step:
        for n in range(12):
            step.add(Story(id=f"told{n}", cycle="quay-1", title=f"Letter {n}", teller=f"P{n}", text="x"))
        step.add(Story(id="place", cycle="quay-1", title="For the place", teller="Wren", text="x", scope="place"))
    work = AccountWork.at(quay_desk, "quay-1")
    quay_desk.sit(by="Ama", page="tab")
    made = work.begin({"title": "What <we> learnt", "since": "2026-05-01", "scope": "place"})
    drafted = Proposed(
        AccountQuestion.how_we_know,
        "13 stories were told to us.",
        AccountReader.descriptive,
        (("story", "place"), *(("story", f"told{n}") for n in range(12))),
    )
    work.take_in(made.id, [drafted])
    values = {"account": made.id, "question": "learnt", "text": "Trust <b>first</b> & money then"}
    work.add("account_sentence", {**values, "reader": "one_page"})
    work.add("account_sentence", {**values, "text": "The fourth test is the hard one", "reader": "technical"})
    return work.agree_edition(made.id, by="Ama")


def sections(report: AccountOfLearning) -> Iterator[str]:
    for made in (report.front(), *(report.answer(one) for one in QUESTIONS), report.evidence(), report.how()):
        if made is not None:
            yield made._repr_html_()


def page_of(desk: Desk, **choice: Any) -> str:
    """The page as the printing room makes it, without the minute a kernel would take."""
    report = AccountOfLearning(desk, system="quay", **choice)
    cell = nbformat.v4.new_code_cell("")
    cell.outputs = [nbformat.v4.new_output("display_data", {"text/html": html}) for html in sections(report)]
    notebook = nbformat.v4.new_notebook(cells=[cell])
    return page(notebook, title="Account of learning: Quay team", imprint="Made today", words=words())


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_each_reader_gets_their_sentences_with_what_they_need_beside_them(quay_desk: Desk, account: Account) -> None:
    technical, whole, brief = (plain(page_of(quay_desk, reader=one.value)) for one in AccountReader)
    assert "The fourth test" in technical and "The fourth test" not in whole
    assert "n = 13 records" in technical and "told by somebody, with their consent" in technical
    assert "and 5 more" in technical and "Nothing is laid beside it yet" in technical
    assert "What each sentence rests on" in whole and "story: Letter 1" in whole
    assert "Trust &lt;b&gt;first&lt;/b&gt; &amp; money then" in brief
    assert "13 stories" not in brief and "rests on" not in brief and "How do we know?" not in brief
    assert "Edition 1 of “What &lt;we&gt; learnt”, agreed on 4 May 2026 by Ama." in whole


def test_the_questions_are_answered_in_order_and_an_empty_one_says_so(quay_desk: Desk, account: Account) -> None:
    found = re.findall(r'<h2 id="([^"]+)">', page_of(quay_desk))
    order = ["learnt", "how-we-know", "changed", "passed-on", "others-did", "not-known", "evidence", "how"]
    assert [one for one in found if one != "contents-heading"] == order
    assert "Nothing is written here yet." in page_of(quay_desk)


def test_a_withdrawn_story_is_gone_from_the_next_page_and_told(quay_desk: Desk, account: Account) -> None:
    assert "For the place" in page_of(quay_desk, reader="technical")
    with quay_desk.store.step("Withdrawn", by="Test") as step:
        step.revise(quay_desk.store.get(Story, "place").model_copy(update={"withdrawal": Withdrawal.no_use}))
    html = page_of(quay_desk, reader="technical")
    assert "For the place" not in html and "One record that may no longer be shown." in html


def test_a_wider_audience_sees_only_what_it_may_and_no_small_number(quay_desk: Desk, account: Account) -> None:
    place = Desk(quay_desk.store, audience="place", now=lambda: NOON)
    html = page_of(place, reader="technical")
    assert "For the place" in html and "Letter 1" not in html and "Ama" not in html
    assert "records you may not see" in html or "Some records you may not see." in html
    assert "n = 13" not in html
    with quay_desk.store.step("Narrower", by="Test") as step:
        step.revise(quay_desk.store.get(Account, account.id).model_copy(update={"scope": "team"}))
    hidden = page_of(place, reader="technical")
    assert "Trust" not in hidden and "There is no account of learning yet" in hidden


def test_an_edition_that_is_not_there_and_an_unknown_reader_are_refused(quay_desk: Desk, account: Account) -> None:
    for choice, why in (
        ({"edition": "7"}, "There is no edition 7 of this account. There is: 1."),
        ({"edition": "x"}, "whole number"),
        ({"reader": "all"}, "three readers"),
    ):
        with pytest.raises(Refused, match=re.escape(why)):
            AccountOfLearning(quay_desk, system="quay", **choice)


def test_before_there_is_an_account_the_page_says_so(quay_desk: Desk) -> None:
    assert "There is no account of learning yet" in page_of(quay_desk)


def test_word_says_what_the_page_says_with_real_headings(quay_desk: Desk, account: Account) -> None:
    html = page_of(quay_desk, reader="technical")
    made = docx.Document(io.BytesIO(word(html)))
    headings = [one.text for one in made.paragraphs if one.style.name == "Heading 1"]
    assert headings == [
        *(words().say(f"account.question.{one}") for one in QUESTIONS),
        "How this account was made",
    ]
    told = [one.text for one in made.paragraphs]
    for row in quay_desk.account_edition(system="quay", reader=AccountReader.technical).table["text"]:
        assert row in told
    assert (made.core_properties.title, made.core_properties.author) == ("Account of learning: Quay team", "")


@pytest.mark.slow
@pytest.mark.parametrize(("spread", "letters"), [(1, 86), (6, 86), (1, 120), (6, 260)])
def test_what_is_said_to_fit_prints_on_one_page(quay_desk: Desk, account: Account, spread: int, letters: int) -> None:
    """As many sentences as the panel says fit, under one question or under all six."""
    sentence = ("People ask for less when they need not wait " * 9)[: letters - 1] + "."
    told: list[tuple[str, str]] = []
    while lines_of([*told, (QUESTIONS[len(told) % spread], sentence)]) <= LINES_A_PAGE:
        told.append((QUESTIONS[len(told) % spread], sentence))
    with quay_desk.store.step("Long", by="Test") as step:
        new = step.add(
            Account(cycle="quay-1", title="What three months of going round taught us all", edition=2,
                    since=date(2026, 1, 1), until=date(2026, 4, 30), agreed_on=date(2026, 5, 1), agreed_by="Ama; Bo")
        )  # fmt: skip
        for n, (question, text) in enumerate(told):
            step.add(
                AccountSentence(cycle="quay-1", account=new.id, question=question, text=text, position=n,
                                reader="one_page")
            )  # fmt: skip
    made = pypdf.PdfReader(io.BytesIO(pdf(page_of(quay_desk, reader="one_page", edition="2"))))
    assert len(made.pages) == 1
    assert len(told) >= 7


@pytest.mark.slow
@pytest.mark.notebook
def test_the_notebook_prints_a_page_a_pdf_and_a_document(sample_store: Path, tmp_path: Path) -> None:
    store = tmp_path / "sample.db"
    store.write_bytes(sample_store.read_bytes())
    done = render(
        "account_of_learning",
        systems=["harbour-caseworkers"],
        parameters={"reader": "one_page", "edition": "1"},
        out=tmp_path / "out",
        store=store,
        pdf=True,
        word=True,
    )
    assert done.ok and [entry.word for entry in done.rendered] == ["account_of_learning-harbour-caseworkers.docx"]
    made = {one.suffix: one.read_bytes() for one in (tmp_path / "out").glob("account_of_learning-*")}
    assert "Trust came with the first shopping" in made[".html"].decode()
    assert len(pypdf.PdfReader(io.BytesIO(made[".pdf"])).pages) == 1
    told = [one.text for one in docx.Document(io.BytesIO(made[".docx"])).paragraphs]
    assert "Six caseworkers carry a payment card, and no signature is asked for any more." in told
    assert 'href="account_of_learning-harbour-caseworkers.docx"' in done.index.read_text(encoding="utf-8")
