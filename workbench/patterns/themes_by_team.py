"""Which themes came up in which team, and how many texts were read for them there?"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import ONE_LIFE
from workbench.patterns.theme_texts import COUNTS, counted_texts, texts_with, theme_texts

__all__ = ["ThemesByTeam", "themes_by_team"]

_COLUMNS: Final = {
    "theme": "str",
    "system": "str",
    "team": "str",
    **dict.fromkeys(COUNTS, "Int64"),
    "share": "float64",
    "looked_for": "bool",
}


@dataclass(frozen=True, kw_only=True)
class ThemesByTeam(Finding):
    """Counts of texts, by theme and team.

    ``table`` has a row for each theme (by its name, letter case aside, in the order of the alphabet) and each team (a
    system with texts that were read, in the order of the alphabet):

    ======================  ===========================================================================================
    theme                   its name
    system, team            the system's id and name
    n_texts, n_people       texts that somebody tagged with it, and different people who told them (a text of which
                            nobody says who told it counts as one person)
    n_read, n_people_read   texts that somebody read to the end since the theme is there (or tagged with it), and people
    share                   n_texts ÷ n_read (0–1); missing where nothing was read for it
    looked_for              false: this team has no such theme, so that nobody looked; its counts are missing
    ======================  ===========================================================================================

    ``n_people`` is how many people told the texts that were read. Nothing read gives no rows. For an audience wider
    than a team nobody's life is a row, for its name would tell whose words were read. Blind rounds count only
    once they are revealed.
    """

    counts: ClassVar[tuple[str, ...]] = COUNTS
    people_behind: ClassVar[Mapping[str, str]] = {"n_texts": "n_people", "n_read": "n_people_read"}
    shares: ClassVar[Mapping[str, tuple[str, str | tuple[str, ...] | None]]] = {"share": ("n_texts", "n_read")}


def themes_by_team(evidence: Evidence, *, cycle: str | None = None, system: str | None = None) -> ThemesByTeam:
    """The themes of one cycle, one system and those inside it, or all there are."""
    found = theme_texts(evidence, cycle=cycle, system=system)
    names = dict(zip(evidence["system"]["id"], evidence["system"]["name"], strict=True))
    scale = dict(zip(evidence["system"]["id"], evidence["system"]["scale"], strict=True))
    told = set(found.texts["system"])
    if evidence.audience.wide:
        told = {id for id in told if scale.get(id) != ONE_LIFE}
    teams = sorted(told, key=lambda id: (str(names.get(id, id)).casefold(), id))
    rows: list[dict[str, Any]] = []
    behind: dict[Hashable, frozenset[str]] = {}
    for same in found.by_name():
        for team in teams:
            themes = same.rows[same.rows["system"] == team]
            of_team = found.texts[found.texts["system"] == team]
            # where a team has no such theme nobody looked for it
            n = counted_texts(of_team, found.on, themes) if len(themes) else {}
            row = {"theme": same.name, "system": team, "team": names.get(team, team), "looked_for": len(themes) > 0}
            rows.append({**row, **n})
            having = texts_with(of_team, found.on, themes)
            behind[same.name.casefold(), team] = frozenset(of_team.loc[having, "person"])
    return ThemesByTeam(
        audience=evidence.audience,
        table=pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS),
        n_people=int(found.texts["person"].nunique()),
        people=behind,
    )
