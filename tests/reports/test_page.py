from __future__ import annotations

from typing import Any

import nbformat
import pytest

from workbench.model.prompts import words
from workbench.reports.page import Contents, finished, page


def _notebook(*cells: Any) -> Any:
    made = nbformat.v4.new_notebook()
    made.cells = list(cells)
    return made


def _said(html: str = "", *, tags: tuple[str, ...] = (), **data: str) -> Any:
    cell = nbformat.v4.new_code_cell("desk.secret_code()")
    cell.metadata["tags"] = list(tags)
    bundle = {"text/html": html} if html else data
    cell.outputs = [nbformat.v4.new_output("display_data", data=bundle)]
    return cell


def _page(*cells: Any) -> str:
    return page(_notebook(*cells), title="What we have learnt: <Harbour>", imprint="Made for all", words=words())


def test_a_page_has_language_title_landmarks_and_a_way_past_the_contents() -> None:
    made = _page(_said("<h2>Purpose</h2>"))
    assert '<html lang="en">' in made
    assert "<title>What we have learnt: &lt;Harbour&gt;</title>" in made
    assert '<a class="skip" href="#report">Skip to the report</a>' in made
    assert '<main id="main"' in made and '<nav class="contents" aria-labelledby="contents-heading">' in made
    assert "<h1>What we have learnt: &lt;Harbour&gt;</h1>" in made
    assert "Made for all" in made


def test_a_page_shows_no_code_no_prompts_and_no_warnings() -> None:
    cell = _said("<p>Words</p>")
    cell.outputs.append(nbformat.v4.new_output("stream", name="stderr", text="/somewhere/x.py: Warning"))
    made = _page(cell, _said("<p>hidden</p>", tags=("analyst",)), _said(tags=("parameters",), **{"text/plain": "[]"}))
    body = made[made.index("<body") :]
    assert "<p>Words</p>" in body
    assert [word for word in ("secret_code", "Warning", "hidden", "[]", "In&nbsp;[", "Out[") if word in body] == []


def test_a_page_asks_for_nothing_and_runs_nothing() -> None:
    made = _page(
        _said("<script>alert(1)</script><img src=x onerror=alert(1)>"),
        nbformat.v4.new_markdown_cell("Words <script>alert(2)</script> [out](javascript:alert(3))"),
        _said(**{"text/markdown": "<iframe src='//elsewhere'></iframe>"}),
        _said(**{"application/javascript": "alert(4)"}),
        _said(**{"text/plain": "<script>alert(5)</script>"}),
    )
    assert "default-src 'none'" in made
    assert [
        bad for bad in ("<script", "onerror", "<iframe", "javascript:", "alert(4)", "elsewhere") if bad in made
    ] == []
    assert "&lt;script&gt;alert(5)&lt;/script&gt;" in made


def test_headings_become_the_contents_list_and_every_id_is_its_own() -> None:
    made = finished(
        '<h2>Issues &amp; answers</h2><h3 id="own">A <em>map</em></h3><h2>Issues &amp; answers</h2>', words=words()
    )
    assert made.contents == (
        Contents("issues-answers", "Issues & answers"),
        Contents("issues-answers-2", "Issues & answers"),
    )
    assert made.html == (
        '<h2 id="issues-answers">Issues &amp; answers</h2><h3 id="own">A <em>map</em></h3>'
        '<h2 id="issues-answers-2">Issues &amp; answers</h2>'
    )


def test_figures_are_numbered_and_tables_scroll_in_a_box_of_their_own() -> None:
    made = finished(
        "<figure><figcaption>One</figcaption></figure><figure><figcaption>Two</figcaption></figure>"
        "<table><caption>By <b>level</b></caption></table>",
        words=words(),
    )
    assert made.html == (
        '<figure><figcaption><span class="number">Figure 1.</span> One</figcaption></figure>'
        '<figure><figcaption><span class="number">Figure 2.</span> Two</figcaption></figure>'
        '<div class="scroll" role="group" tabindex="0" aria-label="By level">'
        "<table><caption>By <b>level</b></caption></table></div>"
    )


@pytest.mark.parametrize("body", ["", "<p>Nothing with a heading</p>"])
def test_a_page_without_headings_has_no_contents_list(body: str) -> None:
    assert finished(body, words=words()).contents == ()
    assert "<nav" not in _page(_said(body or "<p>x</p>"))


def test_a_picture_gives_its_size_to_its_box_and_keeps_its_name() -> None:
    made = finished(
        '<svg viewBox="0 0 9 4" width="900" height="400" role="img" aria-label="A map"><g></g></svg>', words=words()
    )
    assert made.html == (
        '<div class="picture" role="group" tabindex="0" aria-label="Picture, which can be scrolled" '
        'style="--wide: 900px"><svg viewBox="0 0 9 4" role="img" aria-label="A map"><g></g></svg></div>'
    )
