"""Appreciative inquiry, spoken to as its page does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import Inquiry, OpeningQuestion, Story, Withdrawal
from workbench.panels.inquiry import InquiryPanel

Ask = Callable[..., Any]


@pytest.fixture
def panel(quay_desk: Desk) -> InquiryPanel:
    return InquiryPanel(quay_desk, system="quay", cycle="quay-1")


@pytest.fixture
def ask(panel: InquiryPanel) -> Ask:
    n = iter(range(1, 1000))
    return lambda do, **given: panel.hear({"do": do, "n": str(next(n)), "page": "tab", "by": "Ama", "with": given})


def state(ask: Ask) -> dict[str, Any]:
    return dict(ask("load")["ok"]["state"])


def questions(ask: Ask) -> list[tuple[str, str, list[str]]]:
    """The questions of the round: wording, where it stands, the wordings before it."""
    return [(q["wording"], q["state"], [b["wording"] for b in q["before"]]) for q in state(ask)["one"]["questions"]]


@pytest.fixture
def round_one(ask: Ask) -> str:
    return str(ask("add", kind="inquiry", values={"name": "Listening", "pairs": "Ama and Ola"})["ok"]["id"])


def propose(ask: Ask, inquiry: str, wording: str) -> str:
    made = ask("add", kind="opening_question", values={"inquiry": inquiry, "wording": wording})
    return str(made["ok"]["id"])


def tell(desk: Desk, id: str, **more: Any) -> None:
    with desk.store.step("A story", by="Test") as step:
        step.add(
            Story.model_validate(
                {"id": id, "cycle": "quay-1", "title": f"About {id}", "text": "I", "teller": "W"} | more
            )
        )


def test_a_round_is_begun_today_and_looked_at(ask: Ask, round_one: str) -> None:
    assert ask("load")["ok"]["state"]["one"]["begun"] == "4 May 2026"
    two = ask("add", kind="inquiry", values={"name": "Another", "opened_on": "2026-05-03"})["ok"]["id"]
    assert state(ask)["one"]["row"]["id"] == two
    assert ask("look", id=round_one)["ok"]["one"]["row"]["name"] == "Listening"
    assert [name for _, name in state(ask)["rounds"]] == ["Listening", "Another"]


def test_the_stages_are_taken_in_any_order(ask: Ask, round_one: str) -> None:
    for stage in ("deliver", "dream", "design", "discover"):
        ask("add", kind="inquiry_note", values={"inquiry": round_one, "stage": stage, "text": f"At {stage}"})
        ask("write", kind="inquiry", id=round_one, values={"stage": stage})
        one = state(ask)["one"]
        assert (one["row"]["stage"], [note["text"] for note in one["notes"][stage]]) == (stage, [f"At {stage}"])


def test_a_wording_is_proposed_agreed_to_and_reworded_and_all_are_kept(ask: Ask, round_one: str) -> None:
    id = propose(ask, round_one, "When?")
    assert questions(ask) == [("When?", "proposed", [])]
    assert ask("write", kind="opening_question", id=id, values={"wording": "When was it good?"})["ok"]
    ask("agree", question=id)
    assert ask("agree", question=id)["refused"] == "The group agreed to this wording already."
    told = ask("write", kind="opening_question", id=id, values={"wording": "Changed?"})
    assert told["problems"]["wording"].startswith("People agreed to this wording")

    same = ask("reword", question=id, values={"wording": " When was  it good?"})
    assert "word for word" in same["problems"]["wording"]
    new = ask("reword", question=id, values={"wording": "When were you heard?"})["ok"]["id"]
    assert ask("reword", question=id, values={"wording": "Once more?"})["refused"].startswith("Another wording stands")
    assert questions(ask) == [("When were you heard?", "proposed", ["When was it good?"])]
    [before] = state(ask)["one"]["questions"][0]["before"]
    assert before["state"] == "agreed"  # it is asked until the new one is agreed to

    ask("agree", question=new)
    [before] = state(ask)["one"]["questions"][0]["before"]
    assert (before["state"], before["ended"]) == ("ended", "4 May 2026")
    ask("undo")
    assert questions(ask)[0][1] == "proposed"
    assert state(ask)["one"]["questions"][0]["before"][0]["state"] == "agreed"


@pytest.mark.parametrize("field", ["agreed_on", "ended_on", "follows"])
def test_a_page_cannot_write_an_agreement_nobody_gave(ask: Ask, round_one: str, field: str) -> None:
    id = propose(ask, round_one, "When?")
    assert field in ask("write", kind="opening_question", id=id, values={field: "2026-05-04"})["problems"]


def test_a_question_is_ended_and_asked_again(ask: Ask, round_one: str) -> None:
    id = propose(ask, round_one, "When?")
    ask("agree", question=id)
    ask("end", question=id)
    assert questions(ask)[0][1] == "ended"
    ask("end", question=id, ended=False)
    assert questions(ask)[0][1] == "agreed"


def test_the_stories_of_a_round_are_those_told_in_it_and_to_its_questions_that_may_be_seen(
    ask: Ask, round_one: str, quay_desk: Desk
) -> None:
    id = propose(ask, round_one, "When?")
    ask("agree", question=id)
    tell(quay_desk, "asked", opening_question=id, told_on="2026-05-02")
    tell(quay_desk, "in", inquiry=round_one, told_on="2026-05-03")
    tell(quay_desk, "other")
    tell(quay_desk, "taken", opening_question=id, withdrawal=Withdrawal.no_use)
    tell(quay_desk, "ended", opening_question=id, consent_until="2026-05-01")
    one = state(ask)["one"]
    assert (one["n_stories"], one["stories"]) == (2, ["About in", "About asked"])
    assert (one["questions"][0]["n_stories"], ask("stories", inquiry=round_one, question=id)["ok"]) == (1, ["asked"])
    assert ask("stories", inquiry=round_one)["ok"] == ["in", "asked"]


def test_the_next_round_begins_with_the_questions_chosen_and_one_undo_takes_it_back(
    ask: Ask, round_one: str, quay_desk: Desk
) -> None:
    store = quay_desk.store
    kept, left = propose(ask, round_one, "When?"), propose(ask, round_one, "Who?")
    ask("agree", question=kept)
    tell(quay_desk, "s", opening_question=kept)
    shown = ask("next", inquiry=round_one, values={"name": "Again"}, keep=[kept], wordings=["What now?", " ", ""])["ok"]
    assert (shown["one"]["row"]["name"], shown["one"]["before"][1]) == ("Again", "Listening")
    assert questions(ask) == [("When?", "agreed", ["When?"]), ("What now?", "proposed", [])]
    assert shown["one"]["questions"][0]["before"][0]["n_stories"] == 1
    assert store.get(Inquiry, round_one).closed_on == date(2026, 5, 4)
    assert {store.get(OpeningQuestion, id).ended_on for id in (kept, left)} == {date(2026, 5, 4)}
    assert ask("next", inquiry=round_one, values={"name": "X"}, keep=[], wordings=[])["refused"].startswith("The next")

    ask("undo")
    assert [one.id for one in store.all(Inquiry)] == [round_one]
    assert (store.get(Inquiry, round_one).closed_on, store.get(OpeningQuestion, kept).ended_on) == (None, None)


def test_a_next_round_that_cannot_be_kept_changes_nothing(ask: Ask, round_one: str, quay_desk: Desk) -> None:
    kept = propose(ask, round_one, "When?")
    told = ask("next", inquiry=round_one, values={"name": ""}, keep=[kept], wordings=[])
    assert list(told["problems"]) == ["name"]
    strange = ask("next", inquiry=round_one, values={"name": "Again"}, keep=["other"], wordings=[])
    assert strange["refused"].startswith("One of these questions is none of this round")
    assert (len(quay_desk.store.all(Inquiry)), quay_desk.store.get(OpeningQuestion, kept).ended_on) == (1, None)


def test_a_round_is_ended_and_opened_again(ask: Ask, round_one: str) -> None:
    ask("close", inquiry=round_one, closed=True)
    assert state(ask)["one"]["closed"] == "4 May 2026"
    ask("close", inquiry=round_one, closed=False)
    assert state(ask)["one"]["closed"] == ""


def test_a_team_that_begins_has_no_round(ask: Ask) -> None:
    assert (state(ask)["one"], state(ask)["rounds"]) == (None, [])


def test_a_question_can_be_asked_outside_of_any_round(ask: Ask, quay_desk: Desk) -> None:
    id = ask("add", kind="opening_question", values={"wording": "When?"})["ok"]["id"]
    ask("agree", question=id)
    tell(quay_desk, "s", opening_question=id)
    [question] = state(ask)["outside"]
    assert (question["wording"], question["state"], question["n_stories"]) == ("When?", "agreed", 1)
    assert ask("stories", inquiry="", question=id)["ok"] == ["s"]
    ask("reword", question=id, values={"wording": "When was it?"})
    assert [(q["wording"], [b["wording"] for b in q["before"]]) for q in state(ask)["outside"]] == [
        ("When was it?", ["When?"])
    ]
