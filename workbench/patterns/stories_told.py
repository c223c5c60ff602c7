"""How many stories were told, and when?"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.patterns.circle import rows_of

__all__ = ["StoriesTold", "stories_told"]

#: Over more months than this they are counted by year.
_MOST_MONTHS: Final = 18
_COLUMNS: Final = {"period": "str", "n": "int64", "n_people": "int64"}


@dataclass(frozen=True, kw_only=True)
class StoriesTold(Finding):
    """Stories by the month in which they were told; by the year where they go over more than 18 months.

    ``table``: period ("2026-04", or "2026"; "" last, for those where nobody wrote the day down), n (stories), n_people
    (people who told them; a story without a made-up name counts as one person's). There is a row for every period from
    the first to the last, also where none was told; no stories give no rows. ``unit`` is month or year. Only stories
    that the audience may know of are counted. Places are not told: they are words people wrote.
    """

    counts: ClassVar[tuple[str, ...]] = ("n", "n_people")
    people_behind: ClassVar[Mapping[str, str]] = {"n": "n_people"}

    unit: str


def stories_told(evidence: Evidence, *, cycle: str | None = None, system: str | None = None) -> StoriesTold:
    """Stories of one cycle, of one system and those inside it, or all there are, by when they were told."""
    stories = rows_of(evidence, "story", cycle=cycle, system=system)
    months = pd.PeriodIndex(stories["told_on"], freq="M")
    known = months[months.notna()]
    whole = pd.period_range(known.min(), known.max(), freq="M") if len(known) else known
    unit, freq = ("month", "M") if len(whole) <= _MOST_MONTHS else ("year", "Y")
    told = pd.Series(months.asfreq(freq), index=stories.index)
    teller = stories["teller"].fillna("").str.casefold()
    teller = teller.where(teller != "", stories["id"])
    rows, behind = [], dict[Hashable, frozenset[str]]()
    for period in [*whole.asfreq(freq).unique(), *([None] if len(known) < len(stories) else [])]:
        here = told.isna() if period is None else told.eq(period)
        name = "" if period is None else str(period)
        behind[name] = frozenset(stories.loc[here, "id"])
        rows.append((name, int(here.sum()), int(teller[here].nunique())))
    return StoriesTold(
        audience=evidence.audience,
        table=pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS),
        n_people=int(teller.nunique()),
        people=behind,
        unit=unit,
    )
