from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from workbench.frames import Audience, Evidence
from workbench.model import Grant, Outcome, OutcomeTalk, Record
from workbench.patterns import grant_outcomes
from workbench.sharing import release

Make = Callable[..., Evidence]


def outcome(id: str, wording: str, position: int, **more: Any) -> Outcome:
    return Outcome.model_validate(
        {"id": id, "cycle": "c", "grant": "g", "wording": wording, "position": position, **more}
    )


def talk(id: str, of: str, held_on: str, wording_then: str) -> OutcomeTalk:
    values = {"id": id, "cycle": "c", "outcome": of, "held_on": held_on, "said": "words", "wording_then": wording_then}
    return OutcomeTalk.model_validate(values)


def kitchen() -> list[Record]:
    return [
        Grant(id="g", cycle="c", title="Kitchen", state="awarded", scope="place"),
        outcome("later", "Three people cook", 2, state="agreed", agreed_on="2026-04-20", agreed_by="Ola, Ama"),
        outcome("first", "People eat together", 1),
        talk("2", "first", "2026-04-01", "40 meals a day"),
        talk("1", "first", "2026-03-01", "40 meals a week"),
        talk("3", "first", "2026-04-10", "People eat together"),
    ]


def test_each_outcome_has_its_talks_and_the_wording_before_todays(make_evidence: Make) -> None:
    table = grant_outcomes(make_evidence(*kitchen())).table
    kept = table[["outcome", "state", "agreed_by", "n_talks", "last_talked_on", "wording_before"]].astype("object")
    assert [[None if pd.isna(v) else v for v in row] for row in kept.to_numpy().tolist()] == [
        ["first", "provisional", "", 3, pd.Timestamp("2026-04-10"), "40 meals a day"],
        ["later", "agreed", "Ola, Ama", 0, None, None],
    ]


def test_a_wider_audience_gets_no_names(make_evidence: Make, place: Audience) -> None:
    table = release(grant_outcomes(make_evidence(*kitchen(), audience=place))).table
    assert "agreed_by" not in table
    assert list(table["n_talks_shown"]) == ["*", "0"]


def test_no_outcomes_give_no_rows(make_evidence: Make) -> None:
    assert grant_outcomes(make_evidence(Grant(id="g", cycle="c"))).table.empty
