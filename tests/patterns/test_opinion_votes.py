"""The vote matrix: the last vote counts, what was put out is a pass of everybody, and who voted enough takes part."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.testing import assert_array_equal

from workbench.frames import Evidence
from workbench.model import Conversation, Record, Statement, Vote
from workbench.patterns.opinion_votes import opinion_votes

Make = Callable[..., Evidence]
Talk = Callable[..., list[Record]]


def test_people_are_rows_and_statements_columns_both_in_order(make_evidence: Make, make_conversation: Talk) -> None:
    votes = opinion_votes(make_evidence(*make_conversation({"bo": [1, None, -1], "ama": [0, 1, None]})))
    assert (votes.conversation, votes.name, votes.voters) == ("k", "Money", ("ama", "bo"))
    assert votes.statements.to_dict("list") == {
        "id": ["s1", "s2", "s3"],
        "number": [1, 2, 3],
        "text": ["Statement 1", "Statement 2", "Statement 3"],
        "out": [False, False, False],
    }
    assert_array_equal(votes.votes, [[0, 1, np.nan], [1, np.nan, -1]])


def test_where_somebody_voted_twice_the_last_vote_counts(make_evidence: Make, make_conversation: Talk) -> None:
    again = Vote(id="z", cycle="c", statement="s1", voter="ama", vote=-1)
    votes = opinion_votes(make_evidence(*make_conversation({"ama": [1, 1]}), again))
    assert_array_equal(votes.votes, [[-1, 1]])


def test_what_was_put_out_is_a_pass_of_everybody(make_evidence: Make, make_conversation: Talk) -> None:
    votes = opinion_votes(make_evidence(*make_conversation({"ama": [1, 1], "bo": [-1, 0]}, out=[2])))
    assert_array_equal(votes.votes, [[1, 1], [-1, 0]])
    assert_array_equal(votes.moderated, [[1, 0], [-1, 0]])


def test_those_take_part_who_answered_seven_or_all_there_are(make_evidence: Make, make_conversation: Talk) -> None:
    given = {"ama": [1] * 7 + [None] * 3, "bo": [1] * 6 + [None] * 4, "cy": [1] * 10}
    assert opinion_votes(make_evidence(*make_conversation(given))).taking_part.tolist() == [True, False, True]
    few = {"ama": [1, 1, 1], "bo": [1, 1, None]}
    assert opinion_votes(make_evidence(*make_conversation(few))).taking_part.tolist() == [True, False]


def test_the_newest_conversation_is_looked_at_where_none_is_named(make_evidence: Make, make_conversation: Talk) -> None:
    older = Conversation.model_validate({"id": "old", "cycle": "c", "name": "Rent", "opened_on": "2026-01-01"})
    asked = Statement(id="o1", cycle="c", conversation="old", number=1, text="Rent is too high")
    vote = Vote(id="vo", cycle="c", statement="o1", voter="bo", vote=0)
    evidence = make_evidence(older, asked, vote, *make_conversation({"ama": [1]}, opened_on="2026-04-01"))
    assert opinion_votes(evidence).name == "Money"
    named = opinion_votes(evidence, conversation="old")
    assert (named.name, named.voters, named.votes.tolist()) == ("Rent", ("bo",), [[0.0]])


def test_nothing_there_is_empty_and_no_error(make_evidence: Make, make_conversation: Talk) -> None:
    there = ([], make_conversation({}, n=0), make_conversation({}, n=2))
    votes = [opinion_votes(make_evidence(*records)) for records in there]
    assert [one.moderated.shape for one in votes] == [(0, 0), (0, 0), (0, 2)]
    assert [one.taking_part.tolist() for one in votes] == [[], [], []]
