"""Opinion groups as they are told: sizes, points without names, and nothing a wide audience may not have."""

from __future__ import annotations

from collections.abc import Callable

from workbench.frames import Audience, Evidence
from workbench.model import Record
from workbench.patterns import opinion_groups
from workbench.patterns.opinion_standing import Verdict
from workbench.sharing import release

Make = Callable[..., Evidence]
Talk = Callable[..., list[Record]]


def two_camps(left: int, right: int) -> dict[str, list[int | None]]:
    """Two camps who differ on ten statements, each person passing on one of them."""
    made: dict[str, list[int | None]] = {}
    for at in range(left + right):
        votes: list[int | None] = [1 if at < left else -1] * 10
        votes[at % 10] = 0
        made[f"p{at:03}"] = votes
    return made


def test_groups_are_told_by_size_and_people_are_points_without_names(
    make_evidence: Make, make_conversation: Talk
) -> None:
    records = make_conversation({**two_camps(12, 8), "late": [1, None, None]}, out=[10])
    found = opinion_groups(make_evidence(*records))
    sizes = dict(zip(found.table["group"], found.table["n_people"], strict=True))
    assert found.verdict is Verdict.groups
    assert (sorted(sizes), sorted(sizes.values())) == (["A", "B"], [8, 12])
    assert sorted(found.table["share"]) == [0.4, 0.6]
    assert list(found.points.columns) == ["x", "y", "group"]
    assert found.points["group"].value_counts().to_dict() == sizes
    assert found.points.loc[found.points["group"] == "A", "x"].max() < found.points["x"].max()
    assert (found.n_people, found.n_not_part, found.n_statements, found.n_out) == (20, 1, 10, 1)


def test_a_wide_audience_gets_no_points_and_no_small_group(
    make_evidence: Make, make_conversation: Talk, place: Audience
) -> None:
    released = release(opinion_groups(make_evidence(*make_conversation(two_camps(14, 6)), audience=place)))
    sizes = sorted(released.table["n_people_shown"])
    assert sizes == ["*", "15"]
    assert released.finding.points.empty
    assert not {"x", "y"} & {*released.finding.points, *released.table}


def test_where_there_are_no_groups_everybody_is_one(make_evidence: Make, make_conversation: Talk) -> None:
    found = opinion_groups(make_evidence(*make_conversation(two_camps(4, 4))))
    assert (found.verdict, found.table.to_dict("records")) == (
        Verdict.too_few,
        [{"group": "all", "n_people": 8, "share": 1.0}],
    )
    assert len(found.points) == 8


def test_of_fewer_than_five_people_nobody_is_told_where_they_stand(
    make_evidence: Make, make_conversation: Talk
) -> None:
    found = opinion_groups(make_evidence(*make_conversation(two_camps(2, 2))))
    assert (found.n_people, len(found.points)) == (4, 0)


def test_no_votes_give_no_rows(make_evidence: Make, make_conversation: Talk) -> None:
    found = opinion_groups(make_evidence(*make_conversation({}, n=3)))
    assert (len(found.table), len(found.points), found.n_people, found.verdict) == (0, 0, 0, Verdict.too_few)
