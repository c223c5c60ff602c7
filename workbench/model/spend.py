"""Spending in the work: what was bought, which need it met, and the four tests of the PLAN rule."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from workbench.model.record import Captured, Day, Id, Name, Person, Text, Wording

__all__ = ["PlanAnswer", "Spend"]


class PlanAnswer(StrEnum):
    """An answer to one of the four tests; not sure is an answer as well."""

    yes = "yes"
    no = "no"
    not_sure = "not_sure"


class Spend(Captured):
    """Something that was bought for somebody. ``amount_pence`` is in pence; ``for_person`` a pseudonym.

    Proportionate, legal, auditable and necessary are the PLAN rule; None is not yet answered.
    """

    kind: ClassVar[str] = "spend"

    spent_on: Day
    worker: Person = ""
    amount_pence: int = Field(ge=0, le=100_000_000)
    what: Wording
    category: Name = "other"
    for_person: Person = ""
    need: Text = ""
    proportionate: PlanAnswer | None = None
    legal: PlanAnswer | None = None
    auditable: PlanAnswer | None = None
    necessary: PlanAnswer | None = None
    plan_note: Text = ""
    experiment: Id | None = None
