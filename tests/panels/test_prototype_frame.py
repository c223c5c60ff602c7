"""The prototype frame, spoken to as its page does."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import Countermeasure, Experiment, FrameNote, Issue
from workbench.panels.prototype_frame import PrototypeFramePanel
from workbench.store import Store


def _ask(panel: PrototypeFramePanel, do: str, n: int, **given: Any) -> dict[str, Any]:
    return panel.hear({"do": do, "n": str(n), "page": "tab", "by": "Wren", "since": 0, "with": given})


@pytest.fixture
def panel(quay_desk: Desk, quay_store: Store) -> PrototypeFramePanel:
    """A training and a prototype."""
    with quay_store.step("Two", by="Test") as step:
        step.add(Experiment(id="a", cycle="quay-1", title="Practice", end_point="known", works_on="system"))
        step.add(Experiment(id="b", cycle="quay-1", title="Next to one", end_point="unknown", works_on="citizens"))
    return PrototypeFramePanel(quay_desk, system="quay", cycle="quay-1")


def _note(panel: PrototypeFramePanel, n: int, text: str, region: str, **more: str) -> dict[str, Any]:
    values = {"experiment": "b", "region": region, "text": text, **more}
    made: dict[str, Any] = _ask(panel, "add", n, kind="frame_note", values=values)["ok"]
    return made


def test_the_first_prototype_is_open_and_another_can_be_picked(panel: PrototypeFramePanel) -> None:
    state = _ask(panel, "load", 1)["ok"]["state"]
    assert state["experiments"] == [["b", "Next to one"], ["a", "Practice"]]
    assert (state["picked"], state["notes"]) == ("b", [])
    assert _ask(panel, "pick", 2, experiment="a")["ok"]["title"] == "Practice"


def test_a_note_is_written_moved_to_another_region_and_taken_off(panel: PrototypeFramePanel, quay_store: Store) -> None:
    made = _note(panel, 1, "Ash", "core_team")
    _ask(panel, "write", 2, kind="frame_note", id=made["id"], values={"region": "leader"}, was={"region": "core_team"})
    assert quay_store.get(FrameNote, made["id"]).region == "leader"
    news = _ask(panel, "remove", 3, kind="frame_note", id=made["id"])["news"]["state"]
    assert news["notes"] == []
    _ask(panel, "undo", 4)
    assert quay_store.get(FrameNote, made["id"]).text == "Ash"


def test_a_condition_becomes_an_issue_in_one_action_and_keeps_its_mark(
    panel: PrototypeFramePanel, quay_store: Store
) -> None:
    note = _note(panel, 1, "Two signatures", "condition", condition_kind="procedures")
    answer = _ask(panel, "turn", 2, note=note["id"], into="issue")
    [issue] = quay_store.all(Issue)
    assert answer["ok"]["description"] == issue.description == "Two signatures"
    [shown] = answer["news"]["state"]["notes"]
    assert [(made["kind"], made["id"], made["text"]) for made in shown["became"]] == [
        ("issue", issue.id, "Two signatures")
    ]
    owner = {"kind": "issue", "id": issue.id, "values": {"owner": "team"}, "was": {"owner": "leadership"}}
    assert _ask(panel, "write", 3, **owner)["ok"]["owner"] == "team"
    again = _ask(panel, "turn", 4, note=note["id"], into="issue")
    assert "that already" in again["refused"]
    assert len(quay_store.all(Issue)) == 1


def test_a_countermeasure_made_of_a_condition_is_undone_with_its_link(
    panel: PrototypeFramePanel, quay_store: Store
) -> None:
    note = _note(panel, 1, "One need only", "condition", condition_kind="budgets")
    _ask(panel, "turn", 2, note=note["id"], into="countermeasure")
    assert [c.shields_from for c in quay_store.all(Countermeasure, experiment="b")] == ["One need only"]
    news = _ask(panel, "undo", 3)["news"]["state"]
    assert quay_store.all(Countermeasure) == []
    assert news["notes"][0]["became"] == []


def test_a_cycle_without_experiments_has_no_frame(quay_desk: Desk) -> None:
    state = _ask(PrototypeFramePanel(quay_desk, system="quay", cycle="quay-1"), "load", 1)["ok"]["state"]
    assert (state["picked"], state["notes"]) == ("", [])


def test_who_only_looks_turns_nothing(panel: PrototypeFramePanel, quay_desk: Desk, quay_store: Store) -> None:
    note = _note(panel, 1, "One need only", "condition")
    looking = PrototypeFramePanel(quay_desk, system="quay", cycle="quay-1", may_edit=False)
    assert "refused" in _ask(looking, "turn", 2, note=note["id"], into="issue")
    assert quay_store.all(Issue) == []
    assert _ask(looking, "pick", 3, experiment="b")["ok"]["notes"][0]["text"] == "One need only"
