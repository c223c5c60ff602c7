"""The forum, spoken to as its page does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import Case, Cycle, ForumCase, Risk, System, Withdrawal
from workbench.panels.forum import ForumPanel

Ask = Callable[..., Any]
ISSUE = {"description": "No beds for couples", "level": "system", "owner": "leadership"}


@pytest.fixture
def panel(quay_desk: Desk) -> ForumPanel:
    with quay_desk.store.step("The optimisation group", by="Test") as step:
        step.add(System(id="group", name="Optimisation group", scale="organisation", part_of="bay"))
        step.add(Cycle(id="group-1", system="group", name="First round"))
    return ForumPanel(quay_desk, system="quay", cycle="quay-1")


@pytest.fixture
def ask(panel: ForumPanel) -> Ask:
    n = iter(range(1, 1000))
    return lambda do, **given: panel.hear({"do": do, "n": str(next(n)), "page": "tab", "by": "Ama", "with": given})


def present(ask: Ask, name: str, **more: Any) -> dict[str, Any]:
    """Present somebody new; the page's state then."""
    values = {"forum": "Tuesday forum", "presented_on": "2026-05-01", **more}
    return dict(ask("present", values=values, pseudonym=name)["ok"])


def still(ask: Ask) -> list[str]:
    [row] = ask("load")["ok"]["state"]["rows"]
    return list(row["still"])


def test_a_case_is_presented_and_looked_at_at_once(ask: Ask) -> None:
    state = present(ask, "Wren", presented_by="Ola")
    one = state["one"]
    assert (one["case"]["pseudonym"], one["on"], one["row"]["presented_by"]) == ("Wren", "1 May 2026", "Ola")
    assert state["cases"] == [[one["row"]["case"], "Wren"]]
    assert ask("open", id="")["ok"]["one"] is None


def test_a_refused_presentation_is_told_beside_its_field_and_begins_nothing(ask: Ask, quay_desk: Desk) -> None:
    told = ask("present", values={"forum": ""}, pseudonym="Wren")
    assert told["problems"] == {"forum": "“Which forum” is empty; write something first."}
    assert quay_desk.store.all(Case) == []


def test_what_is_still_open_goes_as_it_is_done(ask: Ask) -> None:
    one = present(ask, "Wren")["one"]
    assert still(ask) == [
        "No plan is written down yet.",
        "No risks are written down yet.",
        "Nobody has said yet whether it could have been avoided.",
    ]
    risk = ask("add", kind="risk", values={"case": one["case"]["id"], "name": "Overdose", "before": "++"})["ok"]["id"]
    plan = {"plan": "One worker", "plan_review_on": "2026-05-04", "avoidable": "yes"}
    ask("write", kind="forum_case", id=one["row"]["id"], values=plan)
    assert still(ask) == ["It was to be looked at again on 4 May 2026.", "One risk has not been looked at again."]
    ask("write", kind="forum_case", id=one["row"]["id"], values={"plan_review_on": "2026-05-05"})
    assert still(ask)[0] == "It will be looked at again on 5 May 2026."
    ask("write", kind="risk", id=risk, values={"after": "+"})
    assert still(ask) == []


def test_of_somebody_we_lost_touch_with_no_second_look_is_asked(ask: Ask) -> None:
    one = present(ask, "Wren")["one"]
    ask("add", kind="risk", values={"case": one["case"]["id"], "name": "Overdose", "before": "++"})
    ask("write", kind="forum_case", id=one["row"]["id"], values={"lost_on": "2026-05-04", "avoidable": "no"})
    assert still(ask) == []


def test_the_account_says_how_many_of_how_many(ask: Ask, quay_desk: Desk) -> None:
    assert ask("load")["ok"]["state"]["account"] is None
    with quay_desk.store.step("Two people", by="Test") as step:
        for n, after in enumerate(("+", None)):
            step.add(Case(id=f"k{n}", cycle="quay-1", pseudonym=f"p{n}"))
            step.add(
                ForumCase.model_validate(
                    {"id": f"f{n}", "cycle": "quay-1", "case": f"k{n}", "forum": "Tuesday", "avoidable": "partly"}
                )
            )
            step.add(
                Risk.model_validate(
                    {"cycle": "quay-1", "case": f"k{n}", "name": "Overdose", "before": "++", "after": after}
                )
            )
    account = ask("load")["ok"]["state"]["account"]
    figures = {one["key"]: one["n"] for one in account["figures"]}
    assert (account["people"], figures) == (
        2,
        {"high": 2, "fell": 1, "lost": 0, "avoidable": 0, "partly": 2, "refused": 0},
    )


def test_an_issue_is_raised_and_handed_on_and_stands_with_its_answer(ask: Ask, quay_desk: Desk) -> None:
    forum_case = present(ask, "Wren")["one"]["row"]["id"]
    readable = "They can read it only if it may be seen more widely: from then on everybody in The Bay can."
    assert ask("who_can_read", to="group-1")["ok"] == readable
    ask("raise_issue", forum_case=forum_case, values=ISSUE, to="group-1")
    state = ask("load")["ok"]["state"]
    [issue] = state["one"]["issues"]
    [sent] = issue["sent"]
    assert (issue["description"], sent["went"], state["one"]["other_issues"]) == (
        "No beds for couples",
        "To Optimisation group · First round, on 4 May 2026",
        [],
    )
    ask("led_to", forum_case=forum_case, issue=issue["id"], led=False)
    one = ask("load")["ok"]["state"]["one"]
    assert (one["issues"], one["other_issues"]) == ([], [[issue["id"], "No beds for couples"]])


def test_a_withdrawn_case_is_on_no_list(ask: Ask, quay_desk: Desk) -> None:
    one = present(ask, "Wren")["one"]
    case = quay_desk.store.get(Case, one["case"]["id"])
    with quay_desk.store.step("Withdrawn", by="Test") as step:
        step.revise(case.model_copy(update={"withdrawal": Withdrawal.no_use}))
    state = ask("load")["ok"]["state"]
    assert (state["rows"], state["one"], state["cases"], state["account"]) == ([], None, [], None)


def test_whoever_only_looks_presents_nothing(quay_desk: Desk) -> None:
    panel = ForumPanel(quay_desk, system="quay", cycle="quay-1", may_edit=False)
    told = panel.hear({"do": "present", "n": "1", "page": "t", "with": {"values": {}, "pseudonym": "Wren"}})
    assert "refused" in told
    assert quay_desk.store.all(Case) == []


def test_pictures_come_with_their_words(ask: Ask) -> None:
    present(ask, "Wren")
    assert ask("picture_account")["ok"]["title"] == "What came of the cases presented to the forum?"
    assert (
        ask("picture_risks")["ok"]["description"]
        == "No risk of anybody presented to a forum has been written down yet."
    )
