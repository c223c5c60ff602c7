"""“We noticed …”, spoken to as its page does. It is Monday 4 May 2026."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import Case, Cycle, EvidenceLink, Observation, Strength, System
from workbench.panels.noticing import NoticingPanel

SAID = {"title": "Police come first", "text": "Three of four begin with them", "strength": "medium"}
SEEN = {"seen_in": "time_line", "looked_at": "Wren, 40 contacts"}


@pytest.fixture
def panel(quay_desk: Desk) -> NoticingPanel:
    with quay_desk.store.step("Cases", by="Test") as step:
        for n in range(210):
            step.add(Case(id=f"case-{n}", cycle="quay-1", pseudonym=f"Wren {n}"))
    return NoticingPanel(quay_desk, system="quay", cycle="quay-1")


def ask(panel: NoticingPanel, do: str, n: str = "1", **given: Any) -> dict[str, Any]:
    return panel.hear({"do": do, "n": n, "page": "tab", "by": "Ama", "since": 0, "with": given})


def test_what_was_noticed_is_kept_with_where_it_was_seen_and_by_whom(panel: NoticingPanel, quay_desk: Desk) -> None:
    made = ask(panel, "notice", values=SAID | SEEN, cases=["case-1", "case-2", "case-1"])["ok"]
    assert made["laid"] == 2
    kept = quay_desk.store.get(Observation, made["id"])
    assert (kept.title, kept.strength, kept.noticed_by, kept.noticed_on) == (
        "Police come first",
        Strength.medium,
        "Ama",
        date(2026, 5, 4),
    )
    assert (kept.seen_in, kept.looked_at) == ("time_line", "Wren, 40 contacts")
    links = quay_desk.store.all(EvidenceLink)
    assert {(one.source_kind, one.source, one.target, str(one.stance)) for one in links} == {
        ("case", "case-1", kept.id, "supports"),
        ("case", "case-2", kept.id, "supports"),
    }


def test_one_undo_takes_the_observation_and_its_evidence_back(panel: NoticingPanel, quay_desk: Desk) -> None:
    ask(panel, "notice", values=SAID, cases=["case-1"])
    ask(panel, "undo", "2")
    assert (quay_desk.store.all(Observation), quay_desk.store.all(EvidenceLink)) == ([], [])


def test_of_very_many_case_files_the_first_two_hundred_are_laid_beside_it(
    panel: NoticingPanel, quay_desk: Desk
) -> None:
    made = ask(panel, "notice", values=SAID, cases=[f"case-{n}" for n in range(210)])["ok"]
    assert (made["laid"], len(quay_desk.store.all(EvidenceLink))) == (200, 200)


def test_what_cannot_be_kept_is_told_and_nothing_is_written(panel: NoticingPanel, quay_desk: Desk) -> None:
    with quay_desk.store.step("Others", by="Test") as step:
        step.add(System(id="harbour", name="Harbour team", scale="team", part_of="bay"))
        step.add(Cycle(id="harbour-1", system="harbour", name="First round"))
        step.add(Case(id="theirs", cycle="harbour-1", pseudonym="Robin"))
    assert "title" in ask(panel, "notice", "1", values={"text": "x"}, cases=[])["problems"]
    assert "another group" in ask(panel, "notice", "2", values=SAID, cases=["theirs"])["refused"]
    assert "no longer there" in ask(panel, "notice", "3", values=SAID, cases=["gone"])["refused"]
    for n, cases in enumerate(("case-1", [1], None), start=4):
        assert "refused" in ask(panel, "notice", str(n), values=SAID, cases=cases)
    assert quay_desk.store.all(Observation) == []


def test_the_newest_stand_first_with_how_many_case_files_they_were_seen_in(panel: NoticingPanel) -> None:
    ask(panel, "notice", "1", values={"title": "Earlier", "noticed_on": "2026-04-01"}, cases=[])
    ask(panel, "notice", "2", values={"title": "Today"}, cases=["case-1", "case-2"])
    told = [(one["title"], one["on"], one["n_cases"]) for one in panel.load()["observations"]]
    assert told == [("Today", "4 May 2026", 2), ("Earlier", "1 April 2026", 0)]


def test_whoever_only_looks_writes_nothing_down(quay_desk: Desk) -> None:
    looking = NoticingPanel(quay_desk, system="quay", cycle="quay-1", may_edit=False)
    assert "refused" in ask(looking, "notice", values=SAID, cases=[])
    assert quay_desk.store.all(Observation) == []
