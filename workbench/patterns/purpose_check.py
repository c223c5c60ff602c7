"""Two gentle checks on the wording of a purpose: is it about people's lives, and is it wide enough?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.model.prompts import Words

__all__ = ["Check", "purpose_check"]

#: Longer than this, a room cannot say it from memory.
_MANY_WORDS = 30
_MEASURE = re.compile(r"\d+(?:[.,]\d+)?\s*%|\b(?:by|before)\s+\d{4}\b|\b\d[\d.,]*\b|[£$€]\s?\d", re.IGNORECASE)


@dataclass(frozen=True)
class Check:
    """One check: whether something was found to ask about, and the sentence."""

    name: str
    asks: bool
    sentence: str


def purpose_check(wording: str, *, words: Words) -> tuple[Check, ...]:
    """The checks for one wording; they ask, they never refuse. An empty wording has none.

    The first looks for words of organisations (the list is ``purpose.own_words`` in the templates, per language), the
    second for figures and dates, and for more words than a room can keep in mind.
    """
    if not wording.strip():
        return ()
    return (_lives(wording, words), _wide(wording, words))


def _lives(wording: str, words: Words) -> Check:
    listed = words.section("purpose").get("own_words", [])
    for term in listed:
        if re.search(rf"\b{re.escape(term)}\b", wording, flags=re.IGNORECASE):
            return Check("lives", asks=True, sentence=words.say("purpose.check_lives", found=term))
    return Check("lives", asks=False, sentence=words.say("purpose.check_lives_ok"))


def _wide(wording: str, words: Words) -> Check:
    measure = _MEASURE.search(wording)
    if measure:
        return Check("wide", asks=True, sentence=words.say("purpose.check_wide", found=measure[0].strip()))
    n = len(wording.split())
    if n > _MANY_WORDS:
        return Check("wide", asks=True, sentence=words.say("purpose.check_long", n=n))
    return Check("wide", asks=False, sentence=words.say("purpose.check_wide_ok"))
