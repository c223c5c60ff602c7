"""Which risks did the people presented to a forum have, before the plan and after it?"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import RiskLevel
from workbench.patterns.forum_account import ALL, presented_risks
from workbench.patterns.spending_by_category import usual_wording

__all__ = ["NOT_KNOWN", "RisksBeforeAfter", "risks_before_after"]

#: The level after, where nobody has looked again.
NOT_KNOWN = "not_known"
_COLUMNS = {"name": "str", "before": "str", "after": "str", "n": "int64"}


@dataclass(frozen=True, kw_only=True)
class RisksBeforeAfter(Finding):
    """How many people had each risk at each level before and after, risks in alphabetical order.

    ``table``: name (however people capitalised it), before (none, +, ++), after (none, +, ++, not_known), n (people).
    Each risk has a row for every before × after, also where there is nobody, and rows of totals with ``all`` in before,
    in after, or in both. A person with the same risk written down twice counts once, with what was noted last. No risks
    give no rows. ``n_people`` are the people with any risk; people are counted in several risks.
    """

    counts: ClassVar[tuple[str, ...]] = ("n",)
    total_rows: ClassVar[Mapping[str, str | None]] = {"name": None, "before": ALL, "after": ALL}


def risks_before_after(evidence: Evidence, *, cycle: str | None = None, system: str | None = None) -> RisksBeforeAfter:
    """The risks of the people presented in one cycle, one system and those inside it, or all."""
    risks = presented_risks(evidence, cycle=cycle, system=system)
    risks = risks.assign(same=risks["name"].str.casefold(), after=risks["after"].fillna(NOT_KNOWN))
    risks = risks.sort_values(["noted_on", "id"], na_position="first").drop_duplicates(["same", "case"], keep="last")
    levels = [level.value for level in RiskLevel]
    rows = []
    behind: dict[Hashable, frozenset[str]] = {}
    for _, of_name in risks.groupby("same", sort=True):
        name = usual_wording(of_name["name"])
        for before, after in product([*levels, ALL], [*levels, NOT_KNOWN, ALL]):
            here = of_name[of_name["before"].isin([before]) | (before == ALL)]
            here = here[here["after"].isin([after]) | (after == ALL)]
            rows.append({"name": name, "before": before, "after": after, "n": len(here)})
            if ALL not in (before, after):
                behind[name, before, after] = frozenset(here["case"])
    return RisksBeforeAfter(
        audience=evidence.audience,
        table=pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS),
        n_people=int(risks["case"].nunique()),
        people=behind,
    )
