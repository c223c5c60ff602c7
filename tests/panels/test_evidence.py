"""Evidence on the map, spoken to as its page does."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import Issue, Link, Map, MapItem, Story, Thing
from workbench.panels.evidence import EvidencePanel
from workbench.store import Store


def _ask(panel: EvidencePanel, do: str, n: int, **given: Any) -> dict[str, Any]:
    return panel.hear({"do": do, "n": str(n), "page": "tab", "since": 0, "with": given})


@pytest.fixture
def panel(quay_desk: Desk, quay_store: Store) -> EvidencePanel:
    """A map with trust → calls, an issue, a story for the team, and one that was told to one worker only."""
    with quay_store.step("A small map", by="Test") as step:
        step.add(Map.model_validate({"id": "m", "cycle": "quay-1", "name": "Ours", "map_kind": "factor"}))
        for id, name in (("trust", "Trust"), ("calls", "Crisis calls")):
            step.add(Thing.model_validate({"id": id, "cycle": "quay-1", "name": name, "thing_kind": "factor"}))
            step.add(MapItem(map="m", thing=id))
        step.add(
            Link.model_validate({"id": "l", "map": "m", "source": "trust", "target": "calls", "link_kind": "drives"})
        )
        step.add(
            Issue.model_validate(
                {"id": "i", "cycle": "quay-1", "description": "Calls ring out", "level": "system", "owner": "team"}
            )
        )
        step.add(Story(id="s", cycle="quay-1", title="The phone", text="I stopped ringing.", teller="Wren"))
        step.add(
            Story(id="p", cycle="quay-1", title="Only for you", text="A phone of mine.", teller="Ash", scope="person")
        )
    return EvidencePanel(quay_desk, system="quay", cycle="quay-1")


def test_every_thing_and_link_can_have_evidence(panel: EvidencePanel) -> None:
    state = _ask(panel, "load", 1)["ok"]["state"]
    assert [t["name"] for t in state["targets"]] == ["Crisis calls", "Trust", "Trust → Crisis calls"]
    assert state["target"] is None


@pytest.mark.slow
def test_what_was_laid_is_seen_on_its_side_and_counted(panel: EvidencePanel) -> None:
    _ask(panel, "pick", 1, kind="link", id="l")
    _ask(panel, "lay", 2, source_kind="story", source="s", stance="supports", note="heard twice")
    _ask(panel, "lay", 3, source_kind="issue", source="i", stance="contradicts")
    state = _ask(panel, "pick", 4, kind="link", id="l")["ok"]
    assert [(b["title"], b["stance"], b["note"]) for b in state["beside"]] == [
        ("The phone", "supports", "heard twice"),
        ("Calls ring out", "contradicts", ""),
    ]
    assert {t["id"]: t["n"] for t in state["targets"]} == {"calls": 0, "trust": 0, "l": 2}


@pytest.mark.slow
def test_laying_it_twice_says_that_it_lies_there(panel: EvidencePanel) -> None:
    _ask(panel, "pick", 1, kind="thing", id="trust")
    _ask(panel, "lay", 2, source_kind="story", source="s", stance="supports")
    assert "lies there already" in _ask(panel, "lay", 3, source_kind="story", source="s", stance="supports")["refused"]


def test_a_story_kept_between_teller_and_worker_is_neither_found_nor_named(panel: EvidencePanel) -> None:
    found = _ask(panel, "search", 1, text="phone")["ok"]
    assert [f["title"] for f in found] == ["The phone"]
    assert {f["title"] for f in _ask(panel, "search", 2, text="")["ok"]} == {"The phone", "Calls ring out"}


@pytest.mark.slow
def test_what_is_taken_away_comes_back_with_undo(panel: EvidencePanel) -> None:
    _ask(panel, "pick", 1, kind="thing", id="trust")
    _ask(panel, "lay", 2, source_kind="story", source="s", stance="supports")
    [piece] = _ask(panel, "pick", 3, kind="thing", id="trust")["ok"]["beside"]
    _ask(panel, "take_away", 4, kind=piece["kind"], id=piece["id"], stance="supports")
    assert _ask(panel, "pick", 5, kind="thing", id="trust")["ok"]["beside"] == []
    _ask(panel, "undo", 6)
    assert len(_ask(panel, "pick", 7, kind="thing", id="trust")["ok"]["beside"]) == 1


def test_who_only_looks_lays_nothing_and_undoes_nobodys_step(quay_desk: Desk, panel: EvidencePanel) -> None:
    looking = EvidencePanel(quay_desk, system="quay", cycle="quay-1", may_edit=False)
    assert "ok" in _ask(looking, "pick", 1, kind="thing", id="trust")
    before = quay_desk.store.revision()
    assert "refused" in _ask(looking, "lay", 2, source_kind="story", source="s", stance="supports")
    # without a tab of one's own, undo would take back the last step of whoever is not named
    undone = looking.hear({"do": "undo", "n": "3", "page": "", "by": "Test"})
    assert "refused" in undone
    assert quay_desk.store.revision() == before
