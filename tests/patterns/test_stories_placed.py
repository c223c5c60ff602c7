"""Where single stories lie on every question of a set: for the group itself only."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from workbench.errors import Gone, NotAllowed
from workbench.frames import Audience, Evidence
from workbench.model import Signification, SignifiedBy, Signifier, SignifierSet, Story
from workbench.patterns.stories_placed import side_of, stories_placed
from workbench.patterns.triangle import HEIGHT
from workbench.sharing import release

MakeEvidence = Callable[..., Evidence]
ASKED = (
    Signifier(key="moved", signifier_kind="triad", title="What moved it?", labels=("trust", "time", "a place")),
    Signifier(key="heard", signifier_kind="dyad", title="Were you heard?", labels=("no", "yes")),
    Signifier(key="field", signifier_kind="stones", title="Where did they stand?", labels=("council",)),
)


def story(id: str, told_on: date, teller: str = "") -> Story:
    return Story(id=id, cycle="c", scope="team", title=f"Story {id}", text="…", teller=teller, told_on=told_on)


def placing(of: str, signifier: str, *, id: str, **more: Any) -> Signification:
    begun = {"id": id, "cycle": "c", "story": of, "signifier_set": "set", "signifier": signifier, "placing": "placed"}
    return Signification.model_validate({**begun, **more})


@pytest.fixture
def told(make_evidence: MakeEvidence) -> Evidence:
    return make_evidence(
        SignifierSet(id="set", cycle="c", name="What it means", signifiers=ASKED),
        story("old", date(2026, 1, 1), "Wren"),
        story("new", date(2026, 2, 1), "Wren"),
        story("alone", date(2026, 3, 1)),
        placing("old", "moved", id="1", top=0.0, left=0.0, right=1.0),
        placing("old", "moved", id="2", top=1.0, left=0.0, right=0.0, signified_by=SignifiedBy.listener),
        placing("old", "heard", id="3", placing="not_applicable"),
        placing("new", "heard", id="4", x=0.5),
        placing("new", "field", id="5", item="council", x=0.5, y=0.49),
    )


def test_each_story_lies_where_its_teller_put_it_and_what_was_left_open_is_skipped(told: Evidence) -> None:
    found = stories_placed(told, "set")
    assert list(found.stories["story"]) == ["new", "old"]
    assert found.n_people == 1
    rows = found.table[["story", "signifier", "placing", "x", "y", "zone"]].astype("object")
    rows = rows.where(rows.notna(), None).to_numpy().tolist()
    assert sorted(rows, key=str) == sorted(
        [
            ["old", "moved", "placed", 1.0, 0.0, "R"],
            ["new", "moved", "skipped", None, None, ""],
            ["old", "heard", "not_applicable", None, None, ""],
            ["new", "heard", "placed", 0.5, 0.0, "between"],
            ["old", "field", "skipped", None, None, ""],
            ["new", "field", "placed", 0.5, 0.49, "right_bottom"],
        ],
        key=str,
    )


def test_a_story_in_the_middle_is_drawn_in_the_middle(make_evidence: MakeEvidence) -> None:
    third = 1 / 3
    found = stories_placed(
        make_evidence(
            SignifierSet(id="set", cycle="c", name="Set", signifiers=ASKED[:1]),
            story("a", date(2026, 1, 1)),
            placing("a", "moved", id="1", top=third, left=third, right=third),
        ),
        "set",
    )
    [row] = found.table.to_dict("records")
    assert (row["x"], row["zone"]) == (pytest.approx(0.5), "centre")
    assert math.isclose(row["y"], HEIGHT / 3)


def test_a_set_nobody_answered_has_no_stories_and_one_that_is_not_there_is_gone(make_evidence: MakeEvidence) -> None:
    empty = make_evidence(SignifierSet(id="set", cycle="c", name="Set", signifiers=()), story("a", date(2026, 1, 1)))
    found = stories_placed(empty, "set")
    assert (len(found.table), len(found.stories), found.n_people) == (0, 0, 0)
    with pytest.raises(Gone):
        stories_placed(empty, "another")


def test_a_point_is_one_story_so_a_wider_audience_gets_none(told: Evidence) -> None:
    assert len(release(stories_placed(told, "set")).table) == 6
    with pytest.raises(NotAllowed):
        stories_placed(replace(told, audience=Audience.public()), "set")


def test_a_share_of_six_tenths_lies_with_its_end_even_where_it_was_worked_out() -> None:
    shares = pd.Series([0.0, 0.1 + 0.2 + 0.1, 0.4, 0.41, 0.59, 0.6, 1 - 0.4, 1.0])
    assert list(side_of(shares)) == ["left", "left", "left", "between", "between", "right", "right", "right"]
