"""Passages of texts: from a character up to (not with) another one; found again when their text was changed since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

__all__ = ["Span", "found_again", "length", "lie_together", "overlap", "spans_together"]

#: Where a passage begins and ends, in characters (Unicode code points), the end not included.
Span = tuple[int, int]
#: How alike words must be to be taken for a passage's words after its text was changed (rapidfuzz, 0–100).
ALIKE: Final = 80
#: Shorter words than this are found only as they stand: nearly any text holds something like them.
_SHORT: Final = 12


def found_again(text: str, quote: str, span: Span) -> Span | None:
    """Where a passage lies in its text today; None where its words are gone.

    Where the words still stand there, nothing moved. Else the same words nearest to that place are taken, and where
    there are none, the stretch that is most like them (rapidfuzz's ``partial_ratio_alignment``, at least
    :data:`ALIKE` of 100).

    >>> found_again("Well, nobody rang me back.", "nobody rang", (0, 11))
    (6, 17)
    """
    starts, ends = span
    wanted = quote.strip()
    if not wanted:
        return span if ends <= len(text) else None
    if text[starts:ends].strip() == wanted:
        return span
    places = list(_places(text, wanted))
    if places:
        at = min(places, key=lambda place: (abs(place - starts), place))
        return (at, at + len(wanted))
    if len(wanted) < _SHORT:
        return None
    from rapidfuzz import fuzz  # noqa: PLC0415

    like = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=ALIKE)
    # where the quote is the longer of the two, what is found is a part of the quote and not of the text
    if like is None or len(wanted) > len(text) or like.dest_start == like.dest_end:
        return None
    return (like.dest_start, like.dest_end)


def _places(text: str, wanted: str) -> Iterable[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def lie_together(one: Span, other: Span) -> bool:
    """Whether two passages have a character in common."""
    return one[0] < other[1] and other[0] < one[1]


def spans_together(spans: Iterable[Span]) -> list[Span]:
    """The same characters as few passages as there can be, in order; passages that only touch stay apart."""
    made: list[Span] = []
    for span in sorted(spans):
        if made and lie_together(made[-1], span):
            made[-1] = (made[-1][0], max(made[-1][1], span[1]))
        else:
            made.append(span)
    return made


def length(spans: Sequence[Span]) -> int:
    """How many characters passages hold that do not overlap."""
    return sum(ends - starts for starts, ends in spans)


def overlap(some: Iterable[Span], others: Iterable[Span]) -> int:
    """How many characters lie in both, of passages that do not overlap among themselves."""
    others = list(others)
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in some for b in others)
