"""Rounds of coding and themes, as acts of people; it is Monday 4 May 2026."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.desk.coding_work import CodingWork
from workbench.errors import NotAllowed, Problems, Refused
from workbench.model import (
    Coding,
    CodingDone,
    CodingRound,
    CodingState,
    CodingUnit,
    Cycle,
    Issue,
    Observation,
    PodEntry,
    Story,
    System,
    Theme,
)

TEXT = "Nobody rang me back 🪟. I waited all day."
BEGUN = {"name": "Spring", "unit": "passage"}


@pytest.fixture
def work(quay_desk: Desk) -> CodingWork:
    with quay_desk.store.step("What there is to read", by="Test") as step:
        for id in ("s1", "s2"):
            step.add(Story(id=id, cycle="quay-1", title=f"Story {id}", text=TEXT, teller="Wren"))
        step.add(Issue(id="i1", cycle="quay-1", description="No beds", level="system", owner="team"))
        for id, on in (("p1", None), ("p2", date(2026, 5, 1))):
            step.add(PodEntry(id=id, cycle="quay-1", held_on=date(2026, 5, 1), learnt="We wait", shared_on=on))
        step.add(Theme(id="waiting", cycle="quay-1", name="Waiting"))
        step.add(Theme(id="trust", cycle="quay-1", name="Trust"))
    return _sit(quay_desk, "Ama")


def _sit(desk: Desk, by: str) -> CodingWork:
    desk.sit(by=by, page=f"tab of {by}")
    return CodingWork.at(desk, "quay-1")


def _begin(work: CodingWork, *texts: tuple[str, str], **values: Any) -> tuple[CodingRound, list[str]]:
    begun = work.begin({**BEGUN, **values}, texts=texts or (("story", "s1"), ("story", "s2")))
    units = sorted(work._store.all(CodingUnit, coding_round=begun.id), key=lambda unit: unit.position)
    return begun, [unit.id for unit in units]


def test_a_round_begins_blind_with_its_texts_in_order_and_whoever_begins_it(work: CodingWork, quay_desk: Desk) -> None:
    begun, _ = _begin(work, ("issue", "i1"), ("story", "s1"), ("issue", "i1"), coders=["Bo", "ama"])
    assert (begun.state, begun.coders, begun.opened_on) == (CodingState.blind, ("Bo", "Ama"), date(2026, 5, 4))
    units = quay_desk.store.all(CodingUnit)
    assert [(u.of_kind, u.of, u.position) for u in sorted(units, key=lambda u: u.position)] == [
        ("issue", "i1", 0),
        ("story", "s1", 1),
    ]
    work.undo()
    assert (quay_desk.store.all(CodingRound), quay_desk.store.all(CodingUnit)) == ([], [])


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ([], "No texts are chosen"),
        ([("story", "gone")], "removed"),
        ([("pod_entry", "p1")], "not here any more"),
        ([("theme", "trust")], "cannot be coded"),
        ([("story", f"x{n}") for n in range(501)], "at most 500"),
    ],
)
def test_a_round_of_what_cannot_be_read_is_not_begun(
    work: CodingWork, quay_desk: Desk, texts: list[tuple[str, str]], said: str
) -> None:
    with pytest.raises(Exception, match=said):
        work.begin(BEGUN, texts=texts)
    assert quay_desk.store.all(CodingRound) == []


def test_a_shared_pod_entry_can_be_read(work: CodingWork) -> None:
    _, [unit] = _begin(work, ("pod_entry", "p2"))
    assert work.tag(unit, "waiting", field="learnt", span=(0, 2), quote="We").quote == "We"
    with pytest.raises(Refused, match="no such part"):
        work.tag(unit, "waiting", field="pair", span=(0, 2), quote="We")


def test_nobody_reads_without_a_name(quay_desk: Desk, work: CodingWork) -> None:
    nameless = _sit(quay_desk, "")
    with pytest.raises(Problems, match="Nobody is named"):
        nameless.begin(BEGUN, texts=[("story", "s1")])
    begun, [unit, _] = _begin(nameless, coders=["Bo"])
    for act in (lambda: nameless.join(begun.id), lambda: nameless.tag(unit, "trust")):
        with pytest.raises((Refused, NotAllowed), match="Say your name first"):
            act()


def test_a_passage_is_kept_in_characters_without_blanks_at_its_ends(work: CodingWork) -> None:
    _, [unit, _] = _begin(work)
    # the emoji is one character here, and two in a browser
    coding = work.tag(unit, "trust", span=(22, 30), quote=" I waite")
    assert (coding.starts, coding.ends, coding.quote, coding.coder) == (23, 30, "I waite", "Ama")
    assert TEXT[23:30] == "I waite"
    assert work.tag(unit, "trust", span=(23, 30), quote="I waite").id == coding.id


def test_a_passage_of_a_text_that_was_changed_is_looked_for(work: CodingWork, quay_desk: Desk) -> None:
    _, [unit, _] = _begin(work)
    story = quay_desk.store.get(Story, "s1")
    with quay_desk.store.step("Mended", by="Test") as step:
        step.revise(story.model_copy(update={"text": "Well. " + TEXT}))
    assert work.tag(unit, "trust", span=(23, 30), quote="I waite").starts == 29
    with pytest.raises(Refused, match="Select them again"):
        work.tag(unit, "trust", span=(0, 12), quote="Somebody else rang")


@pytest.mark.parametrize(("span", "quote"), [((5, 5), ""), ((9, 3), ""), ((90, 95), ""), ((6, 7), " ")])
def test_a_passage_needs_words(work: CodingWork, quay_desk: Desk, span: tuple[int, int], quote: str) -> None:
    _, [unit, _] = _begin(work)
    with pytest.raises(Refused, match="Select them again"):
        work.tag(unit, "trust", span=span, quote=quote)
    assert quay_desk.store.all(Coding) == []


def test_a_whole_text_is_tagged_once_by_each(work: CodingWork, quay_desk: Desk) -> None:
    _, [unit, _] = _begin(work, coders=["Bo"])
    first = work.tag(unit, "trust")
    assert (first.starts, first.field, work.tag(unit, "trust").id) == (None, "text", first.id)
    assert _sit(quay_desk, "bo").tag(unit, "trust").coder == "Bo"
    assert len(quay_desk.store.all(Coding)) == 2


def test_only_readers_tag_and_whoever_joins_is_one(work: CodingWork, quay_desk: Desk) -> None:
    begun, [unit, _] = _begin(work)
    other = _sit(quay_desk, "Cy")
    with pytest.raises(NotAllowed, match="I read as well"):
        other.tag(unit, "trust")
    assert other.join(begun.id).coders == ("Ama", "Cy")
    assert other.join(begun.id).version == 2
    assert other.tag(unit, "trust").coder == "Cy"


def test_only_whoever_tagged_takes_it_away(work: CodingWork, quay_desk: Desk) -> None:
    _, [unit, _] = _begin(work, coders=["Bo"])
    coding = work.tag(unit, "trust").id
    other = _sit(quay_desk, "Bo")
    with pytest.raises(NotAllowed, match="Somebody else tagged this"):
        other.untag(coding)
    again = _sit(quay_desk, "AMA")
    again.untag(coding)
    assert quay_desk.store.all(Coding) == []
    again.undo()
    assert [one.id for one in quay_desk.store.all(Coding)] == [coding]


def test_a_text_is_read_to_its_end_once_and_that_can_be_taken_back(work: CodingWork, quay_desk: Desk) -> None:
    begun, [first, second] = _begin(work, coders=["Bo"])
    work.read(first)
    work.read(first)
    assert [(d.coding_unit, d.coder, d.done_on) for d in quay_desk.store.all(CodingDone)] == [
        (first, "Ama", date(2026, 5, 4))
    ]
    assert work.unfinished(begun.id) == {"Ama": 1, "Bo": 2}
    work.read(second)
    assert work.unfinished(begun.id) == {"Bo": 2}
    work.read(first, done=False)
    assert work.unfinished(begun.id) == {"Ama": 1, "Bo": 2}


def test_after_the_reveal_nothing_is_tagged_any_more(work: CodingWork, quay_desk: Desk) -> None:
    begun, [unit, _] = _begin(work)
    coding = work.tag(unit, "trust").id
    assert work.reveal(begun.id).revealed_on == date(2026, 5, 4)
    for act in (
        lambda: work.tag(unit, "waiting"),
        lambda: work.untag(coding),
        lambda: work.read(unit),
        lambda: work.join(begun.id),
        lambda: work.reveal(begun.id),
    ):
        with pytest.raises(NotAllowed):
            act()
    work.undo()
    work.untag(coding)
    assert quay_desk.store.all(Coding) == []


def test_a_round_is_closed_and_opened_again_after_its_reveal_only(work: CodingWork) -> None:
    begun, _ = _begin(work)
    with pytest.raises(NotAllowed, match="not revealed"):
        work.close(begun.id)
    work.reveal(begun.id)
    assert work.close(begun.id).closed_on == date(2026, 5, 4)
    assert work.open_again(begun.id).state is CodingState.revealed


def test_what_was_agreed_stands_beside_what_was_tagged_and_waits_for_the_reveal(
    work: CodingWork, quay_desk: Desk
) -> None:
    begun, [unit, _] = _begin(work)
    coding = work.tag(unit, "trust").id
    with pytest.raises(NotAllowed, match="still blind"):
        work.note_agreed([coding], "x")
    work.reveal(begun.id)
    work.note_agreed([coding], "It is about waiting")
    assert quay_desk.store.get(Coding, coding).note == "It is about waiting"


def test_the_history_never_tells_what_was_tagged(work: CodingWork, quay_desk: Desk) -> None:
    _, [unit, _] = _begin(work)
    work.untag(work.tag(unit, "trust", span=(0, 6), quote="Nobody").id)
    work.read(unit)
    said = " ".join(revision.words for revision in quay_desk.store.recent(10))
    assert [word for word in ("Trust", "Nobody", "s1", "Story s1") if word in said] == []


def test_where_a_round_stands_is_not_written_by_hand(work: CodingWork, quay_desk: Desk) -> None:
    begun, _ = _begin(work, note="x")
    with pytest.raises(Refused, match="use the buttons"):
        work.write("coding_round", begun.id, {"state": "revealed"})
    with pytest.raises(Refused, match="use the buttons"):
        work.add("coding_round", {"name": "Another"})
    work.write("coding_round", begun.id, {"name": "Early spring"})
    found = quay_desk.store.get(CodingRound, begun.id)
    assert (found.name, found.state, found.note) == ("Early spring", "blind", "")


# -- themes ------------------------------------------------------------------------------------------------------------


def test_a_theme_has_a_name_of_its_own_while_it_is_used(work: CodingWork) -> None:
    with pytest.raises(Problems, match="There is a theme “trust” already"):
        work.add("theme", {"name": " trust "})
    work.write("theme", "trust", {"name": "TRUST"})
    with pytest.raises(Problems, match="already"):
        work.write("theme", "waiting", {"name": "Trust"})
    work.end("trust")
    work.add("theme", {"name": "Trust"})
    with pytest.raises(Problems, match="already"):
        work.use_again("trust")


def test_a_theme_is_never_part_of_itself(work: CodingWork) -> None:
    work.write("theme", "trust", {"part_of": "waiting"})
    for id, part_of in (("waiting", "trust"), ("trust", "trust")):
        with pytest.raises(Problems, match="cannot be part of itself"):
            work.write("theme", id, {"part_of": part_of})


def test_a_theme_that_is_no_longer_used_tags_nothing(work: CodingWork) -> None:
    _, [unit, _] = _begin(work)
    work.end("trust")
    with pytest.raises(Refused, match="no longer used"):
        work.tag(unit, "trust")
    assert work.use_again("trust").ended_on is None
    assert work.tag(unit, "trust").theme == "trust"


def test_a_theme_that_was_used_is_not_removed(work: CodingWork, quay_desk: Desk) -> None:
    _, [unit, _] = _begin(work)
    work.tag(unit, "trust")
    with pytest.raises(Refused, match="was used"):
        work.remove("theme", "trust")
    work.remove("theme", "waiting")
    assert [theme.id for theme in quay_desk.store.all(Theme)] == ["trust"]


def test_merging_keeps_every_tag_once_and_is_undone_as_one(work: CodingWork, quay_desk: Desk) -> None:
    begun, [first, second] = _begin(work)
    twice = work.tag(first, "trust", span=(0, 6), quote="Nobody").id
    kept = work.tag(first, "waiting", span=(0, 6), quote="Nobody").id
    moved = work.tag(second, "trust").id
    small = work.add("theme", {"name": "Doors", "part_of": "trust"}).id
    with quay_desk.store.step("Noticed", by="Test") as step:
        step.add(Observation(id="o", cycle="quay-1", title="We noticed", theme="trust"))
    with pytest.raises(NotAllowed, match="“Spring” is still blind"):
        work.merge("trust", into="waiting")
    work.reveal(begun.id)
    work.merge("trust", into="waiting")
    store = quay_desk.store
    assert {one.id: one.theme for one in store.all(Coding)} == {kept: "waiting", moved: "waiting"}
    assert (store.get(Observation, "o").theme, store.get(Theme, small).part_of) == ("waiting", "waiting")
    ended = store.get(Theme, "trust")
    assert (ended.part_of, ended.ended_on) == ("waiting", date(2026, 5, 4))
    work.undo()
    assert {one.id: one.theme for one in store.all(Coding)} == {twice: "trust", kept: "waiting", moved: "trust"}
    assert store.get(Theme, "trust").ended_on is None


def test_a_theme_merged_into_a_part_of_it_makes_no_ring(work: CodingWork, quay_desk: Desk) -> None:
    small = work.add("theme", {"name": "Doors", "part_of": "trust"}).id
    work.write("theme", "trust", {"part_of": "waiting"})
    work.merge("trust", into=small)
    assert {t.id: t.part_of for t in quay_desk.store.all(Theme)} == {"waiting": None, "trust": small, small: "waiting"}
    for into in ("trust", small):
        with pytest.raises(Refused, match="Choose another theme"):
            work.merge(small if into == small else "waiting", into=into)


def test_another_groups_themes_and_texts_are_not_touched(work: CodingWork, quay_desk: Desk) -> None:
    with quay_desk.store.step("Another team", by="Test") as step:
        step.add(System(id="pier", name="Pier team", scale="team", part_of="bay"))
        step.add(Cycle(id="pier-1", system="pier", name="First round"))
        step.add(Theme(id="theirs", cycle="pier-1", name="Theirs"))
        step.add(Story(id="s9", cycle="pier-1", title="Theirs", text="Words", teller="Wren"))
    _, [unit, _] = _begin(work)
    for act in (
        lambda: work.tag(unit, "theirs"),
        lambda: work.end("theirs"),
        lambda: work.begin(BEGUN, texts=[("story", "s9")]),
    ):
        with pytest.raises(Refused, match="belongs to another group"):
            act()
