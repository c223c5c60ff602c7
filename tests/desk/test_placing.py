"""One answer judged against its question: the rows it makes, and why it makes none."""

from __future__ import annotations

import math
from typing import Any

import pytest

from workbench.desk.placing import placings
from workbench.errors import Refused
from workbench.model import Signifier, SignifierKind
from workbench.model.prompts import words

TRIAD = Signifier(key="needed", signifier_kind=SignifierKind.triad, title="Needed", labels=("an ear", "a hand", "time"))
DYAD = Signifier(key="pace", signifier_kind=SignifierKind.dyad, title="Pace", labels=("slow", "fast"))
STONES = Signifier(
    key="there",
    signifier_kind=SignifierKind.stones,
    title="Who",
    labels=("Mum", "The nurse", "The bank"),
    axes=("far", "near", "harder", "easier"),
)
ONE = Signifier(
    key="part",
    signifier_kind=SignifierKind.choice,
    title="You are",
    labels=("the person", "a friend"),
    may_not_apply=False,
)
SEVERAL = Signifier(
    key="feeling", signifier_kind=SignifierKind.several, title="You feel", labels=("calm", "proud", "sad")
)


def placed(signifier: Signifier, **answer: Any) -> list[dict[str, Any]]:
    return placings(signifier, {"placing": "placed", **answer}, words=words())


def refused(signifier: Signifier, **answer: Any) -> str:
    with pytest.raises(Refused) as told:
        placings(signifier, answer, words=words())
    assert told.value.field == "answer"
    return str(told.value)


def test_a_point_in_the_triangle_is_kept_as_it_is() -> None:
    row = {"placing": "placed", "top": 0.3, "left": 0.6, "right": 0.1, "outside": False}
    assert placed(TRIAD, top=0.3, left=0.6, right=0.1) == [row]


def test_a_corner_is_the_strongest_opinion_and_stays_a_corner() -> None:
    row = {"placing": "placed", "top": 1.0, "left": 0.0, "right": 0.0, "outside": False}
    assert placed(TRIAD, top=1, left=0, right=0) == [row]


def test_a_point_just_outside_is_moved_to_the_edge_and_marked() -> None:
    # −0.1 counts as 0; 0.55 and 0.55 are then a half each
    row = {"placing": "placed", "top": 0.5, "left": 0.0, "right": 0.5, "outside": True}
    assert placed(TRIAD, top=0.55, left=-0.1, right=0.55) == [row]


def test_a_point_the_page_moved_to_the_edge_itself_keeps_its_mark() -> None:
    assert placed(TRIAD, top=0.5, left=0, right=0.5, outside=True)[0]["outside"] is True


def test_a_hair_outside_that_only_rounding_made_is_not_marked() -> None:
    row = placed(TRIAD, top=0.4, left=-1e-16, right=0.6)[0]
    assert (row["left"], row["outside"]) == (0.0, False)


def test_shares_that_do_not_add_up_are_closed_to_one() -> None:
    row = placed(TRIAD, top=0.4, left=0.4, right=0.4)[0]
    assert math.isclose(row["top"] + row["left"] + row["right"], 1, abs_tol=1e-12)
    assert row["top"] == row["left"] == row["right"]


@pytest.mark.parametrize(
    "shares",
    [
        {},
        {"top": 0.5, "left": 0.5},
        {"top": "1", "left": 0, "right": 0},
        {"top": True, "left": 0, "right": 0},
        {"top": float("nan"), "left": 0.5, "right": 0.5},
        {"top": float("inf"), "left": 0, "right": 0},
        {"top": 0, "left": 0, "right": 0},
        {"top": 3, "left": -1, "right": -1},
    ],
)
def test_what_is_no_place_in_a_triangle_is_refused(shares: dict[str, Any]) -> None:
    assert refused(TRIAD, placing="placed", **shares).startswith("That is no place on “Needed”.")


def test_a_dyad_takes_the_share_of_its_right_pole_and_an_end_a_little_off_is_the_end() -> None:
    assert placed(DYAD, x=0.25) == [{"placing": "placed", "x": 0.25}]
    assert placed(DYAD, x=1.04) == [{"placing": "placed", "x": 1.0}]


@pytest.mark.parametrize("x", [None, "", "0.5", -1, 2, float("nan"), False])
def test_what_is_no_place_on_a_line_is_refused(x: Any) -> None:
    assert "no place on “Pace”" in refused(DYAD, placing="placed", x=x)


def test_each_stone_is_a_row_and_one_left_beside_was_skipped() -> None:
    assert placed(STONES, stones={"The nurse": {"x": 1, "y": 0.5}, "Mum": {"x": 0, "y": 0.75}}) == [
        {"item": "Mum", "placing": "placed", "x": 0.0, "y": 0.75},
        {"item": "The nurse", "placing": "placed", "x": 1.0, "y": 0.5},
        {"item": "The bank", "placing": "skipped"},
    ]


def test_a_stone_that_is_none_and_a_field_without_stones_are_refused() -> None:
    assert refused(STONES, placing="placed", stones={"Dad": {"x": 0, "y": 0}}).startswith("“Dad” is no stone of “Who”.")
    assert refused(STONES, placing="placed", stones={}).startswith("No stone of “Who” lies on the field.")
    assert refused(STONES, placing="placed", stones={"Mum": None}).startswith("No stone of “Who” lies on the field.")
    assert "no place" in refused(STONES, placing="placed", stones={"Mum": {"x": 0.5}})
    assert "no place" in refused(STONES, placing="placed", stones=["Mum"])


def test_choices_are_kept_in_the_order_they_are_offered() -> None:
    assert placed(SEVERAL, chosen=["sad", "calm", "sad"]) == [{"placing": "placed", "chosen": ("calm", "sad")}]
    assert placed(ONE, chosen=["a friend"]) == [{"placing": "placed", "chosen": ("a friend",)}]


def test_a_choice_that_is_not_offered_or_two_where_one_is_asked_are_refused() -> None:
    assert refused(SEVERAL, placing="placed", chosen=["angry"]).startswith("“angry” is no answer to “You feel”.")
    assert refused(ONE, placing="placed", chosen=["a friend", "the person"]).startswith("“You are” takes one answer.")
    assert refused(SEVERAL, placing="placed", chosen=[]).startswith("Nothing is chosen for “You feel”.")
    assert refused(SEVERAL, placing="placed", chosen="sad").startswith("Nothing is chosen")


@pytest.mark.parametrize("signifier", [TRIAD, DYAD, STONES, SEVERAL])
@pytest.mark.parametrize("placing", ["not_applicable", "skipped"])
def test_what_does_not_apply_or_was_skipped_is_one_row_without_a_place(signifier: Signifier, placing: str) -> None:
    answer = {"placing": placing, "x": 0.5, "chosen": ["calm"]}
    assert placings(signifier, answer, words=words()) == [{"placing": placing}]


def test_a_question_asked_of_everybody_can_be_skipped_and_not_put_aside_as_not_applying() -> None:
    assert refused(ONE, placing="not_applicable").startswith("“You are” is asked of everybody.")
    assert placings(ONE, {"placing": "skipped"}, words=words()) == [{"placing": "skipped"}]


@pytest.mark.parametrize("answer", [{}, {"placing": "somewhere"}, {"placing": None}])
def test_what_no_page_of_ours_sends_is_refused(answer: dict[str, Any]) -> None:
    assert refused(DYAD, **answer).startswith("That is no answer this page can send.")
