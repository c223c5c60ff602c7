"""Stories from a file before a real browser: looked at, answered, brought in, taken back; a form taken away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from workbench.desk import Desk
from workbench.model import Signification, Story
from workbench.store import Store

pytestmark = pytest.mark.browser

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
STORIES = """\
Story title,Story text,Collection date,Participant ID,Ended
<b>Late</b>,They came late with Joan Hardy. 🌊 عربي,2025-05-01,Ann,20
Soon,They came soon.,2025-05-03,Bo,60
"""
FORM = "Data column name,Type,About,Short name,Long name,Options,Answers,\nEnded,Scale,story,Ended,How?,,badly,well\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Two stories, and the form they were told on."""
    made = tmp_path / "quay.csv", tmp_path / "form.csv"
    for path, content in zip(made, (STORIES, FORM), strict=True):
        path.write_text(content, encoding="utf-8")
    return made


def test_stories_come_in_by_three_steps_and_go_again(
    quay_desk: Desk,
    server_on: Callable[[Path, Path], Any],
    browser_page: Page,
    axe: Callable[[Page], list[str]],
    files: tuple[Path, Path],
    tmp_path: Path,
) -> None:
    quay_desk.store.close()
    server = server_on(NOTEBOOKS, tmp_path / "own.db")
    page = server.open(browser_page, "stories", system="quay", room="bring_in_stories")
    expect(page.get_by_role("button", name="Choose the stories")).to_be_visible(timeout=90_000)
    for chosen, file in zip(page.locator(".wb-bring input[type=file]").all(), files, strict=True):
        chosen.set_input_files(str(file))
        expect(page.get_by_text(f"“{file.name}” is here")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="Look what is in it").click()
    expect(page.get_by_role("heading", name="What was found")).to_be_focused(timeout=60_000)
    expect(page.get_by_text("2 new stories")).to_be_visible()
    # what a file holds is only ever text
    expect(page.get_by_role("heading", name="<b>Late</b>")).to_be_visible()
    go_on = page.get_by_role("button", name="Go on", exact=True)
    expect(go_on).to_be_disabled()
    page.get_by_text("Write “[name]” in its place").click()
    page.get_by_role("button", name="Work it out again").click()
    expect(go_on).to_be_enabled(timeout=60_000)
    assert axe(page) == []
    go_on.click()
    page.get_by_role("button", name="Accept and bring it in").click()
    expect(page.locator("p", has_text="Done: “quay.csv” is in.")).to_be_focused(timeout=60_000)
    with Store.open(tmp_path / "own.db") as store:
        assert sorted(one.text for one in store.all(Story)) == [
            "They came late with [name]. 🌊 عربي", "They came soon.",
        ]  # fmt: skip
        assert sorted(one.x for one in store.all(Signification) if one.x is not None) == [0.2, 0.6]
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Take the form (.xlsx)").click()
    downloading.value.save_as(tmp_path / "form.xlsx")
    assert openpyxl.load_workbook(tmp_path / "form.xlsx").sheetnames == ["survey", "choices", "settings"]
    page.get_by_role("button", name="Take back “quay.csv”").click()
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator(".wb-toast", has_text="“quay.csv” was taken back.")).to_be_visible(timeout=60_000)
    with Store.open(tmp_path / "own.db") as store:
        assert (store.all(Story), store.all(Signification)) == ([], [])
