"""Between a record and its row: the same fields, with enums as words and tuples as lists."""

from __future__ import annotations

import functools
import secrets
import threading
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, Field, TypeAdapter, ValidationError
from ulid import ULID

from workbench.errors import StoreProblem
from workbench.model import RECORDS, Record
from workbench.model.record import Text
from workbench.store.problem import refusal

__all__ = ["checked", "content", "differing", "new_id", "record_of", "row_of", "said", "valid"]

R = TypeVar("R", bound=Record)

#: What the store itself writes into a record; two wordings that differ only here do not differ.
_OURS = frozenset({"created_at", "created_by", "revised_at", "revised_by", "version"})


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    return value


def row_of(record: Record) -> dict[str, Any]:
    """The row of a record."""
    return {name: _plain(getattr(record, name)) for name in type(record).model_fields}


def record_of(kind: str, row: Mapping[str, Any]) -> Record:
    """The record in a row, or in a wording kept by the history."""
    try:
        return RECORDS[kind].model_validate(dict(row))
    except ValidationError as e:
        raise StoreProblem(
            f"A {said(kind)} in the store ({row.get('id')}) does not have the form it should; something other than the "
            "workbench wrote it. Restore a backup, or mend that row."
        ) from e


def valid(record: R) -> R:
    """The record, looked over again: ``model_copy`` takes whatever it is given.

    Raises
    ------
    Refused
        A value does not fit; the sentence names the field.
    """
    held = record.model_dump(exclude=None if record.id else {"id"})
    try:
        return type(record).model_validate(held)
    except ValidationError as e:
        raise refusal(e) from e


def checked(value: str, what: str, *, longest: int = 200) -> str:
    """Words that go with a step, cleaned as a record's are; ``what`` names them in the refusal."""
    try:
        return _form(longest).validate_python(value)
    except ValidationError as e:
        raise refusal(e, what=what) from e


@functools.cache
def _form(longest: int) -> TypeAdapter[str]:
    return TypeAdapter(Annotated[Text, Field(max_length=longest)])


def content(wording: Mapping[str, Any]) -> dict[str, Any]:
    """What people wrote, without what the store adds."""
    return {name: value for name, value in wording.items() if name not in _OURS}


def differing(yours: Mapping[str, Any], theirs: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields in which two wordings differ, of each."""
    mine, other = content(yours), content(theirs)
    names = [name for name in mine if mine[name] != other.get(name)]
    return {n: mine[n] for n in names}, {n: other.get(n) for n in names}


def said(kind: str) -> str:
    """A kind in plain words, for sentences."""
    return kind.replace("_", " ")


_last = 0
_lock = threading.Lock()


def new_id(at: datetime) -> str:
    """A new id; within one process a later id always sorts after an earlier one, also within a millisecond."""
    global _last  # noqa: PLW0603 - the order must hold over every step of this process
    stamp = int(at.timestamp() * 1000) << 80
    with _lock:
        _last = _last + 1 if stamp <= _last >> 80 << 80 else stamp | secrets.randbits(79)
        return str(ULID.from_int(_last))
