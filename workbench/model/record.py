"""What every record has: an id the program makes, who wrote it and when, and its version."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

__all__ = ["Id", "InCycle", "LongText", "Name", "Person", "Record", "Scope", "Text"]

#: Formatting characters that reverse what is read (bidi overrides and isolates); stripped from names.
_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


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


def _utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        return value.replace(tzinfo=UTC)
    return value.astimezone(UTC)


Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$")]
Name = Annotated[str, BeforeValidator(_clean), AfterValidator(_one_line), Field(min_length=1, max_length=200)]
Person = Annotated[str, BeforeValidator(_clean), AfterValidator(_one_line), Field(max_length=200)]
Text = Annotated[str, BeforeValidator(_clean), Field(max_length=20_000)]
LongText = Annotated[str, BeforeValidator(_clean), Field(max_length=1_000_000)]
#: How widely words may be seen: a scale's id, or ``public``.
Scope = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,63}$")]
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
