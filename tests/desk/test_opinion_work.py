"""A conversation is opened, statements written and looked over, votes given: by browsers, and nobody is named."""

from __future__ import annotations

from contextlib import suppress

import pytest

from workbench.desk import Desk
from workbench.desk.opinion_work import OpinionWork, voter_of
from workbench.errors import NotAllowed, Refused
from workbench.model import Conversation, Moderation, Statement, Vote


@pytest.fixture
def work(quay_desk: Desk) -> OpinionWork:
    quay_desk.sit(by="Ama", page="tab")
    return OpinionWork.at(quay_desk, "quay-1")


@pytest.fixture
def talk(work: OpinionWork) -> str:
    return work.add("conversation", {"name": "Money", "question": "What makes it hard?"}).id


def test_a_conversation_is_open_from_the_day_it_is_written(work: OpinionWork, quay_desk: Desk, talk: str) -> None:
    opened = quay_desk.store.get(Conversation, talk)
    assert (opened.opened_on, opened.closed_on) == (quay_desk.today(), None)
    assert work.close(talk).closed_on == quay_desk.today()
    with pytest.raises(Refused, match="This conversation is closed"):
        work.say(talk, "Too late", device="d1")
    assert work.open_again(talk).closed_on is None


def test_statements_to_begin_with_are_numbered_and_none_comes_twice(
    work: OpinionWork, quay_desk: Desk, talk: str
) -> None:
    work.begin_with(talk, ["Tell it once", " tell  it ONCE ", "Come along"])
    work.begin_with(talk, ["Come along", "Ring back"])
    there = quay_desk.store.all(Statement, conversation=talk)
    assert [(one.number, one.text, one.seed, one.written_by) for one in there] == [
        (1, "Tell it once", True, ""),
        (2, "Come along", True, ""),
        (3, "Ring back", True, ""),
    ]
    work.undo()
    assert len(quay_desk.store.all(Statement, conversation=talk)) == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("   ", "There are no words yet; write one thought."),
        ("x" * 501, "A statement has at most 500 letters"),
        ("TELL it  once", "Statement 1 says just that; vote on it."),
    ],
)
def test_a_statement_nobody_could_vote_on_changes_nothing(
    work: OpinionWork, quay_desk: Desk, talk: str, text: str, sentence: str
) -> None:
    work.begin_with(talk, ["Tell it once"])
    with pytest.raises(Refused, match=sentence) as told:
        work.say(talk, text, device="d1")
    assert told.value.field == "text"
    assert len(quay_desk.store.all(Statement, conversation=talk)) == 1


def test_a_statement_is_kept_under_its_browsers_pseudonym_and_taken_back_only_there(
    work: OpinionWork, quay_desk: Desk, talk: str
) -> None:
    said = work.say(talk, "Evening hours", device="d1")
    assert (said.written_by, said.created_by, said.number) == (voter_of("d1", talk), "", 1)
    with pytest.raises(NotAllowed, match="another browser"):
        work.unsay(said.id, device="d2")
    work.vote(said.id, 1, device="d1")
    work.unsay(said.id, device="d1")
    assert quay_desk.store.all(Statement) == []
    again = work.say(talk, "Evening hours", device="d1")
    work.vote(again.id, 1, device="d2")
    with pytest.raises(Refused, match="Others have voted on this statement"):
        work.unsay(again.id, device="d1")


def test_the_last_vote_of_a_browser_counts_and_can_be_taken_back(work: OpinionWork, quay_desk: Desk, talk: str) -> None:
    [statement] = work.begin_with(talk, ["Tell it once"])
    for vote in (1, 0, -1):
        work.vote(statement.id, vote, device="d1")
    work.vote(statement.id, 1, device="d2")
    votes = {one.voter: one.vote for one in quay_desk.store.all(Vote, statement=statement.id)}
    assert votes == {voter_of("d1", talk): -1, voter_of("d2", talk): 1}
    work.unvote(statement.id, device="d1")
    assert [one.vote for one in quay_desk.store.all(Vote)] == [1]


def test_no_history_tells_who_voted(work: OpinionWork, quay_desk: Desk, talk: str) -> None:
    [statement] = work.begin_with(talk, ["Tell it once"])
    vote = work.vote(statement.id, 1, device="this very browser")
    work.vote(statement.id, -1, device="this very browser")
    revisions = [one for one in quay_desk.store.recent(50) if one.kind == "vote"]
    assert [(one.by, one.id) for one in revisions] == [("", vote.id)] * 2
    assert "this very browser" not in repr(quay_desk.store.all(Vote))


def test_no_window_undoes_a_vote(work: OpinionWork, quay_desk: Desk, talk: str) -> None:
    [statement] = work.begin_with(talk, ["Tell it once"])
    work.vote(statement.id, 1, device="d1")
    quay_desk.sit(by="", page="tab")
    with suppress(Refused):  # what was voted on is not taken back either
        work.undo()
    assert [one.vote for one in quay_desk.store.all(Vote)] == [1]


def test_a_browser_is_somebody_else_in_every_conversation() -> None:
    assert voter_of("d1", "a") == voter_of("d1", "a")
    assert len({voter_of("d1", "a"), voter_of("d1", "b"), voter_of("d2", "a")}) == 3


@pytest.mark.parametrize("vote", [2, True, None, "1", 0.5])
def test_what_is_no_vote_is_refused(work: OpinionWork, talk: str, vote: object) -> None:
    [statement] = work.begin_with(talk, ["Tell it once"])
    with pytest.raises(Refused, match="A vote is agree, disagree or pass"):
        work.vote(statement.id, vote, device="d1")  # type: ignore[arg-type]  # a page can send anything


def test_putting_a_statement_out_needs_a_reason_and_ends_the_voting(
    work: OpinionWork, quay_desk: Desk, talk: str
) -> None:
    [statement] = work.begin_with(talk, ["It is their own fault"])
    with pytest.raises(Refused, match="Say why it is put out"):
        work.moderate(statement.id, "out", why="  ")
    work.moderate(statement.id, "out", why="It blames people")
    kept = quay_desk.store.get(Statement, statement.id)
    assert (kept.moderation, kept.moderated_why) == (Moderation.out, "It blames people")
    with pytest.raises(Refused, match="was put out and is no longer voted on"):
        work.vote(statement.id, 1, device="d1")
    work.undo()
    assert quay_desk.store.get(Statement, statement.id).moderation is Moderation.waiting
    with pytest.raises(Refused, match="“gone” is nothing a statement can be"):
        work.moderate(statement.id, "gone")
