"""First-person stories, and the consent that travels with them."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from workbench.model.consent import Consented
from workbench.model.record import Day, LongText, Name, Person, Text, _clean

__all__ = ["Story"]


class Story(Consented):
    """A story told in the first person. ``teller`` is a pseudonym; ``scope`` says how widely it may be seen."""

    kind: ClassVar[str] = "story"

    title: Name
    text: LongText
    teller: Person
    told_on: Day | None = None
    question: Text = ""
    listened_by: Person = ""
    what_matters: Text = ""
    language: Annotated[str, BeforeValidator(_clean), Field(max_length=35)] = "en"
