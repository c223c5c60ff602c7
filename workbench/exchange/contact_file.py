"""Contacts as they stand in a council's file: each row checked, its person a pseudonym, and what names people found."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

from workbench.exchange.contact_columns import ABOUT_PERSON, FIELDS, WORDS, fixed_word, meaning_of, placed, plain
from workbench.exchange.contact_key import RowKeys, Standing
from workbench.exchange.contact_values import MOST_UNITS, age_band_of, day_of, pence_of, units_of
from workbench.exchange.contact_words import PersonalWords
from workbench.exchange.reading import MAX_LOST, Lost, Reading, tidy_name, tidy_text
from workbench.exchange.sheet import Sheet
from workbench.exchange.written_day import month_names
from workbench.model import ImportMapping

__all__ = ["ContactRows", "ReadContact", "identity_of"]

_TEXTS: Final = ("agency", "activity", "handed_to")
_SEPARATED = re.compile(r"[;|,\n]")
_SQUEEZE = re.compile(r"[\W_]+")
_SHORT, _LONG = 200, 20_000
#: So many different days and words are remembered.
_REMEMBERED = 50_000


@dataclass(slots=True)
class ReadContact:
    """One row. ``key`` tells it when it comes again, ``person`` is the keyed hash of whom it is about.

    ``said`` is what the file calls the person: only to find the case file of that pseudonym, never stored.
    ``contact`` and ``about`` are values by the fields of a contact and of a case.
    """

    number: int
    key: str
    person: str
    said: str
    contact: dict[str, Any]
    about: dict[str, Any]


def identity_of(said: str) -> str:
    """What a person is called, for comparing: ``943 476 5919`` and ``943-476-5919`` are one, as are capitals."""
    return _SQUEEZE.sub("", unicodedata.normalize("NFKC", said).casefold())


class _Again(Exception):
    """The same row of the same number stands above."""


class _NotTaken(Exception):
    def __init__(self, key: str, what: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.what, self.values = key, what, values


@dataclass
class ContactRows:
    """The rows of one file under one mapping, taken one by one.

    ``digest`` is the keyed hash of the store (26 signs). After the last row: ``n_rows``, ``n_refused`` and ``refused``
    (at most 50 rows; ``told`` adds how many more), ``n_again`` rows that stand twice under one number,
    ``unknown_words`` (field, word → rows), ``remarks`` on rows that were taken.

    Raises
    ------
    workbench.errors.Refused
        Where the mapping does not fit the file: the sentence names the field or the column.
    """

    columns: Sequence[str]
    mapping: ImportMapping
    reading: Reading
    digest: Callable[[str], str]
    personal: PersonalWords
    sheet: str = ""
    decimal_comma: bool = False
    n_rows: int = 0
    n_refused: int = 0
    n_again: int = 0
    refused: list[Lost] = field(default_factory=list)
    remarks: list[Lost] = field(default_factory=list)
    unknown_words: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._at = placed(self.columns, self.mapping.columns, self.reading)
        self._fixed = {name: fixed_word(self.mapping.columns, name) for name in FIELDS}
        self._about_told = [name for name in ABOUT_PERSON if name in self.mapped]
        self._means = {
            one.field: {plain(value.said): value.means for value in one.values}
            for one in self.mapping.columns
            if one.column
        }
        words = self.reading.words
        self._months = month_names([words.say(f"dates.month_{n}") for n in range(1, 13)])
        self._totals = frozenset(plain(one) for one in words.section("contact_import.totals")["words"])
        self._nothing = frozenset(words.section("contact_import.unknown")["words"])
        self._days: dict[str, date | str] = {}
        self._said: dict[tuple[str, str], str] = {}
        self._people: dict[str, str] = {}
        self._keys = RowKeys(self.mapping.source, self.digest)

    def take(self, number: int, cells: list[str]) -> ReadContact | None:
        """The contact of a row; None where it is none, and ``refused`` says why."""
        self.n_rows += 1
        try:
            return self._taken(number, cells)
        except _Again:
            self.n_again += 1
        except _NotTaken as e:
            self.leave_out(number, e.key, e.what, **e.values)
        return None

    def leave_out(self, number: int, key: str, what: str, **values: object) -> None:
        """Count a row as refused, with the sentence under ``lost.<key>``."""
        self.n_refused += 1
        if len(self.refused) < MAX_LOST:
            self.refused.append(self._lost(key, number, what, **values))

    @property
    def mapped(self) -> frozenset[str]:
        """The fields that something fills: a column, or one word for all rows."""
        return frozenset(self._at) | {name for name, word in self._fixed.items() if word}

    def where(self, number: int) -> str:
        """A row's place in words."""
        return Sheet(self.sheet, ()).where(number, self.reading)

    def told(self) -> tuple[Lost, ...]:
        """Why rows were refused: at most 50 of them, then how many more."""
        more = self.n_refused - len(self.refused)
        return (*self.refused, *((Lost("", "", self.reading.say("lost.more", n=more)),) if more else ()))

    # -- one row -----------------------------------------------------------------------------------------------------
    def _taken(self, number: int, cells: list[str]) -> ReadContact:
        width = len(self.columns)
        if len(cells) > width:
            raise _NotTaken("too_wide", " · ".join(cells[width:])[:60])
        person, day_said = self._cell(cells, "person"), self._cell(cells, "happened_on")
        day = self._day(day_said)
        self._refuse_total(cells, day, person)
        if person.casefold() in self._nothing or not identity_of(person):
            raise _NotTaken("no_person", next((cell for cell in cells if cell.strip()), ""))
        if isinstance(day, str):
            raise _NotTaken(day, day_said or person)
        self.personal.begin_row(cells, person)
        contact: dict[str, Any] = {"happened_on": day}
        for name in _TEXTS:
            contact[name] = self._text(cells, name)
        for name in ("agency", "activity"):
            if not contact[name]:
                raise _NotTaken(f"no_{name}", day_said)
        contact.update(self._words(cells))
        contact["quantity"] = self._quantity(cells)
        contact["cost_pence"] = self._cost(cells)
        contact["note"] = self._note(cells)
        hashed = self._people.get(person) or self.digest(f"person:{identity_of(person)}")
        if len(self._people) < _REMEMBERED:
            self._people[person] = hashed
        about = self._about(cells, day, number)
        self.personal.end_row()
        return ReadContact(number, self._key(cells), hashed, person, contact, about)

    def _refuse_total(self, cells: list[str], day: date | str, person: str) -> None:
        if isinstance(day, date):
            return
        first = next((cell for cell in cells if cell.strip()), "")
        if plain(first) in self._totals or plain(first).startswith(("total ", "grand total ")):
            raise _NotTaken("total", first, value=first)
        if plain(person) in self._totals:
            raise _NotTaken("total", person, value=person)

    def _cell(self, cells: list[str], name: str) -> str:
        at = self._at.get(name)
        return cells[at[0]].strip() if at else self._fixed[name]

    def _day(self, said: str) -> date | str:
        found = self._days.get(said)
        if found is None:
            found = day_of(said, day_first=self.mapping.day_first, months=self._months)
            if len(self._days) < _REMEMBERED:
                self._days[said] = found
        return found

    def _text(self, cells: list[str], name: str) -> str:
        raw = self._cell(cells, name)
        said = self._said.get((name, raw))
        if said is None:
            said = tidy_name(raw)
            said = "" if said.casefold() in self._nothing else self._means.get(name, {}).get(plain(said), said)
            if len(said) > _SHORT:
                raise _NotTaken("too_long", said, most=_SHORT)
            if len(self._said) < _REMEMBERED:
                self._said[(name, raw)] = said
        return self.personal.cleaned(said, self._column(name), place=name == "place")

    def _words(self, cells: list[str]) -> dict[str, StrEnum | None]:
        made: dict[str, StrEnum | None] = {}
        for name, enum in WORDS.items():
            raw = self._cell(cells, name)
            if not raw or raw.casefold() in self._nothing:
                made[name] = None
                continue
            means = self._said.get((name, raw))
            if means is None:
                means = self._means.get(name, {}).get(plain(raw)) or meaning_of(name, raw, self.reading.words) or ""
                means = means if means in {one.value for one in enum} else ""
                if len(self._said) < _REMEMBERED:
                    self._said[(name, raw)] = means
            made[name] = enum(means) if means else None
            if not means and ((name, raw[:80]) in self.unknown_words or len(self.unknown_words) < MAX_LOST):
                self.unknown_words[(name, raw[:80])] += 1
        return made

    def _quantity(self, cells: list[str]) -> float:
        raw = self._cell(cells, "quantity")
        if not raw or raw.casefold() in self._nothing:
            return 1.0
        found = units_of(raw, decimal_comma=self.decimal_comma)
        if isinstance(found, str):
            raise _NotTaken(found, raw, most=f"{MOST_UNITS:,}")
        return found

    def _cost(self, cells: list[str]) -> int | None:
        for name in ("cost", "cost_pence"):
            raw = self._cell(cells, name)
            if not raw or raw.casefold() in self._nothing:
                continue
            found = pence_of(raw, pence=name == "cost_pence", decimal_comma=self.decimal_comma)
            if isinstance(found, str):
                raise _NotTaken(found, raw)
            return found
        return None

    def _note(self, cells: list[str]) -> str:
        parts = [(self.columns[at], tidy_text(cells[at]).strip()) for at in self._at.get("note", ())]
        kept = [self.personal.cleaned(said, column, free=True) for column, said in parts if said]
        note = "\n".join(one for one in kept if one)
        if len(note) > _LONG:
            raise _NotTaken("too_long", note, most=f"{_LONG:,}")
        return note

    def _about(self, cells: list[str], day: date, number: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for name in self._about_told:
            raw = self._cell(cells, name)
            if not raw or raw.casefold() in self._nothing:
                continue
            if name in ("way_from", "referred_on"):
                found = self._day(raw)
                if isinstance(found, date):
                    made[name] = found
                elif len(self.remarks) < MAX_LOST:
                    self.remarks.append(self._lost("way_unclear", number, raw))
            elif name == "age_band":
                band = age_band_of(raw, day, self.reading.words, day_first=self.mapping.day_first, months=self._months)
                made[name] = self.personal.cleaned(tidy_name(band)[:_SHORT], self._column(name))
            elif name == "tags":
                made[name] = self._tags(cells)
            else:
                made[name] = self._text(cells, name)
        return {name: value for name, value in made.items() if value}

    def _tags(self, cells: list[str]) -> tuple[str, ...]:
        """What stands in the columns of tags, parted at commas; the header itself where the cell only says yes."""
        made: list[str] = []
        for at in self._at.get("tags", ()):
            for part in _SEPARATED.split(cells[at]):
                said = tidy_name(part)
                if said.casefold() in ("yes", "y", "true", "x", "1"):
                    made.append(self.columns[at])
                elif said.casefold() not in (*self._nothing, "no", "n", "false", "0"):
                    made.append(self.personal.cleaned(said[:_SHORT], self.columns[at]))
        return tuple(dict.fromkeys(one for one in made if one))

    def _key(self, cells: list[str]) -> str:
        own = self._cell(cells, "key")
        key, standing = self._keys.key_of(cells, "" if own.casefold() in self._nothing else own)
        if standing is Standing.again:
            raise _Again
        if standing is Standing.clashing:
            raise _NotTaken("key_twice", own)
        return key

    def _column(self, name: str) -> str:
        at = self._at.get(name)
        return self.columns[at[0]] if at else ""

    def _lost(self, key: str, number: int, what: str, **values: object) -> Lost:
        return self.reading.loss(key, self.where(number), what, **values)
