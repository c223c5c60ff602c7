"""Published figures about case files, from the workbench's own questions; each test names the figure it holds to."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from workbench import places
from workbench.desk import Desk
from workbench.frames import Picked

HARBOUR, OUTREACH, FORUM, GRANTS = "harbour-caseworkers-2", "street-outreach-2", "tidewell-2", "fellbeck-1"
NEVER_MET = ("DWP", "fire service", "multiple")


@pytest.fixture(scope="module")
def desk(sample_store: Path) -> Desk:
    return Desk.open(sample_store)


def person(pseudonym: str, desk: Desk) -> Picked:
    cases = desk.cases()
    return Picked(cases=frozenset(cases.loc[cases["pseudonym"] == pseudonym, "id"]))


def by_agency(table: pd.DataFrame, *columns: str) -> dict[str, tuple[Any, ...]]:
    """The rows of the agencies; the last row is that of all together."""
    return {row["agency"]: tuple(row[name] for name in columns) for row in table.iloc[:-1].to_dict("records")}


def percent(share: Any) -> int | None:
    return None if pd.isna(share) else round(100 * share)


def test_gateshead_one_case_by_agency_two_years_before_and_after(desk: Desk) -> None:
    table = desk.activity_by_agency(cycle=HARBOUR, picked=person("Marlow", desk)).table
    assert by_agency(table, "before", "after") == {
        "criminal justice": (2, 0),
        "local authority": (51, 76),
        "NHS": (41, 0),
        "police": (102, 0),
        "society / economic": (1, 7),
    }


def test_gateshead_one_case_shares_before_and_after(desk: Desk) -> None:
    table = desk.activity_by_agency(cycle=HARBOUR, picked=person("Marlow", desk)).table
    shares = {
        name: (percent(a), percent(b)) for name, (a, b) in by_agency(table, "share_before", "share_after").items()
    }
    # published after: local authority 91–92 %, society 8–9 %
    assert shares == {
        "criminal justice": (1, 0),
        "local authority": (26, 92),
        "NHS": (21, 0),
        "police": (52, 0),
        "society / economic": (1, 8),
    }


def test_gateshead_one_case_cumulative_cost_reaches_60_to_70_thousand_before_and_stays_far_below_after(
    desk: Desk,
) -> None:
    table = desk.cumulative_cost(cycle=HARBOUR, picked=person("Marlow", desk)).table
    ends = table[table["quarter"] == 8].set_index("phase")["cumulative_cost_pounds"]
    assert 60_000 <= ends["before"] <= 70_000
    assert ends["after"] < 5_000
    assert table.groupby("phase").size().to_dict() == {"before": 8, "after": 8}


def test_gateshead_all_cases_by_agency_with_change(desk: Desk) -> None:
    table = desk.activity_by_agency(cycle=HARBOUR, agencies=NEVER_MET).table
    assert by_agency(table, "before", "after", "change_said") == {
        "criminal justice": (7, 0, "changed"),
        "DWP": (0, 0, "none"),
        "fire service": (0, 0, "none"),
        "local authority": (197, 108, "changed"),
        "multiple": (0, 0, "none"),
        "NHS": (96, 0, "changed"),
        "police": (192, 8, "changed"),
        "society / economic": (16, 28, "changed"),
    }
    change = by_agency(table, "change")
    rounded = {name: None if pd.isna(c) else round(100 * c, 1) for name, (c,) in change.items()}
    assert rounded == {
        "criminal justice": -100.0,
        "DWP": None,
        "fire service": None,
        "local authority": -45.2,
        "multiple": None,
        "NHS": -100.0,
        "police": -95.8,
        "society / economic": 75.0,
    }


def test_gateshead_all_cases_shares_before_and_after(desk: Desk) -> None:
    table = desk.activity_by_agency(cycle=HARBOUR).table
    shares = {
        name: (percent(a), percent(b)) for name, (a, b) in by_agency(table, "share_before", "share_after").items()
    }
    # 192 of 508 are 37.8 %, 28 of 144 are 19.4 %: the published 38, 39, 19, 3, 1 and 75, 19, 6
    assert shares == {
        "criminal justice": (1, 0),
        "local authority": (39, 75),
        "NHS": (19, 0),
        "police": (38, 6),
        "society / economic": (3, 19),
    }


def test_gateshead_what_has_no_percentage_is_said_in_words_and_never_as_a_number(desk: Desk) -> None:
    figure = desk.activity_by_agency(cycle=HARBOUR, agencies=NEVER_MET).figure()
    said = f"{figure.description} {figure.table.to_string()}"
    assert "no change" in said
    assert not any(wrong in said for wrong in ("nan", "NaN", "+0", "inf"))


def test_gateshead_5_to_55_rounds_of_assess_do_refer(desk: Desk) -> None:
    people = desk.cases(system="harbour-caseworkers")["id"]
    rounds = []
    for one in people:
        found = desk.assess_do_refer(cycle=HARBOUR, picked=Picked(cases=frozenset({one}))).finding
        before = found.usual[found.usual["phase"] == "before"]
        rounds.append(int(before["most_rounds"].iloc[0]))
    assert (min(rounds), max(rounds), len(rounds)) == (5, 55, 10)


def test_gateshead_a_household_cost_90_pounds_six_visits_and_nine_calls(desk: Desk) -> None:
    corrie = next(iter(person("Corrie", desk).cases or ()))
    contacts = desk.contacts(system="harbour-caseworkers")
    own = contacts[(contacts["case"] == corrie) & (contacts["agency"] == "local authority")]
    after = own[own["activity"].str.startswith("caseworker")]["activity"].value_counts().to_dict()
    assert after == {"caseworker phone call": 9, "caseworker visit": 6}
    spent = desk.spending(system="harbour-caseworkers")
    household = spent[(spent["for_person"] == "Corrie") & (spent["spent_on"] < pd.Timestamp("2025-03-01"))]
    assert household["amount_pence"].sum() == 9_000


def test_plymouth_56_people_89_admissions_369_bed_days_147_600_pounds(desk: Desk) -> None:
    answer = desk.activity_before_after(cycle=OUTREACH)
    row = answer.table.set_index("activity").loc["unplanned admission"]
    assert (row["n_before"], row["quantity_before"], row["cost_before_pounds"]) == (89, 369, 147_600)
    assert answer.finding.n_people == 56
    assert row["cost_before_pounds"] / row["quantity_before"] == 400


def test_plymouth_first_three_months_39_admissions_and_120_bed_days_fewer_48_000_pounds(desk: Desk) -> None:
    row = desk.activity_before_after(cycle=OUTREACH).table.set_index("activity").loc["unplanned admission"]
    assert (row["fewer_n"], row["fewer_quantity"], row["fewer_pounds"]) == (39, 120, 48_000)
    assert (percent(row["fewer_n_share"]), percent(row["fewer_quantity_share"])) == (44, 33)


def test_plymouth_six_months_194_bed_days_77_600_pounds(desk: Desk) -> None:
    table = desk.activity_before_after(cycle=OUTREACH, after_quarters=2).table.set_index("activity")
    row = table.loc["unplanned admission"]
    assert (row["fewer_quantity"], row["fewer_pounds"]) == (194, 77_600)


def test_plymouth_the_bed_days_of_the_case_files_are_those_of_the_series(desk: Desk) -> None:
    contacts = desk.contacts(system="street-outreach")
    days = contacts[contacts["activity"] == "unplanned admission"].set_index("happened_on")["quantity"]
    by_month = days.groupby(pd.Grouper(freq="MS")).sum()
    series = desk.process_behaviour("series-bed-days").table.set_index("happened_on")["value"]
    assert by_month.to_dict() == series.loc[by_month.index].to_dict()


def test_plymouth_forum_52_cases_27_women_25_men_47_high_risks_fell_in_all_but_5(desk: Desk) -> None:
    table = desk.forum_account(cycle=FORUM).table
    counted = {(row["part"], row["value"]): row["n"] for row in table.to_dict("records")}
    published = {
        ("gender", "woman"): 27,
        ("gender", "man"): 25,
        ("gender", "all"): 52,
        ("risk_before", "high"): 47,
        ("risk_after", "fell"): 47,
        ("risk_after", "lost"): 5,
        ("risk_after", "not_lower"): 0,
    }
    assert {key: counted[key] for key in published} == published
    # about half could have been avoided had services been joined up
    assert counted["avoidable", "yes"] + counted["avoidable", "partly"] == 26


def test_plymouth_forum_met_for_six_months(desk: Desk) -> None:
    met = desk.forum_cases(system="tidewell")["presented_on"]
    assert (str(met.min().date()), str(met.max().date())) == ("2026-01-29", "2026-07-16")


def test_plymouth_e_cigarettes_cost_15_percent_of_nicotine_replacement(desk: Desk) -> None:
    each = desk.unit_costs(system="northshore-health").set_index("activity")["each_pence"]
    assert (each["nicotine replacement"], each["e-cigarettes"]) == (28_500, 4_200)
    assert percent(each["e-cigarettes"] / each["nicotine replacement"]) == 15
    bill = desk.process_behaviour("series-stop-smoking").table["value"]
    assert bill.tolist() == [326_000, 48_002]


def test_scottish_borders_local_multiplier_2_14_predicted_2_39_actual(desk: Desk) -> None:
    table = desk.local_multiplier(cycle=GRANTS).table
    lunch = table[table["grant"] == "grant-lunch-club"].set_index("stage")["lm3"]
    assert {stage: round(value, 2) for stage, value in lunch.items()} == {"predicted": 2.14, "actual": 2.39}


def test_one_person_cost_460_000_pounds_in_2022_and_2_000_in_2024_over_ten_years_and_fourteen_services(
    desk: Desk,
) -> None:
    by_year = desk.yearly_cost(cycle="north-quay-1").table.set_index("year")["cost_pounds"]
    assert (len(by_year), by_year[2022], by_year[2024]) == (10, 460_000, 2_000)
    contacts = desk.contacts(system="north-quay")
    assert contacts["agency"].nunique() == 14


def test_case_files_nobody_may_look_at_are_in_no_table(desk: Desk) -> None:
    assert "case-sorley" not in set(desk.cases()["id"])  # its consent was taken back
    assert "case-merryn" not in set(desk.cases()["id"])  # its consent has run out


def test_make_cases_gives_the_files_that_are_here(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("make_cases", places.sample() / "make_cases.py")
    assert spec is not None
    assert spec.loader is not None
    make_cases = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make_cases)
    (tmp_path / "unit_cost.csv").write_bytes((places.sample() / "unit_cost.csv").read_bytes())
    make_cases.make_cases(tmp_path)
    for kind in ("case", "contact", "risk", "forum_case", "refusal"):
        assert (tmp_path / f"{kind}.csv").read_bytes() == (places.sample() / f"{kind}.csv").read_bytes(), kind


def test_readme_counts_the_case_files(sample: Any) -> None:
    words = (places.sample() / "README.md").read_text(encoding="utf-8")
    for kinds in (
        ("case", "contact"),
        ("unit_cost",),
        ("intake", "import_mapping"),
        ("forum_case", "risk", "refusal"),
        ("grant", "outcome", "outcome_talk", "multiplier"),
        ("observation",),
    ):
        files = ", ".join(f"`{kind}.csv`" for kind in kinds)
        counts = ", ".join(str(len(sample[kind])) for kind in kinds)
        assert f"| {files} | {counts} |" in words
