from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from workbench.frames import Audience, Evidence
from workbench.model import Case, Contact, Record
from workbench.patterns import assess_do_refer
from workbench.sharing import release


def life(name: str, does: str, *, way_from: str | None = None) -> list[Record]:
    """A case with a contact a day from 1 January 2024: a(ssess), d(o), r(efer), . (nobody said)."""
    said = {"a": "assess", "d": "do", "r": "refer", ".": None}
    return [
        Case.model_validate({"id": name, "cycle": "c", "pseudonym": name, "way_from": way_from}),
        *(
            Contact.model_validate(
                {
                    "id": f"{name}-{at:02}",
                    "cycle": "c",
                    "case": name,
                    "happened_on": f"2024-01-{at + 1:02}",
                    "agency": "council",
                    "activity": "visit",
                    "does": said[letter],
                }
            )
            for at, letter in enumerate(does)
        ),
    ]


def rounds(table: pd.DataFrame) -> list[list[object]]:
    return table[table["n_people"] > 0][["phase", "rounds_band", "n_people", "share_of_people"]].to_numpy().tolist()


def test_a_round_begins_with_an_assessment_that_follows_no_other(make_evidence: Callable[..., Evidence]) -> None:
    # wren: two rounds (aa, and the a after r); ash: one; sky: none, though it is said; elm: nobody said
    found = assess_do_refer(
        make_evidence(*life("wren", "aadra"), *life("ash", "aaa"), *life("sky", "ddr"), *life("elm", ".."))
    )
    assert rounds(found.rounds) == [
        ["no_day", "0", 1, 0.25],
        ["no_day", "1", 1, 0.25],
        ["no_day", "2-4", 1, 0.25],
        ["no_day", "not_said", 1, 0.25],
    ]
    # of wren 2, ash 1, sky 0: nobody knows of elm
    assert found.usual.to_numpy().tolist() == [["no_day", 3, 0.5, 1.0, 1.5, 2.0]]


def test_what_nobody_said_is_no_assessment_so_the_next_one_begins_a_round(
    make_evidence: Callable[..., Evidence],
) -> None:
    found = assess_do_refer(make_evidence(*life("wren", "a.a")))
    assert rounds(found.rounds) == [["no_day", "2-4", 1, 1.0]]


def test_a_round_belongs_to_the_phase_it_begins_in(make_evidence: Callable[..., Evidence]) -> None:
    # a d a | a d a: the fourth contact, on 4 January, follows an assessment of before
    found = assess_do_refer(make_evidence(*life("wren", "adaada", way_from="2024-01-04")))
    assert rounds(found.rounds) == [["before", "2-4", 1, 1.0], ["after", "1", 1, 1.0]]


def test_each_phase_has_its_own_shares_with_what_was_not_said(make_evidence: Callable[..., Evidence]) -> None:
    found = assess_do_refer(make_evidence(*life("wren", "aad.r", way_from="2024-01-05"), *life("ash", "d")))
    assert found.table.to_numpy().tolist() == [
        ["before", "assess", 2, 1, 0.5],
        ["before", "do", 1, 1, 0.25],
        ["before", "refer", 0, 0, 0.0],
        ["before", "not_said", 1, 1, 0.25],
        ["after", "assess", 0, 0, 0.0],
        ["after", "do", 0, 0, 0.0],
        ["after", "refer", 1, 1, 1.0],
        ["after", "not_said", 0, 0, 0.0],
        ["no_day", "assess", 0, 0, 0.0],
        ["no_day", "do", 1, 1, 1.0],
        ["no_day", "refer", 0, 0, 0.0],
        ["no_day", "not_said", 0, 0, 0.0],
    ]
    assert found.n_people == 2


def test_a_wider_audience_sees_no_small_number_and_no_quartiles(
    make_evidence: Callable[..., Evidence], place: Audience
) -> None:
    # seven people with many contacts: neither they nor their contacts; thirty others with one assessment each
    few = [record for n in range(7) for record in life(f"few{n}", "adadadad", way_from="2024-03-01")]
    many = [record for n in range(30) for record in life(f"many{n}", "a")]
    found = release(assess_do_refer(make_evidence(*few, *many, audience=place))).finding
    before = found.table[found.table["phase"] == "before"]
    assert list(before["n_shown"]) == ["*", "*", "0", "0"]
    assert list(before["share_shown"]) == ["..", "..", "..", ".."]
    assert found.usual.drop(columns=["median_rounds"]).to_numpy().tolist() == [["before", ".."], ["no_day", "1.0"]]
    assert found.n_people is None


def test_no_contacts_give_no_rows(make_evidence: Callable[..., Evidence]) -> None:
    found = assess_do_refer(make_evidence(*life("wren", "")))
    assert (len(found.table), len(found.rounds), len(found.usual), found.n_people) == (0, 0, 0, 0)
