from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from workbench.frames import Evidence
from workbench.model import Spend
from workbench.patterns import recurring_purchases


def bought(n: int, what: str, pounds: int, on: str, person: str = "", cycle: str = "c") -> Spend:
    return Spend.model_validate(
        {
            "id": f"s{n}",
            "cycle": cycle,
            "spent_on": on,
            "amount_pence": pounds * 100,
            "what": what,
            "for_person": person,
        }
    )


def test_what_is_bought_again_is_one_row_with_its_people_and_its_sum(make_evidence: Callable[..., Evidence]) -> None:
    held = make_evidence(
        bought(1, "Second-hand wardrobe", 40, "2026-01-10", "Wren"),
        bought(2, "wardrobe, second hand", 35, "2026-02-10", "Ash"),
        bought(3, "Second-hand wardrobe", 50, "2026-04-01", "Wren"),
        bought(4, "single bed", 80, "2026-01-01", "Wren"),
        bought(5, "double bed", 120, "2026-01-02", "Ash"),
        bought(6, "Bus fare", 4, "2026-04-20"),
        bought(7, "Bus fares", 6, "2026-04-21"),
    )
    assert recurring_purchases(held).table.drop(columns="two_largest").to_dict("records") == [
        {
            "what": "Bus fare",
            "n": 2,
            "n_people": 0,
            "amount_pounds": 10.0,
            "first_on": pd.Timestamp("2026-04-20"),
            "last_on": pd.Timestamp("2026-04-21"),
        },
        {
            "what": "Second-hand wardrobe",
            "n": 3,
            "n_people": 2,
            "amount_pounds": 125.0,
            "first_on": pd.Timestamp("2026-01-10"),
            "last_on": pd.Timestamp("2026-04-01"),
        },
    ]
    assert recurring_purchases(held, cycle="d").table.empty
