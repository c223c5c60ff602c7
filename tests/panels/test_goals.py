"""The goals panel, spoken to as its page does: one person at a time, scored by them, kept with what they agreed to."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import Cycle, Goal, GoalScore, System, Withdrawal
from workbench.panels.goals import GoalsPanel


class Page:
    """A page before a panel: each question gets a number of its own."""

    def __init__(self, desk: Desk, **more: Any) -> None:
        self.panel = GoalsPanel(desk, system="quay", cycle="quay-1", **more)
        self.n = 0

    def ask(self, do: str, **given: Any) -> dict[str, Any]:
        self.n += 1
        return self.panel.hear({"do": do, "n": str(self.n), "page": "tab", "by": "Ash", "since": 0, "with": given})

    def state(self) -> dict[str, Any]:
        state: dict[str, Any] = self.ask("load")["ok"]["state"]
        return state


@pytest.fixture
def page(quay_desk: Desk) -> Page:
    with quay_desk.store.step("Goals", by="Test") as step:
        step.add(Goal(id="sleep", cycle="quay-1", person="Wren", wording="Help me to sleep", position=1))
        step.add(Goal(id="son", cycle="quay-1", person="Wren", wording="Help me to see my son", position=2))
        step.add(Goal(id="robins", cycle="quay-1", person="Robin", wording="Marker of Robin", position=1))
    made = Page(quay_desk)
    made.ask("person", person="Wren")
    return made


def test_only_the_chosen_persons_goals_reach_the_page(page: Page) -> None:
    state = page.state()
    assert state["people"] == ["Robin", "Wren"]
    assert [g["wording"] for g in state["goals"]] == ["Help me to sleep", "Help me to see my son"]
    assert "Marker of Robin" not in str(state)


def test_a_score_of_one_day_is_written_once_and_can_be_changed_or_taken_away(page: Page, quay_desk: Desk) -> None:
    page.ask("score", goal="sleep", scored_on="2026-05-04", score=4, said="I lie awake.")
    page.ask("score", goal="sleep", scored_on="2026-05-04", score=4.5, said="I lie awake less.")
    assert [(s.score, s.said) for s in quay_desk.store.all(GoalScore)] == [(4.5, "I lie awake less.")]
    page.ask("score", goal="sleep", scored_on="2026-05-04", score=None)
    assert quay_desk.store.all(GoalScore) == []


@pytest.mark.parametrize("score", [-1, 11, "many"])
def test_a_number_outside_0_to_10_is_refused(page: Page, quay_desk: Desk, score: object) -> None:
    assert "refused" in page.ask("score", goal="sleep", scored_on="2026-05-04", score=score)
    assert quay_desk.store.all(GoalScore) == []


def test_change_is_told_for_each_goal_alone(page: Page) -> None:
    for day, score in (("2026-03-01", 3), ("2026-04-01", 2), ("2026-05-04", 7)):
        page.ask("score", goal="sleep", scored_on=day, score=score)
    assert [g["change"] for g in page.state()["goals"]] == ["+4 since 1 March 2026", ""]


def test_a_goal_is_put_away_with_its_reason_and_its_scores_stay(page: Page, quay_desk: Desk) -> None:
    page.ask("score", goal="sleep", scored_on="2026-05-04", score=9)
    page.ask("put_away", goal="sleep", why="I sleep now.")
    [away] = page.state()["away"]
    assert (away["ended_why"], away["ended_said"], len(away["scores"])) == ("I sleep now.", "4 May 2026", 1)
    page.ask("take_back", goal="sleep")
    assert [g["id"] for g in page.state()["goals"]] == ["sleep", "son"]


def test_goals_are_put_in_another_order_as_one_step(page: Page) -> None:
    page.ask("order", goals=["son", "sleep"])
    assert [(g["id"], g["number"]) for g in page.state()["goals"]] == [("son", 1), ("sleep", 2)]
    page.ask("undo")
    assert [g["id"] for g in page.state()["goals"]] == ["sleep", "son"]


def test_what_was_agreed_holds_for_all_goals_of_the_person_and_for_nobody_else(page: Page, quay_desk: Desk) -> None:
    answer = page.ask("consent", values={"scope": "place", "may_quote": True, "consent_by": "Ash", "consent_until": ""})
    assert "ok" in answer
    held = {g.id: (g.scope, g.may_quote, g.consent_by) for g in quay_desk.store.all(Goal)}
    assert held == {"sleep": ("place", True, "Ash"), "son": ("place", True, "Ash"), "robins": ("team", False, "")}
    assert page.state()["consent"][:2] == ["May be seen by: Place.", "The words may be quoted."]
    assert "refused" in page.ask("consent", values={"scope": "moon"})


def test_a_withdrawn_goal_is_gone_from_the_page_at_once(page: Page, quay_desk: Desk) -> None:
    with quay_desk.store.step("Withdrawn", by="Test") as step:
        step.revise(quay_desk.store.get(Goal, "sleep").model_copy(update={"withdrawal": Withdrawal.no_use}))
    assert [g["id"] for g in page.state()["goals"]] == ["son"]


def test_another_systems_goal_is_not_scored(page: Page, quay_desk: Desk) -> None:
    with quay_desk.store.step("Elsewhere", by="Test") as step:
        step.add(Cycle(id="bay-1", system="bay", name="First round"))
        step.add(Goal(id="theirs", cycle="bay-1", person="Wren", wording="Help me", scope="place"))
    assert "not in this group" in page.ask("score", goal="theirs", scored_on="2026-05-04", score=1)["refused"]


def test_the_star_is_drawn_of_one_person(page: Page, quay_desk: Desk) -> None:
    with quay_desk.store.step("One more", by="Test") as step:
        step.add(Goal(id="third", cycle="quay-1", person="Wren", wording="Help me to cook", position=3))
    for goal in ("sleep", "son", "third"):
        page.ask("score", goal=goal, scored_on="2026-05-04", score=5)
    drawn = page.ask("picture", form="star")["ok"]
    assert drawn["src"].startswith("data:image/svg+xml;base64,")
    assert "Help me to cook: 5 on 4 May 2026" in drawn["description"]
    assert "Robin" not in drawn["description"]


def test_the_page_of_one_life_begins_with_that_person(quay_desk: Desk) -> None:
    with quay_desk.store.step("A life", by="Test") as step:
        step.add(System(id="life", name="Wren's life", scale="person", part_of="quay"))
        step.add(Cycle(id="life-1", system="life", name="First"))
        step.add(Goal(cycle="life-1", person="Wren", wording="Help me to sleep"))
    panel = GoalsPanel(quay_desk, system="life", cycle="life-1")
    state = panel.hear({"do": "load", "n": "1", "page": "tab", "since": 0, "with": {}})["ok"]["state"]
    assert (state["person"], [g["wording"] for g in state["goals"]]) == ("Wren", ["Help me to sleep"])
