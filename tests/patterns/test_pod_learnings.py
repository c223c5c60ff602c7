"""What learning pods shared: question by question, and nobody can be found out from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from workbench.frames import Evidence
from workbench.model import PodEntry
from workbench.patterns import pod_learnings

Make = Callable[..., Evidence]


def _pod(id: str, held_on: str, **more: Any) -> PodEntry:
    made = {
        "id": id,
        "cycle": "c",
        "held_on": held_on,
        "shared_on": held_on,
        "created_by": "Ama",
        "pair": ("Ama", "Bo"),
    }
    return PodEntry.model_validate({**made, **more})


def test_shared_answers_come_question_by_question_newest_first(make_evidence: Make) -> None:
    evidence = make_evidence(
        _pod("1", "2026-04-22", did_differently="Rang first", learnt="People pick up", learning_about="work"),
        _pod("2", "2026-04-29", did_differently="Walked round", went_wrong="It rained", can_act="team"),
        _pod("3", "2026-04-29", did_differently="Asked the neighbour", enabled="  "),
        _pod("4", "2026-04-29", learnt="Kept for the two of us", shared_on=None),
    )
    found = pod_learnings(evidence).table
    assert list(found) == ["held_on", "asked", "text", "learning_about", "can_act"]
    assert found[["asked", "text"]].to_numpy().tolist() == [
        # of one day by their words: not in the order of the pairs
        ["did_differently", "Asked the neighbour"],
        ["did_differently", "Walked round"],
        ["did_differently", "Rang first"],
        ["learnt", "People pick up"],
        ["went_wrong", "It rained"],
    ]
    assert found.loc[[1, 2], ["learning_about", "can_act"]].fillna("").to_numpy().tolist() == [
        ["", "team"],
        ["work", ""],
    ]
    assert pod_learnings(evidence, since=found.loc[0, "held_on"].date()).table["text"].tolist() == [
        "Asked the neighbour",
        "Walked round",
        "It rained",
    ]


def test_no_name_and_no_id_is_in_what_is_shared(make_evidence: Make) -> None:
    found = pod_learnings(make_evidence(_pod("secret-id", "2026-04-29", learnt="To wait")))
    everything = found.table.to_csv() + repr(found)
    assert "To wait" in everything
    assert [name for name in ("Ama", "Bo", "secret-id") if name in everything] == []


def test_nothing_shared_gives_no_rows(make_evidence: Make) -> None:
    found = pod_learnings(make_evidence(_pod("1", "2026-04-29", learnt="Ours", shared_on=None))).table
    assert (len(found), list(found)) == (0, ["held_on", "asked", "text", "learning_about", "can_act"])
