"""Learning from other cycles, on the sample."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.desk import Desk

pytestmark = pytest.mark.slow


def test_the_country_sees_how_a_theme_differs_between_valley_and_town(sample_store: Path) -> None:
    found = Desk.open(sample_store).across_cycles(cycle="northmere-1").finding
    themes = found.table[found.table["kind"] == "theme"]
    assert "Seen as a person" in set(themes["wording"])
    by_setting = found.spread[found.spread["by"] == "setting"]
    for row in found.table.itertuples():
        those = by_setting[by_setting["item"] == row.item]
        assert those["n_systems"].sum() == row.n_systems
        assert those["of_systems"].sum() == row.of_systems
    assert set(by_setting["name"]) == {"rural", "urban", "mixed"}


def test_a_life_is_counted_and_not_named_for_a_wide_audience(sample_store: Path) -> None:
    wide = Desk.open(sample_store, audience="place").across_cycles(system="tidewell").finding
    lives = {"Marlow's life", "Wren's life"}
    assert not lives & set(wide.where["name"])
    assert not lives & set(wide.table["only_system"])
    counted = wide.where.groupby("item").size().reindex(wide.table["item"]).fillna(0)
    assert (counted.to_numpy() < wide.table["n_systems"].to_numpy()).any()


def test_a_group_sees_of_those_below_only_what_they_let_it_see(sample_store: Path) -> None:
    own = Desk.open(sample_store).across_cycles(cycle="tidewell-2").finding
    names = set(own.records.loc[own.records["kind"] == "story", "id"])
    scopes = {story.id: story.scope for story in Desk.open(sample_store).store.all("story")}
    assert names
    assert {scopes[id] for id in names} <= {"place", "country", "public"}
