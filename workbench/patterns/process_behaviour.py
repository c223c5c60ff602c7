"""How does this number behave over time? A series with the limits of its own noise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from workbench.errors import Gone
from workbench.frames import Audience, Evidence, Finding

__all__ = ["FEWEST_POINTS", "CountBehaviour", "ProcessBehaviour", "process_behaviour"]

#: Fewer points than this say too little about a series' own noise; then no limits are drawn.
FEWEST_POINTS = 6
#: So many points one after another on one side of the mean are worth asking about.
_RUN = 8
# Shewhart's three sigma from two neighbours' distances: 3 / d2 and D4, d2 = 1.128 (Wheeler, Understanding Variation).
_LIMIT = 2.66
_RANGE_LIMIT = 3.268
_FIGURES = ("mean", "lower", "upper", "moving_range", "upper_range")


@dataclass(frozen=True, kw_only=True)
class ProcessBehaviour(Finding):
    """One series as an XmR chart.

    ``table`` has one row a point, oldest first: happened_on, value (in ``unit``), mean, lower and upper (the limits of
    noise), moving_range (distance to the point before), upper_range, signal (``outside`` the limits; ``run``: one of 8
    or more in a row on one side of the mean; ``both``; or ""), range_signal (the distance is beyond upper_range), part
    (1, 2 … each between changes that people marked to reckon anew from), note (for the group itself only).

    A part of fewer than 6 points has no limits, and its mean is missing too. The first point of a part has no moving
    range, for what lies between is the change and not noise. A point on the mean is on neither side.

    ``parts``: part, first_on, last_on, n_points, limits (whether there are any). ``changes``: changed_on, what,
    recalculate, oldest first. The limits are never targets.
    """

    own_only: ClassVar[tuple[str, ...]] = ("note",)

    series: str
    name: str
    unit: str
    per: str
    parts: pd.DataFrame
    changes: pd.DataFrame


@dataclass(frozen=True, kw_only=True)
class CountBehaviour(ProcessBehaviour):
    """The same for an audience wider than a team, where the values are whole numbers and so may count people."""

    counts: ClassVar[tuple[str, ...]] = ("value",)


def process_behaviour(
    evidence: Evidence, series: str, *, publish: Callable[[pd.Series[float]], pd.Series[float]] | None = None
) -> ProcessBehaviour:
    """The series with its limits; one without points gives no rows.

    Centre = mean; limits = mean ± 2.66 × mean moving range; upper range limit = 3.268 × mean moving range. They begin
    anew only where a person marked a change with ``recalculate``.

    Parameters
    ----------
    publish
        How counts are rounded and small ones hidden (missing) for a wider audience. Limits are then worked out from the
        published values, as true ones would give hidden values away; without it there are none.

    Raises
    ------
    Gone
        Where this audience has no such series.
    """
    found = evidence["series"][evidence["series"]["id"] == series]
    if found.empty:
        raise Gone("There is no such series here, or it is not shared with you.")
    points = evidence["point"]
    points = points[points["series"] == series].sort_values("happened_on").reset_index(drop=True)
    changes = evidence["series_change"]
    changes = changes[changes["series"] == series].sort_values(["changed_on", "id"]).reset_index(drop=True)
    counted = _counts_people(evidence.audience, points["value"])
    # the value itself is hidden by the door on the way out; what is worked out from it starts from what will be seen
    values = publish(points["value"]) if counted and publish is not None else points["value"]
    table = points[["happened_on", "value"]].astype({"value": "float64"})
    part = _parts(table["happened_on"], changes)
    worked = [_worked(of_part) for _, of_part in values.astype("float64").groupby(part, sort=True)]
    derived = pd.concat(worked) if worked else _worked(table["value"])
    if counted and publish is None:
        derived = derived.assign(**dict.fromkeys(_FIGURES, float("nan")), signal="", range_signal=False)
    table = table.join(derived).assign(part=part.astype("int64"), note=points["note"])
    made = CountBehaviour if counted else ProcessBehaviour
    row = found.iloc[0]
    return made(
        audience=evidence.audience,
        table=table,
        series=series,
        name=str(row["name"]),
        unit=str(row["unit"]),
        per=str(row["per"]),
        parts=_about_parts(table),
        changes=changes[["changed_on", "what", "recalculate"]],
    )


def _counts_people(audience: Audience, values: pd.Series[float]) -> bool:
    """Whole numbers from 0 may count people; rates, averages and money go as widely as the group lets the series go."""
    return audience.wide and bool(((values >= 0) & (values % 1 == 0)).all())


def _parts(days: pd.Series[pd.Timestamp], changes: pd.DataFrame) -> pd.Series[int]:
    """The number of the part each day lies in, from 1; changes with no point after or between them begin none."""
    begins = changes.loc[changes["recalculate"], "changed_on"]
    behind = pd.Series([int((begins <= day).sum()) for day in days], index=days.index, dtype="int64")
    return behind.rank(method="dense").astype("int64")


def _worked(values: pd.Series[float]) -> pd.DataFrame:
    """The figures and signals of one part, on the same index."""
    ranges = values.diff().abs()
    made = pd.DataFrame({name: float("nan") for name in _FIGURES}, index=values.index, dtype="float64")
    made["moving_range"] = ranges
    made["signal"], made["range_signal"] = "", False
    mean_range = float(ranges.mean()) if ranges.notna().any() else None
    if values.notna().sum() < FEWEST_POINTS or mean_range is None:
        return made
    mean = float(values.mean())
    made["mean"], made["upper_range"] = mean, _RANGE_LIMIT * mean_range
    made["lower"], made["upper"] = mean - _LIMIT * mean_range, mean + _LIMIT * mean_range
    # a constant series must not be "outside" its own mean by the last digit of a sum
    slack = 1e-9 * max(1.0, float(values.abs().max()))
    outside = (values > made["upper"] + slack) | (values < made["lower"] - slack)
    run = _in_a_run(values - mean, slack)
    made["signal"] = [_SIGNALS[bool(o), bool(r)] for o, r in zip(outside, run, strict=True)]
    made["range_signal"] = ranges > made["upper_range"] + slack
    return made


_SIGNALS = {(False, False): "", (True, False): "outside", (False, True): "run", (True, True): "both"}


def _in_a_run(from_mean: pd.Series[float], slack: float) -> list[bool]:
    """For each point, whether it is one of 8 or more in a row on one side."""
    side = [0 if not abs(d) > slack else 1 if d > 0 else -1 for d in from_mean]
    marked = [False] * len(side)
    first = 0
    for at in range(1, len(side) + 1):
        if at < len(side) and side[at] == side[first]:
            continue
        if side[first] and at - first >= _RUN:
            marked[first:at] = [True] * (at - first)
        first = at
    return marked


def _about_parts(table: pd.DataFrame) -> pd.DataFrame:
    rows = [
        {
            "part": part,
            "first_on": rows["happened_on"].iloc[0],
            "last_on": rows["happened_on"].iloc[-1],
            "n_points": len(rows),
            "limits": bool(rows["mean"].notna().any()),
        }
        for part, rows in table.groupby("part", sort=True)
    ]
    kinds = {
        "part": "int64",
        "first_on": "datetime64[s]",
        "last_on": "datetime64[s]",
        "n_points": "int64",
        "limits": "bool",
    }
    return pd.DataFrame(rows, columns=list(kinds)).astype(kinds)
