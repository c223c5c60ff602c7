"""How far can opinion groups be relied on? Looked for again in parts of the votes, and in shuffled votes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pandas as pd

from workbench.frames import Evidence, Finding
from workbench.patterns.opinion_standing import Verdict, standing
from workbench.patterns.opinion_votes import opinion_votes

__all__ = ["OpinionStability", "opinion_stability"]

#: What is told of the figures of the draws.
_TOLD = (0.1, 0.5, 0.9)


@dataclass(frozen=True, kw_only=True)
class OpinionStability(Finding):
    """How alike the groups are when they are looked for again, and how distinct those are that chance makes.

    ================  =================================================================================================
    tried             ``again``: four fifths of the people and of the statements, drawn anew each time; the adjusted
                      Rand index (1 the same groups, 0 no more alike than by chance). ``shuffled``: the votes of each
                      statement dealt anew; the mean silhouette of the groups found (-1 to 1)
    n_draws           how often
    p10, median, p90  of the figures: a tenth of them lie below, half, and nine tenths
    ================  =================================================================================================

    ``silhouette`` is that of the groups themselves, ``p`` how often chance makes groups as distinct (0–1), ``n_groups``
    how many were found before anybody asked whether they stand. No rows where there are too few people to try.
    """

    counts: ClassVar[tuple[str, ...]] = ("n_people",)

    conversation: str
    verdict: Verdict
    n_groups: int
    n_statements: int
    silhouette: float
    p: float


def opinion_stability(evidence: Evidence, *, conversation: str | None = None, seed: int = 0) -> OpinionStability:
    """Whether the groups of a conversation, the newest where none is named, can be relied on."""
    votes = opinion_votes(evidence, conversation=conversation)
    found = standing(votes, seed=seed)
    tried = {"again": found.again, "shuffled": found.shuffled}
    rows = [
        {"tried": name, "n_draws": len(figures), **dict(zip(("p10", "median", "p90"), told, strict=True))}
        for name, figures in tried.items()
        if len(figures)
        for told in [np.quantile(figures, _TOLD)]
    ]
    columns = {"tried": "str", "n_draws": "Int64", **dict.fromkeys(("p10", "median", "p90"), "float64")}
    return OpinionStability(
        audience=evidence.audience,
        table=pd.DataFrame(rows, columns=list(columns)).astype(columns),
        n_people=len(found.told),
        conversation=votes.conversation,
        verdict=found.verdict,
        n_groups=found.grouping.n_groups,
        n_statements=int((~votes.statements["out"]).sum()),
        silhouette=found.grouping.silhouette,
        p=found.p,
    )
