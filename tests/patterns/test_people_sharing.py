from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

import pytest

from workbench.errors import NotAllowed, Refused
from workbench.frames import Audience, Evidence
from workbench.model import Case, Contact, Record
from workbench.patterns import people_sharing, picked_cases
from workbench.sharing import release

PEOPLE: dict[str, dict[str, Any]] = {
    "wren": {"tags": ("rent arrears", "single parent"), "gender": "woman", "way_from": "2024-01-01"},
    "ash": {"tags": ("rent arrears",), "gender": "man", "chosen": "at_their_worst"},
    "sky": {"tags": ("single parent",), "gender": "woman", "place": "Quayside"},
    "elm": {"tags": ()},
}
MET = {"wren": ("NHS", "police"), "ash": ("police",), "sky": ("council", "council")}


def four(make_evidence: Callable[..., Evidence], **more: Audience) -> Evidence:
    records: list[Record] = [
        Case.model_validate({"id": name, "cycle": "c", "pseudonym": name, **values}) for name, values in PEOPLE.items()
    ]
    for name, agencies in MET.items():
        records += [
            Contact.model_validate(
                {
                    "id": f"{name}-{at}",
                    "cycle": "c",
                    "case": name,
                    "happened_on": "2024-02-01",
                    "agency": agency,
                    "activity": "visit",
                }
            )
            for at, agency in enumerate(agencies)
        ]
    return make_evidence(*records, **more)


def remaining(evidence: Evidence, wanted: Mapping[str, Collection[str]]) -> dict[str, dict[str, int]]:
    table = people_sharing(evidence, wanted=wanted).table
    return {
        str(field): dict(zip(same["value"], same["n_people"], strict=True))
        for field, same in table.groupby("field", sort=False)
    }


def test_each_value_tells_how_many_share_it(make_evidence: Callable[..., Evidence]) -> None:
    assert remaining(four(make_evidence), {}) == {
        "tags": {"rent arrears": 2, "single parent": 2},
        "gender": {"man": 1, "woman": 2, "": 1},
        "age_band": {"": 4},
        "place": {"Quayside": 1, "": 3},
        "chosen": {"at_their_worst": 1, "not_known": 3},
        "has_way_from": {"no": 3, "yes": 1},
        "agency": {"council": 1, "NHS": 1, "police": 2},
    }


def test_a_choice_says_how_many_would_remain_with_each_other_one(make_evidence: Callable[..., Evidence]) -> None:
    left = remaining(four(make_evidence), {"tags": ["rent arrears"]})
    # a second tag narrows: only wren has both
    assert left["tags"] == {"rent arrears": 2, "single parent": 1}
    assert left["gender"] == {"man": 1, "woman": 1, "": 0}
    assert left["agency"] == {"council": 0, "NHS": 1, "police": 2}


def test_another_value_of_the_same_field_widens(make_evidence: Callable[..., Evidence]) -> None:
    found = people_sharing(four(make_evidence), wanted={"gender": ["woman"]})
    gender = found.table[found.table["field"] == "gender"]
    assert gender[["value", "n_people", "picked"]].to_numpy().tolist() == [
        ["man", 3, False],
        ["woman", 2, True],
        ["", 3, False],
    ]
    assert (found.n_people, found.n_all) == (2, 4)


def test_people_picked_in_another_way_are_what_remains_of(make_evidence: Callable[..., Evidence]) -> None:
    found = people_sharing(four(make_evidence), cases={"wren", "elm", "nobody"})
    tags = found.table[found.table["field"] == "tags"]
    assert tags["n_people"].tolist() == [1, 1]
    assert (found.n_people, found.n_all) == (2, 4)


@pytest.mark.parametrize(
    ("wanted", "who"),
    [
        ({}, {"wren", "ash", "sky", "elm"}),
        ({"gender": []}, {"wren", "ash", "sky", "elm"}),
        ({"tags": ["rent arrears", "single parent"]}, {"wren"}),
        ({"gender": ["woman", "man"]}, {"wren", "ash", "sky"}),
        ({"gender": [""]}, {"elm"}),
        ({"gender": ["woman"], "agency": ["police", "council"]}, {"wren", "sky"}),
        ({"has_way_from": ["yes"], "chosen": ["at_their_worst"]}, set()),
        ({"tags": ["nobody has this"]}, set()),
    ],
)
def test_choices_become_people(
    make_evidence: Callable[..., Evidence], wanted: dict[str, list[str]], who: set[str]
) -> None:
    assert picked_cases(four(make_evidence), wanted) == who


def test_a_value_nobody_has_any_more_stays_to_be_taken_back(make_evidence: Callable[..., Evidence]) -> None:
    table = people_sharing(four(make_evidence), wanted={"place": ["Harbour"]}).table
    assert table[table["field"] == "place"][["value", "n_people", "picked"]].to_numpy().tolist() == [
        ["Harbour", 0, True],
        ["Quayside", 1, False],
        ["", 3, False],
    ]


def test_only_known_fields_can_be_picked_by(make_evidence: Callable[..., Evidence]) -> None:
    with pytest.raises(Refused, match="Choose one of tags, gender"):
        picked_cases(four(make_evidence), {"pseudonym": ["wren"]})


def test_a_wider_audience_picks_nobody_and_sees_no_small_number_and_no_tag(
    make_evidence: Callable[..., Evidence], place: Audience
) -> None:
    evidence = four(make_evidence, audience=place)
    for ask in (
        lambda: picked_cases(evidence, {"gender": ["woman"]}),
        lambda: people_sharing(evidence, cases={"wren"}),
        lambda: people_sharing(evidence, wanted={"gender": ["woman"]}),
    ):
        with pytest.raises(NotAllowed, match="Only the group itself can pick people"):
            ask()
    found = release(people_sharing(evidence)).finding
    assert set(found.table["n_people_shown"]) == {"*"}
    assert "tags" not in set(found.table["field"])
    assert (found.n_people, found.n_all) == (None, None)


def test_no_cases_give_nothing_to_pick(make_evidence: Callable[..., Evidence]) -> None:
    found = people_sharing(make_evidence())
    assert (len(found.table), found.n_people, found.n_all) == (0, 0, 0)
