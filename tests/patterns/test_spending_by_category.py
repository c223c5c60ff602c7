from __future__ import annotations

from collections.abc import Callable

import pytest

from workbench.frames import Audience, Evidence
from workbench.model import Spend
from workbench.patterns import spending_by_category
from workbench.patterns.spending_by_category import largest_two_share
from workbench.sharing import release

COLUMNS = ["category", "n", "n_people", "amount_pounds", "two_largest", "share"]


def bought(n: int, category: str, pence: int, person: str = "", **more: object) -> Spend:
    return Spend.model_validate(
        {
            "id": f"s{n}",
            "cycle": "c",
            "spent_on": "2026-04-01",
            "amount_pence": pence,
            "what": "something",
            "category": category,
            "for_person": person,
            **more,
        }
    )


def test_each_category_has_its_purchases_people_pounds_and_share(make_evidence: Callable[..., Evidence]) -> None:
    table = spending_by_category(
        make_evidence(
            bought(1, "furniture", 10_000, "Wren"),
            bought(2, "Furniture", 4_050, "wren"),
            bought(3, "furniture", 6_000, "Ash"),
            bought(4, "food", 1_999),
        )
    ).table
    # furniture: 100.00 + 40.50 + 60.00; all of it on two people
    assert table[COLUMNS].to_numpy().tolist() == [
        ["food", 1, 0, 19.99, 1.0, 0.25],
        ["furniture", 3, 2, 200.5, 1.0, 0.75],
    ]


def test_two_people_of_four_make_up_seven_tenths(make_evidence: Callable[..., Evidence]) -> None:
    spent = [
        bought(n, "food", pence, who) for n, (who, pence) in enumerate(zip("abcd", (400, 300, 200, 100), strict=True))
    ]
    assert largest_two_share(make_evidence(*spent)["spend"]) == 0.7
    nothing_paid = make_evidence(bought(1, "food", 0, "a"), bought(2, "food", 0, "b"), bought(3, "food", 0, "c"))
    assert largest_two_share(nothing_paid["spend"]) == 1.0


@pytest.mark.parametrize(
    ("people", "amounts"),
    [
        ([f"p{n}" for n in range(8)], ["80", 80.0]),
        ([f"p{n}" for n in range(7)], ["..", None]),
        ([""] * 8, ["..", None]),
    ],
)
def test_a_wider_audience_sees_an_amount_only_where_eight_people_stand_behind_it(
    make_evidence: Callable[..., Evidence], place: Audience, people: list[str], amounts: list[object]
) -> None:
    spent = [bought(n, "food", 1_000, person) for n, person in enumerate(people)]
    table = release(spending_by_category(make_evidence(*spent, audience=place))).table
    shown = table[["amount_pounds_shown", "amount_pounds"]].astype("object")
    assert shown.where(shown.notna(), None).to_numpy().tolist() == [amounts]
    assert "two_largest" not in table


def test_an_amount_that_is_nearly_all_two_peoples_is_hidden(
    make_evidence: Callable[..., Evidence], place: Audience
) -> None:
    spent = [bought(n, "food", 100_000 if n < 2 else 100, f"p{n}") for n in range(9)]
    table = release(spending_by_category(make_evidence(*spent, audience=place))).table
    assert table["amount_pounds"].isna().all()


def test_no_spending_gives_no_rows(make_evidence: Callable[..., Evidence]) -> None:
    found = spending_by_category(make_evidence())
    assert (list(found.table.columns), len(found.table), found.n_people) == (COLUMNS, 0, 0)
