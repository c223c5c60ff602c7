"""The door on the way in: which rows an audience may see. Applied by the store before anything is counted."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from workbench.frames import Audience
from workbench.model import PUBLIC, Withdrawal
from workbench.sharing.audience import circles

__all__ = ["admits"]

#: What a teller may have asked for and still be heard: nothing, or not to be spoken to again.
_STILL_HEARD = (Withdrawal.none.value, Withdrawal.no_contact.value)


def admits(
    rows: pd.DataFrame, *, audience: Audience, scales: pd.DataFrame, systems: pd.DataFrame, on: date
) -> pd.Series[bool]:
    """Whether this audience may see each row, on the index of ``rows``.

    A row and its audience meet in the smallest circle that both are part of (a system is part of itself). The row may
    be seen when its scope reaches at least to the scale of that circle. Scope ``public`` may always be seen, and is all
    that the public, or somebody with no circle in common, may see. Consent that has expired (``consent_until`` before
    ``on``) or was withdrawn (no use, erased) is never overruled.

    Whatever cannot be judged is not admitted: a missing scope, a scope or a system nobody knows, a system without a
    known scale, a withdrawal nobody knows.

    Parameters
    ----------
    rows
        Columns system and scope, and where the record has them consent_until and withdrawal. Records without a scope
        of their own get one before they come here. No rows give no answers.
    audience
        Who will look.
    scales, systems
        The tables of that name (columns id, position; id, scale, part_of).
    on
        The day of looking.
    """
    positions = dict(zip(scales["id"], scales["position"].astype("float64"), strict=True))
    meeting = _meeting_positions(rows, audience=audience, positions=positions, systems=systems)
    scope = rows["scope"]
    reaches = scope.map(positions).astype("float64") >= rows["system"].map(meeting).astype("float64")
    allowed = scope.eq(PUBLIC).fillna(value=False).astype("bool") | reaches
    return (allowed & _consented(rows, on=on)).astype("bool").rename(None)


def _meeting_positions(
    rows: pd.DataFrame, *, audience: Audience, positions: dict[str, float], systems: pd.DataFrame
) -> dict[str, float]:
    """The position of the scale at which each system of the rows and the audience meet; NaN where they never do."""
    reader = () if audience.scale == PUBLIC else circles(audience.system, systems=systems)
    scale_of = dict(zip(systems["id"], systems["scale"], strict=True))
    parents = dict(zip(systems["id"], systems["part_of"], strict=True))
    meeting: dict[str, float] = {}
    for system in rows["system"].dropna().unique():
        walked: list[str] = []
        at = system
        while isinstance(at, str) and at not in walked and at not in reader:
            walked.append(at)
            at = parents.get(at)
        met = isinstance(at, str) and at in reader
        meeting[system] = positions.get(scale_of.get(at, ""), np.nan) if met else np.nan
    return meeting


def _consented(rows: pd.DataFrame, *, on: date) -> pd.Series[bool]:
    """Whether the teller's word still stands; True where a record has no such columns."""
    stands = pd.Series(data=True, index=rows.index, dtype="bool")
    if "consent_until" in rows:
        until = pd.to_datetime(rows["consent_until"])
        stands &= ~(until < pd.Timestamp(on))
    if "withdrawal" in rows:
        stands &= rows["withdrawal"].isin(_STILL_HEARD)
    return stands
