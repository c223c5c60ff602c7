"""Can every purchase be accounted for? Each record with the need it met and its answers to the four PLAN tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from workbench.frames import Evidence, Finding
from workbench.patterns.circle import rows_of

__all__ = ["PLAN", "SpendingAudit", "spending_audit"]

#: The four tests, in the order of the rule's letters.
PLAN = ("proportionate", "legal", "auditable", "necessary")

_COLUMNS = (
    "id",
    "spent_on",
    "worker",
    "amount_pounds",
    "what",
    "category",
    "for_person",
    "need",
    *PLAN,
    "plan_note",
    "unanswered",
    "may_leave",
)


@dataclass(frozen=True, kw_only=True)
class SpendingAudit(Finding):
    """Every record of spending; those with an unanswered test first, then the newest first.

    ``table``: id, spent_on, worker, amount_pounds, what, category, for_person (a pseudonym), need, proportionate,
    legal, auditable and necessary (yes, no, not_sure; missing where nobody answered yet), plan_note, unanswered (how
    many of the four nobody answered), may_leave (never). No spending gives no rows.

    It is for the group itself and its auditors: a wider audience gets no row of it, for ``may_leave`` is False in each.
    """

    own_only: ClassVar[tuple[str, ...]] = tuple(c for c in _COLUMNS if c not in ("id", "may_leave"))
    may_leave: ClassVar[str | None] = "may_leave"


def spending_audit(evidence: Evidence, *, cycle: str | None = None, system: str | None = None) -> SpendingAudit:
    """Every record of spending of one cycle, one system and those inside it, or all that were read."""
    spends = rows_of(evidence, "spend", cycle=cycle, system=system)
    spends["amount_pounds"] = spends["amount_pence"].astype("float64") / 100
    spends["unanswered"] = spends[list(PLAN)].isna().sum(axis=1).astype("int64")
    spends["may_leave"] = False
    spends["_answered"] = spends["unanswered"] == 0
    table = spends.sort_values(["_answered", "spent_on", "id"], ascending=[True, False, False])[list(_COLUMNS)]
    return SpendingAudit(audience=evidence.audience, table=table.reset_index(drop=True))
