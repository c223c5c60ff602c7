"""The stewardship review, spoken to as its page does. It is Monday 4 May 2026."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import Cycle, EvidenceLink, GovernanceGroup, Review, ReviewNote
from workbench.model.prompts import Words
from workbench.panels.review import ReviewPanel

Ask = Callable[..., Any]
_NUMBERS = itertools.count(1)
PLAN = "Is there a plan for each part of the cycle, good enough to act on and loose enough to change?"


def asking(panel: ReviewPanel, by: str = "Ama") -> Ask:
    return lambda do, **given: panel.hear({"do": do, "n": str(next(_NUMBERS)), "page": by, "by": by, "with": given})


@pytest.fixture
def desk(quay_desk: Desk) -> Desk:
    """The desk of a team in its second round, with one review in each and a group that meets."""
    with quay_desk.store.step("Set the scene", by="Ama") as step:
        step.add(Cycle(id="quay-2", system="quay", name="Second round", round=2, stewards=("Ama",)))
        step.add(Review(id="before", cycle="quay-1", held_on=date(2025, 11, 3), outside="The bank"))
        step.add(ReviewNote(id="b1", cycle="quay-1", review="before", prompt="plan", asked="Any plan?", state="fine"))
        step.add(
            Review(
                id="march",
                cycle="quay-2",
                held_on=date(2026, 3, 2),
                taking_part=("Ama", "Bo"),
                hours=6,
                next_on=date(2026, 4, 20),
            )
        )
        step.add(
            ReviewNote(
                id="m1", cycle="quay-2", review="march", prompt="plan", asked=PLAN, state="needs_work", note="One date"
            )
        )
        step.add(ReviewNote(id="m2", cycle="quay-2", review="march", prompt="tides", asked="Tides?", state="dont_know"))
        step.add(GovernanceGroup(id="doers", cycle="quay-1", name="Doers", group_kind="core"))
        step.add(
            GovernanceGroup(id="was", cycle="quay-1", name="Was", group_kind="evidence", ended_on=date(2026, 1, 1))
        )
    return quay_desk


@pytest.fixture
def panel(desk: Desk) -> ReviewPanel:
    return ReviewPanel(desk, system="quay", cycle="quay-2")


@pytest.fixture
def ask(panel: ReviewPanel) -> Ask:
    return asking(panel)


def prompt(state: dict[str, Any], key: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in state["one"]["prompts"] if one["key"] == key)
    return found


# -- all of them ------------------------------------------------------------------------------------------------------
def test_it_begins_with_all_reviews_over_time_and_says_gently_that_the_next_is_over(panel: ReviewPanel) -> None:
    state = panel.load()
    assert state["due"].startswith("A review was planned for 20 April 2026, 2 weeks ago.")
    assert [(one["on"], one["n_said"]) for one in state["reviews"]] == [("2 March 2026", 2)]
    assert [(one["title"], [cell and cell["state"] for cell in one["cells"]]) for one in state["over"]["prompts"]] == [
        ("The plan", ["needs_work"]),
        ("Tides?", ["dont_know"]),  # no longer asked, and still readable
    ]
    assert [(one["hours"], one["came"]) for one in state["over"]["reviews"]] == [(6.0, [])]
    assert (state["names"], state["stewards"]) == (["Doers", "Ama"], ["Ama"])


def test_a_cycle_without_a_review_says_so(desk: Desk) -> None:
    with desk.store.step("Removed", by="Ama") as step:
        step.remove("review", "march")
    state = ReviewPanel(desk, system="quay", cycle="quay-2").load()
    assert (state["reviews"], state["over"], state["one"]) == ([], None, None)
    assert state["due"] == "No day for the next review has been chosen."


# -- one of them ------------------------------------------------------------------------------------------------------
def test_a_review_that_was_begun_is_open_with_what_was_said_last_time(ask: Ask) -> None:
    made = ask("add", kind="review", values={"taking_part": ["Ama"], "held_on": "2026-05-04"})["ok"]
    state = ask("load")["ok"]["state"]
    assert state["one"]["row"]["id"] == made["id"]
    assert state["one"]["last_on"] == "2 March 2026"
    assert prompt(state, "plan")["last"] == {"state": "needs_work", "note": "One date", "asked": ""}
    assert prompt(state, "learning")["last"] is None
    assert prompt(state, "plan")["row"]["state"] is None
    assert state["one"]["gone"] == []


def test_the_first_review_of_a_round_looks_back_at_the_round_before_and_at_how_it_was_asked(ask: Ask) -> None:
    state = ask("look", review="march")["ok"]
    assert state["one"]["last_on"] == "3 November 2025 (First round)"
    assert prompt(state, "plan")["last"] == {"state": "fine", "note": "", "asked": "Any plan?"}
    assert state["one"]["last"]["outside"] == "The bank"
    (gone,) = state["one"]["gone"]
    assert (gone["asked"], gone["state"]) == ("Tides?", "dont_know")


def test_an_old_answer_keeps_its_wording_when_the_prompt_is_reworded(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = Words.section
    new = {"prompt": [{"key": "plan", "title": "Our plan", "ask": "Do we plan?"}, {"key": "fish", "ask": "Any fish?"}]}
    monkeypatch.setattr(Words, "section", lambda self, name: new if name == "prompts.managing" else seen(self, name))
    ask = asking(ReviewPanel(desk, system="quay", cycle="quay-2"))
    state = ask("look", review="march")["ok"]
    assert (prompt(state, "plan")["ask"], prompt(state, "plan")["now"]) == (PLAN, "Do we plan?")
    # a prompt the group added is asked at once, and answered with its wording
    ask("answer", review="march", prompt="fish", values={"state": "fine"}, was={"state": None})
    assert [n.asked for n in desk.store.all(ReviewNote, prompt="fish")] == ["Any fish?"]


def test_two_people_write_different_prompts_at_once_and_see_each_other(desk: Desk, ask: Ask) -> None:
    bo = asking(ReviewPanel(desk, system="quay", cycle="quay-2"), by="Bo")
    ask("look", review="march")
    bo("look", review="march")
    ask("answer", review="march", prompt="learning", values={"state": "fine"}, was={"state": None})
    bo("answer", review="march", prompt="account", values={"note": "To whom?"}, was={"note": ""})
    for one in (ask, bo):
        state = one("load")["ok"]["state"]
        assert prompt(state, "learning")["row"]["state"] == "fine"
        assert prompt(state, "account")["row"]["note"] == "To whom?"
    clash = bo("answer", review="march", prompt="learning", values={"state": "dont_know"}, was={"state": None})
    assert clash["stale"]["theirs"] == {"state": "fine"}


def test_what_needs_work_becomes_an_issue_and_is_shown_beside_it(desk: Desk, ask: Ask) -> None:
    values = {"description": "The plan: One date", "level": "system", "owner": "team"}
    ask("add", kind="issue", values=values, made_from=["review_note", "m1"])
    became = prompt(ask("look", review="march")["ok"], "plan")["became"]
    assert [(one["kind"], one["room"], one["title"]) for one in became] == [("issue", "issues", "The plan: One date")]
    assert [link.source for link in desk.store.all(EvidenceLink)] == ["m1"]
    ask("undo")
    assert prompt(ask("look", review="march")["ok"], "plan")["became"] == []


def test_whoever_only_looks_may_open_a_review_and_write_nothing(desk: Desk) -> None:
    ask = asking(ReviewPanel(desk, system="quay", cycle="quay-2", may_edit=False))
    assert ask("look", review="march")["ok"]["one"]["on"] == "2 March 2026"
    for do, given in (
        ("answer", {"review": "march", "prompt": "plan", "values": {"state": "fine"}}),
        ("add", {"kind": "review", "values": {}}),
        ("remove", {"kind": "review", "id": "march"}),
    ):
        assert "refused" in ask(do, **given)
    assert desk.store.get(ReviewNote, "m1").state == "needs_work"


@pytest.mark.parametrize(
    "given",
    [
        {"review": "march", "prompt": "plan", "values": "fine"},
        {"review": "march", "prompt": ["plan"], "values": {"state": "fine"}},
        {"review": {}, "prompt": "plan", "values": {"state": "fine"}},
        {"review": "march", "prompt": "plan", "values": {"state": ["fine"]}},
        {"review": "march", "prompt": "plan", "values": {"review": "before"}},
    ],
)
def test_what_no_page_of_ours_sends_is_refused_in_a_sentence(desk: Desk, ask: Ask, given: dict[str, Any]) -> None:
    answer = ask("answer", **given)
    assert "went wrong" not in answer["refused"]
    assert desk.store.get(ReviewNote, "m1").note == "One date"
