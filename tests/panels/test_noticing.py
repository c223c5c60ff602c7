"""“We noticed …”, spoken to as its page does. It is Monday 4 May 2026."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import (
    Case,
    Cycle,
    EvidenceLink,
    Issue,
    Observation,
    SenseNote,
    SenseSession,
    SessionPhase,
    Story,
    Strength,
    System,
)
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


def test_how_strong_it_is_follows_from_two_answers_where_both_were_given(panel: NoticingPanel) -> None:
    both = {"title": "Both", "hard_to_dispute": "much", "surprising": "some", "strength": "weak"}
    ask(panel, "notice", "1", values=both)
    ask(panel, "notice", "2", values={"title": "One", "hard_to_dispute": "much"})
    ask(panel, "notice", "3", values=SAID)
    told = {one["title"]: one["strength"] for one in panel.load()["observations"]}
    assert told == {"Both": "strong", "One": "", "Police come first": "medium"}


def test_whoever_only_looks_writes_nothing_down(quay_desk: Desk) -> None:
    looking = NoticingPanel(quay_desk, system="quay", cycle="quay-1", may_edit=False)
    assert "refused" in ask(looking, "notice", values=SAID, cases=[])
    assert quay_desk.store.all(Observation) == []


def test_any_kind_of_record_may_lie_beside_what_was_noticed(panel: NoticingPanel, quay_desk: Desk) -> None:
    with quay_desk.store.step("Gathered", by="Test") as step:
        step.add(Story(id="told", cycle="quay-1", title="The key", teller="Robin", text="I had no key"))
        step.add(Issue(id="raised", cycle="quay-1", description="No key", level="system", owner="team"))
    beside = [["story", "told"], ["issue", "raised"], ["story", "told"]]
    made = ask(panel, "notice", values=SAID, beside=beside, cases=["case-1"])["ok"]
    links = quay_desk.store.all(EvidenceLink)
    assert {(one.source_kind, one.source, one.target) for one in links} == {
        ("case", "case-1", made["id"]),
        ("story", "told", made["id"]),
        ("issue", "raised", made["id"]),
    }
    (told,) = panel.load()["observations"]
    assert (made["laid"], told["n_beside"], told["n_cases"]) == (3, 3, 1)


@pytest.mark.parametrize("beside", ["story", [["story"]], [["story", 1]], [["sense_note", "x"]], [["vote", "x"]], None])
def test_what_is_no_piece_of_evidence_is_refused(panel: NoticingPanel, quay_desk: Desk, beside: Any) -> None:
    assert "refused" in ask(panel, "notice", values=SAID, beside=beside)
    assert quay_desk.store.all(Observation) == []


def begin(desk: Desk, phase: SessionPhase) -> None:
    with desk.store.step("Session", by="Test") as step:
        step.add(SenseSession(id="friday", cycle="quay-1", name="Friday", question="What do we see?", phase=phase))


def test_what_is_noticed_while_a_session_is_together_belongs_to_it(panel: NoticingPanel, quay_desk: Desk) -> None:
    begin(quay_desk, SessionPhase.together)
    made = ask(panel, "notice", values=SAID)["ok"]
    assert quay_desk.store.get(Observation, made["id"]).sense_session == "friday"
    assert panel.load()["session"] == {"id": "friday", "name": "Friday", "question": "What do we see?", "alone": False}


@pytest.mark.parametrize("phase", [SessionPhase.planned, SessionPhase.closed])
def test_a_session_that_is_not_going_on_takes_nothing(panel: NoticingPanel, quay_desk: Desk, phase: Any) -> None:
    begin(quay_desk, phase)
    made = ask(panel, "notice", values=SAID)["ok"]
    assert (quay_desk.store.get(Observation, made["id"]).sense_session, panel.load()["session"]) == (None, None)


def test_while_all_write_alone_it_is_a_note_that_is_in_nobodys_state(panel: NoticingPanel, quay_desk: Desk) -> None:
    begin(quay_desk, SessionPhase.alone)
    seen = {"text": "Marker-7 waits", "seen_in": "time_line", "looked_at": "Wren"}
    made = ask(panel, "note", values=seen, session="friday", beside=[["case", "case-1"]])["ok"]
    note = quay_desk.store.get(SenseNote, made["id"])
    assert (note.text, note.seen_in, note.written_by, note.revealed_on) == ("Marker-7 waits", "time_line", "", None)
    assert [(one.source, one.target_kind) for one in quay_desk.store.all(EvidenceLink)] == [("case-1", "sense_note")]
    other = NoticingPanel(quay_desk, system="quay", cycle="quay-1")
    assert "Marker-7" not in str(other.hear({"do": "load", "n": "1", "page": "b", "by": "Bo", "since": 0, "with": {}}))
    assert quay_desk.store.all(Observation) == []


def test_a_page_that_had_not_heard_of_it_keeps_what_it_noticed_private_too(
    panel: NoticingPanel, quay_desk: Desk
) -> None:
    begin(quay_desk, SessionPhase.alone)
    made = ask(panel, "notice", values=SAID | SEEN, cases=["case-1"])["ok"]
    note = quay_desk.store.get(SenseNote, made["id"])
    assert (note.text, note.looked_at) == ("Police come first\nThree of four begin with them", "Wren, 40 contacts")
    assert (quay_desk.store.all(Observation), panel.load()["n"]) == ([], 0)


def test_a_note_is_neither_read_nor_changed_from_any_page_but_its_own(panel: NoticingPanel, quay_desk: Desk) -> None:
    begin(quay_desk, SessionPhase.alone)
    note = ask(panel, "note", "1", values={"text": "Marker-8"}, session="friday")["ok"]["id"]
    open_note = {"text": "x", "sense_session": "friday", "revealed_on": "2026-05-04"}
    for n, (do, given) in enumerate(
        (
            ("write", {"kind": "sense_note", "id": note, "values": {}}),
            ("remove", {"kind": "sense_note", "id": note}),
            ("add", {"kind": "sense_note", "values": open_note}),
            ("add_several", {"kind": "sense_note", "rows": [open_note]}),
        ),
        start=2,
    ):
        answer = ask(panel, do, str(n), **given)
        assert "refused" in answer
        assert "Marker-8" not in str(answer)
    assert [one.text for one in quay_desk.store.all(SenseNote)] == ["Marker-8"]


def test_a_note_that_comes_after_all_was_shown_stays_its_writers(panel: NoticingPanel, quay_desk: Desk) -> None:
    begin(quay_desk, SessionPhase.together)
    made = ask(panel, "note", values={"text": "Late"}, session="friday")["ok"]
    assert quay_desk.store.get(SenseNote, made["id"]).revealed_on is None
