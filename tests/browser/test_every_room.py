"""Every room of every page opens without a script error and without a fault that axe finds, on the sample."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from workbench.panels.workplace import CASES, CODESIGN, EMBED, RUN, SENSE, STACK, STEWARD, STORIES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("notebook", "rooms", "system"),
    [
        ("codesign_experiments", CODESIGN, "harbour-caseworkers"),
        ("run_experiments", RUN, "harbour-caseworkers"),
        ("stories", STORIES, "harbour-caseworkers"),
        ("make_sense", SENSE, "harbour-caseworkers"),
        ("make_sense", SENSE, "tidewell"),
        ("case_files", CASES, "harbour-caseworkers"),
        ("embed_and_influence", EMBED, "harbour-caseworkers"),
        ("steward_the_cycle", STEWARD, "harbour-caseworkers"),
        ("learning_stack", STACK, "northmere"),
        ("learning_stack", STACK, "life-marlow"),
    ],
    ids=[
        *("co-design", "run", "stories", "make sense", "make sense of a place", "case files", "embed"),
        *("steward", "stack of a country", "stack of a life"),
    ],
)
def test_every_room_opens_without_a_script_error(
    notebook: str,
    rooms: Mapping[str, str],
    system: str,
    workbench_server: Any,
    projector: Page,
    axe: Callable[[Page], list[str]],
) -> None:
    wrong: list[str] = []
    projector.on("pageerror", lambda error: wrong.append(str(error)))
    page = workbench_server.open(projector, notebook, system=system)
    doors = page.get_by_role("tab")
    expect(doors).to_have_count(len(rooms), timeout=60_000)
    for n in range(len(rooms)):
        doors.nth(n).click()
        expect(doors.nth(n)).to_have_attribute("aria-selected", "true", timeout=20_000)
        # the loading dots go away, and what comes instead is no sentence about something broken
        expect(page.locator(".wb-loading:visible")).to_have_count(0, timeout=30_000)
        expect(page.get_by_text("stopped working")).to_have_count(0)
        assert axe(page) == [], list(rooms)[n]
    assert wrong == []
