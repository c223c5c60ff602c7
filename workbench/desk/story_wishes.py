"""What people choose for an import of stories, and a story as it would be stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from workbench.exchange.story_file import ReadStory, StoryChoices

__all__ = [
    "AS_CHOSEN",
    "AS_WRITTEN",
    "LEAVE_STORY_OUT",
    "PSEUDONYM",
    "WITHOUT_WORDS",
    "ConsentWord",
    "Prepared",
    "StoryWishes",
]

#: What a word in a column of consent can mean besides a scope.
AS_CHOSEN, WITHOUT_WORDS, LEAVE_STORY_OUT = "as_chosen", "without_words", "leave_out"
#: What becomes of the names of tellers.
PSEUDONYM, AS_WRITTEN = "pseudonym", "as_written"


@dataclass(frozen=True)
class StoryWishes:
    """What people chose for an import.

    ``scope`` is how widely the stories may be seen ("" the group's own scale), never widened by what the file says;
    ``may_quote`` and ``may_leave`` hold for every story whose own answer does not say no. ``consent`` says what each
    word of a consent column means: a scope, or ``as_chosen``, ``without_words``, ``leave_out``. ``tellers`` is
    ``pseudonym`` or ``as_written``. ``answers`` say what to do with personal words, by their key. ``read`` is how the
    file is read.
    """

    scope: str = ""
    may_quote: bool = False
    may_leave: bool = False
    consent: Mapping[str, str] = field(default_factory=dict)
    tellers: str = PSEUDONYM
    answers: Mapping[str, str] = field(default_factory=dict)
    read: StoryChoices = field(default_factory=StoryChoices)


@dataclass(frozen=True)
class ConsentWord:
    """A word in the column of consent: in how many rows it stands, and what it is taken to mean."""

    word: str
    n: int
    means: str


@dataclass(frozen=True)
class Prepared:
    """A story as it would be stored: ``values`` for the record, ``read`` as the file has it. ``own`` is its id here."""

    key: str
    values: Mapping[str, Any]
    read: ReadStory
    own: str = ""
