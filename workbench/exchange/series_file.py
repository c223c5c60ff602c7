"""Numbers over time as they stand in a file: which column is the day, which the value, and each row that is neither."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from workbench.exchange.read_safely import read_safely
from workbench.exchange.reading import MAX_LOST, Lost, Reading, shown, tidy_name
from workbench.exchange.vocabulary import number_of
from workbench.exchange.written_day import day_first_of, is_written_day, month_names, written_day
from workbench.model.prompts import Words
from workbench.model.record import FIRST_DAY, LAST_DAY

__all__ = ["SeriesChoices", "SeriesFile", "read_series", "series_of"]

#: The records' own limits (model/series.py).
_MOST = 1e15
_THOUSANDS = re.compile("(?<=\\d)[, \u00a0\u202f](?=\\d{3}(?!\\d))")
_CURRENCY = re.compile(r"^([-−]?)\s*[£€$]\s*|\s*[£€$%]$")


@dataclass(frozen=True)
class SeriesChoices:
    """What only a person can tell of a file, None where it tells itself.

    ``column`` is the header of the values, ``day_first`` whether 3/4/2026 is 3 April, ``encoding`` as for maps.
    """

    column: str | None = None
    day_first: bool | None = None
    encoding: str | None = None


@dataclass(frozen=True)
class SeriesFile:
    """``points`` are (day, value) by day. ``skipped`` says why a row was not taken: at most 50 rows, then a count.

    ``n_skipped`` is how many rows those are.
    """

    points: tuple[tuple[date, float], ...]
    day_column: str
    value_column: str
    n_skipped: int = 0
    skipped: tuple[Lost, ...] = ()


def read_series(path: str | Path, *, words: Words, choices: SeriesChoices | None = None) -> SeriesFile:
    """The days and values of a CSV or XLSX file; it is read in a process of its own, so that a bad one harms nothing.

    Raises
    ------
    workbench.errors.Refused
        One sentence: what is wrong with the file, or (field ``column`` or ``day_first``) what has to be chosen.
    """
    chosen = choices or SeriesChoices()
    found = read_safely("series", path, words=words, encoding=chosen.encoding)
    return series_of(found, Reading(name=Path(path).name, words=words), chosen)


def series_of(tables: Sequence[Mapping[str, Any]], reading: Reading, choices: SeriesChoices) -> SeriesFile:
    """The series of the first table that has a column of days and one of numbers (or the one chosen)."""
    months = month_names([reading.words.say(f"dates.month_{n}") for n in range(1, 13)])
    for table in tables:
        columns = [tidy_name(name) or f"({n})" for n, name in enumerate(table["columns"], start=1)]
        by_column = list(zip(*(row["cells"] for row in table["rows"]), strict=True))
        days = next((n for n, cells in enumerate(by_column) if _are_days(cells, months=months)), None)
        if days is None:
            continue
        comma = bool(table["decimal_comma"])
        numbers = [n for n, c in enumerate(by_column) if n != days and _are_numbers(c, decimal_comma=comma)]
        value = _chosen(columns, numbers, days, reading, choices.column)
        if value is None:
            continue
        day_first = day_first_of(by_column[days]) if choices.day_first is None else choices.day_first
        if day_first is None:
            example = next(text for text in by_column[days] if is_written_day(text, months=months))
            raise reading.refusal("series_days_asked", field="day_first", value=example.strip())
        gathered = _Gathered(reading, day_first=day_first, months=months, decimal_comma=comma)
        for row in table["rows"]:
            gathered.take(row["where"], row["cells"][days], row["cells"][value])
        return gathered.file(columns[days], columns[value])
    raise reading.refusal("series_no_columns")


def _are_days(cells: Sequence[str], *, months: Mapping[str, int]) -> bool:
    written = [cell for cell in cells if cell.strip()]
    return bool(written) and sum(is_written_day(cell, months=months) for cell in written) * 2 > len(written)


def _are_numbers(cells: Sequence[str], *, decimal_comma: bool) -> bool:
    written = [cell for cell in cells if cell.strip()]
    n = sum(_number(cell, decimal_comma=decimal_comma) is not None for cell in written)
    return bool(written) and n * 2 > len(written)


def _chosen(
    columns: Sequence[str], numbers: Sequence[int], days: int, reading: Reading, asked: str | None
) -> int | None:
    if asked is not None:
        wanted = [n for n, name in enumerate(columns) if name.casefold() == tidy_name(asked).casefold() and n != days]
        if not wanted:
            named = ", ".join(f"“{shown(columns[n])}”" for n in numbers)
            raise reading.refusal("series_no_column", field="column", value=asked, names=named)
        return wanted[0]
    if len(numbers) > 1:
        named = ", ".join(f"“{shown(columns[n])}”" for n in numbers[:12])
        raise reading.refusal("series_several", field="column", names=named)
    return numbers[0] if numbers else None


def _number(text: str, *, decimal_comma: bool) -> float | None:
    """A number with a currency sign, a per cent sign or separated thousands around it; None where it is none."""
    plain = _CURRENCY.sub(lambda found: found[1] or "", text.strip())
    if decimal_comma and "," in plain:
        plain = re.sub(r"(?<=\d)[. ](?=\d{3}(?!\d))", "", plain)
        return number_of(plain, decimal_comma=True)
    return number_of(_THOUSANDS.sub("", plain))


@dataclass
class _Gathered:
    """The rows of one table as they are taken, each once."""

    reading: Reading
    day_first: bool
    months: Mapping[str, int]
    decimal_comma: bool
    points: dict[date, float] = field(default_factory=dict)
    skipped: list[Lost] = field(default_factory=list)

    def take(self, where: str, day: str, value: str) -> None:
        """Take a row, or say why not; a row with neither day nor value is nothing."""
        if not day.strip() and not value.strip():
            return
        on = written_day(day, day_first=self.day_first, months=self.months)
        number = _number(value, decimal_comma=self.decimal_comma)
        if on is None:
            self._skip("series_no_day" if day.strip() else "series_day_missing", where, day or value)
        elif not FIRST_DAY <= on <= LAST_DAY:
            self._skip("series_year", where, day)
        elif number is None:
            self._skip("series_no_number" if value.strip() else "series_value_missing", where, value or day)
        elif abs(number) > _MOST:
            self._skip("series_too_large", where, value)
        elif on in self.points:
            if self.points[on] != number:
                self._skip("series_day_twice", where, f"{day.strip()}: {value.strip()}")
        else:
            self.points[on] = number

    def _skip(self, key: str, where: str, what: str) -> None:
        self.skipped.append(self.reading.loss(key, where, what))

    def file(self, day_column: str, value_column: str) -> SeriesFile:
        """All of it, by day.

        Raises
        ------
        workbench.errors.Refused
            Where no row could be taken.
        """
        if not self.points:
            first = self.skipped[0] if self.skipped else None
            raise self.reading.refusal(
                "series_nothing", where=first.where if first else "", why=first.why if first else ""
            )
        n = len(self.skipped)
        listed = [*self.reading.lost, *self.skipped][:MAX_LOST]
        if n > len(listed):
            listed.append(Lost("", "", self.reading.say("lost.more", n=n - len(listed))))
        return SeriesFile(
            points=tuple(sorted(self.points.items())),
            day_column=day_column,
            value_column=value_column,
            n_skipped=n,
            skipped=tuple(listed),
        )
