"""Bringing in contacts from councils' files: one import, and how the columns of a source are read."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from workbench.model.record import Captured, Day, Name, Person, Text

__all__ = ["ColumnTaken", "ImportMapping", "Intake", "IntakeState", "ValueTaken"]


class ValueTaken(BaseModel):
    """What a word in a column of a file means here: ``said`` in the file, ``means`` one of our own words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    said: Text
    means: Text


class ColumnTaken(BaseModel):
    """A column of a file (by its header) and the field of a contact or case it fills, with what its words mean."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    column: Text
    field: Name
    values: tuple[ValueTaken, ...] = ()


class ImportMapping(Captured):
    """How the files of one source are read, kept for next month. ``source`` names where they come from.

    ``headers`` are the columns such a file had when this was made. ``day_first`` tells whether 3/4/2026 is 3 April;
    None where the file's own days leave no doubt. ``sheet`` names the sheet of a workbook.
    """

    kind: ClassVar[str] = "import_mapping"

    name: Name
    source: Name
    headers: tuple[Text, ...] = ()
    columns: tuple[ColumnTaken, ...] = ()
    day_first: bool = True
    encoding: Person = ""
    sheet: Person = ""


class IntakeState(StrEnum):
    """Running: begun and not finished (a killed one stays so until the same file is brought in again)."""

    running = "running"
    done = "done"
    taken_back = "taken_back"


class Intake(Captured):
    """One import of one file. Contacts and cases name it, so that it can be taken back as one.

    ``sha256`` is of the file; ``covers_from`` to ``covers_until`` is the time the file covers; the numbers are rows of
    the file (taken, refused) and records made (cases, contacts), changed, or there already.
    """

    kind: ClassVar[str] = "intake"

    file: Name
    source: Name
    sha256: Person = ""
    state: IntakeState = IntakeState.running
    begun_on: Day | None = None
    covers_from: Day | None = None
    covers_until: Day | None = None
    n_rows: int = Field(default=0, ge=0)
    n_refused: int = Field(default=0, ge=0)
    n_cases: int = Field(default=0, ge=0)
    n_contacts: int = Field(default=0, ge=0)
    n_changed: int = Field(default=0, ge=0)
    n_same: int = Field(default=0, ge=0)
