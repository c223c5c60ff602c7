"""Are there opinion groups? Where people stand to each other by what they agree with, and how many stand together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np
import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.patterns.opinion_standing import SMALLEST_GROUP, Verdict, standing
from workbench.patterns.opinion_votes import opinion_votes

__all__ = ["EVERYBODY", "HIDDEN_BELOW", "OpinionGroups", "group_names", "opinion_groups"]

#: Groups are called A, B, C … from left to right; where there are none, all who take part are this one.
EVERYBODY: Final = "all"
#: A wide audience is told nothing of a group of fewer people.
HIDDEN_BELOW: Final = 8


def group_names(n: int) -> list[str]:
    """What groups are called, from left to right; "all" where there is one."""
    return [chr(ord("A") + at) for at in range(n)] if n > 1 else [EVERYBODY] * n


@dataclass(frozen=True, kw_only=True)
class OpinionGroups(Finding):
    """The groups of one conversation; one row a group, from left to right in the picture.

    ================  =================================================================================================
    group             A, B …; where the verdict is not ``groups``, one row called ``all``
    n_people          who take part and stand in it
    share             of those who take part (0–1)
    ================  =================================================================================================

    ``points`` has x, y and group of each person who takes part, in no order that tells who they are; a wide audience
    gets none, and nobody where fewer than five take part. ``n_people`` take part; ``n_not_part`` voted on too few
    statements to. ``verdict`` is a :class:`~workbench.patterns.opinion_standing.Verdict`. ``n_out`` statements were
    moderated out. Nobody voted gives no rows.
    """

    counts: ClassVar[tuple[str, ...]] = ("n_people", "n_not_part")
    people_column: ClassVar[str | None] = "n_people"
    shares: ClassVar[Mapping[str, tuple[str, str | tuple[str, ...] | None]]] = {"share": ("n_people", None)}
    own_only: ClassVar[tuple[str, ...]] = ("x", "y")

    conversation: str
    name: str
    verdict: Verdict
    points: pd.DataFrame
    n_not_part: int | None
    n_statements: int
    n_out: int
    silhouette: float


def opinion_groups(evidence: Evidence, *, conversation: str | None = None, seed: int = 0) -> OpinionGroups:
    """The opinion groups of a conversation, the newest one where none is named."""
    votes = opinion_votes(evidence, conversation=conversation)
    found = standing(votes, seed=seed)
    names = group_names(int(found.told.max()) + 1 if len(found.told) else 0)
    sizes = np.bincount(found.told, minlength=len(names))
    n_people = len(found.told)
    points = pd.DataFrame(found.grouping.places, columns=["x", "y"]).assign(group=[names[at] for at in found.told])
    if evidence.audience.wide or n_people < SMALLEST_GROUP:
        points = points.iloc[:0]
    return OpinionGroups(
        audience=evidence.audience,
        table=pd.DataFrame(
            {
                "group": pd.Series(names, dtype="str"),
                "n_people": pd.Series(sizes, dtype="Int64"),
                "share": pd.Series(sizes / max(n_people, 1), dtype="float64"),
            }
        ),
        points=points.astype({"group": "str"}).sort_values(["group", "x", "y"], ignore_index=True),
        n_people=n_people,
        n_not_part=len(votes.voters) - n_people,
        conversation=votes.conversation,
        name=votes.name,
        verdict=found.verdict,
        n_statements=len(votes.statements),
        n_out=int(votes.statements["out"].sum()),
        silhouette=found.grouping.silhouette,
    )
