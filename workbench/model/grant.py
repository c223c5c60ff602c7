"""Learning-based grants: an expression of interest, outcomes that are agreed on the way, and the local multiplier."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from workbench.model.record import MOST_PENCE, Captured, Day, Id, InCycle, Person, Text, Wording, _clean

__all__ = ["Grant", "GrantState", "Multiplier", "Outcome", "OutcomeState", "OutcomeTalk", "Stage"]


class GrantState(StrEnum):
    """A draft is nobody's business but its writer's; a submitted expression of interest waits for an answer."""

    draft = "draft"
    submitted = "submitted"
    awarded = "awarded"
    declined = "declined"
    ended = "ended"


class Grant(Captured):
    """An expression of interest, and the grant that comes of it.

    A draft may be empty; what submitting needs is looked at when it is submitted. ``grantee_cycle`` is the learning
    cycle that funder and grantee share.
    """

    kind: ClassVar[str] = "grant"

    title: Person = ""
    organisation: Person = ""
    contact: Person = ""
    registration_number: Person = ""
    aim: Annotated[str, BeforeValidator(_clean), Field(max_length=750)] = ""
    estimate_pence: int | None = Field(default=None, ge=0, le=MOST_PENCE)
    state: GrantState = GrantState.draft
    submitted_on: Day | None = None
    decided_on: Day | None = None
    decided_why: Text = ""
    awarded_pence: int | None = Field(default=None, ge=0, le=MOST_PENCE)
    ended_on: Day | None = None
    grantee_cycle: Id | None = None


class OutcomeState(StrEnum):
    """Provisional until both sides agree on it, at the end; one that no longer fits is set aside, with its story."""

    provisional = "provisional"
    agreed = "agreed"
    set_aside = "set_aside"


class Outcome(InCycle):
    """An outcome of a grant, in the wording it has now."""

    kind: ClassVar[str] = "outcome"

    grant: Id
    wording: Wording
    state: OutcomeState = OutcomeState.provisional
    proposed_on: Day | None = None
    agreed_on: Day | None = None
    agreed_by: Text = ""
    position: int = Field(default=0, ge=0, le=1000)


class OutcomeTalk(InCycle):
    """What was said about an outcome on one day, and how it was worded then."""

    kind: ClassVar[str] = "outcome_talk"

    outcome: Id
    held_on: Day
    people: Text = ""
    said: Wording
    wording_then: Text = ""


class Stage(StrEnum):
    """What is expected of the money, or what became of it."""

    predicted = "predicted"
    actual = "actual"


class Multiplier(InCycle):
    """The three rounds of the local multiplier, once predicted and once actual.

    Round 1 is the money received, round 2 what of it is spent locally, round 3 what those local people and firms spend
    locally again.
    """

    kind: ClassVar[str] = "multiplier"

    grant: Id
    stage: Stage
    noted_on: Day | None = None
    round_1_pence: int = Field(ge=0, le=MOST_PENCE)
    round_2_pence: int = Field(ge=0, le=MOST_PENCE)
    round_3_pence: int = Field(ge=0, le=MOST_PENCE)
    how: Text = ""
