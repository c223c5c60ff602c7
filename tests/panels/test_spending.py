"""The spending record, spoken to as its page does."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from workbench.desk import Desk
from workbench.panels.spending import SpendingPanel

Ask = Callable[..., Any]
YES = dict.fromkeys(("proportionate", "legal", "auditable", "necessary"), "yes")


@pytest.fixture
def ask(quay_desk: Desk) -> Ask:
    panel = SpendingPanel(quay_desk, system="quay", cycle="quay-1")
    n = iter(range(1, 1000))
    return lambda do, **given: panel.hear({"do": do, "n": str(next(n)), "page": "tab", "by": "Ama", "with": given})


def buy(ask: Ask, what: str, pence: int, **more: Any) -> str:
    values = {"what": what, "amount_pence": pence, "spent_on": "2026-05-01", **more}
    return str(ask("add", kind="spend", values=values)["ok"]["id"])


def test_records_with_an_unanswered_test_come_first_and_are_counted(ask: Ask) -> None:
    full, blank = buy(ask, "Food shop", 1_250, **YES), buy(ask, "Bus fare", 400, legal="not_sure")
    state = ask("load")["ok"]["state"]
    assert ([row["id"] for row in state["rows"]], state["unanswered"]) == ([blank, full], 1)
    assert (state["rows"][1]["amount_pence"], state["today"], state["by"]) == (1_250, "2026-05-04", "Ama")
    three = dict.fromkeys(("proportionate", "auditable", "necessary"), "no")
    ask("write", kind="spend", id=blank, values=three, was=dict.fromkeys(three))
    assert ask("load")["ok"]["state"]["unanswered"] == 0


def test_what_is_bought_again_is_told_in_words(ask: Ask) -> None:
    buy(ask, "Second-hand wardrobe", 4_000, for_person="Wren", spent_on="2026-03-01")
    buy(ask, "wardrobe, second hand", 3_550, for_person="Ash")
    buy(ask, "Kettle", 1_000)
    assert ask("patterns")["ok"] == [
        {
            "what": "Second-hand wardrobe",
            "times": "2",
            "people": "2",
            "pounds": "£75.50",
            "first": "1 March 2026",
            "last": "1 May 2026",
        }
    ]


def test_the_audit_list_comes_as_a_file_in_which_nothing_is_run(ask: Ask) -> None:
    buy(ask, '=HYPERLINK("http://x.test")', 100, **YES)
    file = ask("audit")["ok"]
    assert file["name"] == "spending-audit-quay-1-2026-05-04.xlsx"
    sheet = openpyxl.load_workbook(io.BytesIO(base64.b64decode(file["content"]))).worksheets[1]
    assert (sheet["D2"].value, sheet["D2"].data_type) == ('=HYPERLINK("http://x.test")', "s")


def test_what_money_is_spent_on_is_drawn_as_an_image(ask: Ask) -> None:
    buy(ask, "Bed", 9_000, category="bedding")
    picture = ask("picture")["ok"]
    assert picture["description"] == "bedding: £90, 1 purchase."
    assert picture["src"].startswith("data:image/svg+xml;base64,")


@pytest.mark.parametrize("pence", [-1, 100_000_001, "lots"])
def test_an_amount_that_cannot_be_is_said_beside_its_field(ask: Ask, pence: object) -> None:
    answer = ask("add", kind="spend", values={"what": "x", "amount_pence": pence, "spent_on": "2026-05-01"})
    assert list(answer["problems"]) == ["amount_pence"]


def test_who_only_looks_takes_no_list_out(quay_desk: Desk) -> None:
    panel = SpendingPanel(quay_desk, system="quay", cycle="quay-1", may_edit=False)
    assert "refused" in panel.hear({"do": "audit", "n": "1", "page": "tab"})
