"""The task matrix panel, spoken to as its page does."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import Cycle, Task, TaskMove
from workbench.panels.task_matrix import TaskMatrixPanel


def ask(panel: TaskMatrixPanel, do: str, **given: Any) -> dict[str, Any]:
    ask.n += 1  # type: ignore[attr-defined]  # each message has a number of its own
    return panel.hear({"do": do, "n": str(ask.n), "page": "tab", "by": "Ash", "since": 0, "with": given})  # type: ignore[attr-defined]


ask.n = 0  # type: ignore[attr-defined]


@pytest.fixture
def panel(quay_desk: Desk) -> TaskMatrixPanel:
    return TaskMatrixPanel(quay_desk, system="quay", cycle="quay-1")


@pytest.fixture
def dressings(panel: TaskMatrixPanel) -> str:
    return str(ask(panel, "add", kind="task", values={"name": "Dressings"})["ok"]["id"])


def tasks(panel: TaskMatrixPanel) -> list[dict[str, Any]]:
    state: dict[str, Any] = ask(panel, "load")["ok"]["state"]
    return list(state["tasks"])


def test_a_new_task_waits_to_be_placed(panel: TaskMatrixPanel, dressings: str) -> None:
    [task] = tasks(panel)
    assert (task["name"], task["number"], task["often"], task["history"]) == ("Dressings", 1, None, [])


def test_each_move_is_kept_with_its_reason_and_can_be_undone(panel: TaskMatrixPanel, dressings: str) -> None:
    ask(panel, "place", task=dressings, often=4, complexity=4, said={"acting": "refer_on", "times": 12})
    moved = ask(panel, "place", task=dressings, often=4.04, complexity=1.96)["ok"]
    ask(panel, "why", move=moved["move"], why="The nurse showed us.")
    [task] = tasks(panel)
    place = {key: task[key] for key in ("often", "complexity", "region", "could", "acting", "times", "before")}
    assert place == {
        "often": 4.0, "complexity": 2.0, "region": "in_team", "could": "do_it", "acting": "refer_on", "times": 12,
        "before": [4.0, 4.0],
    }  # fmt: skip
    assert [(h["complexity"], h["why"], h["by"]) for h in task["history"]] == [
        (2.0, "The nurse showed us.", "Ash"),
        (4.0, "", "Ash"),
    ]
    ask(panel, "undo")  # the reason
    ask(panel, "undo")  # the move
    assert [(t["complexity"], len(t["history"])) for t in tasks(panel)] == [(4.0, 1)]


def test_a_mark_dragged_off_the_matrix_stays_on_it(panel: TaskMatrixPanel, dressings: str) -> None:
    ask(panel, "place", task=dressings, often=9.7, complexity=-2)
    assert [(t["often"], t["complexity"]) for t in tasks(panel)] == [(5.0, 1.0)]


def test_what_is_no_place_is_refused_in_words(panel: TaskMatrixPanel, dressings: str) -> None:
    answer = ask(panel, "place", task=dressings, often="every day", complexity=2)
    assert "number in digits" in answer["refused"]
    assert tasks(panel)[0]["often"] is None


def test_another_groups_task_is_not_moved(panel: TaskMatrixPanel, quay_desk: Desk) -> None:
    with quay_desk.store.step("Elsewhere", by="Test") as step:
        step.add(Cycle(id="bay-1", system="bay", name="First round"))
        step.add(Task(id="theirs", cycle="bay-1", name="Theirs"))
    assert "not in this cycle" in ask(panel, "place", task="theirs", often=1, complexity=1)["refused"]
    assert quay_desk.store.all(TaskMove) == []


def test_trails_begin_on_the_chosen_day(panel: TaskMatrixPanel, dressings: str) -> None:
    ask(panel, "place", task=dressings, often=4, complexity=4)
    ask(panel, "place", task=dressings, often=4, complexity=2)
    assert ask(panel, "since", day="2026-05-04")["ok"]["tasks"][0]["before"] is None  # both moves were made that day
    assert ask(panel, "since", day="")["ok"]["tasks"][0]["before"] == [4.0, 4.0]


def test_somebody_who_only_looks_moves_nothing(quay_desk: Desk, panel: TaskMatrixPanel, dressings: str) -> None:
    looking = TaskMatrixPanel(quay_desk, system="quay", cycle="quay-1", may_edit=False)
    assert "refused" in ask(looking, "place", task=dressings, often=1, complexity=1)
    assert "ok" in ask(looking, "since", day="2026-01-01")


def test_words_that_look_like_markup_stay_words(panel: TaskMatrixPanel) -> None:
    name = "<script>alert(1)</script> =HYPERLINK(1) عيش 🌊"
    ask(panel, "add", kind="task", values={"name": name})
    assert tasks(panel)[0]["name"] == name
