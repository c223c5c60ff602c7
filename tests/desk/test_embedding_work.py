"""From an experiment to business as usual. It is Monday 4 May 2026."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.desk.embedding_work import EmbeddingWork
from workbench.errors import Problems, Refused
from workbench.model import (
    Countermeasure,
    Cycle,
    Embedding,
    EvidenceLink,
    Experiment,
    Influence,
    Issue,
    Observation,
    Stance,
    System,
)

TODAY = date(2026, 5, 4)
NOT_KNOWN = (
    "How do you know that it is business as usual? Write it in a sentence, or lay a record beside it that shows it; "
    "then it can be marked so."
)
RULE = {"description": "Two signatures", "level": "system", "owner": "leadership"}
PIECE = ("observation", "beds")


@pytest.fixture
def work(quay_desk: Desk) -> EmbeddingWork:
    with quay_desk.store.step("Tried", by="Test") as step:
        step.add(Cycle(id="bay-1", system="bay", name="Bay, first round"))
        step.add(System(id="harbour", name="Harbour", scale="team", part_of="bay"))
        step.add(Cycle(id="harbour-1", system="harbour", name="Their round"))
        for id, ending in (("ring", "embedded"), ("left", "stopped"), ("running", None)):
            more = {"status": "ended", "ended_on": "2026-04-27", "ending": ending} if ending else {"status": "running"}
            step.add(Experiment.model_validate({"id": id, "cycle": "quay-1", "title": f"We {id}", **more}))
        step.add(Experiment.model_validate({"id": "theirs", "cycle": "harbour-1", "title": "x", "ending": "embedded"}))
        for id, more in (("beds", {"experiment": "ring"}), ("gone", {"experiment": "ring", "ended_on": "2026-04-01"})):
            step.add(Countermeasure.model_validate({"id": id, "cycle": "quay-1", "what": id, **more}))
        step.add(Countermeasure(id="other", cycle="quay-1", what="Another"))
        step.add(Countermeasure(id="elsewhere", cycle="harbour-1", what="Theirs"))
        step.add(Observation(id="beds", cycle="quay-1", title="Beds from Second Start"))
    quay_desk.sit(by="Joss", page="tab")
    return EmbeddingWork.at(quay_desk, "quay-1")


def now(desk: Desk, id: str) -> Embedding:
    return desk.store.get(Embedding, id)


def write(work: EmbeddingWork, **more: Any) -> str:
    return work.add("embedding", {"change": "We ring first", "embedding_kind": "process", **more}).id


# -- from an experiment -----------------------------------------------------------------------------------------------
def test_a_change_comes_of_an_ended_experiment_with_its_shields_and_the_link(
    work: EmbeddingWork, quay_desk: Desk
) -> None:
    made = work.embed("ring", "process")
    assert (made.change, made.experiment, made.countermeasures, made.agreed_on) == (
        "We ring", "ring", ("beds",), TODAY,
    )  # fmt: skip
    [link] = quay_desk.store.all(EvidenceLink)
    assert (link.source, link.target, link.stance) == ("ring", made.id, Stance.led_to)
    work.undo()
    assert (quay_desk.store.all(Embedding), quay_desk.store.all(EvidenceLink)) == ([], [])


@pytest.mark.parametrize(
    ("experiment", "kind", "why"),
    [
        ("left", "process", "Only an experiment that ended as embedded"),
        ("running", "process", "Only an experiment that ended as embedded"),
        ("theirs", "process", "belongs to another group"),
        ("ring", "magic", "Choose what kind of change it is"),
    ],
)
def test_no_change_comes_of_another_experiment(
    work: EmbeddingWork, quay_desk: Desk, experiment: str, kind: str, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        work.embed(experiment, kind)
    assert quay_desk.store.all(Embedding) == []


def test_one_experiment_makes_one_change(work: EmbeddingWork) -> None:
    work.embed("ring", "process")
    with pytest.raises(Refused, match="somebody else was faster"):
        work.embed("ring", "culture")


# -- business as usual ------------------------------------------------------------------------------------------------
def test_business_as_usual_needs_to_be_known(work: EmbeddingWork, quay_desk: Desk) -> None:
    id = write(work)
    for said in ({}, {"how_we_know": "  \n "}):
        with pytest.raises(Problems) as refused:
            work.write("embedding", id, {"state": "business_as_usual", **said})
        assert refused.value.problems == {"state": NOT_KNOWN}
    with pytest.raises(Problems):
        write(work, state="business_as_usual")
    assert (len(quay_desk.store.all(Embedding)), now(quay_desk, id).state) == (1, "agreed")


@pytest.mark.parametrize("by", ["words", "record"])
def test_a_sentence_or_a_record_is_enough_and_the_day_is_set(work: EmbeddingWork, quay_desk: Desk, by: str) -> None:
    id = write(work)
    if by == "record":
        work.lay(id, PIECE, stance=Stance.supports)
    said = {"how_we_know": "Eleven of fourteen"} if by == "words" else {}
    work.write("embedding", id, {"state": "business_as_usual", **said})
    assert (now(quay_desk, id).state, now(quay_desk, id).usual_on) == ("business_as_usual", TODAY)
    work.write("embedding", id, {"state": "under_way"})
    assert now(quay_desk, id).usual_on is None


def test_a_record_that_speaks_against_it_is_not_enough(work: EmbeddingWork) -> None:
    id = write(work)
    work.lay(id, PIECE, stance=Stance.contradicts)
    with pytest.raises(Problems):
        work.write("embedding", id, {"state": "business_as_usual"})


def test_what_shows_it_is_not_taken_from_a_change_that_is_usual(work: EmbeddingWork, quay_desk: Desk) -> None:
    id = write(work)
    work.lay(id, PIECE, stance=Stance.supports)
    work.write("embedding", id, {"state": "business_as_usual"})
    for act in (
        lambda: work.take_away(id, PIECE),
        lambda: work.lay(id, PIECE, stance=Stance.contradicts),
    ):
        with pytest.raises(Problems, match="How do you know"):
            act()
    work.write("embedding", id, {"how_we_know": "Eleven of fourteen"})
    work.take_away(id, PIECE)
    with pytest.raises(Problems) as refused:
        work.write("embedding", id, {"how_we_know": ""})
    assert set(refused.value.problems) == {"how_we_know"}
    assert quay_desk.store.all(EvidenceLink) == []


def test_since_when_can_be_said_but_not_before_it_was_agreed(work: EmbeddingWork, quay_desk: Desk) -> None:
    id = write(work, state="business_as_usual", how_we_know="Seen", agreed_on="2026-01-05", usual_on="2026-03-02")
    with pytest.raises(Problems) as refused:
        work.write("embedding", id, {"usual_on": "2026-01-04"})
    assert set(refused.value.problems) == {"usual_on"}
    work.write("embedding", id, {"usual_on": ""})
    assert now(quay_desk, id).usual_on == date(2026, 3, 2)


def test_a_change_is_agreed_on_the_day_it_is_written_down(work: EmbeddingWork, quay_desk: Desk) -> None:
    assert now(quay_desk, write(work)).agreed_on == TODAY


# -- evidence ---------------------------------------------------------------------------------------------------------
def test_a_piece_lies_on_one_side_only_and_undo_puts_it_back(work: EmbeddingWork, quay_desk: Desk) -> None:
    id = write(work)
    work.lay(id, PIECE, stance=Stance.supports)
    with pytest.raises(Refused):
        work.lay(id, PIECE, stance=Stance.supports)
    work.lay(id, PIECE, stance=Stance.contradicts)
    assert [link.stance for link in quay_desk.store.all(EvidenceLink)] == [Stance.contradicts]
    work.undo()
    assert [link.stance for link in quay_desk.store.all(EvidenceLink)] == [Stance.supports]


@pytest.mark.parametrize("piece", [("system", "quay"), ("countermeasure", "elsewhere")])
def test_what_is_no_evidence_or_another_groups_is_not_laid(work: EmbeddingWork, piece: tuple[str, str]) -> None:
    with pytest.raises(Refused):
        work.lay(write(work), piece, stance=Stance.supports)


# -- what ends with it ------------------------------------------------------------------------------------------------
def test_shields_of_ones_own_end_with_a_change(work: EmbeddingWork, quay_desk: Desk) -> None:
    id = write(work)
    for countermeasure in ("other", "beds", "other"):
        work.ends_with(id, countermeasure, ends=True)
    assert now(quay_desk, id).countermeasures == ("other", "beds")
    work.ends_with(id, "other", ends=False)
    assert now(quay_desk, id).countermeasures == ("beds",)
    with pytest.raises(Refused):
        work.ends_with(id, "elsewhere", ends=True)
    with pytest.raises(Refused):
        work.write("embedding", id, {"countermeasures": ["beds", "elsewhere"]})


# -- rules that must change -------------------------------------------------------------------------------------------
def test_an_issue_is_written_and_sent_in_one_step(work: EmbeddingWork, quay_desk: Desk) -> None:
    id = write(work)
    issue = work.raise_issue(id, RULE, to="bay-1", why="It is your form")
    [sent] = quay_desk.store.all(Influence)
    assert (sent.of_kind, sent.of, sent.to_cycle, sent.why, sent.sent_on) == (
        "issue", issue.id, "bay-1", "It is your form", TODAY,
    )  # fmt: skip
    # the place can read what it was sent
    assert (quay_desk.store.get(Issue, issue.id).scope, sent.scope) == ("place", "place")
    assert [link.target for link in quay_desk.store.all(EvidenceLink, source=id)] == [issue.id]
    work.undo()
    assert (quay_desk.store.all(Influence), quay_desk.store.all(Issue)) == ([], [])


def test_an_issue_can_stay_here(work: EmbeddingWork, quay_desk: Desk) -> None:
    issue = work.raise_issue(write(work), RULE)
    assert (quay_desk.store.all(Influence), quay_desk.store.get(Issue, issue.id).raised_by) == ([], "Joss")


@pytest.mark.parametrize(("values", "to"), [(RULE, "quay-1"), ({**RULE, "description": ""}, "bay-1")])
def test_nothing_is_kept_where_one_of_the_two_cannot_be(
    work: EmbeddingWork, quay_desk: Desk, values: dict[str, Any], to: str
) -> None:
    id = write(work)
    with pytest.raises(Refused):
        work.raise_issue(id, values, to=to)
    assert (quay_desk.store.all(Influence), quay_desk.store.all(Issue)) == ([], [])
