"""An observation is written down with what it was seen in, as one step."""

from __future__ import annotations

import pytest

from workbench.desk import Desk
from workbench.desk.noticing_work import MOST_BESIDE, NoticingWork
from workbench.errors import Problems
from workbench.model import Case, EvidenceLink, Observation


@pytest.fixture
def work(quay_desk: Desk) -> NoticingWork:
    with quay_desk.store.step("Case files", by="Test") as step:
        for n in range(MOST_BESIDE + 1):
            step.add(Case(id=f"case-{n}", cycle="quay-1", pseudonym=f"Person {n}"))
    quay_desk.sit(by="Ama", page="tab")
    return NoticingWork.at(quay_desk, "quay-1")


def test_where_nobody_says_who_and_when_it_is_whoever_sits_here_today(work: NoticingWork, quay_desk: Desk) -> None:
    made = work.notice({"title": "Police come first"}, beside=[("case", "case-1"), ("case", "case-1")])
    assert (made.noticed_by, made.noticed_on) == ("Ama", quay_desk.today())
    assert [(link.source, link.target) for link in quay_desk.store.all(EvidenceLink)] == [("case-1", made.id)]
    work.undo()
    assert (quay_desk.store.all(Observation), quay_desk.store.all(EvidenceLink)) == ([], [])


@pytest.mark.slow
def test_the_first_two_hundred_case_files_are_laid_beside_it(work: NoticingWork, quay_desk: Desk) -> None:
    work.notice({"title": "Many"}, beside=[("case", f"case-{n}") for n in range(MOST_BESIDE + 1)])
    laid = {link.source for link in quay_desk.store.all(EvidenceLink)}
    assert laid == {f"case-{n}" for n in range(MOST_BESIDE)}


def test_nothing_is_kept_of_what_has_no_title(work: NoticingWork, quay_desk: Desk) -> None:
    with pytest.raises(Problems):
        work.notice({"text": "x"}, beside=[("case", "case-1")])
    assert quay_desk.store.all(EvidenceLink) == []
