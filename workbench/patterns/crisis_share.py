"""How much of it is crisis? Contacts in a crisis among those of which somebody said so, before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from workbench.frames import Evidence, Picked
from workbench.model import Urgency
from workbench.patterns.contact_sum import AroundTheDay, around_the_day, contacts_by, quarters_around, said_apart
from workbench.patterns.observed_time import people_looked_at, phases_observed, quarters_observed

__all__ = ["TALLIES", "CrisisShare", "crisis_share"]

#: The tallies the question is answered from, read for ``quarters_around(quarters, quarters, picked)``.
TALLIES = (("quarter", "urgency"), ("phase", "urgency"))

_COUNTS = ("n", "n_crisis", "n_planned", "n_not_said", "n_said")
_PEOPLE = ("n_people_crisis", "n_people_planned", "n_people_not_said")
_COLUMNS = {
    "phase": "str",
    "quarter": "Int64",
    **dict.fromkeys(_COUNTS, "Int64"),
    "share": "float64",
    **dict.fromkeys((*_PEOPLE, "n_observed", "n_partly"), "Int64"),
}


@dataclass(frozen=True, kw_only=True)
class CrisisShare(AroundTheDay):
    """Contacts in a crisis and planned ones, before and after; see also :class:`AroundTheDay`.

    ``table`` has a row for every phase and quarter, in the order of time; not by quarter, one for each phase:

    ======================  ===========================================================================================
    phase, quarter          before or after, and 1 to ``quarters`` (missing where it is not by quarter)
    n                       contacts
    n_crisis, n_planned     those somebody called so
    n_not_said              those of which nobody said it
    n_said                  n_crisis + n_planned
    share                   n_crisis ÷ n_said (0–1); missing where nobody said it of any
    n_people_crisis, …      different people with such contacts
    n_observed, n_partly    people observed for all of that time, and others for a part of it
    ======================  ===========================================================================================

    Where nobody was observed, the numbers are missing.
    """

    counts: ClassVar[tuple[str, ...]] = (*_COUNTS, *_PEOPLE, "n_observed", "n_partly", "n_without_day")
    total_columns: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "n_said": ("n_crisis", "n_planned"),
        "n": ("n_crisis", "n_planned", "n_not_said"),
    }
    people_behind: ClassVar[Mapping[str, str]] = {
        "n_crisis": "n_people_crisis",
        "n_planned": "n_people_planned",
        "n_not_said": "n_people_not_said",
    }
    shares: ClassVar[Mapping[str, tuple[str, str | None]]] = {"share": ("n_crisis", "n_said")}

    quarters: int
    by_quarter: bool


def crisis_share(
    evidence: Evidence, *, quarters: int = 8, by_quarter: bool = True, picked: Picked | None = None
) -> CrisisShare:
    """Contacts in a crisis in so many quarters before and after, quarter by quarter or all of each side together."""
    around = quarters_around(quarters, quarters, picked)
    about = around_the_day(evidence, around)
    cases = people_looked_at(evidence, picked)
    if by_quarter:
        frame, key = quarters_observed(cases, quarters, on=evidence.on), "at"
        tally = contacts_by(evidence, "quarter", "urgency", picked=around).rename(columns={"quarter": "at"})
    else:
        frame, key = phases_observed(cases, quarters, on=evidence.on), "phase"
        tally = contacts_by(evidence, "phase", "urgency", picked=around)
    made = said_apart(tally, frame, keys=[key], of="urgency", words=[Urgency.crisis, Urgency.planned])
    unobserved = (made["n_observed"] == 0) & (made["n_partly"] == 0)
    made[[*_COUNTS, *_PEOPLE]] = made[[*_COUNTS, *_PEOPLE]].mask(unobserved.astype("bool"), axis=0)
    table = made.reindex(columns=list(_COLUMNS)).astype(_COLUMNS)
    return CrisisShare(table=table, quarters=quarters, by_quarter=by_quarter, **about)
