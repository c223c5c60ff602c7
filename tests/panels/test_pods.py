"""Learning pods, spoken to as their page does: what is not shared stays with those who wrote it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import EvidenceLink, PodEntry, Spend
from workbench.panels.pods import PodsPanel
from workbench.store import Store

Ask = Any


class Page:
    """A page that asks, of one browser in which somebody said who they are."""

    def __init__(self, desk: Desk, *, by: str = "") -> None:
        self.panel = PodsPanel(desk, system="quay", cycle="quay-1")
        self._by = by
        self._n = 0
        self.ask("load")

    def ask(self, do: str, **given: Any) -> dict[str, Any]:
        self._n += 1
        return self.panel.hear({"do": do, "n": str(self._n), "page": "tab", "by": self._by, "since": 0, "with": given})

    def do(self, do: str, **given: Any) -> Any:
        answer = self.ask(do, **given)
        assert "ok" in answer, answer
        return answer["ok"]

    def state(self) -> dict[str, Any]:
        found: dict[str, Any] = self.do("load")["state"]
        return found


def _pod(page: Page, **answers: Any) -> str:
    values = {"held_on": "2026-05-01", "pair": ["Ama", "Bo"], **answers}
    id: str = page.do("add", kind="pod_entry", values=values)["id"]
    return id


def test_what_is_not_shared_is_seen_by_the_pair_and_nobody_else(quay_desk: Desk) -> None:
    writing = Page(quay_desk)
    pod = _pod(writing, learnt="We wait too long")
    assert [own["id"] for own in writing.state()["ours"]] == [pod]
    for by, seen in (("bo", [pod]), ("Cy", []), ("", [])):
        state = Page(quay_desk, by=by).state()
        assert [own["id"] for own in state["ours"]] == seen
        assert state["group"] == []
    assert "We wait too long" not in json.dumps(Page(quay_desk, by="Cy").state())


def test_the_browser_that_wrote_it_finds_it_again_without_a_name(quay_desk: Desk) -> None:
    pod = _pod(Page(quay_desk), learnt="We wait too long")
    later = Page(quay_desk)
    assert later.state()["ours"] == []
    assert [own["id"] for own in later.do("mine", ids=[pod])["ours"]] == [pod]


def test_what_is_shared_is_read_question_by_question_and_names_nobody(quay_desk: Desk) -> None:
    writing = Page(quay_desk, by="Ama")
    pod = _pod(writing, did_differently="Rang first", went_wrong="It rained")
    writing.do("share", id=pod)
    state = Page(quay_desk, by="Cy").state()
    assert [(a["asked"], a["text"], a["week"]) for a in state["group"]] == [
        ("went_wrong", "It rained", "27 April 2026"),
        ("did_differently", "Rang first", "27 April 2026"),
    ]
    sent = json.dumps(state)
    assert [name for name in ("Ama", "Bo", pod) if name in sent] == []
    assert state["group"][0]["handle"] != state["group"][1]["handle"]


def test_it_can_be_taken_back(quay_desk: Desk) -> None:
    writing = Page(quay_desk, by="Ama")
    pod = _pod(writing, learnt="We wait too long")
    writing.do("share", id=pod)
    writing.do("take_back", id=pod)
    assert Page(quay_desk, by="Cy").state()["group"] == []
    assert quay_desk.store.get(PodEntry, pod).shared_on is None


def test_nobody_else_shares_changes_or_removes_it(quay_desk: Desk) -> None:
    pod = _pod(Page(quay_desk, by="Ama"), learnt="We wait too long")
    other = Page(quay_desk, by="Cy")
    before = quay_desk.store.get(PodEntry, pod)
    for do, given in (
        ("share", {"id": pod}),
        ("take_back", {"id": pod}),
        ("write", {"kind": "pod_entry", "id": pod, "values": {"learnt": "x"}}),
        ("remove", {"kind": "pod_entry", "id": pod}),
    ):
        assert "kept by somebody else" in other.ask(do, **given)["refused"]
    assert quay_desk.store.get(PodEntry, pod) == before


def test_writing_never_shares(quay_desk: Desk) -> None:
    page = Page(quay_desk, by="Ama")
    pod = _pod(page, learnt="We wait too long", shared_on="2026-05-01")
    assert quay_desk.store.get(PodEntry, pod).shared_on is None
    page.ask("write", kind="pod_entry", id=pod, values={"shared_on": "2026-05-01"})
    assert quay_desk.store.get(PodEntry, pod).shared_on is None


def test_an_empty_pod_is_not_shared(quay_desk: Desk) -> None:
    page = Page(quay_desk, by="Ama")
    assert "Answer one of the four questions first" in page.ask("share", id=_pod(page))["refused"]


def test_a_name_that_is_known_here_is_told_before_it_is_shared(quay_desk: Desk, quay_store: Store) -> None:
    with quay_store.step("Bought a pass", by="Test") as step:
        step.add(
            Spend.model_validate(
                {
                    "cycle": "quay-1",
                    "spent_on": "2026-05-01",
                    "amount_pence": 900,
                    "what": "Bus pass",
                    "worker": "Esi",
                    "for_person": "Wren",
                }
            )
        )
    page = Page(quay_desk, by="Ama")
    pod = _pod(page, learnt="Wren and Esi walked; nobody else did")
    assert page.state()["ours"][0]["names"] == ["Wren", "Esi"]
    page.do("share", id=pod)
    assert [a["named"] for a in page.state()["group"]] == [True]


def test_an_answer_becomes_an_issue_and_only_that_answer_shows_it(quay_desk: Desk) -> None:
    page = Page(quay_desk, by="Ama")
    pod = _pod(page, learnt="We wait too long", went_wrong="The card was refused")
    page.do("share", id=pod)
    handle = {a["asked"]: a["handle"] for a in page.state()["group"]}["went_wrong"]
    reading = Page(quay_desk, by="Cy")
    issue = {"description": "The card was refused", "level": "system", "owner": "team"}
    reading.do("make", handle=handle, kind="issue", values=issue)
    became = {a["asked"]: [m["title"] for m in a["became"]] for a in reading.state()["group"]}
    assert became == {"went_wrong": ["The card was refused"], "learnt": []}
    [link] = quay_desk.store.all(EvidenceLink)
    assert (link.source_kind, link.source, str(link.stance)) == ("pod_entry", pod, "led_to")


def test_an_answer_that_was_taken_back_makes_nothing(quay_desk: Desk) -> None:
    page = Page(quay_desk, by="Ama")
    pod = _pod(page, learnt="We wait too long")
    page.do("share", id=pod)
    [answer] = page.state()["group"]
    page.do("take_back", id=pod)
    issue = {"description": "x", "level": "system", "owner": "team"}
    assert "taken back" in page.ask("make", handle=answer["handle"], kind="issue", values=issue)["refused"]


@pytest.mark.parametrize("question", ["pod_learnings", "learnings"])
def test_no_question_of_the_desk_tells_what_was_not_shared(quay_desk: Desk, question: str) -> None:
    _pod(Page(quay_desk, by="Ama"), learnt="We wait too long", learning_about="work", can_act="me")
    found = getattr(quay_desk, question)(system="quay").table
    assert "We wait too long" not in found.to_csv()
    assert found.get("n", found.assign(n=0)["n"]).sum() == 0
