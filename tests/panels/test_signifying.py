"""What stories mean, spoken to as a page does: questions and answers as it gets them, and the commands that place."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import Cycle, Signification, SignifierSet, Story, System
from workbench.panels.form_panel import FormPanel
from workbench.panels.signifying import WithSignifying

EVEN = {"placing": "placed", "top": 0.5, "left": 0.25, "right": 0.25, "by": "listener"}


class Placing(WithSignifying, FormPanel):
    """A panel that places two stories."""

    _esm = "export default {}"
    sections = ("signifying",)

    def load(self) -> dict[str, Any]:
        return {"signifying": self.signifying_state(["letter", "bench"])}


class Page:
    """A page before a panel: each question gets a number of its own."""

    def __init__(self, desk: Desk, **more: Any) -> None:
        self.panel = Placing(desk, system="quay", cycle="quay-1", **more)
        self.n = 0

    def ask(self, do: str, **given: Any) -> dict[str, Any]:
        self.n += 1
        return self.panel.hear({"do": do, "n": str(self.n), "page": "tab", "by": "Ash", "since": 0, "with": given})

    def state(self) -> dict[str, Any]:
        state: dict[str, Any] = self.ask("load")["ok"]["state"]["signifying"]
        return state


@pytest.fixture
def page(quay_desk: Desk) -> Page:
    with quay_desk.store.step("Stories", by="Test") as step:
        for id in ("letter", "bench"):
            step.add(Story(id=id, cycle="quay-1", scope="team", title=id.title(), text="I …", teller="Wren"))
    return Page(quay_desk)


def test_before_anybody_answers_the_page_has_the_questions_and_no_answers(page: Page, quay_desk: Desk) -> None:
    state = page.state()
    assert (state["asked"], state["offered"], state["stories"]) == ("help_and_services", ["help_and_services"], {})
    asked = state["sets"]["help_and_services"]
    assert (asked["ref"], asked["id"], asked["template"]) == ("help_and_services", "", "help_and_services")
    assert asked["signifiers"][0] == {
        "key": "what_helped",
        "kind": "triad",
        "title": "In this story, what made a difference was …",
        "help": "",
        "labels": ["somebody who stayed with me", "the right thing at the right time", "my own strength"],
        "axes": [],
        "may_not_apply": True,
        "of_teller": False,
        "asked": True,
    }
    assert quay_desk.store.all(SignifierSet) == []


def test_answers_of_every_kind_come_back_as_they_were_placed(page: Page) -> None:
    given: dict[str, dict[str, Any]] = {
        "what_helped": EVEN,
        "pace": {"placing": "placed", "x": 0.75, "by": "teller"},
        "who_was_there": {"placing": "placed", "stones": {"A worker I know": {"x": 1, "y": 0}}, "by": "teller"},
        "feeling": {"placing": "placed", "chosen": ["Sad", "Hopeful"], "by": ""},
        "what_they_saw": {"placing": "not_applicable", "by": "teller"},
        "how_often": {"placing": "skipped", "by": "teller"},
    }
    for key, answer in given.items():
        assert "ok" in page.ask("place", story="letter", set="help_and_services", key=key, answer=answer)
    state = page.state()
    (one,) = state["stories"]["letter"]
    assert one["template"] == "help_and_services"
    assert state["sets"][one["set"]]["ref"] == one["set"]
    assert state["sets"]["help_and_services"]["id"] == one["set"]
    assert one["answers"] == {
        "what_helped": {**EVEN, "outside": False},
        "pace": given["pace"],
        "what_they_saw": {"placing": "not_applicable", "by": "teller"},
        "who_was_there": {**given["who_was_there"], "stones": {"A worker I know": {"x": 1.0, "y": 0.0}}},
        "feeling": {"placing": "placed", "chosen": ["Hopeful", "Sad"], "by": ""},
        "how_often": {"placing": "skipped", "by": "teller"},
    }
    assert "bench" not in state["stories"]


def test_undo_takes_this_tabs_last_answer_back_and_keeps_the_questions(page: Page, quay_desk: Desk) -> None:
    page.ask("place", story="letter", set="help_and_services", key="what_helped", answer=EVEN)
    page.ask("unplace", story="letter", set="help_and_services", key="what_helped")
    assert quay_desk.store.all(Signification, story="letter") == []
    assert page.ask("undo")["ok"] == {"words": "Took the answer to “In this story, what made a difference was …” away"}
    assert [row.top for row in quay_desk.store.all(Signification, story="letter")] == [0.5]
    assert "ok" in page.ask("undo")
    assert page.ask("undo")["ok"] is None
    assert len(quay_desk.store.all(SignifierSet)) == 1


def test_whoever_places_is_written_down_with_who_answered(page: Page, quay_desk: Desk) -> None:
    page.ask("place", story="letter", set="help_and_services", key="what_helped", answer=EVEN)
    (row,) = quay_desk.store.all(Signification, story="letter")
    assert (row.created_by, row.signified_by) == ("Ash", "listener")


@pytest.mark.parametrize(
    "given",
    [
        {"answer": {"placing": "placed", "top": 9, "left": 9, "right": 9}},
        {"answer": None},
        {"answer": []},
        {"set": "another"},
        {"set": None},
        {"set": ["help_and_services"]},
        {"key": "another"},
        {"key": 7},
        {"story": "another"},
        {"story": None},
    ],
)
def test_what_does_not_fit_is_told_in_a_sentence_and_changes_nothing(
    page: Page, quay_desk: Desk, given: dict[str, Any]
) -> None:
    place = {"story": "letter", "set": "help_and_services", "key": "what_helped", "answer": EVEN}
    page.ask("place", **{**place, "key": "who_decided"})
    before = quay_desk.store.revision()
    told = page.ask("place", **{**place, **given})["refused"]
    assert told.endswith(".") and "went wrong" not in told
    assert quay_desk.store.revision() == before


def test_a_page_that_may_only_look_places_nothing(quay_desk: Desk, page: Page) -> None:
    looking = Page(quay_desk, may_edit=False)
    for do, given in (("place", {"answer": EVEN}), ("unplace", {})):
        told = looking.ask(do, story="letter", set="help_and_services", key="what_helped", **given)
        assert "refused" in told
    assert "refused" in looking.ask("choose_set", set="help_and_services")
    assert quay_desk.store.all(Signification, story="letter") == []


def test_a_story_asked_in_two_sets_comes_with_both_the_oldest_first(page: Page, quay_desk: Desk) -> None:
    page.ask("place", story="letter", set="help_and_services", key="what_helped", answer=EVEN)
    mine = quay_desk.store.all(SignifierSet)[0]
    with quay_desk.store.step("Import", by="Test") as step:
        step.add(mine.model_copy(update={"id": "set-in", "version": 0, "name": "Elsewhere", "template": "sensemaker"}))
    page.ask("place", story="letter", set="set-in", key="pace", answer={"placing": "placed", "x": 0})
    state = page.state()
    assert state["offered"] == ["help_and_services", "set-in"]
    assert sorted(one["template"] for one in state["stories"]["letter"]) == ["help_and_services", "sensemaker"]
    assert "ok" in page.ask("choose_set", set="set-in")
    assert page.state()["asked"] == "set-in"
    assert "ok" in page.ask("undo")
    assert page.state()["asked"] == "help_and_services"


def test_another_groups_answers_never_reach_the_page(page: Page, quay_desk: Desk) -> None:
    with quay_desk.store.step("The others", by="Test") as step:
        step.add(System(id="pier", name="Pier team", scale="team", part_of="bay"))
        step.add(Cycle(id="pier-1", system="pier", name="First round"))
        step.add(Story(id="theirs", cycle="pier-1", scope="team", title="Theirs", text="I …", teller="Robin"))
    others = Placing(quay_desk, system="pier", cycle="pier-1")
    assert "ok" in others.hear(
        {
            "do": "place",
            "n": "1",
            "page": "their tab",
            "with": {"story": "theirs", "set": "help_and_services", "key": "what_helped", "answer": EVEN},
        }
    )
    state = page.panel.signifying_state(["letter", "theirs"])
    assert state["stories"] == {}
    assert state["sets"].keys() == {"help_and_services"}
    assert state["sets"]["help_and_services"]["id"] == ""
