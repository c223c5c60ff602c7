"""Who thinks what of which statement: the votes of one conversation as people × statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.frames import Evidence
from workbench.model import Moderation

__all__ = ["ENOUGH_VOTES", "Numbers", "OpinionVotes", "opinion_votes"]

#: So many statements (or all there are, where there are fewer) somebody answers to take part in what is worked out.
ENOUGH_VOTES: Final = 7

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class OpinionVotes:
    """The votes of one conversation.

    ``conversation`` is its id and ``name`` its name, both "" where there is none. ``statements`` has a row for each
    column of ``votes`` (id, number, text, out: moderated out), by number. ``voters`` has everybody who voted, by
    pseudonym, and ``votes`` a row for each of them: 1 agrees, -1 disagrees, 0 passes, not a number where there is no
    vote; as they were given, moderated out or not.
    """

    conversation: str
    name: str
    statements: pd.DataFrame
    voters: tuple[str, ...]
    votes: Numbers

    @property
    def taking_part(self) -> NDArray[np.bool_]:
        """Which voters answered enough statements: seven, or all where there are fewer."""
        given = ~np.isnan(self.votes)
        return np.asarray(given.sum(axis=1) >= max(1, min(ENOUGH_VOTES, self.votes.shape[1])))

    @property
    def moderated(self) -> Numbers:
        """The votes of those who take part, where a statement that was moderated out is a pass of everybody."""
        made = self.votes[self.taking_part].copy()
        made[:, self.statements["out"].to_numpy(dtype=bool)] = 0.0
        return made


def opinion_votes(evidence: Evidence, *, conversation: str | None = None) -> OpinionVotes:
    """The votes of a conversation, of the newest one where none is named; where somebody voted twice the last counts.

    ``evidence`` needs ``conversation``, ``statement`` and ``vote``. No such conversation gives no statements and no
    voters.
    """
    known = evidence["conversation"]
    newest = known.sort_values(["opened_on", "id"], na_position="first")["id"]
    wanted = conversation if conversation is not None else (newest.iloc[-1] if len(newest) else "")
    found = known[known["id"] == wanted]
    statements = evidence["statement"]
    statements = statements[statements["conversation"].isin(found["id"])].sort_values(["number", "id"])
    about = statements[["id", "number", "text"]].assign(out=statements["moderation"].eq(Moderation.out.value))
    given = evidence["vote"]
    given = given[given["statement"].isin(about["id"])].drop_duplicates(["statement", "voter"], keep="last")
    voters, row = np.unique(given["voter"].to_numpy(dtype=object), return_inverse=True)
    votes = np.full((len(voters), len(about)), np.nan)
    votes[row, about["id"].reset_index(drop=True).reset_index().set_index("id")["index"].loc[given["statement"]]] = (
        given["vote"].to_numpy(dtype=np.float64)
    )
    return OpinionVotes(
        conversation=str(found["id"].iloc[0]) if len(found) else "",
        name=str(found["name"].iloc[0]) if len(found) else "",
        statements=about.reset_index(drop=True),
        voters=tuple(str(voter) for voter in voters),
        votes=votes,
    )
