"""The values in the files of Polis: numbers of statements and people, votes, and milliseconds since 1970 as days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from workbench.model.record import FIRST_DAY, LAST_DAY

__all__ = ["day_of", "moment_of", "number_of", "vote_of"]

_VOTES = {-1.0: -1, 0.0: 0, 1.0: 1}
_1970 = datetime(1970, 1, 1, tzinfo=UTC)


def number_of(text: str) -> int | None:
    """A whole number from 0 on; None where it is none. ``7.0`` is 7, as some programs write it.

    >>> number_of("7.0"), number_of("seven")
    (7, None)
    """
    plain = text.removesuffix(".0")
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= 18 else None


def vote_of(text: str) -> int | None:
    """A vote: -1, 0 or 1; None where it is none."""
    try:
        return _VOTES.get(float(text))
    except ValueError:
        return None


def day_of(milliseconds: str) -> date | None:
    """The day of an instant in milliseconds since 1970 (UTC); None where it is none that can be."""
    number = number_of(milliseconds)
    if number is None:
        return None
    try:
        day = (_1970 + timedelta(milliseconds=number)).date()
    except OverflowError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None


def moment_of(day: date | None) -> int:
    """The beginning of a day in milliseconds since 1970; 0 where there is none."""
    if day is None:
        return 0
    return max(0, round((datetime(day.year, day.month, day.day, tzinfo=UTC) - _1970).total_seconds() * 1000))
