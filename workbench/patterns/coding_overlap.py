"""How far do two people's passages lie in the same places? F1 for each theme and pair of coders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, ClassVar, Final

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.patterns.coded_text import CodedRound, Text, coded_round
from workbench.patterns.passage import Span, length, lie_together, overlap

__all__ = ["CodingOverlap", "coding_overlap"]

_COUNTS: Final = ("n_texts", "n_first", "n_second", "n_first_met", "n_second_met")
_COLUMNS: Final = {
    "theme": "str",
    "name": "str",
    "first": "str",
    "second": "str",
    **dict.fromkeys(_COUNTS, "Int64"),
    "f1": "float64",
    "f1_characters": "float64",
}
_Fields = Mapping[str, Sequence[Span]]


@dataclass(frozen=True, kw_only=True)
class CodingOverlap(Finding):
    """The passages of two people, theme by theme; for the group itself.

    ``table`` has a row for each theme and pair of coders (both in the order of the alphabet) where one of the two used
    the theme in a text that both read to its end:

    ======================  ===========================================================================================
    theme, name             its id and its name
    first, second           the two
    n_texts                 texts that both read
    n_first, n_second       passages (or whole texts) each tagged with it there
    n_first_met             those of the first that share a character with one of the second's; n_second_met likewise
    f1                      (n_first_met + n_second_met) ÷ (n_first + n_second), 0–1
    f1_characters           2 × characters both tagged ÷ (characters of the one + of the other), 0–1
    ======================  ===========================================================================================

    Neither of two readers is the right one; F1 is the same whichever of them is asked first (Hripcsak and Rothschild,
    “Agreement, the F-measure, and reliability in information retrieval”, JAMIA 12, 2005). Nothing tagged gives no rows.
    """

    counts: ClassVar[tuple[str, ...]] = _COUNTS
    own_only: ClassVar[tuple[str, ...]] = ("first", "second", "f1", "f1_characters")

    coding_round: str


def coding_overlap(evidence: Evidence, *, coding_round: str) -> CodingOverlap:
    """Overlap in one revealed round.

    Raises
    ------
    Gone, NotAllowed
        Where there is no such round, or it is still blind.
    """
    found = coded_round(evidence, coding_round)
    rows = [
        row
        for theme in found.themes.to_dict("records")
        for pair in combinations(found.coders, 2)
        if (row := _row(found, theme, pair)) is not None
    ]
    table = pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)
    return CodingOverlap(audience=evidence.audience, table=table, coding_round=coding_round)


def _row(found: CodedRound, theme: Mapping[Any, Any], pair: tuple[str, str]) -> dict[str, Any] | None:
    texts = [text for text in found.texts if found.readers[text].issuperset(pair) and text not in found.lost]
    sums = [0] * 7
    for text in texts:
        sides = [found.spans(text, theme["id"], coder) for coder in pair]
        counted = _counted(*sides) if found.unit == "passage" else _whole(found, text, theme["id"], pair)
        sums = [a + b for a, b in zip(sums, counted, strict=True)]
    first, second, first_met, second_met, in_both, in_first, in_second = sums
    if first + second == 0:
        return None
    return {
        "theme": theme["id"],
        "name": theme["name"],
        "first": pair[0],
        "second": pair[1],
        "n_texts": len(texts),
        "n_first": first,
        "n_second": second,
        "n_first_met": first_met,
        "n_second_met": second_met,
        "f1": (first_met + second_met) / (first + second),
        "f1_characters": 2 * in_both / (in_first + in_second) if in_first + in_second else float("nan"),
    }


def _counted(one: _Fields, other: _Fields) -> list[int]:
    """Passages of each, those that meet, and characters: in both, in the one, in the other."""
    sums = [0] * 7
    for field in {*one, *other}:
        a, b = one.get(field, ()), other.get(field, ())
        met = [sum(any(lie_together(x, y) for y in ys) for x in xs) for xs, ys in ((a, b), (b, a))]
        counted = [len(a), len(b), *met, overlap(a, b), length(a), length(b)]
        sums = [x + y for x, y in zip(sums, counted, strict=True)]
    return sums


def _whole(found: CodedRound, text: Text, theme: str, pair: tuple[str, str]) -> list[int]:
    """The same for a round of whole texts, each a passage of one character."""
    first, second = (int((text, theme, coder) in found.tagged) for coder in pair)
    both = first * second
    return [first, second, both, both, both, first, second]
