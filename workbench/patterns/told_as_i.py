"""A gentle check on a story: is it told as “I”, by the person it belongs to?"""

from __future__ import annotations

import re
from collections.abc import Collection

from workbench.patterns.story_words import folded

__all__ = ["told_as_i"]


def told_as_i(text: str, first_person: Collection[str]) -> bool | None:
    """Whether one of the words of the first person (“I”, “my”) stands in a text; it asks, and nobody is refused.

    None where nothing can be said: there is no text, or no list of such words for its language.
    """
    if not text.strip() or not first_person:
        return None
    whole = folded(text)
    # these words are short, and many others begin with them: each has to stand alone, or before an apostrophe (I'm)
    return any(re.search(rf"(?<!\w){re.escape(folded(word))}(?!\w)", whole) for word in first_person)
