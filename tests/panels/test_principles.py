"""Rules and principles, spoken to as their page does."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import Experiment, Rule
from workbench.panels.principles import PrinciplesPanel
from workbench.store import Store


def _ask(panel: PrinciplesPanel, do: str, n: int, **given: Any) -> dict[str, Any]:
    return panel.hear({"do": do, "n": str(n), "page": "tab", "since": 0, "with": given})


@pytest.fixture
def panel(quay_desk: Desk) -> PrinciplesPanel:
    return PrinciplesPanel(quay_desk, system="quay", cycle="quay-1")


def test_rules_and_principles_tell_where_they_came_from_and_where_they_hold(
    panel: PrinciplesPanel, quay_store: Store
) -> None:
    rule = {"wording": "Nobody is harmed", "rule_kind": "rule", "came_from": "Ash", "since": "2026-05-04"}
    made = _ask(panel, "add", 1, kind="rule", values=rule)["ok"]
    with quay_store.step("It holds", by="Test") as step:
        step.add(Experiment(cycle="quay-1", title="Ring first", rules=(made["id"],)))
        step.add(Experiment(cycle="quay-1", title="Tea first", rules=(made["id"],)))
    state = _ask(panel, "load", 2)["ok"]["state"]
    [shown] = state["rules"]
    assert (shown["wording"], shown["came_from"], shown["held_by"]) == ("Nobody is harmed", "Ash", 2)
    assert shown["when"] == "since 4 May 2026"
    assert state["prompt"]["title"] == "Safe to fail"


def test_a_rule_that_is_removed_leaves_every_card_and_comes_back_to_all(
    panel: PrinciplesPanel, quay_store: Store
) -> None:
    made = _ask(panel, "add", 1, kind="rule", values={"wording": "Ask first"})["ok"]
    with quay_store.step("It holds", by="Test") as step:
        step.add(Experiment(id="e", cycle="quay-1", title="Ring first", rules=(made["id"],)))
    news = _ask(panel, "drop", 2, rule=made["id"])["news"]["state"]
    assert news["rules"] == []
    assert quay_store.get(Experiment, "e").rules == ()
    _ask(panel, "undo", 3)
    assert quay_store.get(Experiment, "e").rules == (made["id"],)


def test_a_rule_without_words_is_refused_beside_its_field(panel: PrinciplesPanel, quay_store: Store) -> None:
    refused = _ask(panel, "add", 1, kind="rule", values={"wording": "  ", "rule_kind": "rule"})
    assert list(refused["problems"]) == ["wording"]
    assert quay_store.all(Rule) == []


def test_what_others_begin_with_is_offered_in_words_of_its_own(panel: PrinciplesPanel) -> None:
    offered = _ask(panel, "load", 1)["ok"]["words"]["principles"]["usual"]
    assert len(offered["rule"]) < len(offered["principle"])
    assert all(wording.endswith(".") for kind in offered.values() for wording in kind.values())


def test_who_only_looks_removes_nothing(panel: PrinciplesPanel, quay_desk: Desk, quay_store: Store) -> None:
    made = _ask(panel, "add", 1, kind="rule", values={"wording": "Ask first"})["ok"]
    looking = PrinciplesPanel(quay_desk, system="quay", cycle="quay-1", may_edit=False)
    assert "refused" in _ask(looking, "drop", 2, rule=made["id"])
    assert quay_store.get(Rule, made["id"]).wording == "Ask first"
