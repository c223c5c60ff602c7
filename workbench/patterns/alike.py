"""Which texts say nearly the same? Texts gathered round the earliest one they are like."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz, process, utils

__all__ = ["first_like"]

#: What a text is about stands at its beginning; whole pages against whole pages would take minutes.
_COMPARED = 200


def first_like(texts: Sequence[str], *, alike: float) -> list[int]:
    """For each text the place of the earliest one it is like; its own place where it is like none before it.

    Letter case, punctuation and the order of words make no difference. Two texts are alike when the similarity of
    what is left (0–100: how many letters must be put in and taken out, Levenshtein's InDel, rapidfuzz's
    ``token_sort_ratio``) is at least ``alike``. A text joins an earlier *first* text only, never one that joined
    another, so no chain of small steps can bring together what is not alike. The first 200 letters are compared. No
    texts give [].

    >>> first_like(["Petty cash takes too long", "No key", "petty cash is taking too long!"], alike=70)
    [0, 1, 0]
    """
    if not texts:
        return []
    bare = [_bare(text) for text in texts]
    like = process.cdist(bare, bare, scorer=fuzz.ratio, score_cutoff=alike, dtype=np.uint8) > 0
    found: list[int] = []
    first = np.zeros(len(texts), dtype=bool)
    for at in range(len(texts)):
        before = np.flatnonzero(like[at, :at] & first[:at])
        found.append(int(before[0]) if len(before) else at)
        first[at] = not len(before)
    return found


def _bare(text: str) -> str:
    """The words in the order of the alphabet; the text itself where it has none (an emoji, say)."""
    start = text.strip()[:_COMPARED]
    return " ".join(sorted(utils.default_process(start).split())) or start
