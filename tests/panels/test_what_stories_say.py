"""The explorer of what tellers say their stories mean, spoken to as its page does."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import pytest

from workbench.desk import Desk
from workbench.desk.comparison_work import ComparisonWork
from workbench.model import (
    Coding,
    CodingRound,
    CodingState,
    Comparison,
    SenseSession,
    SessionPhase,
    Signification,
    Signifier,
    SignifierSet,
    Story,
    Theme,
)
from workbench.panels.view import View
from workbench.panels.what_stories_say import WhatStoriesSay
from workbench.store import Step, Store

Ask = Callable[..., Any]
TRIAD = Signifier(key="moved", signifier_kind="triad", title="What moved it?", labels=("trust", "time", "a place"))
DYAD = Signifier(key="heard", signifier_kind="dyad", title="How much were you heard?", labels=("not", "fully"))
CHOICE = Signifier(key="who", signifier_kind="choice", title="You are", labels=("helped", "worker"), of_teller=True)
STONES = Signifier(
    key="field", signifier_kind="stones", title="Where did these stand?", labels=("council",), axes=("far", "near")
)
TOP, LEFT, MIDDLE = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.4, 0.3, 0.3)


def story(id: str, *, teller: str = "", place: str = "", day: int = 1) -> Story:
    told = {"title": f"Story {id}", "text": "I went there.", "teller": teller or f"T{id}", "place": place}
    return Story.model_validate({"id": id, "cycle": "quay-1", "scope": "team", "told_on": f"2026-03-{day:02}", **told})


def placed(of: str, signifier: str, **more: Any) -> Signification:
    begun = {"cycle": "quay-1", "story": of, "signifier_set": "set", "signifier": signifier, "placing": "placed"}
    return Signification.model_validate({**begun, **more})


def at(of: str, balance: tuple[float, float, float], **more: Any) -> Signification:
    return placed(of, "moved", **dict(zip(("top", "left", "right"), balance, strict=True)), **more)


def ask_set(step: Step) -> None:
    step.add(SignifierSet(id="set", cycle="quay-1", name="What it means", signifiers=(TRIAD, DYAD, CHOICE, STONES)))


@pytest.fixture
def five_stories(quay_store: Store) -> Store:
    """Two on the very same place, one in another corner, one to which it does not apply, one that skipped it."""
    with quay_store.step("Stories", by="Test") as step:
        ask_set(step)
        for n, id in enumerate("abcde"):
            step.add(story(id, teller="Wren" if id in "ab" else "", place="Hill" if id in "abc" else "Quay", day=9 - n))
        step.add(story("f"))  # told without being asked what it means
        step.add(at("a", TOP))
        step.add(at("b", TOP))
        step.add(at("c", LEFT))
        step.add(placed("d", "moved", placing="not_applicable"))
        step.add(placed("d", "heard", x=0.6))
        step.add(placed("e", "moved", placing="skipped"))
        step.add(placed("e", "who", chosen=("worker",)))
        step.add(placed("a", "who", chosen=("helped",)))
        step.add(placed("a", "field", item="council", x=0.25, y=0.5))
    return quay_store


@pytest.fixture
def explorer(five_stories: Store, quay_desk: Desk) -> WhatStoriesSay:
    return WhatStoriesSay(quay_desk, system="quay", cycle="quay-1")


def asker(explorer: WhatStoriesSay) -> Ask:
    n = iter(range(1, 1000))
    return lambda do, **given: explorer.hear({"do": do, "n": str(next(n)), "page": "tab", "by": "Ama", "with": given})


@pytest.fixture
def ask(explorer: WhatStoriesSay) -> Ask:
    return asker(explorer)


def compared(ask: Ask, question: str = "moved", *, by: str = "place", first: str = "Hill", **more: Any) -> Any:
    given = {"signifier_set": "set", "question": question, "by": by, "first": first, "second": "", "picked": []}
    answer = ask("compare", **{**given, **more})
    while "job" in answer.get("ok", {}):
        answer = ask("compared", job=answer["ok"]["job"])
    return answer


def test_every_story_is_sent_once_with_where_its_teller_put_it(ask: Ask) -> None:
    assert ask("load")["ok"]["state"]["sets"] == [{"id": "set", "name": "What it means"}]
    field = ask("stories", signifier_set="set")["ok"]
    # newest told first; what was told without being asked is not among them; a and b have one teller
    assert (field["ids"], field["tellers"]) == (list("abcde"), [0, 0, 1, 2, 3])
    moved, heard, who, stones = field["questions"]
    assert (moved["at"], moved["zone"]) == ([0, 1, 2], ["T", "T", "L"])
    assert list(zip(moved["x"], moved["y"], strict=True)) == [(0.5, 0.866), (0.5, 0.866), (0.0, 0.0)]
    assert (moved["na"], moved["skipped"], moved["unasked"]) == ([3], [4], [])
    assert (heard["at"], heard["x"], heard["zone"], heard["skipped"]) == ([3], [0.6], ["right"], [0, 1, 2, 4])
    assert (who["at"], who["chosen"], who["of_teller"]) == ([0, 4], [[0], [1]], True)
    assert (stones["at"], stones["x"], stones["y"], stones["zone"]) == ([0], [0.25], [0.5], ["left_top"])


def test_a_new_wording_nobody_answered_yet_comes_after_the_one_they_did(ask: Ask, five_stories: Store) -> None:
    with five_stories.step("Worded anew", by="Test") as step:
        asked = TRIAD.model_copy(update={"title": "What made the difference?"})
        step.add(SignifierSet(id="anew", cycle="quay-1", name="Anew", signifiers=(asked,), follows="set"))
    assert [one["id"] for one in ask("load")["ok"]["state"]["sets"]] == ["set", "anew"]
    assert ask("stories", signifier_set="anew")["ok"]["ids"] == []


def test_stories_fall_into_groups_by_what_was_chosen_and_where_they_were_told(ask: Ask) -> None:
    splits = ask("stories", signifier_set="set")["ok"]["splits"]
    assert [(split["by"], split["groups"], split["of"]) for split in splits] == [
        ("choice:who", ["helped", "worker"], [0, -1, -1, -1, 1]),
        ("place", ["Hill", "Quay"], [0, 0, 0, 1, 1]),
    ]


def test_what_is_tagged_in_a_blind_round_groups_no_stories(ask: Ask, five_stories: Store) -> None:
    with five_stories.step("Codes", by="Test") as step:
        step.add(Theme(id="wait", cycle="quay-1", name="waiting"))
        turn = step.add(CodingRound(cycle="quay-1", name="Round", state="blind"))
        made = Coding(cycle="quay-1", theme="wait", coder="Ama", of_kind="story", of="a", coding_round=turn.id)
        step.add(made)
    ways = [split["by"] for split in ask("stories", signifier_set="set")["ok"]["splits"]]
    assert ways == ["choice:who", "place"]
    with five_stories.step("Revealed", by="Test") as step:
        step.revise(turn.model_copy(update={"state": CodingState.revealed}))
    split = ask("stories", signifier_set="set")["ok"]["splits"][-1]
    assert (split["by"], split["of"]) == ("theme:wait", [0, 1, 1, 1, 1])


def test_the_next_cell_gets_the_stories_that_are_picked(ask: Ask, explorer: WhatStoriesSay) -> None:
    assert sorted(explorer.selection["id"]) == list("abcdef")
    assert ask("pick", ids=["c", "a"])["ok"] == 2
    assert sorted(explorer.selection["id"]) == ["a", "c"]
    assert "text" in explorer.selection
    ask("pick", ids=[])
    assert len(explorer.selection) == 6
    assert "Reload the page" in ask("pick", ids="a")["refused"]


def test_the_page_hands_the_picked_stories_to_its_next_cell(five_stories: Store, quay_desk: Desk) -> None:
    here = View(quay_desk, quay_desk.choice(system="quay"), room="what_stories_say")
    here.stories()
    chosen = here.selection()
    assert isinstance(chosen, pd.DataFrame)
    assert sorted(chosen["id"]) == list("abcdef")


def test_a_story_that_is_told_now_is_news_to_the_page(ask: Ask, explorer: WhatStoriesSay, five_stories: Store) -> None:
    before = five_stories.revision()
    assert len(ask("stories", signifier_set="set")["ok"]["ids"]) == 5
    with five_stories.step("One more", by="Test") as step:
        step.add(story("g", day=20))
        step.add(at("g", MIDDLE))
    assert explorer.poll(before) == {"state": explorer.load()}
    assert ask("stories", signifier_set="set")["ok"]["ids"] == ["g", *"abcde"]


def test_of_too_few_no_figure_is_told_but_who_they_are_made_of(ask: Ask) -> None:
    told = compared(ask)["ok"]["told"]
    assert told["groups"] == [
        {"name": "Hill", "placed": 3, "people": 2, "na": 0, "skipped": 0, "unasked": 0},
        {"name": "Quay", "placed": 0, "people": 0, "na": 1, "skipped": 1, "unasked": 0},
    ]
    assert told["verdict"].startswith("Too few to say anything: in the smaller group there are 0 people.")
    assert (told["effects"], told["second"]) == ([], [])
    assert told["chance"][0] == "There is no test. This is the first comparison looked at today."
    assert told["chance"][-1].endswith("Nothing here is a claim about people who did not.")


@pytest.mark.parametrize("question", ["moved", "heard", "who", "field"])
def test_every_kind_of_question_can_be_looked_at_by_group(ask: Ask, five_stories: Store, question: str) -> None:
    answer = compared(ask, question)["ok"]
    assert [group["name"] for group in answer["told"]["groups"]] == ["Hill", "Quay"]
    assert answer["told"]["verdict"]
    assert len(answer["looked"]) == len(five_stories.all(Comparison))


def test_what_cannot_be_compared_is_refused_in_a_sentence_and_counts_for_nothing(ask: Ask, five_stories: Store) -> None:
    assert "not among those of the set" in compared(ask, "nothing")["refused"]
    assert "Hill, Quay" in compared(ask, first="The Moon")["refused"]
    assert "Reload the page" in compared(ask, by="picked", first="The stories picked", picked="a")["refused"]
    assert five_stories.all(Comparison) == []


@pytest.fixture
def sixty(quay_store: Store, quay_desk: Desk) -> Iterator[Ask]:
    """Thirty people on the hill and thirty on the quay: far apart in the triangle, alike on the scale."""
    with quay_store.step("Stories", by="Test") as step:
        ask_set(step)
        for n in range(60):
            on_hill = n < 30
            step.add(story(f"s{n:02}", place="Hill" if on_hill else "Quay"))
            step.add(at(f"s{n:02}", TOP if on_hill else LEFT))
            step.add(placed(f"s{n:02}", "heard", x=(n % 30) / 30))
            step.add(placed(f"s{n:02}", "who", chosen=("helped" if on_hill else "worker",)))
    yield asker(WhatStoriesSay(quay_desk, system="quay", cycle="quay-1"))


def test_a_difference_is_told_with_its_effect_and_no_difference_is_a_result(sixty: Ask) -> None:
    told = compared(sixty)["ok"]["told"]
    assert [(group["placed"], group["people"]) for group in told["groups"]] == [(30, 30), (30, 30)]
    assert told["verdict"] == "These two groups differ here, and more so than chance would explain."
    # every story of the hill is nearer to the top than any of the quay: 10 of 10, and nothing in common
    assert told["effects"][0].startswith("Nearer “trust”: Hill. Of ten pairs with one story of each group, theirs is")
    assert "nearer 10 times (Cliff’s δ 1.00, 95 % interval 1.00 to 1.00;" in told["effects"][0]
    assert told["effects"][2].startswith("Nearer “a place”: neither group (Cliff’s δ 0.00")
    assert "0.002" in told["second"][0]
    alike = compared(sixty, "heard")["ok"]["told"]
    assert alike["verdict"].startswith("No pattern:")
    assert "p = 1.000" in alike["chance"][0]


def test_answers_that_are_chosen_are_compared_by_how_they_go_with_the_group(sixty: Ask) -> None:
    answer = compared(sixty, "who")["ok"]
    assert answer["told"]["effects"][0].startswith("All in all: V = 1.00,")
    # 60 stories, and every answer goes with one group alone: χ² is their number
    assert answer["told"]["effects"][1] == "χ² = 60.00, one degree of freedom."
    assert answer["told"]["second"] == []
    assert answer["looked"][0][:4] == ["You are · Place", "Hill ↔ Quay", "30 ↔ 30", "V 1.00"]


def test_other_groups_by_the_same_question_are_another_comparison(sixty: Ask, quay_store: Store) -> None:
    with quay_store.step("More", by="Test") as step:
        step.add(story("far", place="Moor"))
        step.add(placed("far", "who", chosen=("worker",)))
    for second in ("Moor", "Quay"):
        compared(sixty, "who", second=second)
    assert {one.second for one in quay_store.all(Comparison)} == {"Moor", "Quay"}


@pytest.mark.parametrize("question", ["moved", "heard", "who"])
def test_every_sentence_has_its_words(sixty: Ask, question: str) -> None:
    picked = {"by": "picked", "first": "The stories picked", "picked": [f"s{n:02}" for n in range(30)]}
    for answer in (compared(sixty, question), compared(sixty, question, **picked)):
        said = json.dumps(answer, ensure_ascii=False)
        assert "what_stories_say." not in said
        assert "{" not in "".join(answer["ok"]["told"]["chance"])


def test_every_comparison_looked_at_is_counted_once_and_corrected_for_all(sixty: Ask, quay_store: Store) -> None:
    compared(sixty)
    compared(sixty)
    assert len(quay_store.all(Comparison)) == 1
    answer = compared(sixty, "heard")["ok"]
    # the largest effect first; with two tests the smaller p counts twice
    assert [(row[0], row[2]) for row in answer["looked"]] == [
        ("What moved it? · Place", "30 ↔ 30"),
        ("How much were you heard? · Place", "30 ↔ 30"),
    ]
    assert answer["looked"][0][-2:] == ["< 0.001", "< 0.001"]
    assert answer["looked"][1][-2:] == ["1.000", "1.000"]
    assert answer["told"]["chance"][1].startswith("2 comparisons were looked at today, this one among them;")
    first, second = sorted(quay_store.all(Comparison), key=lambda one: one.compared, reverse=True)
    assert (first.compared, first.first, first.second, first.n_first) == ("What moved it?", "Hill", "Quay", 30)
    assert first.p == pytest.approx(1 / 5_000)
    assert second.p == pytest.approx(1)


@pytest.mark.slow
def test_no_undo_of_the_page_takes_back_what_was_seen(sixty: Ask, quay_desk: Desk, quay_store: Store) -> None:
    compared(sixty)
    quay_desk.sit(by="Ama", page="tab")
    assert ComparisonWork.at(quay_desk, "quay-1").undo() is None
    assert len(quay_store.all(Comparison)) == 1


def test_in_a_session_what_was_looked_at_in_it_is_counted(sixty: Ask, quay_store: Store) -> None:
    compared(sixty)
    with quay_store.step("A session", by="Test") as step:
        held = step.add(SenseSession(cycle="quay-1", name="Monday", phase=SessionPhase.together))
    answer = compared(sixty, "heard")["ok"]
    assert (len(answer["looked"]), answer["when"]) == (1, "in this session")
    assert answer["told"]["chance"][1] == "This is the first comparison looked at in this session."
    assert [one.sense_session for one in quay_store.all(Comparison)] == [None, held.id]
    with quay_store.step("It is over", by="Test") as step:
        step.revise(held.model_copy(update={"phase": SessionPhase.closed}))
    assert (len(compared(sixty, "heard")["ok"]["looked"]), len(quay_store.all(Comparison))) == (2, 2)


def test_stories_that_are_picked_stand_against_all_others_with_a_word_of_warning(sixty: Ask) -> None:
    picked = [f"s{n:02}" for n in range(15, 45)]
    told = compared(sixty, "heard", by="picked", first="The stories picked", picked=picked)["ok"]["told"]
    assert [(group["name"], group["placed"]) for group in told["groups"]] == [
        ("The stories picked", 30),
        ("all other stories", 30),
    ]
    assert "You put this group together yourself." in told["chance"][-2]


def test_whoever_only_looks_compares_nothing(quay_desk: Desk, five_stories: Store) -> None:
    ask = asker(WhatStoriesSay(quay_desk, system="quay", cycle="quay-1", may_edit=False))
    assert len(ask("stories", signifier_set="set")["ok"]["ids"]) == 5
    assert "refused" in compared(ask)
    assert five_stories.all(Comparison) == []
