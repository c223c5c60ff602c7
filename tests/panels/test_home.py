"""The first page, spoken to as its page does."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import Cycle, Goal, Influence, Issue, System
from workbench.panels.home import HomePanel
from workbench.store import Store


def _ask(panel: HomePanel, do: str, n: int, **given: Any) -> dict[str, Any]:
    return panel.hear({"do": do, "n": str(n), "page": "tab", "since": 0, "with": given})


def _home(desk: Desk, **choice: str) -> HomePanel:
    return HomePanel(desk, desk.choice(**choice), now=lambda: datetime(2026, 5, 4, 13, tzinfo=UTC))


def test_it_begins_with_a_team_and_its_open_cycle(quay_desk: Desk) -> None:
    state = _ask(_home(quay_desk), "load", 1)["ok"]["state"]
    assert (state["chosen"]["system"], state["chosen"]["cycle"]) == ("quay", "quay-1")
    assert [p["id"] for p in state["parts"]] == ["understand", "codesign", "run", "embed", "steward"]
    assert state["parts"][0]["notebook"] == "understand_the_system"
    assert state["purpose"] == ""


def test_what_is_in_each_part_and_what_changed_lately_follow_the_work(quay_desk: Desk) -> None:
    home = _home(quay_desk)
    quay_desk.by = "Wren"
    quay_desk.work_on_cycle("quay-1").propose_purpose("People live well.")
    state = _ask(home, "load", 1)["ok"]["state"]
    assert "1 wording of the purpose" in state["parts"][0]["contents"]
    assert state["latest"][0]["what"] == "Proposed the purpose “People live well.”"
    assert state["latest"][0]["beside"] == "Wren, 1 hour ago"


@pytest.mark.slow
def test_a_choice_is_told_for_the_address(quay_desk: Desk) -> None:
    home = _home(quay_desk)
    assert _ask(home, "pick_system", 1, system="bay")["ok"] == {"system": "bay", "cycle": ""}
    assert _ask(home, "pick_cycle", 2, cycle="quay-1")["ok"] == {"system": "quay", "cycle": "quay-1"}
    assert "no system “atlantis”" in _ask(home, "pick_system", 3, system="atlantis")["refused"]


def test_a_scale_shows_its_systems_and_an_empty_one_says_so(quay_desk: Desk) -> None:
    home = _home(quay_desk)
    assert _ask(home, "pick_scale", 1, scale="place")["ok"]["system"] == "bay"
    assert "no system at that scale" in _ask(home, "pick_scale", 2, scale="country")["refused"]


def test_a_new_round_takes_the_stewards_and_the_next_number(quay_desk: Desk) -> None:
    home = _home(quay_desk)
    made = _ask(home, "new_cycle", 1, name="Second round")["ok"]
    cycles = quay_desk.cycles(system="quay").set_index("id")
    assert cycles.loc[made["cycle"], "round"] == 2
    assert cycles.loc[made["cycle"], "name"] == "Second round"
    assert _ask(home, "new_cycle", 2, name=" ")["field"] == "name"


def test_a_new_system_comes_with_its_first_cycle_and_goes_in_one_undo(quay_desk: Desk) -> None:
    home = _home(quay_desk)
    made = _ask(home, "new_system", 1, name="Pier team", scale="team", part_of="bay")["ok"]
    assert made["cycle"]
    assert set(quay_desk.systems()["name"]) == {"The Bay", "Quay team", "Pier team"}
    _ask(home, "undo", 2)
    assert set(quay_desk.systems()["name"]) == {"The Bay", "Quay team"}


@pytest.mark.slow
def test_an_empty_store_invites_to_begin(tmp_path: Path) -> None:
    with Store.open(tmp_path / "empty.db") as store:
        desk = Desk(store)
        state = _ask(_home(desk), "load", 1)["ok"]["state"]
        assert (state["systems"], state["chosen"]["system"], state["parts"]) == ([], "", [])
        assert [s["id"] for s in state["scales"]] == ["person", "team", "organisation", "place", "country"]
        home = _home(desk)
        _ask(home, "new_system", 2, name="Pier team", scale="team")
        state = _ask(home, "load", 3)["ok"]["state"]
        assert state["chosen"]["system_name"] == "Pier team"
        assert len(state["parts"]) == 5
        _ask(home, "undo", 4)
        assert desk.scales().empty


def test_who_looks_as_somebody_else_changes_nothing_and_reads_no_names(quay_store: Store) -> None:
    Desk(quay_store).work_on_cycle("quay-1").propose_purpose("People live well.", proposed_by="Wren")
    home = _home(Desk(quay_store, audience="place"))
    state = _ask(home, "load", 1)["ok"]["state"]
    assert (state["may_edit"], state["latest"]) == (False, None)
    assert "Wren" not in str(state)
    before = quay_store.revision()
    assert "refused" in _ask(home, "new_cycle", 2, name="Mine")
    assert "refused" in _ask(home, "new_system", 3, name="Mine", scale="team")
    assert quay_store.revision() == before


def test_somebody_outside_is_told_that_there_is_something_and_not_how_little(quay_store: Store) -> None:
    with quay_store.step("Set up", by="Wren") as step:
        step.add(Goal(cycle="quay-1", person="Marlow", wording="Help me to sleep", scope="place"))
    parts = _ask(_home(Desk(quay_store, audience="place:bay"), system="quay"), "load", 1)["ok"]["state"]["parts"]
    assert parts[0]["contents"] == ["* goals"]


def test_what_waits_between_cycles_and_the_answers_to_it_are_told_on_the_first_page(quay_desk: Desk) -> None:
    """The Quay team sent two things to the Bay; one was sent on and answered further up, and one came to the team."""
    sent = {"cycle": "quay-1", "to_cycle": "bay-1", "of_kind": "issue", "scope": "place", "sent_on": "2026-01-26"}
    answer = {"state": "adapted", "reason": "Cards", "answered_on": "2026-05-01"}
    with quay_desk.store.step("Sent", by="Test") as step:
        step.add(Cycle(id="bay-1", system="bay", name="The place"))
        step.add(System(id="pier", name="Pier team", scale="team", part_of="bay"))
        step.add(Cycle(id="pier-1", system="pier", name="Pier"))
        for id in "ij":
            issue = {"id": id, "cycle": "quay-1", "description": f"Issue {id}", "level": "system", "owner": "team"}
            step.add(Issue.model_validate({**issue, "scope": "place"}))
            step.add(Influence.model_validate({**sent, "id": f"s{id}", "of": id}))
        on = {**sent, "id": "on", "of": "j", "cycle": "bay-1", "to_cycle": "pier-1", "after": "sj"}
        step.add(Influence.model_validate({**on, **answer}))
        step.add(Influence.model_validate({**sent, "id": "back", "of": "i", "cycle": "pier-1", "to_cycle": "quay-1"}))
    told = _ask(_home(quay_desk, cycle="quay-1"), "load", 1)["ok"]["state"]["between"]
    assert told["for_us"] == "1 thing waits for your answer, for 3 months so far"
    assert told["ours"] == "2 things you sent wait for an answer, the oldest for 3 months"
    [one] = told["answers"]
    assert (one["text"], one["said"], one["reason"]) == (
        "Issue j",
        "It was sent on, and Pier team · Pier adapted it on 1 May 2026:",
        "Cards",
    )
    wide = Desk(quay_desk.store, audience="place:bay", now=lambda: datetime(2026, 5, 4, 13, tzinfo=UTC))
    state = _ask(_home(wide, cycle="quay-1"), "load", 1)["ok"]["state"]
    assert state["between"] is None
    assert "Issue" not in str(state)


def test_nothing_waits_where_nothing_was_sent(quay_desk: Desk) -> None:
    told = _ask(_home(quay_desk), "load", 1)["ok"]["state"]["between"]
    assert told == {"for_us": "", "ours": "", "answers": [], "n_answers": 0}
