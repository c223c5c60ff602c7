"""Which changes are to last, how far has each come, and how is that known?"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.model import EmbeddingState, Stance
from workbench.patterns.circle import rows_of

__all__ = ["EmbeddingsList", "embeddings_list"]

_COLUMNS = {
    "id": "str",
    "change": "str",
    "embedding_kind": "str",
    "state": "str",
    "owner": "str",
    "experiment": "str",
    "experiment_title": "str",
    "how_we_know": "str",
    "n_supports": "Int64",
    "n_contradicts": "Int64",
    "countermeasures": "object",
    "still_standing": "object",
    "issues": "object",
    "agreed_on": "datetime64[s]",
    "usual_on": "datetime64[s]",
    "system": "str",
}
#: The change needs no shield any more: it is there, or it will not come.
_SETTLED = (EmbeddingState.business_as_usual, EmbeddingState.given_up)


@dataclass(frozen=True, kw_only=True)
class EmbeddingsList(Finding):
    """The changes this audience may read: agreed first, then under way, business as usual, given up; newest first.

    ``table`` has a row a change:

    ============================  =====================================================================================
    id, change, embedding_kind    as written down; process, infrastructure or culture
    state                         agreed, under_way, business_as_usual, given_up
    owner                         who looks after it; only for the group itself
    experiment, experiment_title  where it came from; missing without one, or with one this audience may not see
    how_we_know                   why the group believes that it is business as usual
    n_supports, n_contradicts     records laid beside it; only those this audience may see
    countermeasures               the shields that end with it, in words
    still_standing                those of them that stand although the change is business as usual or given up
    issues                        what it led to: usual rules that must change
    agreed_on, usual_on           when it was agreed, and business as usual since
    system                        whose it is
    ============================  =====================================================================================

    No changes give no rows.
    """

    counts: ClassVar[tuple[str, ...]] = ("n_supports", "n_contradicts")
    own_only: ClassVar[tuple[str, ...]] = ("owner",)


def embeddings_list(evidence: Evidence, *, cycle: str | None = None, system: str | None = None) -> EmbeddingsList:
    """The changes of one cycle, one system and those inside it, or all that were read."""
    found = rows_of(evidence, "embedding", cycle=cycle, system=system)
    place = {state.value: at for at, state in enumerate(EmbeddingState)}
    found = found.assign(_place=found["state"].map(place)).sort_values(
        ["_place", "agreed_on", "id"], ascending=[True, False, False], na_position="last"
    )
    beside = _Beside(evidence)
    table = pd.DataFrame([beside.told(row) for row in found.to_dict("records")], columns=list(_COLUMNS))
    return EmbeddingsList(audience=evidence.audience, table=table.astype(_COLUMNS))


class _Beside:
    """What stands beside each change; every table is gone through once."""

    def __init__(self, evidence: Evidence) -> None:
        tried, shields, issues = evidence["experiment"], evidence["countermeasure"], evidence["issue"]
        self._titles = dict(zip(tried["id"], tried["title"], strict=True))
        self._shields = dict(zip(shields["id"], shields["what"], strict=True))
        ended = shields["ended_on"].notna() & (shields["ended_on"] <= pd.Timestamp(evidence.on))
        self._standing = set(shields.loc[~ended, "id"])
        named = dict(zip(issues["id"], issues["description"], strict=True))
        self._n: dict[tuple[str, str], int] = {}
        self._issues: dict[str, list[str]] = {}
        for link in evidence["evidence_link"].to_dict("records"):
            if link["target_kind"] == "embedding" and link["stance"] != Stance.led_to:
                at = (link["target"], link["stance"])
                self._n[at] = self._n.get(at, 0) + 1
            elif link["source_kind"] == "embedding" and link["stance"] == Stance.led_to and link["target"] in named:
                self._issues.setdefault(link["source"], []).append(named[link["target"]])

    def told(self, row: Mapping[Hashable, Any]) -> dict[str, Any]:
        shields = [id for id in row["countermeasures"] if id in self._shields]
        seen = row["experiment"] in self._titles
        return {
            **{name: row[name] for name in _COLUMNS if name in row},
            "experiment": row["experiment"] if seen else None,
            "experiment_title": self._titles[row["experiment"]] if seen else None,
            "n_supports": self._n.get((row["id"], Stance.supports.value), 0),
            "n_contradicts": self._n.get((row["id"], Stance.contradicts.value), 0),
            "countermeasures": self._named(shields),
            "still_standing": self._named(id for id in shields if id in self._standing)
            if row["state"] in _SETTLED
            else (),
            "issues": tuple(self._issues.get(row["id"], ())),
        }

    def _named(self, shields: Iterable[str]) -> tuple[str, ...]:
        return tuple(self._shields[id] for id in shields)
