"""The room "Learning from other cycles": what it sends, and what is laid beside what people notice there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.panels.across_cycles import AcrossCyclesPanel


@pytest.fixture
def panel(sample_store: Path) -> AcrossCyclesPanel:
    return AcrossCyclesPanel(Desk.open(sample_store), system="tidewell", cycle="tidewell-2")


def heard(panel: AcrossCyclesPanel, do: str, **given: Any) -> Any:
    return panel.hear({"do": do, "n": f"{do}{given}", "page": "p", "device": "d", "by": "Odile", "with": given})


def named(items: list[dict[str, Any]], kind: str, what: str) -> dict[str, Any]:
    return next(item for item in items if (item["kind"], item["what"]) == (kind, what))


def test_each_item_says_in_how_many_systems_and_cycles_it_is(panel: AcrossCyclesPanel) -> None:
    state = heard(panel, "load")["ok"]["state"]
    theme = named(state["items"], "theme", "Seen as a person")
    assert theme["n_systems"] == len(theme["where"]) <= theme["of_systems"]
    assert {one["by"] for one in theme["spread"]} == {"setting", "place"}
    alone = next(item for item in state["items"] if item["n_systems"] == 1)
    assert alone["only_in"] == alone["where"][0]


def test_the_records_behind_an_item_go_beside_what_is_noticed(panel: AcrossCyclesPanel) -> None:
    items = heard(panel, "load")["ok"]["state"]["items"]
    theme = named(items, "theme", "Seen as a person")
    beside = heard(panel, "beside", item=theme["item"])["ok"]
    assert len(beside) == theme["n"]
    assert all(panel._desk.store.find(kind, id) is not None for kind, id in beside)


def test_an_empty_store_says_so_and_draws_nothing(quay_desk: Desk) -> None:
    cycle = quay_desk.structure.cycles[0]
    panel = AcrossCyclesPanel(quay_desk, system=cycle.system, cycle=cycle.id)
    state = heard(panel, "load")["ok"]["state"]
    assert [item for item in state["items"] if item["kind"] == "theme"] == []
    assert "description" in heard(panel, "picture")["ok"]
