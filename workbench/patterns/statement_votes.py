"""What each opinion group thinks of each statement: votes counted by statement and group."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.frames import Evidence, Finding
from workbench.patterns.opinion_groups import group_names
from workbench.patterns.opinion_standing import Standing, Verdict, standing
from workbench.patterns.opinion_votes import OpinionVotes, opinion_votes

__all__ = ["TOGETHER", "VOTES", "StatementVotes", "counted", "group_informed_consensus", "in_common", "statement_votes"]

#: The group of the rows that have all groups together.
TOGETHER: Final = ""
#: With fewer votes of a group on a statement nothing is told of them but how many there were.
_FEWEST_VOTES: Final = 5
#: From this share on in every group, something is common ground.
_IN_COMMON: Final = 0.6

VOTES: Final = {"agree": 1.0, "disagree": -1.0, "pass": 0.0}
_SHARES = tuple(f"share_{vote}" for vote in VOTES)
_COUNTS = ("n_people", "n_seen", *(f"n_{vote}" for vote in VOTES))


def in_common(table: pd.DataFrame) -> pd.Series[Any]:
    """What every group has in common on a statement: agree, disagree, or "" (also where too few of one voted on it).

    At least 60 % of those who voted, in each group. The rows of all groups together are not asked.
    """
    inner = table[table["group"] != TOGETHER]
    made = pd.Series("", index=table.index, dtype="str")
    for vote in ("agree", "disagree"):
        enough = inner[f"share_{vote}"].ge(_IN_COMMON).fillna(value=False).groupby(inner["statement"]).all()
        made[table["statement"].isin(enough.index[enough.to_numpy(dtype=bool)])] = vote
    return made


@dataclass(frozen=True, kw_only=True)
class StatementVotes(Finding):
    """Votes by statement and group, of those who take part; statements moderated out are left out.

    ``table`` has a row for each statement and group, and after these one of all groups together (group ""):

    =================  ================================================================================================
    statement          the statement's id
    number, text       its number and words
    group              A, B … or ``all`` (see :class:`~workbench.patterns.opinion_groups.OpinionGroups`), or ""
    n_people           people of the group
    n_seen             those of them who voted on it
    n_agree, …         those who agree, disagree, pass; missing where fewer than five voted on it
    share_agree, …     of n_seen (0–1); missing likewise
    common             agree or disagree where at least 60 % of every group's votes do; else ""
    =================  ================================================================================================

    ``n_people`` take part. No statements or no votes give no rows.
    """

    counts: ClassVar[tuple[str, ...]] = _COUNTS
    total_rows: ClassVar[Mapping[str, str | None]] = {"group": TOGETHER, "statement": None}
    total_columns: ClassVar[Mapping[str, tuple[str, ...]]] = {"n_seen": ("n_agree", "n_disagree", "n_pass")}
    people_behind: ClassVar[Mapping[str, str]] = dict.fromkeys(_COUNTS[1:], "n_people")
    shares: ClassVar[Mapping[str, tuple[str, str | tuple[str, ...] | None]]] = {
        f"share_{vote}": (f"n_{vote}", "n_seen") for vote in VOTES
    }
    worked_out: ClassVar[Mapping[str, Callable[[pd.DataFrame], pd.Series[Any]]]] = {"common": in_common}

    conversation: str
    name: str
    verdict: Verdict


def group_informed_consensus(agree: NDArray[np.int_], seen: NDArray[np.int_]) -> NDArray[np.float64]:
    """How far every group agrees: the product over groups of (agree + 1) ÷ (votes + 2); by statement, 0–1.

    Both are groups × statements; ``seen`` counts passes too. A statement no group agrees with is near 0 even where
    most people do (Small and others 2021).
    """
    return np.asarray(np.prod((agree + 1) / (seen + 2), axis=0))


def counted(votes: np.ndarray[Any, np.dtype[np.float64]], groups: NDArray[np.intp], n: int) -> dict[str, NDArray[Any]]:
    """By vote (and ``seen``) how many of each group gave it: groups × statements."""
    of = {name: votes == value for name, value in VOTES.items()} | {"seen": ~np.isnan(votes)}
    return {name: np.array([given[groups == group].sum(axis=0) for group in range(n)]) for name, given in of.items()}


def statement_votes(
    evidence: Evidence, *, conversation: str | None, seed: int
) -> tuple[OpinionVotes, Standing, pd.DataFrame]:
    """The votes, who stands where, and the table of a :class:`StatementVotes`, by number."""
    votes = opinion_votes(evidence, conversation=conversation)
    found = standing(votes, seed=seed)
    names = group_names(int(found.told.max()) + 1 if len(found.told) else 0)
    sizes = np.bincount(found.told, minlength=len(names))
    n = counted(votes.votes[votes.taking_part], found.told, len(names))
    shown = votes.statements[~votes.statements["out"]]
    rows = []
    for at, (id, number, text) in zip(shown.index, shown[["id", "number", "text"]].to_numpy(), strict=True):
        of: dict[str, Any] = {name: counts[:, at] if len(names) else [] for name, counts in n.items()}
        said = {"statement": id, "number": number, "text": text}
        for group, name in enumerate(names):
            rows.append({**said, "group": name, "n_people": sizes[group], **_row({k: v[group] for k, v in of.items()})})
        if names:
            rows.append(
                {**said, "group": TOGETHER, "n_people": sizes.sum(), **_row({k: sum(v) for k, v in of.items()})}
            )
    kinds = {"statement": "str", "number": "Int64", "text": "str", "group": "str"}
    kinds |= {**dict.fromkeys(_COUNTS, "Int64"), **dict.fromkeys(_SHARES, "float64")}
    table = pd.DataFrame(rows, columns=list(kinds)).astype(kinds)
    return votes, found, table.assign(common=in_common(table))


def _row(n: Mapping[str, int]) -> dict[str, int | float | None]:
    seen = int(n["seen"])
    told = seen == 0 or seen >= _FEWEST_VOTES
    counts = {f"n_{vote}": int(n[vote]) if told else None for vote in VOTES}
    shares = {f"share_{vote}": int(n[vote]) / seen if seen and told else None for vote in VOTES}
    return {"n_seen": seen, **counts, **shares}
