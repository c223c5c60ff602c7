"""Writing down what was done for those below, and their word on it; nobody else has one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.desk.enabling_work import EnablingWork
from workbench.errors import Refused, Stale
from workbench.model import Cycle, Enablement, EvidenceLink, Influence, InfluenceState, Issue, System
from workbench.store import Store

Work = Callable[[str], EnablingWork]


@pytest.fixture
def stack(quay_desk: Desk) -> Store:
    """A place with two teams; one of them has sent up an issue."""
    with quay_desk.store.step("A second team", by="Test") as step:
        step.add(System(id="pier", name="Pier team", scale="team", part_of="bay"))
        step.add(System(id="far", name="Far away", scale="team"))
        for id, system, round in (
            ("bay-1", "bay", 1),
            ("pier-1", "pier", 1),
            ("quay-2", "quay", 2),
            ("far-1", "far", 1),
        ):
            step.add(Cycle(id=id, system=system, name=id, round=round))
        raised = {"description": "Petty cash takes nine days", "level": "system", "owner": "leadership"}
        step.add(Issue.model_validate({"id": "cash", "cycle": "quay-1", "scope": "place", **raised}))
        step.add(Influence(id="sent", cycle="quay-1", to_cycle="bay-1", of_kind="issue", of="cash", scope="place"))
    return quay_desk.store


@pytest.fixture
def at(quay_desk: Desk, stack: Store) -> Work:
    assert stack is quay_desk.store
    quay_desk.sit(by="Petra", page="tab")
    return lambda cycle: EnablingWork.at(quay_desk, cycle)


def held(store: Store, id: str) -> Enablement:
    return store.get(Enablement, id)


def test_an_enablement_from_a_sending_answers_it_in_the_same_step(at: Work, stack: Store) -> None:
    work = at("bay-1")
    made = work.enable(
        {"what": "Six cards", "barrier": "Petty cash takes nine days"},
        for_cycle="quay-1", sendings=["sent"], raised=[("issue", "cash")], answer=True,
    )  # fmt: skip
    assert (made.cycle, made.for_cycle, made.influence, made.helped) == ("bay-1", "quay-1", "sent", None)
    sent = stack.get(Influence, "sent")
    assert (sent.state, sent.reason, sent.answered_by) == ("taken_up", "Six cards", "Petra")
    links = stack.all(EvidenceLink, target=made.id)
    assert [(one.source_kind, one.source, one.stance, one.cycle) for one in links] == [
        ("issue", "cash", "led_to", "bay-1")
    ]
    work.undo()
    assert (stack.all(Enablement), stack.get(Influence, "sent").state) == ([], "waiting")


def test_an_answer_that_was_given_meanwhile_stays_as_it_is(at: Work, stack: Store) -> None:
    with stack.step("Answered", by="Odile") as step:
        step.revise(stack.get(Influence, "sent").model_copy(update={"state": InfluenceState.left, "reason": "Not now"}))
    at("bay-1").enable({"what": "Cards after all"}, for_cycle="quay-1", sendings=["sent"], answer=True)
    assert stack.get(Influence, "sent").reason == "Not now"


def test_whom_it_is_for_can_read_it(at: Work) -> None:
    work = at("quay-1")
    with pytest.raises(Refused, match="does not lie below"):
        work.enable({"what": "For my peer"}, for_cycle="pier-1")
    up = at("bay-1")
    assert up.enable({"what": "Cards"}, for_cycle="quay-1").scope == "place"
    assert up.enable({"what": "Cards", "scope": "public"}, for_cycle="quay-1").scope == "public"
    with pytest.raises(Refused):
        up.enable({"what": "Not connected"}, for_cycle="far-1")
    with pytest.raises(Refused):
        work.enable({"what": "Not sent to me"}, sendings=["sent"])


def test_only_those_it_was_done_for_say_whether_it_helped(at: Work, stack: Store) -> None:
    id = at("bay-1").enable({"what": "Cards"}, for_cycle="quay-1").id
    for stranger in ("bay-1", "pier-1", "far-1"):
        with pytest.raises(Refused, match="those to say it was done for"):
            at(stranger).say_helped(id, helped="yes")
    assert held(stack, id).helped is None
    said = at("quay-2").say_helped(id, helped="partly", words="For some of us ", by="Nell")
    assert (said.helped, said.helped_words, said.helped_by) == ("partly", "For some of us", "Nell")
    assert said.helped_on is not None
    assert stack.recent(1)[0].words == "Said whether it helped"


@pytest.mark.parametrize("way", ["add", "enable", "write"])
@pytest.mark.parametrize("field", ["helped", "helped_words", "helped_by"])
def test_those_above_cannot_write_the_word_of_those_below(at: Work, stack: Store, way: str, field: str) -> None:
    up = at("bay-1")
    id = up.enable({"what": "Cards"}, for_cycle="quay-1").id
    values: dict[str, Any] = {"what": "Cards for all", field: "yes"}
    with pytest.raises(Refused, match="those to say it was done for"):
        if way == "add":
            up.add("enablement", values)
        elif way == "enable":
            up.enable(values)
        else:
            up.write("enablement", id, values)
    assert held(stack, id).what == "Cards"
    assert len(stack.all(Enablement)) == 1


def test_those_below_cannot_reword_what_those_above_did(at: Work) -> None:
    id = at("bay-1").enable({"what": "Cards"}, for_cycle="quay-1").id
    with pytest.raises(Refused):
        at("quay-1").write("enablement", id, {"what": "Too few cards"})


def test_done_for_all_one_word_stands_and_says_whose_it_is(at: Work, stack: Store) -> None:
    id = at("bay-1").enable({"what": "A night line"}).id
    at("quay-1").say_helped(id, helped="yes", by="Nell", was={"helped": "", "helped_words": ""})
    assert held(stack, id).helped_by == "Nell, Quay team"
    with pytest.raises(Stale) as told:
        at("pier-1").say_helped(id, helped="no", words="Not here", by="Kit", was={"helped": "", "helped_words": ""})
    assert told.value.theirs == {"helped": "yes", "helped_words": ""}
    assert told.value.yours == {"helped": "no", "helped_words": "Not here"}
    both = at("pier-1").say_helped(id, helped="partly", by="Kit", was={"helped": "yes", "helped_words": ""})
    assert (both.helped, both.helped_by) == ("partly", "Kit, Pier team")


def test_a_word_can_be_taken_back_and_has_to_be_one_of_four(at: Work, stack: Store) -> None:
    id = at("bay-1").enable({"what": "Cards"}, for_cycle="quay-1").id
    below = at("quay-1")
    with pytest.raises(Refused, match="Choose yes"):
        below.say_helped(id, helped="very")
    below.say_helped(id, helped="no", words="It did not come")
    below.say_helped(id, helped=None)
    left = held(stack, id)
    assert (left.helped, left.helped_words, left.helped_by, left.helped_on) == (None, "", "", None)
