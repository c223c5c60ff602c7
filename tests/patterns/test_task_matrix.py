"""Where tasks stand, where they stood, and who could act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from workbench.frames import Audience, Evidence
from workbench.model import Task, TaskMove
from workbench.patterns import task_matrix
from workbench.patterns.task_matrix import region_of
from workbench.sharing import release

Make = Callable[..., Evidence]


def a_move(task: str, n: int, complexity: float, often: float, **more: object) -> TaskMove:
    made = {"id": f"{task}-{n}", "cycle": "c", "task": task, "moved_on": date(2026, n, 1)}
    return TaskMove.model_validate({**made, "complexity": complexity, "often": often, **more})


@pytest.mark.parametrize(
    ("complexity", "often", "region"),
    [
        (1, 5, "in_team"),  # frequent and simple
        (2.4, 3, "in_team"),
        (2.5, 2.5, "learnt"),  # frequent and more complex
        (5, 5, "learnt"),
        (3, 2.4, "on_pull"),  # rare and complex
        (5, 1, "on_pull"),
        (1, 1, "in_team"),  # rare and simple: who can, does it when it comes up
    ],
)
def test_a_region_is_told_by_two_thresholds(complexity: float, often: float, region: str) -> None:
    assert region_of(complexity=complexity, often=often) == region


def test_a_task_stands_where_it_was_put_last_and_leaves_a_trail(make_evidence: Make) -> None:
    evidence = make_evidence(
        Task(id="t1", cycle="c", name="Dressings", effective="yes"),
        Task(id="t2", cycle="c", name="Night care"),
        Task(id="t3", cycle="c", name="Nobody placed this"),
        Task(id="t4", cycle="d", name="Another team's"),
        a_move("t1", 3, 2, 5, acting="do_it", why="We learnt it.", times=40),
        a_move("t1", 1, 4, 5, acting="refer_on"),
        a_move("t2", 1, 5, 1, acting="refer_on"),
    )
    found = task_matrix(evidence, cycle="c")
    columns = ["name", "complexity", "often", "acting", "could_act", "region", "effective", "complexity_before", "why"]
    assert found.table[columns].astype("object").fillna("").to_numpy().tolist() == [
        ["Dressings", 2.0, 5.0, "do_it", "do_it", "in_team", "yes", 4.0, "We learnt it."],
        ["Night care", 5.0, 1.0, "refer_on", "pull_in", "on_pull", "", "", ""],
        ["Nobody placed this", "", "", "", "", "", "", "", ""],
    ]
    assert found.table["times"].tolist()[0] == 40


def test_a_trail_begins_where_a_task_stood_on_the_chosen_day(make_evidence: Make) -> None:
    evidence = make_evidence(
        Task(id="t1", cycle="c", name="Dressings"),
        *(a_move("t1", month, complexity, 3) for month, complexity in ((1, 5), (2, 4), (3, 2))),
    )
    before = {
        since: task_matrix(evidence, since=since).table["complexity_before"].fillna(0).item()
        for since in (None, date(2025, 12, 31), date(2026, 1, 15), date(2026, 2, 1), date(2026, 3, 1))
    }
    # one move earlier; not there yet; at the first place; at the second, that very day; not moved since
    assert list(before.values()) == [4.0, 0.0, 5.0, 4.0, 0.0]


def test_two_moves_on_one_day_count_in_the_order_they_were_made(make_evidence: Make) -> None:
    evidence = make_evidence(
        Task(id="t1", cycle="c", name="Dressings"),
        a_move("t1", 1, 5, 5).model_copy(update={"id": "b-later"}),
        a_move("t1", 1, 1, 1).model_copy(update={"id": "a-earlier"}),
    )
    assert task_matrix(evidence).table[["complexity", "often"]].to_numpy().tolist() == [[5.0, 5.0]]


def test_a_reason_and_a_small_count_stay_with_the_group(make_evidence: Make, place: Audience) -> None:
    task, move = Task(id="t1", cycle="c", name="Dressings"), a_move("t1", 1, 2, 5, why="For Robin", times=3)
    own = release(task_matrix(make_evidence(task, move))).table
    wide = release(task_matrix(make_evidence(task, move, audience=place))).table
    assert own[["why", "times_shown"]].to_numpy().tolist() == [["For Robin", "3"]]
    assert "why" not in wide
    assert wide["times_shown"].tolist() == ["*"]


def test_no_tasks_give_no_rows(make_evidence: Make) -> None:
    assert task_matrix(make_evidence()).table.empty
