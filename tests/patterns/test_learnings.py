"""Learnings counted by what they are about and who can act; each cell worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from workbench.frames import Audience, Evidence
from workbench.model import Debrief, DebriefEntry, PodEntry
from workbench.patterns import learnings
from workbench.sharing import release

Make = Callable[..., Evidence]


def _said(id: str, debrief: str, about: str | None, can_act: str | None) -> DebriefEntry:
    made = {"id": id, "cycle": "c", "debrief": debrief, "slice": "reflective", "text": "We learnt"}
    return DebriefEntry.model_validate({**made, "learning_about": about, "can_act": can_act})


def _brought(id: str, about: str | None, can_act: str | None, **more: Any) -> PodEntry:
    made = {"id": id, "cycle": "c", "held_on": "2026-04-29", "learnt": "To wait", "shared_on": "2026-04-30"}
    return PodEntry.model_validate({**made, "learning_about": about, "can_act": can_act, **more})


def _of_two_weeks() -> list[Any]:
    return [
        Debrief(id="early", cycle="c", held_on=date(2026, 4, 20)),
        Debrief(id="late", cycle="c", held_on=date(2026, 4, 28)),
        _said("1", "early", "work", "me"),
        _said("2", "late", "work", "me"),
        _said("3", "late", "organising", "another_cycle"),
        _said("4", "late", None, "team"),
        _said("5", "late", None, None),
        _brought("6", "organising", None),
        _brought("7", "work", "me", shared_on=None),
    ]


def test_entries_are_counted_in_every_cell_shared_ones_only(make_evidence: Make) -> None:
    found = learnings(make_evidence(*_of_two_weeks())).table
    assert found.to_numpy().tolist() == [
        ["work", "me", 2],
        ["work", "team", 0],
        ["work", "another_cycle", 0],
        ["work", "not_said", 0],
        ["organising", "me", 0],
        ["organising", "team", 0],
        ["organising", "another_cycle", 1],
        ["organising", "not_said", 1],
        ["not_said", "me", 0],
        ["not_said", "team", 1],
        ["not_said", "another_cycle", 0],
    ]


def test_since_leaves_out_what_was_held_earlier(make_evidence: Make) -> None:
    found = learnings(make_evidence(*_of_two_weeks()), since=date(2026, 4, 21)).table
    assert found[found["n"] > 0].to_numpy().tolist() == [
        ["work", "me", 1],
        ["organising", "another_cycle", 1],
        ["organising", "not_said", 1],
        ["not_said", "team", 1],
    ]


def test_small_numbers_are_hidden_from_others(make_evidence: Make, place: Audience) -> None:
    shown = release(learnings(make_evidence(*_of_two_weeks(), audience=place))).table["n_shown"].tolist()
    assert shown == ["*", "0", "0", "0", "0", "0", "*", "*", "0", "*", "0"]
