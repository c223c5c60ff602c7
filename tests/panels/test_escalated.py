"""What was escalated, spoken to as its page does: from the side that hands on, and from the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import Case, Cycle, EvidenceLink, ForumCase, Influence, Issue, System
from workbench.panels.escalated import EscalatedPanel

Ask = Callable[..., Any]


@pytest.fixture
def desk(quay_desk: Desk) -> Desk:
    """One issue of a case that waits at the optimisation group since a month, and one that was not handed on."""
    issue = {"cycle": "quay-1", "level": "system", "owner": "leadership"}
    sent = {"id": "s", "cycle": "quay-1", "to_cycle": "group-1", "of_kind": "issue", "of": "i", "scope": "place"}
    with quay_desk.store.step("Escalated", by="Test") as step:
        step.add(System(id="group", name="Optimisation group", scale="organisation", part_of="bay"))
        step.add(Cycle(id="group-1", system="group", name="First round"))
        step.add(Case(id="k", cycle="quay-1", pseudonym="Wren"))
        step.add(ForumCase(id="f", cycle="quay-1", case="k", forum="Tuesday"))
        step.add(Issue.model_validate({**issue, "scope": "place", "id": "i", "description": "No beds for couples"}))
        step.add(Influence.model_validate({**sent, "sent_on": "2026-04-04"}))
        step.add(Issue.model_validate({**issue, "id": "j", "description": "Two assessments"}))
        for id in "ij":
            link = {"source_kind": "forum_case", "source": "f", "target_kind": "issue", "target": id}
            step.add(EvidenceLink.model_validate({**link, "id": f"e-{id}", "cycle": "quay-1", "stance": "led_to"}))
    return quay_desk


def asking(desk: Desk, system: str, cycle: str) -> Ask:
    panel = EscalatedPanel(desk, system=system, cycle=cycle)
    n = iter(range(1, 1000))
    return lambda do, **given: panel.hear({"do": do, "n": str(next(n)), "page": cycle, "by": "Ama", "with": given})


def test_the_sender_sees_how_long_it_waits_and_then_the_answer(desk: Desk) -> None:
    sender, group = asking(desk, "quay", "quay-1"), asking(desk, "group", "group-1")
    waiting, kept = sender("load")["ok"]["state"]["sent"]
    assert (waiting["sending"]["waits"], waiting["n_cases"], waiting["kept"]) == ("4 weeks", 1, False)
    assert (kept["description"], kept["kept"], kept["sending"]) == ("Two assessments", True, None)

    [here] = group("load")["ok"]["state"]["handed_here"]
    assert (here["text"], here["from"], here["status"]) == (
        "No beds for couples",
        "Quay team · First round",
        "open",
    )
    group("answer", sending="s", state="taken_up", reason="From June", was={"state": "waiting", "reason": ""})
    group("done", sending="s", done=True)

    answered = sender("load")["ok"]["state"]["sent"][-1]
    assert (answered["sending"]["chain"], answered["status"], answered["sending"]["waits"]) == (
        ["Optimisation group · First round took it up on 4 May 2026: “From June”"],
        "closed",
        "",
    )


def test_what_was_kept_is_handed_on_and_taken_back(desk: Desk) -> None:
    sender = asking(desk, "quay", "quay-1")
    sender("hand_over", issue="j", to="group-1")
    assert {i["id"]: i["kept"] for i in sender("load")["ok"]["state"]["sent"]} == {"i": False, "j": False}
    [sent] = [one for one in desk.store.all(Influence) if one.of == "j"]
    sender("take_back", sending=sent.id)
    assert {i["id"]: i["kept"] for i in sender("load")["ok"]["state"]["sent"]} == {"i": False, "j": True}


def test_an_issue_is_answered_only_by_the_cycle_it_was_sent_to(desk: Desk) -> None:
    told = asking(desk, "quay", "quay-1")("answer", sending="s", state="left", reason="Ours", was={})
    assert "not with this group any more" in told["refused"]
    assert desk.store.get(Influence, "s").reason == ""
