"""The issue log and the register, on the real server: two people at one issue, and everything by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from workbench.model import Countermeasure, EvidenceLink, Experiment, Issue
from workbench.store import Store

pytestmark = pytest.mark.browser

TEAM = {"system": "harbour-caseworkers", "cycle": "harbour-caseworkers-2"}
SAID = "Sixteen people each. It was nine"


def _log(server: Any, page: Page) -> Page:
    server.open(page, "run_experiments", room="issues", **TEAM)
    expect(page.get_by_role("heading", name="Where issues lie")).to_be_visible(timeout=60_000)
    return page


def _open_issue(page: Page, said: str) -> Locator:
    """Open an issue's own page by its row's menu."""
    page.get_by_role("row").filter(has_text=said).get_by_role("button").last.click()
    page.get_by_role("button", name="Open", exact=True).click()
    one = page.get_by_role("article", name="One issue")
    expect(one.get_by_role("heading", name=said)).to_be_visible()
    return one


def _tab_to(page: Page, script: str, *, most: int = 120) -> None:
    """Press Tab until what has the focus is what the script says."""
    for _ in range(most):
        if page.evaluate(f"() => {{ const at = document.activeElement; return {script}; }}"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard never came to where {script}")


def _pick(page: Page, row: Locator, letter: str, answer: str) -> None:
    """Pick the answer that begins with a letter, in the cell that has the focus; Enter goes to the row below."""
    page.keyboard.press(letter)
    expect(row.get_by_role("combobox")).to_be_focused()
    page.keyboard.press("Enter")
    expect(row.get_by_role("gridcell", name=answer, exact=True)).to_be_visible()
    expect(row.get_by_role("combobox")).to_be_hidden()


def test_two_people_edit_one_issue_see_each_other_and_lose_nothing(
    own_workbench_server: Any, window: Callable[..., Page], requests_outside: list[str]
) -> None:
    here = _open_issue(_log(own_workbench_server, window(1920, 1080)), SAID)
    there = _open_issue(_log(own_workbench_server, window(1280, 800)), SAID)

    # one writes what is done now while the other writes the new normal: each sees the other's words, both are kept
    here.get_by_label("Action: countermeasure").fill("Nobody new before Thursday")
    there.get_by_label("Action: system change").fill("A caseload that everybody agreed to")
    there.get_by_label("Action: system change").blur()
    expect(here.get_by_label("Action: system change")).to_have_value("A caseload that everybody agreed to")
    expect(here.get_by_label("Action: countermeasure")).to_have_value("Nobody new before Thursday")
    here.get_by_label("Action: countermeasure").blur()
    expect(there.get_by_label("Action: countermeasure")).to_have_value("Nobody new before Thursday")

    # both write in the same field: the second is asked, with both wordings before them, and keeps their own
    mine, theirs = f"{SAID}, and two left", f"{SAID} a year ago"
    here.get_by_label("Issue description").fill(mine)
    there.get_by_label("Issue description").fill(theirs)
    there.get_by_label("Issue description").blur()
    clash = here.get_by_role("alert")
    expect(clash).to_contain_text(theirs)
    expect(here.get_by_label("Issue description")).to_have_value(mine)
    clash.get_by_role("button", name="Keep mine").click()
    expect(there.get_by_label("Issue description")).to_have_value(mine)
    expect(there.get_by_role("heading", name=mine)).to_be_visible()

    with Store.open(own_workbench_server.store) as store:
        [kept] = [i for i in store.all(Issue) if i.description == mine]
        told = (kept.countermeasure, kept.system_change)
        wordings = [r.after["description"] for r in store.history("issue", kept.id) if r.after]
    assert told == ("Nobody new before Thursday", "A caseload that everybody agreed to")
    assert theirs in wordings
    assert requests_outside == []


def test_an_issue_is_written_changed_and_closed_by_keyboard_alone(own_workbench_server: Any, projector: Page) -> None:
    page = _log(own_workbench_server, projector)
    keys = page.keyboard
    _tab_to(page, "at.matches('button') && at.textContent.includes('Write an issue')")
    keys.press("Enter")
    expect(page.get_by_role("textbox", name="Issue description (needed)")).to_be_focused()
    keys.type("The key to the printer is in another building")
    _tab_to(page, "at.type === 'radio' && at.value === 'individual'")
    keys.press("Space")
    _tab_to(page, "at.type === 'radio' && at.value === 'team'")
    keys.press("Space")
    keys.press("Control+Enter")
    row = page.get_by_role("row").filter(has_text="The key to the printer")
    expect(row).to_be_visible()
    expect(row).to_contain_text("Individual")

    # today's issue is the first row: along it to the level and the status, one letter each
    _tab_to(page, "at.dataset.row && at.dataset.field === 'description'")
    keys.press("ArrowRight")
    _pick(page, row, "m", "Macro")
    keys.press("ArrowUp")
    keys.press("ArrowRight")
    _pick(page, row, "c", "Closed")
    with Store.open(own_workbench_server.store) as store:
        [kept] = [i for i in store.all(Issue) if i.description.startswith("The key to the printer")]
    assert (kept.level, kept.status, kept.owner) == ("macro", "closed", "team")
    assert kept.raised_on == kept.closed_on == datetime.now(UTC).date()
    assert page.errors == []  # type: ignore[attr-defined]  # kept by the window fixture


def test_a_cell_of_the_map_picks_its_issues(workbench_server: Any, browser_page: Page, axe: Any) -> None:
    page = _log(workbench_server, browser_page)
    all_rows = page.get_by_role("row").filter(has=page.get_by_role("gridcell"))
    before = all_rows.count()
    cell = page.get_by_role("button", name="System, Leadership:")
    n = int(cell.inner_text())
    cell.click()
    expect(cell).to_have_attribute("aria-pressed", "true")
    # the last of them is the line in which a new one is written
    expect(all_rows).to_have_count(n + 1)
    cell.click()
    expect(all_rows).to_have_count(before)
    assert axe(page) == []


def test_an_outlived_countermeasure_is_ended_and_becomes_an_issue_in_one_action(
    own_workbench_server: Any, projector: Page, axe: Any
) -> None:
    with Store.open(own_workbench_server.store) as store, store.step("A shield", by="Test") as step:
        [done] = [e for e in store.all(Experiment, cycle="harbour-caseworkers-1") if e.status == "ended"]
        step.add(
            Countermeasure.model_validate(
                {
                    "id": "float",
                    "cycle": TEAM["cycle"],
                    "what": "Nell keeps a float",
                    "shields_from": "Two signatures before any money",
                    "experiment": done.id,
                }
            )
        )
    page = projector
    own_workbench_server.open(page, "run_experiments", room="countermeasures", **TEAM)
    outlived = page.get_by_role("region", name="Their experiment has ended, and they still stand")
    expect(outlived).to_contain_text("Nell keeps a float", timeout=60_000)
    assert axe(page) == []

    outlived.get_by_role("listitem").filter(has_text="Nell keeps a float").get_by_role("button", name="End it").click()
    dialog = page.get_by_role("dialog", name="End this countermeasure")
    dialog.get_by_role("radio", name="A usual rule must change").check()
    expect(dialog.get_by_label("Issue description")).to_have_value("Two signatures before any money")
    assert axe(page) == []
    dialog.get_by_role("button", name="End it and write the issue").click()
    expect(dialog).to_be_hidden()
    expect(outlived.get_by_text("Nell keeps a float")).to_be_hidden()

    with Store.open(own_workbench_server.store) as store:
        [made] = [i for i in store.all(Issue) if i.description == "Two signatures before any money"]
        [link] = store.all(EvidenceLink, target=made.id)
        ended = store.get(Countermeasure, "float")
    assert (link.source, link.stance, ended.ended_why) == ("float", "led_to", "bau_must_change")
    assert ended.ended_on == datetime.now(UTC).date()


def test_the_audit_list_is_taken_out_as_a_file(workbench_server: Any, browser_page: Page, axe: Any) -> None:
    page = browser_page
    workbench_server.open(
        page, "run_experiments", room="spending", system=TEAM["system"], cycle="harbour-caseworkers-1"
    )
    button = page.get_by_role("button", name="Take out the audit list")
    expect(button).to_be_visible(timeout=60_000)
    assert axe(page) == []
    with page.expect_download() as waiting:
        button.click()
    made = waiting.value
    assert made.suggested_filename.startswith("spending-audit-harbour-caseworkers-1-")
    assert made.path().read_bytes()[:2] == b"PK"
