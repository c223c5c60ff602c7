"""What do the stories say? In which part of every triangle tellers placed them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import SignifierKind
from workbench.patterns.circle import rows_of
from workbench.patterns.signified import Asked, wording_of
from workbench.patterns.story_split import tellers_of
from workbench.patterns.triad_zones import PLACED, triad_zones

__all__ = ["StoriesSay", "stories_say"]

_ZONES = {
    "signifier": "str",
    "title": "str",
    "top": "str",
    "left": "str",
    "right": "str",
    "zone": "str",
    "n_stories": "int64",
    "n_tellers": "int64",
    "share": "float64",
}
_ANSWERS = {"signifier": "str", "placing": "str", "n_stories": "int64", "n_tellers": "int64"}


@dataclass(frozen=True, kw_only=True)
class StoriesSay(Finding):
    """The zones of every triad that was asked, in the order of the alphabet of their titles.

    ``table`` has for every triad a row for each zone and one, last, for all of them: signifier (the key of the
    question; worded differently it is another question and has a number behind it), title, top, left, right (the words
    at its poles), zone (``triangle.ZONES``, then placed), n_stories, n_tellers, share (of those placed in this triad,
    0–1).

    ``answers``, three rows a triad: signifier, placing (not_applicable, skipped, not_asked), n_stories, n_tellers.

    ``n_people`` are all who told stories. A triad nobody placed a story in is left out; no triads give no rows.
    """

    counts: ClassVar[tuple[str, ...]] = ("n_stories", "n_tellers")
    people_behind: ClassVar[Mapping[str, str]] = {"n_stories": "n_tellers"}
    total_rows: ClassVar[Mapping[str, str | None]] = {"zone": PLACED, "signifier": None}
    shares: ClassVar[Mapping[str, tuple[str, str | tuple[str, ...] | None]]] = {"share": ("n_stories", ("signifier",))}

    answers: pd.DataFrame


def stories_say(evidence: Evidence, *, system: str | None = None, cycle: str | None = None) -> StoriesSay:
    """Every triad of the stories of one cycle, of one system and those within it, or of all."""
    tables, answers = [], []
    people: dict[Hashable, frozenset[str]] = {}
    for name, asked in _triads(evidence, system=system, cycle=cycle).items():
        found = triad_zones(evidence, asked)
        if found.n_people:
            poles = dict(zip(("top", "left", "right"), found.wording.labels, strict=True))
            tables.append(found.table.assign(signifier=name, title=found.wording.title, **poles))
            answers.append(found.answers.assign(signifier=name))
            people |= {(name, cell): ids for cell, ids in (found.people or {}).items()}
    stories = rows_of(evidence, "story", cycle=cycle, system=system)
    return StoriesSay(
        audience=evidence.audience,
        n_people=int(tellers_of(stories).nunique()),
        table=_together(tables, _ZONES),
        answers=_together(answers, _ANSWERS),
        people=people,
    )


def _triads(evidence: Evidence, *, system: str | None, cycle: str | None) -> dict[str, Asked]:
    """Every triad in each of its wordings, by title and then the newest wording first."""
    worded: dict[tuple[str, str, tuple[str, ...]], Asked] = {}
    for row in evidence["signifier_set"].sort_values("id", ascending=False).to_dict("records"):
        for one in row["signifiers"]:
            if one["signifier_kind"] == SignifierKind.triad:
                asked = Asked(one["key"], row["id"], cycle=cycle, system=system)
                wording = wording_of(evidence, asked)
                worded.setdefault((wording.title.casefold(), wording.key, wording.sets), asked)
    made: dict[str, Asked] = {}
    for (_, key, _), asked in sorted(worded.items(), key=lambda one: one[0][:2]):
        same = sum(name.partition(" ")[0] == key for name in made)
        made[f"{key} {same + 1}" if same else key] = asked
    return made


def _together(tables: list[pd.DataFrame], columns: Mapping[str, str]) -> pd.DataFrame:
    if not tables:
        return pd.DataFrame(columns=list(columns)).astype(dict(columns))
    return pd.concat(tables, ignore_index=True)[list(columns)].astype(dict(columns))
