"""What Polis itself published of real conversations comes out here as well; skipped where the files are absent."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from workbench.exchange.polis import read_polis
from workbench.frames import Evidence
from workbench.model import Conversation, Record, Statement, Vote
from workbench.model.prompts import Words
from workbench.patterns.opinion_space import grouped
from workbench.patterns.opinion_standing import Verdict, standing
from workbench.patterns.opinion_votes import OpinionVotes, opinion_votes
from workbench.patterns.statement_votes import counted, group_informed_consensus

Make = Callable[..., Evidence]
Read = Callable[..., OpinionVotes]
BG, BIO, LONDON = "bg2050-volunteers", "scoop-hivemind.biodiversity", "london.youth.policing"


@pytest.fixture
def read(shared_data: Path, make_evidence: Make, english: Words) -> Read:
    """The votes of a published conversation, on the way everything goes: file, records, evidence, matrix."""

    def _read(name: str, *files: str) -> OpinionVotes:
        paths = [shared_data / f"polis_{name}_{file}.csv" for file in ("comments", *files)]
        found = read_polis(paths, words=english)
        records: list[Record] = [Conversation(id="k", cycle="c", name=found.name)]
        for one in found.statements:
            said = {"id": f"s{one.number}", "cycle": "c", "conversation": "k", "number": one.number, "text": one.text}
            records.append(Statement.model_validate({**said, "moderation": one.moderation}))
        for vote in found.votes:
            who = f"p{int(vote.participant):05d}"
            statement = f"s{vote.statement}"
            records.append(Vote(id=f"{who}-{statement}", cycle="c", statement=statement, voter=who, vote=vote.vote))
        return opinion_votes(make_evidence(*records))

    return _read


def published(folder: Path, name: str) -> dict[str, dict[str, str]]:
    """The rows of participants-votes.csv, by the pseudonym each participant gets."""
    with (folder / f"polis_{name}_participants-votes.csv").open(encoding="utf-8", newline="") as file:
        return {f"p{int(row['participant']):05d}": row for row in csv.DictReader(file)}


@pytest.mark.slow
def test_the_consensus_column_is_matched_to_the_last_digit(read: Read, shared_data: Path) -> None:
    votes = read(BG, "participants-votes")
    rows = published(shared_data, BG)
    group = np.array([int(rows[voter]["group-id"]) if rows[voter]["group-id"] else -1 for voter in votes.voters])
    n = counted(votes.votes, group, 2)
    ours = dict(zip(votes.statements["number"], group_informed_consensus(n["agree"], n["seen"]), strict=True))
    with (shared_data / f"polis_{BG}_comments.csv").open(encoding="utf-8", newline="") as file:
        theirs = {int(row["comment-id"]): float(row["group-informed-consensus"]) for row in csv.DictReader(file)}
    assert len(theirs) == 371
    assert sum(abs(ours[number] - value) <= 1e-12 for number, value in theirs.items()) == 371


def test_the_vote_matrix_is_rebuilt_from_the_log_of_votes(read: Read, shared_data: Path) -> None:
    votes = read(LONDON, "votes")
    rows = published(shared_data, LONDON)
    theirs = [name for name in next(iter(rows.values())) if name.isdigit()]
    at = {str(number): column for column, number in enumerate(votes.statements["number"])}
    same = [
        ("" if np.isnan(given) else str(int(given))) == rows[voter][name]
        for voter, row in zip(votes.voters, votes.votes, strict=True)
        for name in theirs
        for given in [row[at[name]]]
    ]
    assert (len(same), sum(same)) == (26 * 36, 26 * 36)


@pytest.mark.slow
@pytest.mark.parametrize("name", [BG, BIO])
def test_the_groups_are_those_that_were_published(read: Read, shared_data: Path, name: str) -> None:
    votes = read(name, "participants-votes")
    rows = published(shared_data, name)
    people = [voter for voter, part in zip(votes.voters, votes.taking_part, strict=True) if part]
    theirs = [rows[voter]["group-id"] for voter in people]
    assert adjusted_rand_score(theirs, grouped(votes.moderated).groups) >= 0.95


@pytest.mark.slow
def test_only_groups_that_stand_are_told(read: Read) -> None:
    told = {name: standing(read(name, "participants-votes")).verdict for name in (BIO, BG, LONDON)}
    # in Bowling Green eight of 107 people stand apart, and they are others when parts of the votes are left out
    assert told == {BIO: Verdict.groups, BG: Verdict.unstable, LONDON: Verdict.chance}


@pytest.mark.slow
def test_the_groups_of_26_people_are_not_stable(read: Read) -> None:
    found = standing(read(LONDON, "participants-votes"))
    assert float(np.median(found.again)) < 0.65
    assert float(np.quantile(found.again, 0.1)) < 0.4
    assert found.p > 0.05
    assert set(found.told) == {0}
