"""The register, spoken to as its page does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import Experiment, Issue
from workbench.panels.countermeasures import CountermeasuresPanel

Ask = Callable[..., Any]


@pytest.fixture
def ask(quay_desk: Desk) -> Ask:
    with quay_desk.store.step("Two experiments", by="Test") as step:
        for id, title, more in (
            ("cards", "Payment cards", {"status": "running"}),
            ("visits", "Visits first", {"status": "ended", "ended_on": "2026-03-31"}),
        ):
            step.add(Experiment.model_validate({"id": id, "cycle": "quay-1", "title": title, **more}))
    panel = CountermeasuresPanel(quay_desk, system="quay", cycle="quay-1")
    n = iter(range(1, 1000))
    return lambda do, **given: panel.hear({"do": do, "n": str(next(n)), "page": "tab", "by": "Ama", "with": given})


def write(ask: Ask, what: str, **more: Any) -> str:
    return str(ask("add", kind="countermeasure", values={"what": what, **more})["ok"]["id"])


def rows(ask: Ask) -> list[dict[str, Any]]:
    return list(ask("load")["ok"]["state"]["rows"])


def test_what_outlived_its_experiment_stands_on_top_until_it_is_dealt_with(ask: Ask) -> None:
    write(ask, "Serves", experiment="cards")
    outlived = write(ask, "Outlived", experiment="visits")
    first, second = rows(ask)
    assert (first["what"], first["outlived"]) == (
        "Outlived",
        "It was for “Visits first”, which ended on 31 March 2026.",
    )
    assert (second["what"], second["outlived"]) == ("Serves", "")
    ask("write", kind="countermeasure", id=outlived, values={"experiment": "cards"}, was={"experiment": "visits"})
    assert [row["outlived"] for row in rows(ask)] == ["", ""]


@pytest.mark.parametrize(
    ("review_on", "said"),
    [
        ("2026-03-03", "a review was planned for 3 March 2026"),
        ("2026-05-04", "a review is planned for today"),
        ("2026-05-09", "a review is planned for 9 May 2026, in 5 days"),
        ("", ""),
    ],
)
def test_a_review_is_told_calmly(ask: Ask, review_on: str, said: str) -> None:
    write(ask, "A float", review_on=review_on)
    assert [row["review"] for row in rows(ask)] == [said]


def test_one_that_showed_a_rule_must_change_becomes_an_issue_in_one_action(ask: Ask, quay_desk: Desk) -> None:
    id = write(ask, "A float", shields_from="Two signatures", from_on="2026-03-01")
    issue = {"description": "Two signatures", "level": "system", "owner": "leadership"}
    ask("end", id=id, ended_on="2026-05-01", ended_why="bau_must_change", note="", issue=issue)
    [row] = rows(ask)
    assert (row["ended"], row["review"], row["became"]) == (
        "Ended on 1 May 2026: a usual rule must change.",
        "",
        ["Two signatures"],
    )
    assert [i.raised_by for i in quay_desk.store.all(Issue)] == ["Ama"]
    ask("undo")
    assert (rows(ask)[0]["ended"], quay_desk.store.all(Issue)) == ("", [])


def test_a_problem_of_the_issue_is_told_beside_its_field_and_nothing_ends(ask: Ask, quay_desk: Desk) -> None:
    id = write(ask, "A float")
    answer = ask(
        "end", id=id, ended_on="2026-05-01", ended_why="bau_must_change", note="",
        issue={"description": "", "level": "system", "owner": "leadership"},
    )  # fmt: skip
    assert set(answer["problems"]) == {"description"}
    assert rows(ask)[0]["ended"] == ""


@pytest.mark.parametrize(
    ("why", "said"),
    [("no_longer_needed", "Ended on 1 May 2026: no longer needed."), (None, "Ended on 1 May 2026.")],
)
def test_it_ends_without_an_issue_too(ask: Ask, why: str | None, said: str) -> None:
    id = write(ask, "A float")
    ask("end", id=id, ended_on="2026-05-01", ended_why=why, note="")
    assert [(row["ended"], row["became"]) for row in rows(ask)] == [(said, [])]


def test_the_register_is_drawn_as_an_image(ask: Ask) -> None:
    write(ask, "A float", from_on="2026-03-01")
    picture = ask("picture")["ok"]
    assert (picture["title"], picture["description"]) == (
        "Which countermeasures stand, and until when?",
        "A float: stands.",
    )
    assert picture["src"].startswith("data:image/svg+xml;base64,")
