"""What was planned to be captured, and when is it due? The data plans of running experiments beside what came in."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import Every, ExperimentStatus, Per
from workbench.patterns.circle import rows_of

__all__ = ["CAPTURED_ON", "CaptureDue", "capture_due"]

_COLUMNS = {
    "id": "str",
    "experiment": "str",
    "title": "str",
    "what": "str",
    "form": "str",
    "capture_form": "str",
    "series": "str",
    "every": "str",
    "gathers": "str",
    "last_on": "datetime64[s]",
    "due_on": "datetime64[s]",
    "state": "str",
}
_ORDER = {"due": 0, "coming": 1, "as_it_happens": 2, "ended": 3}
#: Form → the kind of record that tells when it was last filled in, and the day in it.
CAPTURED_ON: Mapping[str, tuple[str, str]] = {
    "debrief": ("debrief", "held_on"),
    "pod_entry": ("pod_entry", "held_on"),
    "story": ("story", "told_on"),
    "goal_score": ("goal_score", "scored_on"),
    "point": ("point", "happened_on"),
    "spend": ("spend", "spent_on"),
    "task": ("task_move", "moved_on"),
    "issue": ("issue", "raised_on"),
    "capture_entry": ("capture_entry", "happened_on"),
}
_DAYS = {Every.day: 1, Every.week: 7, Every.fortnight: 14, Per.day: 1, Per.week: 7, Per.fortnight: 14}
_MONTHS = {Every.month: 1, Every.quarter: 3, Per.month: 1, Per.quarter: 3, Per.year: 12}


@dataclass(frozen=True, kw_only=True)
class CaptureDue(Finding):
    """The lines of the data plans of running experiments: what is due comes first, then by day.

    ``table``: id (of the line), experiment, title (of the experiment), what, form, capture_form, series, every, gathers
    (only for the group itself), last_on (the last time it was filled in; missing where never, or where the plan says
    that it is kept elsewhere), due_on (the planned day that waits, or the next one; missing where no day is planned),
    state: due, coming, as_it_happens or ended.

    Planned days are counted from the day the line begins (else the experiment, else the day the line was written), so a
    late entry does not move the days after it. Of planned days that went by only the newest waits: what was missed is
    no debt. An entry made before a planned day answers the one before it.
    """

    own_only: ClassVar[tuple[str, ...]] = ("gathers",)


def capture_due(evidence: Evidence, *, cycle: str | None = None, system: str | None = None) -> CaptureDue:
    """What is planned in one cycle, one system and those inside it, or everywhere; no running experiment, no rows."""
    experiments = rows_of(evidence, "experiment", cycle=cycle, system=system)
    running = experiments[experiments["status"] == ExperimentStatus.running.value]
    by_id = {str(row["id"]): row for row in running.to_dict("records")}
    plans = evidence["data_plan"]
    rows = []
    for plan in plans[plans["experiment"].isin(by_id)].to_dict("records"):
        experiment = by_id[str(plan["experiment"])]
        last = _last(evidence, plan, str(experiment["system"]))
        due, state = _due(plan, begins=_begins(plan, experiment), last=last, on=evidence.on)
        rows.append({**plan, "title": experiment["title"], "last_on": last, "due_on": due, "state": state})
    table = pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)
    table["_order"] = table["state"].map(_ORDER)
    table = table.sort_values(["_order", "due_on", "title", "id"], na_position="last").drop(columns="_order")
    return CaptureDue(audience=evidence.audience, table=table.reset_index(drop=True))


def _day(value: Any) -> date | None:
    return None if value is None or pd.isna(value) else pd.Timestamp(value).date()


def _begins(plan: Mapping[Any, Any], experiment: Mapping[Any, Any]) -> date:
    found = (_day(value) for value in (plan["starts_on"], experiment["started_on"], plan["created_at"]))
    return next((day for day in found if day), date.min)


def _last(evidence: Evidence, plan: Mapping[Any, Any], system: str) -> date | None:
    """The day the plan's form was last filled in, in the experiment's own system; None where never."""
    if plan["form"] not in CAPTURED_ON:
        return None
    kind, on = CAPTURED_ON[str(plan["form"])]
    rows = evidence[kind]
    rows = rows[rows["system"] == system]
    if "experiment" in rows:
        # a debrief that names no experiment is about all of them
        rows = rows[rows["experiment"].isna() | (rows["experiment"] == plan["experiment"])]
    for field in ("capture_form", "series"):
        if field in rows and isinstance(plan[field], str):
            rows = rows[rows[field] == plan[field]]
    if kind == "point":
        per = dict(zip(evidence["series"]["id"], evidence["series"]["per"], strict=True))
        # a value speaks for its whole time, and can only be written down when that is over
        ends = [_step(_day(row["happened_on"]), per.get(row["series"]), 1) for row in rows.to_dict("records")]
        return min(max(ends), evidence.on) if ends else None
    written_on = rows["created_at"].dt.tz_localize(None).dt.normalize().astype("datetime64[s]")
    return _day(rows[on].fillna(written_on).max()) if len(rows) else None


def _step(begins: date | None, every: Any, n: int) -> date:
    """The day ``n`` steps of a rhythm after one; the 31st becomes the last day of a shorter month."""
    first = begins or date.min
    if every in _DAYS:
        return first + timedelta(days=n * _DAYS[every])
    months = first.year * 12 + first.month - 1 + n * _MONTHS.get(every, 1)
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(first.day, monthrange(year, month)[1]))


def _newest(begins: date, every: Any, on: date) -> int:
    """How many steps after the first the newest planned day up to ``on`` is; ``on`` is not before the first."""
    if every in _DAYS:
        return (on - begins).days // _DAYS[every]
    n = ((on.year - begins.year) * 12 + on.month - begins.month) // _MONTHS[every]
    return n if _step(begins, every, n) <= on else n - 1


def _due(plan: Mapping[Any, Any], *, begins: date, last: date | None, on: date) -> tuple[date | None, str]:
    every, ends = str(plan["every"]), _day(plan["ends_on"])
    if (ends is not None and ends < on) or (every == Every.once and last is not None and last >= begins):
        return None, "ended"
    if every == Every.as_it_happens:
        return None, "as_it_happens"
    if begins > on:
        return begins, "coming"
    if every == Every.once:
        return begins, "due"
    n = _newest(begins, every, on)
    newest, following = _step(begins, every, n), _step(begins, every, n + 1)
    # of what is kept elsewhere nobody here can know whether it was done
    waits = newest == on if plan["form"] not in CAPTURED_ON else last is None or last < newest
    if waits:
        return newest, "due"
    return (None, "ended") if ends is not None and following > ends else (following, "coming")
