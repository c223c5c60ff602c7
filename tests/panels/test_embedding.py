"""What becomes usual, spoken to as its page does. It is Monday 4 May 2026."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import Countermeasure, Cycle, Embedding, Experiment, Influence, Observation
from workbench.panels.embedding import EmbeddingPanel
from workbench.panels.embedding_beside import way_so_far
from workbench.store import Revision

Ask = Callable[..., Any]
RULE = {"description": "Two signatures", "level": "system", "owner": "leadership"}


@pytest.fixture
def ask(quay_desk: Desk) -> Ask:
    with quay_desk.store.step("Tried", by="Test") as step:
        step.add(Cycle(id="bay-1", system="bay", name="Bay, first round"))
        for id, on in (("ring", "2026-04-27"), ("cards", "2026-03-02")):
            step.add(
                Experiment.model_validate(
                    {"id": id, "cycle": "quay-1", "title": f"We {id}", "status": "ended", "ending": "embedded"}
                    | {"ended_on": on, "ending_why": f"Why {id}"}
                )
            )
        step.add(Countermeasure(id="beds", cycle="quay-1", what="Three mattresses", experiment="ring"))
        step.add(Countermeasure(id="other", cycle="quay-1", what="Another"))
        step.add(Observation(id="beds", cycle="quay-1", title="Beds from Second Start"))
    return talk(EmbeddingPanel(quay_desk, system="quay", cycle="quay-1"))


def talk(panel: EmbeddingPanel) -> Ask:
    n = iter(range(1, 10_000))
    return lambda do, **given: panel.hear({"do": do, "n": str(next(n)), "page": "tab", "by": "Joss", "with": given})


def state(ask: Ask) -> dict[str, Any]:
    return dict(ask("load")["ok"]["state"])


def embedded(ask: Ask) -> str:
    return str(ask("embed", experiment="ring", kind="process")["ok"]["one"]["row"]["id"])


def usual(ask: Ask, id: str) -> None:
    answer = ask("write", kind="embedding", id=id, values={"state": "business_as_usual", "how_we_know": "Seen"})
    assert "ok" in answer


def test_an_experiment_that_ended_well_is_offered_until_a_change_is_made_of_it(ask: Ask) -> None:
    offered = [(one["title"], one["why"], one["on"]) for one in state(ask)["offered"]]
    assert offered == [("We ring", "Why ring", "27 April 2026"), ("We cards", "Why cards", "2 March 2026")]
    one = ask("embed", experiment="ring", kind="culture")["ok"]["one"]
    assert (one["row"]["change"], one["row"]["from"], one["row"]["embedding_kind"]) == ("We ring", "We ring", "culture")
    assert [(shield["what"], shield["ends"], shield["of_it"]) for shield in one["shields"]] == [
        ("Three mattresses", True, True),
        ("Another", False, False),
    ]
    assert [one["title"] for one in state(ask)["offered"]] == ["We cards"]
    ask("undo")
    assert len(state(ask)["offered"]) == 2


def test_an_experiment_of_an_earlier_round_is_offered_too(ask: Ask, quay_desk: Desk) -> None:
    with quay_desk.store.step("Next", by="Test") as step:
        step.add(Cycle(id="quay-2", system="quay", name="Second round", round=2))
    later = talk(EmbeddingPanel(quay_desk, system="quay", cycle="quay-2"))
    assert [one["title"] for one in state(later)["offered"]] == ["We ring", "We cards"]


def test_business_as_usual_is_refused_beside_the_question_that_was_answered(ask: Ask) -> None:
    answer = ask(
        "write", kind="embedding", id=embedded(ask), values={"state": "business_as_usual"}, was={"state": "agreed"}
    )
    assert list(answer["problems"]) == ["state"]
    assert answer["refused"].startswith("How do you know that it is business as usual?")


def test_a_shield_that_outlives_its_change_is_shown_until_it_is_ended(ask: Ask) -> None:
    id = embedded(ask)
    assert state(ask)["outlived"] == []
    usual(ask, id)
    [standing] = state(ask)["outlived"]
    assert (standing["what"], standing["of"], standing["state"]) == ("Three mattresses", "We ring", "business_as_usual")
    ask("end", id="beds", ended_on="2026-05-04", ended_why="no_longer_needed", note="")
    assert state(ask)["outlived"] == []
    one = state(ask)["one"]
    assert [shield["ended"] for shield in one["shields"] if shield["ends"]] == [
        "Ended on 4 May 2026: no longer needed."
    ]


def test_a_change_that_was_given_up_shows_its_shields_too(ask: Ask) -> None:
    ask("write", kind="embedding", id=embedded(ask), values={"state": "given_up"})
    assert [one["state"] for one in state(ask)["outlived"]] == ["given_up"]


def test_a_rule_is_sent_on_and_its_answer_comes_back(ask: Ask, quay_desk: Desk) -> None:
    id = embedded(ask)
    ask("raise", embedding=id, values=RULE, to="bay-1", why="")
    [issue] = state(ask)["one"]["issues"]
    [sent] = issue["sent"]
    assert (issue["description"], sent["to"], sent["state"], sent["on"]) == (
        "Two signatures", "The Bay · Bay, first round", "waiting", "4 May 2026",
    )  # fmt: skip
    [influence] = quay_desk.store.all(Influence)
    with quay_desk.store.step("Answered", by="Odile") as step:
        answer = {"state": "adapted", "reason": "One signature is enough", "answered_on": date(2026, 5, 6)}
        step.revise(Influence.model_validate({**influence.model_dump(), **answer}))
    [sent] = state(ask)["one"]["issues"][0]["sent"]
    assert (sent["state"], sent["reason"], sent["answered"]) == ("adapted", "One signature is enough", "6 May 2026")


def test_the_issue_of_an_ended_shield_stands_under_its_change_and_can_be_sent(ask: Ask) -> None:
    usual(ask, embedded(ask))
    ask("end", id="beds", ended_on="2026-05-04", ended_why="bau_must_change", note="", issue=RULE)
    [issue] = state(ask)["one"]["issues"]
    assert (issue["from_shield"], issue["sent"]) == ("Three mattresses", [])
    ask("send", issue=issue["id"], to="bay-1", why="")
    [sent] = state(ask)["one"]["issues"][0]["sent"]
    ask("take_back", id=sent["id"])
    assert state(ask)["one"]["issues"][0]["sent"] == []


def test_where_a_rule_lives_is_chosen_by_scale(ask: Ask) -> None:
    embedded(ask)
    one = state(ask)["one"]
    assert [(place["id"], place["scale"]) for place in one["cycles"]] == [("bay-1", "place")]
    assert one["scales"] == [["place", "Place"]]
    assert "everybody in The Bay can" in ask("who_can_read", scope="team", to="bay-1")["ok"]


def test_records_are_found_and_laid_beside(ask: Ask) -> None:
    id = embedded(ask)
    [found] = ask("search", text="beds from")["ok"]
    one = ask("lay", embedding=id, kind=found["kind"], id=found["id"], stance="supports")["ok"]["one"]
    assert [(piece["title"], piece["stance"]) for piece in one["evidence"]] == [("Beds from Second Start", "supports")]
    [row] = state(ask)["rows"]
    assert (row["n_supports"], row["n_contradicts"]) == (1, 0)
    assert ask("take_away", embedding=id, kind="observation", id="beds")["ok"]["one"]["evidence"] == []


def test_a_piece_cannot_be_laid_as_what_a_change_led_to(ask: Ask) -> None:
    assert "refused" in ask("lay", embedding=embedded(ask), kind="observation", id="beds", stance="led_to")


def test_whoever_only_looks_may_change_nothing(quay_desk: Desk, ask: Ask) -> None:
    id = embedded(ask)
    looking = talk(EmbeddingPanel(quay_desk, system="quay", cycle="quay-1", may_edit=False))
    acts: dict[str, dict[str, Any]] = {
        "embed": {"experiment": "cards", "kind": "process"},
        "lay": {"embedding": id, "kind": "observation", "id": "beds", "stance": "supports"},
        "take_away": {"embedding": id, "kind": "observation", "id": "beds"},
        "ends_with": {"embedding": id, "countermeasure": "other", "ends": True},
        "end": {"id": "beds", "ended_on": "2026-05-04", "ended_why": None, "note": ""},
        "raise": {"embedding": id, "values": RULE},
        "send": {"issue": "x", "to": "bay-1"},
        "take_back": {"id": "x"},
        "write": {"kind": "embedding", "id": id, "values": {"state": "given_up"}},
    }
    for do, given in acts.items():
        assert "refused" in looking(do, **given), do
    assert looking("open", id=id)["ok"]["one"]["row"]["change"] == "We ring"


def test_two_hundred_changes_and_a_long_one_are_loaded_at_once(ask: Ask, quay_desk: Desk) -> None:
    with quay_desk.store.step("Many", by="Test") as step:
        for n in range(200):
            change = "A long change " * 1_400 if n == 0 else f"Change {n}"
            step.add(Embedding.model_validate({"cycle": "quay-1", "change": change, "embedding_kind": "process"}))
    began = time.perf_counter()
    assert len(state(ask)["rows"]) == 200
    assert time.perf_counter() - began < 2


def test_the_picture_is_an_image_with_words(ask: Ask) -> None:
    embedded(ask)
    drawn = ask("picture")["ok"]
    assert (drawn["src"][:19], drawn["description"]) == ("data:image/svg+xml;", "Process, Agreed: 1.")


# -- the way so far ---------------------------------------------------------------------------------------------------
def revision(day: int, state: str, *, undoes: str | None = None) -> Revision:
    at = datetime(2026, 5, day, 12, tzinfo=UTC)
    return Revision(
        seq=day, step=f"s{day}", kind="embedding", id="e", action="revised", by="", page="", at=at, words="", version=1,
        before=None, after={"state": state}, undoes=undoes,
    )  # fmt: skip


def change(state: str, **more: Any) -> Embedding:
    given = {"id": "e", "cycle": "c", "change": "x", "embedding_kind": "process", "state": state, **more}
    return Embedding.model_validate(given)


def test_the_way_goes_by_what_people_wrote_and_then_by_the_history() -> None:
    history = [
        revision(1, "agreed"),
        revision(2, "under_way"),
        revision(3, "under_way"),
        revision(9, "business_as_usual"),
    ]
    usual = change("business_as_usual", agreed_on="2026-04-20", usual_on="2026-05-08")
    assert way_so_far(usual, history) == [
        ("agreed", date(2026, 4, 20)),
        ("under_way", date(2026, 5, 2)),
        ("business_as_usual", date(2026, 5, 8)),
    ]


def test_what_was_undone_is_not_on_the_way() -> None:
    history = [revision(1, "agreed"), revision(2, "given_up"), revision(3, "agreed", undoes="s2")]
    assert way_so_far(change("agreed"), history) == [("agreed", date(2026, 5, 1))]


def test_a_change_brought_in_as_it_was_is_told_by_its_days() -> None:
    brought = change("business_as_usual", agreed_on="2026-04-20", usual_on="2026-04-27")
    assert way_so_far(brought, [revision(1, "business_as_usual")]) == [
        ("agreed", date(2026, 4, 20)),
        ("business_as_usual", date(2026, 4, 27)),
    ]
    assert way_so_far(change("under_way"), []) == [("under_way", None)]
