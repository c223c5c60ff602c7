"""The files of Polis: which is which, the last vote, the sign of agree, what is left out, and out again."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from workbench.errors import Refused
from workbench.exchange.polis import PolisStatement, PolisVote, read_polis
from workbench.exchange.polis_export import PolisVotes, polis_files
from workbench.exchange.polis_value import day_of, moment_of
from workbench.model import Moderation
from workbench.model.prompts import Words, words

#: 1 May 2026, midnight UTC, in milliseconds.
MAY = 1_777_593_600_000
DAY = 86_400_000

COMMENTS = f"""timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,is-meta,is-seed,comment-body
{MAY},x,1,0,3,0,1,false,true,"Tell it once, not ten times"
{MAY},x,2,1,1,2,0,false,false,"=Forms are ""fine"" here"
{MAY},x,3,,0,1,-1,true,false,Nobody helps
"""
VOTES = f"""timestamp,datetime,comment-id,voter-id,vote
{MAY + DAY},x,1,0,1
{MAY},x,1,0,-1
{MAY},x,1,1,1
{MAY},x,1,2,1
{MAY},x,2,0,1
{MAY},x,2,1,-1
{MAY},x,2,2,-1
{MAY},x,3,1,-1
{MAY},x,3,2,0
"""
PARTICIPANTS = """participant,xid,group-id,n-comments,n-votes,n-agree,n-disagree,1,2,3
0,ama@example.org,0,1,2,2,0,1,1,
1,,1,1,3,1,2,1,-1,-1
2,,1,0,3,1,1,1,-1,0
"""
MATRIX = {("0", 1): 1, ("0", 2): 1, ("1", 1): 1, ("1", 2): -1, ("1", 3): -1, ("2", 1): 1, ("2", 2): -1, ("2", 3): 0}


@pytest.fixture(scope="session")
def english() -> Words:
    return words("en")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for name, text in (("comments", COMMENTS), ("votes", VOTES), ("participants-votes", PARTICIPANTS)):
        (tmp_path / f"money_{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def given(votes: tuple[PolisVote, ...]) -> dict[tuple[str, int], int]:
    return {(one.participant, one.statement): one.vote for one in votes}


def test_the_last_vote_of_the_log_counts_wherever_it_stands(files: Path, english: Words) -> None:
    found = read_polis([files / "money_votes.csv", files / "money_comments.csv"], words=english)
    assert (found.name, found.n_voters, found.n_superseded) == ("money", 3, 1)
    assert given(found.votes) == MATRIX
    assert (found.flipped, found.sign_known) == (False, True)
    assert next(one for one in found.votes if one.participant == "0").voted_on == date(2026, 5, 2)
    on = date(2026, 5, 1)
    assert found.statements[:2] == (
        PolisStatement(1, "Tell it once, not ten times", "0", Moderation.accepted, seed=True, said_on=on, agrees=3),
        PolisStatement(2, '=Forms are "fine" here', "1", Moderation.waiting, seed=False, said_on=on, agrees=1),
    )
    assert found.statements[2].moderation is Moderation.out


def test_the_matrix_of_participants_says_the_same_and_an_id_from_elsewhere_is_not_kept(
    files: Path, english: Words
) -> None:
    found = read_polis([files / "money_comments.csv", files / "money_participants-votes.csv"], words=english)
    assert given(found.votes) == MATRIX
    assert "ama@example.org" not in repr(found)
    assert [(one.what, one.why.split(";")[0]) for one in found.lost] == [
        ("xid", "One participant has an id from elsewhere that could tell who it is"),
        ("is-meta", "One statement is marked as one about people themselves"),
    ]


def test_where_minus_one_means_agree_the_votes_are_turned_round(files: Path, english: Words) -> None:
    turned = PARTICIPANTS
    for ours, theirs in ((",1,1,\n", ",-1,-1,\n"), (",1,-1,-1\n", ",-1,1,1\n"), (",1,-1,0\n", ",-1,1,0\n")):
        turned = turned.replace(ours, theirs)
    (files / "turned_participants-votes.csv").write_text(turned, encoding="utf-8")
    found = read_polis([files / "money_comments.csv", files / "turned_participants-votes.csv"], words=english)
    assert (found.flipped, found.sign_known) == (True, True)
    assert given(found.votes) == MATRIX


def test_where_the_counts_tell_nothing_one_means_agree_and_that_is_said(files: Path, english: Words) -> None:
    plain = "comment-id,comment-body\n1,Tell it once\n2,Forms\n3,Help\n"
    (files / "plain_comments.csv").write_text(plain, encoding="utf-8")
    found = read_polis([files / "plain_comments.csv", files / "money_votes.csv"], words=english)
    assert (found.flipped, found.sign_known) == (False, False)
    assert given(found.votes) == MATRIX


def test_two_files_of_votes_that_differ_are_told_of_and_the_log_is_believed(files: Path, english: Words) -> None:
    other = PARTICIPANTS.replace(",1,-1,0\n", ",1,-1,1\n")
    (files / "other_participants-votes.csv").write_text(other, encoding="utf-8")
    every = [files / name for name in ("money_comments.csv", "money_votes.csv", "other_participants-votes.csv")]
    found = read_polis(every, words=english)
    assert given(found.votes) == MATRIX
    assert [one.what for one in found.lost if "not the same in the two files" in one.why] == ["1"]


def test_what_cannot_be_taken_is_told_by_line(files: Path, english: Words) -> None:
    (files / "c.csv").write_text(COMMENTS + f"{MAY},x,,0,0,0,0,false,false,No number\n{MAY},x,4,0,0,0,0,false,false,\n")
    (files / "v.csv").write_text(VOTES + f"{MAY},x,9,0,1\n{MAY},x,1,0,2\n{MAY},x,1,,1\n")
    found = read_polis([files / "c.csv", files / "v.csv"], words=english)
    assert sorted((one.where, one.why.split(";")[0]) for one in found.lost[:5]) == [
        ("c.csv, line 5", "The statement has no number that can be read"),
        ("c.csv, line 6", "The statement has no words"),
        ("v.csv, line 11", "There is no statement with this number in comments.csv"),
        ("v.csv, line 12", "This is no vote (-1, 0 or 1)"),
        ("v.csv, line 13", "There is no participant’s number"),
    ]
    assert given(found.votes) == MATRIX


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (["money_votes.csv"], "The statements are missing: choose comments.csv of the same conversation"),
        (["money_comments.csv", "money_comments.csv"], "are the same kind of file"),
        (["other.csv"], "“other.csv” is none of the files of Polis"),
        (["book.csv"], "“book.csv” is no CSV file"),
        (["gone.csv"], "There is no file “gone.csv”"),
        (["hollow.csv"], "“hollow.csv” holds no statement that can be read"),
    ],
)
def test_a_file_that_cannot_be_taken_is_one_sentence(
    files: Path, english: Words, names: list[str], sentence: str
) -> None:
    (files / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (files / "book.csv").write_bytes(b"PK\x03\x04rest")
    (files / "hollow.csv").write_text("comment-id,comment-body\n", encoding="utf-8")
    with pytest.raises(Refused, match=r"^[^\n]*$") as told:
        read_polis([files / name for name in names], words=english)
    assert sentence in str(told.value)


@pytest.mark.slow
def test_written_out_and_read_again_nothing_is_lost(files: Path, english: Words, tmp_path: Path) -> None:
    first = read_polis([files / "money_comments.csv", files / "money_votes.csv"], words=english)
    votes, days = np.full((3, 3), np.nan), np.full((3, 3), None, dtype=object)
    for one in first.votes:
        votes[int(one.participant), one.statement - 1] = one.vote
        days[int(one.participant), one.statement - 1] = one.voted_on
    groups, consensus = np.array([0, 1, np.nan]), np.array([0.5, 0.25, np.nan])
    given_out = PolisVotes(votes=votes, days=days, groups=groups, consensus=consensus)
    written = polis_files(first.statements, given_out)
    for name, content in written.items():
        (tmp_path / f"again_{name}").write_bytes(content)
    assert sorted(written) == ["comments.csv", "participants-votes.csv", "votes.csv"]
    for votes_file in ("votes.csv", "participants-votes.csv"):
        again = read_polis([tmp_path / "again_comments.csv", tmp_path / f"again_{votes_file}"], words=english)
        assert again.statements == first.statements
        assert given(again.votes) == MATRIX
        assert again.lost == ()
    [head, row, *_] = csv.reader(io.StringIO(written["participants-votes.csv"].decode("utf-8-sig")))
    assert (head, row) == (
        ["participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree", "1", "2", "3"],
        ["0", "0", "1", "2", "2", "0", "1", "1", ""],
    )


def test_days_are_those_of_utc_and_odd_instants_are_none() -> None:
    assert day_of(str(MAY + DAY - 1)) == date(2026, 5, 1)
    assert moment_of(date(2026, 5, 1)) == MAY
    assert [day_of(odd) for odd in ("", "soon", "9" * 18, "-1")] == [None] * 4


@pytest.mark.slow
def test_the_published_conversations_are_read_whole(shared_data: Path, english: Words) -> None:
    read = {}
    for name in ("bg2050-volunteers", "scoop-hivemind.biodiversity", "london.youth.policing"):
        paths = [shared_data / f"polis_{name}_{file}.csv" for file in ("comments", "participants-votes")]
        found = read_polis(paths, words=english)
        read[name] = (len(found.statements), found.n_voters, found.flipped, found.sign_known)
    assert read == {
        "bg2050-volunteers": (371, 126, False, True),
        "scoop-hivemind.biodiversity": (316, 536, False, True),
        "london.youth.policing": (39, 26, False, True),
    }


def test_the_published_log_of_votes_has_two_that_were_changed_later(shared_data: Path, english: Words) -> None:
    paths = [
        shared_data / f"polis_london.youth.policing_{file}.csv" for file in ("comments", "votes", "participants-votes")
    ]
    found = read_polis(paths, words=english)
    assert (len(found.votes), found.n_superseded, found.lost) == (638, 2, ())
