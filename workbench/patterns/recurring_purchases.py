"""What is bought again and again? Purchases in nearly the same words, for how many people, and what they came to."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.patterns.alike import first_like
from workbench.patterns.circle import rows_of
from workbench.patterns.spending_by_category import largest_two_share, n_different, usual_wording

__all__ = ["SAME_PURCHASE", "RecurringPurchases", "recurring_purchases"]

#: How alike (0–100) the words for two purchases have to be. Higher than for issues, because these are a word or two:
#: “bus fare” and “bus fares” measure 94, “food shop” and “food shopping” 82, “single bed” and “double bed” 60.
SAME_PURCHASE = 80.0

_COLUMNS = {
    "what": "str",
    "n": "int64",
    "n_people": "int64",
    "amount_pounds": "float64",
    "two_largest": "float64",
    "first_on": "datetime64[s]",
    "last_on": "datetime64[s]",
}


@dataclass(frozen=True, kw_only=True)
class RecurringPurchases(Finding):
    """What was bought at least twice, last bought first.

    ``table``: what (the wording used most), n (purchases), n_people (people bought for; purchases that name nobody
    count no one), amount_pounds (the sum), two_largest (what the two people most was spent on make up of it; not for
    wider audiences), first_on and last_on. Where nothing was bought twice there are no rows.
    """

    counts: ClassVar[tuple[str, ...]] = ("n", "n_people")
    amounts: ClassVar[Mapping[str, tuple[str, str | None]]] = {"amount_pounds": ("n_people", "two_largest")}


def recurring_purchases(
    evidence: Evidence, *, cycle: str | None = None, system: str | None = None, alike: float = SAME_PURCHASE
) -> RecurringPurchases:
    """Purchases grouped by near-duplicate wording: of one cycle, one system and those inside it, or all.

    Parameters
    ----------
    alike
        How alike the words for two purchases have to be, 0–100; see :func:`workbench.patterns.alike.first_like`.
    """
    spends = rows_of(evidence, "spend", cycle=cycle, system=system)
    spends = spends.sort_values(["spent_on", "id"]).reset_index(drop=True)
    heads = pd.Series(first_like(list(spends["what"]), alike=alike), index=spends.index, dtype="int64")
    rows = []
    behind: dict[Hashable, frozenset[str]] = {}
    for _, same in spends.groupby(heads):
        if len(same) < 2:
            continue
        what = usual_wording(same["what"])
        behind[what] = frozenset(same["id"])
        rows.append(
            {
                "what": what,
                "n": len(same),
                "n_people": n_different(same["for_person"]),
                "amount_pounds": int(same["amount_pence"].sum()) / 100,
                "two_largest": largest_two_share(same),
                "first_on": same["spent_on"].min(),
                "last_on": same["spent_on"].max(),
            }
        )
    table = pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)
    table = table.sort_values(["last_on", "what"], ascending=[False, True]).reset_index(drop=True)
    return RecurringPurchases(audience=evidence.audience, table=table, people=behind)
