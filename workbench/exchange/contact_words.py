"""What identifies people in the columns of one file: found, counted with a masked example, replaced as people chose.

Nothing found is kept here but counts and masks.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from workbench.exchange.contact_columns import identifying, plain
from workbench.exchange.personal_data import (
    LEAVE_OUT,
    NOT_PERSONAL,
    REPLACE,
    Span,
    masked,
    name_words,
    replaced,
    spans_in,
)
from workbench.exchange.reading import Reading
from workbench.model import ImportMapping

__all__ = ["PersonalFound", "PersonalWords", "answer_key", "refuse_unanswered"]

_CHOICES: Final = (REPLACE, LEAVE_OUT, NOT_PERSONAL)
#: What is done without asking: the person's own column becomes a pseudonym, and what nobody mapped is not stored.
PSEUDONYM, NOT_TAKEN = "pseudonym", "not_taken"
_REMEMBERED = 50_000
_DISTRICT = re.compile(r"^([A-Z]{1,2}\d[A-Z\d]?) {0,2}\d[A-Z]{2}$", re.IGNORECASE)


def answer_key(kind: str, column: str) -> str:
    """Under which name ``choices`` says what to do with a kind of personal words in a column."""
    return f"{kind}:{column}"


@dataclass(frozen=True)
class PersonalFound:
    """What identifies somebody in one column of a file.

    ``n`` rows hold it, ``example`` is one with all but the first signs masked. ``choice`` is what will be done:
    ``replace``, ``leave_out`` or ``not_personal``, which people can choose under ``key``; or ``pseudonym`` (the
    person's own column) and ``not_taken`` (a column nobody mapped), which they cannot. ``needs_answer`` where nothing
    is brought in before they did.
    """

    kind: str
    column: str
    n: int
    example: str
    choice: str
    needs_answer: bool

    @property
    def key(self) -> str:
        """The name of the answer in ``choices``."""
        return answer_key(self.kind, self.column)

    @property
    def may_choose(self) -> bool:
        """True where people can say what is done."""
        return self.choice in _CHOICES


class PersonalWords:
    """The personal words of a file, row by row: ``begin_row``, ``cleaned`` for each text, ``end_row``."""

    def __init__(
        self, columns: Sequence[str], mapping: ImportMapping, *, choices: Mapping[str, str], reading: Reading
    ) -> None:
        self._columns, self._reading, self._words = columns, reading, reading.words
        self._choices = {name: value for name, value in choices.items() if value}
        if wrong := next((value for value in self._choices.values() if value not in _CHOICES), None):
            raise reading.refusal("choice_unknown", field="choices", value=wrong)
        taken = {plain(one.column): one.field for one in mapping.columns if one.column}
        self._fields = [taken.get(plain(name), "") for name in columns]
        self._by_header = {n: kind for n, name in enumerate(columns) if (kind := identifying(name, self._words))}
        self._person = next((n for n, name in enumerate(self._fields) if name == "person"), -1)
        self._names_at = [
            n
            for n, kind in self._by_header.items()
            if kind == "name" and self._choice(kind, columns[n]) != NOT_PERSONAL
        ]
        self._whole = {
            columns[n]: kind
            for n, kind in self._by_header.items()
            if self._fields[n] not in ("", "person", "key") and (self._fields[n], kind) != ("age_band", "date_of_birth")
        }
        self._left_out = {
            column for column in columns for kind in self._kinds() if self._choice(kind, column) == LEAVE_OUT
        }
        self._count: dict[tuple[str, str], int] = {}
        self._example: dict[tuple[str, str], str] = {}
        self._in_row: set[tuple[str, str]] = set()
        self._known: dict[tuple[str, bool], tuple[str, tuple[Span, ...]]] = {}
        self._names: frozenset[str] = frozenset()
        self._identifier = self._identifier_said = ""

    def begin_row(self, cells: Sequence[str], person: str) -> None:
        """Learn which names this row holds, so that they are found in its other cells."""
        self._in_row = set()
        self._identifier, self._identifier_said = person, person.casefold()
        cells_of_names = [cells[n] for n in self._names_at]
        if not any(c.isdigit() for c in person):
            cells_of_names.append(person)
        self._names = name_words(cells_of_names) if cells_of_names else frozenset()
        for n, kind in self._by_header.items():
            if cells[n].strip() and (self._fields[n] in ("", "key") or self._columns[n] in self._whole):
                self._note(kind, self._columns[n], cells[n])
        if self._person >= 0:
            self._note("identifier", self._columns[self._person], person)

    def cleaned(self, text: str, column: str, *, free: bool = False, place: bool = False) -> str:
        """The text of a cell as it may be stored; ``place`` keeps the district of a postcode."""
        if not text:
            return text
        kind = self._whole.get(column) if self._whole else None
        if kind and self._choice(kind, column) != NOT_PERSONAL and not (place and kind == "postcode"):
            return "" if column in self._left_out else self._words.say(f"contact_import.instead.{kind}")
        found = self._found(text, free=free)
        if found and column:
            for one in found:
                self._note(one.kind, column, text[one.start : one.end])
        if column in self._left_out:
            return ""
        spans = [one for one in found if self._choice(one.kind, column) != NOT_PERSONAL] if found else []
        if place and spans and (district := _DISTRICT.match(text)):
            return district[1].upper()
        return replaced(text, spans, self._words) if spans else text

    def end_row(self) -> None:
        """Count what this row held."""
        for found in self._in_row:
            self._count[found] = self._count.get(found, 0) + 1

    def told(self) -> tuple[PersonalFound, ...]:
        """What was found so far, column by column as in the file."""
        order = {name: n for n, name in enumerate(self._columns)}
        found = sorted(self._count, key=lambda pair: (order.get(pair[1], 0), pair[0]))
        return tuple(self._told(kind, column) for kind, column in found)

    def _told(self, kind: str, column: str) -> PersonalFound:
        n = self._columns.index(column) if column in self._columns else -1
        field = self._fields[n] if n >= 0 else ""
        choice = self._choice(kind, column)
        by_header = self._by_header.get(n) == kind
        if kind == "identifier" and n == self._person:
            choice = PSEUDONYM
        elif by_header and field in ("", "key"):
            choice = NOT_TAKEN
        asks = kind == "may_be_name" or (self._whole.get(column) == kind and (field, kind) != ("place", "postcode"))
        return PersonalFound(
            kind=kind,
            column=column,
            n=self._count[(kind, column)],
            example=self._example[(kind, column)],
            choice=choice,
            needs_answer=asks and answer_key(kind, column) not in self._choices,
        )

    def _kinds(self) -> Collection[str]:
        return self._words.section("contact_import.personal")

    def _choice(self, kind: str, column: str) -> str:
        return self._choices.get(answer_key(kind, column), REPLACE)

    def _note(self, kind: str, column: str, text: str) -> None:
        found = (kind, column)
        self._in_row.add(found)
        if found not in self._example:
            self._example[found] = masked(text)

    def _found(self, text: str, *, free: bool) -> tuple[Span, ...]:
        """The spans of a text; those that do not depend on the row are remembered, for words repeat."""
        known = self._known.get((text, free))
        if known is None:
            known = (text.casefold(), tuple(spans_in(text, self._words, free=free)))
            if len(self._known) < _REMEMBERED:
                self._known[(text, free)] = known
        said, found = known
        if self._identifier_said in said or any(name in said for name in self._names):
            return tuple(spans_in(text, self._words, names=self._names, identifier=self._identifier, free=free))
        return found


def refuse_unanswered(found: Iterable[PersonalFound], reading: Reading) -> None:
    """Refuse where something was found that only people can judge, and nobody has.

    Raises
    ------
    workbench.errors.Refused
        One sentence, with the key of the answer as its field.
    """
    asked = next((one for one in found if one.needs_answer), None)
    if asked is not None:
        said = reading.say(f"asks.{asked.kind}")
        raise reading.refusal("answer_needed", field=asked.key, column=asked.column, kind=said)
