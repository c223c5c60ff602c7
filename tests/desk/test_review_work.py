"""A group reviews its cycle and says which groups stand round it. It is Monday 4 May 2026."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.desk import Desk
from workbench.desk.review_work import ReviewWork
from workbench.errors import Gone, Problems, Refused, Stale
from workbench.model import Cycle, EvidenceLink, GovernanceGroup, Review, ReviewNote, System

PLAN = "Is there a plan for each part of the cycle, good enough to act on and loose enough to change?"


@pytest.fixture
def work(quay_desk: Desk) -> ReviewWork:
    quay_desk.sit(by="Ama", page="tab")
    with quay_desk.store.step("Reviewed", by="Ama") as step:
        step.add(Review(id="may", cycle="quay-1", held_on=date(2026, 5, 4), taking_part=("Ama",)))
        step.add(System(id="far", name="Far away", scale="team"))
        step.add(Cycle(id="far-1", system="far", name="Theirs"))
        step.add(Review(id="theirs", cycle="far-1", held_on=date(2026, 5, 4)))
        step.add(GovernanceGroup(id="doers", cycle="quay-1", name="Doers", group_kind="core", next_on=date(2026, 6, 1)))
    return ReviewWork.at(quay_desk, "quay-1")


def said(desk: Desk) -> list[tuple[str, str | None, str, str]]:
    notes = desk.store.all(ReviewNote)
    return [(note.prompt, note.state and str(note.state), note.note, note.asked) for note in notes]


# -- answers ----------------------------------------------------------------------------------------------------------
def test_a_review_is_held_today_where_no_day_is_said(work: ReviewWork, quay_desk: Desk) -> None:
    made = work.add("review", {"taking_part": ["Ama", "Bo"]})
    assert quay_desk.store.get(Review, made.id).held_on == date(2026, 5, 4)


def test_state_and_note_of_a_prompt_are_one_answer_that_keeps_what_was_asked(work: ReviewWork, quay_desk: Desk) -> None:
    work.answer("may", "plan", {"state": "needs_work"}, was={"state": None})
    work.answer("may", "plan", {"note": "One date"}, was={"note": ""})
    assert said(quay_desk) == [("plan", "needs_work", "One date", PLAN)]
    work.undo()
    work.undo()
    assert said(quay_desk) == []


def test_two_people_at_two_prompts_are_in_nobodys_way(work: ReviewWork, quay_desk: Desk) -> None:
    other = Desk(quay_desk.store, now=quay_desk.now)
    other.sit(by="Bo", page="other")
    bo = ReviewWork.at(other, "quay-1")
    work.answer("may", "plan", {"state": "fine"}, was={"state": None})
    bo.answer("may", "resources", {"state": "dont_know"}, was={"state": None})
    work.answer("may", "plan", {"note": "Two dates"}, was={"note": ""})
    assert [(prompt, state, note) for prompt, state, note, _ in said(quay_desk)] == [
        ("plan", "fine", "Two dates"),
        ("resources", "dont_know", ""),
    ]


def test_two_people_at_one_prompt_are_told_of_each_other(work: ReviewWork, quay_desk: Desk) -> None:
    """Both opened it empty; the second is asked, and only about what both wrote."""
    work.answer("may", "plan", {"state": "fine"}, was={"state": None})
    with pytest.raises(Stale) as told:
        work.answer("may", "plan", {"state": "needs_work"}, was={"state": None})
    assert (told.value.yours, told.value.theirs) == ({"state": "needs_work"}, {"state": "fine"})
    work.answer("may", "plan", {"note": "The other field is free"}, was={"note": ""})
    assert [(state, note) for _, state, note, _ in said(quay_desk)] == [("fine", "The other field is free")]


def test_an_answer_begun_in_the_same_moment_is_laid_over_the_first(
    work: ReviewWork, quay_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second looked before the first had written, so it takes its own answer for the first one."""
    work.answer("may", "plan", {"state": "fine"}, was={"state": None})
    looked = iter([None])
    seen = work._said
    monkeypatch.setattr(work, "_said", lambda review, prompt: next(looked, seen(review, prompt)))
    work.answer("may", "plan", {"note": "Mine"}, was={"note": ""})
    assert [(state, note) for _, state, note, _ in said(quay_desk)] == [("fine", "Mine")]


def test_an_answer_to_a_prompt_that_is_no_longer_asked_can_be_changed_but_not_begun(
    work: ReviewWork, quay_desk: Desk
) -> None:
    with quay_desk.store.step("Long ago", by="Ama") as step:
        step.add(ReviewNote(cycle="quay-1", review="may", prompt="tides", asked="Does the tide matter?", state="fine"))
    work.answer("may", "tides", {"state": "dont_know"}, was={"state": "fine"})
    assert said(quay_desk) == [("tides", "dont_know", "", "Does the tide matter?")]
    with pytest.raises(Refused):
        work.answer("may", "no-such-prompt", {"state": "fine"})


@pytest.mark.parametrize(
    ("review", "values", "error"),
    [
        ("may", {"state": "red"}, Problems),
        ("may", {"asked": "Another wording"}, Refused),
        ("theirs", {"state": "fine"}, Refused),
        ("gone", {"state": "fine"}, Gone),
    ],
)
def test_what_is_no_answer_changes_nothing(
    work: ReviewWork, quay_desk: Desk, review: str, values: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        work.answer(review, "plan", values)
    assert said(quay_desk) == []


def test_what_needs_work_becomes_an_issue_and_the_answer_led_to_it(work: ReviewWork, quay_desk: Desk) -> None:
    note = work.answer("may", "plan", {"state": "needs_work"})
    values = {"description": "No plan", "level": "system", "owner": "team"}
    issue = work.add("issue", values, made_from=("review_note", note.id))
    (link,) = quay_desk.store.all(EvidenceLink, source=note.id)
    assert (link.target_kind, link.target, str(link.stance)) == ("issue", issue.id, "led_to")


def test_a_review_is_removed_with_its_answers_and_comes_back_with_them(work: ReviewWork, quay_desk: Desk) -> None:
    work.answer("may", "plan", {"state": "fine"})
    work.remove("review", "may")
    assert said(quay_desk) == []
    work.undo()
    assert len(said(quay_desk)) == 1


# -- groups, and how the cycle is convened ----------------------------------------------------------------------------
def test_a_group_ends_today_meets_no_more_and_goes_on_again(work: ReviewWork) -> None:
    ended = work.end_group("doers", ended=True)
    assert (ended.ended_on, ended.next_on) == (date(2026, 5, 4), None)
    assert work.end_group("doers", ended=False).ended_on is None


def test_a_cycle_is_convened_for_one_issue_and_two_wordings_are_never_mixed(work: ReviewWork, quay_desk: Desk) -> None:
    work.convene({"convened": "one_issue"}, was={"convened": None})
    work.convene({"convened_for": "Nobody can place them"}, was={"convened_for": ""})
    found = quay_desk.store.get(Cycle, "quay-1")
    assert (str(found.convened), found.convened_for) == ("one_issue", "Nobody can place them")
    with pytest.raises(Stale) as told:
        work.convene({"convened_for": "Mine"}, was={"convened_for": ""})
    assert told.value.theirs == {"convened_for": "Nobody can place them"}
    work.convene({"convened": None}, was={"convened": "one_issue"})
    assert quay_desk.store.get(Cycle, "quay-1").convened is None
    with pytest.raises(Refused):
        work.convene({"name": "Another name"})
    assert quay_desk.store.get(Cycle, "quay-1").name == "First round"
