"""Take out a conversation as the files of Polis: for the group itself only, as they have a row for each person."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from workbench.errors import NotAllowed, Refused
from workbench.exchange.polis import PolisStatement
from workbench.exchange.polis_export import PolisVotes, polis_files
from workbench.model import Conversation, Cycle, Moderation, Statement
from workbench.patterns.opinion_standing import Verdict, standing
from workbench.patterns.opinion_votes import OpinionVotes, opinion_votes
from workbench.patterns.statement_votes import counted, group_informed_consensus

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from workbench.desk.desk import Desk

__all__ = ["opinion_files", "take_out_opinions"]


def take_out_opinions(
    desk: Desk, out: str | None = None, *, system: str | None = None, name: str | None = None
) -> Path:
    """Write comments.csv, participants-votes.csv and votes.csv of a conversation into a folder; returns the folder.

    ``name`` is the conversation's name or id; None takes the newest.

    Raises
    ------
    NotAllowed
        For a wider audience.
    Refused
        Where there is no such conversation, or the folder cannot be written to.
    """
    from workbench.exchange.whole_file import put  # noqa: PLC0415  seldom needed

    found = _found(desk, system, name)
    folder = Path(out or f"opinions-{found.id}")
    for file, content in opinion_files(desk, found.id).items():
        put(folder / file, content, words=desk.words)
    return folder


def opinion_files(desk: Desk, conversation: str) -> Mapping[str, bytes]:
    """The files of a conversation by name.

    People are numbered anew in the order of their pseudonyms, which tells nothing; their groups, and the consensus,
    are in them where the groups stand.

    Raises
    ------
    NotAllowed
        For a wider audience than the group itself.
    """
    if desk.said_audience is not None:
        raise NotAllowed(desk.words.say("polis.told.group_only"))
    system = desk.store.get(Cycle, desk.store.get(Conversation, conversation).cycle).system
    evidence = desk.evidence("conversation", "statement", "vote", system=system, below=False, own=True)
    votes = opinion_votes(evidence, conversation=conversation)
    given = evidence["vote"]
    given = given[given["statement"].isin(votes.statements["id"])]
    days: NDArray[np.object_] = np.full(votes.votes.shape, None, dtype=object)
    rows = {voter: at for at, voter in enumerate(votes.voters)}
    columns = {id: at for at, id in enumerate(votes.statements["id"])}
    for statement, voter, day in given[["statement", "voter", "voted_on"]].dropna().itertuples(index=False):
        days[rows[voter], columns[statement]] = day.date()
    groups, consensus = _worked_out(votes)
    written = [_as_polis(desk.store.get(Statement, id), rows) for id in votes.statements["id"]]
    return polis_files(written, PolisVotes(votes=votes.votes, days=days, groups=groups, consensus=consensus))


def _worked_out(votes: OpinionVotes) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    found = standing(votes)
    n_groups = int(found.told.max()) + 1 if len(found.told) else 0
    n = counted(votes.votes[votes.taking_part], found.told, n_groups)
    consensus = np.full(len(votes.statements), np.nan)
    if n_groups:
        consensus = group_informed_consensus(n["agree"], n["seen"])
    groups = np.full(len(votes.voters), np.nan)
    if found.verdict is Verdict.groups:
        groups[votes.taking_part] = found.told
    return groups, consensus


def _as_polis(one: Statement, rows: Mapping[str, int]) -> PolisStatement:
    author = rows.get(one.written_by)
    return PolisStatement(
        number=one.number,
        text=one.text,
        author="" if author is None else str(author),
        moderation=Moderation(one.moderation),
        seed=one.seed,
        said_on=one.said_on,
        agrees=None,
    )


def _found(desk: Desk, system: str | None, name: str | None) -> Conversation:
    chosen = desk.choice(system=system or "").system
    rounds = desk.structure.cycles_of(chosen.id) if chosen else ()
    there = [one for cycle in rounds for one in desk.store.all(Conversation, cycle=cycle.id)]
    if not there:
        raise Refused(desk.words.say("polis.told.nothing_there"))
    there.sort(key=lambda one: (str(one.opened_on or ""), one.id))
    if name is None:
        return there[-1]
    found = next((one for one in there if name in (one.id, one.name)), None)
    if found is None:
        names = ", ".join(one.name for one in there)
        raise Refused(desk.words.say("polis.told.no_such", name=name, names=names), field="name")
    return found
