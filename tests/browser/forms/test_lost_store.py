"""The store is away while somebody writes: they are told, nothing is lost, and it is saved once it is back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

WAITING = "Not saved yet, trying again. What you typed is kept."


def test_what_is_written_while_the_store_is_away_is_saved_when_it_is_back(
    house: Any, opened: Callable[..., Page], draft_kept: Callable[..., None]
) -> None:
    house.add_issues()
    page = opened("issue")
    file = Path(house.store.address)
    page.get_by_label("Issue description").fill("No keys")
    for choice in ("System", "Team"):
        page.get_by_text(choice, exact=True).click()
    draft_kept(file, "No keys", "team")
    away = file.rename(file.with_suffix(".away"))
    try:
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_role("alert").filter(has_text=WAITING)).to_be_visible(timeout=30_000)
        expect(page.get_by_role("alert").filter(has_text="cannot be opened")).to_be_visible()
        expect(page.get_by_label("Issue description")).to_have_value("No keys")
    finally:
        away.rename(file)
    expect(page.get_by_text(WAITING)).to_be_hidden(timeout=30_000)
    expect(page.get_by_label("Issue description")).to_have_value("")
    assert house.issues("description", "level", "owner") == [("No keys", "system", "team")]
