"""A map that is looked at and sent on: nothing is fetched, and names are only names."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Callable

import pytest
from playwright.sync_api import sync_playwright

from workbench.charts import embed, map_page
from workbench.model.prompts import Words
from workbench.patterns import SystemMap
from workbench.sharing import release

Map = Callable[..., SystemMap]
EVIL = ("<script>window.ran=1</script>", '"><img src=x onerror=window.ran=2>', "</script><script>window.ran=3</script>")


def test_the_page_asks_the_network_for_nothing(debt_map: Map, english: Words) -> None:
    page = map_page(release(debt_map()), words=english)
    assert page.startswith('<html lang="en">')
    assert "<title>What keeps people in debt</title>" in page
    assert re.findall(r'(?:src|href)\s*=\s*["\']?(?:https?:)?//', page) == []
    assert '"rent arrears"' in page


def test_an_embedded_page_is_inside_its_frame_whole(debt_map: Map, english: Words) -> None:
    page = map_page(release(debt_map()), words=english)
    frame = embed(page, title='The "map" <b>', height=420)
    assert frame.startswith("<div><iframe srcdoc=")
    assert 'title="The &quot;map&quot; &lt;b&gt;"' in frame
    assert "height:420px" in frame
    inside = re.search(r'srcdoc="([^"]*)"', frame)
    assert inside is not None
    assert html.unescape(inside[1]) == page


@pytest.mark.browser
def test_names_run_nothing_in_a_real_browser(debt_map: Map, english: Words) -> None:
    page_html = map_page(release(debt_map(EVIL)), words=english)
    asked: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"), args=["--no-sandbox"]
        )
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.set_content(page_html)
        page.wait_for_selector("canvas")
        drawn = page.evaluate("[nodes.length, edges.length, window.ran === undefined]")
        browser.close()
    assert drawn == [3, 3, True]
    assert [url for url in asked if not url.startswith(("about:", "data:"))] == []
