"""Learning cycles and how they are connected into a learning stack."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from workbench.model.record import Id, Name, Person, Record, Text

__all__ = ["Convened", "Cycle", "CycleLink", "CycleLinkKind", "Part"]


class Part(StrEnum):
    """The five parts of a cycle; they overlap and run in any order."""

    understand = "understand"
    codesign = "codesign"
    run = "run"
    embed = "embed"
    steward = "steward"


class CycleLinkKind(StrEnum):
    """Vertical: a larger cycle learns from, and enables, those below. Horizontal: peers share what they learn."""

    learns_from = "learns_from"
    enables = "enables"
    peer = "peer"


class Convened(StrEnum):
    """A standing body, round after round, or a cycle that was convened for one issue."""

    standing = "standing"
    one_issue = "one_issue"


class Cycle(Record):
    """One organised round of learning in one system; ``convened_for`` says for which issue it was convened."""

    kind: ClassVar[str] = "cycle"

    system: Id
    name: Name
    round: int = Field(default=1, ge=1, le=1000)
    stewards: tuple[Person, ...] = ()
    opened_on: date | None = None
    closed_on: date | None = None
    note: Text = ""
    convened: Convened | None = None
    convened_for: Text = ""


class CycleLink(Record):
    """``source`` learns from / enables / is a peer of ``target``."""

    kind: ClassVar[str] = "cycle_link"

    source: Id
    target: Id
    relation: CycleLinkKind
    note: Text = ""
