"""Sessions, spoken to as their page does. It is Monday 4 May 2026."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import EvidenceLink, Issue, Observation, SenseNote, SenseSession, SessionPhase
from workbench.panels.sense_session import SenseSessionPanel

PLANNED = {"name": "Friday round", "question": "What do the stories say?", "facilitator": "Ama", "minutes": 90}


class Page:
    """One browser before a panel of its own kernel."""

    def __init__(self, desk: Desk, who: str) -> None:
        self.panel = SenseSessionPanel(desk, system="quay", cycle="quay-1")
        self.who, self.n = who, 0
        self.heard: list[str] = []

    def ask(self, do: str, **given: Any) -> dict[str, Any]:
        self.n += 1
        said = {"do": do, "n": str(self.n), "page": self.who, "device": self.who, "by": self.who, "since": 0}
        answer = self.panel.hear({**said, "with": given})
        self.heard.append(str(answer))
        return answer

    def one(self) -> dict[str, Any]:
        shown: dict[str, Any] = self.ask("load")["ok"]["state"]["one"]
        return shown


@pytest.fixture
def ama(quay_desk: Desk) -> Page:
    return Page(quay_desk, "Ama")


@pytest.fixture
def session(ama: Page) -> str:
    return str(ama.ask("plan", values=PLANNED, steps=[])["ok"]["open"])


def test_a_session_is_planned_with_steps_that_fit_its_time(ama: Page, quay_desk: Desk) -> None:
    steps = ama.ask("steps", minutes=60, plan="short_round")["ok"]
    shown = ama.ask("plan", values=PLANNED, steps=steps)["ok"]
    kept = quay_desk.store.get(SenseSession, shown["open"])
    assert (kept.name, kept.phase, sum(step.minutes for step in kept.plan)) == (
        "Friday round",
        SessionPhase.planned,
        60,
    )
    assert [one["name"] for one in shown["sessions"]] == ["Friday round"]


def test_the_steps_are_stretched_to_the_minutes_there_are(ama: Page) -> None:
    short = [{"title": "Look", "minutes": 10, "text": ""}, {"title": "Talk", "minutes": 30, "text": "in pairs"}]
    assert ama.ask("steps", minutes=180, steps=short)["ok"] == [
        {"title": "Look", "minutes": 45, "text": ""},
        {"title": "Talk", "minutes": 135, "text": "in pairs"},
    ]


def test_a_plan_that_somebody_else_changed_is_not_written_over(ama: Page, session: str, quay_desk: Desk) -> None:
    mine = [{"title": "Look", "minutes": 10, "text": ""}]
    ama.ask("set_plan", session=session, steps=mine, was=[])
    late = Page(quay_desk, "Bo").ask("set_plan", session=session, steps=[{"title": "Talk", "minutes": 5}], was=[])
    assert late["stale"]["theirs"] == {"plan": mine}
    assert [step.title for step in quay_desk.store.get(SenseSession, session).plan] == ["Look"]


@pytest.mark.parametrize("minutes", [0, 481, "x", None])
def test_a_step_of_no_sensible_length_changes_nothing(
    ama: Page, session: str, quay_desk: Desk, minutes: object
) -> None:
    assert "refused" in ama.ask("set_plan", session=session, steps=[{"title": "Look", "minutes": minutes}])
    assert quay_desk.store.get(SenseSession, session).plan == ()


def test_beginning_dates_the_session_and_writes_down_when(ama: Page, session: str, quay_desk: Desk) -> None:
    ama.ask("go_to", session=session, phase="alone", at="10:05")
    begun = quay_desk.store.get(SenseSession, session)
    assert (begun.phase, begun.held_on, begun.starts_at) == (SessionPhase.alone, date(2026, 5, 4), "10:05")


@pytest.mark.parametrize(("phases", "then"), [([], "closed"), (["alone"], "closed"), (["alone"], "planned"), ([], "x")])
def test_a_phase_that_cannot_follow_is_refused(ama: Page, session: str, phases: list[str], then: str) -> None:
    for phase in phases:
        ama.ask("go_to", session=session, phase=phase)
    assert "cannot be done now" in ama.ask("go_to", session=session, phase=then)["refused"]


def test_one_session_goes_on_at_a_time(ama: Page, session: str) -> None:
    ama.ask("go_to", session=session, phase="alone")
    other = ama.ask("plan", values={**PLANNED, "name": "Another"})["ok"]["open"]
    assert "“Friday round”" in ama.ask("go_to", session=other, phase="alone")["refused"]


# -- private first ----------------------------------------------------------------------------------------------------
def write(page: Page, session: str, text: str, **more: str) -> str:
    made = page.ask("add", kind="sense_note", values={"text": text, "sense_session": session, **more})
    return str(made["ok"]["id"])


def test_no_message_to_anybody_else_carries_a_note_before_it_is_shown(ama: Page, session: str, quay_desk: Desk) -> None:
    bo = Page(quay_desk, "Bo")
    ama.ask("go_to", session=session, phase="alone")
    note = write(ama, session, "Marker-1 the phone rings")
    for do, given in (
        ("load", {}),
        ("pulse", {}),
        ("open", {"id": session}),
        ("mine", {"ids": []}),
        ("still_writing", {"session": session}),
        ("write", {"kind": "sense_note", "id": note, "values": {"written_by": "Bo"}}),
        ("remove", {"kind": "sense_note", "id": note}),
        ("show_note", {"id": note}),
        ("observe", {"session": session, "handles": [note], "values": {"title": "x"}}),
    ):
        bo.ask(do, **given)
    assert "Marker-1" not in "".join(bo.heard)
    assert note not in "".join(bo.heard)
    assert [one["text"] for one in ama.one()["ours"]] == ["Marker-1 the phone rings"]
    assert quay_desk.store.get(SenseNote, note).revealed_on is None


def test_a_note_is_found_again_by_the_browser_that_wrote_it_without_a_name(session: str, quay_desk: Desk) -> None:
    nobody = Page(quay_desk, "")
    nobody.ask("go_to", session=session, phase="alone")
    note = write(nobody, session, "Nameless")
    again = Page(quay_desk, "")
    assert again.one()["ours"] == []
    assert [one["text"] for one in again.ask("mine", ids=[note])["ok"]["one"]["ours"]] == ["Nameless"]


def test_a_page_may_not_write_a_note_that_is_shown_already_nor_show_its_own_early(ama: Page, session: str) -> None:
    ama.ask("go_to", session=session, phase="alone")
    note = write(ama, session, "Mine", revealed_on="2026-05-04")
    assert ama.one()["notes"] == []
    assert "refused" in ama.ask("write", kind="sense_note", id=note, values={"revealed_on": "2026-05-04"})
    assert "refused" in ama.ask("show_note", id=note)


def test_how_many_are_still_writing_is_a_number_and_no_name(ama: Page, session: str, quay_desk: Desk) -> None:
    ama.ask("go_to", session=session, phase="alone")
    write(ama, session, "Done")
    bo = Page(quay_desk, "Bo")
    bo.ask("keep_draft", place=f"quay-1/sense-note:{session}", content={"raws": {"text": "begun"}})
    assert ama.ask("still_writing", session=session)["ok"] == {"writing": 1, "notes": 1}
    bo.ask("drop_draft", place=f"quay-1/sense-note:{session}")
    assert ama.ask("still_writing", session=session)["ok"] == {"writing": 0, "notes": 1}


def test_when_all_is_shown_notes_stand_without_names_unless_their_writer_put_one(
    ama: Page, session: str, quay_desk: Desk
) -> None:
    bo = Page(quay_desk, "Bosco-9")
    ama.ask("go_to", session=session, phase="alone")
    write(bo, session, "The phone rings all day")
    write(ama, session, "Nobody asks twice", written_by="Ama")
    ama.ask("go_to", session=session, phase="together")
    shown = {(one["text"], one["written_by"]) for one in Page(quay_desk, "Cy").one()["notes"]}
    assert shown == {("The phone rings all day", ""), ("Nobody asks twice", "Ama")}
    cy = Page(quay_desk, "Cy")
    cy.one()
    assert "Bosco-9" not in "".join(cy.heard)


def test_showing_all_notes_is_one_step_that_can_be_taken_back(ama: Page, session: str, quay_desk: Desk) -> None:
    ama.ask("go_to", session=session, phase="alone")
    note = write(ama, session, "Mine")
    ama.ask("go_to", session=session, phase="together")
    ama.ask("undo")
    assert quay_desk.store.get(SenseNote, note).revealed_on is None
    assert quay_desk.store.get(SenseSession, session).phase is SessionPhase.alone


def test_a_note_written_late_is_shown_by_its_writer(ama: Page, session: str, quay_desk: Desk) -> None:
    bo = Page(quay_desk, "Bo")
    ama.ask("go_to", session=session, phase="together")
    note = write(bo, session, "Late")
    assert ama.one()["notes"] == []
    bo.ask("show_note", id=note)
    assert [one["text"] for one in ama.one()["notes"]] == ["Late"]


# -- gathered ---------------------------------------------------------------------------------------------------------
def test_notes_in_similar_words_stand_beside_each_other(ama: Page, session: str) -> None:
    ama.ask("go_to", session=session, phase="alone")
    for text in ("Nobody picks up the phone", "Rent comes first", "nobody picks up the phone!", "Sleep"):
        write(ama, session, text)
    ama.ask("go_to", session=session, phase="together")
    notes = ama.one()["notes"]
    alike = [at for at, one in enumerate(notes) if one["alike"] >= 0]
    assert {notes[at]["text"].casefold().rstrip("!") for at in alike} == {"nobody picks up the phone"}
    assert alike[1] == alike[0] + 1


def test_alike_notes_become_one_observation_with_the_evidence_of_each(ama: Page, session: str, quay_desk: Desk) -> None:
    ama.ask("go_to", session=session, phase="alone")
    notes = [write(ama, session, text, looked_at="Wren") for text in ("It rings", "It rings all day")]
    with quay_desk.store.step("Evidence", by="Test") as step:
        step.add(Issue(id="raised", cycle="quay-1", description="Phone", level="system", owner="team"))
        for note in notes:
            step.add(
                EvidenceLink(
                    cycle="quay-1", source_kind="issue", source="raised", target_kind="sense_note", target=note
                )
            )
    ama.ask("go_to", session=session, phase="together")
    handles = [one["handle"] for one in ama.one()["notes"]]
    made = ama.ask("observe", session=session, handles=handles, values={"title": "The phone rings"})["ok"]
    kept = quay_desk.store.get(Observation, made["id"])
    assert (kept.title, kept.sense_session, kept.noticed_by, kept.looked_at, kept.noticed_on) == (
        "The phone rings",
        session,
        "",
        "Wren",
        date(2026, 5, 4),
    )
    links = quay_desk.store.all(EvidenceLink, target=made["id"])
    assert sorted((one.source_kind, one.source, str(one.stance)) for one in links) == sorted(
        [("issue", "raised", "supports"), *(("sense_note", note, "led_to") for note in notes)]
    )
    assert [one["became"] for one in ama.one()["notes"]] == [["The phone rings"], ["The phone rings"]]
    ama.ask("undo")
    assert quay_desk.store.all(Observation) == []


@pytest.mark.parametrize("handles", [[], ["unknown"]])
def test_of_no_notes_or_unknown_ones_nothing_is_made(
    ama: Page, session: str, quay_desk: Desk, handles: list[str]
) -> None:
    ama.ask("go_to", session=session, phase="together")
    assert "not all shown" in ama.ask("observe", session=session, handles=handles, values={"title": "x"})["refused"]
    assert quay_desk.store.all(Observation) == []


def test_a_session_is_removed_only_while_nobody_wrote_in_it(ama: Page, session: str, quay_desk: Desk) -> None:
    other = ama.ask("plan", values={**PLANNED, "name": "By mistake"})["ok"]["open"]
    ama.ask("remove", kind="sense_session", id=other)
    ama.ask("go_to", session=session, phase="alone")
    write(ama, session, "Mine")
    assert "wrote notes" in ama.ask("remove", kind="sense_session", id=session)["refused"]
    assert [one.id for one in quay_desk.store.all(SenseSession)] == [session]


def test_a_session_is_not_begun_by_the_way_it_is_written_down(ama: Page, session: str, quay_desk: Desk) -> None:
    begun = {"name": "Second", "phase": "together"}
    assert "refused" in ama.ask("add", kind="sense_session", values=begun)
    assert "refused" in ama.ask("add_several", kind="sense_session", rows=[begun])
    assert "refused" in ama.ask("write", kind="sense_session", id=session, values={"phase": "together"})
    assert [one.phase for one in quay_desk.store.all(SenseSession)] == [SessionPhase.planned]


def test_whoever_only_looks_changes_nothing(session: str, quay_desk: Desk) -> None:
    looking = SenseSessionPanel(quay_desk, system="quay", cycle="quay-1", may_edit=False)
    for do, given in (("go_to", {"session": session, "phase": "alone"}), ("add", {"kind": "sense_note", "values": {}})):
        assert "refused" in looking.hear({"do": do, "n": do, "page": "p", "by": "Cy", "since": 0, "with": given})
    assert quay_desk.store.get(SenseSession, session).phase is SessionPhase.planned
