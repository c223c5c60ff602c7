"""The panel of the stack: what it sends for a picture, what lies behind an arrow, and what it does not send."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.panels.stack import StackPanel


@pytest.fixture
def tidewell(sample_store: Path) -> StackPanel:
    return StackPanel(Desk.open(sample_store), system="tidewell", cycle="tidewell-2")


def asked(panel: StackPanel, do: str, **given: Any) -> dict[str, Any]:
    return panel.hear({"do": do, "n": f"{do}{given}", "page": "p", "device": "d", "by": "Odile", "with": given})


def heard(panel: StackPanel, do: str, **given: Any) -> Any:
    return asked(panel, do, **given)["ok"]


def test_it_begins_with_the_groups_own_system_and_offers_the_others(tidewell: StackPanel) -> None:
    state = heard(tidewell, "load")["state"]
    assert (state["own"], state["stack"]["focus"], state["stack"]["up"]) == (
        "tidewell",
        "tidewell",
        ["northmere", "Northmere"],
    )
    assert ["northmere", "Northmere", "Country"] in state["systems"]
    assert not any("Marlow" in name for _, name, _ in state["systems"])


def test_lives_are_only_counted_for_a_place(tidewell: StackPanel) -> None:
    stack = heard(tidewell, "look", system="")
    lives = [cycle["name"] for cycle in stack["cycles"] if cycle["lives"]]
    assert "1 life within Harbour caseworkers" in lives
    everything = json.dumps([stack, heard(tidewell, "load"), heard(tidewell, "look", system="life-marlow")])
    for word in ("Marlow", "Wren", "Getting through the winter", "life-marlow-1"):
        assert word not in everything


def test_picture_and_table_have_the_same_number_and_an_arrow_lists_what_was_sent(tidewell: StackPanel) -> None:
    stack = heard(tidewell, "look", system="tidewell")
    flow = next(one for one in stack["flows"] if one["id"] == "tidewell-2>tidewell-council-2")
    row = next(one for one in stack["rows"] if one[0] == flow["id"])
    # data/sample/influence.csv: sent-tidewell-2-04 (adapted) and -05 (taken up)
    assert (flow["sent"], dict(zip(stack["columns"], row[1:], strict=True))["Sent"]) == ("2", "2")
    assert flow["counted"] == "2 sent: 1 taken up, 1 adapted."
    newest, oldest = heard(tidewell, "flow", flow=flow["id"])
    assert (newest["id"], oldest["id"]) == ("sent-tidewell-2-05", "sent-tidewell-2-04")
    assert (newest["text"], newest["state"]) == (
        "Released on a Friday while housing is closed until Monday",
        "taken_up",
    )
    assert newest["reason"].startswith("A list each month from the prison")


def test_zooming_to_a_place_hides_the_teams_of_another(tidewell: StackPanel) -> None:
    whole = {system["id"] for system in heard(tidewell, "look", system="")["systems"]}
    there = {system["id"] for system in heard(tidewell, "look", system="tidewell")["systems"]}
    assert {"hospice-at-home", "valley-nurses"} <= whole - there
    assert {"fellbeck", "northmere", "harbour-caseworkers"} <= there


def test_closed_rounds_can_be_left_out(tidewell: StackPanel) -> None:
    cycles = heard(tidewell, "look", system="", open_only=True)["cycles"]
    assert not any(cycle["pale"] for cycle in cycles)
    assert {"tidewell-1", "harbour-caseworkers-1"}.isdisjoint(cycle["id"] for cycle in cycles)


def test_what_is_not_shared_this_widely_is_not_behind_an_arrow(tidewell: StackPanel) -> None:
    assert heard(tidewell, "flow", flow="harbour-caseworkers-1>tidewell-council-1") == []


def test_a_system_that_is_gone_is_refused_in_a_sentence(tidewell: StackPanel) -> None:
    assert (
        asked(tidewell, "look", system="nowhere")["refused"] == "This system is not here any more. Choose another one."
    )


def test_whoever_only_looks_may_do_all_of_it(sample_store: Path) -> None:
    panel = StackPanel(Desk.open(sample_store), system="tidewell", cycle="tidewell-2", may_edit=False)
    assert heard(panel, "look", system="fellbeck")["title"].startswith("How is Fellbeck connected")
    assert heard(panel, "flow", flow="tidewell-2>tidewell-council-2")


def test_an_empty_stack_says_what_to_do(quay_desk: Desk) -> None:
    cycle = quay_desk.structure.cycles[0]
    panel = StackPanel(quay_desk, system=cycle.system, cycle=cycle.id)
    stack = heard(panel, "load")["state"]["stack"]
    assert "No cycle is linked with another yet" in stack["empty"] and stack["cycles"]


def test_a_team_sees_its_own_life_by_name(sample_store: Path) -> None:
    panel = StackPanel(Desk.open(sample_store), system="harbour-caseworkers", cycle="harbour-caseworkers-2")
    names = {cycle["name"] for cycle in heard(panel, "load")["state"]["stack"]["cycles"]}
    assert "“Getting through the winter” (Marlow's life)" in names
    assert "1 life within Street outreach" in names
