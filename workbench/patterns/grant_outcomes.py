"""Which outcomes of a grant are talked about, which were agreed, and how did their wording change?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import GrantState
from workbench.patterns.circle import rows_of

__all__ = ["GrantOutcomes", "grant_outcomes", "grants_told"]

_COLUMNS = {
    "grant": "str",
    "title": "str",
    "outcome": "str",
    "wording": "str",
    "state": "str",
    "proposed_on": "datetime64[s]",
    "agreed_on": "datetime64[s]",
    "agreed_by": "str",
    "n_talks": "int64",
    "last_talked_on": "datetime64[s]",
    "wording_before": "str",
}


@dataclass(frozen=True, kw_only=True)
class GrantOutcomes(Finding):
    """The outcomes of grants: by the grant's title, then in the order people gave them.

    ``table``: grant (id), title (the organisation where it has none), outcome (id), wording (as it is now), state
    (provisional, agreed, set_aside), proposed_on, agreed_on, agreed_by (only for the group itself), n_talks,
    last_talked_on, wording_before (the latest earlier wording that is another than today's; missing where it was never
    another). No outcomes give no rows. Of drafts only the group itself sees anything.
    """

    counts: ClassVar[tuple[str, ...]] = ("n_talks",)
    own_only: ClassVar[tuple[str, ...]] = ("agreed_by",)


def grant_outcomes(evidence: Evidence, *, cycle: str | None = None, system: str | None = None) -> GrantOutcomes:
    """The outcomes of the grants of one cycle, one system and those inside it, or all."""
    grants = grants_told(evidence, cycle=cycle, system=system)
    outcomes = rows_of(evidence, "outcome").rename(columns={"id": "outcome"})
    table = grants.merge(outcomes, on="grant", validate="one_to_many")
    talks = evidence["outcome_talk"].sort_values(["held_on", "id"])
    by_outcome = dict(list(talks.groupby("outcome")))
    nothing = talks.iloc[:0]
    held = [by_outcome.get(outcome, nothing) for outcome in table["outcome"]]
    table["n_talks"] = [len(one) for one in held]
    table["last_talked_on"] = pd.Series([one["held_on"].max() for one in held], index=table.index, dtype="object")
    table["wording_before"] = [
        _before(one["wording_then"], now) for one, now in zip(held, table["wording"], strict=True)
    ]
    table = table.assign(_title=table["title"].str.casefold()).sort_values(["_title", "grant", "position", "outcome"])
    return GrantOutcomes(
        audience=evidence.audience, table=table[list(_COLUMNS)].astype(_COLUMNS).reset_index(drop=True)
    )


def grants_told(evidence: Evidence, *, cycle: str | None = None, system: str | None = None) -> pd.DataFrame:
    """The grants this audience is told of: grant (id), title (the organisation where it has none).

    A draft is nobody's business but its writer's group.
    """
    grants = rows_of(evidence, "grant", cycle=cycle, system=system)
    if evidence.audience.wide:
        grants = grants[grants["state"] != GrantState.draft]
    title = grants["title"].where(grants["title"].fillna("") != "", grants["organisation"])
    return pd.DataFrame({"grant": grants["id"], "title": title.fillna("")}).reset_index(drop=True)


def _before(wordings: pd.Series[str], now: str) -> str | None:
    earlier = [str(wording) for wording in wordings if isinstance(wording, str) and wording.strip()]
    return next((wording for wording in reversed(earlier) if wording.strip() != now.strip()), None)
