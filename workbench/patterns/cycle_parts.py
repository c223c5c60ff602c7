"""What is in each of the five parts of a cycle?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

import pandas as pd

from workbench.errors import Gone
from workbench.frames import Evidence, Finding
from workbench.model import ExperimentStatus, IssueStatus, Part, ThingKind
from workbench.patterns.circle import rows_of

__all__ = ["CycleParts", "cycle_parts"]

_COLUMNS = {"part": "str", "what": "str", "n": "int64", "last_change_at": "datetime64[us, UTC]"}


@dataclass(frozen=True, kw_only=True)
class CycleParts(Finding):
    """What a cycle holds, part by part.

    ``table`` has one row for each part and kind of thing in it: part (understand, codesign, run, embed, steward), what
    (purpose, actor, factor, link, story, goal, case, observation, experiments by status, rule, data_plan, measure,
    debrief, pod_entry, issues, countermeasures by whether they stand, spend, task, series, what was sent_on, embedding,
    cycle_link, review, account, steward), n, last_change_at (UTC; missing where there is none). Entries of learning
    pods count once they were shared. The parts run in any order; the rows stand in the usual one.
    """

    counts: ClassVar[tuple[str, ...]] = ("n",)

    cycle: str
    cycle_name: str


def _last_change(rows: pd.DataFrame) -> datetime | None:
    changed = pd.concat([rows["created_at"], rows["revised_at"]]).dropna()
    return None if changed.empty else changed.max().to_pydatetime()


def _understood(evidence: Evidence, cycle: str) -> Iterator[tuple[str, pd.DataFrame]]:
    things, maps = (rows_of(evidence, kind, cycle=cycle) for kind in ("thing", "map"))
    links = evidence["link"]
    yield "purpose", rows_of(evidence, "purpose", cycle=cycle)
    yield "actor", things[things["thing_kind"] == ThingKind.actor]
    yield "factor", things[things["thing_kind"] == ThingKind.factor]
    yield "link", links[links["map"].isin(maps["id"])]
    yield "story", rows_of(evidence, "story", cycle=cycle)
    for kind in ("goal", "case", "observation"):
        yield kind, rows_of(evidence, kind, cycle=cycle)


def _contents(evidence: Evidence, cycle: str) -> Iterator[tuple[Part, str, pd.DataFrame]]:
    issues, experiments, pods, shields = (
        rows_of(evidence, kind, cycle=cycle) for kind in ("issue", "experiment", "pod_entry", "countermeasure")
    )
    status = experiments["status"]
    stands = shields["ended_on"].isna() | (shields["ended_on"] > pd.Timestamp(evidence.on))
    cycle_links = evidence["cycle_link"]
    yield from ((Part.understand, what, rows) for what, rows in _understood(evidence, cycle))
    yield Part.codesign, "experiment_designing", experiments[status == ExperimentStatus.designing]
    for kind in ("rule", "data_plan", "measure"):
        yield Part.codesign, kind, rows_of(evidence, kind, cycle=cycle)
    yield Part.run, "experiment_running", experiments[status == ExperimentStatus.running]
    yield Part.run, "experiment_resting", experiments[status == ExperimentStatus.resting]
    yield Part.run, "debrief", rows_of(evidence, "debrief", cycle=cycle)
    yield Part.run, "pod_entry", pods[pods["shared_on"].notna()]
    yield Part.run, "issue_open", issues[issues["status"] == IssueStatus.open]
    yield Part.run, "countermeasure_standing", shields[stands]
    for kind in ("spend", "task", "series"):
        yield Part.run, kind, rows_of(evidence, kind, cycle=cycle)
    yield Part.embed, "experiment_ended", experiments[status == ExperimentStatus.ended]
    yield Part.embed, "issue_closed", issues[issues["status"] == IssueStatus.closed]
    yield Part.embed, "sent_on", rows_of(evidence, "influence", cycle=cycle)
    yield Part.embed, "embedding", rows_of(evidence, "embedding", cycle=cycle)
    yield Part.embed, "countermeasure_ended", shields[~stands]
    yield Part.steward, "cycle_link", cycle_links[(cycle_links["source"] == cycle) | (cycle_links["target"] == cycle)]
    for kind in ("review", "account"):
        yield Part.steward, kind, rows_of(evidence, kind, cycle=cycle)


def cycle_parts(evidence: Evidence, *, cycle: str) -> CycleParts:
    """What is in each of the five parts of one cycle; an empty cycle has zeros. Raises Gone where it is not there."""
    found = evidence["cycle"][evidence["cycle"]["id"] == cycle]
    if found.empty:
        raise Gone("This learning cycle is not here any more. Choose another one from the list.")
    rows = [
        {"part": part.value, "what": what, "n": len(here), "last_change_at": _last_change(here)}
        for part, what, here in _contents(evidence, cycle)
    ]
    rows.append(
        {
            "part": Part.steward.value,
            "what": "steward",
            "n": len(found["stewards"].iloc[0]),
            "last_change_at": _last_change(found),
        }
    )
    return CycleParts(
        audience=evidence.audience,
        table=pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS),
        cycle=cycle,
        cycle_name=str(found["name"].iloc[0]),
    )
