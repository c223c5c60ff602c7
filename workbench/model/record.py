"""What every record has: an id the program makes, who wrote it and when, and its version."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "MOST_PENCE",
    "Captured",
    "Day",
    "Id",
    "InCycle",
    "LongText",
    "Name",
    "OwnAnswer",
    "Person",
    "Record",
    "Scope",
    "Text",
    "Wording",
]

#: Formatting characters that reverse what is read (bidi overrides and isolates); stripped from names.
_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


#: A year typed wrongly (0202, 20026) is told at once, and not found in a chart a year later.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)


def _clean(value: Any) -> Any:
    """Refuse what the two databases treat differently (NUL, lone surrogates); normalise to NFC and one line end."""
    if not isinstance(value, str):
        return value
    if "\x00" in value:
        raise ValueError("it holds a NUL character; remove it")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as e:
        raise ValueError("it holds half a character (a lone surrogate); type it again") from e
    return unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n")


def _one_line(value: str) -> str:
    return " ".join(value.translate(_BIDI).split())


def _not_blank(value: str) -> str:
    if not value.strip():
        raise ValueError("it is empty; write something first")
    return value


def _possible(value: date) -> date:
    if not FIRST_DAY <= value <= LAST_DAY:
        raise ValueError(
            f"the year {value.year} cannot be right; write a day between {FIRST_DAY.year} and {LAST_DAY.year}"
        )
    return value


def _utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        return value.replace(tzinfo=UTC)
    return value.astimezone(UTC)


#: The most pence one number may be: a whole number of 32 bits is what both databases hold.
MOST_PENCE = 2_000_000_000

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$")]
Name = Annotated[str, BeforeValidator(_clean), AfterValidator(_one_line), Field(min_length=1, max_length=200)]
Person = Annotated[str, BeforeValidator(_clean), AfterValidator(_one_line), Field(max_length=200)]
Text = Annotated[str, BeforeValidator(_clean), Field(max_length=20_000)]
#: A text without which the record says nothing.
Wording = Annotated[str, BeforeValidator(_clean), AfterValidator(_not_blank), Field(min_length=1, max_length=20_000)]
LongText = Annotated[str, BeforeValidator(_clean), Field(max_length=1_000_000)]
#: How widely words may be seen: a scale's id, or ``public``.
Scope = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,63}$")]
Day = Annotated[date, AfterValidator(_possible)]
Instant = Annotated[datetime, AfterValidator(_utc)]


class Record(BaseModel):
    """A frozen record. The store fills ``id``, the dates, the authors and ``version``.

    ``kind`` is the noun the store, the history and evidence links use for this class.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
    kind: ClassVar[str]

    id: Id = ""
    created_at: Instant | None = None
    created_by: Person = ""
    revised_at: Instant | None = None
    revised_by: Person = ""
    version: int = 0


class InCycle(Record):
    """A record that belongs to one learning cycle."""

    cycle: Id


class OwnAnswer(BaseModel):
    """An answer to a question that users added to a form themselves.

    ``asked`` is the question's wording when it was answered, so that the answer can still be read after the question
    was reworded or taken out of the form.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: Id
    asked: Text
    answer: tuple[Text, ...]


class Captured(InCycle):
    """What a group writes down on a form: how widely it may be seen, and room for answers to a user's own questions."""

    scope: Scope = "team"
    own_answers: tuple[OwnAnswer, ...] = ()
