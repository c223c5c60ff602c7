"""The groups round a cycle, spoken to as their page does. It is Monday 4 May 2026."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import Cycle, GovernanceGroup
from workbench.panels.governance_groups import GovernanceGroupsPanel

Ask = Callable[..., Any]
_NUMBERS = itertools.count(1)


@pytest.fixture
def panel(quay_desk: Desk) -> GovernanceGroupsPanel:
    return GovernanceGroupsPanel(quay_desk, system="quay", cycle="quay-1")


@pytest.fixture
def ask(panel: GovernanceGroupsPanel) -> Ask:
    return lambda do, **given: panel.hear({"do": do, "n": str(next(_NUMBERS)), "page": "t", "by": "Ama", "with": given})


def test_a_group_is_written_down_with_its_members_one_a_line_and_its_kind_is_no_longer_missing(
    panel: GovernanceGroupsPanel, ask: Ask
) -> None:
    assert len(panel.load()["missing"]) == 7
    values = {"name": "Doers", "group_kind": "core", "members": ["Ama", "Bo"], "next_on": "2026-05-01"}
    ask("add", kind="governance_group", values=values)
    state = panel.load()
    (doers,) = state["groups"]
    assert (doers["row"]["members"], doers["next"], doers["next_over"]) == (["Ama", "Bo"], "1 May 2026", True)
    assert "core" not in state["missing"]


def test_a_group_that_ended_is_kept_apart_and_goes_on_again(panel: GovernanceGroupsPanel, ask: Ask) -> None:
    made = ask("add", kind="governance_group", values={"name": "Doers", "group_kind": "core"})["ok"]
    ask("end", group=made["id"])
    state = panel.load()
    assert (state["groups"], [one["ended"] for one in state["ended"]]) == ([], ["4 May 2026"])
    ask("end", group=made["id"], ended=False)
    assert len(panel.load()["groups"]) == 1
    ask("undo")
    assert panel.load()["groups"] == []


def test_a_standing_forum_of_the_round_before_is_there_in_the_next(quay_desk: Desk) -> None:
    with quay_desk.store.step("The next round", by="Ama") as step:
        step.add(GovernanceGroup(id="table", cycle="quay-1", name="One table", group_kind="creative_solutions_forum"))
        step.add(
            GovernanceGroup(id="was", cycle="quay-1", name="Was", group_kind="evidence", ended_on=date(2026, 1, 1))
        )
        step.add(Cycle(id="quay-2", system="quay", name="Second round", round=2))
    state = GovernanceGroupsPanel(quay_desk, system="quay", cycle="quay-2").load()
    assert [one["row"]["id"] for one in (*state["groups"], *state["ended"])] == ["table"]


def test_the_page_asks_how_the_cycle_is_convened_and_keeps_it(
    panel: GovernanceGroupsPanel, ask: Ask, quay_desk: Desk
) -> None:
    form = ask("load")["ok"]["forms"]["cycle"]
    assert [question["field"] for question in form["questions"]] == ["convened", "convened_for"]
    assert form["questions"][0]["choices"] == [["standing", "A standing body"], ["one_issue", "Convened for one issue"]]
    told = ask("convene", values={"convened": "one_issue"}, was={"convened": None})["ok"]
    assert told == {"convened": "one_issue", "convened_for": ""}
    assert panel.load()["cycle"]["convened"] == "one_issue"
    assert "refused" in ask("convene", values={"convened": "never"}, was={"convened": "one_issue"})
    assert "refused" in ask("convene", values={"name": "Mine"})
    assert str(quay_desk.store.get(Cycle, "quay-1").convened) == "one_issue"


def test_whoever_only_looks_changes_nothing(quay_desk: Desk) -> None:
    panel = GovernanceGroupsPanel(quay_desk, system="quay", cycle="quay-1", may_edit=False)
    for do, given in (
        ("convene", {"values": {"convened": "standing"}}),
        ("add", {"kind": "governance_group", "values": {"name": "x", "group_kind": "core"}}),
        ("end", {"group": "x"}),
    ):
        said = panel.hear({"do": do, "n": str(next(_NUMBERS)), "page": "t", "by": "Ama", "with": given})
        assert "refused" in said
    assert quay_desk.store.get(Cycle, "quay-1").convened is None
    assert quay_desk.store.all(GovernanceGroup) == []
