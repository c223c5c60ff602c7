from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

import pandas as pd
import pytest

from workbench.errors import Refused
from workbench.frames import Audience, Evidence
from workbench.model import Case, Contact, Record
from workbench.patterns import cohort_before_after
from workbench.sharing import release

WAY = "2024-07-01"
QUARTER = 91.3125


def person(name: str, since: str | None = None, until: str | None = None, **more: object) -> Case:
    values = {"id": name, "cycle": "c", "pseudonym": name, "way_from": WAY}
    return Case.model_validate({**values, "observed_from": since, "observed_until": until, **more})


def contact(name: str, on: str, **more: object) -> Contact:
    values = {"case": name, "cycle": "c", "agency": "NHS", "activity": "bed day", "happened_on": on}
    return Contact.model_validate({"id": f"{name}-{on}", **values, **more})


def three() -> list[Record]:
    """Before: 182 + 30 days with 3 contacts. After: 184 + 30 + 92 days with 3 contacts; sky was not seen before."""
    return [
        person("wren", "2024-01-01", "2024-12-31", chosen="at_their_worst"),
        person("ash", "2024-06-01", "2024-07-30"),
        person("sky", "2024-07-01", "2024-09-30", chosen="everybody"),
        contact("wren", "2024-01-01", cost_pence=40_000, urgency="crisis", quantity=3),
        contact("wren", "2024-06-30", cost_pence=10_000, urgency="planned"),
        contact("ash", "2024-06-30"),
        contact("wren", "2024-07-01", cost_pence=5_000, urgency="crisis", quantity=0.5),
        contact("sky", "2024-07-02", urgency="planned", activity="visit"),
        contact("sky", "2024-09-30", activity="visit"),
        # outside what somebody looked for, so that nothing is known of such days
        contact("sky", "2024-05-01", urgency="crisis"),
        contact("wren", "2025-01-01", urgency="crisis"),
    ]


def column(table: pd.DataFrame, *names: str) -> list[list[object]]:
    return table[["measure", *names]].to_numpy().tolist()


def test_each_person_counts_for_their_own_time_and_nobody_outside_it(make_evidence: Callable[..., Evidence]) -> None:
    found = cohort_before_after(make_evidence(*three()), activity="bed day")
    before, after = 212 / QUARTER, 306 / QUARTER
    assert found.followed.to_numpy().tolist() == [
        ["before", 2, before],
        ["after", 3, after],
        ["both", 2, 182 / QUARTER + 184 / QUARTER + 60 / QUARTER],
    ]
    assert column(found.table, "n_before", "n_after", "rate_before", "rate_after") == [
        ["contacts", 3, 3, 3 / before, 3 / after],
        ["crisis", 1, 1, 1 / before, 1 / after],
        ["cost_pounds", 2, 1, 500 / before, 50 / after],
        ["quantity", 3, 1, 5 / before, 0.5 / after],
    ]
    assert found.n_people == 3


def test_what_nobody_wrote_down_is_counted(make_evidence: Callable[..., Evidence]) -> None:
    table = cohort_before_after(make_evidence(*three())).table
    assert column(table, "n_not_known_before", "n_not_known_after", "n_people_not_known_after") == [
        ["contacts", 0, 0, 0],
        ["crisis", 1, 1, 1],
        ["cost_pounds", 1, 2, 1],
    ]
    assert column(table, "n_people_before", "n_people_after", "n_people_least") == [
        ["contacts", 2, 2, 2],
        ["crisis", 1, 1, 1],
        ["cost_pounds", 1, 1, 1],
    ]


def test_a_rate_of_which_nothing_is_known_is_missing_and_not_nought(make_evidence: Callable[..., Evidence]) -> None:
    records = [person("wren", "2024-01-01", "2024-12-31"), contact("wren", "2024-02-01")]
    table = cohort_before_after(make_evidence(*records)).table
    assert table["rate_before"].isna().tolist() == [False, True, True]
    assert table["rate_after"].tolist() == [0.0, 0.0, 0.0]


def test_who_cannot_be_compared_is_left_out_with_the_reason(make_evidence: Callable[..., Evidence]) -> None:
    records = [
        person("wren", "2024-01-01", "2024-12-31"),
        person("no day", "2024-01-01", "2024-12-31", id="no-day", way_from=None),
        person("no end", "2024-01-01", id="no-end"),
        person("no beginning", until="2024-12-31", id="no-beginning"),
        person("long ago", "2010-01-01", "2010-12-31", id="long-ago"),
        *(contact(name, "2024-06-01") for name in ("no-day", "no-end", "no-beginning")),
        contact("long-ago", "2010-06-01"),
    ]
    found = cohort_before_after(make_evidence(*records))
    assert found.left_out.to_numpy().tolist() == [["no_way_from", 1], ["no_observed_time", 2], ["not_in_window", 1]]
    assert (found.n_people, found.table["n_before"].tolist()) == (1, [0, 0, 0])


def test_only_the_people_and_quarters_asked_for_count(make_evidence: Callable[..., Evidence]) -> None:
    found = cohort_before_after(make_evidence(*three()), cases={"wren", "sky"}, window=(-1, 0))
    # April to June are 91 days, July to September 92, of both
    assert found.followed["person_quarters"].tolist() == [91 / QUARTER, 184 / QUARTER, 183 / QUARTER]
    assert column(found.table, "n_before", "n_after")[0] == ["contacts", 1, 3]


def test_how_people_were_chosen_is_told(make_evidence: Callable[..., Evidence]) -> None:
    assert cohort_before_after(make_evidence(*three())).chosen.to_numpy().tolist() == [
        ["as_they_came", 0],
        ["everybody", 1],
        ["at_their_worst", 1],
        ["not_known", 1],
    ]


def cohort(n: int, *, contacts: Callable[[int], Iterable[str]]) -> list[Record]:
    made: list[Record] = []
    for at in range(n):
        made.append(person(f"p{at}", "2024-01-01", "2024-12-31"))
        made += [contact(f"p{at}", on, cost_pence=1_000, urgency="crisis") for on in contacts(at)]
    return made


def a_year_apart(at: int) -> list[str]:
    """One contact after; before, from one to five."""
    return ["2024-08-01", *(str(date(2024, 2, 1) + timedelta(days=n)) for n in range(at % 5 + 1))]


@pytest.mark.parametrize(
    ("n", "may_say"),
    [(4, "nothing"), (5, "points"), (14, "points"), (15, "estimate"), (29, "estimate"), (30, "comparison")],
)
def test_few_people_carry_little(make_evidence: Callable[..., Evidence], n: int, may_say: str) -> None:
    row = cohort_before_after(make_evidence(*cohort(n, contacts=a_year_apart))).table.iloc[0]
    assert row["may_say"] == may_say
    assert pd.isna(row["difference"]) == (n < 5)
    assert pd.isna(row["rate_before_low"]) == (n < 15)


def test_people_who_are_all_alike_leave_no_doubt(make_evidence: Callable[..., Evidence]) -> None:
    found = cohort_before_after(
        make_evidence(*cohort(15, contacts=lambda _: ["2024-02-01", "2024-03-01", "2024-08-01"]))
    )
    row = found.table.iloc[0]
    # 2 in 182 days before, 1 in 184 after
    before, after = 2 * QUARTER / 182, QUARTER / 184
    for name, value in (
        ("rate_before", before),
        ("rate_after", after),
        ("difference", after - before),
        ("ratio", after / before),
    ):
        assert row[[name, f"{name}_low", f"{name}_high"]].tolist() == pytest.approx([value] * 3)


def test_the_interval_lies_round_the_figure_and_comes_again_with_its_seed(
    make_evidence: Callable[..., Evidence],
) -> None:
    evidence = make_evidence(*cohort(30, contacts=a_year_apart))
    once, again, other = (cohort_before_after(evidence, seed=seed).table.iloc[0] for seed in (1, 1, 2))
    # one to five contacts, each six times: mean 3, deviation √2; 1.96 times that of the mean of 30, √(2/30), is 0.51
    quarters = 182 / QUARTER
    assert once[["rate_before_low", "rate_before_high"]].tolist() == pytest.approx(
        [(3 - 0.51) / quarters, (3 + 0.51) / quarters], abs=0.03
    )
    assert once[["ratio_low", "ratio_high"]].tolist() == again[["ratio_low", "ratio_high"]].tolist()
    assert once["ratio_low"] < once["ratio"] < once["ratio_high"]
    assert once["ratio_low"] == pytest.approx(other["ratio_low"], rel=0.05)


def test_a_wider_audience_gets_rates_only_where_eight_people_stand_behind_them(
    make_evidence: Callable[..., Evidence], place: Audience
) -> None:
    # seven of thirty had a crisis contact; all had a contact
    records: list[Record] = []
    for at in range(30):
        records.append(person(f"p{at}", "2024-01-01", "2024-12-31"))
        urgency = "crisis" if at < 7 else "planned"
        records += [contact(f"p{at}", on, urgency=urgency) for on in ("2024-02-01", "2024-08-01")]
    found = release(cohort_before_after(make_evidence(*records, audience=place))).finding
    contacts, crisis, _ = found.table.to_dict("records")
    assert (contacts["n_before_shown"], contacts["rate_before"], contacts["ratio_shown"]) == (
        "30",
        pytest.approx(QUARTER / 182),
        "1.0",
    )
    assert (crisis["n_before_shown"], crisis["n_people_before_shown"], crisis["rate_before_shown"]) == ("*", "*", "..")
    assert {"two_largest_before", "two_largest_most"} & set(found.table) == set()
    assert found.left_out["n_people_shown"].tolist() == ["0", "0", "0"]


def test_a_rate_that_two_people_make_up_is_hidden_from_a_wider_audience(
    make_evidence: Callable[..., Evidence], place: Audience
) -> None:
    records: list[Record] = []
    for at in range(30):
        records.append(person(f"p{at}", "2024-01-01", "2024-12-31"))
        records.append(contact(f"p{at}", "2024-02-01", cost_pence=10_000_000 if at < 2 else 100))
    found = release(cohort_before_after(make_evidence(*records, audience=place)))
    table = found.table.set_index("measure")
    # of crises nobody said anything
    assert table["rate_before_shown"].tolist() == ["0.5", "", ".."]
    assert "sharing.note.amount_hidden" in found.notes


def test_a_window_needs_a_quarter_on_each_side(make_evidence: Callable[..., Evidence]) -> None:
    with pytest.raises(Refused, match="Choose a first quarter below 0"):
        cohort_before_after(make_evidence(*three()), window=(0, 3))


def test_no_cases_give_rows_without_rates(make_evidence: Callable[..., Evidence]) -> None:
    found = cohort_before_after(make_evidence())
    assert found.table["measure"].tolist() == ["contacts", "crisis", "cost_pounds"]
    assert found.table[["rate_before", "ratio"]].isna().all(axis=None)
    assert found.followed["n_people"].tolist() == [0, 0, 0]
