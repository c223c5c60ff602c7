"""A group's work on its case files: a person has one, and what they take back is gone."""

from __future__ import annotations

import pytest

from workbench.desk import Desk
from workbench.desk.case_work import CaseWork
from workbench.errors import Gone, Problems, Refused
from workbench.model import Case, Cycle, System, Withdrawal


@pytest.fixture
def work(quay_desk: Desk) -> CaseWork:
    with quay_desk.store.step("Others", by="Test") as step:
        step.add(Case(id="wren", cycle="quay-1", pseudonym="Wren"))
        step.add(Cycle(id="quay-2", system="quay", name="Second round", round=2))
        step.add(System(id="harbour", name="Harbour team", scale="team", part_of="bay"))
        step.add(Cycle(id="harbour-1", system="harbour", name="First round"))
        step.add(Case(id="theirs", cycle="harbour-1", pseudonym="Heron"))
    return CaseWork.at(quay_desk, "quay-2")


def test_a_pseudonym_has_one_file_through_all_rounds_of_a_group(work: CaseWork) -> None:
    with pytest.raises(Problems, match="There is a case file for “Wren” already"):
        work.add("case", {"pseudonym": "  Wren "})
    assert isinstance(work.add("case", {"pseudonym": "Heron"}), Case)  # that one is another group's
    with pytest.raises(Problems):
        work.write("case", "wren", {"pseudonym": "Heron"})
    assert work.write("case", "wren", {"pseudonym": "Wren", "place": "East"}).version == 2


def test_a_name_is_still_needed(work: CaseWork) -> None:
    for values in ({}, {"pseudonym": " "}):
        with pytest.raises(Problems) as told:
            work.add("case", values)
        assert list(told.value.problems) == ["pseudonym"]


def test_only_ones_own_people_take_something_back_here(work: CaseWork, quay_desk: Desk) -> None:
    work.withdraw("wren", Withdrawal.no_use)
    kept = quay_desk.store.get(Case, "wren")
    assert (kept.withdrawal, kept.withdrawn_on) == (Withdrawal.no_use, quay_desk.today())
    with pytest.raises(Refused, match="another group"):
        work.withdraw("theirs", Withdrawal.no_use)
    with pytest.raises(Gone):
        work.withdraw("nobody", Withdrawal.no_use)
