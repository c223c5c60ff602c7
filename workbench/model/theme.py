"""Themes, and the coding of texts with them: several people, blind first, then compared."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from workbench.model.record import Captured, Day, Id, InCycle, Name, Person, Text

__all__ = ["CODED", "CodedUnit", "Coding", "CodingDone", "CodingRound", "CodingState", "CodingUnit", "Theme"]

#: Records whose words can be coded: kind → the fields that hold them, in the order in which they are read.
CODED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "story": ("text",),
        "debrief_entry": ("text",),
        "pod_entry": ("did_differently", "learnt", "enabled", "went_wrong"),
        "issue": ("description",),
        "observation": ("text",),
        "inquiry_note": ("text",),
    }
)


class Theme(Captured):
    """A theme: what it means, what belongs to it and what does not. Observations are gathered under themes as well.

    ``source_key`` is its id in the file it came from; one no longer used has ``ended_on``.
    """

    kind: ClassVar[str] = "theme"

    name: Name
    definition: Text = ""
    belongs: Text = ""
    not_this: Text = ""
    part_of: Id | None = None
    ended_on: Day | None = None
    source_key: Person | None = None


class CodingState(StrEnum):
    """Blind: nobody sees what the others tagged. Revealed: everybody does, to talk about it. Closed: it is done."""

    blind = "blind"
    revealed = "revealed"
    closed = "closed"


class CodedUnit(StrEnum):
    """What is tagged and compared: whole texts, or passages of them."""

    whole = "whole"
    passage = "passage"


class CodingRound(Captured):
    """Some people tag the same texts, each alone, and then compare."""

    kind: ClassVar[str] = "coding_round"

    name: Name
    coders: tuple[Person, ...] = ()
    unit: CodedUnit = CodedUnit.passage
    state: CodingState = CodingState.blind
    opened_on: Day | None = None
    revealed_on: Day | None = None
    closed_on: Day | None = None
    note: Text = ""


class CodingUnit(InCycle):
    """One text of a coding round: the record ``of``, of the kind ``of_kind``."""

    kind: ClassVar[str] = "coding_unit"

    coding_round: Id
    of_kind: Id
    of: Id
    position: int = Field(default=0, ge=0, le=1_000_000)


class CodingDone(InCycle):
    """A coder has read a text of a round to its end; without themes that says “none of them”."""

    kind: ClassVar[str] = "coding_done"

    coding_unit: Id
    coder: Person
    done_on: Day | None = None


class Coding(InCycle):
    """One person tags one text, or a passage of it, with one theme.

    ``field`` names the field of the record; ``starts`` and ``ends`` are positions in characters, the end not included;
    both missing for the whole text. ``quote`` are the words tagged, so that a passage is found again when its text was
    changed since.
    """

    kind: ClassVar[str] = "coding"

    theme: Id
    coder: Person
    of_kind: Id
    of: Id
    field: Person = "text"
    starts: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    ends: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    quote: Text = ""
    note: Text = ""
    coding_round: Id | None = None
    coded_on: Day | None = None

    @model_validator(mode="after")
    def _a_passage_has_both_ends(self) -> Self:
        if (self.starts is None) != (self.ends is None):
            raise ValueError("a passage has a beginning and an end")
        if self.starts is not None and self.ends is not None and self.starts >= self.ends:
            raise ValueError("a passage ends after it begins")
        return self
