"""One person's time line as a page draws it: a lane an agency, in alphabetical order, and one for what was bought."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from workbench.desk import Answer
from workbench.patterns import TimeLine

__all__ = ["case_lanes"]

#: A note longer than this is read in full where the contact is opened.
_LONGEST_NOTE = 600
_MARKS = ("way_from", "referred_on", "observed_from", "observed_until")


def case_lanes(answer: Answer[TimeLine]) -> dict[str, Any]:
    """Lanes, contacts by day, what was bought, and the days that matter; nobody's contacts have no lanes.

    ``lane`` and ``to`` are places in ``lanes`` (``to`` is None where nobody was handed on); ``out`` marks a contact
    outside the observed time, which no question counts.
    """
    found = answer.finding
    names = {name for column in ("agency", "handed_to") for name in found.table[column] if name}
    lanes = sorted(names, key=lambda name: (name.casefold(), name))
    at = {name: n for n, name in enumerate(lanes)}
    marks = dict(zip(found.marks["mark"], found.marks["marked_on"], strict=True))
    return {
        "lanes": lanes,
        "contacts": [_contact(row, at) for row in found.table.to_dict("records")],
        "bought": [
            {"id": row["id"], "on": _iso(row["spent_on"]), "what": row["what"], "cost": _pounds(row["amount_pounds"])}
            for row in found.bought.to_dict("records")
        ],
        **{mark: _iso(marks[mark]) if mark in marks else None for mark in _MARKS},
    }


def _contact(row: Mapping[Any, Any], at: Mapping[str, int]) -> dict[str, Any]:
    return {
        "id": row["id"],
        "on": _iso(row["happened_on"]),
        "lane": at[row["agency"]],
        "activity": row["activity"],
        **{name: None if pd.isna(row[name]) else row[name] for name in ("does", "urgency", "demand")},
        "quantity": row["quantity"],
        "cost": _pounds(row["cost_pounds"]),
        "to": at[row["handed_to"]] if row["handed_to"] else None,
        "note": row["note"][:_LONGEST_NOTE],
        "cut": len(row["note"]) > _LONGEST_NOTE,
        "out": not row["observed"],
    }


def _pounds(amount: float) -> str:
    """An amount as people write it; "" where nobody knows."""
    return "" if pd.isna(amount) else f"£{amount:,.2f}".removesuffix(".00")


def _iso(day: pd.Timestamp) -> str:
    return day.date().isoformat()
