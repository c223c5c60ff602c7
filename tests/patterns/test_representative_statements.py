"""The statements a group is described by, with the figures of Polis worked out by hand."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from workbench.frames import Audience, Evidence
from workbench.model import Record
from workbench.patterns import representative_statements
from workbench.patterns.representative_statements import describing
from workbench.patterns.statement_votes import TOGETHER
from workbench.sharing import release

Make = Callable[..., Evidence]
Talk = Callable[..., list[Record]]


def test_the_figures_are_those_of_polis() -> None:
    # of four all agree, of four others all disagree
    n = {"agree": np.array([[4], [0]]), "disagree": np.array([[0], [4]]), "seen": np.array([[4], [4]])}
    [found] = describing(n, 0).to_dict("records")
    assert (found["represents"], found["place"]) == ("agree", 1)
    assert found["probability"] == pytest.approx(5 / 6)
    assert found["ratio"] == pytest.approx(5)
    assert found["z"] == pytest.approx(2 * 5**0.5 * 0.5)  # 2√5 (5/5 − 1/2)
    assert found["z_ratio"] == pytest.approx((1 - 1 / 5) / (0.6 * 0.4 * (2 / 5)) ** 0.5)
    [other] = describing(n, 1).to_dict("records")
    assert (other["represents"], other["place"]) == ("disagree", 1)


def test_what_everybody_thinks_describes_nobody() -> None:
    n = {"agree": np.array([[9], [9]]), "disagree": np.array([[0], [0]]), "seen": np.array([[9], [9]])}
    [found] = describing(n, 0).to_dict("records")
    assert (found["represents"], found["z_ratio"]) == ("", 0)


def test_a_group_is_described_by_five_statements_at_most() -> None:
    agree = np.array([[20] * 8, [0] * 8])
    found = describing({"agree": agree, "disagree": 20 - agree, "seen": np.full((2, 8), 20)}, 0)
    assert found["place"].dropna().tolist() == [1, 2, 3, 4, 5]
    assert (found["represents"] == "agree").sum() == 5


def camps(left: int, right: int) -> dict[str, list[int | None]]:
    """Two camps that differ on 1 to 8 (each person passes on one) and agree on 9."""
    made: dict[str, list[int | None]] = {}
    for at in range(left + right):
        votes: list[int | None] = [1 if at < left else -1] * 8 + [1]
        votes[at % 8] = 0
        made[f"p{at:03}"] = votes
    return made


def test_groups_are_described_and_the_rows_of_all_together_are_not(
    make_evidence: Make, make_conversation: Talk
) -> None:
    table = representative_statements(make_evidence(*make_conversation(camps(12, 10)))).table
    described = table[table["represents"] != ""]
    assert {(group, by) for group, by in described[["group", "represents"]].itertuples(index=False)} in (
        {("A", "agree"), ("B", "disagree")},
        {("A", "disagree"), ("B", "agree")},
    )
    assert "s9" not in set(described["statement"])
    together = table[table["group"] == TOGETHER]
    assert together[["place", "probability", "ratio", "z", "z_ratio"]].isna().all().all()
    assert table["number"].is_monotonic_increasing


def test_where_there_are_no_groups_nothing_describes_them(make_evidence: Make, make_conversation: Talk) -> None:
    table = representative_statements(make_evidence(*make_conversation(camps(3, 3)))).table
    assert set(table["group"]) == {"all", TOGETHER}
    assert set(table["represents"]) == {""}


def test_a_wide_audience_is_told_nothing_of_a_small_group(
    make_evidence: Make, make_conversation: Talk, place: Audience
) -> None:
    released = release(representative_statements(make_evidence(*make_conversation(camps(30, 6)), audience=place))).table
    assert not {"z", "z_ratio", "probability", "ratio"} & {*released}
    hidden = released[released["n_people_shown"] == "*"]
    assert set(hidden["represents"]) == {""}
    assert set(hidden["n_agree_shown"]) == {"*"}
    assert set(hidden["n_disagree_shown"]) == {"*"}
    large = released[~released["group"].isin([*hidden["group"], TOGETHER])]
    assert set(large["represents"]) == {"", "agree"} or set(large["represents"]) == {"", "disagree"}
