"""Which themes came up when? Counts of texts by quarter, beside how many were read for them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.patterns.theme_texts import COUNTS, counted_texts, texts_with, theme_texts

__all__ = ["ThemesOverTime", "themes_over_time"]

_COLUMNS: Final = {
    "theme": "str",
    "name": "str",
    "year": "Int64",
    "quarter": "Int64",
    **dict.fromkeys(COUNTS, "Int64"),
    "share": "float64",
}


@dataclass(frozen=True, kw_only=True)
class ThemesOverTime(Finding):
    """Counts of texts, by theme and calendar quarter.

    ``table`` has a row for each theme (by its name, in the order of the alphabet) and each quarter from the first to
    the last with a text that was read:

    ======================  ===========================================================================================
    theme, name             its id (that of the first, where several teams have it) and its name
    year, quarter           the calendar year, and 1–4
    n_texts, n_people       texts that were told then and that somebody tagged with it; different people who told them
    n_read, n_people_read   texts that were told then and that somebody read to the end since the theme is there (or
                            tagged with it); people. 0 says that nobody looked, not that it was absent
    share                   n_texts ÷ n_read (0–1); missing where nothing was read for it
    ======================  ===========================================================================================

    ``n_without_day`` texts were read but nobody says when they were told. Nothing read gives no rows.
    """

    counts: ClassVar[tuple[str, ...]] = (*COUNTS, "n_without_day")
    people_behind: ClassVar[Mapping[str, str]] = {"n_texts": "n_people", "n_read": "n_people_read"}
    shares: ClassVar[Mapping[str, tuple[str, str | tuple[str, ...] | None]]] = {"share": ("n_texts", "n_read")}

    n_without_day: int


def themes_over_time(evidence: Evidence, *, cycle: str | None = None, system: str | None = None) -> ThemesOverTime:
    """The themes of one cycle, one system and those inside it, or all there are."""
    found = theme_texts(evidence, cycle=cycle, system=system)
    told = found.texts.assign(when=pd.PeriodIndex(found.texts["happened_on"], freq="Q"))
    dated = told[told["happened_on"].notna()]
    every = [] if dated.empty else pd.period_range(dated["when"].min(), dated["when"].max(), freq="Q").tolist()
    rows: list[dict[str, Any]] = []
    behind: dict[Hashable, frozenset[str]] = {}
    for same in found.by_name():
        for quarter in every:
            then = dated[dated["when"] == quarter]
            key = {"year": quarter.year, "quarter": quarter.quarter}
            n = counted_texts(then, found.on, same.rows)
            rows.append({"theme": same.id, "name": same.name, **key, **n})
            having = texts_with(then, found.on, same.rows)
            behind[same.id, quarter.year, quarter.quarter] = frozenset(then.loc[having, "person"])
    return ThemesOverTime(
        audience=evidence.audience,
        table=pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS),
        n_people=int(found.texts["person"].nunique()),
        people=behind,
        n_without_day=int(told["happened_on"].isna().sum()),
    )
