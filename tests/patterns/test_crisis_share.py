"""Crisis among the contacts of which somebody said so; nothing is assumed of the others."""

from __future__ import annotations

from collections.abc import Callable

from workbench.frames import Audience, Evidence
from workbench.model import Record
from workbench.patterns import crisis_share
from workbench.sharing import release

Life = Callable[..., list[Record]]
Make = Callable[..., Evidence]


def test_the_share_is_of_those_where_somebody_said_it(make_evidence: Make, make_life: Life) -> None:
    life = make_life(
        "wren",
        *({"day": -5, "urgency": "crisis"} for _ in range(3)),
        {"day": -4, "urgency": "planned"},
        *({"day": -3} for _ in range(6)),
        {"day": 5},
    )
    found = crisis_share(make_evidence(*life), quarters=1)
    told = found.table[["phase", "quarter", "n", "n_crisis", "n_planned", "n_not_said", "n_said", "share"]]
    rows = told.astype("object").where(told.notna(), None).to_numpy().tolist()
    assert rows == [["before", 1, 10, 3, 1, 6, 4, 0.75], ["after", 1, 1, 0, 0, 1, 0, None]]


def test_each_quarter_has_its_own_share_or_each_side_has_one(make_evidence: Make, make_life: Life) -> None:
    life = make_life(
        "wren", {"day": 5, "urgency": "crisis"}, {"day": 100, "urgency": "planned"}, observed_until="2024-09-01"
    )
    evidence = make_evidence(*life)
    after = crisis_share(evidence, quarters=4).table.tail(4)
    assert after["share"].tolist()[:2] == [1, 0]
    # the third quarter was observed in part, and without contacts; the fourth not at all
    assert after["n"].astype("object").where(after["n"].notna(), None).tolist() == [1, 1, 0, None]
    sides = crisis_share(evidence, quarters=4, by_quarter=False).table
    assert sides[["phase", "n", "share"]].to_numpy().tolist()[1] == ["after", 2, 0.5]
    assert sides["quarter"].isna().all()


def test_a_wider_audience_gets_a_share_of_published_numbers_only(
    make_evidence: Make, make_life: Life, place: Audience
) -> None:
    both = [{"day": -1, "urgency": "crisis"}, {"day": -2, "urgency": "planned"}, {"day": 1, "urgency": "planned"}]
    many = [record for n in range(23) for record in make_life(f"p{n:02}", *both)]
    few = make_life("wren", *({"day": 2, "urgency": "crisis"} for _ in range(31)))
    table = release(crisis_share(make_evidence(*many, *few, audience=place), quarters=1)).table
    told = table[["n_shown", "n_crisis_shown", "n_planned_shown", "share_shown"]].to_numpy().tolist()
    # 54 contacts after, 31 of them one person's: neither number leaves
    assert told == [["50", "25", "25", "50%"], ["25", "*", "25", "*"]]
    assert "31" not in table.to_json()


def test_no_case_files_give_quarters_without_numbers(make_evidence: Make) -> None:
    table = crisis_share(make_evidence()).table
    assert (len(table), table["n"].notna().any()) == (16, False)
