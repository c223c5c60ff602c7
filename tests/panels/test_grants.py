"""Grants, spoken to as their page does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import Grant
from workbench.panels.grants import GrantsPanel

Ask = Callable[..., Any]
WHOLE = {
    "contact": "Ola",
    "organisation": "The kitchen",
    "title": "Eat together",
    "aim": "Cook",
    "estimate_pence": 1_200_000,
}


@pytest.fixture
def ask(quay_desk: Desk) -> Ask:
    panel = GrantsPanel(quay_desk, system="quay", cycle="quay-1")
    n = iter(range(1, 1000))
    return lambda do, **given: panel.hear({"do": do, "n": str(next(n)), "page": "tab", "by": "Ama", "with": given})


def one(ask: Ask) -> dict[str, Any]:
    return dict(ask("load")["ok"]["state"]["one"])


def awarded(ask: Ask) -> str:
    grant = str(ask("begin")["ok"]["one"]["id"])
    ask("write", kind="grant", id=grant, values=WHOLE)
    ask("submit", grant=grant)
    ask("decide", grant=grant, awarded=True, values={"decided_why": "It begins with people", "awarded_pence": 100})
    return grant


def test_a_draft_begins_empty_and_is_looked_at_at_once(ask: Ask) -> None:
    found = ask("begin")["ok"]["one"]
    assert (found["state"], found["title"], found["row"]["aim"]) == ("draft", "A grant without a title yet", "")


def test_submitting_tells_what_is_missing_and_changes_nothing(ask: Ask, quay_desk: Desk) -> None:
    grant = ask("begin")["ok"]["one"]["id"]
    told = ask("submit", grant=grant)
    assert list(told["problems"]) == ["contact", "organisation", "title", "aim", "estimate_pence"]
    assert quay_desk.store.get(Grant, grant).version == 1


@pytest.mark.parametrize(("letters", "kept"), [(750, True), (751, False)])
def test_an_aim_has_at_most_750_characters(ask: Ask, letters: int, kept: bool) -> None:
    grant = ask("begin")["ok"]["one"]["id"]
    told = ask("write", kind="grant", id=grant, values={"aim": "é" * letters})
    assert ("ok" in told, len(one(ask)["row"]["aim"])) == (kept, letters if kept else 0)


def test_an_awarded_grant_says_since_when_and_why(ask: Ask) -> None:
    awarded(ask)
    found = one(ask)
    assert (found["since"], found["row"]["decided_why"], found["under_way"]) == (
        "Awarded on 4 May 2026.",
        "It begins with people",
        True,
    )


def test_the_story_of_an_outcome_stays_readable(ask: Ask) -> None:
    outcome = ask("add", kind="outcome", values={"grant": awarded(ask), "wording": "40 meals a week"})["ok"]["id"]
    said = {"held_on": "2026-05-01", "people": "Ola", "said": "Meals tell us nothing"}
    ask("talk", outcome=outcome, values=said, wording="People eat together")
    ask("settle", outcome=outcome, state="agreed", by="Ola, Ama")
    [found] = one(ask)["outcomes"]
    [talk] = found["talks"]
    assert (found["wording"], found["agreed"], talk["before"], talk["on"]) == (
        "People eat together",
        "Agreed on 4 May 2026 by Ola, Ama.",
        "40 meals a week",
        "1 May 2026",
    )


def test_lm3_is_shown_predicted_and_actual(ask: Ask) -> None:
    grant = awarded(ask)
    ask("rounds", grant=grant, stage="predicted", values=rounds(100, 80, 34))
    ask("rounds", grant=grant, stage="actual", values=rounds(0, 0, 0))
    found = one(ask)["rounds"]
    assert (found["predicted"]["lm3"], found["predicted"]["pounds"], found["actual"]["lm3"]) == (
        "2.14",
        ["£100", "£80", "£34"],
        "",
    )


def rounds(*pounds: int) -> dict[str, int]:
    return {f"round_{n}_pence": each * 100 for n, each in enumerate(pounds, start=1)}


def test_the_cycle_of_a_grantee_is_opened_and_named(ask: Ask) -> None:
    grant = awarded(ask)
    assert one(ask)["cycles"] == []
    ask("open_cycle", grant=grant, name="The kitchen", scale="organisation")
    assert one(ask)["cycle"].startswith("The kitchen · ")
    ask("share", grant=grant)
    found = one(ask)
    assert (found["cycle"], len(found["cycles"])) == ("", 1)
