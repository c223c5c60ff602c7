"""What changed since a day? Changes week by week, by what they were about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import ClassVar

import pandas as pd

from workbench.errors import Refused
from workbench.frames import Evidence, Finding
from workbench.patterns.circle import systems_inside

__all__ = ["ChangesSince", "changes_since"]

#: What people call the thing that changed. Moving something on a map (map_item) is no change to what is known.
_ABOUT = {
    "purpose": "purpose",
    "thing": "map",
    "map": "map",
    "link": "map",
    "named_loop": "map",
    "story": "story",
    "issue": "issue",
    "experiment": "experiment",
    "evidence_link": "evidence",
    "cycle": "cycle",
    "cycle_link": "cycle",
}


@dataclass(frozen=True, kw_only=True)
class ChangesSince(Finding):
    """How much was added, revised and removed.

    ``table`` has a row for every week since the day × about, also where nothing changed: week_on (its Monday), about
    (purpose, map, story, issue, experiment, evidence, cycle), n (changes).
    """

    counts: ClassVar[tuple[str, ...]] = ("n",)
    total_rows: ClassVar[Mapping[str, str | None]] = {"week_on": None, "about": None}

    since: date
    until: date


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def changes_since(evidence: Evidence, *, since: date, system: str | None = None) -> ChangesSince:
    """The changes from a day until the day the evidence was read, of one system and those inside it or all.

    The evidence must hold ``changes``. Raises Refused for a day that is still to come.
    """
    if since > evidence.on:
        raise Refused(f"{since:%d/%m/%Y} is still to come; choose a day that has been.", field="since")
    changes = evidence["changes"]
    if system is not None:
        changes = changes[changes["system"].isin(systems_inside(evidence["system"], system))]
    about = changes["record_kind"].map(_ABOUT)
    days = changes["at"].dt.date
    kept = pd.DataFrame({"day": days, "about": about, "record": changes["record"]}).dropna(subset=["about"])
    kept = kept[(kept["day"] >= since) & (kept["day"] <= evidence.on)]
    weeks = [_monday(day) for day in kept["day"]]
    found = pd.Series(list(zip(weeks, kept["about"], strict=True)), dtype="object").value_counts().to_dict()
    n_weeks = (_monday(evidence.on) - _monday(since)).days // 7 + 1
    all_weeks = [_monday(since) + timedelta(weeks=at) for at in range(n_weeks)]
    table = pd.DataFrame(
        [
            {"week_on": week, "about": what, "n": found.get((week, what), 0)}
            for week, what in product(all_weeks, dict.fromkeys(_ABOUT.values()))
        ]
    ).astype({"week_on": "datetime64[s]", "about": "str", "n": "int64"})
    return ChangesSince(audience=evidence.audience, table=table, since=since, until=evidence.on)
