"""What did we notice, and which of it is a pattern that can be printed?"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import Stance
from workbench.patterns.circle import rows_of
from workbench.patterns.competing import competing
from workbench.patterns.observation_strength import observation_strength

__all__ = ["PatternList", "pattern_list"]

_COLUMNS = {
    "id": "str",
    "title": "str",
    "text": "str",
    "theme": "str",
    "noticed_on": "datetime64[s]",
    "noticed_by": "str",
    "looked_at": "str",
    "strength": "str",
    "learning_about": "str",
    "speaks_to": "str",
    "n_supports": "Int64",
    "n_contradicts": "Int64",
    "interpretations": "object",
    "n_interpretations": "int64",
    "ideas": "object",
    "printable": "bool",
    "why_not": "str",
}


@dataclass(frozen=True, kw_only=True)
class PatternList(Finding):
    """The observations this audience may read, newest first; wider audiences than a team get only those printable.

    ``table`` has a row an observation:

    ==========================  =======================================================================================
    id, title, text             as written down
    theme                       the name of the theme it was gathered under; "" without one
    noticed_on, noticed_by,     when, by whom and in what it was noticed; by whom and in what only for a group itself
    looked_at
    strength                    weak, medium, strong; "" where nobody said (see ``observation_strength``)
    learning_about, speaks_to   work or organising; the id of a scale; "" where nobody said
    n_supports, n_contradicts   pieces of evidence laid beside it; the store gives only those this audience may see
    interpretations             every wording, in the order in which they were written
    n_interpretations           how many of them compete (see ``competing``)
    ideas                       every idea, in the order in which they were written
    printable                   at least two interpretations compete
    why_not                     what is missing: none, one, alike or others (see ``Competing``); "" where nothing is
    ==========================  =======================================================================================

    ``n_observations`` is how many there are. No observations give no rows.
    """

    counts: ClassVar[tuple[str, ...]] = ("n_supports", "n_contradicts", "n_observations")
    own_only: ClassVar[tuple[str, ...]] = ("noticed_by", "looked_at")

    n_observations: int


def pattern_list(evidence: Evidence, *, cycle: str | None = None, system: str | None = None) -> PatternList:
    """The observations of one cycle, one system and those inside it, or all that were read."""
    observations = rows_of(evidence, "observation", cycle=cycle, system=system)
    observations = observations.sort_values(["noticed_on", "id"], ascending=False, na_position="last")
    beside = _Beside(evidence)
    table = pd.DataFrame([beside.told(row) for row in observations.to_dict("records")], columns=list(_COLUMNS))
    table = table.astype(_COLUMNS)
    if evidence.audience.wide:
        table = table[table["printable"]].reset_index(drop=True)
    return PatternList(audience=evidence.audience, table=table, n_observations=len(observations))


class _Beside:
    """What stands beside each observation; every table is gone through once."""

    def __init__(self, evidence: Evidence) -> None:
        self._themes = dict(zip(evidence["theme"]["id"], evidence["theme"]["name"], strict=True))
        self._people = {row["id"]: _there(row) for row in evidence["sense_session"].to_dict("records")}
        self._said = _by_observation(evidence["interpretation"])
        self._ideas = _by_observation(evidence["idea"])
        self._n: dict[tuple[str, str], int] = {}
        links = evidence["evidence_link"]
        for row in links[links["target_kind"] == "observation"].to_dict("records"):
            at = (row["target"], row["stance"])
            self._n[at] = self._n.get(at, 0) + 1

    def told(self, row: Mapping[Hashable, Any]) -> dict[str, Any]:
        said = self._said.get(row["id"], [])
        found = competing(said, people=self._people.get(row["sense_session"], ()))
        degrees = (_words(row["hard_to_dispute"]), _words(row["surprising"]), _words(row["strength"]))
        return {
            **{name: row[name] for name in ("id", "title", "text", "noticed_on", "noticed_by", "looked_at")},
            "theme": self._themes.get(row["theme"], ""),
            "strength": str(observation_strength(*degrees) or ""),
            "learning_about": _words(row["learning_about"]),
            "speaks_to": _words(row["speaks_to"]),
            "n_supports": self._n.get((row["id"], Stance.supports.value), 0),
            "n_contradicts": self._n.get((row["id"], Stance.contradicts.value), 0),
            "interpretations": tuple(text for text, _ in said),
            "n_interpretations": found.n,
            "ideas": tuple(text for text, _ in self._ideas.get(row["id"], [])),
            "printable": not found.why_not,
            "why_not": found.why_not,
        }


def _there(session: Mapping[Hashable, Any]) -> tuple[str, ...]:
    """Who was in a session; nobody where its people were not written down."""
    people = tuple(session["people"] or ())
    return (*people, session["facilitator"]) if people and session["facilitator"] else people


def _by_observation(rows: pd.DataFrame) -> dict[str, list[tuple[str, str]]]:
    """By observation the (text, written by) of what was written to it, in the order of writing."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows.sort_values("id").to_dict("records"):
        found.setdefault(row["observation"], []).append((row["text"], _words(row["written_by"])))
    return found


def _words(value: Any) -> str:
    return value if isinstance(value, str) else ""
