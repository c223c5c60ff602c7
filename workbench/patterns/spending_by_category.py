"""What is money spent on? Purchases and pounds by category."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.patterns.circle import rows_of

__all__ = ["SpendingByCategory", "largest_two_share", "n_different", "spending_by_category", "usual_wording"]

_COLUMNS = {
    "category": "str",
    "n": "int64",
    "n_people": "int64",
    "amount_pounds": "float64",
    "two_largest": "float64",
    "share": "float64",
}


@dataclass(frozen=True, kw_only=True)
class SpendingByCategory(Finding):
    """What was bought, by category, in alphabetical order.

    ``table``: category (however people capitalised it), n (purchases), n_people (people bought for; purchases that name
    nobody count no one), amount_pounds (the sum), two_largest (what the two people most was spent on make up of it; not
    for wider audiences), share (of all purchases). No spending gives no rows.

    Shares are of purchases and not of money, because a share of money would tell an amount that is hidden.
    """

    counts: ClassVar[tuple[str, ...]] = ("n", "n_people")
    shares: ClassVar[Mapping[str, tuple[str, str | None]]] = {"share": ("n", None)}
    amounts: ClassVar[Mapping[str, tuple[str, str | None]]] = {"amount_pounds": ("n_people", "two_largest")}


def spending_by_category(
    evidence: Evidence, *, cycle: str | None = None, system: str | None = None
) -> SpendingByCategory:
    """The spending of one cycle, one system and those inside it, or all, summed up by category."""
    spends = rows_of(evidence, "spend", cycle=cycle, system=system)
    rows = []
    behind: dict[Hashable, frozenset[str]] = {}
    for _, same in spends.groupby(spends["category"].str.casefold(), sort=True):
        category = usual_wording(same["category"])
        behind[category] = frozenset(same["id"])
        rows.append(
            {
                "category": category,
                "n": len(same),
                "n_people": n_different(same["for_person"]),
                "amount_pounds": int(same["amount_pence"].sum()) / 100,
                "two_largest": largest_two_share(same),
                "share": len(same) / len(spends),
            }
        )
    table = pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)
    return SpendingByCategory(
        audience=evidence.audience, table=table, n_people=n_different(spends["for_person"]), people=behind
    )


def n_different(names: pd.Series[str]) -> int:
    """How many different names there are; an empty one is nobody's."""
    return int(names[names.fillna("") != ""].str.casefold().nunique())


def usual_wording(texts: pd.Series[str]) -> str:
    """The wording most of them have; of several the first in the alphabet."""
    counted = texts.value_counts()
    return str(min(counted[counted == counted.max()].index))


def largest_two_share(spends: pd.DataFrame) -> float:
    """What the two people most was spent on make up of the sum (0–1).

    Purchases that name nobody count as one person's, so that a sum is sooner hidden than given away. 1 where nothing
    was paid.
    """
    by_person = spends.groupby(spends["for_person"].fillna("").str.casefold())["amount_pence"].sum()
    total = int(by_person.sum())
    return float(by_person.nlargest(2).sum()) / total if total else 1.0
