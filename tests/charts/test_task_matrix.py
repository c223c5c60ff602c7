"""The picture of the task matrix: numbers that do not lie on one another, regions, trails, and who may act."""

from __future__ import annotations

from collections.abc import Callable
from math import hypot

import pandas as pd

from workbench.charts import Figure, task_matrix
from workbench.charts.side_by_side import side_by_side
from workbench.frames import Audience
from workbench.model.prompts import Words
from workbench.patterns import TaskMatrix
from workbench.patterns.task_matrix import COULD_ACT, region_of
from workbench.sharing import release

Sent = Callable[[Figure], str]


def a_matrix(who: Audience, *places: tuple[str, float, float, str | None], times: int | None = None) -> TaskMatrix:
    rows = [
        {
            "task": f"t{n}",
            "name": name,
            "complexity": complexity,
            "often": often,
            "times": times,
            "acting": acting,
            "region": (region := region_of(complexity=complexity, often=often)),
            "could_act": COULD_ACT[region],
            "effective": "yes" if n == 0 else None,
            "moved_on": pd.Timestamp(2026, 5, 1),
            "why": "Because of Robin",
            "complexity_before": 5.0 if n == 0 else float("nan"),
            "often_before": 5.0 if n == 0 else float("nan"),
        }
        for n, (name, complexity, often, acting) in enumerate(places)
    ]
    return TaskMatrix(audience=who, table=pd.DataFrame(rows))


THREE = (("Dressings", 1, 5, "refer_on"), ("Physio", 4, 5, "do_it"), ("Night care", 5, 1, None))


def test_each_region_names_its_tasks_and_what_moved(english: Words, team: Audience) -> None:
    figure = task_matrix(release(a_matrix(team, *THREE)), words=english)
    assert figure.description.split("\n")[:4] == [
        "Lives in the team: Dressings (1).",
        "Pulled in at first, then learnt and adopted: Physio (2).",
        "Stays on pull from the centre: Night care (3).",
        "Moved: Dressings (1).",
    ]


def test_who_may_act_says_where_tasks_sit_and_could_sit(english: Words, team: Audience) -> None:
    figure = task_matrix(release(a_matrix(team, *THREE)), words=english, view="acting")
    assert figure.description.split("\n") == [
        "Today “Not said yet”, could be “Pull it in, and stay with the person”: Night care (3).",
        "Today “Do it”, could be “Pull it in, learn it, then do it”: Physio (2).",
        "Today “Refer on”, could be “Do it”: Dressings (1).",
    ]
    assert figure.svg.count("<svg") == 1


def test_sixty_tasks_at_one_place_are_all_seen(english: Words, team: Audience) -> None:
    places = [(f"Task {n}", 3.0, 3.0, None) for n in range(60)]
    figure = task_matrix(release(a_matrix(team, *places)), words=english)
    assert all(f">{n}</text>" in figure.svg for n in range(1, 61))


def test_marks_keep_apart_and_inside_their_box() -> None:
    drawn = side_by_side([(100.0, 100.0)] * 30, apart=20, boxes=[(0, 0, 200, 200)] * 30)
    assert drawn[0] == (100.0, 100.0)
    assert all(10 <= x <= 190 and 10 <= y <= 190 for x, y in drawn)
    assert min(hypot(a[0] - b[0], a[1] - b[1]) for n, a in enumerate(drawn) for b in drawn[:n]) >= 20


def test_no_tasks_say_so(english: Words, team: Audience) -> None:
    none = a_matrix(team, *THREE)
    empty = TaskMatrix(audience=team, table=none.table.iloc[:0])
    assert task_matrix(release(empty), words=english).empty == "No task has been put on the matrix yet."


def test_a_small_count_and_a_reason_are_not_sent(sent: Sent, english: Words, team: Audience, place: Audience) -> None:
    def matrix(times: int, who: Audience) -> str:
        return sent(task_matrix(release(a_matrix(who, *THREE, times=times)), words=english))

    assert len({matrix(times, place) for times in (1, 3, 6)}) == 1
    assert "Robin" not in matrix(3, place)
    assert "Robin" in matrix(3, team)
