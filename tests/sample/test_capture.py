"""What the groups of the sample captured: counts, chains and values worked out by hand; see data/sample/README.md."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from workbench import places
from workbench.desk import Desk
from workbench.model import DataKind, EndedWhy, Ending, MeasureTheme, PlanAnswer, Reader, Slice

_TESTS = ("proportionate", "legal", "auditable", "necessary")


@pytest.fixture(scope="module")
def desk(sample_store: Path) -> Desk:
    return Desk.open(sample_store)


def _spends(sample: Any, first: str, last: str) -> list[Any]:
    return [row for row in sample["spend"].values() if first <= row.spent_on.isoformat() <= last]


def _sum(sample: Any, series: str, *months: str) -> float:
    return float(sum(sample["point"][f"point-{series}-{month}"].value for month in months))


def test_readme_counts_what_was_captured(sample: Any) -> None:
    words = (places.sample() / "README.md").read_text(encoding="utf-8")
    for kinds in (
        ("rule",),
        ("data_plan", "capture_form", "capture_entry"),
        ("frame_note",),
        ("countermeasure",),
        ("debrief", "debrief_entry"),
        ("pod_entry",),
        ("spend",),
        ("task", "task_move"),
        ("goal", "goal_score"),
        ("measure",),
        ("series", "point", "series_change"),
    ):
        files = ", ".join(f"`{kind}.csv`" for kind in kinds)
        counts = ", ".join(str(len(sample[kind])) for kind in kinds)
        assert f"| {files} | {counts} |" in words


def test_each_experiment_that_ended_says_what_became_of_it_and_each_has_a_data_plan(sample: Any) -> None:
    experiments = sample["experiment"].values()
    assert Counter(row.ending for row in experiments if row.status == "ended") == {
        Ending.passed_on: 2,
        Ending.embedded: 2,
        Ending.stopped: 1,
    }
    assert all(bool(row.ending) == bool(row.ending_why) == (row.status == "ended") for row in experiments)
    assert Counter(str(row.shape) for row in experiments) == {
        "prototype": 5,
        "project": 2,
        "training": 2,
        "enquiry": 2,
        "None": 1,
    }
    assert {row.experiment for row in sample["data_plan"].values()} == {row.id for row in experiments}
    assert {row.data_kind for row in sample["data_plan"].values()} == set(DataKind) - {DataKind.pictures}


def test_sixty_debriefs_are_told_in_the_slices_of_the_sandwich(sample: Any) -> None:
    debriefs = sample["debrief"].values()
    assert Counter(row.debrief_kind for row in debriefs) == {"planned": 52, "hot": 8}
    assert all(bool(row.about) == (row.debrief_kind == "hot") for row in debriefs)
    said: dict[str, list[Any]] = {row.id: [] for row in debriefs}
    for row in sample["debrief_entry"].values():
        assert row.cycle == sample["debrief"][row.debrief].cycle
        said[row.debrief].append(row)
    assert {len(entries) for entries in said.values()} <= {3, 4, 5, 6}
    for entries in said.values():
        assert [row.slice for row in entries] == sorted((row.slice for row in entries), key=list(Slice).index)
        assert {row.slice for row in entries} == set(Slice)


def test_what_was_said_led_to_issues_stories_and_measures_that_came_no_earlier(sample: Any) -> None:
    made = [r for r in sample["evidence_link"].values() if (r.source_kind, r.stance) == ("debrief_entry", "led_to")]
    assert Counter(row.target_kind for row in made) == {"issue": 51, "story": 22, "measure": 3}
    for row in made:
        held = sample["debrief"][sample["debrief_entry"][row.source].debrief].held_on
        target = sample[row.target_kind][row.target]
        began = {"issue": "raised_on", "story": "told_on"}.get(row.target_kind)
        assert began is None or getattr(target, began) >= held, row.id


def test_six_pod_entries_of_forty_are_still_the_pairs_own(sample: Any) -> None:
    pods = sample["pod_entry"].values()
    assert Counter(bool(row.shared_on) for row in pods) == {True: 34, False: 6}
    words = " ".join(f"{row.did_differently} {row.learnt} {row.enabled} {row.went_wrong}" for row in pods)
    assert [name for row in pods for name in row.pair if name in words] == []


def test_twelve_countermeasures_stand_or_ended_with_a_reason(sample: Any) -> None:
    rows = sample["countermeasure"].values()
    assert Counter(row.ended_why for row in rows) == {
        None: 7,
        EndedWhy.bau_must_change: 3,
        EndedWhy.no_longer_needed: 2,
    }
    ended = {row.id for row in sample["experiment"].values() if row.status == "ended"}
    standing = [row for row in rows if row.ended_on is None]
    assert sorted(row.id for row in standing if row.experiment in ended) == [
        "countermeasure-monthly-reading",
        "countermeasure-no-performance-meeting",
    ]
    assert Counter(row.review_on < date(2026, 11, 20) for row in standing) == {True: 4, False: 3}


def test_furniture_is_what_is_bought_until_somebody_asks_who_mends_beds(sample: Any) -> None:
    """Cards began on 7 April 2025; the dots went on the wall on 17 November, the calls began on 8 December."""
    cards = _spends(sample, "2025-04-07", "2025-11-17")
    after = _spends(sample, "2025-12-08", "2026-11-20")
    assert (len(cards), sum(row.category == "furniture" for row in cards)) == (60, 36)
    assert (len(after), sum(row.category == "furniture" for row in after)) == (34, 10)
    beds = {"single bed", "double bed", "bunk bed"}
    assert (sum(row.what in beds for row in cards), sum(row.what == "cooker" for row in cards)) == (14, 9)
    assert not any(row.what in {*beds, "cooker"} for row in after)
    before = _spends(sample, "2024-12-01", "2025-04-06")
    assert Counter(row.category for row in before).most_common(1) == [("groceries", 15)]


def test_one_household_had_ninety_pounds_spent_on_it(sample: Any) -> None:
    own = [row for row in _spends(sample, "2024-11-01", "2025-02-24") if row.for_person == "Corrie"]
    assert [row.amount_pence for row in own] == [2240, 2410, 1950, 2400]
    assert sum(row.amount_pence for row in own) == 9000


def test_plan_answers_of_the_audit_list_are_as_counted_by_hand(desk: Desk) -> None:
    """Read as p l a n: 84 of 120 are yes yes yes yes, 24 no on the third, 6 not sure on the fourth, and six others."""
    table = desk.spending_audit(system="harbour-caseworkers").table
    found = {test: dict(Counter(table[test].fillna("unanswered"))) for test in _TESTS}
    yes, no, not_sure = (answer.value for answer in PlanAnswer)
    assert found == {
        "proportionate": {yes: 117, not_sure: 1, "unanswered": 2},
        "legal": {yes: 116, not_sure: 1, "unanswered": 3},
        "auditable": {yes: 91, no: 25, "unanswered": 4},
        "necessary": {yes: 108, not_sure: 8, "unanswered": 4},
    }
    assert table["unanswered"].head(5).tolist() == [3, 4, 2, 4, 0]


def test_issues_of_north_quay_by_level_and_owner_are_as_counted_by_hand(desk: Desk) -> None:
    table = desk.issue_log(system="north-quay").table
    found = {tuple(row[:3]): row[3] for row in table[["level", "owner", "status", "n"]].to_numpy().tolist() if row[3]}
    assert found == {
        ("individual", "team", "open"): 1,
        ("individual", "team", "closed"): 1,
        ("system", "team", "closed"): 1,
        ("system", "leadership", "open"): 4,
        ("system", "leadership", "closed"): 1,
        ("macro", "government", "open"): 1,
    }


def test_tasks_lie_in_the_regions_as_published(desk: Desk) -> None:
    table = desk.task_matrix(system="hospice-at-home").table
    regions = {region: sorted(rows["name"]) for region, rows in table.groupby("region")}
    assert regions == {
        "in_team": [
            "Continence",
            "Dressings",
            "Medicines from the pharmacy",
            "Oxygen",
            "Personal care",
            "Pulse oximeter",
            "Slide sheets and mattresses",
            "Tell the others before they need to ask",
            "Transport",
            "Understand what matters to the person",
        ],
        "learnt": [
            "Day care at home",
            "Measure what helps us to learn",
            "Minor adaptations to the house",
            "Occupational therapy",
            "Physiotherapy",
            "Understand what things cost",
            "Work with family and tradespeople",
        ],
        "on_pull": [
            "Acute care",
            "General practitioner",
            "Major adaptations to the house",
            "Mental health input",
            "Night care",
            "Palliative nurse specialist",
        ],
    }


def test_fourteen_goals_are_scored_on_three_days_and_not_all_go_up(sample: Any) -> None:
    goals = [row.id for row in sample["goal"].values() if row.person == "Marlow"]
    scores = [row for row in sample["goal_score"].values() if row.goal in goals]
    assert len(goals) == 14
    assert Counter(str(row.scored_on) for row in scores) == {"2025-09-15": 14, "2026-04-13": 14, "2026-06-15": 14}
    of = {goal: [row.score for row in scores if row.goal == goal] for goal in goals}
    assert of["goal-marlow-14"] == [1, 5, 9]
    assert sorted(goal for goal, (_, second, third) in of.items() if third < second) == [
        "goal-marlow-03",
        "goal-marlow-12",
    ]


def test_bed_days_fall_by_120_and_admissions_by_39_in_the_first_three_months(sample: Any) -> None:
    before = _sum(sample, "bed-days", "2025-10", "2025-11", "2025-12")
    first = _sum(sample, "bed-days", "2026-01", "2026-02", "2026-03")
    second = _sum(sample, "bed-days", "2026-04", "2026-05", "2026-06")
    assert (before, before - first, 2 * before - first - second) == (369, 120, 194)
    assert (_sum(sample, "admissions", "2025-10"), _sum(sample, "admissions", "2026-01")) == (89, 89 - 39)


def test_spending_on_emergency_rooms_halves_in_six_months(sample: Any) -> None:
    assert _sum(sample, "emergency-rooms", "2026-01") / 2 == _sum(sample, "emergency-rooms", "2026-07") == 21400


def test_one_series_has_signals_and_one_is_noise(desk: Desk) -> None:
    assert set(desk.process_behaviour("series-night-calls").table["signal"]) == {""}
    beds = desk.process_behaviour("series-bed-days").table
    # Nine months above the mean of 105.6, then ten below it: each is one of eight or more in a row.
    assert beds.loc[beds["signal"] != "", "value"].tolist() == beds["value"].tolist()


def test_a_team_has_measures_in_all_eight_cells(desk: Desk) -> None:
    cells = desk.measures_framework(system="harbour-caseworkers").table
    filled = cells[cells["measures"].map(len) > 0]
    assert {tuple(row) for row in filled[["reader", "theme"]].to_numpy()} == {
        (reader.value, theme.value) for reader in Reader for theme in MeasureTheme
    }
