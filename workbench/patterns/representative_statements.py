"""What tells the opinion groups apart? The statements each group votes on unlike all others, and so is described by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.frames import Evidence
from workbench.patterns.opinion_groups import HIDDEN_BELOW, group_names
from workbench.patterns.statement_votes import StatementVotes, counted, statement_votes

__all__ = ["RepresentativeStatements", "representative_statements"]

#: The 90th percentile of the standard normal distribution.
_Z: Final = 1.2816
#: A group is described by so many statements at most.
_MOST: Final = 5
_OWN = ("probability", "ratio", "z", "z_ratio")

Numbers = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class RepresentativeStatements(StatementVotes):
    """See :class:`~workbench.patterns.statement_votes.StatementVotes`; and more columns, missing in rows of all groups:

    =================  ================================================================================================
    represents         agree or disagree where the group is described by its agreeing or disagreeing with this; else ""
    place              1 for the statement that tells most about the group, 2 …; missing where represents is ""
    probability        (votes + 1) ÷ (seen + 2) of the vote it is nearer to be described by; and for the group itself
    ratio              that ÷ the same of all other groups together
    z, z_ratio         one-sided tests that the share is over a half, and that it is more than that of the others
    =================  ================================================================================================

    A statement describes a group where both z are over 1.2816 (Polis); at most five do. There is none where there are
    no groups. A wide audience is not told what describes a group of fewer than eight people.
    """

    own_only: ClassVar[tuple[str, ...]] = _OWN


def representative_statements(
    evidence: Evidence, *, conversation: str | None = None, seed: int = 0
) -> RepresentativeStatements:
    """The statements that describe the groups of a conversation, of the newest where none is named; by number."""
    votes, found, table = statement_votes(evidence, conversation=conversation, seed=seed)
    names = group_names(int(found.told.max()) + 1 if len(found.told) else 0)
    told: dict[tuple[str, str], dict[Any, Any]] = {}
    if len(names) > 1:
        n = counted(votes.votes[votes.taking_part], found.told, len(names))
        shown = ~votes.statements["out"].to_numpy(dtype=bool)
        ids = votes.statements.loc[shown, "id"].tolist()
        for group, name in enumerate(names):
            of_group = describing({vote: counts[:, shown] for vote, counts in n.items()}, group)
            if evidence.audience.wide and (found.told == group).sum() < HIDDEN_BELOW:
                of_group = of_group.assign(represents="", place=None)
            told |= {(id, name): row for id, row in zip(ids, of_group.to_dict("records"), strict=True)}
    kinds = {"represents": "str", "place": "Int64", **dict.fromkeys(_OWN, "float64")}
    nothing: dict[Any, Any] = {"represents": ""}
    rows = [told.get(key, nothing) for key in zip(table["statement"], table["group"], strict=True)]
    added = pd.DataFrame(rows, columns=list(kinds), index=table.index).astype(kinds)
    return RepresentativeStatements(
        audience=evidence.audience,
        table=pd.concat([table, added], axis=1),
        n_people=len(found.told),
        conversation=votes.conversation,
        name=votes.name,
        verdict=found.verdict,
    )


def describing(n: dict[str, NDArray[Any]], group: int) -> pd.DataFrame:
    """How each statement describes one group: represents, place, probability, ratio, z, z_ratio; a row a statement.

    ``n`` has agree, disagree and seen, each groups × statements. The formulas are those of Polis (polismath,
    ``repness.clj``): of both votes the one with the larger z of the ratio is taken.
    """
    others = np.arange(len(n["seen"])) != group
    seen, seen_others = n["seen"][group].astype(np.float64), n["seen"][others].sum(axis=0).astype(np.float64)
    sides = {}
    for vote in ("agree", "disagree"):
        given, given_others = n[vote][group].astype(np.float64), n[vote][others].sum(axis=0).astype(np.float64)
        probability = (given + 1) / (seen + 2)
        sides[vote] = pd.DataFrame(
            {
                "represents": vote,
                "probability": probability,
                "ratio": probability / ((given_others + 1) / (seen_others + 2)),
                "z": 2 * np.sqrt(seen + 1) * ((given + 1) / (seen + 1) - 0.5),
                "z_ratio": _two_shares(given + 1, seen + 1, given_others + 1, seen_others + 1),
            }
        )
    made = sides["agree"].where(sides["agree"]["z_ratio"] > sides["disagree"]["z_ratio"], sides["disagree"])
    tells = (made["z"] > _Z) & (made["z_ratio"] > _Z)
    weight = (made["probability"] * made["ratio"] * made["z"] * made["z_ratio"]).where(tells)
    place = weight.rank(ascending=False, method="first")
    place = place.where(place <= _MOST)
    return made.assign(represents=made["represents"].where(place.notna(), ""), place=place.astype("Int64"))


def _two_shares(given: Numbers, seen: Numbers, given_others: Numbers, seen_others: Numbers) -> Numbers:
    """The z of the difference of two shares, one-sided; 0 where everybody gave the same vote."""
    both = (given + given_others) / (seen + seen_others)
    spread = np.sqrt(both * (1 - both).clip(0) * (1 / seen + 1 / seen_others))
    return np.where(spread > 0, (given / seen - given_others / seen_others) / np.where(spread > 0, spread, 1.0), 0.0)
