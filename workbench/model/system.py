"""A system: actors and factors whose relationships together make something happen, named by a purpose."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from workbench.model.record import Id, Name, Record, Text

__all__ = ["Setting", "System"]


class Setting(StrEnum):
    """What the land is like where a system works."""

    rural = "rural"
    urban = "urban"
    mixed = "mixed"


class System(Record):
    """One system at one scale; ``part_of`` is the larger system it lies in."""

    kind: ClassVar[str] = "system"

    name: Name
    scale: Id
    part_of: Id | None = None
    note: Text = ""
    #: True where the material is invented; every screen then says so.
    synthetic: bool = False
    setting: Setting | None = None
