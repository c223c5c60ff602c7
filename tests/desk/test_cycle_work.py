"""A group works on its purpose and lays evidence on its map."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from workbench.desk import Desk
from workbench.errors import Gone, Refused
from workbench.model import Issue, Stance, Thing
from workbench.store import Store


def test_every_wording_is_kept_and_the_newest_comes_first(quay_desk: Desk) -> None:
    work = quay_desk.work_on_cycle("quay-1")
    first = work.propose_purpose("People live well by the sea.", proposed_by="Wren")
    second = work.propose_purpose("People live lives they value, by the sea.")
    assert [p.wording for p in work.wordings()] == [second.wording, first.wording]
    assert second.follows == first.id
    assert first.proposed_by == "Wren"


def test_the_same_wording_again_is_refused_and_changes_nothing(quay_desk: Desk, quay_store: Store) -> None:
    work = quay_desk.work_on_cycle("quay-1")
    work.propose_purpose("People live well.")
    before = quay_store.revision()
    with pytest.raises(Refused, match="word for word"):
        work.propose_purpose("  People   live well. ")
    with pytest.raises(ValidationError):
        work.propose_purpose("   ")
    assert quay_store.revision() == before


def test_people_agree_take_it_back_and_nobody_agrees_twice(quay_desk: Desk) -> None:
    work = quay_desk.work_on_cycle("quay-1")
    purpose = work.propose_purpose("People live well.")
    work.agree(purpose.id, "Wren")
    agreed = work.agree(purpose.id, "Ash")
    assert agreed.agreed_by == ("Wren", "Ash")
    assert agreed.agreed_on == quay_desk.today()
    with pytest.raises(Refused, match="agreed to this wording already"):
        work.agree(purpose.id, "wren")
    with pytest.raises(Refused, match="name or role"):
        work.agree(purpose.id, " ")
    work.take_back_agreement(purpose.id, "Ash")
    left = work.take_back_agreement(purpose.id, "Wren")
    assert (left.agreed_by, left.agreed_on) == ((), None)


def test_a_reworded_purpose_is_undone_in_one_step_and_done_again(quay_desk: Desk) -> None:
    quay_desk.page = "tab"
    work = quay_desk.work_on_cycle("quay-1")
    work.propose_purpose("People live well.")
    work.propose_purpose("People live very well.")
    assert work.undo() is not None
    assert [p.wording for p in work.wordings()] == ["People live well."]
    assert work.redo() is not None
    assert work.wordings()[0].wording == "People live very well."


def test_evidence_is_laid_once_a_side_and_taken_away_while_the_piece_stays(quay_desk: Desk, quay_store: Store) -> None:
    with quay_store.step("Two records", by="Test") as step:
        thing = step.add(Thing.model_validate({"cycle": "quay-1", "name": "trust", "thing_kind": "factor"}))
        issue = step.add(
            Issue.model_validate({"cycle": "quay-1", "description": "No keys", "level": "system", "owner": "team"})
        )
    work = quay_desk.work_on_cycle("quay-1")
    laid = work.lay_evidence(("issue", issue.id), ("thing", thing.id), note="heard on Monday")
    with pytest.raises(Refused, match="there already"):
        work.lay_evidence(("issue", issue.id), ("thing", thing.id))
    work.lay_evidence(("issue", issue.id), ("thing", thing.id), stance=Stance.contradicts)
    assert quay_desk.evidence_links(system="quay")["stance"].tolist() == ["supports", "contradicts"]
    work.take_evidence_away(laid.id)
    assert quay_desk.evidence_links(system="quay")["stance"].tolist() == ["contradicts"]
    assert quay_desk.issues(system="quay")["description"].tolist() == ["No keys"]


def test_evidence_for_what_is_not_there_is_refused(quay_desk: Desk) -> None:
    work = quay_desk.work_on_cycle("quay-1")
    with pytest.raises(Gone):
        work.lay_evidence(("story", "none"), ("thing", "none"))
    with pytest.raises(Refused, match="itself"):
        work.lay_evidence(("story", "x"), ("story", "x"))
    with pytest.raises(Refused, match="not a kind of record"):
        work.lay_evidence(("spaceship", "x"), ("thing", "y"))


def test_a_cycle_that_is_not_there_cannot_be_worked_on(quay_desk: Desk) -> None:
    with pytest.raises(Gone):
        quay_desk.work_on_cycle("nowhere")
