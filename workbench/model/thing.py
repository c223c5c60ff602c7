"""One register of things, actors and factors, so that every map can speak of the same thing."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from workbench.model.record import InCycle, Name, Text

__all__ = ["ActorKind", "Effect", "Marker", "Source", "Thing", "ThingKind"]


class ThingKind(StrEnum):
    """An actor takes part in making the outcome; a factor drives it."""

    actor = "actor"
    factor = "factor"


class ActorKind(StrEnum):
    """What an actor is."""

    person = "person"
    group = "group"
    organisation = "organisation"


class Marker(StrEnum):
    """What a group says about an actor."""

    served = "served"
    leads_opinion = "leads_opinion"
    can_stop = "can_stop"
    has_energy = "has_energy"
    missing_voice = "missing_voice"


class Effect(StrEnum):
    """Whether a factor helps the purpose or gets in its way."""

    helps = "helps"
    hinders = "hinders"
    both = "both"
    unknown = "unknown"


class Source(StrEnum):
    """Where a belief comes from."""

    lived_experience = "lived_experience"
    practice = "practice"
    data = "data"
    research = "research"
    elsewhere = "elsewhere"
    unknown = "unknown"


class Thing(InCycle):
    """An actor (``actor_kind``, ``role``, ``markers``) or a factor (``effect``, ``belief_from``)."""

    kind: ClassVar[str] = "thing"

    name: Name
    thing_kind: ThingKind
    actor_kind: ActorKind | None = None
    role: Text = ""
    markers: tuple[Marker, ...] = ()
    effect: Effect = Effect.unknown
    belief_from: Source = Source.unknown
    note: Text = ""
