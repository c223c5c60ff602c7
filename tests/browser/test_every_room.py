"""Every room of every page opens without a script error, on the sample."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from workbench.panels.workplace import CASES, CODESIGN, RUN

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize(
    ("notebook", "rooms"),
    [("codesign_experiments", CODESIGN), ("run_experiments", RUN), ("case_files", CASES)],
    ids=["co-design", "run", "case files"],
)
def test_every_room_opens_without_a_script_error(
    notebook: str, rooms: Mapping[str, str], workbench_server: Any, projector: Page
) -> None:
    wrong: list[str] = []
    projector.on("pageerror", lambda error: wrong.append(str(error)))
    page = workbench_server.open(projector, notebook, system="harbour-caseworkers")
    doors = page.get_by_role("tab")
    expect(doors).to_have_count(len(rooms), timeout=60_000)
    for n in range(len(rooms)):
        doors.nth(n).click()
        expect(doors.nth(n)).to_have_attribute("aria-selected", "true", timeout=20_000)
        # the loading dots go away, and what comes instead is no sentence about something broken
        expect(page.locator(".wb-loading:visible")).to_have_count(0, timeout=30_000)
        expect(page.get_by_text("stopped working")).to_have_count(0)
    assert wrong == []
