"""The tables an analyst gets hold nothing that is still blind."""

from __future__ import annotations

from datetime import date

from workbench.desk import Desk
from workbench.model import Coding, CodingRound, CodingState, SenseNote, SenseSession, Story, Theme


def test_what_was_tagged_or_written_alone_is_in_no_table_until_it_is_shown(quay_desk: Desk) -> None:
    cycle = quay_desk.structure.cycles[0].id
    with quay_desk.store.step("Blind", by="Joss") as step:
        story = step.add(Story(cycle=cycle, title="The letter", text="Nobody came.", teller="Wren"))
        theme = step.add(Theme(cycle=cycle, name="Alone"))
        blind = step.add(CodingRound(cycle=cycle, name="May", state=CodingState.blind))
        of = {"cycle": cycle, "theme": theme.id, "coder": "Joss", "of_kind": "story", "of": story.id}
        step.add(Coding(coding_round=blind.id, **of))
        outside = step.add(Coding(starts=0, ends=6, quote="Nobody", **of))
        session = step.add(SenseSession(cycle=cycle, name="June"))
        step.add(SenseNote(cycle=cycle, sense_session=session.id, text="Mine alone"))
        shown = step.add(SenseNote(cycle=cycle, sense_session=session.id, text="Ours", revealed_on=date(2026, 5, 1)))
    assert quay_desk.codings()["id"].tolist() == [outside.id]
    assert quay_desk.sense_notes()["id"].tolist() == [shown.id]
    with quay_desk.store.step("Revealed", by="Joss") as step:
        step.revise(blind.model_copy(update={"state": CodingState.revealed}))
    assert len(quay_desk.codings()) == 2
