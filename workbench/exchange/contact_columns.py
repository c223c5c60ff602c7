"""Which column of a council's file fills which field of a contact or a case file, and what the words in it mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Final

from workbench.exchange.reading import Reading, tidy_name
from workbench.model import ColumnTaken, Demand, Does, Urgency
from workbench.model.prompts import Words

__all__ = [
    "ABOUT_PERSON",
    "DAYS",
    "FIELDS",
    "MANY",
    "REQUIRED",
    "WORDS",
    "fixed_word",
    "identifying",
    "meaning_of",
    "placed",
    "plain",
    "proposed",
]

#: Everything a column can fill. The first four are needed; ``cost`` is in pounds.
FIELDS: Final = (
    "person",
    "happened_on",
    "agency",
    "activity",
    "does",
    "urgency",
    "demand",
    "quantity",
    "cost",
    "cost_pence",
    "handed_to",
    "note",
    "key",
    "way_from",
    "referred_on",
    "gender",
    "age_band",
    "place",
    "tags",
)
REQUIRED: Final = ("person", "happened_on", "agency", "activity")
#: What belongs to the person and is kept on the case file.
ABOUT_PERSON: Final = ("way_from", "referred_on", "gender", "age_band", "place", "tags")
DAYS: Final = ("happened_on", "way_from", "referred_on")
#: Fields that several columns may fill together.
MANY: Final = frozenset({"tags", "note"})
#: Fields that take one of our own words.
WORDS: Final[dict[str, type[StrEnum]]] = {"does": Does, "urgency": Urgency, "demand": Demand}

_SIGNS = re.compile(r"[^\w£&]+|_+")


def plain(text: str) -> str:
    """A header or word for comparing: small letters, single blanks, no signs but £ and &."""
    return " ".join(_SIGNS.sub(" ", tidy_name(text).casefold().replace("'", "").replace("’", "")).split())


def proposed(columns: Sequence[str], words: Words, *, days: Iterable[str] = ()) -> tuple[ColumnTaken, ...]:
    """A field for each column whose header is known, each field once; ``days`` are the columns that hold days.

    A column of days is proposed for a day only, and no other column is.
    """
    known = {field: [plain(one) for one in listed] for field, listed in words.section("contact_import.headers").items()}
    of_days, taken, made = set(days), set[str](), list[tuple[int, ColumnTaken]]()
    for field in FIELDS:
        for said in known.get(field, ()):
            found = next(
                (n for n, name in enumerate(columns) if plain(name) == said and n not in {m for m, _ in made}), None
            )
            if found is None or ((columns[found] in of_days) != (field in DAYS) and (of_days or field not in DAYS)):
                continue
            if field not in taken:
                made.append((found, ColumnTaken(column=columns[found], field=field)))
                taken.add(field)
    left = [name for name in columns if name in of_days and name not in {one.column for _, one in made}]
    if "happened_on" not in taken and len(left) == 1 and identifying(left[0], words) is None:
        made.append((columns.index(left[0]), ColumnTaken(column=left[0], field="happened_on")))
    return tuple(one for _, one in sorted(made, key=lambda pair: pair[0]))


def identifying(header: str, words: Words) -> str | None:
    """What a header says its column tells of a person (``name``, ``date_of_birth`` …); None where nothing."""
    said = plain(header)
    listed = words.section("contact_import.identifying")
    whose = {plain(one) for one in listed.get("whose", ())}
    parts = said.split()
    # "Client's date of birth", "Next of kin phone", "Name of client": what is before or after says whose.
    shorter = {" ".join(parts[n:]) for n in range(1, len(parts)) if " ".join(parts[:n]) in whose}
    shorter |= {" ".join(parts[:n]) for n in range(1, len(parts)) if " ".join(parts[n:]).removeprefix("of ") in whose}
    wanted = {said, *shorter} - {""}
    return next((kind for kind, of in listed.items() if kind != "whose" and wanted & {plain(one) for one in of}), None)


def fixed_word(columns: Iterable[ColumnTaken], field: str) -> str:
    """The one word that fills a field in every row (a ``ColumnTaken`` without a column); empty where there is none."""
    found = (one for one in columns if one.field == field and not one.column and one.values)
    return next((one.values[0].means for one in found), "")


def placed(columns: Sequence[str], taken: Sequence[ColumnTaken], reading: Reading) -> dict[str, tuple[int, ...]]:
    """At which columns each field stands.

    Raises
    ------
    workbench.errors.Refused
        A field or column that is not there, a field taken twice, or one that is needed and nothing tells it.
    """
    at = {name.casefold(): n for n, name in enumerate(columns)}
    made: dict[str, tuple[int, ...]] = {}
    for one in taken:
        if one.field not in FIELDS:
            raise reading.refusal("no_field", value=one.field, names=", ".join(FIELDS))
        if not one.column:
            continue
        named = reading.say(f"field.{one.field}")
        found = at.get(tidy_name(one.column).casefold())
        if found is None:
            raise reading.refusal("column_missing", field=one.field, column=one.column, what=named)
        if one.field in made and one.field not in MANY:
            raise reading.refusal("field_twice", field=one.field, what=named)
        made[one.field] = (*made.get(one.field, ()), found)
    for name in REQUIRED:
        if name not in made and not (name in ("agency", "activity") and fixed_word(taken, name)):
            raise reading.refusal("field_missing", field=name, what=reading.say(f"field.{name}"))
    return made


@cache
def _phrases(words: Words, field: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    listed: Mapping[str, Sequence[str]] = words.section(f"contact_import.meanings.{field}")
    pairs = [(tidy_name(said).casefold(), means) for means, of in listed.items() for said in of]
    pairs += [(word.value, word.value) for word in WORDS[field]]
    ordered = sorted(set(pairs), key=lambda pair: (-len(pair[0]), pair))
    return tuple((said, means, re.compile(rf"(?<![\w]){re.escape(said)}(?![\w])")) for said, means in ordered)


def meaning_of(field: str, text: str, words: Words) -> str | None:
    """Which of our words a cell stands for: the same phrase, else the longest that stands in it; None where none does.

    Single letters and yes or no count only where they are all the cell says.
    """
    cell = tidy_name(text).casefold().strip(" .;,")
    phrases = _phrases(words, field)
    for said, means, _ in phrases:
        if cell == said:
            return means
    for said, means, pattern in phrases:
        if len(said) > 3 - (said.isdigit() or "&" in said) and pattern.search(cell):
            return means
    return None
