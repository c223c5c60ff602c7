"""First-person stories, and the consent that travels with them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from workbench.model.record import InCycle, LongText, Name, Person, Scope, Text, _clean

__all__ = ["Story", "Withdrawal"]


class Withdrawal(StrEnum):
    """What the teller asked for later."""

    none = "none"
    no_contact = "no_contact"
    no_use = "no_use"
    erased = "erased"


class Story(InCycle):
    """A story told in the first person. ``teller`` is a pseudonym; ``scope`` says how widely it may be seen."""

    kind: ClassVar[str] = "story"

    title: Name
    text: LongText
    teller: Person
    told_on: date | None = None
    question: Text = ""
    listened_by: Person = ""
    what_matters: Text = ""
    language: Annotated[str, BeforeValidator(_clean), Field(max_length=35)] = "en"
    scope: Scope = "team"
    may_quote: bool = False
    may_leave: bool = False
    consent_until: date | None = None
    consent_wording: Text = ""
    consent_by: Person = ""
    consent_on: date | None = None
    withdrawal: Withdrawal = Withdrawal.none
    withdrawn_on: date | None = None
