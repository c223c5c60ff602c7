"""When is the next stewardship review, and is that day over already?"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pandas as pd

from workbench.frames import Evidence
from workbench.patterns.circle import rows_of

__all__ = ["ReviewDue", "review_due"]


class ReviewDue(NamedTuple):
    """``next_on`` is the day the newest review named, ``days`` how far off it is; less than 0 where it is over.

    Both are None where nobody has reviewed yet, or the newest review named no day.
    """

    next_on: date | None
    days: int | None


def review_due(evidence: Evidence, cycle: str) -> ReviewDue:
    """The day of the next review of one cycle, as its newest review says; the newest is that held last."""
    reviews = rows_of(evidence, "review", cycle=cycle).sort_values(["held_on", "id"])
    if reviews.empty or pd.isna(reviews["next_on"].iloc[-1]):
        return ReviewDue(None, None)
    on = pd.Timestamp(reviews["next_on"].iloc[-1]).date()
    return ReviewDue(on, (on - evidence.on).days)
