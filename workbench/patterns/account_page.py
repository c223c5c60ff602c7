"""Will an account fit on one page?"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

__all__ = ["LINES_A_PAGE", "lines_of"]

#: What the one page of a report has room for below its title, on A4; a test prints pages to hold it against.
LINES_A_PAGE: Final = 40.0
_LETTERS_A_LINE: Final = 88
_HEADING: Final = 2.2
_AFTER: Final = 0.45


def lines_of(sentences: Iterable[tuple[str, str]]) -> float:
    """About how many lines these (question, text) take, with a heading for each question; 0 for none.

    An estimate on the side of caution: letters differ in width.

    >>> lines_of([("learnt", "Trust came with the first shopping.")])
    3.65
    """
    told = list(sentences)
    text = sum(sum(max(1, math.ceil(len(line) / _LETTERS_A_LINE)) for line in said.split("\n")) for _, said in told)
    return round(text + _AFTER * len(told) + _HEADING * len({question for question, _ in told}), 2)
