"""What was sent to other cycles, spoken to as its page does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.desk.influence_work import InfluenceWork
from workbench.model import Cycle, CycleLink, Experiment, Influence, Issue, Observation, System
from workbench.panels.sent import SentPanel

Ask = Callable[..., Any]
WAITING = {"state": "waiting", "reason": ""}


@pytest.fixture
def desk(quay_desk: Desk) -> Desk:
    """A team with something of several kinds, a council it lies in, and the place round both."""
    with quay_desk.store.step("The world", by="Test") as step:
        step.add(System(id="council", name="Shore Council", scale="organisation", part_of="bay"))
        step.add(Cycle(id="council-1", system="council", name="Money"))
        step.add(Cycle(id="bay-1", system="bay", name="The place"))
        step.add(CycleLink.model_validate({"source": "council-1", "target": "quay-1", "relation": "learns_from"}))
        issue = {"cycle": "quay-1", "level": "system", "owner": "leadership"}
        step.add(Issue.model_validate({**issue, "id": "i", "description": "No beds"}))
        step.add(Issue.model_validate({**issue, "id": "j", "description": "Done with", "status": "closed"}))
        step.add(Observation(id="o", cycle="quay-1", title="Letters cross"))
        step.add(Experiment.model_validate({"id": "x", "cycle": "quay-1", "title": "Tea first", "status": "ended"}))
        step.add(Experiment.model_validate({"id": "y", "cycle": "quay-1", "title": "Not yet", "status": "running"}))
    return quay_desk


def asking(desk: Desk, **more: Any) -> Ask:
    panel = SentPanel(desk, system="quay", cycle="quay-1", **more)
    n = iter(range(1, 1000))
    return lambda do, **given: panel.hear({"do": do, "n": str(next(n)), "page": "tab", "by": "Ama", "with": given})


def state(ask: Ask) -> dict[str, Any]:
    return dict(ask("load")["ok"]["state"])


def test_what_can_be_sent_and_to_whom_is_offered(desk: Desk) -> None:
    found = state(asking(desk))
    assert found["sent"] == []
    assert found["choosable"] == [
        ["issue:i", "No beds (an issue)"],
        ["observation:o", "Letters cross (a pattern)"],
        ["experiment:x", "Tea first (an experiment)"],
    ]
    assert found["cycles"][0] == ["council-1", "Shore Council · Money (it learns from us)"]


def test_something_is_sent_to_several_and_the_page_says_beforehand_who_reads_it(desk: Desk) -> None:
    ask = asking(desk)
    assert "everybody in The Bay can" in ask("who_can_read", of="issue:i", to=["council-1", "bay-1"])["ok"]
    ask("send", of="issue:i", to=["council-1", "bay-1"], why="You have beds")
    sent = state(ask)["sent"]
    assert {one["to"] for one in sent} == {"Shore Council · Money", "The Bay · The place"}
    assert {(one["text"], one["why"], one["state"], one["days"]) for one in sent} == {
        ("No beds", "You have beds", "waiting", 0)
    }
    assert "sent to Money already" in ask("send", of="issue:i", to=["council-1"])["refused"]
    ask("take_back", sending=sent[0]["id"])
    assert len(state(ask)["sent"]) == 1


def test_the_whole_chain_is_told_in_sentences(desk: Desk) -> None:
    ask = asking(desk)
    ask("send", of="issue:i", to=["council-1"], scope="place")
    [first] = desk.store.all(Influence)
    council, bay = InfluenceWork.at(desk, "council-1"), InfluenceWork.at(desk, "bay-1")
    council.answer(first.id, state="taken_up", reason="We ask the place", was=WAITING)
    [second] = council.send_on(first.id, to=["bay-1"])
    assert state(ask)["sent"][0]["chain"][-1] == ("The Bay · The place has not answered yet: it was sent today.")
    bay.answer(second.id, state="adapted", reason="Two from June", was=WAITING)
    assert state(ask)["sent"][0]["chain"] == [
        "Shore Council · Money took it up on 4 May 2026: “We ask the place”",
        "Shore Council · Money sent it on to The Bay · The place on 4 May 2026.",
        "The Bay · The place adapted it on 4 May 2026: “Two from June”",
    ]


def test_nothing_else_is_sent_from_here_and_who_only_looks_sends_nothing(desk: Desk) -> None:
    before = desk.store.revision()
    for of in ("cycle:quay-1", "issue:nowhere", "issue", ""):
        assert "refused" in asking(desk)("send", of=of, to=["council-1"])
    assert asking(desk)("who_can_read", of="system:quay", to=["bay-1"])["ok"] == ""
    looking = asking(desk, may_edit=False)
    assert "refused" in looking("send", of="issue:i", to=["council-1"])
    assert "ok" in looking("who_can_read", of="issue:i", to=["bay-1"])
    assert desk.store.revision() == before


def test_the_time_to_an_answer_is_drawn(desk: Desk) -> None:
    ask = asking(desk)
    assert ask("picture")["ok"]["src"] == ""
    ask("send", of="issue:i", to=["council-1"])
    picture = ask("picture")["ok"]
    assert picture["src"].startswith("data:image/svg+xml;base64,")
    assert "“No beds” was sent to Money on 4 May 2026" in picture["description"]
