from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd
import pytest

from workbench.errors import Refused
from workbench.frames import Audience, Evidence
from workbench.model import Case, Contact, Record
from workbench.patterns import sequences
from workbench.sharing import release


def lives(**of: str) -> Iterable[Record]:
    """People and their contacts in order, a day apart: "arrest visit" are two."""
    for name, activities in of.items():
        yield Case(id=name, cycle="c", pseudonym=name)
        for at, activity in enumerate(activities.split()):
            yield Contact.model_validate(
                {
                    "id": f"{name}-{at:02}",
                    "cycle": "c",
                    "case": name,
                    "happened_on": f"2024-01-{at + 1:02}",
                    "agency": activity[0].upper(),
                    "activity": activity,
                }
            )


def test_pairs_are_counted_in_each_life_and_first_contacts_apart(make_evidence: Callable[..., Evidence]) -> None:
    found = sequences(make_evidence(*lives(wren="arrest visit arrest visit", ash="arrest letter", sky="visit")))
    assert found.table.drop(columns="times_expected").to_numpy().tolist() == [
        ["arrest", "visit", 2, 1, 2 / 3],
        ["arrest", "letter", 1, 1, 1 / 3],
        ["visit", "arrest", 1, 1, 1.0],
    ]
    assert found.first.to_numpy().tolist() == [["arrest", 2, 2], ["visit", 1, 1]]
    assert found.n_people == 3


def test_how_much_more_often_is_told_from_five_times_and_three_people_on(
    make_evidence: Callable[..., Evidence],
) -> None:
    # a→b 5 (three people), c→d 5 (three people), a→d 1, c→b 1: 12 pairs, 6 after a, 6 are b: expected 6 × 6 / 12 = 3
    found = sequences(
        make_evidence(
            *lives(u="a b", v="a b", w="a b", x="c d", y="c d", z="c d"),
            *lives(u2="a b", v2="a b", x2="c d", y2="c d", m="a d", n="c b"),
        )
    )
    table = found.table.set_index(["what_before", "what"])
    assert table["times_expected"].dropna().to_dict() == {("a", "b"): 5 / 3, ("c", "d"): 5 / 3}
    few = sequences(make_evidence(*lives(u="a b a b a b", v="a b a b"))).table
    assert few[["n", "n_people"]].to_numpy().tolist() == [[5, 2], [3, 2]]
    assert few["times_expected"].isna().all()


@pytest.mark.slow
def test_agencies_come_in_alphabetical_order_and_not_by_size(make_evidence: Callable[..., Evidence]) -> None:
    found = sequences(make_evidence(*lives(wren="a z a z a b")), of="agency")
    assert found.table[["what_before", "what", "n"]].to_numpy().tolist() == [
        ["A", "B", 1],
        ["A", "Z", 2],
        ["Z", "A", 2],
    ]


def test_a_wider_audience_gets_it_worked_out_of_what_it_sees(
    make_evidence: Callable[..., Evidence], place: Audience
) -> None:
    people = {f"p{n}": "a b" if n < 23 else "a c" if n < 26 else "d b" for n in range(49)}
    table = release(sequences(make_evidence(*lives(**people), audience=place))).table
    assert table[["what_before", "what", "n_shown", "share_shown"]].to_numpy().tolist() == [
        ["a", "b", "25", "100%"],
        ["a", "c", "*", "*"],
        ["d", "b", "25", "100%"],
    ]
    # of the 50 pairs that are shown all end in b
    assert table["times_expected"].dropna().tolist() == [1.0, 1.0]


def test_nobody_with_two_contacts_gives_no_rows(make_evidence: Callable[..., Evidence]) -> None:
    assert sequences(make_evidence(*lives(wren="visit"))).table.empty
    nobody = sequences(make_evidence())
    assert (len(nobody.table), len(nobody.first), nobody.n_people) == (0, 0, 0)


def test_only_activities_and_agencies_can_be_followed(make_evidence: Callable[..., Evidence]) -> None:
    with pytest.raises(Refused, match="Choose activity or agency"):
        sequences(make_evidence(), of="does")  # type: ignore[arg-type]  # what a notebook may ask


def test_the_table_given_is_left_as_it_is(make_evidence: Callable[..., Evidence]) -> None:
    evidence = make_evidence(*lives(wren="a b a"))
    before = evidence["contact"].copy()
    sequences(evidence)
    pd.testing.assert_frame_equal(evidence["contact"], before)
