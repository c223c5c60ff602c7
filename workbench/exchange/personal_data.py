"""What says who somebody is, in the text of a cell: numbers, addresses and names; how it is masked and replaced.

Patterns with check digits, and the names that the same row holds elsewhere. A name that stands alone in a note
("Anna rang") is found only where a column of the file holds it: no list and no model knows every name, so people are
asked to read the notes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from workbench.model.prompts import Words

__all__ = ["KINDS", "LEAVE_OUT", "NOT_PERSONAL", "REPLACE", "Span", "masked", "name_words", "replaced", "spans_in"]

#: What can be found; the earlier one is taken where two overlap.
KINDS: Final = (
    "email",
    "nhs_number",
    "ni_number",
    "phone",
    "date_of_birth",
    "address",
    "postcode",
    "identifier",
    "name",
    "may_be_name",
)
REPLACE, LEAVE_OUT, NOT_PERSONAL = "replace", "leave_out", "not_personal"

_EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_TEN_DIGITS = re.compile(r"(?<![\d.])\d{3}[ \-–]?\d{3}[ \-–]?\d{4}(?![\d])")
_NHS_SAID = re.compile(r"\bNHS(?: ?(?:no|number|num|id))?\.?:? *(\d[\d \-–]{7,14}\d)", re.IGNORECASE)
#: A mistyped number is somebody's all the same, so of these only the form is looked at.
_NI = re.compile(r"\b[A-Z]{2} ?-?\d{2} ?-?\d{2} ?-?\d{2} ?-?[A-D]\b", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\w.£])(?:\+|00)\d{1,3}[ ()\-–.]*(?:\d[ ()\-–.]*){7,11}\d(?!\w)|(?<![\w.£])\(?0(?:[ ()\-–.]?\d){9,10}(?!\w)"
)
_POSTCODE = re.compile(r"\b(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? {0,2}\d[ABD-HJLNP-UW-Z]{2})\b", re.IGNORECASE)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_ANY_DAY = (
    r"(?:\d{1,2}[/.\- ]\d{1,2}[/.\- ]\d{2,4}|\d{4}-\d{2}-\d{2}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS})[a-z]*,? \d{{2,4}})"
)
_BIRTH = re.compile(
    rf"\b(?:d\.?o\.?b\.?|date of birth|born(?: on)?|birthday|b\.)\s*(?:is|was|:|-|–|=)?\s*({_ANY_DAY})", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w]*(?:['’\-][\w]+)*"
_PAIR = re.compile(rf"(?<![\w'’-])({_CAPITAL}) ({_CAPITAL})(?![\w-])")
_MASKED = re.compile(r"(?<=\w)\w")


@dataclass(frozen=True)
class Span:
    """A place in a text and what was found there."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class _Patterns:
    """What depends on the words of a language."""

    titled: re.Pattern[str]
    related: re.Pattern[str]
    street: re.Pattern[str]
    common: frozenset[str]
    everyday: frozenset[str]


@cache
def _patterns(words: Words) -> _Patterns:
    listed = words.section("contact_import.names")
    titles, relations, streets = ("|".join(map(re.escape, listed[of])) for of in ("titles", "relations", "streets"))
    return _Patterns(
        titled=re.compile(rf"\b(?:{titles})\.? +({_CAPITAL}(?: {_CAPITAL})?)"),
        related=re.compile(rf"\b(?i:{relations}),? +({_CAPITAL}(?: {_CAPITAL})?)"),
        street=re.compile(rf"\b(?:(?i:flat) \d+\w?,? *)?\d+[a-zA-Z]?,? +(?:{_CAPITAL} +){{1,3}}(?:{streets})\b"),
        common=frozenset(word.casefold() for word in listed["common"]),
        everyday=frozenset(listed["everyday"]),
    )


def spans_in(
    text: str, words: Words, *, names: Collection[str] = (), identifier: str = "", free: bool = False
) -> list[Span]:
    """What identifies somebody in a text, from left to right, without overlaps.

    Parameters
    ----------
    names
        The words of the names that the same row holds (see :func:`name_words`).
    identifier
        What the same row calls its person.
    free
        True for a note: there, pairs of words with capitals may be names too.
    """
    found = [*_numbers(text)] if any(c.isdigit() for c in text) or "@" in text else []
    known = _patterns(words)
    found += [Span(*one.span(), "address") for one in known.street.finditer(text)]
    found += [Span(*one.span(1), "name") for one in known.titled.finditer(text)]
    if len(identifier) >= 4:
        found += _identifiers(text, identifier)
    if names:
        found += _known_names(text, names, known.everyday, at_least=1 if free else 2)
    if free:
        found += _may_be_names(text, known)
    return _apart(found)


def _numbers(text: str) -> Iterator[Span]:
    for one in _EMAIL.finditer(text):
        yield Span(*one.span(), "email")
    for one in _TEN_DIGITS.finditer(text):
        if is_nhs_number(one[0]):
            yield Span(*one.span(), "nhs_number")
    for one in _NHS_SAID.finditer(text):
        yield Span(*one.span(1), "nhs_number")
    for kind, pattern in (("ni_number", _NI), ("phone", _PHONE), ("postcode", _POSTCODE)):
        for one in pattern.finditer(text):
            yield Span(*one.span(), kind)
    for one in _BIRTH.finditer(text):
        yield Span(*one.span(1), "date_of_birth")


def is_nhs_number(text: str) -> bool:
    """Ten digits whose last one checks the others (modulus 11, NHS Data Dictionary)."""
    digits = [int(c) for c in text if c.isdigit()]
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    rest = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return rest % 11 == digits[9] and rest != 10


def name_words(cells: Collection[str]) -> frozenset[str]:
    """The words of the names in some cells, in small letters; initials and titles tell nobody."""
    return frozenset(
        part.casefold()
        for cell in cells
        for part in _WORD.findall(cell)
        if len(part) > 2 or (len(part) == 2 and part[0].isupper())
    ) - {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "rev", "the", "and", "of", "jr", "sr"}


def _identifiers(text: str, identifier: str) -> Iterator[Span]:
    """Where the identifier stands as a word of its own; not a pattern, which would have to be made for every row."""
    said, wanted = text.casefold(), identifier.casefold()
    at = said.find(wanted) if len(said) == len(text) else -1
    while at >= 0:
        end = at + len(wanted)
        if not (said[at - 1 : at].isalnum() or said[end : end + 1].isalnum()):
            yield Span(at, end, "identifier")
        at = said.find(wanted, end)


def _known_names(text: str, names: Collection[str], everyday: frozenset[str], *, at_least: int) -> list[Span]:
    hits = [
        one
        for one in _WORD.finditer(text)
        if one[0].casefold().removesuffix("'s").removesuffix("’s") in names
        and (one[0][0].isupper() or (len(one[0]) > 2 and one[0].casefold() not in everyday))
    ]
    if len({one[0].casefold() for one in hits}) < at_least:
        return []
    made: list[Span] = []
    for one in hits:
        end = one.end() - (2 if one[0].endswith(("'s", "’s")) else 0)
        if made and text[made[-1].end : one.start()].strip(" ,.") == "":
            made[-1] = Span(made[-1].start, end, "name")
        else:
            made.append(Span(one.start(), end, "name"))
    return made


def _may_be_names(text: str, known: _Patterns) -> Iterator[Span]:
    for one in known.related.finditer(text):
        if one[1].split()[0].casefold() not in known.common:
            yield Span(*one.span(1), "may_be_name")
    at = 0
    while (pair := _PAIR.search(text, at)) is not None:
        first, second = pair[1], pair[2]
        likely = not {first.casefold(), second.casefold()} & known.common and not (first.isupper() and second.isupper())
        if likely:
            yield Span(*pair.span(), "may_be_name")
        at = pair.end() if likely else pair.start(2)


def _apart(found: list[Span]) -> list[Span]:
    """Without overlaps: the surer kind stays, the others are cut away."""
    kept: list[Span] = []
    for one in sorted(found, key=lambda span: (KINDS.index(span.kind), span.start - span.end, span.start)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda span: span.start)


def replaced(text: str, spans: list[Span], words: Words, *, person: str = "") -> str:
    """The text with a word in the place of each span; ``person`` is the pseudonym that stands for the row's person."""
    made, at = [], 0
    for one in spans:
        instead = person if one.kind == "identifier" and person else words.say(f"contact_import.instead.{one.kind}")
        made += [text[at : one.start], instead]
        at = one.end
    return "".join([*made, text[at:]])


def masked(text: str, *, longest: int = 40) -> str:
    """The text with the first sign of each word only, so that one can see what kind of thing it is."""
    return _MASKED.sub("•", " ".join(text.split())[:longest])
