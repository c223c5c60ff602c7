"""What is the purpose, and how did its wording come about?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.patterns.circle import rows_of

__all__ = ["PurposeHistory", "purpose_history"]

_COLUMNS = ["id", "cycle", "wording", "proposed_by", "proposed_on", "agreed_by", "n_agreed", "agreed_on", "current"]


@dataclass(frozen=True, kw_only=True)
class PurposeHistory(Finding):
    """Every wording of the purpose, the newest first.

    ``table``: id, cycle, wording, proposed_by and agreed_by (only for a group itself), proposed_on, n_agreed (people
    who agreed to it), agreed_on, current (the newest wording of its cycle).
    """

    counts: ClassVar[tuple[str, ...]] = ("n_agreed",)
    own_only: ClassVar[tuple[str, ...]] = ("proposed_by", "agreed_by")


def purpose_history(evidence: Evidence, *, cycle: str | None = None, system: str | None = None) -> PurposeHistory:
    """The wordings of one cycle, of one system and those inside it, or all there are; none give no rows."""
    purposes = rows_of(evidence, "purpose", cycle=cycle, system=system)
    written_on = purposes["created_at"].dt.tz_localize(None)
    purposes["_day"] = purposes["proposed_on"].fillna(written_on.dt.normalize().astype("datetime64[s]"))
    purposes = purposes.sort_values(["cycle", "_day", "id"], ascending=[True, False, False], na_position="last")
    purposes["n_agreed"] = pd.Series([len(people) for people in purposes["agreed_by"]], purposes.index, dtype="int64")
    purposes["current"] = ~purposes["cycle"].duplicated()
    return PurposeHistory(audience=evidence.audience, table=purposes[_COLUMNS].reset_index(drop=True))
