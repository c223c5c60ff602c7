"""What changed for these people since the new way of working began? Contacts, crises and cost a person and quarter."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.errors import Refused
from workbench.frames import Evidence, Finding
from workbench.model import Chosen, Urgency
from workbench.patterns.contact_tally import tally_of
from workbench.patterns.person_time import QUARTER_DAYS, days_observed, why_left_out
from workbench.patterns.resample import Numbers, interval, resampled_sums

__all__ = [
    "COMPARED_FROM",
    "LEFT_OUT",
    "QUARTERS",
    "TALLIES",
    "TALLIES_OF_ACTIVITY",
    "CohortBeforeAfter",
    "cohort_before_after",
]

#: The tallies this question reads; with an activity asked for, those of TALLIES_OF_ACTIVITY as well.
TALLIES = (("case", "quarter", "urgency"),)
TALLIES_OF_ACTIVITY = (("case", "quarter", "activity"),)
#: How many quarters are looked at on each side of the day the new way of working began.
QUARTERS: Final = 8
#: Why people are left out.
LEFT_OUT = ("no_way_from", "no_observed_time", "not_in_window")
#: What so many people, looked at both before and after, may be asked to say.
COMPARED_FROM: Mapping[str, int] = {"nothing": 0, "points": 5, "estimate": 15, "comparison": 30}

_PHASES = ("before", "after")
_ENDS = ("", "_low", "_high")
_COLUMNS = {
    "measure": "str",
    **{f"{n}_{phase}": "int64" for n in ("n", "n_people", "n_not_known", "n_people_not_known") for phase in _PHASES},
    "n_people_least": "int64",
    **{f"rate_{phase}{end}": "float64" for phase in _PHASES for end in _ENDS},
    **{f"{what}{end}": "float64" for what in ("difference", "ratio") for end in _ENDS},
    "two_largest_before": "float64",
    "two_largest_after": "float64",
    "two_largest_most": "float64",
    "may_say": "str",
}


@dataclass(frozen=True, kw_only=True)
class CohortBeforeAfter(Finding):
    """Rates per person and quarter, before and after the new way of working began.

    ``table``, one row a measure (contacts, crisis, cost_pounds; and quantity, where an activity was asked for):

    =================================  ================================================================================
    measure                            what is counted
    n_before, n_after                  contacts it was counted from (of cost: those whose cost is known)
    n_not_known_before, _after         contacts that could not tell: urgency not said, cost not known
    n_people_before, n_people_after    people who had any of it; n_people_least is the smaller of the two;
                                       n_people_not_known_before, _after those who had contacts that could not tell
    rate_before, rate_after            the sum over all people ÷ their person-quarters; missing where nobody was looked
                                       at then, and where there were contacts but none of them could tell
    difference, ratio                  after − before and after ÷ before; the ratio is missing where before is 0
    ..._low, ..._high                  95 % bootstrap interval: people drawn anew, whole; see ``resample.py``
    two_largest_before, _after         the part of the sum that the two people with most of it make up; two_largest_most
                                       is the larger of the two (not for wider audiences)
    may_say                            what so many people carry: "nothing" (fewer than 5: no difference, no ratio),
                                       "points" (5 to 14: no intervals), "estimate" (15 to 29: intervals, too few to
                                       compare), "comparison" (30 or more)
    =================================  ================================================================================

    Each person counts only for their own observed time within the window of quarters; a quarter is 91.3125 days. A
    person looked at only after counts only after. How many people there are is the smaller number of those looked at
    before and after.

    ``followed``: phase (before, after, both), n_people (looked at then), person_quarters (of "both": theirs, in all).
    ``left_out``: reason (no_way_from, no_observed_time: an end of it is not known, not_in_window), n_people.
    ``chosen``: chosen (how people came to be looked at; all four), n_people. ``n_people`` are those that count.

    Before and after is not because: what else changed, and how people were chosen, stays to be talked about.
    """

    counts: ClassVar[tuple[str, ...]] = (
        *(f"{n}_{phase}" for n in ("n", "n_people", "n_not_known", "n_people_not_known") for phase in _PHASES),
        "n_people_least",
        "n_people",
    )
    people_behind: ClassVar[Mapping[str, str]] = {
        f"n_{which}": f"n_people_{which}" for phase in _PHASES for which in (phase, f"not_known_{phase}")
    }
    amounts: ClassVar[Mapping[str, tuple[str, str | None]]] = {
        **{f"rate_{p}{end}": (f"n_people_{p}", f"two_largest_{p}") for p in _PHASES for end in _ENDS},
        **{f"{w}{end}": ("n_people_least", "two_largest_most") for w in ("difference", "ratio") for end in _ENDS},
        "person_quarters": ("n_people", None),
    }

    followed: pd.DataFrame
    left_out: pd.DataFrame
    chosen: pd.DataFrame
    window: tuple[int, int]
    activity: str | None = None


def cohort_before_after(
    evidence: Evidence,
    *,
    cases: Collection[str] | None = None,
    window: tuple[int, int] = (-QUARTERS, QUARTERS - 1),
    activity: str | None = None,
    seed: int = 1,
) -> CohortBeforeAfter:
    """Rates before and after; it reads :data:`TALLIES` and the table of cases.

    Parameters
    ----------
    cases
        The ids of the people looked at; None for all of the evidence. People without contacts count as well.
    window
        The first and the last quarter looked at, both included: -8 to 7 are two years on each side.
    activity
        Also how much of this activity (the quantity, such as bed days).
    seed
        Where the drawing of people begins; the same seed gives the same intervals.

    Raises
    ------
    Refused
        Where the window holds no quarter before, or none after.
    """
    first, last = window
    if first >= 0 or last < 0:
        raise Refused(
            f"Quarters {first} to {last} hold nothing on one side of the start. Choose a first quarter below 0 and a "
            "last one of 0 or more.",
            field="quarters",
        )
    people = evidence["case"]
    people = people if cases is None else people[people["id"].isin(cases)]
    why = why_left_out(people)
    days = days_observed(people[why.isna()], window=window, on=evidence.on)
    why = why.fillna(days.sum(axis=1).eq(0).map({True: "not_in_window", False: None}).astype("str"))
    kept = people[why.isna()]
    days = days.loc[kept.index]
    sums = _sums(evidence, kept["id"], window=window, activity=activity)
    return CohortBeforeAfter(
        audience=evidence.audience,
        table=_rates(sums, days.to_numpy(dtype="float64") / QUARTER_DAYS, seed=seed),
        n_people=len(kept),
        followed=_followed(days),
        left_out=_counted(why, "reason", LEFT_OUT),
        chosen=_counted(kept["chosen"], "chosen", [way.value for way in Chosen]),
        window=window,
        activity=activity,
    )


def _counted(values: pd.Series[str], name: str, known: Collection[str]) -> pd.DataFrame:
    counted = values.value_counts().reindex(list(known), fill_value=0)
    return pd.DataFrame({name: list(known), "n_people": counted.to_numpy(dtype="int64")})


def _followed(days: pd.DataFrame) -> pd.DataFrame:
    seen = {**{phase: days[phase] > 0 for phase in _PHASES}, "both": (days > 0).all(axis=1)}
    rows = [
        {
            "phase": phase,
            "n_people": int(who.sum()),
            "person_quarters": float((days.sum(axis=1) if phase == "both" else days[phase])[who].sum()) / QUARTER_DAYS,
        }
        for phase, who in seen.items()
    ]
    return pd.DataFrame(rows)


Counts = NDArray[np.int64]


@dataclass(frozen=True)
class _Measure:
    """One measure, a row a person; and the contacts it counts and those that could not tell; each before and after."""

    name: str
    of_person: Numbers
    n: Counts
    n_not_known: Counts
    n_people_not_known: Counts


def _sums(
    evidence: Evidence, people: pd.Series[str], *, window: tuple[int, int], activity: str | None
) -> list[_Measure]:
    rows = _within(tally_of(evidence, *TALLIES[0]), people, window)
    crisis, said = rows["urgency"].eq(Urgency.crisis.value), rows["urgency"].notna()
    unpriced = rows["n"] - rows["n_priced"]
    made = [
        _measure("contacts", rows, len(people), rows["n"], n=rows["n"], not_known=rows["n"] * 0),
        _measure("crisis", rows, len(people), rows["n"] * crisis, n=rows["n"] * crisis, not_known=rows["n"] * ~said),
        _measure("cost_pounds", rows, len(people), rows["cost_pence"] / 100, n=rows["n_priced"], not_known=unpriced),
    ]
    if activity is not None:
        rows = _within(tally_of(evidence, *TALLIES_OF_ACTIVITY[0]), people, window)
        rows = rows[rows["activity"] == activity]
        made.append(_measure("quantity", rows, len(people), rows["quantity"], n=rows["n"], not_known=rows["n"] * 0))
    return made


def _within(tallied: pd.DataFrame, people: pd.Series[str], window: tuple[int, int]) -> pd.DataFrame:
    """The rows of these people within the window; ``cell`` is twice their place among the people, and 1 more after."""
    rows = tallied[tallied["quarter"].between(*window).fillna(value=False).astype("bool")]
    at = pd.Index(people).get_indexer(pd.Index(rows["case"]))
    return rows.assign(cell=at * 2 + (rows["quarter"] >= 0).to_numpy(dtype="int64"))[at >= 0]


def _measure(name: str, rows: pd.DataFrame, n_people: int, amount: pd.Series[float], **of: pd.Series[int]) -> _Measure:
    def by_person(values: pd.Series[Any]) -> Numbers:
        summed = np.bincount(rows["cell"], weights=values.to_numpy(dtype="float64"), minlength=2 * n_people)
        return summed.astype("float64").reshape(n_people, 2)

    n, unknown = by_person(of["n"]), by_person(of["not_known"])
    return _Measure(
        name,
        by_person(amount),
        n=n.sum(axis=0).astype("int64"),
        n_not_known=unknown.sum(axis=0).astype("int64"),
        n_people_not_known=(unknown > 0).sum(axis=0),
    )


def _rates(measures: list[_Measure], quarters: Numbers, *, seed: int) -> pd.DataFrame:
    """One row a measure; ``quarters`` are each person's person-quarters before and after."""
    least = int((quarters > 0).sum(axis=0).min())
    may_say = [said for said, n in COMPARED_FROM.items() if least >= n][-1]
    together = np.hstack([quarters, *(measure.of_person for measure in measures)])
    drawn = resampled_sums(together, seed=seed) if may_say in ("estimate", "comparison") else None
    rows = []
    for at, measure in enumerate(measures, start=1):
        figures = _figures(together.sum(axis=0)[np.newaxis], at)
        row = {name: float(value[0]) for name, value in figures.items()}
        unknown = [phase for i, phase in enumerate(_PHASES) if measure.n_not_known[i] and not measure.n[i]]
        row |= dict.fromkeys((f"rate_{phase}" for phase in unknown), np.nan)
        if unknown or may_say == "nothing":
            row |= dict.fromkeys(("difference", "ratio"), np.nan)
        if drawn is not None:
            for name, draws in _figures(drawn, at).items():
                ends = interval(draws) if np.isfinite(row[name]) else (np.nan, np.nan)
                row[f"{name}_low"], row[f"{name}_high"] = ends
        rows.append({"measure": measure.name, **_behind(measure), **row, "may_say": may_say})
    return pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)


def _figures(sums: Numbers, at: int) -> dict[str, Numbers]:
    """Rates, difference and ratio of the measure in this place, from sums (one row a draw); NaN where there is none."""
    with np.errstate(divide="ignore", invalid="ignore"):
        before, after = (sums[:, 2 * at + phase] / sums[:, phase] for phase in (0, 1))
        ratio = np.where(before == 0, np.nan, after / before)
    return {"rate_before": before, "rate_after": after, "difference": after - before, "ratio": ratio}


def _behind(measure: _Measure) -> dict[str, float]:
    """How many contacts and people stand behind a measure, and how much of it is two people's."""
    made: dict[str, float] = {}
    for at, phase in enumerate(_PHASES):
        of_person = measure.of_person[:, at]
        total = of_person.sum()
        made[f"n_{phase}"], made[f"n_not_known_{phase}"] = int(measure.n[at]), int(measure.n_not_known[at])
        made[f"n_people_not_known_{phase}"] = int(measure.n_people_not_known[at])
        made[f"n_people_{phase}"] = int((of_person > 0).sum())
        made[f"two_largest_{phase}"] = float(np.sort(of_person)[-2:].sum() / total) if total else 1.0
    made["n_people_least"] = min(made["n_people_before"], made["n_people_after"])
    made["two_largest_most"] = max(made["two_largest_before"], made["two_largest_after"])
    return made
