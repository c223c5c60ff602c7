"""The purpose of a system, in the words of the people it serves; every wording is kept."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BeforeValidator, Field

from workbench.model.record import Id, InCycle, Person, Text, _clean, _one_line

__all__ = ["Purpose"]


class Purpose(InCycle):
    """One wording; ``follows`` is the wording it replaced. The newest is the current one."""

    kind: ClassVar[str] = "purpose"

    wording: Annotated[str, BeforeValidator(_clean), AfterValidator(_one_line), Field(min_length=1, max_length=500)]
    proposed_by: Person = ""
    proposed_on: date | None = None
    agreed_by: tuple[Person, ...] = ()
    agreed_on: date | None = None
    follows: Id | None = None
    note: Text = ""
