"""One case file, spoken to as its page does: one person at a time, under a pseudonym. It is Monday 4 May 2026."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.exchange.contact_file import identity_of
from workbench.exchange.pseudonym import Pseudonyms
from workbench.model import (
    Case,
    Contact,
    Cycle,
    EvidenceLink,
    Goal,
    Issue,
    Risk,
    RiskLevel,
    Spend,
    Story,
    System,
    Urgency,
    Withdrawal,
)
from workbench.model.issue import Level, Owner
from workbench.panels.case_file import CaseFilePanel


class Page:
    """A page before a panel: each question gets a number of its own."""

    def __init__(self, desk: Desk, **more: Any) -> None:
        self.panel = CaseFilePanel(desk, system="quay", cycle="quay-1", **more)
        self.n = 0

    def ask(self, do: str, **given: Any) -> dict[str, Any]:
        self.n += 1
        return self.panel.hear({"do": do, "n": str(self.n), "page": "tab", "by": "Ash", "since": 0, "with": given})

    def ok(self, do: str, **given: Any) -> Any:
        return self.ask(do, **given)["ok"]

    def state(self) -> dict[str, Any]:
        state: dict[str, Any] = self.ok("load")["state"]
        return state


def contact(on: date, agency: str, activity: str, **more: Any) -> Contact:
    return Contact(
        cycle="quay-1", case=more.pop("case", "wren"), happened_on=on, agency=agency, activity=activity, **more
    )


@pytest.fixture
def desk(quay_desk: Desk) -> Desk:
    with quay_desk.store.step("Case files", by="Test") as step:
        wren = {"way_from": date(2021, 3, 1), "referred_on": date(2021, 2, 8), "observed_from": date(2020, 1, 1)}
        step.add(Case(id="wren", cycle="quay-1", pseudonym="Wren", observed_until=date(2022, 12, 31), **wren))
        step.add(Case(id="robin", cycle="quay-1", pseudonym="robin"))
        step.add(Case(id="away", cycle="quay-1", pseudonym="Lark", withdrawal=Withdrawal.no_use))
        step.add(Case(id="past", cycle="quay-1", pseudonym="Rook", consent_until=date(2026, 5, 3)))
        step.add(System(id="harbour", name="Harbour team", scale="team", part_of="bay"))
        step.add(Cycle(id="harbour-1", system="harbour", name="First round"))
        step.add(Case(id="theirs", cycle="harbour-1", pseudonym="Heron"))
        step.add(
            contact(
                date(2021, 1, 5), "Police", "Called out", urgency=Urgency.crisis, cost_pence=34_000, handed_to="NHS"
            )
        )
        step.add(contact(date(2019, 12, 31), "Local authority", "Review", note="x" * 601))
        step.add(contact(date(2022, 6, 1), "Local authority", "Visit", quantity=2.5, case="wren"))
        step.add(contact(date(2021, 1, 6), "Police", "Marker of robin", case="robin"))
        step.add(
            Spend(cycle="quay-1", spent_on=date(2021, 4, 3), amount_pence=4_550, what="Bus pass", for_person="Wren")
        )
    return quay_desk


@pytest.fixture
def page(desk: Desk) -> Page:
    return Page(desk)


# -- who -------------------------------------------------------------------------------------------------------------
def test_those_can_be_picked_whose_file_this_group_may_use_in_the_order_of_their_names(page: Page) -> None:
    assert page.ok("people") == [["robin", "robin"], ["wren", "Wren"]]
    assert (page.state()["case"], page.state()["n_people"]) == (None, 2)


@pytest.mark.parametrize("case", ["away", "past", "theirs", "nobody"])
def test_what_a_group_may_not_use_is_not_opened(page: Page, case: str) -> None:
    assert "not among those this group may see" in page.ask("open", case=case)["refused"]
    for do in ("time_line", "linked"):
        assert "refused" in page.ask(do)


def test_one_person_is_shown_and_nothing_of_anybody_else(page: Page) -> None:
    state = page.ok("open", case="wren")
    assert (state["case"]["pseudonym"], state["n_contacts"]) == ("Wren", 3)
    assert [row["happened_on"] for row in state["contacts"]] == ["2019-12-31", "2021-01-05", "2022-06-01"]
    assert (state["first"], state["last"]) == ("2019-12-31", "2022-06-01")
    assert "robin" not in str({key: value for key, value in state.items() if key != "n_people"})


def test_a_new_case_file_is_begun_and_found_at_once(page: Page, desk: Desk) -> None:
    made = page.ok(
        "add", kind="case", values={"pseudonym": "Martin", "what_matters": "A door of my own", "tags": ["rent"]}
    )
    assert [name for id, name in page.ok("people") if id == made["id"]] == ["Martin"]
    kept = desk.store.get(Case, made["id"])
    assert (kept.what_matters, kept.tags, kept.cycle, kept.scope) == ("A door of my own", ("rent",), "quay-1", "team")


def test_a_person_has_one_case_file(page: Page, desk: Desk) -> None:
    told = page.ask("add", kind="case", values={"pseudonym": " Wren "})
    assert "There is a case file for “Wren” already" in told["problems"]["pseudonym"]
    assert "problems" in page.ask("write", kind="case", id="robin", values={"pseudonym": "Wren"})
    assert page.ask("add", kind="case", values={"pseudonym": "Heron"})["ok"]["pseudonym"] == "Heron"  # another group's
    assert (
        page.ask("write", kind="case", id="wren", values={"pseudonym": "Wren", "place": "East"})["ok"]["place"]
        == "East"
    )


def test_a_person_is_found_by_their_own_number_which_is_not_kept(page: Page, desk: Desk) -> None:
    numbered = Pseudonyms(desk.store.pseudonym_key()).digest(f"person:{identity_of('AB 123')}")
    with desk.store.step("Brought in", by="Test") as step:
        step.add(Case(id="brought", cycle="quay-1", pseudonym="Plover", source_key=numbered))
    assert page.ok("find", number="AB 123")["case"]["pseudonym"] == "Plover"
    assert page.ok("find", number="Wren")["case"]["id"] == "wren"
    for number in ("", "AB 124", "Heron"):
        assert "No case file of this group" in page.ask("find", number=number)["refused"]
    assert "AB 123" not in str(page.state())


# -- contacts and risks ----------------------------------------------------------------------------------------------
def test_contacts_are_added_one_by_one_and_pasted(page: Page, desk: Desk) -> None:
    page.ok("open", case="robin")
    given = {"case": "robin", "happened_on": "2020-02-03", "agency": "NHS", "activity": "A&E attendance"}
    page.ok("add", kind="contact", values={**given, "cost_pence": 18_000, "urgency": "crisis"})
    page.ok("add_several", kind="contact", rows=[{**given, "happened_on": f"2020-02-0{day}"} for day in (4, 5)])
    assert [row["happened_on"] for row in page.state()["contacts"]] == [
        "2020-02-03",
        "2020-02-04",
        "2020-02-05",
        "2021-01-06",
    ]
    assert "refused" in page.ask("add", kind="contact", values={**given, "case": "theirs"})
    assert "refused" in page.ask("add", kind="contact", values={**given, "happened_on": "soon"})
    assert len(desk.store.all(Contact, case="robin")) == 4


def test_a_person_with_very_many_contacts_is_shown_year_by_year(page: Page, desk: Desk) -> None:
    with desk.store.step("Many", by="Test") as step:
        for n in range(401):
            step.add(contact(date(2018, 1, 1) + timedelta(days=n), "NHS", "Visit", case="robin"))
    state = page.ok("open", case="robin")
    assert (state["year"], state["may_show_all"], len(state["contacts"])) == (2021, False, 1)
    assert state["years"] == [[2018, 365], [2019, 36], [2021, 1]]
    assert len(page.ok("show_year", year=2018)["contacts"]) == 365
    assert page.ok("show_year", year=None)["year"] == 2021
    page.ok(
        "add",
        kind="contact",
        values={"case": "robin", "happened_on": "2019-05-05", "agency": "NHS", "activity": "Visit"},
    )
    assert page.state()["year"] == 2019


def test_a_contact_is_opened_to_be_changed_but_never_somebody_elses(page: Page, desk: Desk) -> None:
    page.ok("open", case="wren")
    mine, theirs = desk.store.all(Contact, case="wren")[0], desk.store.all(Contact, case="robin")[0]
    assert page.ok("show_contact", contact=mine.id)["shown"]["id"] == mine.id
    assert page.ok("show_contact", contact=theirs.id)["shown"] is None
    page.ok("write", kind="contact", id=mine.id, values={"note": "Rang back"})
    assert desk.store.get(Contact, mine.id).note == "Rang back"


def test_a_risk_is_marked_before_and_after(page: Page, desk: Desk) -> None:
    page.ok("open", case="wren")
    made = page.ok("add", kind="risk", values={"case": "wren", "name": "Losing the home", "before": "++"})
    assert made["after"] is None
    page.ok("write", kind="risk", id=made["id"], values={"after": "+"}, was={"after": None})
    kept = desk.store.get(Risk, made["id"])
    assert (kept.before, kept.after) == (RiskLevel.high, RiskLevel.some)
    page.ok("write", kind="risk", id=made["id"], values={"after": None}, was={"after": "+"})
    assert desk.store.get(Risk, made["id"]).after is None
    assert [risk["name"] for risk in page.state()["risks"]] == ["Losing the home"]


# -- the time line, the curves, what else belongs to them -----------------------------------------------------------
def test_the_time_line_has_a_lane_an_agency_in_alphabetical_order(page: Page) -> None:
    page.ok("open", case="wren")
    line = page.ok("time_line")
    assert line["lanes"] == ["Local authority", "NHS", "Police"]
    marks = ("way_from", "referred_on", "observed_from", "observed_until")
    assert [line[mark] for mark in marks] == ["2021-03-01", "2021-02-08", "2020-01-01", "2022-12-31"]
    told = [(c["on"], c["lane"], c["to"], c["urgency"], c["cost"], c["quantity"], c["out"]) for c in line["contacts"]]
    assert told == [
        ("2019-12-31", 0, None, None, "", 1.0, True),
        ("2021-01-05", 2, 1, "crisis", "£340", 1.0, False),
        ("2022-06-01", 0, None, None, "", 2.5, False),
    ]
    assert [(c["cut"], len(c["note"])) for c in line["contacts"]] == [(True, 600), (False, 0), (False, 0)]
    assert [(b["on"], b["what"], b["cost"]) for b in line["bought"]] == [("2021-04-03", "Bus pass", "£45.50")]


def test_the_page_hears_when_the_time_line_has_to_be_drawn_again(page: Page, desk: Desk) -> None:
    page.ok("open", case="wren")
    seen = {page.state()["drawn_from"]}
    one = desk.store.all(Contact, case="wren")[0]
    page.ok("write", kind="contact", id=one.id, values={"note": "Rang back"})
    seen.add(page.state()["drawn_from"])
    page.ok("write", kind="case", id="wren", values={"way_from": "2021-03-08"})
    seen.add(page.state()["drawn_from"])
    with desk.store.step("Bought", by="Test") as step:
        step.add(Spend(cycle="quay-1", spent_on=date(2021, 5, 3), amount_pence=100, what="Bed", for_person="Wren"))
    seen.add(page.state()["drawn_from"])
    page.ok("remove", kind="contact", id=one.id)
    seen.add(page.state()["drawn_from"])
    assert len(seen) == 5


def test_the_costs_are_of_this_one_person(page: Page) -> None:
    page.ok("open", case="wren")
    drawn = page.ok("curve", which="yearly_cost")
    assert "£340" in drawn["description"]
    assert drawn["src"].startswith("data:image/svg+xml")
    assert "refused" in page.ask("curve", which="time_line")


def test_what_else_belongs_to_a_person_is_found_by_pseudonym_and_by_evidence(page: Page, desk: Desk) -> None:
    with desk.store.step("Beside", by="Test") as step:
        step.add(Story(cycle="quay-1", title="The wrong key", text="I was sent away", teller="Wren"))
        step.add(Story(cycle="quay-1", title="Marker of robin", text="x", teller="robin"))
        step.add(Goal(cycle="quay-1", person="Wren", wording="Help me to sleep"))
        issue = step.add(Issue(cycle="quay-1", description="Nobody has the keys", level=Level.system, owner=Owner.team))
        step.add(EvidenceLink(cycle="quay-1", source_kind="case", source="wren", target_kind="issue", target=issue.id))
    page.ok("open", case="wren")
    found = {group["kind"]: [item["title"] for item in group["items"]] for group in page.ok("linked")}
    assert found == {
        "story": ["The wrong key"],
        "goal": ["Help me to sleep"],
        "spend": ["Bus pass"],
        "issue": ["Nobody has the keys"],
    }


# -- what people take back --------------------------------------------------------------------------------------------
def test_who_wishes_no_contact_stays_here_with_a_word_about_it(page: Page) -> None:
    page.ok("open", case="wren")
    page.ok("withdraw", id="wren", how="no_contact")
    assert page.state()["case"]["withdrawal"] == "no_contact"


@pytest.mark.parametrize("how", ["no_use", "erased"])
def test_a_file_that_is_taken_back_is_gone_from_the_page_at_once(page: Page, desk: Desk, how: str) -> None:
    page.ok("open", case="wren")
    page.ok("withdraw", id="wren", how=how)
    state = page.state()
    assert (state["case"], state["gone"], page.ok("people")) == (None, True, [["robin", "robin"]])
    assert "Wren" not in str(state)
    assert "refused" in page.ask("time_line")
    assert len(desk.store.all(Contact, case="wren")) == (3 if how == "no_use" else 0)


def test_no_other_wish_and_nobody_elses_file(page: Page, desk: Desk) -> None:
    for id, how in (("wren", "none"), ("wren", "burn"), ("theirs", "no_use"), ("nobody", "no_use")):
        assert "refused" in page.ask("withdraw", id=id, how=how)
    assert {str(case.withdrawal) for case in desk.store.all(Case) if case.id != "away"} == {"none"}


def test_a_case_file_is_removed_with_its_contacts_and_one_undo_brings_it_back(page: Page, desk: Desk) -> None:
    page.ok("open", case="wren")
    page.ok("remove", kind="case", id="wren")
    assert (page.state()["gone"], desk.store.all(Contact, case="wren")) == (True, [])
    page.ok("undo")
    assert page.state()["n_contacts"] == 3


def test_whoever_only_looks_sees_and_changes_nothing(desk: Desk) -> None:
    looking = Page(desk, may_edit=False)
    assert looking.ok("open", case="wren")["n_contacts"] == 3
    assert looking.ok("time_line")["lanes"] == ["Local authority", "NHS", "Police"]
    for do, given in (
        ("add", {"kind": "case", "values": {"pseudonym": "New"}}),
        ("remove", {"kind": "case", "id": "wren"}),
        ("withdraw", {"id": "wren", "how": "no_use"}),
    ):
        assert "refused" in looking.ask(do, **given)


def test_who_opened_the_file_is_kept_and_told(desk: Desk) -> None:
    page = Page(desk)
    page.ok("open", case="wren")
    assert page.ok("visits") == []
    page.ok("time_line")
    page.ok("time_line")
    assert page.ok("visits") == [{"by": "Ash", "on": "4 May 2026"}]
    assert [visit.record for visit in desk.store.accesses("case", "wren")] == ["wren"]
