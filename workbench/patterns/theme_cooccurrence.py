"""Which themes lie together? How often two of them are on the same text, and on the same words."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import Any, ClassVar, Final

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.patterns.coded_text import open_codings
from workbench.patterns.passage import lie_together
from workbench.patterns.theme_texts import theme_texts

__all__ = ["ThemeCooccurrence", "theme_cooccurrence"]

_COUNTS: Final = ("n_texts", "n_people", "n_overlapping", "n_people_overlapping")
_COLUMNS: Final = {
    "theme": "str",
    "other": "str",
    "name": "str",
    "other_name": "str",
    **dict.fromkeys(_COUNTS, "Int64"),
}


@dataclass(frozen=True, kw_only=True)
class ThemeCooccurrence(Finding):
    """Counts of texts, by two themes.

    ``table`` has a row for each pair of themes that lie on any text, each pair once (in the order of the alphabet), and
    one for each theme with itself; what several teams call by one name is one theme:

    ======================  ===========================================================================================
    theme, name             the first theme's id and name; other, other_name: the second's
    n_texts, n_people       texts that both lie on, whoever tagged them; with itself, texts it lies on. Different people
                            who told these (a text of which nobody says who told it counts as one)
    n_overlapping           texts in which passages of the two share a character; people behind them. With itself: texts
                            in which it marks a passage
    ======================  ===========================================================================================

    ``n_read`` texts were read or tagged, ``n_people`` people told them. Two themes that are each on most texts lie
    together often, whatever they have to do with each other. No themes on any text give no rows.
    """

    counts: ClassVar[tuple[str, ...]] = (*_COUNTS, "n_read")
    people_behind: ClassVar[Mapping[str, str]] = {"n_texts": "n_people", "n_overlapping": "n_people_overlapping"}

    n_read: int


def theme_cooccurrence(evidence: Evidence, *, cycle: str | None = None, system: str | None = None) -> ThemeCooccurrence:
    """The themes on the texts of one cycle, one system and those inside it, or all there are."""
    found = theme_texts(evidence, cycle=cycle, system=system)
    told = dict(zip(found.texts["text"], found.texts["person"], strict=True))
    themes = {same.id: same for same in found.by_name()}
    id_of = {id: same.id for same in themes.values() for id in same.rows["id"]}
    on = {same: frozenset(rows["text"]) for same, rows in found.on.groupby(found.on["theme"].map(id_of))}
    passages = _passages(evidence, frozenset(told), id_of)
    rows: list[dict[str, Any]] = []
    behind: dict[Hashable, frozenset[str]] = {}
    for one, other in combinations_with_replacement([id for id in themes if id in on], 2):
        both = on[one] & on[other]
        here = {text for text in both if _overlap(passages.get(text, {}), one, other)}
        behind[one, other] = frozenset(told[text] for text in both)
        rows.append(
            {
                "theme": one,
                "other": other,
                "name": themes[one].name,
                "other_name": themes[other].name,
                "n_texts": len(both),
                "n_people": len(behind[one, other]),
                "n_overlapping": len(here),
                "n_people_overlapping": len({told[text] for text in here}),
            }
        )
    return ThemeCooccurrence(
        audience=evidence.audience,
        table=pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS),
        n_people=len(set(told.values())),
        people=behind,
        n_read=len(found.texts),
    )


def _passages(evidence: Evidence, texts: frozenset[str], id_of: Mapping[str, str]) -> dict[str, dict[str, list[Any]]]:
    """The passages in each text by theme, each with its field."""
    made: dict[str, dict[str, list[Any]]] = {}
    placed = open_codings(evidence)
    for row in placed[placed["starts"].notna()].to_dict("records"):
        text = f"{row['of_kind']}:{row['of']}"
        if text in texts and row["theme"] in id_of:
            span = (row["field"], (int(row["starts"]), int(row["ends"])))
            made.setdefault(text, {}).setdefault(id_of[row["theme"]], []).append(span)
    return made


def _overlap(by_theme: Mapping[str, list[Any]], theme: str, other: str) -> bool:
    mine, theirs = by_theme.get(theme, ()), by_theme.get(other, ())
    return any(f == g and lie_together(span, that) for f, span in mine for g, that in theirs)
