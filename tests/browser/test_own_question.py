"""A group adds a question of its own to a form, with a text editor: no code, no restart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from workbench.store import Store

pytestmark = pytest.mark.browser

TEAM = {"system": "harbour-caseworkers", "room": "issues"}
QUESTION = """
[mood]
kind = "choice"
label = "What was the mood in the room?"
choices = ["Bright", "Heavy"]
"""


def _new_issue(page: Page) -> None:
    page.get_by_role("button", name="Write an issue").click()


def test_a_question_added_to_a_template_is_asked_answered_and_kept_when_it_is_taken_out_again(
    workbench_with_templates: tuple[Any, Path], projector: Page
) -> None:
    server, templates = workbench_with_templates
    form = templates / "forms" / "en" / "issue.toml"
    before = form.read_text(encoding="utf-8")
    form.write_text(before + QUESTION, encoding="utf-8")
    page = server.open(projector, "run_experiments", **TEAM)
    page.get_by_role("button", name="Write an issue").wait_for(timeout=60_000)
    _new_issue(page)
    page.get_by_label("Issue description").first.fill("The lift is out and nobody says so")
    asked = page.get_by_role("radiogroup", name="What was the mood in the room?")
    page.get_by_role("radiogroup", name="Level").get_by_text("System", exact=True).click()
    page.get_by_role("radiogroup", name="Owner").get_by_text("Team", exact=True).click()
    asked.get_by_text("Heavy", exact=True).click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("The lift is out and nobody says so").first).to_be_visible(timeout=15_000)

    with Store.open(server.store) as store:
        kept = next(i for i in store.all("issue") if getattr(i, "description", "").startswith("The lift is out"))
    (answer,) = kept.own_answers  # type: ignore[attr-defined]  # an issue has them
    assert (answer.question, answer.asked, answer.answer) == ("mood", "What was the mood in the room?", ("Heavy",))

    form.write_text(before, encoding="utf-8")
    page = server.open(page, "run_experiments", **TEAM)
    page.get_by_text("The lift is out and nobody says so").first.wait_for(timeout=60_000)
    page.get_by_role("row").filter(has_text="The lift is out").get_by_role("button").last.click()
    page.get_by_role("button", name="Open", exact=True).click()
    page.get_by_text("More about it").first.click()
    expect(page.get_by_text("What was the mood in the room? (no longer asked)")).to_be_visible(timeout=10_000)
    expect(page.get_by_text("Heavy", exact=True)).to_be_visible()
