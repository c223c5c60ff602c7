"""The pattern board, spoken to as its page does. It is Monday 4 May 2026."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import (
    Case,
    Cycle,
    EvidenceLink,
    Experiment,
    Idea,
    Influence,
    Interpretation,
    Issue,
    Observation,
    Perspective,
    Story,
    System,
    Theme,
)
from workbench.panels.pattern_board import PatternBoard

_NUMBERS = itertools.count(1)


@pytest.fixture
def board(quay_desk: Desk) -> PatternBoard:
    with quay_desk.store.step("Noticed", by="Test") as step:
        step.add(Theme(id="waiting", cycle="quay-1", name="Waiting"))
        step.add(Theme(id="old", cycle="quay-1", name="No longer used", ended_on=date(2026, 1, 1)))
        step.add(Observation(id="letters", cycle="quay-1", title="Three letters", noticed_on=date(2026, 5, 1)))
        step.add(Observation(id="keys", cycle="quay-1", title="No key", noticed_on=date(2026, 5, 2)))
        step.add(Story(id="told", cycle="quay-1", title="The second letter", teller="Robin", text="It came again"))
        step.add(Story(id="gone", cycle="quay-1", title="A letter", teller="Wren", text="x", withdrawal="no_use"))
        step.add(Issue(id="raised", cycle="quay-1", description="Letters cross", level="system", owner="team"))
        step.add(System(id="harbour", name="Harbour", scale="team", part_of="bay"))
        step.add(Cycle(id="harbour-1", system="harbour", name="Their round"))
        step.add(Case(id="theirs", cycle="harbour-1", pseudonym="Letty"))
    return PatternBoard(quay_desk, system="quay", cycle="quay-1")


def ask(board: PatternBoard, do: str, **given: Any) -> dict[str, Any]:
    said = {"do": do, "n": str(next(_NUMBERS)), "page": "tab", "by": "Ama", "since": 0, "with": given}
    return board.hear(said)


def groups(board: PatternBoard) -> dict[str, str | None]:
    return {one["id"]: one["group"] for one in board.load()["observations"]}


# -- cards ------------------------------------------------------------------------------------------------------------
def test_the_board_tells_each_card_what_it_has_and_lacks(board: PatternBoard) -> None:
    ask(board, "add", kind="interpretation", values={"observation": "keys", "text": "Nobody trusts us"})
    shown = [
        (one["title"], one["n_interpretations"], one["printable"], one["why_not"], one["on"])
        for one in board.load()["observations"]
    ]
    assert shown == [("No key", 1, False, "one", "2 May 2026"), ("Three letters", 0, False, "none", "1 May 2026")]
    assert [one["name"] for one in board.load()["themes"]] == ["Waiting"]


def test_cards_are_gathered_under_a_theme_and_back_in_one_step(board: PatternBoard, quay_desk: Desk) -> None:
    ask(board, "gather", kind="observation", ids=["letters", "keys"], under="waiting")
    assert quay_desk.store.recent(1)[0].words == "Gathered 2 observations under a theme"
    assert groups(board) == {"letters": "waiting", "keys": "waiting"}
    ask(board, "undo")
    assert groups(board) == {"letters": None, "keys": None}


def test_a_new_theme_is_made_with_its_cards_and_one_of_that_name_is_used_again(
    board: PatternBoard, quay_desk: Desk
) -> None:
    ask(board, "gather", kind="observation", ids=["letters"], name="Paper")
    ask(board, "gather", kind="observation", ids=["keys"], name=" paper ")
    (paper,) = (one for one in quay_desk.store.all(Theme) if one.name == "Paper")
    assert groups(board) == {"letters": paper.id, "keys": paper.id}
    ask(board, "undo")
    ask(board, "undo")
    assert {one.name for one in quay_desk.store.all(Theme)} == {"Waiting", "No longer used"}


def test_interpretations_are_gathered_under_perspectives(board: PatternBoard, quay_desk: Desk) -> None:
    made = ask(board, "add", kind="interpretation", values={"observation": "keys", "text": "Nobody trusts us"})["ok"]
    ask(board, "gather", kind="interpretation", ids=[made["id"]], name="People served")
    (seen_from,) = quay_desk.store.all(Perspective)
    assert seen_from.name == "People served"
    assert quay_desk.store.get(Interpretation, made["id"]).perspective == seen_from.id
    (card,) = board.load()["interpretations"]
    assert (card["about"], card["group"], card["observation"]) == ("No key", seen_from.id, "keys")


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "observation", "ids": []},
        {"kind": "story", "ids": ["told"]},
        {"kind": "observation", "ids": "letters"},
        {"kind": "observation", "ids": ["gone-for-good"], "under": "waiting"},
        {"kind": "observation", "ids": ["letters"], "under": "nowhere"},
    ],
)
def test_what_cannot_be_gathered_changes_nothing(board: PatternBoard, given: dict[str, Any]) -> None:
    assert "refused" in ask(board, "gather", **given)
    assert groups(board) == {"letters": None, "keys": None}


# -- evidence ---------------------------------------------------------------------------------------------------------
def test_evidence_is_found_by_its_words_and_what_was_taken_back_is_not(board: PatternBoard) -> None:
    found = ask(board, "search", text="letter")["ok"]
    assert [(one["kind"], one["title"]) for one in found] == [
        ("story", "The second letter"),
        ("issue", "Letters cross"),
        ("observation", "Three letters"),
    ]
    assert ask(board, "search", text="second again")["ok"][0]["id"] == "told"


@pytest.mark.slow
def test_evidence_lies_on_one_side_changes_over_and_is_taken_away(board: PatternBoard) -> None:
    ask(board, "open", id="letters")
    ask(board, "lay", observation="letters", kind="story", id="told", stance="supports")
    shown = ask(board, "lay", observation="letters", kind="issue", id="raised", stance="contradicts")["ok"]
    sides = {(one["kind"], one["title"], one["stance"]) for one in shown["one"]["evidence"]}
    assert sides == {("story", "The second letter", "supports"), ("issue", "Letters cross", "contradicts")}
    assert (shown["one"]["card"]["n_supports"], shown["one"]["card"]["n_contradicts"]) == (1, 1)
    ask(board, "lay", observation="letters", kind="story", id="told", stance="contradicts")
    shown = ask(board, "take_away", observation="letters", kind="issue", id="raised")["ok"]
    assert [(one["kind"], one["stance"]) for one in shown["one"]["evidence"]] == [("story", "contradicts")]


@pytest.mark.parametrize(
    ("piece", "stance"),
    [
        (("story", "told"), "led_to"),
        (("case", "theirs"), "supports"),
        (("observation", "letters"), "supports"),
        (("sense_note", "x"), "supports"),
        (("story", "nowhere"), "supports"),
    ],
)
def test_what_cannot_be_laid_beside_it_changes_nothing(
    board: PatternBoard, quay_desk: Desk, piece: tuple[str, str], stance: str
) -> None:
    assert "refused" in ask(board, "lay", observation="letters", kind=piece[0], id=piece[1], stance=stance)
    assert quay_desk.store.all(EvidenceLink) == []


def test_a_story_taken_back_is_neither_shown_nor_counted(board: PatternBoard, quay_desk: Desk) -> None:
    with quay_desk.store.step("Link", by="Test") as step:
        ends = {"source_kind": "story", "source": "gone", "target_kind": "observation", "target": "letters"}
        step.add(EvidenceLink(cycle="quay-1", **ends))
    one = ask(board, "open", id="letters")["ok"]["one"]
    assert (one["evidence"], one["card"]["n_supports"]) == ([], 0)


# -- readings, ideas and what came of them ----------------------------------------------------------------------------
def read_twice(board: PatternBoard) -> None:
    for text in ("Nobody reads them", "They say nothing new"):
        ask(board, "add", kind="interpretation", values={"observation": "letters", "text": text})


def test_an_observation_with_one_interpretation_is_not_printable_and_says_why(board: PatternBoard) -> None:
    assert "Nobody has written down yet" in ask(board, "sheet", observation="letters")["refused"]
    ask(board, "add", kind="interpretation", values={"observation": "letters", "text": "Nobody reads them"})
    assert "only one reading" in ask(board, "sheet", observation="letters")["refused"]
    ask(board, "add", kind="interpretation", values={"observation": "letters", "text": "nobody reads them."})
    assert "nearly the same words" in ask(board, "sheet", observation="letters")["refused"]
    ask(board, "add", kind="interpretation", values={"observation": "letters", "text": "They say nothing new"})
    assert ask(board, "sheet", observation="letters")["ok"]["row"]["title"] == "Three letters"


def test_who_read_it_is_whoever_sits_here(board: PatternBoard, quay_desk: Desk) -> None:
    read_twice(board)
    assert {one.written_by for one in quay_desk.store.all(Interpretation)} == {"Ama"}


def test_an_idea_becomes_an_experiment_and_an_issue_and_the_chain_is_kept(board: PatternBoard, quay_desk: Desk) -> None:
    read_twice(board)
    ask(board, "open", id="letters")
    idea = ask(board, "add", kind="idea", values={"observation": "letters", "text": "Ring first"})["ok"]["id"]
    ask(board, "add", kind="experiment", values={"title": "Ring before writing"}, made_from=["idea", idea])
    issue = {"description": "No phone", "level": "system", "owner": "leadership"}
    ask(board, "add", kind="issue", values=issue, made_from=["idea", idea])
    (shown,) = board.load()["one"]["ideas"]
    assert [(to["kind"], to["text"], to["state"]) for to in shown["came"]] == [
        ("experiment", "Ring before writing", "designing"),
        ("issue", "No phone", "open"),
    ]
    (raised,) = (one for one in quay_desk.store.all(Issue) if one.description == "No phone")
    assert (raised.raised_by, raised.raised_on) == ("Ama", date(2026, 5, 4))
    assert [one.title for one in quay_desk.store.all(Experiment)] == ["Ring before writing"]


def test_an_idea_sent_to_another_cycle_waits_there_and_is_told_here(board: PatternBoard, quay_desk: Desk) -> None:
    ask(board, "open", id="letters")
    idea = ask(board, "add", kind="idea", values={"observation": "letters", "text": "Ring first"})["ok"]["id"]
    assert [id for id, _ in board.load()["one"]["cycles"]] == ["harbour-1"]
    shown = ask(board, "send", kind="idea", id=idea, to="harbour-1", why="You write as well")["ok"]
    (sent,) = quay_desk.store.all(Influence)
    assert (sent.of_kind, sent.of, sent.why, str(sent.state), sent.scope) == (
        "idea",
        idea,
        "You write as well",
        "waiting",
        "place",  # the smallest circle both groups lie in
    )
    (came,) = shown["one"]["ideas"][0]["came"]
    assert (came["kind"], came["to"], came["state"]) == ("influence", "Harbour · Their round", "waiting")
    for to in ("harbour-1", "quay-1", "nowhere"):
        assert "refused" in ask(board, "send", kind="idea", id=idea, to=to)
    ask(board, "undo")
    assert quay_desk.store.all(Influence) == []


def test_removing_an_observation_takes_its_readings_and_ideas_along_and_undo_brings_them_back(
    board: PatternBoard, quay_desk: Desk
) -> None:
    read_twice(board)
    ask(board, "add", kind="idea", values={"observation": "letters", "text": "Ring first"})
    ask(board, "remove", kind="observation", id="letters")
    assert (quay_desk.store.all(Interpretation), quay_desk.store.all(Idea)) == ([], [])
    ask(board, "undo")
    assert (len(quay_desk.store.all(Interpretation)), len(quay_desk.store.all(Idea))) == (2, 1)


def test_whoever_only_looks_sees_all_of_it_and_changes_nothing(board: PatternBoard, quay_desk: Desk) -> None:
    read_twice(board)
    looking = PatternBoard(quay_desk, system="quay", cycle="quay-1", may_edit=False)
    assert ask(looking, "open", id="letters")["ok"]["one"]["card"]["printable"]
    assert ask(looking, "picture")["ok"]["title"].startswith("What comes up again")
    for do, given in (
        ("gather", {"kind": "observation", "ids": ["keys"]}),
        ("send", {"kind": "idea", "id": "x", "to": "y"}),
    ):
        assert "refused" in ask(looking, do, **given)


def test_two_hundred_observations_are_told_with_all_their_readings(board: PatternBoard, quay_desk: Desk) -> None:
    with quay_desk.store.step("Many", by="Test") as step:
        for n in range(198):
            step.add(Observation(id=f"o{n}", cycle="quay-1", title=f"Seen {n}", theme="waiting" if n % 2 else None))
            for k in range(3):
                step.add(
                    Interpretation(cycle="quay-1", observation=f"o{n}", text=f"It means {n} times {k} other things")
                )
    told = {one["id"]: one for one in board.load()["observations"]}
    assert len(told) == 200
    assert {told[f"o{n}"]["n_interpretations"] for n in range(198)} == {3}
