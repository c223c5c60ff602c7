"""Stories as they stand in a file, whatever the tool: what was told, where it was placed, what could not be taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final

from workbench.exchange.reading import Lost
from workbench.model import Placing, Signifier

__all__ = ["OWN_STORY", "ROLES", "SHOWN_ROLES", "ReadAnswer", "ReadStory", "StoryChoices", "StoryFile"]

#: What a column can be for a story besides a question of its signification.
ROLES: Final = (
    *("text", "title", "teller", "told_on", "question", "place", "what_matters", "wish", "listened_by", "language"),
    *("consent", "may_quote", "may_leave", "key"),
)
#: Those of them that people can choose the column of; the others are known by their names.
SHOWN_ROLES: Final = ("text", "title", "teller", "told_on", "question", "place", "consent")
#: What begins the key of a story that was taken out of a workbench: its id follows.
OWN_STORY: Final = "workbench:"


@dataclass(frozen=True)
class ReadAnswer:
    """Where a story was placed on one signifier; fields as those of a signification."""

    signifier: str
    placing: Placing
    item: str = ""
    top: float | None = None
    left: float | None = None
    right: float | None = None
    x: float | None = None
    y: float | None = None
    chosen: tuple[str, ...] = ()
    outside: bool = False


@dataclass(frozen=True)
class ReadStory:
    """One story. ``said`` has its words by role; ``others`` are answers in words, as (asked, answer).

    ``key`` is what the file calls it, "" where it has no name of its own. ``withheld`` where its teller kept the words
    to themselves: it was placed, and has no text.
    """

    where: str
    key: str
    said: Mapping[str, str]
    told_on: date | None = None
    answers: tuple[ReadAnswer, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    withheld: bool = False


@dataclass(frozen=True)
class StoryChoices:
    """What only a person can tell of a file, None or absent where it tells itself.

    ``roles`` are columns by role ("" for none), ``day_first`` whether 3/4/2026 is 3 April, ``encoding`` as for maps.
    """

    roles: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    day_first: bool | None = None
    encoding: str | None = None


@dataclass(frozen=True)
class StoryFile:
    """The stories of a file.

    Parameters
    ----------
    form
        ``sensemaker``, ``narrafirma`` or ``survey`` (KoboToolbox, ODK, and any other table).
    name
        What the questions are called.
    project
        What tells files of one gathering from those of others: an id, or "".
    signifiers
        The questions, as the file or its definition words them.
    columns
        The columns that hold words (and no question's answers), which people may say the role of.
    roles
        Column by role, as it was read.
    n_rows
        Rows read: ``len(stories) + n_refused``.
    refused, lost
        Rows that were not taken; what was left out of the others or read in another way. At most 50 each, then a count.
    """

    form: str
    name: str
    project: str
    signifiers: tuple[Signifier, ...]
    stories: tuple[ReadStory, ...]
    columns: tuple[str, ...]
    roles: Mapping[str, str]
    n_rows: int
    n_refused: int = 0
    refused: tuple[Lost, ...] = ()
    lost: tuple[Lost, ...] = ()
    language: str = "en"
