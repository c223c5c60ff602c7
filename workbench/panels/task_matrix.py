"""The task matrix: tasks dragged to where they belong, why they were moved, and who may act today and who could."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from workbench.desk import Desk
from workbench.errors import Refused
from workbench.model import Acting, Task, TaskMove
from workbench.panels.form_panel import FormPanel
from workbench.panels.library import script, style
from workbench.panels.spoken_date import spoken
from workbench.patterns.task_matrix import COMPLEX_FROM, COULD_ACT, FREQUENT_FROM, REGIONS

__all__ = ["TaskMatrixPanel"]

_FIRST, _LAST = 1.0, 5.0


class TaskMatrixPanel(FormPanel):
    """The tasks of one cycle on how often × how complex; every move is kept, with a reason where one was given."""

    _esm = script("task_layout.js", "task_place.js", "task_field.js", "task_acting.js", "task_matrix.js")
    _css = style("task_matrix.css")
    sections = ("task_matrix",)
    follows = frozenset({"task", "task_move"})
    kinds = frozenset({"task", "task_move"})
    looks = FormPanel.looks | {"since"}
    pulse_ms = 2500

    def __init__(self, desk: Desk, *, system: str, cycle: str, may_edit: bool = True) -> None:
        super().__init__(desk, system=system, cycle=cycle, may_edit=may_edit)
        self._since: date | None = None

    def load(self) -> dict[str, Any]:
        """Every task with its place, region, trail and history; tasks nobody has placed have no place."""
        found = self._desk.task_matrix(system=self._system, cycle=self._cycle, since=self._since).table
        tasks = {task.id: task for task in self._desk.store.all(Task, cycle=self._cycle)}
        moves: dict[str, list[TaskMove]] = {}
        for move in self._desk.store.all(TaskMove, cycle=self._cycle):
            moves.setdefault(move.task, []).append(move)
        rows = [row for row in found.to_dict("records") if row["task"] in tasks]
        return {
            "may_edit": self._may_edit,
            "tasks": [
                {
                    **self.values(tasks[row["task"]]),
                    "number": n,
                    **self._where(row),
                    "history": [self._told(move) for move in _newest_first(moves.get(row["task"], []))],
                }
                for n, row in enumerate(rows, start=1)
            ],
            "since": self._since.isoformat() if self._since else "",
            "since_said": spoken(self._since, self.words) if self._since else "",
            "regions": list(REGIONS),
            "acting": [acting.value for acting in Acting],
            "could": list(COULD_ACT.values()),
            "frequent_from": FREQUENT_FROM,
            "complex_from": COMPLEX_FROM,
        }

    def _where(self, row: dict[Any, Any]) -> dict[str, Any]:
        if pd.isna(row["complexity"]):
            return {"complexity": None, "often": None, "region": None, "acting": "", "times": None, "before": None}
        moved = not pd.isna(row["complexity_before"])
        return {
            "complexity": float(row["complexity"]),
            "often": float(row["often"]),
            "region": row["region"],
            "acting": "" if pd.isna(row["acting"]) else row["acting"],
            "could": row["could_act"],
            "times": None if pd.isna(row["times"]) else int(row["times"]),
            "before": [float(row["complexity_before"]), float(row["often_before"])] if moved else None,
        }

    def _told(self, move: TaskMove) -> dict[str, Any]:
        return {
            "id": move.id,
            "day": spoken(move.moved_on, self.words),
            "complexity": move.complexity,
            "often": move.often,
            "why": move.why,
            "by": move.moved_by,
        }

    # -- commands ---------------------------------------------------------------------------------------------------
    def do_since(self, day: str = "") -> dict[str, Any]:
        """Let the trails begin where tasks stood at the end of a day; "" where they stood one move earlier."""
        self._since = _day(day)
        return self.load()

    def do_place(self, task: str, complexity: Any, often: Any, said: Any = None) -> dict[str, str]:
        """Put a task somewhere, today. ``said``: acting and times, where they are said with it; else they stay.

        Raises
        ------
        Refused
            Where the task is not of this cycle, or the place is not on the matrix.
        """
        self._sit()
        before = _newest_first(self._moves_of(task))
        stays = {"acting": before[0].acting, "times": before[0].times} if before else {}
        told = {key: value for key, value in dict(said or {}).items() if key in ("acting", "times")}
        place = {"complexity": _step(complexity), "often": _step(often)}
        values = {
            "task": task,
            "moved_on": self._desk.today().isoformat(),
            "moved_by": self.by,
            **{key: value for key, value in stays.items() if value is not None},
            **place,
            **told,
        }
        return {"move": self._work.add("task_move", values).id, "task": task}

    def do_why(self, move: str, why: str) -> None:
        """Say why a task was moved."""
        self._sit()
        self._work.write("task_move", move, {"why": why})

    def _moves_of(self, task: str) -> list[TaskMove]:
        found = self._desk.store.find(Task, task)
        if found is None or found.cycle != self._cycle:
            raise Refused(self.words.say("task_matrix.no_such_task"), field="task")
        return self._desk.store.all(TaskMove, task=task)


def _newest_first(moves: list[TaskMove]) -> list[TaskMove]:
    return sorted(moves, key=lambda move: (move.moved_on, move.id), reverse=True)


def _step(value: Any) -> Any:
    """A place dragged to, to a tenth of a step and on the matrix; anything else is for the record to refuse."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return round(min(max(float(value), _FIRST), _LAST), 1)
    return value


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
