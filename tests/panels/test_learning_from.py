"""The room "Learning from those below", spoken to as its page does."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import Cycle, Enablement, Influence, Scale, System
from workbench.panels.learning_from import LearningFromPanel

_NUMBERS = itertools.count(1)


def ask(panel: LearningFromPanel, do: str, **given: Any) -> dict[str, Any]:
    return panel.hear({"do": do, "n": str(next(_NUMBERS)), "page": "tab", "by": "Petra", "since": 0, "with": given})


@pytest.fixture
def council(sample_desk: Desk) -> LearningFromPanel:
    return LearningFromPanel(sample_desk, system="tidewell-council", cycle="tidewell-council-2")


def barrier(panel: LearningFromPanel, what: str) -> dict[str, Any]:
    return next(one for one in panel.load()["barriers"] if one["what"].startswith(what))


def test_a_barrier_says_who_raised_it_how_long_it_waits_and_what_was_done(council: LearningFromPanel) -> None:
    cash = barrier(council, "Petty cash takes up to nine")
    assert (cash["kind"], cash["n_cycles"], cash["waiting"], cash["time"]) == (
        "System level, for leadership", 1, False, "",
    )  # fmt: skip
    assert [(one["kind"], one["state"]) for one in cash["done"]] == [("influence", "taken_up"), ("enablement", "")]
    sixteen = barrier(council, "Sixteen people each")
    assert (sixteen["waiting"], sixteen["open_sendings"]) == (True, ["sent-harbour-caseworkers-2-03"])
    assert sixteen["cycles"] == ["Harbour caseworkers · Staying for the rest"]
    assert sixteen["time"]


def test_what_we_do_about_it_is_one_act_that_answers_and_can_be_undone(
    council: LearningFromPanel, sample_desk: Desk
) -> None:
    one = barrier(council, "Sixteen people each")
    store = sample_desk.store
    before = len(store.all(Enablement))
    told = ask(
        council, "enable", values={"what": "Another caseworker from January", "barrier": one["what"]},
        for_cycle=one["of_cycle"], sendings=one["sendings"], raised=one["raised"], answer=True,
    )  # fmt: skip
    assert told["ok"]["influence"] == "sent-harbour-caseworkers-2-03"
    assert store.get(Influence, "sent-harbour-caseworkers-2-03").reason == "Another caseworker from January"
    after = barrier(council, "Sixteen people each")
    assert (after["waiting"], [each["text"] for each in after["done"]]) == (
        False,
        ["Another caseworker from January", "Another caseworker from January"],
    )
    ask(council, "undo")
    assert len(store.all(Enablement)) == before
    assert barrier(council, "Sixteen people each")["waiting"]


def test_what_comes_again_below_says_in_how_many_cycles(sample_store: Path) -> None:
    panel = LearningFromPanel(Desk.open(sample_store), system="northmere", cycle="northmere-1")
    recurs = panel.load()["recurs"]
    themes = next(group for group in recurs if group["kind"] == "theme")
    assert "Seen as a person" in [item["what"] for item in themes["items"]]
    numbers = [item["n_cycles"] for item in themes["items"]]
    assert numbers == sorted(numbers, reverse=True)
    assert min(numbers) > 1


@pytest.mark.parametrize(
    ("scale", "first"),
    [
        ("person", "The ground"),
        ("team", "What we spend money on"),
        ("organisation", "Patterns across teams"),
        ("place", "Patterns across organisations"),
        ("country", "Natural differences and others"),
        ("street", "What comes again"),
    ],
)
def test_each_scale_has_its_own_prompts_and_one_of_your_own_has_those_for_any(
    quay_desk: Desk, scale: str, first: str
) -> None:
    with quay_desk.store.step("A system", by="Test") as step:
        if scale == "street":
            step.add(Scale(id="street", name="Street", position=15))
        step.add(System(id="new", name="New", scale=scale))
        step.add(Cycle(id="new-1", system="new", name="First round"))
    state = LearningFromPanel(quay_desk, system="new", cycle="new-1").load()
    assert state["prompts"][0]["title"] == first
    assert state["enabling"]
    assert (state["n_below"], state["barriers"]) == (0, [])
    assert state["one_life"] == (scale == "person")


def test_who_only_looks_cannot_write(sample_desk: Desk) -> None:
    panel = LearningFromPanel(sample_desk, system="tidewell-council", cycle="tidewell-council-2", may_edit=False)
    assert "refused" in ask(panel, "enable", values={"what": "x"})
    assert "ok" in ask(panel, "picture")


def test_a_hidden_small_count_is_in_no_message_for_a_wide_audience(sample_store: Path) -> None:
    desk = Desk.open(sample_store, audience="place")
    panel = LearningFromPanel(desk, system="tidewell", cycle="tidewell-2", may_edit=False)
    state = panel.do_load()["state"]
    assert (state["barriers"], state["cycles"] != []) == ([], True)
    shown = {(one["kind"], one["state"]): (one["shown"], one["cycles"]) for one in state["counts"]}
    assert shown["System level, for leadership", "answered"] == ("*", "*")
    sent = json.dumps([state, ask(panel, "picture")])
    for hidden in ("Nobody answers after six", "Charities bid", "sent-", "issue-"):
        assert hidden not in sent
