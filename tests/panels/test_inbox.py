"""What came from other cycles, spoken to as its page does: from the side it came to, and from the one that sent it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import (
    Cycle,
    EvidenceLink,
    Experiment,
    Idea,
    Influence,
    Issue,
    Observation,
    Story,
    System,
)
from workbench.panels.inbox import InboxPanel

Ask = Callable[..., Any]
ISSUE = {"id": "i", "cycle": "quay-1", "level": "system", "owner": "leadership", "description": "No beds"}


@pytest.fixture
def desk(quay_desk: Desk) -> Desk:
    """An issue and an idea of the Quay team wait at a council; a story speaks for what the idea rests on."""
    sent = {"cycle": "quay-1", "to_cycle": "council-1", "scope": "place", "sent_on": "2026-04-04"}
    with quay_desk.store.step("Sent", by="Test") as step:
        step.add(System(id="council", name="Shore Council", scale="organisation", part_of="bay"))
        step.add(Cycle(id="council-1", system="council", name="Money"))
        step.add(Cycle(id="bay-1", system="bay", name="The place"))
        step.add(Issue.model_validate({**ISSUE, "scope": "place"}))
        step.add(Observation(id="o", cycle="quay-1", title="Letters cross", scope="place"))
        step.add(Idea(id="t", cycle="quay-1", observation="o", text="Ring first"))
        step.add(Story(id="told", cycle="quay-1", title="Two letters", teller="Wren", text="x", scope="place"))
        step.add(Story(id="kept", cycle="quay-1", title="For us alone", teller="Wren", text="x"))
        for id in ("told", "kept"):
            link = {"cycle": "quay-1", "source_kind": "story", "source": id, "stance": "supports"}
            step.add(EvidenceLink.model_validate({**link, "target_kind": "observation", "target": "o"}))
        step.add(Influence.model_validate({**sent, "id": "s", "of_kind": "issue", "of": "i", "why": "You have beds"}))
        step.add(Influence.model_validate({**sent, "id": "u", "of_kind": "idea", "of": "t", "sent_on": "2026-05-04"}))
    return quay_desk


def asking(desk: Desk, system: str = "council", cycle: str = "council-1", **more: Any) -> Ask:
    panel = InboxPanel(desk, system=system, cycle=cycle, **more)
    n = iter(range(1, 1000))
    return lambda do, **given: panel.hear({"do": do, "n": str(next(n)), "page": cycle, "by": "Petra", "with": given})


def received(ask: Ask) -> list[dict[str, Any]]:
    return list(ask("load")["ok"]["state"]["received"])


WAITING = {"state": "waiting", "reason": ""}


def test_what_came_is_told_with_its_age_from_whom_and_why(desk: Desk) -> None:
    issue, idea = received(asking(desk))
    assert (issue["text"], issue["kind"], issue["waits"], issue["came"], issue["why"], issue["status"]) == (
        *("No beds", "an issue", "4 weeks", "From Quay team · First round, on 4 April 2026", "You have beds", "open"),
    )
    assert (idea["text"], idea["days"], idea["status"]) == ("Ring first", 0, "")


def test_only_evidence_this_group_may_see_stands_beside_it(desk: Desk) -> None:
    issue, idea = received(asking(desk))
    assert issue["evidence"] is None
    assert idea["evidence"] == {"supports": {"n": 1, "told": ["Two letters"]}, "contradicts": {"n": 0, "told": []}}


def test_what_this_group_may_not_read_is_not_sent_to_its_page(desk: Desk) -> None:
    with desk.store.step("Narrowed", by="Test") as step:
        step.revise(desk.store.get(Issue, "i").model_copy(update={"scope": "team"}))
    ask = asking(desk)
    issue, _ = received(ask)
    assert (issue["text"], issue["why"], issue["status"]) == ("", "You have beds", "")
    assert "No beds" not in str(ask("load"))


def test_it_is_answered_and_stays_with_its_answer(desk: Desk) -> None:
    ask = asking(desk)
    refused = ask("answer", sending="s", state="left", reason="", was=WAITING)
    assert (refused["field"], "Say why you leave it" in refused["refused"]) == ("reason", True)
    ask("answer", sending="s", state="adapted", reason="Two from June", was=WAITING)
    first, last = received(ask)
    assert (first["id"], last["id"], last["state"], last["reason"], last["answered"], last["waits"]) == (
        *("u", "s", "adapted", "Two from June", "4 May 2026", ""),
    )
    stale = ask("answer", sending="s", state="left", reason="No", was=WAITING)["stale"]
    assert stale["theirs"] == {"state": "adapted", "reason": "Two from June"}
    ask("undo")
    assert received(ask)[0]["state"] == "waiting"


def test_it_becomes_an_experiment_here_and_the_link_is_kept(desk: Desk) -> None:
    ask = asking(desk)
    made = ask("add", kind="experiment", values={"title": "Two beds"}, made_from=["influence", "s"])["ok"]
    [led] = received(ask)[0]["led_to"]
    assert (led["id"], led["title"], led["room"]) == (made["id"], "Two beds", "experiments")
    assert desk.store.get(Experiment, made["id"]).cycle == "council-1"


def test_it_goes_on_further_and_the_page_says_beforehand_who_reads_it(desk: Desk) -> None:
    with desk.store.step("Narrowed", by="Test") as step:
        step.revise(desk.store.get(Issue, "i").model_copy(update={"scope": "organisation"}))
    ask = asking(desk)
    cycles = dict(ask("load")["ok"]["state"]["cycles"])
    assert ask("may_read", sending="s", to=["bay-1"])["ok"] == [cycles["bay-1"]]
    assert ask("may_read", sending="u", to=["bay-1"])["ok"] == []
    ask("send_on", sending="s", to=["bay-1"], why="The place has beds")
    [on] = received(ask)[0]["sent_on"]
    assert on == "We sent it on to The Bay · The place on 4 May 2026."
    [there] = received(asking(desk, "bay", "bay-1"))
    assert (there["why"], there["through"]) == ("The place has beds", "It came to them from Quay team · First round")


def test_what_waits_from_an_earlier_round_is_still_here(desk: Desk) -> None:
    with desk.store.step("Next round", by="Test") as step:
        step.add(Cycle(id="council-2", system="council", name="Second", round=2))
    ask = asking(desk, cycle="council-2")
    assert [one["round"] for one in received(ask)] == ["Money", "Money"]
    ask("answer", sending="s", state="taken_up", reason="", was=WAITING)
    assert desk.store.get(Influence, "s").state == "taken_up"


def test_an_issue_is_said_to_be_done(desk: Desk) -> None:
    ask = asking(desk)
    ask("done", sending="s", done=True)
    assert received(ask)[0]["status"] == "closed"


def test_whoever_only_looks_changes_nothing_and_nobody_answers_for_others(desk: Desk) -> None:
    before = desk.store.revision()
    acts = (("answer", {"state": "taken_up", "was": WAITING}), ("send_on", {"to": ["bay-1"]}), ("done", {"done": True}))
    for looking in (asking(desk, may_edit=False), asking(desk, "quay", "quay-1")):
        for do, given in acts:
            assert "refused" in looking(do, sending="s", **given)
    assert desk.store.revision() == before


def test_nothing_has_come_yet(quay_desk: Desk) -> None:
    assert received(asking(quay_desk, "quay", "quay-1")) == []


@pytest.mark.slow
def test_two_hundred_things_are_all_told(desk: Desk) -> None:
    with desk.store.step("Many", by="Test") as step:
        for n in range(200):
            step.add(Issue.model_validate({**ISSUE, "id": f"i{n}", "scope": "place", "description": "x" * 5_000}))
            sent = {"cycle": "quay-1", "to_cycle": "council-1", "of_kind": "issue", "of": f"i{n}", "scope": "place"}
            step.add(Influence.model_validate(sent))
    assert len(received(asking(desk))) == 202
