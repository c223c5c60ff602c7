from __future__ import annotations

from collections.abc import Callable
from typing import Any

from workbench.frames import Audience, Evidence
from workbench.model import Case, ForumCase, Record, Risk
from workbench.patterns import risks_before_after
from workbench.sharing import release

Make = Callable[..., Evidence]


def person(case: str) -> list[Record]:
    return [
        Case(id=case, cycle="c", pseudonym=case, scope="place"),
        ForumCase(id=f"f-{case}", cycle="c", case=case, forum="Tuesday", scope="place"),
    ]


def risk(id: str, case: str, name: str, before: str, after: str | None, **more: Any) -> Risk:
    return Risk.model_validate(
        {"id": id, "cycle": "c", "case": case, "name": name, "before": before, "after": after, **more}
    )


def counted(found: Any) -> dict[tuple[str, str, str], int]:
    rows = found.table[found.table["n"] != 0]
    return {(r["name"], r["before"], r["after"]): r["n"] for r in rows.to_dict("records")}


def test_people_are_counted_at_each_level_before_and_after(make_evidence: Make) -> None:
    found = risks_before_after(
        make_evidence(
            *(record for case in "abc" for record in person(case)),
            risk("1", "a", "Overdose", "++", "+"),
            risk("2", "b", "overdose", "++", None),
            risk("3", "c", "Overdose", "+", "none"),
            risk("4", "a", "Eviction", "++", "++"),
        )
    )
    assert counted(found) == {
        ("Eviction", "++", "++"): 1,
        ("Eviction", "++", "all"): 1,
        ("Eviction", "all", "++"): 1,
        ("Eviction", "all", "all"): 1,
        ("Overdose", "++", "+"): 1,
        ("Overdose", "++", "not_known"): 1,
        ("Overdose", "++", "all"): 2,
        ("Overdose", "+", "none"): 1,
        ("Overdose", "+", "all"): 1,
        ("Overdose", "all", "none"): 1,
        ("Overdose", "all", "+"): 1,
        ("Overdose", "all", "not_known"): 1,
        ("Overdose", "all", "all"): 3,
    }
    # every before (3) × after (4), with a total row and column
    assert (len(found.table), found.n_people) == (2 * 4 * 5, 3)


def test_a_risk_written_down_twice_counts_once_with_what_was_noted_last(make_evidence: Make) -> None:
    found = risks_before_after(
        make_evidence(
            *person("a"),
            risk("1", "a", "Overdose", "++", "+", noted_on="2026-03-01"),
            risk("2", "a", "OVERDOSE", "+", "none", noted_on="2026-04-01"),
        )
    )
    assert counted(found)["OVERDOSE", "all", "all"] == 1
    assert ("OVERDOSE", "+", "none") in counted(found)


def test_risks_of_people_who_were_not_presented_are_left_out(make_evidence: Make) -> None:
    found = risks_before_after(
        make_evidence(Case(id="z", cycle="c", pseudonym="z"), risk("1", "z", "Overdose", "++", "+"))
    )
    assert (len(found.table), found.n_people) == (0, 0)


def test_totals_for_a_wider_audience_are_sums_of_what_it_sees(make_evidence: Make, place: Audience) -> None:
    people = [record for n in range(12) for record in person(f"k{n}")]
    risks = [risk(f"r{n}", f"k{n}", "Overdose", "++", "+" if n < 9 else "none") for n in range(12)]
    table = release(risks_before_after(make_evidence(*people, *risks, audience=place))).table
    shown = {(r["before"], r["after"]): r["n_shown"] for r in table.to_dict("records") if r["n_shown"] != "0"}
    # 9 → 10, 3 is hidden, and 12 is told as the 10 that are shown
    assert shown == {
        ("++", "+"): "10",
        ("++", "none"): "*",
        ("++", "all"): "10",
        ("all", "+"): "10",
        ("all", "none"): "*",
        ("all", "all"): "10",
    }
