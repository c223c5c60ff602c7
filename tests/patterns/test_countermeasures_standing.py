"""Told for 1 May 2026."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from workbench.errors import Refused
from workbench.frames import Audience, Evidence
from workbench.model import Countermeasure, Experiment
from workbench.patterns import countermeasures_standing
from workbench.sharing import release

CARDS = Experiment.model_validate({"id": "cards", "cycle": "c", "title": "Payment cards", "status": "running"})
VISITS = Experiment.model_validate(
    {"id": "visits", "cycle": "c", "title": "Visits first", "status": "ended", "ended_on": "2026-03-31"}
)


def shield(id: str, **more: object) -> Countermeasure:
    return Countermeasure.model_validate({"id": id, "cycle": "c", "what": f"What {id} does", **more})


def test_what_outlived_its_experiment_comes_first_and_what_ended_last(make_evidence: Callable[..., Evidence]) -> None:
    table = countermeasures_standing(
        make_evidence(
            CARDS,
            VISITS,
            shield("ended-early", ended_on="2026-02-01", ended_why="no_longer_needed", experiment="cards"),
            shield("ended-late", ended_on="2026-04-01", ended_why="bau_must_change", experiment="visits"),
            shield("no-review", experiment="cards"),
            shield("review-later", review_on="2026-06-01", experiment="cards"),
            shield("review-past", review_on="2026-04-30"),
            shield("outlived", review_on="2026-07-01", experiment="visits"),
        )
    ).table
    told = ["id", "experiment_title", "overdue", "experiment_ended", "still_standing"]
    assert table[told].fillna("").to_numpy().tolist() == [
        ["outlived", "Visits first", False, True, True],
        ["review-past", "", True, False, False],
        ["review-later", "Payment cards", False, False, False],
        ["no-review", "Payment cards", False, False, False],
        ["ended-late", "Visits first", False, True, False],
        ["ended-early", "Payment cards", False, False, False],
    ]
    assert table["experiment_ended_on"].iloc[0] == pd.Timestamp("2026-03-31")


@pytest.mark.parametrize(
    ("dates", "overdue"),
    [
        ({"review_on": "2026-04-30"}, True),
        ({"review_on": "2026-05-01"}, False),
        ({"review_on": "2026-04-30", "ended_on": "2026-05-01"}, False),
        ({"review_on": "2026-04-30", "ended_on": "2026-05-02"}, True),
        ({}, False),
    ],
)
def test_a_review_is_past_on_the_day_after_while_the_countermeasure_stands(
    make_evidence: Callable[..., Evidence], dates: dict[str, str], overdue: bool
) -> None:
    assert list(countermeasures_standing(make_evidence(shield("a", **dates))).table["overdue"]) == [overdue]


def test_an_experiment_this_audience_may_not_see_is_not_named(make_evidence: Callable[..., Evidence]) -> None:
    table = countermeasures_standing(make_evidence(shield("a", experiment="hidden"))).table
    assert table[["experiment", "experiment_title"]].isna().all(axis=None)


def test_who_agreed_stays_with_the_group(make_evidence: Callable[..., Evidence], place: Audience) -> None:
    held = make_evidence(shield("a", agreed_by="Ama and the finance lead"), audience=place)
    assert "agreed_by" in countermeasures_standing(held).table
    assert "agreed_by" not in release(countermeasures_standing(held)).table


def test_without_experiments_nobody_can_tell_what_has_ended(make_evidence: Callable[..., Evidence]) -> None:
    held = make_evidence(shield("a"))
    bare = Evidence(held.audience, {k: t for k, t in held.tables.items() if k != "experiment"}, held.on)
    with pytest.raises(Refused, match="no “experiment”"):
        countermeasures_standing(bare)


def test_no_countermeasures_give_no_rows(make_evidence: Callable[..., Evidence]) -> None:
    assert countermeasures_standing(make_evidence()).table.empty
