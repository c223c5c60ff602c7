"""Which countermeasures stand, until when, and which have outlived their experiment?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import pandas as pd

from workbench.errors import Refused
from workbench.frames import Evidence, Finding
from workbench.model import ExperimentStatus
from workbench.patterns.circle import rows_of

__all__ = ["CountermeasuresStanding", "countermeasures_standing"]

_COLUMNS = {
    "id": "str",
    "what": "str",
    "shields_from": "str",
    "experiment": "str",
    "experiment_title": "str",
    "agreed_by": "str",
    "from_on": "datetime64[s]",
    "review_on": "datetime64[s]",
    "overdue": "bool",
    "experiment_ended": "bool",
    "experiment_ended_on": "datetime64[s]",
    "still_standing": "bool",
    "ended_on": "datetime64[s]",
    "ended_why": "str",
}


@dataclass(frozen=True, kw_only=True)
class CountermeasuresStanding(Finding):
    """The register: what has outlived its experiment, then the others that stand, then what has ended.

    ``table``: id, what, shields_from (the BAU rule), experiment and experiment_title (missing where it serves none, or
    one this audience may not see), agreed_by (only for the group itself), from_on, review_on, overdue (a review was
    planned before ``on`` and it has not ended), experiment_ended, experiment_ended_on, still_standing (its experiment
    has ended and it has not), ended_on, ended_why (bau_must_change, no_longer_needed). What stands is in the order of
    its reviews, what ended newest first. No countermeasures give no rows.
    """

    own_only: ClassVar[tuple[str, ...]] = ("agreed_by",)

    #: The day all this is told for.
    on: date


def countermeasures_standing(
    evidence: Evidence, *, cycle: str | None = None, system: str | None = None
) -> CountermeasuresStanding:
    """The countermeasures of one cycle, one system and those inside it, or all, on the day the evidence was read.

    Raises
    ------
    workbench.errors.Refused
        Where the evidence was read without experiments: nobody could tell which of them have ended.
    """
    if "experiment" not in evidence.tables:
        raise Refused("The evidence holds no “experiment”; read that kind of record as well.")
    rows = rows_of(evidence, "countermeasure", cycle=cycle, system=system)
    today = pd.Timestamp(evidence.on)
    tried = evidence["experiment"][["id", "title", "status", "ended_on"]]
    tried = tried.rename(columns={"id": "experiment", "title": "experiment_title", "ended_on": "experiment_ended_on"})
    rows = rows.merge(tried, on="experiment", how="left")
    stands = rows["ended_on"].isna() | (rows["ended_on"] > today)
    rows["experiment"] = rows["experiment"].where(rows["experiment_title"].notna())
    rows["experiment_ended"] = rows["status"].eq(ExperimentStatus.ended).fillna(value=False).astype("bool")
    rows["still_standing"] = rows["experiment_ended"] & stands
    rows["overdue"] = stands & (rows["review_on"] < today)
    rows["_place"] = (~rows["still_standing"]).astype("int64") + (~stands).astype("int64")
    rows["_day"] = _days(rows["review_on"]).where(stands, -_days(rows["ended_on"]))
    table = rows.sort_values(["_place", "_day", "from_on", "id"], na_position="last")[list(_COLUMNS)].astype(_COLUMNS)
    return CountermeasuresStanding(audience=evidence.audience, table=table.reset_index(drop=True), on=evidence.on)


def _days(days: pd.Series[pd.Timestamp]) -> pd.Series[float]:
    """Days as numbers that can be turned round; missing stays missing."""
    return (days - pd.Timestamp(0)) / pd.Timedelta(days=1)
