"""What comes up again? Observations by the theme they were gathered under."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.patterns.circle import rows_of
from workbench.patterns.pattern_list import pattern_list

__all__ = ["NO_THEME", "ObservationsByTheme", "observations_by_theme"]

#: The row of observations that were not gathered under a theme.
NO_THEME = ""
_COLUMNS = {"theme": "str", "n": "Int64", "n_patterns": "Int64"}


@dataclass(frozen=True, kw_only=True)
class ObservationsByTheme(Finding):
    """How many observations were gathered under each theme, and how many of them are patterns.

    ``table`` has a row a theme in alphabetical order, last ``NO_THEME`` where some have none: theme (its name), n
    (observations), n_patterns (those with interpretations that compete). Themes of one name are one. No observations
    give no rows.
    """

    counts: ClassVar[tuple[str, ...]] = ("n", "n_patterns")


def observations_by_theme(
    evidence: Evidence, *, cycle: str | None = None, system: str | None = None
) -> ObservationsByTheme:
    """Observations by theme, of one cycle, one system and those inside it, or all."""
    rows = rows_of(evidence, "observation", cycle=cycle, system=system)
    named = dict(zip(evidence["theme"]["id"], evidence["theme"]["name"], strict=True))
    themes = pd.Series([named.get(theme, NO_THEME) for theme in rows["theme"]], index=rows.index, dtype="str")
    found = pattern_list(evidence, cycle=cycle, system=system).table
    patterns = set(found.loc[found["printable"], "id"])
    told = []
    people: dict[Hashable, frozenset[str]] = {}
    for theme in sorted(set(themes), key=lambda name: (name == NO_THEME, name.casefold(), name)):
        here = frozenset(rows.loc[themes == theme, "id"])
        people[theme] = here
        told.append({"theme": theme, "n": len(here), "n_patterns": len(here & patterns)})
    table = pd.DataFrame(told, columns=list(_COLUMNS)).astype(_COLUMNS)
    return ObservationsByTheme(audience=evidence.audience, table=table, people=people)
