"""The questions about opinions at a desk: the group's own, and what a wider audience is given of them."""

from __future__ import annotations

import pytest

from workbench.desk import Desk
from workbench.desk.opinion_work import OpinionWork
from workbench.patterns.opinion_standing import Verdict

pytestmark = pytest.mark.slow

QUESTIONS = ("opinion_groups", "common_ground", "representative_statements", "opinion_stability")


@pytest.fixture
def talk(quay_desk: Desk) -> str:
    """Two camps of twelve and eight people, shared with everybody."""
    quay_desk.sit(by="Ama", page="tab")
    work = OpinionWork.at(quay_desk, "quay-1")
    talk = work.add("conversation", {"name": "Money", "scope": "public"}).id
    statements = work.begin_with(talk, [f"Statement {n}" for n in range(1, 9)])
    for person in range(20):
        for at, statement in enumerate(statements):
            vote = 0 if at == person % 8 else 1 if at == 7 or person < 12 else -1
            work.vote(statement.id, vote, device=f"d{person}")
    return talk


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_is_drawn_and_says_it_in_words(quay_desk: Desk, talk: str, question: str) -> None:
    figure = getattr(quay_desk, question)(conversation=talk, cycle="quay-1").figure()
    assert figure.description
    assert figure.svg.startswith("<svg")


def test_the_group_sees_points_and_a_wider_audience_rounded_counts(quay_desk: Desk, talk: str) -> None:
    own = quay_desk.opinion_groups(cycle="quay-1")
    assert own.finding.verdict is Verdict.groups
    assert (sorted(own.table["n_people"]), len(own.finding.points)) == ([8, 12], 20)
    wide = Desk(quay_desk.store, audience="public").opinion_groups(system="quay", cycle="quay-1")
    assert (sorted(wide.table["n_people_shown"]), len(wide.finding.points)) == (["10", "10"], 0)


def test_a_conversation_kept_in_the_team_is_not_told_of_beyond(quay_desk: Desk, talk: str) -> None:
    OpinionWork.at(quay_desk, "quay-1").write("conversation", talk, {"scope": "team"})
    wide = Desk(quay_desk.store, audience="public")
    for question in QUESTIONS:
        assert getattr(wide, question)(system="quay").table.empty


def test_no_conversation_is_an_answer_too(quay_desk: Desk) -> None:
    assert quay_desk.common_ground(system="quay").figure().empty == "Nobody has voted yet."
