"""Days as people write them in tables: found out strictly, and asked about where they could mean two days."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

__all__ = ["day_first_of", "is_written_day", "month_names", "written_day"]

_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[ T]\d{1,2}:\d{2}.*)?")
_NUMBERS = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?: \d{1,2}:\d{2}.*)?")
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.](\d{4})")
_NAMED = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?[ \-])?([^\W\d]{3,})\.?[ \-,]+(\d{4})")
_LAST_MONTH = 12


def month_names(names: Sequence[str]) -> dict[str, int]:
    """The months by name and by their first three letters, for comparing; ``names`` from the first month on."""
    made = {name.casefold()[:3]: n for n, name in enumerate(names, start=1)}
    return {**made, **{name.casefold(): n for n, name in enumerate(names, start=1)}}


def written_day(text: str, *, day_first: bool, months: Mapping[str, int]) -> date | None:
    """The day a text means, a month meaning its first day; None where it is no day.

    Read are 2026-05-01, 2026-05, 1/5/2026 (also with dots or hyphens), 5/2026, 1 May 2026, May 2026. A year is written
    in full: two digits are not guessed.
    """
    plain = " ".join(text.split())
    if found := _ISO.fullmatch(plain):
        return _day(found[1], found[2], found[3] or "1")
    if found := _NUMBERS.fullmatch(plain):
        one, other = (found[1], found[2]) if day_first else (found[2], found[1])
        return _day(found[3], other, one)
    if found := _MONTH_YEAR.fullmatch(plain):
        return _day(found[2], found[1], "1")
    if (found := _NAMED.fullmatch(plain)) and (month := months.get(found[2].casefold())):
        return _day(found[3], str(month), found[1] or "1")
    return None


def is_written_day(text: str, *, months: Mapping[str, int]) -> bool:
    """Whether a text is a day, read one way or the other."""
    return any(written_day(text, day_first=way, months=months) is not None for way in (True, False))


def day_first_of(texts: Sequence[str]) -> bool | None:
    """Whether days written as 3/4/2026 have the day first, where one of them can be read one way only; else None.

    Where no text could mean two days it is True, for then it makes no difference.
    """
    pairs = [(int(found[1]), int(found[2])) for text in texts if (found := _NUMBERS.fullmatch(" ".join(text.split())))]
    day_first = any(one > _LAST_MONTH >= other for one, other in pairs)
    month_first = any(other > _LAST_MONTH >= one for one, other in pairs)
    if day_first != month_first:
        return day_first
    if day_first or any(one != other for one, other in pairs):
        return None
    return True


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
