"""What happened in one person's life with services? Their contacts in order, with what was bought for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import pandas as pd

from workbench.errors import Gone, NotAllowed
from workbench.frames import Evidence, Finding
from workbench.patterns.circle import rows_of

__all__ = ["MARKS", "TimeLine", "time_line"]

#: The days of a case that a time line marks.
MARKS = ("observed_from", "referred_on", "way_from", "observed_until")

_COLUMNS = (
    "id",
    "happened_on",
    "agency",
    "activity",
    "does",
    "urgency",
    "demand",
    "quantity",
    "cost_pounds",
    "handed_to",
    "note",
    "phase",
    "observed",
    "may_leave",
)
_MARKS = {"mark": "str", "marked_on": "datetime64[s]", "may_leave": "bool"}
_BOUGHT = ("id", "spent_on", "what", "category", "amount_pounds", "need", "may_leave")


@dataclass(frozen=True, kw_only=True)
class TimeLine(Finding):
    """One person's contacts in order; it never leaves the group, and there is none for a wider audience.

    ``table``, by day, then by id: id, happened_on, agency, activity, does,
    urgency, demand (missing where nobody said), quantity, cost_pounds (missing where nobody knows), handed_to ("" where
    they were not handed on), note, phase (before or after the new way of working began; missing where no such day is
    known), observed (whether it lies in the observed time; what does not is shown but never counted), may_leave
    (never). No contacts give no rows.

    ``marks``: mark (observed_from, referred_on, way_from, observed_until; those that are known), marked_on, may_leave.
    ``bought``: id, spent_on, what, category, amount_pounds, need, may_leave: the spending whose pseudonym is this
    person's, in order.
    """

    own_only: ClassVar[tuple[str, ...]] = tuple(
        c for c in dict.fromkeys((*_COLUMNS, *_MARKS, *_BOUGHT)) if c not in ("id", "may_leave")
    )
    may_leave: ClassVar[str | None] = "may_leave"

    marks: pd.DataFrame
    bought: pd.DataFrame
    case: str
    pseudonym: str

    def __post_init__(self) -> None:
        """The pseudonym is no table that could be emptied on the way out."""
        if self.audience.wide:
            raise NotAllowed(f"A time line is for the group itself, and is never made for {self.audience.name}.")


def time_line(evidence: Evidence, case: str) -> TimeLine:
    """One person's time line; raises Gone where this audience has no such case, as nobody but the group itself has."""
    of_case = _the_case(evidence, case)
    return TimeLine(
        audience=evidence.audience,
        table=_contacts(rows_of(evidence, "contact"), of_case),
        marks=_marks(of_case),
        bought=_bought(rows_of(evidence, "spend"), str(of_case["pseudonym"])),
        case=case,
        pseudonym=str(of_case["pseudonym"]),
    )


def _the_case(evidence: Evidence, case: str) -> dict[str, Any]:
    found = evidence["case"]
    found = found[found["id"] == case]
    if found.empty or evidence.audience.wide:
        raise Gone(
            f"This case file is not here, or is not shown to {evidence.audience.name}: a single case file is for the "
            "group itself. Choose one of those in the list, or ask the group that keeps it."
        )
    return {str(name): value for name, value in found.iloc[0].items()}


def _contacts(contacts: pd.DataFrame, of_case: dict[str, Any]) -> pd.DataFrame:
    mine = contacts[contacts["case"] == of_case["id"]].sort_values(["happened_on", "id"], kind="stable")
    on, way = mine["happened_on"], of_case["way_from"]
    phase = pd.Series(pd.NA, index=mine.index, dtype="str")
    if not pd.isna(way):
        phase = phase.mask(on < way, "before").mask(on >= way, "after")
    outside = (on < of_case["observed_from"]) | (on > of_case["observed_until"])
    made = mine.assign(
        cost_pounds=mine["cost_pence"].astype("float64") / 100,
        handed_to=mine["handed_to"].fillna(""),
        note=mine["note"].fillna(""),
        phase=phase,
        observed=~outside,
        may_leave=False,
    )
    ordered: pd.DataFrame = made[list(_COLUMNS)].reset_index(drop=True)
    return ordered


def _marks(of_case: dict[str, Any]) -> pd.DataFrame:
    rows = [
        {"mark": mark, "marked_on": of_case[mark], "may_leave": False} for mark in MARKS if not pd.isna(of_case[mark])
    ]
    made = pd.DataFrame(rows, columns=list(_MARKS)).astype(_MARKS)
    return made.sort_values("marked_on", kind="stable").reset_index(drop=True)


def _bought(spends: pd.DataFrame, pseudonym: str) -> pd.DataFrame:
    same = spends["for_person"].str.casefold() == pseudonym.casefold()
    mine = spends[same].sort_values(["spent_on", "id"], kind="stable")
    made = mine.assign(amount_pounds=mine["amount_pence"].astype("float64") / 100, may_leave=False)
    return made[list(_BOUGHT)].reset_index(drop=True)
