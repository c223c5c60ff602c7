"""The explorer of case files, spoken to as its page does."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import vl_convert

from workbench.desk import Desk
from workbench.frames import Picked
from workbench.model import Case, Contact, EvidenceLink, Goal, Issue, Story, Withdrawal
from workbench.panels.case_explorer import VIEWS, CaseExplorer
from workbench.store import Store

Ask = Callable[..., Any]
START = date(2025, 1, 1)
EVERYBODY: dict[str, Any] = {"people": {}, "contacts": {}, "quarters": None}


def choice(*, quarters: list[int] | None = None, contacts: dict[str, Any] | None = None, **people: Any) -> Any:
    return {"people": people, "contacts": contacts or {}, "quarters": quarters}


def _case(id: str, pseudonym: str, *tags: str, **more: Any) -> Case:
    return Case.model_validate(
        {"id": id, "cycle": "quay-1", "scope": "team", "pseudonym": pseudonym, "tags": tags, "way_from": START, **more}
    )


def _contact(id: str, case: str, on: str, agency: str, **more: Any) -> Contact:
    return Contact.model_validate(
        {"id": id, "cycle": "quay-1", "case": case, "happened_on": on, "agency": agency, "activity": "visit", **more}
    )


@pytest.fixture
def three_people(quay_store: Store) -> Store:
    """Wren and Ash share debt; Rowan shares nothing with them. Nothing is known of Ash after June 2025."""
    with quay_store.step("Case files", by="Test") as step:
        step.add(_case("wren", "Wren", "debt", "lives alone", gender="woman", place="Old Town"))
        step.add(_case("ash", "Ash", "debt", gender="man", observed_until="2025-06-30"))
        step.add(_case("rowan", "Rowan", "care leaver", gender="man", way_from=None))
        step.add(_contact("w1", "wren", "2024-11-01", "police", urgency="crisis", cost_pence=10_000))
        step.add(_contact("w2", "wren", "2024-12-31", "housing", handed_to="police", urgency="planned"))
        step.add(_contact("w3", "wren", "2025-02-01", "police", cost_pence=5_000))
        step.add(_contact("a1", "ash", "2024-08-01", "housing", demand="failure"))
        step.add(_contact("a2", "ash", "2025-07-15", "police"))
        step.add(_contact("r1", "rowan", "2025-03-01", "GP surgery", activity="appointment"))
    return quay_store


@pytest.fixture
def explorer(three_people: Store, quay_desk: Desk) -> CaseExplorer:
    return CaseExplorer(quay_desk, system="quay", cycle="quay-1")


@pytest.fixture
def ask(explorer: CaseExplorer) -> Ask:
    n = iter(range(1, 1000))
    return lambda do, **given: explorer.hear({"do": do, "n": str(next(n)), "page": "tab", "by": "Ama", "with": given})


def test_there_is_to_pick_from_what_people_share_and_what_contacts_there_were(ask: Ask) -> None:
    state = ask("load")["ok"]["state"]
    facets = {name: [value for value, _ in facet["values"]] for name, facet in state["facets"].items()}
    assert (state["n_people"], state["n_contacts"], state["quarters"]) == (3, 5, [-2, 0])
    assert facets["tags"] == ["care leaver", "debt", "lives alone"]
    assert (facets["gender"], facets["place"]) == (["man", "woman"], ["Old Town", ""])
    assert facets["handed"] == ["housing → police"]
    assert (facets["agencies"], facets["activities"]) == (["GP surgery", "housing", "police"], ["appointment", "visit"])
    assert state["facets"]["place"]["values"][-1] == ("", "not said")


def test_a_choice_says_how_many_remain_and_what_each_further_choice_would_leave(ask: Ask) -> None:
    look = ask("look", choice=choice(tags=["debt"]))["ok"]
    assert (look["n_people"], look["n_contacts"]) == (2, 4)
    assert look["counts"]["tags"] == {"care leaver": 0, "debt": 2, "lives alone": 1}
    assert look["counts"]["gender"] == {"man": 1, "woman": 1}
    assert look["counts"]["handed"] == {"housing → police": 1}
    # of the four contacts two were with the police; nobody observed Ash in July
    assert look["counts"]["agencies"] == {"housing": 2, "police": 2}


def test_what_is_picked_of_contacts_narrows_the_others_and_not_itself(ask: Ask) -> None:
    look = ask("look", choice=choice(contacts={"agencies": ["police"]}, quarters=[-1, 0]))["ok"]
    assert (look["n_people"], look["n_contacts"]) == (3, 2)
    assert look["counts"]["agencies"] == {"housing": 1, "police": 2}
    assert look["counts"]["urgency"] == {"crisis": 1}


def test_a_hand_off_picks_the_people_who_went_through_it(ask: Ask, explorer: CaseExplorer) -> None:
    ask("look", choice=choice(handed=["housing → police"]))
    assert list(explorer.people["pseudonym"]) == ["Wren"]
    ask("look", choice=choice(handed=["housing → GP surgery"]))
    assert list(explorer.people["pseudonym"]) == []


def test_the_next_cell_gets_the_contacts_that_a_count_by_hand_gives(ask: Ask, explorer: CaseExplorer) -> None:
    assert list(explorer.selection["id"]) == ["a1", "r1", "w1", "w2", "w3"]
    ask("look", choice=choice(tags=["debt"], contacts={"agencies": ["police", "housing"]}, quarters=[-2, -1]))
    found = explorer.selection
    told = found[["id", "pseudonym", "phase", "quarter", "year"]]
    assert told.to_numpy().tolist() == [
        ["a1", "Ash", "before", -2, 2024],
        ["w1", "Wren", "before", -1, 2024],
        ["w2", "Wren", "before", -1, 2024],
    ]
    assert list(found.columns[:3]) == ["id", "created_at", "created_by"]
    assert explorer.picked == Picked(
        cases=frozenset({"wren", "ash"}), agencies=frozenset({"police", "housing"}), quarters=(-2, -1)
    )


def test_every_contact_is_read_at_once_where_many_people_are_picked(
    ask: Ask, explorer: CaseExplorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask("look", choice=choice(tags=["debt"]))
    one_by_one = explorer.selection
    monkeypatch.setattr("workbench.panels.case_explorer._ONE_BY_ONE", 0)
    assert explorer.selection.equals(one_by_one)


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_comes_with_its_words_and_with_nothing_that_is_not_json(ask: Ask, view: str) -> None:
    found = ask("view", view=view, choice=EVERYBODY)["ok"]
    assert found["title"]
    assert found["description"]
    assert "title" not in (found["spec"] or {})
    assert json.dumps(found, allow_nan=False)


def test_a_view_shows_all_of_what_is_picked_in_it_and_only_what_is_picked_elsewhere(ask: Ask) -> None:
    everything = ask("view", view="activity_by_agency", choice=EVERYBODY)["ok"]
    own = ask("view", view="activity_by_agency", choice=choice(contacts={"agencies": ["police"]}))["ok"]
    women = ask("view", view="activity_by_agency", choice=choice(gender=["woman"]))["ok"]
    assert own == everything
    assert [row[:3] for row in everything["table"]["rows"]][:2] == [["housing", "2", "0"], ["police", "1", "1"]]
    assert [row[:3] for row in women["table"]["rows"]][:2] == [["housing", "1", "0"], ["police", "1", "1"]]


def test_before_is_never_compared_with_an_after_that_was_not_looked_at(ask: Ask) -> None:
    everything = ask("view", view="activity_by_agency", choice=EVERYBODY)["ok"]
    before = ask("view", view="activity_by_agency", choice=choice(quarters=[-2, -1]))["ok"]
    assert before == everything | {"notes": before["notes"]}
    assert before["notes"][0].startswith("This view compares before with after")
    # as long before as after: narrowed, which leaves out what housing did in August
    both = ask("view", view="activity_by_agency", choice=choice(quarters=[-1, 0]))["ok"]
    assert [row[:3] for row in both["table"]["rows"]][:2] == [["housing", "1", "0"], ["police", "1", "1"]]
    assert both["notes"] == everything["notes"]
    assert ask("view", view="cohort_before_after", choice=choice(quarters=[0, 1]))["ok"]["title"]


def test_the_sentences_beneath_a_picture_come_as_text(ask: Ask) -> None:
    found = ask("view", view="activity_by_agency", choice=EVERYBODY)["ok"]
    assert found["told"]
    assert set(found["told"]) <= set(found["description"].split("\n"))


def test_people_are_found_by_name_and_by_what_they_share_in_alphabetical_order(ask: Ask) -> None:
    everybody = ask("people", choice=EVERYBODY)["ok"]
    assert [(one["pseudonym"], one["n_contacts"]) for one in everybody["people"]] == [
        ("Ash", 1),
        ("Rowan", 1),
        ("Wren", 3),
    ]
    assert [one["id"] for one in ask("people", choice=EVERYBODY, find="CARE rowan")["ok"]["people"]] == ["rowan"]
    police = ask("people", choice=choice(contacts={"agencies": ["police"]}))["ok"]
    assert [one["n_contacts"] for one in police["people"]] == [0, 0, 2]


def test_their_stories_goals_issues_and_what_lies_beside_these_are_listed_by_kind(
    ask: Ask, three_people: Store
) -> None:
    with three_people.step("More", by="Test") as step:
        step.add(Story(id="told", cycle="quay-1", scope="team", title="The letter", text="It came.", teller="Wren"))
        step.add(Story(cycle="quay-1", scope="team", title="Another life", text="Mine.", teller="Somebody"))
        step.add(Goal(cycle="quay-1", scope="team", person="Rowan", wording="A door of my own", position=1))
        issue = {"id": "arrears", "cycle": "quay-1", "scope": "team", "description": "Nobody may waive arrears"}
        step.add(Issue.model_validate({**issue, "level": "system", "owner": "leadership", "raised_on": "2026-05-01"}))
        ends = {"source_kind": "story", "source": "told", "target_kind": "issue", "target": "arrears"}
        step.add(EvidenceLink(cycle="quay-1", **ends))
    groups = ask("linked", choice=choice(tags=["debt"]))["ok"]
    assert [(g["kind"], g["n"], [(i["title"], i["who"]) for i in g["items"]], g["room"]) for g in groups] == [
        ("story", 1, [("The letter", "Wren")], "stories"),
        ("issue", 1, [("Nobody may waive arrears", "Wren")], "issues"),
    ]
    assert [g["kind"] for g in ask("linked", choice=choice(tags=["care leaver"]))["ok"]] == ["goal"]


def test_a_new_contact_is_counted_at_once_and_a_withdrawn_case_no_longer(ask: Ask, three_people: Store) -> None:
    assert ask("look", choice=EVERYBODY)["ok"]["n_contacts"] == 5
    with three_people.step("One more", by="Test") as step:
        step.add(_contact("r2", "rowan", "2025-04-01", "GP surgery"))
    assert ask("look", choice=EVERYBODY)["ok"]["n_contacts"] == 6
    with three_people.step("Withdrawn", by="Test") as step:
        step.revise(three_people.get(Case, "wren").model_copy(update={"withdrawal": Withdrawal.no_use}))
    look = ask("look", choice=EVERYBODY)["ok"]
    assert (look["n_people"], look["n_contacts"]) == (2, 3)


@pytest.mark.parametrize(
    "given",
    [
        None,
        {"people": {"name": ["x"]}, "contacts": {}},
        {"people": {}, "contacts": {"agencies": "police"}},
        {"people": {}, "contacts": {}, "quarters": [2, 1]},
        {"people": {}, "contacts": {}, "quarters": [1]},
        {"people": {}, "contacts": {}, "quarters": ["1", "2"]},
    ],
)
def test_what_no_page_of_ours_sends_is_refused_in_a_sentence_and_changes_nothing(
    ask: Ask, explorer: CaseExplorer, given: Any
) -> None:
    ask("look", choice=choice(tags=["debt"]))
    answer = ask("look", choice=given)
    assert answer["refused"].startswith("This page asked for people in a way the workbench does not know")
    assert len(explorer.people) == 2


@pytest.mark.slow
def test_the_program_that_draws_is_the_one_vl_convert_makes(ask: Ask) -> None:
    """After an update of vl-convert, write ``vl_convert.javascript_bundle()`` to ``vendor/vega-embed.js`` anew."""
    assert ask("drawing")["ok"] == vl_convert.javascript_bundle()


def test_a_view_that_is_not_there_is_refused(ask: Ask) -> None:
    assert ask("view", view="best_teams", choice=EVERYBODY)["field"] == "view"


def test_before_there_are_case_files_nothing_can_be_picked(quay_desk: Desk) -> None:
    empty = CaseExplorer(quay_desk, system="quay", cycle="quay-1")
    state = empty.hear({"do": "load", "n": "1", "page": "tab"})["ok"]["state"]
    assert (state["n_people"], state["n_contacts"], state["quarters"]) == (0, 0, None)
    assert len(empty.selection) == 0


def test_who_only_looks_begins_no_observation(three_people: Store, quay_desk: Desk) -> None:
    panel = CaseExplorer(quay_desk, system="quay", cycle="quay-1", may_edit=False)
    assert "refused" in panel.hear({"do": "cases", "n": "1", "page": "tab", "with": {"choice": EVERYBODY}})
    assert panel.hear({"do": "look", "n": "2", "page": "tab", "with": {"choice": EVERYBODY}})["ok"]["n_people"] == 3
