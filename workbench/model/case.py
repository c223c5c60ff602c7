"""Case files: one person under a pseudonym, the contacts they had with services, and what each contact cost."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from workbench.model.consent import Consented
from workbench.model.record import MOST_PENCE, Captured, Day, Id, InCycle, Name, Person, Text, Wording

__all__ = ["Case", "Chosen", "Contact", "Demand", "Does", "Risk", "RiskLevel", "UnitCost", "Urgency"]


class Chosen(StrEnum):
    """How people came to be among those looked at; it decides what a comparison of before and after may claim."""

    as_they_came = "as_they_came"
    everybody = "everybody"
    at_their_worst = "at_their_worst"
    not_known = "not_known"


class Case(Consented):
    """One person's case file. ``pseudonym`` is all that is kept of who they are.

    ``way_from`` is the day the new way of working began for them, ``referred_on`` the day they were referred.
    ``observed_from`` to ``observed_until`` is the time for which somebody looked for their contacts in the agencies'
    files, both days included: outside it nothing is known, which is not the same as nothing happened. ``tags`` say
    what they share with others ("rent arrears", "single parent"). ``source_key`` is the pseudonymous key of the file
    the case came from, ``intake`` the import.
    """

    kind: ClassVar[str] = "case"

    pseudonym: Name
    what_matters: Text = ""
    context: Text = ""
    tags: tuple[Name, ...] = ()
    gender: Person = ""
    age_band: Person = ""
    place: Person = ""
    chosen: Chosen = Chosen.not_known
    way_from: Day | None = None
    referred_on: Day | None = None
    observed_from: Day | None = None
    observed_until: Day | None = None
    source_key: Person | None = None
    intake: Id | None = None


class Does(StrEnum):
    """What a service does with a person: assess them, do something, refer them on."""

    assess = "assess"
    do = "do"
    refer = "refer"


class Urgency(StrEnum):
    """Planned, or a crisis."""

    planned = "planned"
    crisis = "crisis"


class Demand(StrEnum):
    """Value demand is what a service is there for; failure demand comes of something not done, or not done right."""

    value = "value"
    failure = "failure"


class Contact(InCycle):
    """One contact of a person with a service.

    ``quantity`` is how many units it is (bed days of a stay; usually 1). ``cost_pence`` is what it cost altogether,
    None where nobody knows; ``priced_by`` names the unit cost it was worked out with, None for a cost of its own.
    ``handed_to`` is the agency the person was handed on to. ``source_key`` tells the same row of the same source when
    it comes again.
    """

    kind: ClassVar[str] = "contact"

    case: Id
    happened_on: Day
    agency: Name
    activity: Name
    does: Does | None = None
    urgency: Urgency | None = None
    demand: Demand | None = None
    quantity: float = Field(default=1, ge=0, le=1_000_000)
    cost_pence: int | None = Field(default=None, ge=0, le=MOST_PENCE)
    priced_by: Id | None = None
    handed_to: Person = ""
    note: Text = ""
    source_key: Person | None = None
    intake: Id | None = None


class UnitCost(Captured):
    """What one unit of an activity costs in one calendar year, and who says so.

    An empty ``agency`` means whichever agency does it. ``unit`` is what is counted ("bed day", "visit").
    """

    kind: ClassVar[str] = "unit_cost"

    activity: Name
    agency: Person = ""
    year: int = Field(ge=1990, le=2199)
    each_pence: int = Field(ge=0, le=MOST_PENCE)
    unit: Name
    source: Wording


class RiskLevel(StrEnum):
    """None, some (+), high (++)."""

    none = "none"
    some = "+"
    high = "++"


class Risk(InCycle):
    """One risk in one person's life, before the plan and after it; ``after`` is None where nobody knows (yet)."""

    kind: ClassVar[str] = "risk"

    case: Id
    name: Name
    before: RiskLevel
    after: RiskLevel | None = None
    noted_on: Day | None = None
    reviewed_on: Day | None = None
    note: Text = ""
