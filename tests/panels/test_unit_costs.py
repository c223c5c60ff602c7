"""The unit costs panel, spoken to as its page does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from workbench.desk import Desk
from workbench.model import Case, Contact, Cycle, System
from workbench.panels.unit_costs import UnitCostsPanel

Ask = Callable[..., Any]
BED = {"activity": "bed day", "year": 2025, "each_pence": 40_000, "unit": "bed day", "source": "Finance team, May 2025"}


@pytest.fixture
def ask(quay_desk: Desk) -> Ask:
    panel = UnitCostsPanel(quay_desk, system="quay", cycle="quay-1")
    n = iter(range(1, 1000))
    return lambda do, **given: panel.hear({"do": do, "n": str(next(n)), "page": "tab", "by": "Ama", "with": given})


@pytest.fixture
def stays(quay_desk: Desk) -> None:
    """Three stays in hospital without a cost, two days long each, and a call that brings its own."""
    with quay_desk.store.step("Contacts", by="Test") as step:
        case = step.add(Case(cycle="quay-1", pseudonym="Wren"))
        shared = {"cycle": "quay-1", "case": case.id}
        for year in (2024, 2025, 2025):
            day = date(year, 3, 1)
            step.add(Contact(**shared, happened_on=day, agency="NHS", activity="Bed day", quantity=2))
        step.add(Contact(**shared, happened_on=date(2025, 4, 1), agency="Police", activity="Call", cost_pence=900))


def test_a_unit_cost_is_kept_with_its_source_and_those_of_earlier_rounds_are_here(ask: Ask, quay_desk: Desk) -> None:
    with quay_desk.store.step("A round later", by="Test") as step:
        step.add(Cycle(id="quay-2", system="quay", name="Second", round=2, opened_on=date(2026, 6, 1)))
    assert "ok" in ask("add", kind="unit_cost", values=BED)
    later = UnitCostsPanel(quay_desk, system="quay", cycle="quay-2")
    [row] = later.load()["rows"]
    assert {name: row[name] for name in BED} == BED
    assert (row["agency"], row["scope"]) == ("", "team")


def test_another_groups_unit_costs_are_not_here(ask: Ask, quay_desk: Desk) -> None:
    ask("add", kind="unit_cost", values=BED)
    with quay_desk.store.step("Next door", by="Test") as step:
        step.add(System(id="pier", name="Pier team", scale="team", part_of="bay"))
        step.add(Cycle(id="pier-1", system="pier", name="First", opened_on=date(2026, 5, 4)))
    assert UnitCostsPanel(quay_desk, system="pier", cycle="pier-1").load()["rows"] == []


@pytest.mark.parametrize(
    ("field", "value"), [("source", ""), ("year", 25), ("each_pence", -1), ("activity", " "), ("unit", "")]
)
def test_what_cannot_be_a_unit_cost_is_said_beside_its_field(ask: Ask, field: str, value: object) -> None:
    answer = ask("add", kind="unit_cost", values={**BED, field: value})
    assert list(answer["problems"]) == [field]
    assert ask("load")["ok"]["state"]["rows"] == []


def test_a_block_of_rows_is_taken_whole_or_not_at_all(ask: Ask) -> None:
    rows = [BED, {**BED, "year": 2026}, {**BED, "source": ""}]
    assert list(ask("add_several", kind="unit_cost", rows=rows)["problems"]) == ["3.source"]
    assert ask("load")["ok"]["state"]["rows"] == []
    assert len(ask("add_several", kind="unit_cost", rows=rows[:2])["ok"]) == 2


def test_contacts_without_a_cost_are_counted_by_activity_agency_and_year(ask: Ask, stays: None) -> None:
    told = ask("missing")["ok"]
    assert (told["n"], told["all"], told["more"]) == (3, 4, "")
    assert told["said"].startswith("3 contacts of 4 have no cost.")
    assert told["rows"] == [
        {"activity": "Bed day", "agency": "NHS", "year": year, "n": n, "has_cost": False}
        for year, n in ((2024, "1"), (2025, "2"))
    ]


def test_where_there_is_no_contact_nothing_is_missing(ask: Ask) -> None:
    assert (ask("missing")["ok"]["n"], ask("missing")["ok"]["all"]) == (0, 0)


def test_a_unit_cost_prices_its_year_and_later_ones_once_prices_are_worked_out_again(
    ask: Ask, stays: None, quay_desk: Desk
) -> None:
    ask("add", kind="unit_cost", values=BED)
    assert [row["has_cost"] for row in ask("missing")["ok"]["rows"]] == [False, True]
    assert ask("price")["ok"] == {"n": 2, "said": "The prices of 2 contacts changed."}
    found = quay_desk.store.all(Contact)
    assert sorted((one.happened_on.year, one.cost_pence) for one in found) == [
        (2024, None), (2025, 900), (2025, 80_000), (2025, 80_000),
    ]  # fmt: skip
    assert ask("price")["ok"]["n"] == 0


def test_what_was_priced_is_missing_no_more(ask: Ask, stays: None) -> None:
    assert ask("missing")["ok"]["n"] == 3
    ask("add", kind="unit_cost", values={**BED, "year": 2024})
    ask("price")
    assert (ask("missing")["ok"]["n"], ask("missing")["ok"]["rows"]) == (0, [])


def test_who_only_looks_changes_no_price(quay_desk: Desk, stays: None) -> None:
    panel = UnitCostsPanel(quay_desk, system="quay", cycle="quay-1", may_edit=False)
    assert "refused" in panel.hear({"do": "price", "n": "1", "page": "tab"})
    assert panel.hear({"do": "missing", "n": "2", "page": "tab"})["ok"]["n"] == 3
