"""Today's page, spoken to as its page does. It is noon on Monday 4 May 2026."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import CaptureForm
from workbench.panels.today import TodayPanel
from workbench.store import Store


@pytest.fixture
def running(quay_desk: Desk) -> str:
    made = quay_desk.work_on_cycle("quay-1").add(
        "experiment", {"title": "Ring back", "status": "running", "started_on": "2026-04-20"}
    )
    return made.id


def _state(desk: Desk) -> dict[str, Any]:
    return TodayPanel(desk, system="quay", cycle="quay-1").load()


def _ask(panel: TodayPanel, do: str, n: int, **given: Any) -> dict[str, Any]:
    return panel.hear({"do": do, "n": str(n), "page": "tab", "by": "Ama", "since": 0, "with": given})


def _told(lines: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    return [(line["what"], line["when"], line["last"]) for line in lines]


def test_a_team_that_has_just_begun_gets_a_calm_page(quay_desk: Desk) -> None:
    state = _state(quay_desk)
    assert state["day"] == "Monday 4 May 2026"
    assert state["planned"] == {"due": [], "coming": [], "as_it_happens": [], "done": []}
    assert (state["any_running"], state["lately"], state["left_open"], state["reviews"]) == (False, [], None, [])


def test_what_was_planned_is_told_in_days_as_people_say_them(quay_desk: Desk, running: str) -> None:
    work = quay_desk.work_on_cycle("quay-1")
    plans: list[dict[str, Any]] = [
        {"what": "How it went", "every": "day", "form": "debrief", "gathers": "Ama"},
        {"what": "What pairs learn", "every": "week", "form": "pod_entry", "starts_on": "2026-04-29"},
        {"what": "Where people are", "every": "week", "form": "goal_score", "starts_on": "2026-05-05"},
        {"what": "A story", "every": "as_it_happens", "form": "story"},
        {"what": "Next quarter", "every": "quarter", "form": "task", "starts_on": "2026-07-01"},
    ]
    for plan in plans:
        work.add("data_plan", {"experiment": running, **plan})
    planned = _state(quay_desk)["planned"]
    assert _told(planned["due"]) == [
        ("What pairs learn", "was planned for Wednesday", "not written down yet"),
        ("How it went", "planned for today", "not written down yet"),
    ]
    assert planned["due"][1]["gathers"] == "Ama gathers"
    assert _told(planned["coming"]) == [("Where people are", "next: tomorrow", "not written down yet")]
    assert _told(planned["as_it_happens"]) == [("A story", "", "not written down yet")]
    work.add("debrief", {"held_on": "2026-05-04"})
    after = _state(quay_desk)
    assert _told(after["planned"]["done"]) == [("How it went", "next: tomorrow", "last time: today")]
    assert len(after["debriefs"]) == 1


def test_no_word_on_it_nags() -> None:
    from workbench.model.prompts import words

    said = str(words("en").section("today")).casefold()
    assert [w for w in ("overdue", "late", "missed", "forgot", "target", "behind") if f" {w} " in said] == []


def test_a_form_of_ones_own_is_filled_in_and_its_entries_are_listed(
    quay_desk: Desk, quay_store: Store, running: str
) -> None:
    questions = [
        {"key": "why", "label": "Why had they rung?", "question_kind": "text"},
        {"key": "helped", "label": "Did it help?", "question_kind": "choice", "choices": ("Yes", "No")},
    ]
    with quay_store.step("A form", by="Test") as step:
        form = step.add(
            CaptureForm.model_validate(
                {"cycle": "quay-1", "name": "Calls", "experiment": running, "questions": questions}
            )
        )
    panel = TodayPanel(quay_desk, system="quay", cycle="quay-1")
    asked = [q["label"] for q in panel.load()["own_forms"][0]["form"]["questions"]]
    assert asked[-2:] == ["Why had they rung?", "Did it help?"]
    values = {"capture_form": form.id, "happened_on": "2026-05-04", "own:why": "The rent", "own:helped": "Yes"}
    assert "ok" in _ask(panel, "add", 1, kind="capture_entry", values=values)
    [own] = panel.load()["own_forms"]
    assert [entry["answers"] for entry in own["entries"]] == [
        [{"asked": "Why had they rung?", "answer": "The rent"}, {"asked": "Did it help?", "answer": "Yes"}]
    ]


def test_what_was_left_open_is_what_nothing_was_made_of(quay_desk: Desk) -> None:
    work = quay_desk.work_on_cycle("quay-1")
    debrief = work.add("debrief", {"held_on": "2026-05-01"}).id
    work.add("debrief", {"held_on": "2026-05-03"})
    said = {"debrief": debrief, "slice": "practical_last", "prompt": "What do we ask of leaders?"}
    left = work.add("debrief_entry", {**said, "text": "A bus pass without a signature"})
    issue = work.add("debrief_entry", {**said, "text": "The card is refused"})
    work.add("debrief_entry", {**said, "slice": "reflective", "text": "It feels odd"})
    work.add(
        "issue",
        {"description": "The card is refused", "level": "system", "owner": "team", "raised_on": "2026-05-01"},
        made_from=("debrief_entry", issue.id),
    )
    state = _state(quay_desk)
    assert state["left_open"]["day"] == "Friday"
    assert [entry["id"] for entry in state["left_open"]["entries"]] == [left.id]
    assert {(one["kind"], one["text"], one.get("from_debrief", False)) for one in state["lately"]} == {
        ("issue", "The card is refused", True),
        ("debrief_entry", "A bus pass without a signature", False),
        ("debrief_entry", "It feels odd", False),
    }


def test_lately_is_two_weeks(quay_desk: Desk) -> None:
    work = quay_desk.work_on_cycle("quay-1")
    issue = {"level": "system", "owner": "team"}
    for text, day in (("old", "2026-04-19"), ("just", "2026-04-20"), ("new", "2026-05-04")):
        work.add("issue", {**issue, "description": text, "raised_on": day})
    assert [(one["text"], one["on"]) for one in _state(quay_desk)["lately"]] == [
        ("new", "today"),
        ("just", "20 April 2026"),
    ]


def test_countermeasures_to_look_at_again_are_told_without_alarm(quay_desk: Desk) -> None:
    work = quay_desk.work_on_cycle("quay-1")
    for what, day in (("No form", "2026-05-01"), ("No cap", "2026-05-18"), ("Far off", "2026-05-19")):
        work.add("countermeasure", {"what": what, "review_on": day})
    work.add("countermeasure", {"what": "Gone", "review_on": "2026-05-01", "ended_on": "2026-05-02"})
    assert [(r["what"], r["when"]) for r in _state(quay_desk)["reviews"]] == [
        ("No form", "was planned for Friday"),
        ("No cap", "look at it again: 18 May 2026"),
    ]
