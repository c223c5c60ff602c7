"""Consent: how widely one person's words, voice or picture may be seen, until when, and what they asked for later."""

from __future__ import annotations

from enum import StrEnum

from workbench.model.record import Captured, Day, Person, Text

__all__ = ["Consented", "Withdrawal"]


class Withdrawal(StrEnum):
    """What the teller asked for later."""

    none = "none"
    no_contact = "no_contact"
    no_use = "no_use"
    erased = "erased"


class Consented(Captured):
    """A record made of one person's own words, voice or picture; its consent travels with it."""

    may_quote: bool = False
    may_leave: bool = False
    consent_until: Day | None = None
    consent_wording: Text = ""
    consent_by: Person = ""
    consent_on: Day | None = None
    withdrawal: Withdrawal = Withdrawal.none
    withdrawn_on: Day | None = None
