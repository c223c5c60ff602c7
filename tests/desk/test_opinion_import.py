"""A conversation of Polis comes in as one step, again without change, and is taken back and out again."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.desk import Desk
from workbench.desk.opinion_export import take_out_opinions
from workbench.desk.opinion_import import OpinionImport, bring_in_opinions, intakes_of_opinions, take_back_opinions
from workbench.desk.opinion_work import OpinionWork
from workbench.errors import NotAllowed, Refused
from workbench.model import Conversation, Statement, Vote

COMMENTS = (
    "timestamp,comment-id,author-id,agrees,disagrees,moderated,is-seed,comment-body\n"
    "1777593600000,1,0,3,0,1,true,Tell it once\n1777593600000,2,1,1,2,-1,false,Forms are fine\n"
)
VOTES = "timestamp,comment-id,voter-id,vote\n" + "".join(
    f"1777593600000,{statement},{voter},{vote}\n"
    for statement, voter, vote in ((1, 0, 1), (1, 1, 1), (1, 2, 1), (2, 0, 1), (2, 1, -1), (2, 2, -1))
)


@pytest.fixture
def desk(quay_desk: Desk) -> Desk:
    quay_desk.sit(by="Ama", page="tab")
    return quay_desk


def bring(desk: Desk, folder: Path, *, votes: str = VOTES, preview: bool = False) -> OpinionImport:
    (folder / "money_comments.csv").write_text(COMMENTS, encoding="utf-8")
    (folder / "money_votes.csv").write_text(votes, encoding="utf-8")
    files = [folder / "money_comments.csv", folder / "money_votes.csv"]
    return bring_in_opinions(desk, files, system="quay", preview=preview)


def voted(desk: Desk) -> dict[tuple[int, str], int]:
    number = {one.id: one.number for one in desk.store.all(Statement)}
    return {(number[one.statement], one.voter): one.vote for one in desk.store.all(Vote)}


WHOLE = {
    (1, "p00000"): 1,
    (1, "p00001"): 1,
    (1, "p00002"): 1,
    (2, "p00000"): 1,
    (2, "p00001"): -1,
    (2, "p00002"): -1,
}


def test_a_preview_tells_what_would_come_and_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    told = bring(desk, tmp_path, preview=True)
    assert told.told(desk.words) == [
        "2 statements would be brought in with 6 votes of 3 people.",
        "In these files 1 means agree: the comments’ own counts tell so.",
    ]
    assert (told.conversation, desk.store.all(Conversation), desk.store.all(Vote)) == (None, [], [])


@pytest.mark.slow
def test_it_comes_in_once_and_the_same_files_again_change_nothing(desk: Desk, tmp_path: Path) -> None:
    first = bring(desk, tmp_path)
    assert first.told(desk.words)[0] == "2 statements were brought in with 6 votes of 3 people."
    assert voted(desk) == WHOLE
    assert desk.store.recent(1)[0].words == "Brought in the conversation “money”"
    [conversation] = desk.store.all(Conversation)
    assert (conversation.id, conversation.name, conversation.source_key) == (first.conversation, "money", "polis:money")
    revision = desk.store.revision()
    again = bring(desk, tmp_path)
    assert again.told(desk.words) == [
        "Nothing in it is new.",
        "6 votes are here already.",
        "In these files 1 means agree: the comments’ own counts tell so.",
    ]
    assert desk.store.revision() == revision


@pytest.mark.slow
def test_a_later_export_brings_what_is_new_and_what_was_changed_since(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path)
    later = VOTES + "1777593700000,2,2,0\n1777593700000,2,3,-1\n"
    told = bring(desk, tmp_path, votes=later)
    assert (told.n_votes, told.n_changed, told.n_same) == (1, 1, 5)
    assert voted(desk) == {**WHOLE, (2, "p00002"): 0, (2, "p00003"): -1}


def test_it_is_taken_back_whole_and_undone(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path)
    [intake] = intakes_of_opinions(desk, "quay")
    assert take_back_opinions(desk, intake.id) == "The conversation was taken back with 6 votes."
    assert (desk.store.all(Conversation), desk.store.all(Vote), intakes_of_opinions(desk, "quay")) == ([], [], [])
    assert desk.store.recent(1)[0].words == "Took back the conversation “money”"
    with pytest.raises(Refused, match="There is no such import"):
        take_back_opinions(desk, intake.id)
    OpinionWork.at(desk, "quay-1").undo()
    assert voted(desk) == WHOLE


def test_where_people_voted_here_since_only_the_votes_of_the_file_go(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path)
    statement = desk.store.all(Statement)[0]
    ours = OpinionWork.at(desk, "quay-1").vote(statement.id, -1, device="d1")
    [intake] = intakes_of_opinions(desk, "quay")
    assert take_back_opinions(desk, intake.id) == (
        "6 votes were taken back; people have voted here since, so the conversation stays."
    )
    assert voted(desk) == {(1, ours.voter): -1}


def test_a_file_that_cannot_be_taken_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "votes.csv").write_text(VOTES, encoding="utf-8")
    with pytest.raises(Refused, match="The statements are missing"):
        bring_in_opinions(desk, [tmp_path / "votes.csv"], system="quay")
    assert desk.store.all(Conversation) == []


@pytest.mark.slow
def test_out_and_in_again_keeps_everything_but_the_pseudonyms(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path)
    folder = take_out_opinions(desk, str(tmp_path / "out"), system="quay", name="money")
    files = [folder / "comments.csv", folder / "participants-votes.csv", folder / "votes.csv"]
    again = bring_in_opinions(desk, files, system="quay", name="money again")
    first, second = (
        {(one.number, one.text, one.moderation, one.seed, one.written_by, one.said_on) for one in statements}
        for statements in (desk.store.all(Statement, conversation=one.id) for one in desk.store.all(Conversation))
    )
    assert first == second
    assert (again.n_votes, again.lost) == (6, ())


def test_files_with_a_row_for_each_person_are_the_groups_own(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="There is no conversation to take out"):
        take_out_opinions(desk, system="quay")
    bring(desk, tmp_path)
    with pytest.raises(Refused, match="no conversation “rent” here; there are: money"):
        take_out_opinions(desk, system="quay", name="rent")
    with pytest.raises(NotAllowed, match="for the group itself only"):
        take_out_opinions(Desk(desk.store, audience="public"), str(tmp_path / "o"), system="quay")
    assert not (tmp_path / "o").exists()
