from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from workbench.frames import Audience, Evidence
from workbench.model import Case, ForumCase, Record, Refusal, Risk
from workbench.patterns import forum_account
from workbench.sharing import release

Make = Callable[..., Evidence]


def presented(case: str, *risks: tuple[str, str | None], gender: str = "woman", **forum: Any) -> list[Record]:
    """A case, its risks (before, after), and its presentation."""
    return [
        Case(id=case, cycle="c", pseudonym=f"p-{case}", gender=gender, scope="place"),
        ForumCase.model_validate(
            {"id": f"f-{case}", "cycle": "c", "case": case, "forum": "Tuesday", "scope": "place", **forum}
        ),
        *(
            Risk.model_validate({"id": f"r-{case}-{n}", "cycle": "c", "case": case, "name": f"risk {n}", **levels})
            for n, levels in enumerate({"before": before, "after": after} for before, after in risks)
        ),
    ]


def answers(found: Any, part: str) -> dict[str, int]:
    """What a part says, without what nobody answered."""
    rows = found.table[(found.table["part"] == part) & (found.table["n"] != 0)]
    return dict(zip(rows["value"], rows["n"], strict=True))


def fifty_two() -> list[Record]:
    """27 women and 25 men; the last 5 lost touch, as many came without a high risk; half could have been avoided."""
    made: list[Record] = []
    for n in range(52):
        before = "++" if n >= 5 else "+"
        made += presented(
            f"k{n:02}",
            (before, None if n >= 47 else "none"),
            gender="woman" if n < 27 else "man",
            presented_on=date(2026, 1 + n % 6, 10),
            avoidable="yes" if n < 26 else "no",
            lost_on=date(2026, 7, 1) if n >= 47 else None,
        )
    return made


def test_the_published_totals_of_a_forum_come_back(make_evidence: Make) -> None:
    found = forum_account(make_evidence(*fifty_two()))
    assert answers(found, "gender") == {"man": 25, "woman": 27, "all": 52}
    assert answers(found, "risk_before") == {"high": 47, "not_high": 5, "all": 52}
    assert answers(found, "risk_after") == {"fell": 47, "lost": 5, "all": 52}
    assert answers(found, "avoidable") == {"yes": 26, "no": 26, "all": 52}
    assert (found.n_people, found.n_presented, found.first_on, found.last_on) == (
        52,
        52,
        date(2026, 1, 10),
        date(2026, 6, 10),
    )
    avoided = found.table[(found.table["part"] == "avoidable") & (found.table["value"] == "yes")]
    assert avoided[["of", "share"]].to_numpy().tolist() == [[52, 0.5]]


@pytest.mark.parametrize(
    ("risks", "lost", "said"),
    [
        ([("++", "+"), ("+", "+")], False, "fell"),
        ([("++", "none"), ("+", "++")], False, "not_lower"),
        ([("++", "++"), ("+", None)], False, "not_lower"),
        ([("++", "none"), ("+", None)], False, "not_looked_at"),
        ([("++", "none"), ("+", None)], True, "lost"),
        ([("none", "none")], False, "not_lower"),
        ([("+", "none")], True, "fell"),
        ([], False, "not_looked_at"),
        ([], True, "lost"),
    ],
)
def test_a_risk_fell_only_where_every_risk_was_looked_at_and_the_highest_is_lower(
    make_evidence: Make, risks: list[tuple[str, str | None]], lost: bool, said: str
) -> None:
    found = forum_account(make_evidence(*presented("k", *risks, lost_on=date(2026, 4, 1) if lost else None)))
    assert answers(found, "risk_after") == {said: 1, "all": 1}


def test_somebody_presented_twice_counts_once_with_what_was_said_last(make_evidence: Make) -> None:
    again = ForumCase(
        id="f-2", cycle="c", case="k", forum="Friday", presented_on=date(2026, 4, 2), avoidable="no", scope="place"
    )
    found = forum_account(make_evidence(*presented("k", presented_on=date(2026, 3, 1), avoidable="yes"), again))
    assert (answers(found, "avoidable"), found.n_people, found.n_presented) == ({"no": 1, "all": 1}, 1, 2)


def test_what_nobody_said_is_counted_as_such(make_evidence: Make) -> None:
    found = forum_account(
        make_evidence(
            *presented("a", gender=""), *presented("b", gender="Woman"), *presented("c", avoidable="not_known")
        )
    )
    assert answers(found, "gender") == {"Woman": 2, "gender_not_said": 1, "all": 3}
    assert answers(found, "avoidable") == {"not_known": 1, "not_answered": 2, "all": 3}
    assert answers(found, "risk_before") == {"no_risk_noted": 3, "all": 3}


def test_refused_hand_offs_are_counted_and_so_are_the_people(make_evidence: Make) -> None:
    refused = [Refusal(id=f"x{n}", cycle="c", case="a", from_agency="GP", to_agency="Ward") for n in range(3)]
    elsewhere = Refusal(id="y", cycle="c", case="nobody", from_agency="GP", to_agency="Ward")
    found = forum_account(make_evidence(*presented("a"), *presented("b"), *refused, elsewhere))
    assert answers(found, "hand_offs") == {"refused": 1, "none_refused": 1, "all": 2}
    assert found.n_refusals == 3


def test_a_case_that_is_not_to_be_seen_is_not_counted(make_evidence: Make) -> None:
    gone = ForumCase(id="f", cycle="c", case="withdrawn", forum="Tuesday", scope="place")
    found = forum_account(make_evidence(gone, *presented("a")))
    assert (found.n_people, found.n_presented) == (1, 1)


def test_a_wider_audience_sees_no_small_number_no_share_and_no_day(make_evidence: Make, place: Audience) -> None:
    released = release(forum_account(make_evidence(*fifty_two(), audience=place)))
    shown = {(r["part"], r["value"]): r["n_shown"] for r in released.table.to_dict("records")}
    assert {key: shown["risk_after", key] for key in ("fell", "not_lower", "lost", "all")} == {
        "fell": "45",
        "not_lower": "0",
        "lost": "*",
        "all": "45",
    }
    assert set(released.table.columns) == {"part", "value", "n", "n_shown"}
    assert (released.finding.n_people, released.finding.n_presented, released.finding.first_on) == (None, None, None)


def test_nobody_presented_gives_no_rows(make_evidence: Make) -> None:
    found = forum_account(make_evidence())
    assert (len(found.table), found.n_people, found.n_refusals, found.first_on) == (0, 0, 0, None)
