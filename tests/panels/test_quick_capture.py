"""Writing something down from anywhere, spoken to as its page does. It is Monday 4 May 2026."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import Debrief, DebriefEntry, GoalScore, Issue, Spend, Story, Task
from workbench.panels.quick_capture import QuickCapture


def _ask(desk: Desk, do: str, **given: Any) -> dict[str, Any]:
    panel = QuickCapture(desk, system="quay", cycle="quay-1")
    return panel.hear({"do": do, "n": "1", "page": "tab", "by": "Ama", "since": 0, "with": given})


@pytest.mark.parametrize(
    ("kind", "values", "record"),
    [
        ("issue", {"description": "The card is refused", "level": "system", "owner": "team"}, Issue),
        ("story", {"title": "A call", "text": "I was rung back.", "teller": "Wren"}, Story),
        ("spend", {"spent_on": "2026-05-04", "amount_pence": 900, "what": "Bus pass"}, Spend),
        ("task", {"name": "Ring the landlord"}, Task),
    ],
)
def test_each_kind_is_kept_where_it_belongs(quay_desk: Desk, kind: str, values: dict[str, Any], record: Any) -> None:
    assert "ok" in _ask(quay_desk, "add", kind=kind, values=values)
    [made] = quay_desk.store.all(record)
    assert (made.cycle, made.created_by) == ("quay-1", "Ama")


def test_a_score_goes_to_a_goal_that_still_stands(quay_desk: Desk) -> None:
    work = quay_desk.work_on_cycle("quay-1")
    goal = work.add("goal", {"person": "Wren", "wording": "Help me to sleep"})
    work.add("goal", {"person": "Wren", "wording": "Help me to move", "ended_on": "2026-04-01"})
    panel = QuickCapture(quay_desk, system="quay", cycle="quay-1")
    assert panel.load()["options"] == {"goal": [[goal.id, "Wren: Help me to sleep"]]}
    _ask(quay_desk, "add", kind="goal_score", values={"goal": goal.id, "scored_on": "2026-05-04", "score": 4})
    assert [score.score for score in quay_desk.store.all(GoalScore)] == [4]


def test_something_for_the_next_debrief_waits_in_the_one_that_is_there(quay_desk: Desk) -> None:
    work = quay_desk.work_on_cycle("quay-1")
    for day, kind in (
        ("2026-05-03", "planned"),
        ("2026-05-04", "hot"),
        ("2026-05-06", "planned"),
        ("2026-05-05", "planned"),
    ):
        work.add("debrief", {"held_on": day, "debrief_kind": kind, "about": "x"})
    answer = _ask(quay_desk, "for_next_debrief", values={"text": "The keys", "said_by": "Bo"})["ok"]
    assert answer["day"] == "5 May 2026"
    [entry] = quay_desk.store.all(DebriefEntry)
    assert (entry.text, entry.said_by, str(entry.slice), entry.debrief) == (
        "The keys",
        "Bo",
        "practical_first",
        answer["debrief"],
    )
    assert len(quay_desk.store.all(Debrief)) == 4


@pytest.mark.parametrize(
    ("begins", "day"),
    [("2026-05-07", "7 May 2026"), ("2026-05-04", "4 May 2026"), (None, "4 May 2026")],
)
def test_where_none_is_there_one_is_begun_for_the_day_that_is_planned(
    quay_desk: Desk, begins: str | None, day: str
) -> None:
    work = quay_desk.work_on_cycle("quay-1")
    experiment = work.add("experiment", {"title": "Ring back", "status": "running"})
    if begins:
        plan = {"experiment": experiment.id, "what": "How it went", "every": "week", "form": "debrief"}
        work.add("data_plan", {**plan, "starts_on": begins})
    assert _ask(quay_desk, "for_next_debrief", values={"text": "The keys"})["ok"]["day"] == day
    assert len(quay_desk.store.all(Debrief)) == 1


def test_nothing_said_begins_no_debrief(quay_desk: Desk) -> None:
    assert "refused" in _ask(quay_desk, "for_next_debrief", values={"text": " "})
    assert (quay_desk.store.all(Debrief), quay_desk.store.all(DebriefEntry)) == ([], [])
