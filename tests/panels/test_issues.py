"""The issue log, spoken to as its page does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.desk.log_work import LogWork
from workbench.model import Countermeasure, Cycle, CycleLink, Issue, System
from workbench.panels.issues import IssuesPanel

Ask = Callable[..., Any]


@pytest.fixture
def desk(quay_desk: Desk) -> Desk:
    """The Quay team with a round before this one, connected with the Bay it lies in; another team is not connected."""
    with quay_desk.store.step("More of the world", by="Test") as step:
        step.add(Cycle(id="bay-1", system="bay", name="Bay, first"))
        step.add(CycleLink.model_validate({"source": "bay-1", "target": "quay-1", "relation": "learns_from"}))
        step.add(System(id="arm", name="Arm team", scale="team", part_of="bay"))
        step.add(Cycle(id="arm-1", system="arm", name="Arm, first"))
        step.add(Cycle(id="quay-0", system="quay", name="Round nought"))
    return quay_desk


def asking(panel: IssuesPanel, *, by: str = "Ama", page: str = "tab") -> Ask:
    n = iter(range(1, 1000))

    def _ask(do: str, **given: Any) -> Any:
        return panel.hear({"do": do, "n": str(next(n)), "page": page, "by": by, "with": given})

    return _ask


@pytest.fixture
def ask(desk: Desk) -> Ask:
    return asking(IssuesPanel(desk, system="quay", cycle="quay-1"))


def write(ask: Ask, description: str = "Petty cash takes too long", **more: Any) -> str:
    values = {"description": description, "level": "system", "owner": "leadership", **more}
    return str(ask("add", kind="issue", values=values)["ok"]["id"])


def rows(ask: Ask) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in ask("load")["ok"]["state"]["rows"]}


def test_an_issue_is_in_the_log_with_its_age_in_plain_words(ask: Ask) -> None:
    new, old = write(ask), write(ask, "No key", raised_on="2026-04-10")
    closed = write(ask, "Gone", raised_on="2026-01-04", status="closed")
    found = rows(ask)
    assert [found[i]["age"] for i in (new, old, closed)] == [
        "Open for 0 days.",
        "Open for 3 weeks.",
        "Closed on 4 May 2026, after 3 months.",
    ]
    assert (found[new]["raised_on"], found[new]["raised_by"], found[closed]["closed_on"]) == (
        "2026-05-04",
        "Ama",
        "2026-05-04",
    )


def test_the_newest_issue_stands_first(ask: Ask) -> None:
    ids = [write(ask, day, raised_on=day) for day in ("2026-02-01", "2026-04-01", "2026-03-01")]
    assert list(rows(ask)) == [ids[1], ids[2], ids[0]]


def test_what_was_said_before_is_told_and_nothing_is_merged(ask: Ask, desk: Desk) -> None:
    with desk.store.step("In the round before", by="Test") as step:
        step.add(
            Issue.model_validate(
                {
                    "id": "before",
                    "cycle": "quay-0",
                    "description": "Petty cash is taking too long",
                    "level": "system",
                    "owner": "leadership",
                    "raised_on": "2025-11-03",
                }
            )
        )
    one, other = write(ask, raised_on="2026-03-01"), write(ask, "petty cash takes too long!", raised_on="2026-04-01")
    alone = write(ask, "No key to the store room")
    state = ask("load")["ok"]["state"]
    first = {row["id"]: row["said_before"] for row in state["rows"]}
    assert first == {one: "before", other: "before", alone: None}
    [(_, said)] = state["said"].items()
    assert (said["n_cycles"], said["same"]) == (2, [])
    assert [(i["id"], i["where"], i["here"]) for i in said["issues"]] == [
        ("before", "Round nought, 3 November 2025", False),
        (one, "First round, 1 March 2026", True),
        (other, "First round, 1 April 2026", True),
    ]


def test_people_say_that_two_issues_are_the_same_and_take_it_back(ask: Ask) -> None:
    first, later = write(ask, raised_on="2026-03-01"), write(ask, raised_on="2026-04-01")

    def same() -> list[list[str]]:
        return list(ask("load")["ok"]["state"]["said"][first]["same"])

    assert same() == []
    ask("same", pair=[first, later], same=True)
    assert (same(), len(rows(ask))) == ([[first, later]], 2)
    ask("same", pair=[first, later], same=False)
    assert same() == []


def test_the_countermeasure_goes_into_the_register_and_is_shown_beside_its_issue(ask: Ask, desk: Desk) -> None:
    id = write(ask, countermeasure="Nell keeps a float")
    ask("shield", issue=id)
    [row] = desk.store.all(Countermeasure)
    assert (row.issue, row.created_by) == (id, "Ama")
    assert rows(ask)[id]["shields"] == [
        {"id": row.id, "what": "Nell keeps a float", "stands": True, "said": "stands since 4 May 2026"}
    ]
    assert "in the register already" in ask("shield", issue=id)["refused"]


def test_connected_cycles_are_offered_first_and_say_how(ask: Ask) -> None:
    assert ask("load")["ok"]["state"]["cycles"] == [
        ["bay-1", "The Bay · Bay, first (it learns from us)"],
        ["arm-1", "Arm team · Arm, first"],
        ["quay-0", "Quay team · Round nought"],
    ]


def test_an_issue_is_handed_over_answered_and_the_answer_seen(ask: Ask, desk: Desk) -> None:
    id = write(ask)
    assert ask("who_can_read", issue=id, to="bay-1")["ok"] == (
        "They can read it only if it may be seen more widely: from then on everybody in The Bay can."
    )
    ask("hand_over", issue=id, to="bay-1")
    [sent] = rows(ask)[id]["sent"]
    assert (sent["went"], sent["state"]) == ("To The Bay · Bay, first, on 4 May 2026", "waiting")

    bay = asking(IssuesPanel(desk, system="bay", cycle="bay-1"), by="Sunniva", page="other")
    [here] = bay("load")["ok"]["state"]["handed_here"]
    assert (here["text"], here["from"], here["reason"]) == ("Petty cash takes too long", "Quay team · First round", "")
    was = {"state": "waiting", "reason": ""}
    bay("answer", sending=here["id"], state="taken_up", reason="Cards from June", was=was)
    assert rows(ask)[id]["sent"][0]["chain"] == ["The Bay · Bay, first took it up on 4 May 2026: “Cards from June”"]
    stale = bay("answer", sending=here["id"], state="left", reason="Not this year", was=was)["stale"]
    assert stale["theirs"] == {"state": "taken_up", "reason": "Cards from June"}


def test_it_can_be_taken_back(ask: Ask) -> None:
    id = write(ask)
    ask("hand_over", issue=id, to="bay-1")
    ask("take_back", sending=rows(ask)[id]["sent"][0]["id"])
    assert rows(ask)[id]["sent"] == []
    assert ask("who_can_read", issue=id, to="bay-1")["ok"].startswith("They may read it as it is")


def test_two_people_change_two_fields_and_neither_loses_anything(ask: Ask, desk: Desk) -> None:
    id = write(ask)
    other = asking(IssuesPanel(desk, system="quay", cycle="quay-1"), by="Idris", page="other")
    ask("write", kind="issue", id=id, values={"countermeasure": "A float"}, was={"countermeasure": ""})
    other("write", kind="issue", id=id, values={"system_change": "Cards"}, was={"system_change": ""})
    clash = other("write", kind="issue", id=id, values={"countermeasure": "A tin"}, was={"countermeasure": ""})
    assert clash["stale"]["theirs"] == {"countermeasure": "A float"}
    assert (rows(ask)[id]["countermeasure"], rows(ask)[id]["system_change"]) == ("A float", "Cards")


def test_words_that_look_like_code_are_kept_as_they_are(ask: Ask) -> None:
    text = '<script>alert(1)</script> =HYPERLINK("x") 🙂 لا ' + "x" * 19_900
    id = write(ask, text)
    assert rows(ask)[id]["description"] == text


def test_a_change_elsewhere_is_no_news(ask: Ask, desk: Desk) -> None:
    panel = IssuesPanel(desk, system="quay", cycle="quay-1")
    before = desk.store.revision()
    desk.work_on_cycle("quay-1").propose_purpose("People live well")
    assert panel.poll(before) is None
    before = desk.store.revision()
    write(ask)
    news = panel.poll(before)
    assert news is not None
    assert len(news["state"]["rows"]) == 1


def test_the_ages_are_drawn_as_an_image(ask: Ask) -> None:
    assert ask("picture")["ok"]["src"] == ""
    write(ask)
    picture = ask("picture")["ok"]
    assert picture["title"] == "How long have issues been open?"
    assert picture["src"].startswith("data:image/svg+xml;base64,")
    assert "system level: up to a month: 1." in picture["description"]


def test_who_only_looks_changes_nothing(ask: Ask, desk: Desk) -> None:
    id = write(ask, countermeasure="A float")
    looking = asking(IssuesPanel(desk, system="quay", cycle="quay-1", may_edit=False))
    before = desk.store.revision()
    for do, given in (
        ("shield", {"issue": id}),
        ("hand_over", {"issue": id, "to": "bay-1"}),
        ("write", {"kind": "issue", "id": id, "values": {"status": "closed"}}),
    ):
        assert "refused" in looking(do, **given)
    assert desk.store.revision() == before
    assert "ok" in looking("picture")


def test_an_issue_says_what_it_was_made_from(ask: Ask, desk: Desk) -> None:
    shield = LogWork.at(desk, "quay-1").add("countermeasure", {"what": "Nell keeps a float"})
    values = {"description": "Two signatures", "level": "system", "owner": "leadership"}
    id = ask("add", kind="issue", values=values, made_from=["countermeasure", shield.id])["ok"]["id"]
    assert rows(ask)[id]["came_from"] == [{"kind": "a countermeasure", "text": "Nell keeps a float"}]
