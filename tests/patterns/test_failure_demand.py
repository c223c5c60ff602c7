"""Failure demand by agency, agencies in the order of the alphabet and never of their failure."""

from __future__ import annotations

from collections.abc import Callable

from workbench.frames import Audience, Evidence
from workbench.model import Record
from workbench.patterns import failure_demand
from workbench.sharing import release

Life = Callable[..., list[Record]]
Make = Callable[..., Evidence]


def test_each_agency_has_a_share_of_what_was_said_on_each_side(make_evidence: Make, make_life: Life) -> None:
    life = make_life(
        "wren",
        *({"day": -2, "agency": "police", "demand": "failure"} for _ in range(3)),
        {"day": -2, "agency": "police", "demand": "value"},
        {"day": -2, "agency": "police"},
        {"day": 2, "agency": "police", "demand": "value"},
        {"day": 2, "agency": "NHS"},
        {"day": -900, "agency": "school", "demand": "failure"},
    )
    table = failure_demand(make_evidence(*life)).table
    told = table[["agency", "phase", "n", "n_failure", "n_value", "n_not_said", "share"]]
    assert told.astype("object").where(told.notna(), None).to_numpy().tolist() == [
        ["NHS", "before", 0, 0, 0, 0, None],
        ["NHS", "after", 1, 0, 0, 1, None],
        ["police", "before", 5, 3, 1, 1, 0.75],
        ["police", "after", 1, 0, 1, 0, 0],
        ["", "before", 5, 3, 1, 1, 0.75],
        ["", "after", 2, 0, 1, 1, 0],
    ]


def test_totals_for_a_wider_audience_are_sums_of_what_is_shown(
    make_evidence: Make, make_life: Life, place: Audience
) -> None:
    mine = [{"day": -1, "demand": "failure"}, {"day": -1, "demand": "value"}]
    many = [record for n in range(25) for record in make_life(f"p{n:02}", *mine)]
    few = make_life("wren", *({"day": -2, "agency": "police", "demand": "failure"} for _ in range(47)))
    table = release(failure_demand(make_evidence(*many, *few, audience=place))).table
    before = table.loc[table["phase"] == "before", ["agency", "n_shown", "n_failure_shown", "share_shown"]]
    assert before.to_numpy().tolist() == [
        ["council", "50", "25", "50%"],
        ["police", "*", "*", ".."],
        ["", "50", "25", "50%"],
    ]
    told = table.to_json()
    assert not [number for number in ("47", "72", "97") if number in told]


def test_no_contacts_give_no_rows(make_evidence: Make, make_life: Life) -> None:
    assert len(failure_demand(make_evidence(*make_life("wren"))).table) == 0
