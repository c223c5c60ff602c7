"""The pictures of opinions: titles, what is said instead of them, words where there is nothing, and what is hidden."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import pytest

from workbench import charts
from workbench.charts import Figure
from workbench.frames import Audience, Evidence, table
from workbench.model import Conversation, Record, Statement, Vote
from workbench.model.prompts import Words
from workbench.patterns import common_ground, opinion_groups, opinion_stability, representative_statements
from workbench.sharing import release

Votes = Mapping[str, Sequence[int | None]]
Draw = Callable[..., Figure]
ASKED = {
    "opinion_groups": opinion_groups,
    "common_ground": common_ground,
    "representative_statements": representative_statements,
    "opinion_stability": opinion_stability,
}


@pytest.fixture
def draw(english: Words, team: Audience, today: date) -> Draw:
    def _draw(question: str, votes: Votes, *, audience: Audience = team) -> Figure:
        n = max((len(given) for given in votes.values()), default=0)
        kinds: dict[str, list[Record]] = {
            "conversation": [Conversation(id="k", cycle="c", name="Money")],
            "statement": [
                Statement(id=f"s{at}", cycle="c", conversation="k", number=at, text=f"Statement <b>{at}</b>")
                for at in range(1, n + 1)
            ],
            "vote": [
                Vote(id=f"{who}-{at}", cycle="c", statement=f"s{at}", voter=who, vote=vote)
                for who, given in votes.items()
                for at, vote in enumerate(given, start=1)
                if vote is not None
            ],
        }
        tables = {kind: table(kind, records) for kind, records in kinds.items()}
        found = ASKED[question](Evidence(audience=audience, tables=tables, on=today))
        figure: Figure = getattr(charts, question)(release(found), words=english)
        return figure

    return _draw


def camps(left: int, right: int) -> dict[str, list[int | None]]:
    """Two camps that differ on 1 to 8 (each person passes on one), and all agree on 9."""
    made: dict[str, list[int | None]] = {}
    for at in range(left + right):
        votes: list[int | None] = [1 if at < left else -1] * 8 + [1]
        votes[at % 8] = 0
        made[f"p{at:03}"] = votes
    return made


def test_groups_are_told_by_shape_and_number_and_nobody_by_name(draw: Draw, sent: Callable[[Figure], str]) -> None:
    figure = draw("opinion_groups", camps(12, 10))
    assert figure.title == "Who stands near whom, by what they agree with?"
    told = figure.description.split("\n")
    assert sorted(told[:2], key=lambda line: line[-9:]) in (
        ["Group A: 10 people", "Group B: 12 people"],
        ["Group B: 10 people", "Group A: 12 people"],
    )
    assert told[2:] == [
        "There are 2 groups here, and they are found again when parts of the votes are left out.",
        "Each point is one person, without a name. Who votes alike stands near each other.",
        "9 statements.",
    ]
    leaves = sent(figure)
    assert "triangle-up" in leaves
    assert "p003" not in leaves


def test_no_groups_are_a_result_and_said_so(draw: Draw) -> None:
    figure = draw("opinion_groups", camps(4, 4))
    assert figure.description.split("\n")[:2] == [
        "8 people, in no groups",
        "There are no groups here to tell of: too few people have voted on enough statements. At least 15 are needed.",
    ]
    assert draw("representative_statements", camps(4, 4)).empty == (
        "There are no groups to tell apart, so there is nothing here that they differ in. Look at what people have in "
        "common, and at the single statements."
    )
    assert draw("opinion_stability", camps(4, 4)).empty == ("Too few people have voted on enough statements to try.")


def test_where_fewer_than_five_take_part_nobody_is_drawn(draw: Draw) -> None:
    assert draw("opinion_groups", camps(2, 2)).empty == (
        "Fewer than five people have voted on enough statements; where they stand would tell who they are."
    )


def test_nobody_voted_yet(draw: Draw) -> None:
    assert draw("opinion_groups", {}).empty == "Nobody has voted on enough statements yet."
    assert draw("common_ground", {}).empty == "Nobody has voted yet."
    assert draw("representative_statements", {}).empty == "Nobody has voted yet."


def test_the_common_ground_says_each_groups_shares_with_how_many_voted(draw: Draw) -> None:
    figure = draw("common_ground", camps(12, 10))
    first = figure.description.split("\n")[0]
    assert first.startswith("“Statement <b>9</b>”: Group A: 100% agree, 0% pass, 0% disagree, 1")
    assert "Group B: 100% agree, 0% pass, 0% disagree, 1" in first
    assert "<b>9</b>" not in figure.to_html()
    assert [*figure.table.columns[:4]] == ["Number", "Statement", "Group", "Voted"]


def test_what_tells_groups_apart_is_drawn_with_whose_mark_it_is(draw: Draw, sent: Callable[[Figure], str]) -> None:
    figure = draw("representative_statements", camps(12, 10))
    assert "Group A agrees" in figure.description or "Group A disagrees" in figure.description
    assert "tells it apart" in sent(figure)


def test_a_wide_audience_gets_no_points_and_no_small_group(
    draw: Draw, place: Audience, sent: Callable[[Figure], str]
) -> None:
    figure = draw("opinion_groups", camps(14, 6), audience=place)
    told = figure.description.split("\n")
    assert told[0] == "Where single people stand is shown to the group itself only."
    assert sorted(line.split(": ")[1] for line in told[1:3]) == ["15 people", "too few people to tell"]
    assert "triangle-up" not in sent(figure)
    bars = draw("common_ground", camps(14, 6), audience=place)
    assert ": 6" not in bars.description


def test_the_stability_is_told_with_its_figures(draw: Draw) -> None:
    told = draw("opinion_stability", camps(12, 10)).description.split("\n")
    assert told[0].startswith("There are 2 groups here")
    assert told[1].startswith("Looked for again 100 times, each time in four fifths of the people and statements")
    assert told[2].endswith("p = 0.010.")
