"""What do all agree on, whatever group they stand in? Statements by group-informed consensus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from workbench.frames import Evidence
from workbench.patterns.statement_votes import (
    TOGETHER,
    StatementVotes,
    counted,
    group_informed_consensus,
    statement_votes,
)

__all__ = ["CommonGround", "common_ground"]


@dataclass(frozen=True, kw_only=True)
class CommonGround(StatementVotes):
    """See :class:`~workbench.patterns.statement_votes.StatementVotes`; and one more column:

    =================  ================================================================================================
    consensus          the group-informed consensus (0–1): the product over groups of (agree + 1) ÷ (votes + 2); for
                       the group itself only
    =================  ================================================================================================

    The group itself gets the statements with the most consensus first; a wider audience gets them by number.
    """

    own_only: ClassVar[tuple[str, ...]] = ("consensus",)


def common_ground(evidence: Evidence, *, conversation: str | None = None, seed: int = 0) -> CommonGround:
    """The common ground of a conversation, of the newest where none is named.

    Where there are no groups, all who take part are one.
    """
    votes, found, table = statement_votes(evidence, conversation=conversation, seed=seed)
    n_groups = int(found.told.max()) + 1 if len(found.told) else 0
    n = counted(votes.votes[votes.taking_part], found.told, n_groups)
    by_id: dict[str, float] = {}
    if n_groups:
        by_id = dict(zip(votes.statements["id"], group_informed_consensus(n["agree"], n["seen"]), strict=True))
    made = table.assign(consensus=pd.Series([by_id[id] for id in table["statement"]], dtype="float64"))
    if not evidence.audience.wide:
        last = made["group"].eq(TOGETHER)
        made = made.assign(_last=last).sort_values(
            ["consensus", "number", "_last", "group"], ascending=[False, True, True, True], ignore_index=True
        )
        made = made.drop(columns="_last")
    return CommonGround(
        audience=evidence.audience,
        table=made,
        n_people=len(found.told),
        conversation=votes.conversation,
        name=votes.name,
        verdict=found.verdict,
    )
