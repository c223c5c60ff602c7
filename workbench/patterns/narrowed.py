"""Evidence narrowed to a period of time, or to a theme: every question can then be asked of what is left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Final

import pandas as pd

from workbench.frames import Evidence
from workbench.patterns.story_themes import story_themes

__all__ = ["narrowed", "of_theme"]

#: Kind of record → its days; it belongs to a period that holds one of them.
_DAYS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "observation": ("noticed_on",),
        "debrief": ("held_on",),
        "pod_entry": ("held_on",),
        "influence": ("sent_on", "answered_on"),
        "story": ("told_on",),
    }
)
#: Kind of record → the days on which it began and ended; it belongs to every period in which it lasted.
_LASTS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {"countermeasure": ("from_on", "ended_on"), "experiment": ("started_on", "ended_on")}
)


def narrowed(evidence: Evidence, *kinds: str, since: date | None = None, until: date | None = None) -> Evidence:
    """The evidence with only those records of these kinds that belong to a period, both its days included.

    Records without a day stay where no period is asked for, and belong to none. Other kinds are left as they are.
    """
    if since is None and until is None:
        return evidence
    first = pd.Timestamp.min if since is None else pd.Timestamp(since)
    last = pd.Timestamp.max if until is None else pd.Timestamp(until)
    tables = dict(evidence.tables)
    for kind in kinds:
        rows = tables[kind]
        if kind in _LASTS:
            began, ended = (rows[column] for column in _LASTS[kind])
            inside = (began <= last) & (ended.isna() | (ended >= first))
        else:
            inside = pd.Series(data=False, index=rows.index)
            for column in _DAYS[kind]:
                inside |= rows[column].between(first, last)
        tables[kind] = rows[inside].reset_index(drop=True)
    return replace(evidence, tables=tables)


def of_theme(evidence: Evidence, theme: str) -> Evidence:
    """The evidence with only those observations and stories that stand under a theme of this name, in any cycle.

    Upper and lower case are alike. Kinds that were not read stay away; "" narrows nothing.
    """
    if not theme:
        return evidence
    themes = evidence["theme"]
    ids = set(themes.loc[themes["name"].str.casefold() == theme.casefold(), "id"])
    tables = dict(evidence.tables)
    if "observation" in tables:
        rows = tables["observation"]
        tables["observation"] = rows[rows["theme"].isin(ids)].reset_index(drop=True)
    if "story" in tables:
        rows, themes_of = tables["story"], story_themes(evidence)
        inside = [bool(ids & set(themes_of.get(str(story), ()))) for story in rows["id"]]
        tables["story"] = rows[pd.Series(inside, index=rows.index, dtype="bool")].reset_index(drop=True)
    return replace(evidence, tables=tables)
