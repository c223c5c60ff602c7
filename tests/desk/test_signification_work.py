"""What stories mean, written down at the desk: first use and rewording of a set, placing, and taking back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.desk.signification_work import SignificationWork
from workbench.errors import Gone, Refused
from workbench.model import Cycle, Signification, Signifier, SignifierKind, SignifierSet, Story, System, Withdrawal

ASKED = """name = "Ours"
[needed]
kind = "triad"
title = "What was needed"
top = "an ear"
left = "a hand"
right = "time"
[pace]
kind = "dyad"
title = "Things went"
left = "too slowly"
right = "too fast"
[there]
kind = "stones"
title = "Who was there?"
stones = ["Mum", "The nurse"]
left = "far"
right = "near"
bottom = "harder"
top = "easier"
"""
EVEN = {"placing": "placed", "top": 0.25, "left": 0.25, "right": 0.5}
Asks = Callable[[str], None]


@pytest.fixture
def asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Asks:
    """Puts other questions into the group's own templates; words and forms are those that come along."""
    from workbench.places import templates

    shipped, n = templates(), 0

    def written(text: str) -> None:
        nonlocal n
        n += 1
        own = tmp_path / f"templates-{n}"
        folder = own / "forms" / "en" / "signifiers"
        folder.mkdir(parents=True)
        (own / "words").symlink_to(shipped / "words")
        (own / "prompts").symlink_to(shipped / "prompts")
        (folder / "ours.toml").write_text(text, encoding="utf-8")
        monkeypatch.setenv("WORKBENCH_TEMPLATES", str(own))

    written(ASKED)
    return written


@pytest.fixture
def work(quay_desk: Desk, asks: Asks) -> SignificationWork:
    with quay_desk.store.step("Stories", by="Test") as step:
        for id in ("letter", "bench"):
            step.add(Story(id=id, cycle="quay-1", scope="team", title=id.title(), text="I …", teller="Wren"))
    quay_desk.sit(by="Ash", page="tab")
    return SignificationWork.at(quay_desk, "quay-1")


def sets(desk: Desk) -> list[SignifierSet]:
    return desk.store.all(SignifierSet)


def lies(desk: Desk, story: str = "letter") -> list[tuple[Any, ...]]:
    """Where a story lies: question, stone, what became of it, and its numbers that are there."""
    rows = sorted(desk.store.all(Signification, story=story), key=lambda row: (row.signifier, row.item))
    numbers = [tuple(n for n in (r.top, r.left, r.right, r.x, r.y) if n is not None) for r in rows]
    return [(row.signifier, row.item, row.placing.value, *n) for row, n in zip(rows, numbers, strict=True)]


# -- the first use of a set --------------------------------------------------------------------------------------------


def test_a_set_is_kept_the_first_time_a_story_answers_it_and_not_before(
    work: SignificationWork, quay_desk: Desk
) -> None:
    asked = work.asked()
    assert asked is not None
    assert (asked.ref, asked.name, asked.record) == ("ours", "Ours", None)
    assert sets(quay_desk) == []
    (row,) = work.place("letter", "ours", "needed", {**EVEN, "by": "teller"})
    (kept,) = sets(quay_desk)
    assert (kept.cycle, kept.name, kept.template, kept.language, kept.follows) == ("quay-1", "Ours", "ours", "en", None)
    # the questions are no secret: figures for a wider circle are read with them
    assert kept.scope == "public"
    assert kept.signifiers == asked.signifiers
    assert row.model_dump(include={"story", "signifier_set", "signifier", "placing", "top", "signified_by"}) == {
        "story": "letter",
        "signifier_set": kept.id,
        "signifier": "needed",
        "placing": "placed",
        "top": 0.25,
        "signified_by": "teller",
    }
    assert (row.created_by, row.placed_on) == ("Ash", quay_desk.today())
    work.place("bench", "ours", "needed", EVEN)
    assert len(sets(quay_desk)) == 1


def test_taking_back_the_first_answer_leaves_the_questions_to_those_who_were_asked_meanwhile(
    work: SignificationWork, quay_desk: Desk
) -> None:
    work.place("letter", "ours", "needed", EVEN)
    quay_desk.sit(by="Kit", page="other tab")
    work.place("bench", "ours", "pace", {"placing": "placed", "x": 0.5})
    quay_desk.sit(by="Ash", page="tab")
    undone = work.undo()
    assert undone is not None
    assert undone.words == "Placed a story on “What was needed”"
    assert lies(quay_desk) == []
    assert lies(quay_desk, "bench") == [("pace", "", "placed", 0.5)]
    assert len(sets(quay_desk)) == 1
    assert work.undo() is None


# -- rewording ---------------------------------------------------------------------------------------------------------


def test_answers_stay_with_the_wording_they_were_given_to(work: SignificationWork, quay_desk: Desk, asks: Asks) -> None:
    work.place("letter", "ours", "needed", EVEN)
    asks(ASKED.replace("an ear", "somebody to talk to"))
    work.place("bench", "ours", "needed", EVEN)
    # the story that was begun in the first wording goes on in it
    work.place("letter", "ours", "pace", {"placing": "placed", "x": 1})
    first, second = sorted(sets(quay_desk), key=lambda s: s.follows is not None)
    assert (first.follows, second.follows) == (None, first.id)
    assert [s.signifiers[0].labels[0] for s in (first, second)] == ["an ear", "somebody to talk to"]
    assert {r.signifier_set for r in quay_desk.store.all(Signification, story="letter")} == {first.id}
    assert {r.signifier_set for r in quay_desk.store.all(Signification, story="bench")} == {second.id}


def test_a_question_that_was_taken_out_is_kept_for_its_answers_and_asked_no_longer(
    work: SignificationWork, quay_desk: Desk, asks: Asks
) -> None:
    work.place("letter", "ours", "pace", {"placing": "placed", "x": 1})
    asks(ASKED[: ASKED.index("[pace]")])
    (offered,) = work.sets()
    assert [(s.key, s.asked) for s in offered.signifiers] == [("needed", True), ("pace", False), ("there", False)]
    with pytest.raises(Refused, match="“Things went” is no longer asked"):
        work.place("bench", "ours", "pace", {"placing": "placed", "x": 0})
    assert lies(quay_desk, "bench") == []
    # no third wording comes of what was gone already
    work.place("bench", "ours", "needed", EVEN)
    assert [s.record is not None for s in work.sets()] == [True]
    assert len(sets(quay_desk)) == 2


def test_the_same_wording_in_another_round_is_the_same_set(work: SignificationWork, quay_desk: Desk) -> None:
    work.place("letter", "ours", "needed", EVEN)
    with quay_desk.store.step("Round two", by="Test") as step:
        step.add(Cycle(id="quay-2", system="quay", name="Second round", round=2))
        step.add(Story(id="gate", cycle="quay-2", scope="team", title="Gate", text="I …", teller="Kit"))
    later = SignificationWork.at(quay_desk, "quay-2")
    (row,) = later.place("gate", "ours", "needed", EVEN)
    assert [s.id for s in sets(quay_desk)] == [row.signifier_set]
    assert row.cycle == "quay-2"


# -- placing and taking back -------------------------------------------------------------------------------------------


def test_placing_again_changes_the_row_and_each_act_can_be_undone(work: SignificationWork, quay_desk: Desk) -> None:
    (first,) = work.place("letter", "ours", "needed", EVEN)
    (second,) = work.place("letter", "ours", "needed", {"placing": "not_applicable"})
    assert (second.id, second.version) == (first.id, 2)
    assert lies(quay_desk) == [("needed", "", "not_applicable")]
    assert work.undo() is not None
    assert lies(quay_desk) == [("needed", "", "placed", 0.25, 0.25, 0.5)]
    assert work.redo() is not None
    assert lies(quay_desk) == [("needed", "", "not_applicable")]
    work.take_away("letter", "ours", "needed")
    assert lies(quay_desk) == []
    assert work.undo() is not None
    assert lies(quay_desk) == [("needed", "", "not_applicable")]


def test_stones_are_rows_that_come_and_go_in_one_step(work: SignificationWork, quay_desk: Desk) -> None:
    work.place("letter", "ours", "there", {"placing": "placed", "stones": {"Mum": {"x": 0.5, "y": 1}}})
    assert lies(quay_desk) == [("there", "Mum", "placed", 0.5, 1.0), ("there", "The nurse", "skipped")]
    work.place("letter", "ours", "there", {"placing": "not_applicable"})
    assert lies(quay_desk) == [("there", "", "not_applicable")]
    assert work.undo() is not None
    assert lies(quay_desk) == [("there", "Mum", "placed", 0.5, 1.0), ("there", "The nurse", "skipped")]
    work.take_away("letter", "ours", "there")
    assert lies(quay_desk) == []


def test_taking_away_what_was_never_answered_does_nothing(work: SignificationWork, quay_desk: Desk) -> None:
    before = quay_desk.store.revision()
    work.take_away("letter", "ours", "needed")
    assert quay_desk.store.revision() == before


def test_skipped_and_not_applicable_and_not_asked_are_three_things(work: SignificationWork, quay_desk: Desk) -> None:
    work.place("letter", "ours", "needed", {"placing": "skipped"})
    work.place("letter", "ours", "pace", {"placing": "not_applicable"})
    assert lies(quay_desk) == [("needed", "", "skipped"), ("pace", "", "not_applicable")]


@pytest.mark.parametrize(
    ("ref", "key", "why"),
    [
        ("theirs", "needed", "These questions are no longer here."),
        ("ours", "wanted", "This set of questions has no question “wanted”."),
    ],
)
def test_a_question_nobody_asks_is_refused_and_changes_nothing(
    work: SignificationWork, quay_desk: Desk, ref: str, key: str, why: str
) -> None:
    work.place("bench", "ours", "needed", EVEN)
    before = quay_desk.store.revision()
    with pytest.raises(Refused, match=why):
        work.place("letter", ref, key, EVEN)
    assert quay_desk.store.revision() == before


@pytest.mark.parametrize("withdrawal", [Withdrawal.no_use, Withdrawal.erased])
def test_nothing_more_is_said_about_a_story_that_was_taken_back(
    work: SignificationWork, quay_desk: Desk, withdrawal: Withdrawal
) -> None:
    work.place("letter", "ours", "needed", EVEN)
    quay_desk.store.withdraw("story", "letter", withdrawal, by="Ash", on=quay_desk.today())
    with pytest.raises(Refused, match="took back"):
        work.place("letter", "ours", "pace", {"placing": "placed", "x": 0.5})


def test_a_story_whose_consent_ran_out_is_not_added_to(work: SignificationWork, quay_desk: Desk) -> None:
    story = quay_desk.store.get(Story, "letter")
    with quay_desk.store.step("Until", by="Test") as step:
        step.revise(story.model_copy(update={"consent_until": quay_desk.today().replace(year=2020)}))
    with pytest.raises(Refused, match="ran out"):
        work.place("letter", "ours", "needed", EVEN)


def test_another_groups_story_and_another_groups_set_are_refused(work: SignificationWork, quay_desk: Desk) -> None:
    with quay_desk.store.step("The others", by="Test") as step:
        step.add(System(id="pier", name="Pier team", scale="team", part_of="bay"))
        step.add(Cycle(id="pier-1", system="pier", name="First round"))
        step.add(Story(id="theirs", cycle="pier-1", scope="team", title="Theirs", text="I …", teller="Robin"))
        step.add(SignifierSet(id="set-theirs", cycle="pier-1", scope="team", name="Theirs", template="sensemaker"))
    with pytest.raises(Refused):
        work.place("theirs", "ours", "needed", EVEN)
    with pytest.raises(Refused, match="no longer here"):
        work.place("letter", "set-theirs", "needed", EVEN)
    with pytest.raises(Gone):
        work.place("nobodys", "ours", "needed", EVEN)
    assert [one.ref for one in work.sets()] == ["ours"]


# -- which set is asked ------------------------------------------------------------------------------------------------


@pytest.fixture
def imported(quay_desk: Desk) -> SignifierSet:
    """A set that came with an import."""
    made = SignifierSet(
        id="set-in",
        cycle="quay-1",
        scope="team",
        name="From elsewhere",
        template="sensemaker",
        signifiers=(Signifier(key="tone", signifier_kind=SignifierKind.dyad, title="Tone", labels=("low", "high")),),
    )
    with quay_desk.store.step("Import", by="Test") as step:
        return step.add(made)


def test_a_group_chooses_among_the_templates_and_what_came_with_imports(
    work: SignificationWork, quay_desk: Desk, imported: SignifierSet
) -> None:
    work.place("letter", "ours", "needed", EVEN)
    assert [(one.ref, one.name) for one in work.sets()] == [("ours", "Ours"), ("set-in", "From elsewhere")]
    asked = work.asked()
    assert asked is not None and asked.ref == "ours"
    work.choose("set-in")
    asked = work.asked()
    assert asked is not None and asked.ref == "set-in"
    (row,) = work.place("bench", "set-in", "tone", {"placing": "placed", "x": 0.75})
    assert row.signifier_set == imported.id
    assert work.undo() is not None
    assert work.undo() is not None
    asked = work.asked()
    assert asked is not None and asked.ref == "ours"


def test_choosing_what_is_asked_already_is_refused(work: SignificationWork, imported: SignifierSet) -> None:
    work.choose("ours")
    with pytest.raises(Refused, match="asked already"):
        work.choose("ours")


def test_where_nothing_but_an_import_was_ever_used_its_questions_are_asked(
    work: SignificationWork, imported: SignifierSet
) -> None:
    asked = work.asked()
    assert asked is not None and asked.ref == imported.id
