"""The system scales, from one person's life to a country; an ordered list that users may extend."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from workbench.model.record import Name, Record, Text

__all__ = ["ONE_LIFE", "PUBLIC", "Scale"]

#: The widest circle: everybody. Not a scale, but a scope and an audience.
PUBLIC = "public"
#: The scale at which a system is one person's life. It is told, and never counted or named to others.
ONE_LIFE = "person"


class Scale(Record):
    """One scale; a larger ``position`` is a larger system (person 10, team 20, ... leaves room between)."""

    kind: ClassVar[str] = "scale"

    name: Name
    position: int = Field(ge=0, le=1_000_000)
    note: Text = ""
