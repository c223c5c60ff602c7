"""The debrief, spoken to as its page does."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import EvidenceLink, Issue, Story
from workbench.panels.debrief import DebriefPanel

_FIRST = {"slice": "practical_first", "prompt": "Where are we just now?"}


class Page:
    """A page that asks."""

    def __init__(self, panel: DebriefPanel, *, by: str = "Ama") -> None:
        self.panel = panel
        self._by = by
        self._n = 0

    def ask(self, do: str, **given: Any) -> dict[str, Any]:
        self._n += 1
        return self.panel.hear(
            {"do": do, "n": str(self._n), "page": "tab", "by": self._by, "device": "here", "since": 0, "with": given}
        )

    def do(self, do: str, **given: Any) -> Any:
        answer = self.ask(do, **given)
        assert "ok" in answer, answer
        return answer["ok"]


@pytest.fixture
def page(quay_desk: Desk) -> Page:
    return Page(DebriefPanel(quay_desk, system="quay", cycle="quay-1"))


def _begun(page: Page, **more: Any) -> str:
    debrief: str = page.do("add", kind="debrief", values={"held_on": "2026-05-04", **more})["id"]
    page.do("open", debrief=debrief)
    return debrief


def _said(page: Page, debrief: str, text: str, **more: Any) -> str:
    id: str = page.do("add", kind="debrief_entry", values={"debrief": debrief, "text": text, **_FIRST, **more})["id"]
    return id


def _entries(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.panel.load()["open"]["entries"]
    return found


def test_debriefs_are_listed_newest_first_with_what_they_were_about(page: Page) -> None:
    page.do("add", kind="debrief", values={"held_on": "2026-05-01", "recorder": "Bo", "present": ["Bo", "Ama"]})
    hot = page.do("add", kind="debrief", values={"held_on": "2026-05-04", "debrief_kind": "hot", "about": "The till"})
    _said(page, hot["id"], "It broke again")
    state = page.panel.load()
    assert [(d["day"], d["debrief_kind"], d["about"], d["recorder"], d["n"]) for d in state["debriefs"]] == [
        ("4 May 2026", "hot", "The till", "", 1),
        ("1 May 2026", "planned", "", "Bo", 0),
    ]
    assert (state["open"], state["names"], state["today"]) == (None, ["Ama", "Bo"], "2026-05-04")


def test_entries_of_the_open_debrief_come_as_they_were_written(page: Page) -> None:
    debrief = _begun(page)
    for text in ("first", "second", "<script>third</script>"):
        _said(page, debrief, text)
    assert [entry["text"] for entry in _entries(page)] == ["first", "second", "<script>third</script>"]
    assert _entries(page)[0]["prompt"] == "Where are we just now?"


def test_an_entry_takes_marks_and_a_belief_in_words(page: Page) -> None:
    entry = _said(page, _begun(page), "We rang back", belief_in_mission="strong")
    page.do("write", kind="debrief_entry", id=entry, values={"can_act": "another_cycle"}, was={"can_act": None})
    page.do("write", kind="debrief_entry", id=entry, values={"learning_about": "work"}, was={"learning_about": None})
    [shown] = _entries(page)
    assert (shown["can_act"], shown["learning_about"], shown["belief_in_mission"]) == (
        "another_cycle",
        "work",
        "strong",
    )
    page.do("undo")
    assert _entries(page)[0]["learning_about"] is None


def test_an_entry_becomes_an_issue_and_a_story_and_shows_both(page: Page) -> None:
    entry = _said(page, _begun(page), "The card was refused")
    issue = {"description": "The card was refused", "level": "system", "owner": "team"}
    page.do("add", kind="issue", values=issue, made_from=["debrief_entry", entry])
    story = {"title": "The card", "text": "I had none.", "teller": "Wren", "scope": "team"}
    page.do("add", kind="story", values=story, made_from=["debrief_entry", entry])
    [shown] = _entries(page)
    assert [(m["kind"], m["title"], m["room"]) for m in shown["became"]] == [
        ("issue", "The card was refused", "issues"),
        ("story", "The card", ""),
    ]
    store = page.panel._desk.store
    assert {(link.source, link.target_kind, str(link.stance)) for link in store.all(EvidenceLink)} == {
        (entry, "issue", "led_to"),
        (entry, "story", "led_to"),
    }
    assert [len(store.all(kind)) for kind in (Issue, Story)] == [1, 1]


def test_one_undo_takes_back_the_issue_and_its_link(page: Page) -> None:
    entry = _said(page, _begun(page), "The card was refused")
    issue = {"description": "The card was refused", "level": "system", "owner": "team"}
    page.do("add", kind="issue", values=issue, made_from=["debrief_entry", entry])
    page.do("undo")
    assert (_entries(page)[0]["became"], page.panel._desk.store.all(EvidenceLink)) == ([], [])


def test_from_an_issue_one_comes_back_to_what_was_said(page: Page) -> None:
    debrief = _begun(page)
    entry = _said(page, debrief, "The card was refused")
    issue = {"description": "The card was refused", "level": "system", "owner": "team"}
    made = page.do("add", kind="issue", values=issue, made_from=["debrief_entry", entry])
    page.do("open", debrief="")
    assert page.do("open_for", kind="issue", id=made["id"])["open"]["debrief"]["id"] == debrief
    assert "refused" in page.ask("open_for", kind="issue", id="nowhere")


def test_taking_a_debrief_away_takes_its_entries_and_undo_brings_both_back(page: Page) -> None:
    debrief = _begun(page)
    _said(page, debrief, "We rang back")
    page.do("remove", kind="debrief", id=debrief)
    state = page.panel.load()
    assert (state["debriefs"], state["open"], state["asked_for"]) == ([], None, debrief)
    page.do("undo")
    assert [entry["text"] for entry in _entries(page)] == ["We rang back"]


@pytest.mark.parametrize(("text", "fits"), [("x" * 20_000, True), ("x" * 20_001, False), ("  ", False)])
def test_an_entry_has_room_for_twenty_thousand_characters(page: Page, text: str, fits: bool) -> None:
    debrief = _begun(page)
    answer = page.ask("add", kind="debrief_entry", values={"debrief": debrief, "text": text, **_FIRST})
    assert ("ok" in answer, "text" in answer.get("problems", {})) == (fits, not fits)
    assert len(_entries(page)) == int(fits)


def test_changes_elsewhere_are_no_news(page: Page, quay_desk: Desk) -> None:
    _begun(page)
    before = quay_desk.store.revision()
    quay_desk.work_on_cycle("quay-1").propose_purpose("Live free from debt")
    assert page.panel.poll(before) is None
    before = quay_desk.store.revision()
    _said(page, page.panel.load()["debriefs"][0]["id"], "We rang back")
    assert page.panel.poll(before) is not None


def test_who_only_looks_opens_and_writes_nothing(page: Page, quay_desk: Desk) -> None:
    debrief = _begun(page)
    looking = Page(DebriefPanel(quay_desk, system="quay", cycle="quay-1", may_edit=False))
    assert looking.do("open", debrief=debrief)["open"]["debrief"]["id"] == debrief
    assert "refused" in looking.ask("add", kind="debrief_entry", values={"debrief": debrief, "text": "x", **_FIRST})
    assert "refused" in looking.ask("remove", kind="debrief", id=debrief)


def test_a_debrief_touches_no_other_kind_of_record(page: Page) -> None:
    assert "refused" in page.ask("add", kind="spend", values={"spent_on": "2026-05-04", "amount_pence": 1, "what": "x"})


def test_the_other_room_asks_for_news_twice_a_second() -> None:
    assert DebriefPanel.pulse_ms <= 500
