"""Which tasks can live in the team, and who may act? Each task by how often it occurs and how complex it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.patterns.circle import rows_of

__all__ = ["COMPLEX_FROM", "COULD_ACT", "FREQUENT_FROM", "REGIONS", "TaskMatrix", "region_of", "task_matrix"]

# The only place that says where the regions lie; the chart and the panel are told from here.
#: Frequent begins between step 2 (now and then) and step 3 (every month) of "how often", so that no step lies on it.
FREQUENT_FROM = 2.5
#: More than simple begins between step 2 (fairly simple) and step 3 (in between) of "how complex or dear".
COMPLEX_FROM = 2.5

IN_TEAM, LEARNT, ON_PULL = REGIONS = ("in_team", "learnt", "on_pull")
#: Who could act, by region: do it; pull it in at first, learn it and then do it; pull it in and stay with the person.
COULD_ACT = {IN_TEAM: "do_it", LEARNT: "learn_it", ON_PULL: "pull_in"}

_COLUMNS = {
    "task": "str",
    "name": "str",
    "complexity": "float64",
    "often": "float64",
    "times": "Int64",
    "acting": "str",
    "could_act": "str",
    "region": "str",
    "effective": "str",
    "moved_on": "datetime64[s]",
    "why": "str",
    "complexity_before": "float64",
    "often_before": "float64",
}


@dataclass(frozen=True, kw_only=True)
class TaskMatrix(Finding):
    """The tasks in the order in which they were written down.

    ``table``: task (id), name, complexity (1 simple and cheap … 5 complex and dear), often (1 rarely … 5 every day),
    times (counted, where somebody counted), acting (today: do_it, refer_for_permission, refer_on), could_act (do_it,
    learn_it, pull_in), region (in_team, learnt, on_pull), effective (yes, partly, no), moved_on and why (of its newest
    place), complexity_before and often_before (where it stood before, where that differs). A task nobody has placed yet
    has no place, region or could_act. ``why`` is for the group itself only.
    """

    counts: ClassVar[tuple[str, ...]] = ("times",)
    own_only: ClassVar[tuple[str, ...]] = ("why",)

    since: date | None = None


def region_of(*, complexity: float, often: float) -> str:
    """Where a task could live.

    Frequent and simple: in the team. Frequent and more complex: pulled in at first, then learnt and adopted. Rare and
    complex: it stays on pull from the centre. Rare and *simple* tasks have no region of their own in the tool; who can
    do a simple thing may do it when it comes up, so they count as in the team.
    """
    if complexity < COMPLEX_FROM:
        return IN_TEAM
    return LEARNT if often >= FREQUENT_FROM else ON_PULL


def task_matrix(
    evidence: Evidence, *, cycle: str | None = None, system: str | None = None, since: date | None = None
) -> TaskMatrix:
    """The tasks of one cycle, one system and those inside it, or all there are; none give no rows.

    ``since``: the trail begins where a task stood at the end of that day; without it, where it stood one move earlier.
    """
    tasks = rows_of(evidence, "task", cycle=cycle, system=system).sort_values("id")
    moves = evidence["task_move"].sort_values(["moved_on", "id"])
    of_task = dict(list(moves.groupby("task")))
    rows = [_row(task, of_task.get(task["id"]), since) for task in tasks.to_dict("records")]
    table = pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)
    return TaskMatrix(audience=evidence.audience, table=table, since=since)


def _row(task: dict[Any, Any], moves: pd.DataFrame | None, since: date | None) -> dict[str, Any]:
    made = {"task": task["id"], "name": task["name"], "effective": task["effective"]}
    if moves is None:
        return made
    now = moves.iloc[-1]
    region = region_of(complexity=now["complexity"], often=now["often"])
    made |= {name: now[name] for name in ("complexity", "often", "times", "acting", "moved_on", "why")}
    made |= {"region": region, "could_act": COULD_ACT[region]}
    earlier = moves.iloc[:-1] if since is None else moves[moves["moved_on"] <= pd.Timestamp(since)]
    if len(earlier):
        before = earlier.iloc[-1]
        if (before["complexity"], before["often"]) != (now["complexity"], now["often"]):
            made |= {"complexity_before": before["complexity"], "often_before": before["often"]}
    return made
