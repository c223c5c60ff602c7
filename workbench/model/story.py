"""First-person stories, the questions they answer, and the appreciative inquiry they are told in."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from workbench.model.consent import Consented
from workbench.model.record import Captured, Day, Id, InCycle, LongText, Name, Person, Text, Wording, _clean

__all__ = ["Inquiry", "InquiryNote", "InquiryStage", "Language", "OpeningQuestion", "Story"]

#: A language as browsers name it: ``en``, ``cy``, ``pa-Arab``.
Language = Annotated[str, BeforeValidator(_clean), Field(max_length=35)]


class InquiryStage(StrEnum):
    """The appreciative-inquiry cycle, repeated round after round."""

    discover = "discover"
    dream = "dream"
    design = "design"
    deliver = "deliver"


class Inquiry(Captured):
    """One round of appreciative inquiry. ``pairs`` says who goes out with whom; ``follows`` names the round before."""

    kind: ClassVar[str] = "inquiry"

    name: Name
    about: Text = ""
    pairs: Text = ""
    stage: InquiryStage = InquiryStage.discover
    opened_on: Day | None = None
    closed_on: Day | None = None
    follows: Id | None = None


class InquiryNote(InCycle):
    """What a group said at one stage of an inquiry."""

    kind: ClassVar[str] = "inquiry_note"

    inquiry: Id
    stage: InquiryStage
    text: Wording
    noted_by: Person = ""
    noted_on: Day | None = None


class OpeningQuestion(Captured):
    """A wording of the question that opens stories. Stories name the wording they were told to; it never changes then.

    ``made_with`` says who worded it together; ``follows`` names the wording before. It is proposed until it has
    ``agreed_on``, and no longer asked once it has ``ended_on``.
    """

    kind: ClassVar[str] = "opening_question"

    wording: Wording
    made_with: Text = ""
    language: Language = "en"
    inquiry: Id | None = None
    follows: Id | None = None
    agreed_on: Day | None = None
    ended_on: Day | None = None


class Story(Consented):
    """A story told in the first person. ``teller`` is a pseudonym; ``scope`` says how widely it may be seen.

    ``wish`` is what the teller wishes to become of it, in their own words. ``translation`` is the same story in
    ``translated_into``. ``source_key`` names it in the file it came from, ``intake`` the import that brought it.
    """

    kind: ClassVar[str] = "story"

    title: Name
    text: LongText
    teller: Person
    told_on: Day | None = None
    question: Text = ""
    listened_by: Person = ""
    what_matters: Text = ""
    language: Language = "en"
    opening_question: Id | None = None
    inquiry: Id | None = None
    place: Person = ""
    wish: Text = ""
    translation: LongText = ""
    translated_into: Language = ""
    translated_by: Person = ""
    source_key: Person | None = None
    intake: Id | None = None
