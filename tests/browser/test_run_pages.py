"""Today's page, learning pods and the button that writes something down from anywhere, before real browsers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from workbench.desk import Desk
from workbench.model import CaptureEntry, CaptureForm, Issue, PodEntry
from workbench.store import Store

pytestmark = pytest.mark.browser

TEAM = {"system": "harbour-caseworkers"}


def _say_who(page: Page, name: str) -> None:
    page.add_init_script(f"localStorage.setItem('workbench-who', '{name}')")


@pytest.fixture
def planned(own_workbench_server: Any) -> Any:
    """A running experiment that asks for a form of the team's own each week, since three days."""
    with Store.open(own_workbench_server.store) as store:
        desk = Desk(store)
        cycle = desk.choice(**TEAM).cycle
        assert cycle is not None
        work = desk.work_on_cycle(cycle.id)
        experiment = work.add("experiment", {"title": "Ring back within the hour", "status": "running"})
        questions = [{"key": "why", "label": "Why had they rung?", "question_kind": "text"}]
        with store.step("A form", by="Test") as step:
            form = step.add(
                CaptureForm.model_validate({"cycle": cycle.id, "name": "Calls rung back", "questions": questions})
            )
        line = {"experiment": experiment.id, "what": "Calls rung back", "every": "week", "form": "capture_entry"}
        begun = (desk.today() - timedelta(days=3)).isoformat()
        work.add("data_plan", {**line, "capture_form": form.id, "starts_on": begun})
    return own_workbench_server


def test_what_waits_is_written_down_on_the_teams_own_form_and_is_done_then(
    planned: Any, projector: Page, axe: Callable[[Page], list[str]]
) -> None:
    page = planned.open(projector, "run_experiments", room="today", **TEAM)
    due = page.locator(".wb-due")
    expect(due).to_contain_text("Calls rung back", timeout=60_000)
    expect(due).to_contain_text("was planned for")
    assert axe(page) == []
    page.get_by_role("button", name="Write it down: Calls rung back").click()
    page.get_by_label("Why had they rung?").fill("The rent <b>again</b>")
    assert axe(page) == []
    page.get_by_role("dialog").get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0, timeout=10_000)
    expect(due.locator("section", has_text="Done today")).to_contain_text("Calls rung back", timeout=10_000)
    own = page.locator(".wb-own-form", has_text="Calls rung back").last
    own.locator("summary").click()
    expect(own.locator(".wb-own-entries")).to_contain_text("The rent <b>again</b>")
    with Store.open(planned.store) as store:
        form = next(form for form in store.all(CaptureForm) if form.created_by == "Test")
        [entry] = store.all(CaptureEntry, capture_form=form.id)
    assert [answer.answer for answer in entry.own_answers] == [("The rent <b>again</b>",)]


def test_a_debrief_begun_from_today_opens_in_its_room(own_workbench_server: Any, projector: Page) -> None:
    page = own_workbench_server.open(projector, "run_experiments", room="today", **TEAM)
    page.get_by_role("button", name="Call a hot debrief").click(timeout=60_000)
    page.get_by_label("What is it about?").fill("Turned away at the door")
    page.get_by_role("button", name="Begin now").click()
    expect(page.locator(".wb-debrief-about")).to_have_text("Turned away at the door", timeout=90_000)


def test_a_pod_is_the_pairs_until_they_share_it_and_then_the_groups_without_names(
    own_workbench_server: Any, window: Callable[..., Page], axe: Callable[[Page], list[str]]
) -> None:
    mine, theirs = window(1280, 900), window(1280, 900)
    _say_who(mine, "Idris")
    own_workbench_server.open(mine, "run_experiments", room="pods", **TEAM)
    mine.get_by_role("button", name="Begin a pod").click(timeout=60_000)
    mine.get_by_label("What did we learn?").fill("People say more when nobody types.")
    mine.get_by_role("button", name="Keep it for now").click()
    own = mine.locator("article.wb-pod", has_text="Not shared").first
    expect(own.get_by_label("What did we learn?")).to_have_value("People say more when nobody types.", timeout=10_000)
    assert axe(mine) == []

    own_workbench_server.open(theirs, "run_experiments", room="pods", **TEAM)
    expect(theirs.get_by_text("Nothing of yours waits here")).to_be_visible(timeout=60_000)
    theirs.get_by_role("button", name="The group").click()
    assert "People say more" not in theirs.content()

    own.get_by_role("button", name="Share it with the group").click()
    mine.get_by_role("dialog").get_by_role("button", name="Share it").click()
    answer = theirs.locator(".wb-answer", has_text="People say more when nobody types.")
    expect(answer).to_be_visible(timeout=60_000)
    assert axe(theirs) == []
    assert "Idris" not in theirs.locator(".wb-podding").inner_text()

    answer.get_by_role("button", name="Make an issue").click()
    theirs.keyboard.press("Control+Enter")
    expect(answer).to_contain_text("became issue", timeout=15_000)
    with Store.open(own_workbench_server.store) as store:
        [pod] = [p for p in store.all(PodEntry) if p.learnt == "People say more when nobody types."]
        issue = max(store.all(Issue), key=lambda one: (one.created_at, one.id))
    assert (pod.created_by, pod.shared_on is None) == ("Idris", False)
    assert (issue.description, issue.raised_by) == ("People say more when nobody types.", "")


def test_something_is_written_down_from_anywhere_and_a_draft_waits(
    own_workbench_server: Any, projector: Page, axe: Callable[[Page], list[str]]
) -> None:
    page = own_workbench_server.open(projector, "run_experiments", room="pods", **TEAM)
    expect(page.get_by_role("button", name="Write down", exact=False).last).to_be_visible(timeout=60_000)
    page.keyboard.press("Alt+n")
    sheet = page.get_by_role("dialog", name="Write something down")
    sheet.get_by_label("Issue description").fill("The second signature")
    assert axe(page) == []
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    page.keyboard.press("Alt+n")
    expect(sheet.get_by_label("Issue description")).to_have_value("The second signature")
    page.keyboard.press("Control+Enter")
    expect(sheet.locator(".wb-quick-went")).to_contain_text("It is in the issue log.", timeout=10_000)
    expect(sheet.get_by_label("Issue description")).to_have_value("")
    sheet.get_by_role("button", name="For the next debrief").click()
    sheet.get_by_label("What was said").fill("The keys of the back door")
    page.keyboard.press("Control+Enter")
    expect(sheet.locator(".wb-quick-went")).to_contain_text("It waits in the debrief of", timeout=10_000)
    with Store.open(own_workbench_server.store) as store:
        assert [one.level for one in store.all(Issue) if one.description == "The second signature"] == ["system"]


def test_on_a_phone_the_button_is_a_bar_that_covers_nothing(own_workbench_server: Any, phone: Page) -> None:
    page = own_workbench_server.open(phone, "run_experiments", room="today", **TEAM)
    expect(page.locator(".wb-quick-button")).to_be_visible(timeout=60_000)
    expect(page.locator(".wb-today-day")).to_be_visible(timeout=60_000)
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    last = page.locator(".wb-today .wb-card").last.bounding_box()
    bar = page.locator(".wb-quick").bounding_box()
    assert last is not None
    assert bar is not None
    assert last["y"] + last["height"] <= bar["y"]
    assert page.evaluate("document.documentElement.scrollWidth") == 390
