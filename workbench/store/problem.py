"""What databases and validation complain of, as sentences for the person at the screen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import sqlcipher3.dbapi2 as sqlite
from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError, InterfaceError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from workbench.errors import Busy, Refused, StoreProblem, Unreachable, WorkbenchError

__all__ = ["in_words", "refusal", "told"]

#: Words of SQLite's messages → what is raised and said.
_SQLITE: tuple[tuple[str, type[WorkbenchError], str], ...] = (
    (
        "locked",
        Busy,
        "The store {at} is busy: another window is still writing. Nothing was changed; wait a moment and save again.",
    ),
    (
        "not a database",
        StoreProblem,
        "The store {at} cannot be opened: its key is missing or wrong, or the file is not a store. "
        "Check the key, or restore a backup.",
    ),
    (
        "malformed",
        StoreProblem,
        "The store {at} is damaged. Nothing more was written to it; restore the newest backup.",
    ),
    (
        "full",
        Unreachable,
        "There is no room left on the disk that holds {at}. Nothing was changed; make room and save again.",
    ),
    (
        "readonly",
        StoreProblem,
        "The store {at} may only be read here. Ask for the right to write to its folder.",
    ),
    (
        "unable to open",
        Unreachable,
        "The store {at} cannot be opened. Check that its folder exists and that you may write there.",
    ),
    (
        "disk i/o",
        Unreachable,
        "The disk that holds {at} did not answer properly. Nothing was changed; check the disk, then restore a backup.",
    ),
)

#: Classes and codes of PostgreSQL's SQLSTATE that pass by themselves.
_PASSING = ("08", "40", "53", "57", "55P03", "25P03", "25P04")


@contextmanager
def in_words(at: object) -> Iterator[None]:
    """Translate what the database raises inside into Busy or StoreProblem; our own errors pass unchanged."""
    try:
        yield
    except (SQLAlchemyError, sqlite.Error, psycopg.Error) as e:
        raise told(e, at) from e


def told(error: Exception, at: object) -> WorkbenchError:
    """The sentence for a database's complaint about the store at ``at``."""
    low = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(low, psycopg.Error) or isinstance(error, InterfaceError):
        return _postgres_told(low, at, cut=isinstance(error, DBAPIError) and error.connection_invalidated)
    if isinstance(error, PoolTimeout):
        return Busy(f"The store {at} is busy. Nothing was changed; wait a moment and save again.")
    text = str(low).lower()
    for words, kind, sentence in _SQLITE:
        if words in text:
            return kind(sentence.format(at=at))
    return StoreProblem(f"The store {at} could not do this ({low}). Nothing was changed; run `workbench doctor`.")


def _postgres_told(low: BaseException | None, at: object, *, cut: bool) -> WorkbenchError:
    state = getattr(low, "sqlstate", None)
    if state is None or cut or state.startswith(_PASSING):
        if "authentication" in str(low):
            return StoreProblem(f"The shared store {at} does not accept this name or password. Check both.")
        return Busy(f"The shared store {at} did not answer in time. Nothing was changed; wait a moment and save again.")
    if state.startswith("28"):
        return StoreProblem(f"The shared store {at} does not accept this name or password. Check both.")
    if state == "3D000":
        return StoreProblem(f"There is no database at {at}. Ask whoever runs it to make one.")
    if state == "42501":
        return StoreProblem(f"This name may not do that in the shared store {at}. Ask whoever runs it.")
    return StoreProblem(
        f"The shared store {at} could not do this ({low}). Nothing was changed; run `workbench doctor`."
    )


def refusal(error: ValidationError, *, what: str | None = None) -> Refused:
    """The first thing that does not fit in a record, beside its field; ``what`` names a value that has no field."""
    first = error.errors(include_url=False, include_input=False)[0]
    field = str(first["loc"][0]) if first["loc"] else None
    said = first["msg"].removeprefix("Value error, ")
    label = field.replace("_", " ") if field else what or "this"
    limits = first.get("ctx", {})
    match first["type"]:
        case "string_too_short" | "too_short" if limits.get("field_type") != "Tuple":
            said = "it is empty; write something"
        case "string_too_long" | "too_long" if limits.get("field_type") != "Tuple":
            said = f"it is too long; at most {limits.get('max_length'):,} characters fit"
        case "finite_number":
            said = "it is not a number; write one"
        case "enum":
            said = f"choose one of {limits.get('expected')}"
        case "missing":
            said = "it is missing; fill it in"
    return Refused(f"{label[:1].upper()}{label[1:]}: {said}.", field=field)
