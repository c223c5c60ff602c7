"""The sample's changes that are to last, worked out by hand from data/sample/embedding.csv."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.desk import Desk
from workbench.panels.embedding import EmbeddingPanel


def told(desk: Desk, **where: str) -> dict[tuple[str, str], str]:
    rows = desk.embeddings_by_state(**where).table.to_dict("records")
    return {(row["embedding_kind"], row["state"]): row["n_shown"] for row in rows if row["n_shown"] != "0"}


@pytest.mark.parametrize(
    ("where", "counted"),
    [
        ({"cycle": "tidewell-1"}, {("infrastructure", "business_as_usual"): "1"}),
        (
            {"cycle": "northshore-health-2"},
            {("infrastructure", "under_way"): "1", ("culture", "agreed"): "1"},
        ),
        # of the groceries in Marlow's life the team can read, and does not count them
        (
            {"system": "harbour-caseworkers"},
            {("infrastructure", "business_as_usual"): "1", ("process", "under_way"): "1"},
        ),
        ({"system": "life-marlow"}, {("culture", "business_as_usual"): "1"}),
        # a country sees two changes, and of two no number
        ({"system": "northmere"}, {("infrastructure", "under_way"): "*", ("infrastructure", "business_as_usual"): "*"}),
    ],
)
def test_changes_are_counted_by_kind_and_state(
    sample_desk: Desk, where: dict[str, str], counted: dict[tuple[str, str], str]
) -> None:
    assert told(sample_desk, **where) == counted


def test_a_team_is_told_that_lives_are_left_out(sample_desk: Desk) -> None:
    assert sample_desk.embeddings_by_state(system="harbour-caseworkers").finding.lives_left_out


def test_the_record_is_usual_and_its_monthly_reading_still_stands(sample_desk: Desk) -> None:
    [row] = sample_desk.embeddings_list(cycle="tidewell-council-1").table.to_dict("records")
    reading = ("An auditor reads every record with the team once a month",)
    assert (row["state"], row["countermeasures"], row["still_standing"]) == ("business_as_usual", reading, reading)
    state: dict[str, Any] = EmbeddingPanel(sample_desk, system="tidewell-council", cycle="tidewell-council-1").load()
    assert [one["what"] for one in state["outlived"]] == list(reading)


def test_the_cards_took_from_april_to_october(sample_desk: Desk) -> None:
    assert list(sample_desk.embeddings_over_time(cycle="harbour-caseworkers-1").table["days"]) == [189]


def test_no_owner_is_named_to_a_place(sample_desk: Desk) -> None:
    table = sample_desk.embeddings_list(system="tidewell").table
    assert "owner" not in table
    assert "Second Start is rung before any furniture is bought new" in set(table["change"])
