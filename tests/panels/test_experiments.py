"""The experiment cards, spoken to as their page does."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import (
    CaptureForm,
    Countermeasure,
    DataPlan,
    Experiment,
    Link,
    Map,
    MapItem,
    Rule,
    System,
    Thing,
)
from workbench.panels.experiments import ExperimentsPanel
from workbench.store import Store


def _ask(panel: ExperimentsPanel, do: str, n: int, **given: Any) -> dict[str, Any]:
    return panel.hear({"do": do, "n": str(n), "page": "tab", "by": "Wren", "since": 0, "with": given})


@pytest.fixture
def panel(quay_desk: Desk, quay_store: Store) -> ExperimentsPanel:
    """Two experiments, and a map with trust → calls."""
    with quay_store.step("A small map", by="Test") as step:
        step.add(Map(id="m", cycle="quay-1", name="Ours", map_kind="factor"))
        for id, name in (("trust", "Trust"), ("calls", "Crisis calls")):
            step.add(Thing(id=id, cycle="quay-1", name=name, thing_kind="factor"))
            step.add(MapItem(map="m", thing=id))
        step.add(Link(id="l", map="m", source="trust", target="calls", link_kind="drives", polarity="opposite"))
        step.add(Experiment(id="a", cycle="quay-1", title="Ring first", status="running"))
        step.add(Experiment(id="b", cycle="quay-1", title="Tea first"))
    return ExperimentsPanel(quay_desk, system="quay", cycle="quay-1")


def test_a_page_begins_with_the_list_and_the_first_card(panel: ExperimentsPanel) -> None:
    told = _ask(panel, "load", 1)["ok"]
    state = told["state"]
    assert [(x["title"], x["status"]) for x in state["experiments"]] == [
        ("Tea first", "designing"),
        ("Ring first", "running"),
    ]
    assert (state["picked"], state["card"]["row"]["title"]) == ("b", "Tea first")
    assert state["maps"] == [["m", "Ours"]]
    assert {"experiment", "countermeasure", "data_plan", "rule"} <= set(told["forms"])
    assert state["prompts"]["safe"]["title"] == "Safe to fail"


def test_an_empty_cycle_has_no_card(quay_desk: Desk) -> None:
    state = _ask(ExperimentsPanel(quay_desk, system="quay", cycle="quay-1"), "load", 1)["ok"]["state"]
    assert (state["experiments"], state["picked"], state["card"]) == ([], "", None)


def test_an_experiment_is_started_picked_and_changed_in_place(panel: ExperimentsPanel, quay_store: Store) -> None:
    made = _ask(panel, "add", 1, kind="experiment", values={"title": "Doors open", "question": "Who comes?"})["ok"]
    assert _ask(panel, "pick", 2, experiment=made["id"])["ok"]["card"]["row"]["question"] == "Who comes?"
    both = {"end_point": "unknown", "works_on": "citizens"}
    nothing = {"end_point": None, "works_on": None}
    _ask(panel, "write", 3, kind="experiment", id=made["id"], values=both, was=nothing)
    assert str(quay_store.get(Experiment, made["id"]).shape) == "prototype"


def test_a_link_picked_on_the_map_is_told_in_its_direction(panel: ExperimentsPanel) -> None:
    assert [link["id"] for link in _ask(panel, "map", 1, map="m")["ok"]["links"]] == ["l"]
    news = _ask(panel, "mark", 2, experiment="b", field="touches", id="l", on=True)["news"]["state"]
    assert [t["sentence"] for t in news["card"]["touches"]] == [
        "This experiment tests the link Trust → Crisis calls, in this direction: more of the one, less of the other."
    ]
    news = _ask(panel, "mark", 3, experiment="b", field="touches", id="l", on=False)["news"]["state"]
    assert news["card"]["touches"] == []


def test_a_map_of_another_group_is_not_to_be_picked_on(panel: ExperimentsPanel, quay_desk: Desk) -> None:
    other = quay_desk.add_system("Market team", scale="team", part_of="bay")
    cycle = next(c for c in quay_desk.structure.cycles if c.system == other.id)
    hidden = quay_desk.add_map(cycle.id, name="Theirs", map_kind="factor")
    assert "no longer there" in _ask(panel, "map", 1, map=hidden.id)["refused"]


def test_experiments_elsewhere_are_offered_as_far_as_the_group_may_see_them(
    panel: ExperimentsPanel, quay_desk: Desk, quay_store: Store
) -> None:
    other = quay_desk.add_system("Market team", scale="team", part_of="bay")
    cycle = next(c for c in quay_desk.structure.cycles if c.system == other.id)
    with quay_store.step("Theirs", by="Test") as step:
        step.add(Experiment(id="seen", cycle=cycle.id, title="Stalls", scope="place"))
        step.add(Experiment(id="unseen", cycle=cycle.id, title="Their own", scope="team"))
    assert quay_store.get(System, other.id).name == "Market team"
    others = _ask(panel, "load", 1)["ok"]["state"]["others"]
    assert others == [["a", "Ring first · Quay team"], ["seen", "Stalls · Market team"]]
    news = _ask(panel, "mark", 2, experiment="b", field="links_to", id="seen", on=True)["news"]["state"]
    assert "Stalls (Market team)" in [row["text"] for row in news["card"]["rows"]]


def test_a_line_of_the_data_plan_makes_its_form_in_one_step(panel: ExperimentsPanel, quay_store: Store) -> None:
    form = {"name": "After each call", "questions": [{"label": "Who rang?", "question_kind": "line", "choices": []}]}
    values = {"experiment": "b", "what": "Calls", "data_kind": "numbers", "every": "day", "gathers": "Ash"}
    news = _ask(panel, "plan", 1, values=values, form=form)["news"]["state"]
    [plan] = news["card"]["plans"]
    [made] = news["capture_forms"]
    assert (plan["form"], plan["capture_form"], made["name"]) == ("capture_entry", made["id"], "After each call")
    asked = _ask(panel, "ask", 2, form=made["id"], questions=[{"key": "q1", "label": "Who rang first?"}])["ok"]
    assert [(q["key"], q["label"]) for q in asked["questions"]] == [("q1", "Who rang first?")]
    for n in (3, 4):
        _ask(panel, "undo", n)
    assert quay_store.all(DataPlan) == []
    assert quay_store.all(CaptureForm) == []


def test_a_line_of_the_data_plan_may_name_a_form_there_is(panel: ExperimentsPanel, quay_store: Store) -> None:
    values = {"experiment": "b", "what": "What was said", "form": "debrief", "capture_form": None, "series": None}
    assert _ask(panel, "plan", 1, values=values)["ok"]["form"] == "debrief"
    assert quay_store.all(CaptureForm) == []
    wrong = _ask(panel, "plan", 2, values={**values, "what": " "})
    assert "what" in wrong["problems"]


def test_a_rule_written_on_a_card_holds_at_once(panel: ExperimentsPanel, quay_store: Store) -> None:
    made = _ask(panel, "hold", 1, experiment="b", values={"wording": "Do no harm", "rule_kind": "rule"})["ok"]
    assert quay_store.get(Experiment, "b").rules == (made["id"],)
    news = _ask(panel, "mark", 2, experiment="b", field="rules", id=made["id"], on=False)["news"]["state"]
    assert [rule["wording"] for rule in news["rules"]] == ["Do no harm"]
    assert news["card"]["row"]["rules"] == []


def test_the_next_round_and_the_status_are_one_step_each(panel: ExperimentsPanel, quay_store: Store) -> None:
    _ask(panel, "status", 1, experiment="a", status="ended")
    assert quay_store.get(Experiment, "a").ended_on is not None
    made = _ask(panel, "next_round", 2, experiment="a")["ok"]
    assert (made["title"], made["status"], made["links_to"]) == ("Ring first (next round)", "designing", ["a"])
    _ask(panel, "undo", 3)
    _ask(panel, "undo", 4)
    assert quay_store.get(Experiment, "a").status == "running"
    assert len(quay_store.all(Experiment)) == 2


def test_an_experiment_is_removed_with_its_plan_and_comes_back(panel: ExperimentsPanel, quay_store: Store) -> None:
    _ask(panel, "plan", 1, values={"experiment": "b", "what": "Calls"})
    news = _ask(panel, "remove", 2, kind="experiment", id="b")["news"]["state"]
    assert news["picked"] == "a"
    assert quay_store.all(DataPlan) == []
    _ask(panel, "undo", 3)
    assert [p.what for p in quay_store.all(DataPlan, experiment="b")] == ["Calls"]


def test_countermeasures_of_the_card_are_those_of_its_experiment(panel: ExperimentsPanel, quay_store: Store) -> None:
    with quay_store.step("Two", by="Test") as step:
        step.add(Countermeasure(id="k", cycle="quay-1", what="A phone", experiment="a"))
    _ask(panel, "add", 1, kind="countermeasure", values={"what": "A kettle", "experiment": "b"})
    assert [c["what"] for c in _ask(panel, "pick", 2, experiment="b")["ok"]["card"]["countermeasures"]] == ["A kettle"]
    assert [c["what"] for c in _ask(panel, "pick", 3, experiment="a")["ok"]["card"]["countermeasures"]] == ["A phone"]


def test_two_people_change_one_card_and_neither_loses_words(quay_desk: Desk, panel: ExperimentsPanel) -> None:
    theirs = ExperimentsPanel(quay_desk, system="quay", cycle="quay-1")
    _ask(panel, "write", 1, kind="experiment", id="b", values={"question": "Who comes?"}, was={"question": ""})
    _ask(theirs, "write", 1, kind="experiment", id="b", values={"actions": "Put a kettle on"}, was={"actions": ""})
    row = _ask(panel, "pick", 2, experiment="b")["ok"]["card"]["row"]
    assert (row["question"], row["actions"]) == ("Who comes?", "Put a kettle on")
    clash = _ask(theirs, "write", 2, kind="experiment", id="b", values={"question": "Mine"}, was={"question": ""})
    assert clash["stale"]["yours"] == {"question": "Mine"}
    assert clash["stale"]["theirs"] == {"question": "Who comes?"}


def test_a_thing_dragged_on_the_map_does_not_concern_a_card(panel: ExperimentsPanel, quay_store: Store) -> None:
    since = panel.revision()
    [item] = quay_store.all(MapItem, thing="trust")
    with quay_store.step("Moved", by="Test") as step:
        step.revise(item.model_copy(update={"x": 10.0}))
    assert panel.poll(since) is None
    with quay_store.step("Renamed", by="Test") as step:
        step.revise(quay_store.get(Thing, "trust").model_copy(update={"name": "Trust in us"}))
    assert panel.poll(since) is not None


def test_who_only_looks_changes_nothing(panel: ExperimentsPanel, quay_desk: Desk, quay_store: Store) -> None:
    looking = ExperimentsPanel(quay_desk, system="quay", cycle="quay-1", may_edit=False)
    before = quay_store.revision()
    assert _ask(looking, "pick", 1, experiment="a")["ok"]["picked"] == "a"
    for n, (do, given) in enumerate(
        {
            "mark": {"experiment": "a", "field": "touches", "id": "l", "on": True},
            "status": {"experiment": "a", "status": "ended"},
            "next_round": {"experiment": "a"},
            "plan": {"values": {"experiment": "a", "what": "x"}},
            "hold": {"experiment": "a", "values": {"wording": "x"}},
            "ask": {"form": "f", "questions": []},
        }.items(),
        start=2,
    ):
        assert "refused" in _ask(looking, do, n, **given)
    assert quay_store.revision() == before


def test_words_that_look_like_markup_stay_words(panel: ExperimentsPanel) -> None:
    evil = "<script>alert(1)</script> =HYPERLINK(1) عيش كريم 🌊 " + "x" * 19_000
    _ask(panel, "write", 1, kind="experiment", id="b", values={"actions": evil}, was={"actions": ""})
    card = _ask(panel, "pick", 2, experiment="b")["ok"]["card"]
    assert card["row"]["actions"] == evil
    assert evil in [row["text"] for row in card["rows"]]


def test_rules_of_the_cycle_are_offered_in_the_order_they_were_written(
    panel: ExperimentsPanel, quay_store: Store
) -> None:
    with quay_store.step("Rules", by="Test") as step:
        step.add(Rule(id="r1", cycle="quay-1", wording="Do no harm", rule_kind="rule"))
        step.add(Rule(id="r2", cycle="quay-1", wording="Pull help in"))
    rules = _ask(panel, "load", 1)["ok"]["state"]["rules"]
    assert [(r["id"], r["rule_kind"]) for r in rules] == [("r1", "rule"), ("r2", "principle")]
