"""What may be counted of coding: nothing that was tagged in a round that is blind, or that is not to be seen here."""

from __future__ import annotations

import pandas as pd

from workbench.frames import Evidence
from workbench.model import CodingState

__all__ = ["told_codings", "told_rounds"]


def told_rounds(rounds: pd.DataFrame) -> pd.Series[str]:
    """The ids of those coding rounds (a table with id and state) that are not blind."""
    return rounds.loc[rounds["state"] != CodingState.blind.value, "id"]


def told_codings(evidence: Evidence) -> pd.DataFrame:
    """The codings made outside of rounds, and in rounds that this audience sees and that are not blind.

    A round that is not among the evidence may well be blind, so what was tagged in it is left out as well; so is a
    theme that this audience does not see. It reads coding, coding_round and theme.
    """
    found = evidence["coding"]
    told = told_rounds(evidence["coding_round"])
    return found[
        (found["coding_round"].isna() | found["coding_round"].isin(told)) & found["theme"].isin(evidence["theme"]["id"])
    ]
