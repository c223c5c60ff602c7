"""An account of learning: what have you learnt, and how have you learnt it?"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from workbench.model.record import Captured, Day, Id, InCycle, Name, Text, Wording

__all__ = ["Account", "AccountQuestion", "AccountReader", "AccountSentence"]


class AccountQuestion(StrEnum):
    """What an account answers, in the order in which it is read."""

    learnt = "learnt"
    how_we_know = "how_we_know"
    changed = "changed"
    passed_on = "passed_on"
    others_did = "others_did"
    not_known = "not_known"


class AccountReader(StrEnum):
    """For whom: each of these reads what the ones after it read, and more."""

    technical = "technical"
    descriptive = "descriptive"
    one_page = "one_page"


class Account(Captured):
    """One edition of the account of a cycle.

    It is edited until it is agreed (``agreed_on``); what changes after that is the next edition, a copy at first.
    ``since`` and ``until`` bound what it was drafted from.
    """

    kind: ClassVar[str] = "account"

    title: Name
    edition: int = Field(default=1, ge=1, le=10_000)
    since: Day | None = None
    until: Day | None = None
    agreed_on: Day | None = None
    agreed_by: Text = ""
    note: Text = ""


class AccountSentence(InCycle):
    """A sentence of an account; what it rests on are evidence links that support it.

    ``reader`` is the briefest reader whose account holds it. ``drafted`` is the wording the program proposed: "" for a
    sentence people wrote themselves.
    """

    kind: ClassVar[str] = "account_sentence"

    account: Id
    question: AccountQuestion
    position: float = 0.0
    text: Wording
    reader: AccountReader = AccountReader.descriptive
    drafted: Text = ""
