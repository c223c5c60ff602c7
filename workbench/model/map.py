"""Maps: which things lie on them and where, the links between them, and the loops people named."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from workbench.model.record import Id, InCycle, Name, Person, Record, Scope, Text

__all__ = ["Link", "LinkKind", "Map", "MapItem", "MapKind", "NamedLoop", "Polarity", "Quality"]


class MapKind(StrEnum):
    """What a map is for."""

    actor = "actor"
    factor = "factor"


class LinkKind(StrEnum):
    """``drives`` is causal; the others are relations between actors."""

    drives = "drives"
    works_with = "works_with"
    refers_to = "refers_to"
    funds = "funds"
    trusts = "trusts"
    blocks = "blocks"
    other = "other"


class Polarity(StrEnum):
    """Same: more leads to more. Opposite: more leads to less. Disputed: the group does not agree."""

    same = "same"
    opposite = "opposite"
    unknown = "unknown"
    disputed = "disputed"


class Quality(StrEnum):
    """How a relation is; ``missing`` is a relation people say should be there."""

    good = "good"
    strained = "strained"
    missing = "missing"
    unknown = "unknown"


class Map(InCycle):
    """A map of a system; ``scope`` is the widest circle that may see it (its own system's scale by default)."""

    kind: ClassVar[str] = "map"

    name: Name
    map_kind: MapKind
    scope: Scope = "team"
    note: Text = ""


class MapItem(Record):
    """A thing on a map, at a place (canvas units; absent until laid out or dragged)."""

    kind: ClassVar[str] = "map_item"

    map: Id
    thing: Id
    x: Annotated[float, Field(ge=-1e6, le=1e6)] | None = None
    y: Annotated[float, Field(ge=-1e6, le=1e6)] | None = None


class Link(Record):
    """A relation or a causal link on a map, from ``source`` to ``target``."""

    kind: ClassVar[str] = "link"

    map: Id
    source: Id
    target: Id
    link_kind: LinkKind
    polarity: Polarity = Polarity.unknown
    delay: bool = False
    strength: int = Field(default=2, ge=1, le=3)
    quality: Quality = Quality.unknown
    said_by: Person = ""
    note: Text = ""

    @model_validator(mode="after")
    def _two_ends(self) -> Self:
        if self.source == self.target:
            raise ValueError("a link needs two different things; draw it from one to another")
        return self


class NamedLoop(Record):
    """The name a group gave to a loop.

    ``things`` are the ids round the loop, beginning with the smallest, so that the name survives renaming a thing,
    new links elsewhere, and a link that is taken away and drawn again.
    """

    kind: ClassVar[str] = "named_loop"

    map: Id
    things: tuple[Id, ...] = Field(min_length=2)
    name: Name
    note: Text = ""
