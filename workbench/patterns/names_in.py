"""Does a text seem to hold a name that is known here? A gentle check before something is shared without names."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["names_in"]

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
#: A name begins with a capital, or is written in a script that has none; “we” and “team” are no names.
_SHORTEST = 2


def _could_be_a_name(word: str) -> bool:
    return len(word) >= _SHORTEST and not word[0].islower()


def names_in(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known names of which a part stands in the text as a word of its own, in the order of the text.

    Only words written as names are taken for one (“Hope came” holds Hope, “we hope” does not), and “Ama's” holds Ama.
    A text with no known name gives ().
    """
    named = {part: name.strip() for name in known for part in _WORD.findall(name) if _could_be_a_name(part)}
    found = []
    for word in _WORD.findall(text):
        bare = re.sub(r"[’']s$", "", word)
        name = named.get(word) or named.get(bare)
        if name:
            found.append(name)
    return tuple(dict.fromkeys(found))
