"""The account of learning in a browser: drafted, taken in, reworded, marked, agreed, and saved as a Word document."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from playwright.sync_api import Locator, Page, expect

from workbench.model import (
    Account,
    AccountSentence,
    Cycle,
    EvidenceLink,
    Experiment,
    Interpretation,
    Observation,
    Story,
    System,
)
from workbench.store import Store

pytestmark = pytest.mark.browser

TEAM = {"system": "quay", "cycle": "quay-1"}
SLOW = 20_000
OURS = "Letters cross, and nobody reads both <b>of</b> them 📬"


@pytest.fixture
def workbench(own_workbench_server: Any) -> Any:
    """A workbench in which a team has a pattern, an experiment that ended, one that runs, and a story."""
    with Store.open(own_workbench_server.store) as store, store.step("Set the scene", by="Test") as step:
        step.add(System(id="quay", name="Quay team", scale="team"))
        step.add(Cycle(id="quay-1", system="quay", name="First round", opened_on=date(2026, 1, 5)))
        step.add(Observation(id="letters", cycle="quay-1", title="Letters cross"))
        step.add(Interpretation(id="i1", cycle="quay-1", observation="letters", text="Nobody reads them"))
        step.add(Interpretation(id="i2", cycle="quay-1", observation="letters", text="They say nothing new"))
        step.add(Experiment(id="card", cycle="quay-1", title="Cards", status="ended", what_happened="Bought at once."))
        step.add(Experiment(id="van", cycle="quay-1", title="The van", status="running", question="Who drives?"))
        step.add(Story(id="told", cycle="quay-1", title="The second letter", text="x", teller="Robin"))
    return own_workbench_server


def enter(server: Any, page: Page) -> Page:
    server.open(page, "steward_the_cycle", room="account", **TEAM)
    expect(page.locator(".wb-account")).to_be_visible(timeout=60_000)
    return page


def begin(page: Page) -> None:
    page.get_by_role("button", name="Begin the account").click()
    expect(page.get_by_label("What shall it be called?")).to_have_value("What we have learnt: First round")
    page.locator(".wb-form-save").click()
    expect(page.get_by_role("button", name="Agree this edition")).to_be_visible(timeout=SLOW)


def part(page: Page, question: str) -> Locator:
    return page.get_by_role("region", name=question, exact=True)


def test_an_account_is_drafted_reworded_agreed_and_saved_as_word(
    workbench: Any, projector: Page, axe: Callable[[Page], list[str]], requests_outside: list[str], tmp_path: Path
) -> None:
    page = enter(workbench, projector)
    begin(page)
    learnt = part(page, "What have we learnt?")
    learnt.get_by_text("2 sentences could go in here").click()
    learnt.get_by_role("checkbox", name="We noticed").check()
    learnt.get_by_role("checkbox", name="We tried “Cards”").check()
    assert axe(page) == []
    learnt.get_by_role("button", name="Take these 2 in").click()
    rows = learnt.locator("[data-sentence]")
    expect(rows).to_have_count(2, timeout=SLOW)
    expect(rows.first).to_contain_text("3 records beside it")

    rows.first.get_by_role("button", name="Evidence and more").click()
    words = rows.first.get_by_label("In one or two sentences")
    expect(words).to_be_focused()
    words.fill(OURS)
    words.press("Control+Enter")
    expect(rows.first.locator(".wb-account-drafted")).to_contain_text("We noticed: “Letters cross”", timeout=SLOW)
    assert axe(page) == []
    rows.first.get_by_role("button", name="Done").click()
    expect(rows.first.locator(".wb-account-text")).to_have_text(OURS)
    expect(rows.first).to_contain_text("Reworded by people")

    # by keyboard to the end, and the one page
    rows.first.get_by_role("button", name="Evidence and more").press("Alt+ArrowDown")
    expect(rows.nth(1).locator(".wb-account-text")).to_have_text(OURS, timeout=SLOW)
    expect(rows.nth(1).get_by_role("button", name="Evidence and more")).to_be_focused()
    rows.nth(1).get_by_role("checkbox", name="One page").check()
    expect(rows.nth(1).locator(".wb-account-said")).to_contain_text("One page", timeout=SLOW)

    # one of our own has nothing beside it, until a story is laid there
    unknown = part(page, "What do we still not know?")
    unknown.get_by_role("button", name="Write a sentence").click()
    unknown.get_by_label("In one or two sentences").fill("Will it last?")
    unknown.locator(".wb-form-save").click()
    expect(unknown.locator("[data-sentence]")).to_contain_text("Nothing laid beside it yet.", timeout=SLOW)
    unknown.get_by_role("button", name="Evidence and more").click()
    unknown.get_by_text("Find a record to lay beside it").click()
    unknown.get_by_label("Words in it").fill("second letter")
    unknown.get_by_role("button", name="Lay beside the sentence: The second letter").click(timeout=SLOW)
    expect(unknown.locator("[data-sentence]")).to_contain_text("One record beside it", timeout=SLOW)

    page.get_by_role("button", name="Agree this edition").click()
    asked = page.get_by_role("dialog")
    asked.get_by_label("Who agreed it?").fill("Ama; Bo")
    asked.get_by_role("button", name="Agree it").click()
    expect(page.get_by_role("note")).to_contain_text("This edition was agreed", timeout=SLOW)
    expect(page.get_by_role("button", name="Write a sentence")).to_have_count(0)
    assert axe(page) == []

    page.get_by_text("Save it", exact=True).click()
    with page.expect_download(timeout=240_000) as coming:
        page.get_by_role("button", name="Save as Word").click()
    assert coming.value.suggested_filename == "account of learning Quay team edition 1.docx"
    coming.value.save_as(tmp_path / "account.docx")
    told = [one.text for one in docx.Document(io.BytesIO((tmp_path / "account.docx").read_bytes())).paragraphs]
    assert any(one.startswith(OURS) for one in told)
    assert any(one.startswith("Will it last?") for one in told)
    assert page.errors == []  # type: ignore[attr-defined]
    assert requests_outside == []
    with Store.open(workbench.store) as store:
        (kept,) = store.all(Account, cycle="quay-1")
        assert kept.agreed_by == "Ama; Bo"
        (own,) = (one for one in store.all(AccountSentence, account=kept.id) if not one.drafted)
        assert [link.source for link in store.all(EvidenceLink, target=own.id)] == ["told"]


def test_what_another_browser_takes_in_appears_and_the_next_edition_is_compared(
    workbench: Any, projector: Page, browser_page: Page
) -> None:
    wall = enter(workbench, projector)
    begin(wall)
    other = enter(workbench, browser_page)
    changed = part(other, "What do we still not know?")
    changed.get_by_text("One sentence could go in here").click()
    changed.get_by_role("checkbox", name="We are still trying “The van”").check()
    changed.get_by_role("button", name="Take this one in").click()
    on_wall = part(wall, "What do we still not know?").locator("[data-sentence]")
    expect(on_wall).to_contain_text("We are still trying “The van”", timeout=SLOW)

    wall.get_by_role("button", name="Agree this edition").click()
    wall.get_by_role("dialog").get_by_label("Who agreed it?").fill("Ama")
    wall.get_by_role("dialog").get_by_role("button", name="Agree it").click()
    wall.get_by_role("button", name="Begin edition 2").click(timeout=SLOW)
    expect(wall.get_by_label("Which edition")).to_contain_text("Edition 2: being written", timeout=SLOW)
    row = part(wall, "What do we still not know?").locator("[data-sentence]")
    row.get_by_role("button", name="Evidence and more").click()
    row.get_by_role("button", name="Remove").click()
    expect(row).to_have_count(0, timeout=SLOW)
    wall.get_by_label("Compare with").select_option(label="Edition 1: agreed on " + spoken_today() + " by Ama")
    expect(wall.get_by_role("region", name="Left")).to_contain_text("We are still trying “The van”", timeout=SLOW)
    wall.get_by_role("button", name="Undo").last.click()
    expect(row).to_have_count(1, timeout=SLOW)


def spoken_today() -> str:
    now = date.today()
    months = (
        *("January", "February", "March", "April", "May", "June", "July"),
        *("August", "September", "October", "November", "December"),
    )
    return f"{now.day} {months[now.month - 1]} {now.year}"


def test_two_hundred_long_sentences_are_read_and_dragged_on_a_phone(
    workbench: Any, phone: Page, projector: Page, axe: Callable[[Page], list[str]]
) -> None:
    with Store.open(workbench.store) as store, store.step("Many", by="Test") as step:
        made = step.add(Account(cycle="quay-1", title="Long " * 20))
        for n in range(200):
            text = f"Sentence {n}: " + ("word " * 60 if n % 3 else "Donaudampfschifffahrtsgesellschaft" * 12)
            step.add(AccountSentence(cycle="quay-1", account=made.id, question="learnt", position=n, text=text))
    hand = enter(workbench, phone)
    expect(hand.locator("[data-sentence]")).to_have_count(200, timeout=SLOW)
    assert hand.evaluate("document.documentElement.scrollWidth") <= 390
    hand.locator(".wb-account-edit").first.click()
    expect(hand.locator(".wb-account-more textarea")).to_be_focused(timeout=SLOW)
    assert hand.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe(hand) == []

    wall = enter(workbench, projector)
    rows = wall.locator("[data-sentence]")
    expect(rows).to_have_count(200, timeout=SLOW)
    rows.first.evaluate("row => row.scrollIntoView({ block: 'start' })")
    expect(rows.nth(2)).to_be_in_viewport(ratio=1)
    grip, third = rows.first.locator(".wb-account-grip").bounding_box(), rows.nth(2).bounding_box()
    assert grip is not None and third is not None
    wall.mouse.move(grip["x"] + 8, grip["y"] + 8)
    wall.mouse.down()
    wall.mouse.move(grip["x"] + 20, grip["y"] + 40, steps=4)
    wall.mouse.move(third["x"] + 60, third["y"] + 4, steps=6)
    wall.mouse.up()
    expect(rows.nth(1)).to_contain_text("Sentence 0:", timeout=SLOW)
    expect(rows.first).to_contain_text("Sentence 1:")
