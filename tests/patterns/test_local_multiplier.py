from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from workbench.frames import Audience, Evidence
from workbench.model import Grant, Multiplier
from workbench.patterns import local_multiplier
from workbench.patterns.local_multiplier import lm3

Make = Callable[..., Evidence]


def grant(id: str, title: str, state: str = "awarded") -> Grant:
    return Grant(id=id, cycle="c", title=title, organisation="The kitchen", state=state, scope="place")


def rounds(id: str, of: str, stage: str, *pounds: int) -> Multiplier:
    pence = {f"round_{n}_pence": each * 100 for n, each in enumerate(pounds, start=1)}
    return Multiplier.model_validate({"id": id, "cycle": "c", "grant": of, "stage": stage, **pence})


def told(found: Any) -> list[list[Any]]:
    kept = found.table[["title", "stage", "round_1_pounds", "lm3", "why_none"]].astype("object")
    return [[None if pd.isna(v) else v for v in row] for row in kept.to_numpy().tolist()]


def test_the_published_multipliers_of_the_scottish_borders_come_back(make_evidence: Make) -> None:
    found = local_multiplier(
        make_evidence(
            grant("g", "Borders"),
            rounds("2", "g", "actual", 10_000, 9_000, 4_900),
            rounds("1", "g", "predicted", 10_000, 8_000, 3_400),
        )
    )
    assert told(found) == [
        ["Borders", "predicted", 10_000.0, 2.14, None],
        ["Borders", "actual", 10_000.0, 2.39, None],
    ]


def test_where_nothing_was_received_there_is_no_multiplier_and_it_says_why(make_evidence: Make) -> None:
    found = local_multiplier(make_evidence(grant("g", ""), rounds("1", "g", "predicted", 0, 5, 5)))
    assert told(found) == [["The kitchen", "predicted", 0.0, None, "nothing_received"]]
    assert lm3(0, 5, 5) is None


def test_grants_stand_in_the_order_of_their_titles(make_evidence: Make) -> None:
    found = local_multiplier(
        make_evidence(
            grant("a", "wool"),
            grant("b", "Apples"),
            rounds("1", "a", "actual", 1, 1, 1),
            rounds("2", "b", "actual", 1, 0, 0),
        )
    )
    assert [row[0] for row in told(found)] == ["Apples", "wool"]


@pytest.mark.parametrize(("state", "n"), [("draft", 0), ("submitted", 1)])
def test_a_draft_is_nobodys_business_but_its_groups(make_evidence: Make, place: Audience, state: str, n: int) -> None:
    records = (grant("g", "Borders", state), rounds("1", "g", "predicted", 1, 1, 1))
    assert len(local_multiplier(make_evidence(*records, audience=place)).table) == n
    assert len(local_multiplier(make_evidence(*records)).table) == 1


def test_no_rounds_give_no_rows(make_evidence: Make) -> None:
    assert local_multiplier(make_evidence(grant("g", "Borders"))).table.empty
