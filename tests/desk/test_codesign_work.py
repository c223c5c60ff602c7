"""A group designs its experiments: picks, rounds, forms of its own, and conditions that lead to something."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.desk import Desk
from workbench.desk.codesign_work import CodesignWork
from workbench.errors import Refused
from workbench.model import (
    CaptureForm,
    Countermeasure,
    DataPlan,
    EvidenceLink,
    Experiment,
    FrameNote,
    Issue,
    Rule,
    Thing,
)
from workbench.store import Store

TODAY = date(2026, 5, 4)


@pytest.fixture
def work(quay_desk: Desk, quay_store: Store) -> CodesignWork:
    """A team with one experiment, a thing on no map, and a condition on the frame."""
    quay_desk.sit(by="Wren", page="tab")
    with quay_store.step("Begin", by="Test") as step:
        step.add(Experiment(id="e", cycle="quay-1", title="Ring first", question="What changes?", scope="place"))
        step.add(Experiment(id="other", cycle="quay-1", title="Tea first"))
        step.add(Thing(id="calls", cycle="quay-1", name="Calls", thing_kind="factor"))
        step.add(FrameNote(id="n", cycle="quay-1", experiment="e", region="condition", text="Calls go to the desk"))
    return CodesignWork.at(quay_desk, "quay-1")


def test_what_is_picked_is_kept_once_and_let_go_again(work: CodesignWork, quay_store: Store) -> None:
    work.mark("e", "touches", "calls", on=True)
    assert work.mark("e", "touches", "calls", on=True).touches == ("calls",)
    assert work.mark("e", "touches", "calls", on=False).touches == ()
    assert work.mark("e", "links_to", "other", on=True).links_to == ("other",)
    work.undo()
    assert quay_store.get(Experiment, "e").links_to == ()


@pytest.mark.parametrize(
    ("field", "id", "said"),
    [
        ("touches", "nothing", "no longer there"),
        ("touches", "other", "no longer there"),
        ("links_to", "e", "linked to itself"),
        ("title", "calls", "cannot be picked"),
    ],
)
def test_what_cannot_be_picked_is_refused_and_nothing_changes(
    work: CodesignWork, quay_store: Store, field: str, id: str, said: str
) -> None:
    before = quay_store.revision()
    with pytest.raises(Refused, match=said):
        work.mark("e", field, id, on=True)
    assert quay_store.revision() == before


def test_an_experiment_is_dated_when_it_runs_and_when_it_ends(work: CodesignWork) -> None:
    assert work.set_status("e", "running").started_on == TODAY
    ended = work.set_status("e", "ended")
    assert (ended.started_on, ended.ended_on) == (TODAY, TODAY)
    again = work.set_status("e", "running")
    assert (again.started_on, again.ended_on) == (TODAY, None)
    with pytest.raises(Refused, match="not a place"):
        work.set_status("e", "failed")


def test_an_experiment_of_another_cycle_is_not_changed_from_here(
    work: CodesignWork, quay_desk: Desk, quay_store: Store
) -> None:
    next_cycle = quay_desk.add_cycle("quay", "Second round")
    elsewhere = CodesignWork.at(quay_desk, next_cycle.id)
    with pytest.raises(Refused, match="another cycle"):
        elsewhere.set_status("e", "running")
    assert quay_store.get(Experiment, "e").started_on is None


def test_the_next_round_has_the_design_but_not_what_came_of_it(work: CodesignWork, quay_store: Store) -> None:
    with quay_store.step("Ran", by="Test") as step:
        step.add(DataPlan(cycle="quay-1", experiment="e", what="Calls", gathers="Ash", starts_on=TODAY))
        old = quay_store.get(Experiment, "e")
        step.revise(
            Experiment.model_validate(
                {**old.model_dump(), "status": "ended", "ended_on": TODAY, "ending": "stopped", "what_happened": "Much"}
            )
        )
    made = work.turn_condition("n", "issue")
    before = quay_store.revision()
    again = work.next_round("e")
    assert (again.title, again.question, again.scope) == ("Ring first (next round)", "What changes?", "place")
    assert (again.status, again.ended_on, again.ending, again.what_happened) == ("designing", None, None, "")
    assert again.links_to == ("e",)
    [plan] = quay_store.all(DataPlan, experiment=again.id)
    assert (plan.what, plan.gathers, plan.starts_on) == ("Calls", "Ash", None)
    [note] = quay_store.all(FrameNote, experiment=again.id)
    assert [link.target for link in quay_store.all(EvidenceLink, source=note.id)] == [made.id]
    work.undo()
    assert quay_store.find(Experiment, again.id) is None
    assert quay_store.all(FrameNote, experiment=again.id) == []
    assert quay_store.revision() > before


def test_a_form_of_our_own_is_made_with_its_line_in_one_step(work: CodesignWork, quay_store: Store) -> None:
    asked = [
        {"label": " How was the  night? ", "question_kind": "choice", "choices": ["quiet", " ", "loud"]},
        {"label": "What else?", "question_kind": "text", "choices": []},
    ]
    values = {"experiment": "e", "what": "The night", "data_kind": "stories", "starts_on": "2026-05-04", "note": ""}
    plan = work.plan_with_form(values, name="After each night", questions=asked)
    form = quay_store.get(CaptureForm, str(plan.capture_form))
    assert (plan.form, plan.what, plan.starts_on) == ("capture_entry", "The night", TODAY)
    assert (form.name, form.experiment, form.scope) == ("After each night", "e", "place")
    assert [(q.key, q.label, q.choices) for q in form.questions] == [
        ("q1", "How was the night?", ("quiet", "loud")),
        ("q2", "What else?", ()),
    ]
    work.undo()
    assert quay_store.all(CaptureForm) == []
    assert quay_store.all(DataPlan) == []


@pytest.mark.parametrize(
    ("name", "questions", "said"),
    [
        (" ", [{"label": "How?"}], "no name yet"),
        ("Form", [], "asks nothing yet"),
        ("Form", [{"label": " "}], "Question 1 has no words"),
        ("Form", [{"label": "How?"}, {"label": "x" * 201}], "Question 2 may have at most 200"),
        ("Form", [{"label": "How?", "question_kind": "several", "choices": ["one", ""]}], "at least two"),
    ],
)
def test_a_form_that_cannot_be_answered_is_refused_with_all_of_its_line(
    work: CodesignWork, quay_store: Store, name: str, questions: list[dict[str, object]], said: str
) -> None:
    before = quay_store.revision()
    with pytest.raises(Refused, match=said):
        work.plan_with_form({"experiment": "e", "what": "The night"}, name=name, questions=questions)
    assert quay_store.revision() == before


def test_a_question_taken_out_is_kept_for_the_answers_it_has(work: CodesignWork, quay_store: Store) -> None:
    values = {"experiment": "e", "what": "The night"}
    plan = work.plan_with_form(values, name="Nights", questions=[{"label": "How?"}, {"label": "What else?"}])
    changed = work.ask(str(plan.capture_form), [{"key": "q2", "label": "And what else?"}, {"label": "Who?"}])
    assert [(q.key, q.label, q.asked) for q in changed.questions] == [
        ("q2", "And what else?", True),
        ("q3", "Who?", True),
        ("q1", "How?", False),
    ]


def test_a_rule_added_on_a_card_holds_there_and_goes_from_every_card(work: CodesignWork, quay_store: Store) -> None:
    rule = work.hold("e", {"wording": "Do no harm", "rule_kind": "rule", "came_from": ""})
    assert (rule.scope, rule.since) == ("place", TODAY)
    assert quay_store.get(Experiment, "e").rules == (rule.id,)
    work.drop_rule(rule.id)
    assert quay_store.get(Experiment, "e").rules == ()
    work.undo()
    assert quay_store.get(Experiment, "e").rules == (rule.id,)
    assert quay_store.get(Rule, rule.id).wording == "Do no harm"


def test_a_condition_becomes_a_countermeasure_and_an_issue_with_the_link_kept(
    work: CodesignWork, quay_store: Store
) -> None:
    shield = work.turn_condition("n", "countermeasure")
    issue = work.turn_condition("n", "issue")
    assert isinstance(shield, Countermeasure)
    assert (shield.what, shield.shields_from) == (
        "A shield is needed against: Calls go to the desk",
        "Calls go to the desk",
    )
    assert (shield.experiment, shield.scope, shield.from_on) == ("e", "place", TODAY)
    assert isinstance(issue, Issue)
    assert (issue.description, issue.raised_by, issue.raised_on) == ("Calls go to the desk", "Wren", TODAY)
    assert [(link.target_kind, link.target) for link in quay_store.all(EvidenceLink, source="n")] == [
        ("countermeasure", shield.id),
        ("issue", issue.id),
    ]
    with pytest.raises(Refused, match="that already"):
        work.turn_condition("n", "issue")
    work.undo()
    assert quay_store.all(Issue) == []
    assert [link.target_kind for link in quay_store.all(EvidenceLink, source="n")] == ["countermeasure"]


def test_only_a_condition_becomes_something(work: CodesignWork, quay_store: Store) -> None:
    with quay_store.step("A purpose", by="Test") as step:
        step.add(FrameNote(id="p", cycle="quay-1", experiment="e", region="purpose", text="A good life for me"))
    with pytest.raises(Refused, match="Only a system condition"):
        work.turn_condition("p", "issue")
    with pytest.raises(Refused, match="not “story”"):
        work.turn_condition("n", "story")


def test_a_very_long_condition_is_named_shortly_and_kept_whole(work: CodesignWork, quay_store: Store) -> None:
    long = "Ω" * 20_000
    with quay_store.step("A condition", by="Test") as step:
        step.add(FrameNote(id="long", cycle="quay-1", experiment="e", region="condition", text=long))
    shield = work.turn_condition("long", "countermeasure")
    assert isinstance(shield, Countermeasure)
    assert len(shield.what) < 300
    assert shield.shields_from == long
