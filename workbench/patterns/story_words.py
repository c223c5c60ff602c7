"""The words of a text: how many there are, and whether those looked for are among them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

__all__ = ["LONG_FROM", "SHORT_TO", "folded", "holds", "length_of", "n_words", "searched"]

#: Read aloud, people say about 150 words a minute: a short story takes a minute at most, a long one more than four.
SHORT_TO, LONG_FROM = 150, 601

#: Scripts that write words without a space between them: Thai, Lao, Burmese, Khmer, kana, Chinese characters.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
#: Scripts that put the article and small words in front, in one: Hebrew, Arabic, Syriac.
_IN_FRONT = "\u0590-\u074f\u0750-\u077f\u08a0-\u08ff"
#: Accents, points and vowel signs that people leave out when they look for a word.
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640]")
_CHARACTER = re.compile(f"[{_UNSPACED}]")
_WORD = re.compile(r"[^\W_][\w’']*")
_ANYWHERE = re.compile(f"[{_UNSPACED}{_IN_FRONT}]")
_PHRASE = re.compile(r'["“”„«»]([^"“”„«»]+)["“”„«»]|(\S+)')


def n_words(text: str) -> int:
    """How many words a text has; in scripts without spaces two characters count as one, as they are read about so fast.

    A text without letters or digits has none.
    """
    spaced, characters = _CHARACTER.subn(" ", text)
    return len(_WORD.findall(spaced)) + (characters + 1) // 2


def length_of(words: int) -> str:
    """``short``, ``medium`` or ``long``, by the number of words."""
    return "short" if words <= SHORT_TO else "long" if words >= LONG_FROM else "medium"


def folded(text: str) -> str:
    """A text as it is searched: without accents, points and the difference of small and capital letters."""
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold()
    return bare.replace("’", "'")


def searched(wanted: str) -> tuple[re.Pattern[str], ...]:
    """What somebody typed, as patterns for :func:`holds`: each word, and each phrase in quotation marks.

    A word is found where a word of the text begins with it, so that “walk” finds “walked” and “Walking” in every
    language that changes words at their end, and without a dictionary; “art” does not find “start”. In Arabic and
    Hebrew, where small words stand in front in one with the next, and in scripts without spaces it is found anywhere.
    """
    return tuple(_searched(wanted))


def _searched(wanted: str) -> Iterator[re.Pattern[str]]:
    for phrase, word in _PHRASE.findall(wanted):
        parts = folded(phrase or word).strip(".,;:!?()'\"“”„«»").split()
        if parts:
            begins = "" if _ANYWHERE.search(parts[0]) else r"(?<!\w)"
            yield re.compile(begins + r"\s+".join(re.escape(part) for part in parts))


def holds(text: str, wanted: tuple[re.Pattern[str], ...]) -> bool:
    """Whether a folded text holds every one of them; True where nothing is looked for."""
    return all(one.search(text) for one in wanted)
