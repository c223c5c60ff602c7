"""Which issues come up again? Issues in nearly the same words, and in how many cycles they were raised."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.patterns.alike import first_like
from workbench.patterns.circle import rows_of

__all__ = ["ALIKE", "IssueRecurrence", "issue_recurrence"]

#: How alike (0–100) two issues have to be to count as said again. Rewordings of one thing measured 72 to 100; the most
#: alike of the 11,175 pairs of different issues in the sample measured 64.
ALIKE = 70.0

_COLUMNS = {
    "group": "int64",
    "description": "str",
    "n": "int64",
    "n_cycles": "int64",
    "first_on": "datetime64[s]",
    "last_on": "datetime64[s]",
    "issues": "object",
}


@dataclass(frozen=True, kw_only=True)
class IssueRecurrence(Finding):
    """Issues that were raised at least twice in nearly the same words, those said last first; nothing is merged.

    ``table``: group (1, 2 …), description (the earliest wording), n (issues), n_cycles (different cycles they were
    raised in), first_on and last_on (days raised; missing where nobody wrote one down), issues (their ids, earliest
    first; only for the group itself). Where nothing came up twice there are no rows.
    """

    counts: ClassVar[tuple[str, ...]] = ("n", "n_cycles")
    own_only: ClassVar[tuple[str, ...]] = ("issues",)


def issue_recurrence(
    evidence: Evidence, *, cycle: str | None = None, system: str | None = None, alike: float = ALIKE
) -> IssueRecurrence:
    """Issues, open and closed, grouped by near-duplicate wording: of a cycle, a system and those inside it, or all.

    Parameters
    ----------
    alike
        How alike two descriptions have to be, 0–100; see :func:`workbench.patterns.alike.first_like`.
    """
    issues = rows_of(evidence, "issue", cycle=cycle, system=system)
    issues = issues.sort_values(["raised_on", "id"], na_position="last").reset_index(drop=True)
    heads = pd.Series(first_like(list(issues["description"]), alike=alike), index=issues.index, dtype="int64")
    rows = []
    behind: dict[Hashable, frozenset[str]] = {}
    for _, same in issues.groupby(heads):
        if len(same) < 2:
            continue
        behind[str(same["id"].iloc[0])] = frozenset(same["id"])
        rows.append(
            {
                "group": 0,
                "description": same["description"].iloc[0],
                "n": len(same),
                "n_cycles": same["cycle"].nunique(),
                "first_on": same["raised_on"].min(),
                "last_on": same["raised_on"].max(),
                "issues": tuple(same["id"]),
            }
        )
    table = pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)
    table = table.sort_values(["last_on", "first_on", "description"], ascending=[False, False, True])
    table = table.reset_index(drop=True)
    table["group"] = table.index + 1
    return IssueRecurrence(audience=evidence.audience, table=table, people=behind)
