"""A conversation into the files of Polis: comments.csv, participants-votes.csv and votes.csv."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.exchange.polis import PolisStatement
from workbench.exchange.polis_value import moment_of
from workbench.exchange.table_export import table_csv
from workbench.model import Moderation

__all__ = ["PolisVotes", "polis_files"]

_MODERATED = {Moderation.out: -1, Moderation.waiting: 0, Moderation.accepted: 1}


@dataclass(frozen=True)
class PolisVotes:
    """``votes`` is people × statements (1, 0, -1, not a number); ``days`` the days on which they voted, likewise.

    ``groups`` is the number of the group of each person, not a number for those in none; ``consensus`` of each
    statement, not a number where there is none.
    """

    votes: NDArray[np.float64]
    days: NDArray[np.object_]
    groups: NDArray[np.float64]
    consensus: NDArray[np.float64]


def polis_files(statements: Sequence[PolisStatement], given: PolisVotes) -> Mapping[str, bytes]:
    """The three files by name. People are numbered from 0; the last vote of each is written, as it counts."""
    return {
        "comments.csv": table_csv(_comments(statements, given)),
        "participants-votes.csv": table_csv(_participants(statements, given)),
        "votes.csv": table_csv(_log(statements, given)),
    }


def _comments(statements: Sequence[PolisStatement], given: PolisVotes) -> pd.DataFrame:
    rows = [
        {
            "timestamp": moment_of(one.said_on),
            "comment-id": one.number,
            "author-id": one.author,
            "agrees": int((given.votes[:, at] == 1).sum()),
            "disagrees": int((given.votes[:, at] == -1).sum()),
            "moderated": _MODERATED[one.moderation],
            "is-meta": "false",
            "is-seed": "true" if one.seed else "false",
            "group-informed-consensus": float(given.consensus[at]),
            "comment-body": one.text,
        }
        for at, one in enumerate(statements)
    ]
    columns = ("timestamp", "comment-id", "author-id", "agrees", "disagrees", "moderated", "is-meta", "is-seed")
    return pd.DataFrame(rows, columns=[*columns, "group-informed-consensus", "comment-body"])


def _participants(statements: Sequence[PolisStatement], given: PolisVotes) -> pd.DataFrame:
    votes = given.votes
    authors = pd.Series([one.author for one in statements], dtype="str")
    about = {
        "participant": pd.Series(range(len(votes)), dtype="Int64"),
        "group-id": pd.Series(given.groups, dtype="Float64").astype("Int64"),
        "n-comments": pd.Series([int((authors == str(at)).sum()) for at in range(len(votes))], dtype="Int64"),
        "n-votes": pd.Series((~np.isnan(votes)).sum(axis=1), dtype="Int64"),
        "n-agree": pd.Series((votes == 1).sum(axis=1), dtype="Int64"),
        "n-disagree": pd.Series((votes == -1).sum(axis=1), dtype="Int64"),
    }
    whole = pd.DataFrame(votes, columns=[str(one.number) for one in statements]).astype("Float64").astype("Int64")
    return pd.concat([pd.DataFrame(about), whole], axis=1)


def _log(statements: Sequence[PolisStatement], given: PolisVotes) -> pd.DataFrame:
    rows = [
        {
            "timestamp": moment_of(given.days[person, at]),
            "comment-id": statements[at].number,
            "voter-id": person,
            "vote": int(given.votes[person, at]),
        }
        for person, at in np.argwhere(~np.isnan(given.votes)).tolist()
    ]
    return pd.DataFrame(rows, columns=["timestamp", "comment-id", "voter-id", "vote"])
