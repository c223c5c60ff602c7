"""What a teller takes back of a story takes along where it was placed and what others tagged in it."""

from __future__ import annotations

import secrets
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from workbench.errors import Refused
from workbench.model import (
    Coding,
    CodingDone,
    CodingRound,
    CodingUnit,
    Influence,
    Intake,
    Placing,
    Signification,
    Signifier,
    SignifierKind,
    SignifierSet,
    Story,
    Theme,
    Withdrawal,
)

if TYPE_CHECKING:
    from conftest import World

TODAY = date(2026, 3, 2)
PARTS = ("signification", "coding", "coding_done", "coding_unit")


def told(world: World, marker: str, *, source_key: str = "row 1") -> Story:
    """A story of one import, placed on a triad and a choice, tagged by two people in a round, and sent on."""
    here = {"cycle": world.cycle.id}
    kinds = (("between", SignifierKind.triad, ("care", "time", "money")), ("who", SignifierKind.choice, (marker, "x")))
    asked = tuple(Signifier(key=key, signifier_kind=kind, title=key, labels=labels) for key, kind, labels in kinds)
    with world.store.step("Brought in", by="Asha", page="tab") as step:
        intake = step.add(Intake(file="stories.csv", source="Phones", **here))
        brought = {**here, "intake": intake.id}
        set_ = step.add(SignifierSet(name="About help", signifiers=asked[:1], **here))
        [story] = step.add_many(
            [Story(title=marker, text=f"I said {marker}", teller=marker, wish=marker, source_key=source_key, **brought)]
        )
        placed = {"story": story.id, "signifier_set": set_.id, "placing": Placing.placed, **brought}
        step.add_many(
            [
                Signification(signifier="between", top=0.5, left=0.25, right=0.25, **placed),
                Signification(signifier="who", chosen=(marker,), **placed),
            ]
        )
    with world.store.step("Tagged", by="Bo", page="tab") as step:
        theme = step.add(Theme(name="Being heard", **here))
        round_ = step.add(CodingRound(name="May", coders=("Bo", "Cy"), **here))
        of = {"of_kind": "story", "of": story.id, **here}
        unit = step.add(CodingUnit(coding_round=round_.id, **of))
        for coder in round_.coders:
            tagged = {"starts": 2, "ends": 2 + len(marker), "quote": marker, "note": marker}
            step.add(Coding(theme=theme.id, coder=coder, coding_round=round_.id, **tagged, **of))
            step.add(CodingDone(coding_unit=unit.id, coder=coder, **here))
        step.add(Influence(to_cycle=world.other_cycle.id, why=f"Because {marker}", **of))
    return story


def everything(world: World, folder: Path) -> bytes:
    store = world.store
    rows = [repr(store.all(kind)) for kind in ("story", *PARTS, "influence")]
    said = [repr(store.recent(1_000))]
    return b"".join([*(p.read_bytes() for p in folder.rglob("*") if p.is_file()), repr(rows + said).encode()])


@pytest.mark.parametrize("where", ["file"], indirect=True)
def test_an_erased_story_is_found_nowhere_in_its_parts(world: World, tmp_path: Path) -> None:
    marker = secrets.token_hex(12)
    mine, other = told(world, marker), told(world, "another", source_key="row 2")
    assert marker.encode() in everything(world, tmp_path)
    world.store.withdraw("story", mine.id, Withdrawal.erased, by="Bo", on=TODAY)
    assert marker.encode() not in everything(world, tmp_path)
    assert {kind: len(world.store.all(kind)) for kind in PARTS} == {
        "signification": 2,
        "coding": 2,
        "coding_done": 2,
        "coding_unit": 1,
    }
    assert {coding.of for coding in world.store.all(Coding)} == {other.id}
    assert [sent.why for sent in world.store.all(Influence)] == ["", "Because another"]
    assert world.store.check() == []


def test_an_erased_story_keeps_its_source_key_so_that_its_file_does_not_bring_it_back(world: World) -> None:
    mine = told(world, "a marker")
    world.store.withdraw("story", mine.id, Withdrawal.erased, by="Bo", on=TODAY)
    kept = world.store.get(Story, mine.id)
    assert (kept.source_key, kept.intake, kept.text, kept.wish, kept.place) == ("row 1", mine.intake, "", "", "")
    with pytest.raises(Refused, match="already"):
        told(world, "again")


def test_a_story_of_an_import_that_was_erased_takes_no_place_again(world: World) -> None:
    mine = told(world, "a marker")
    world.store.withdraw("story", mine.id, Withdrawal.erased, by="Bo", on=TODAY)
    [set_] = world.store.all(SignifierSet)
    late = Signification(
        cycle=world.cycle.id,
        story=mine.id,
        signifier_set=set_.id,
        signifier="between",
        placing=Placing.not_applicable,
    )
    with pytest.raises(Refused, match="was erased"), world.store.step("Placed", by="Asha") as step:
        step.add(late)


def test_where_a_story_was_placed_is_seen_where_the_story_is(world: World) -> None:
    mine = told(world, "a marker")
    kinds = ("story", "signification", "coding", "coding_unit", "coding_done")
    ours = world.store.read(*kinds, audience=world.team, on=TODAY)
    assert {kind: len(ours[kind]) for kind in kinds[1:]} == {
        "signification": 2,
        "coding": 2,
        "coding_unit": 1,
        "coding_done": 2,
    }
    theirs = world.store.read(*kinds, audience=world.other_team, on=TODAY)
    assert [len(theirs[kind]) for kind in kinds] == [0] * len(kinds)
    world.store.withdraw("story", mine.id, Withdrawal.no_use, by="Bo", on=TODAY)
    hidden = world.store.read(*kinds, audience=world.team, on=TODAY)
    assert [len(hidden[kind]) for kind in kinds[1:]] == [0] * 4


def test_a_story_that_is_removed_takes_its_parts_along_and_brings_them_back(world: World) -> None:
    mine = told(world, "a marker")
    with world.store.step("Removed", by="Asha", page="tab") as step:
        step.remove("story", mine.id)
    assert [len(world.store.all(kind)) for kind in (*PARTS, "influence")] == [0] * 5
    world.store.undo(by="Asha", page="tab")
    assert [len(world.store.all(kind)) for kind in (*PARTS, "influence")] == [2, 2, 2, 1, 1]
