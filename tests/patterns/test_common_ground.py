"""Common ground: votes by statement and group, the group-informed consensus, and what small numbers do not tell."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from workbench.frames import Audience, Evidence
from workbench.model import Record
from workbench.patterns import common_ground
from workbench.patterns.statement_votes import TOGETHER, group_informed_consensus
from workbench.sharing import release

Make = Callable[..., Evidence]
Talk = Callable[..., list[Record]]
SEEN = ["group", "n_people", "n_seen", "n_agree", "n_disagree", "n_pass"]


def test_the_consensus_is_the_product_over_groups() -> None:
    # (3+1)/(4+2) × (1+1)/(2+2) = 1/3; and of a statement nobody voted on (1/2)²
    agree, seen = np.array([[3, 0], [1, 0]]), np.array([[4, 0], [2, 0]])
    assert group_informed_consensus(agree, seen).tolist() == pytest.approx([1 / 3, 1 / 4])


def camps() -> dict[str, list[int | None]]:
    """Ten and eight people: they differ on 1 to 8, agree on 9, and disagree on 10; some did not vote on 9."""
    made: dict[str, list[int | None]] = {}
    for at in range(18):
        side = 1 if at < 10 else -1
        votes: list[int | None] = [side] * 8 + [1, -1]
        votes[at % 8] = 0
        if at in (0, 1):
            votes[8] = None
        made[f"p{at:03}"] = votes
    return made


def test_votes_are_counted_by_group_and_together(make_evidence: Make, make_conversation: Talk) -> None:
    found = common_ground(make_evidence(*make_conversation(camps())))
    nine = found.table[found.table["statement"] == "s9"]
    assert sorted(nine[SEEN].to_numpy().tolist()) == sorted(
        [
            *([name, n, seen, seen, 0, 0] for name, n, seen in _sized(nine)),
            [TOGETHER, 18, 16, 16, 0, 0],
        ]
    )
    assert sorted(nine["n_seen"]) == [8, 8, 16]
    assert set(nine["share_agree"]) == {1.0}
    # 9/10 × 9/10
    assert set(nine["consensus"].round(6)) == {0.81}


def _sized(rows: object) -> list[tuple[str, int, int]]:
    inner = rows[rows["group"] != TOGETHER]  # type: ignore[index]  # a table
    return list(inner[["group", "n_people", "n_seen"]].itertuples(index=False, name=None))


def test_what_all_groups_agree_or_disagree_on_is_common_and_the_most_consensus_stands_first(
    make_evidence: Make, make_conversation: Talk
) -> None:
    table = common_ground(make_evidence(*make_conversation(camps()))).table
    common = table[table["common"] != ""].drop_duplicates("statement")
    assert dict(zip(common["statement"], common["common"], strict=True)) == {"s9": "agree", "s10": "disagree"}
    assert table["statement"].iloc[0] == "s9"
    assert table["statement"].iloc[-1] == "s10"
    assert table["consensus"].is_monotonic_decreasing


def test_what_was_put_out_is_not_told_of(make_evidence: Make, make_conversation: Talk) -> None:
    table = common_ground(make_evidence(*make_conversation(camps(), out=[9]))).table
    assert set(table["statement"]) == {*(f"s{n}" for n in range(1, 9)), "s10"}


def test_fewer_than_five_votes_are_counted_and_no_more(make_evidence: Make, make_conversation: Talk) -> None:
    four = {f"p{at}": [1, -1] for at in range(4)}
    table = common_ground(make_evidence(*make_conversation(four))).table
    assert table["n_seen"].tolist() == [4, 4, 4, 4]
    assert table[["n_agree", "n_disagree", "n_pass", "share_agree"]].isna().all().all()
    assert set(table["common"]) == {""}
    five = {f"p{at}": [1, -1] for at in range(5)}
    told = common_ground(make_evidence(*make_conversation(five))).table
    assert told["n_agree"].tolist() == [5, 5, 0, 0]


def test_a_wide_audience_gets_rounded_cells_and_totals_that_are_their_sums(
    make_evidence: Make, make_conversation: Talk, place: Audience
) -> None:
    many = {f"p{at:03}": [1] * 7 + ([1] if at < 33 else [-1]) for at in range(40)}
    released = release(common_ground(make_evidence(*make_conversation(many), audience=place)))
    table = released.table
    assert "consensus" not in table
    assert table["number"].is_monotonic_increasing
    last = table[table["statement"] == "s8"]
    assert last["n_agree_shown"].tolist() == ["35", "35"]
    assert last["n_disagree_shown"].tolist() == ["*", "*"]
    assert last["n_seen_shown"].tolist() == ["35", "35"]


def test_nobody_gives_no_rows(make_evidence: Make, make_conversation: Talk) -> None:
    assert common_ground(make_evidence(*make_conversation({}, n=3))).table.empty
    assert common_ground(make_evidence()).table.empty
