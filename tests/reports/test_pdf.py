from __future__ import annotations

import io
import shutil

import nbformat
import pytest
from pypdf import PdfReader

from workbench.errors import Refused
from workbench.model.prompts import words
from workbench.reports import pdf as pdf_module
from workbench.reports.page import page
from workbench.reports.pdf import browser, pdf, pdf_engine


@pytest.fixture
def a_page() -> str:
    cell = nbformat.v4.new_code_cell("x")
    picture = '<svg viewBox="0 0 400 100" width="4000" height="1000" role="img" aria-label="A long map"></svg>'
    cell.outputs = [
        nbformat.v4.new_output(
            "display_data",
            data={"text/html": f"<h2>Purpose</h2><p>Free from debt.</p>{picture}<p>After the map.</p>"},
        )
    ]
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [cell]
    return page(notebook, title="What we have learnt", imprint="Made for all", words=words())


@pytest.mark.slow
def test_a_pdf_is_tagged_titled_and_in_its_language(a_page: str) -> None:
    made = PdfReader(io.BytesIO(pdf(a_page)))
    root = made.trailer["/Root"]
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"]) == (True, "en")
    assert made.metadata is not None and made.metadata.title == "What we have learnt"
    assert "Free from debt." in made.pages[0].extract_text()


def test_a_wide_picture_is_lowered_as_it_is_narrowed(a_page: str) -> None:
    made = PdfReader(io.BytesIO(pdf(a_page)))
    assert len(made.pages) == 1
    assert "After the map." in made.pages[0].extract_text()


@pytest.mark.browser
def test_an_installed_browser_makes_it_where_weasyprint_is_not(a_page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if browser() is None:
        pytest.skip("there is no Chromium, Chrome or Edge here")
    monkeypatch.setattr(pdf_module, "_weasyprint", lambda: None)
    made = PdfReader(io.BytesIO(pdf(a_page)))
    assert "Free from debt." in made.pages[0].extract_text()


def test_neither_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "_weasyprint", lambda: None)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(Refused, match="there is neither WeasyPrint nor a Chromium"):
        pdf_engine()
