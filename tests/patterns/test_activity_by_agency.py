"""Contacts by agency: the published table of the Gateshead prototype, and what change may be said of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from workbench.errors import Refused
from workbench.frames import Audience, Evidence, Picked
from workbench.model import Record
from workbench.patterns import activity_by_agency
from workbench.sharing import release

Life = Callable[..., list[Record]]
Make = Callable[..., Evidence]

#: All cases of the Gateshead prototype: contacts in the two years before and after.
GATESHEAD = {
    "NHS": (96, 0),
    "criminal justice": (7, 0),
    "local authority": (197, 108),
    "police": (192, 8),
    "society / economic": (16, 28),
}


def contacts(numbers: dict[str, tuple[int, int]], **more: Any) -> Iterator[dict[str, Any]]:
    for agency, (before, after) in numbers.items():
        yield from ({"day": -1 - n * 3 % 720, "agency": agency, **more} for n in range(before))
        yield from ({"day": n * 5 % 720, "agency": agency, **more} for n in range(after))


def test_the_gateshead_table_comes_back_to_the_rounding(make_evidence: Make, make_life: Life) -> None:
    evidence = make_evidence(*make_life("wren", *contacts(GATESHEAD)))
    found = activity_by_agency(evidence, agencies=["DWP", "fire service", "multiple", "NHS"])
    rows = found.table[["agency", "before", "after", "change", "change_said", "share_before", "share_after"]]
    shown = [
        (
            agency,
            before,
            after,
            None if change != change else round(change * 100, 1),
            said,
            *(round(s * 100) for s in s2),
        )
        for agency, before, after, change, said, *s2 in rows.to_numpy().tolist()
    ]
    assert shown == [
        ("criminal justice", 7, 0, -100.0, "changed", 1, 0),
        ("DWP", 0, 0, None, "none", 0, 0),
        ("fire service", 0, 0, None, "none", 0, 0),
        ("local authority", 197, 108, -45.2, "changed", 39, 75),
        ("multiple", 0, 0, None, "none", 0, 0),
        ("NHS", 96, 0, -100.0, "changed", 19, 0),
        ("police", 192, 8, -95.8, "changed", 38, 6),
        ("society / economic", 16, 28, 75.0, "changed", 3, 19),
        ("", 508, 144, -71.7, "changed", 100, 100),
    ]
    assert (found.n_people, found.n_observed, found.n_partly, found.n_without_day, found.quarters) == (1, 1, 0, 0, 8)


@pytest.mark.slow
def test_from_nothing_there_is_no_percentage(make_evidence: Make, make_life: Life) -> None:
    [new, _] = activity_by_agency(make_evidence(*make_life("wren", {"day": 3}))).table.to_dict("records")
    assert (new["before"], new["after"], new["change"] != new["change"], new["change_said"]) == (
        0,
        1,
        True,
        "from_nothing",
    )


def test_costs_are_summed_where_they_are_known_and_missing_where_none_is(make_evidence: Make, make_life: Life) -> None:
    evidence = make_evidence(
        *make_life("wren", {"day": -9, "cost_pence": 1_050}, {"day": -8, "cost_pence": 200}, {"day": -7}, {"day": 7}),
        *make_life("ash", {"day": -9, "cost_pence": 5_000}),
    )
    row = activity_by_agency(evidence).table.iloc[0]
    assert (row["before"], row["n_people_before"], row["n_priced_before"], row["cost_before_pounds"]) == (4, 2, 3, 62.5)
    assert row["two_largest_before"] == 1.0
    assert (row["after"], row["n_priced_after"], row["cost_after_pounds"] != row["cost_after_pounds"]) == (1, 0, True)


def test_only_the_quarters_asked_about_and_the_people_picked_count(make_evidence: Make, make_life: Life) -> None:
    evidence = make_evidence(
        *make_life("wren", {"day": -1}, {"day": -100}, {"day": 0}, {"day": 100}),
        *make_life("ash", {"day": -1}, {"day": 0}),
        *make_life("sky", {"day": -1}, way_from=None),
    )
    [row, _] = activity_by_agency(evidence, quarters=1).table.to_dict("records")
    assert (row["before"], row["after"], row["n_people_before"]) == (2, 2, 2)
    found = activity_by_agency(evidence, quarters=8, picked=Picked(cases=frozenset({"wren"}), quarters=(-1, 7)))
    assert found.table[["before", "after"]].to_numpy().tolist()[0] == [1, 2]
    assert found.n_people == 1
    assert activity_by_agency(evidence).n_without_day == 1


def test_a_side_nobody_looked_at_is_refused_and_never_told_as_none(make_evidence: Make, make_life: Life) -> None:
    evidence = make_evidence(*make_life("wren", *contacts(GATESHEAD)))
    for one_side in ((-4, -1), (0, 3)):
        with pytest.raises(Refused, match="pick quarters on both sides of the start"):
            activity_by_agency(evidence, picked=Picked(quarters=one_side))


def test_a_wider_audience_sees_no_contacts_of_few_people_however_many(
    make_evidence: Make, make_life: Life, place: Audience
) -> None:
    many = [record for n in range(30) for record in make_life(f"p{n}", {"day": -5, "cost_pence": 1_000}, {"day": 5})]
    few = make_life("wren", *contacts({"police": (102, 40)}, cost_pence=77_700))
    released = release(activity_by_agency(make_evidence(*many, *few, audience=place)))
    shown = [
        "agency",
        "before_shown",
        "after_shown",
        "change_said",
        "n_people_before_shown",
        "cost_before_pounds_shown",
    ]
    assert released.table[shown].to_numpy().tolist() == [
        ["council", "30", "30", "changed", "30", "300"],
        ["police", "*", "*", "hidden", "*", ".."],
        ["", "30", "30", "changed", "", ".."],
    ]
    told = released.table.to_json()
    assert not [number for number in ("102", "79254", "79554", "132") if number in told]
    assert "two_largest_before" not in released.table
    assert (released.finding.n_people, released.finding.n_observed) == (None, None)


def test_what_nobody_did_is_nought_pounds_for_every_audience(
    make_evidence: Make, make_life: Life, place: Audience
) -> None:
    many = [record for n in range(30) for record in make_life(f"p{n}", {"day": -5, "cost_pence": 1_000})]
    table = release(activity_by_agency(make_evidence(*many, audience=place))).table
    assert table[["after_shown", "cost_after_pounds_shown"]].to_numpy().tolist() == [["0", "0"], ["0", ".."]]


def test_no_contacts_give_no_rows_unless_agencies_are_named(make_evidence: Make, make_life: Life) -> None:
    assert len(activity_by_agency(make_evidence()).table) == 0
    named = activity_by_agency(make_evidence(*make_life("wren")), agencies=["DWP"]).table
    assert named[["agency", "change_said"]].to_numpy().tolist() == [["DWP", "none"], ["", "none"]]
