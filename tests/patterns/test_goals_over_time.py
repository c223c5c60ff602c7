"""Goals in people's own words and where they put themselves; nothing is averaged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from workbench.frames import Audience, Evidence
from workbench.model import Goal, GoalScore
from workbench.patterns import goals_over_time
from workbench.sharing import release

Make = Callable[..., Evidence]
JULY, FEBRUARY, APRIL = date(2025, 7, 1), date(2026, 2, 1), date(2026, 4, 1)


def a_score(goal: str, on: date, score: float, said: str = "") -> GoalScore:
    return GoalScore(id=f"{goal}-{on:%Y%m}", cycle="c", goal=goal, scored_on=on, score=score, said=said)


def wrens_goals(**consent: object) -> list[Goal | GoalScore]:
    return [
        Goal.model_validate(
            {"id": "g2", "cycle": "c", "person": "Wren", "wording": "Help me to sleep", "position": 2, **consent}
        ),
        Goal(id="g1", cycle="c", person="Wren", wording="Help me to see my son", position=1),
        Goal(id="g3", cycle="c", person="Robin", wording="Help me with the letters", position=1, ended_on=APRIL),
        a_score("g2", APRIL, 6.5),
        a_score("g2", JULY, 2, "I lie awake."),
        a_score("g2", FEBRUARY, 5),
        a_score("g3", JULY, 4),
    ]


def test_scores_follow_the_persons_own_goals_and_dates(make_evidence: Make) -> None:
    found = goals_over_time(make_evidence(*wrens_goals()), person="Wren")
    columns = ["person", "wording", "scored_on", "score", "said", "change"]
    table = found.table[columns].assign(scored_on=found.table["scored_on"].dt.strftime("%Y-%m"))
    assert table.astype("object").fillna("").to_numpy().tolist() == [
        ["Wren", "Help me to see my son", "", "", "", ""],
        ["Wren", "Help me to sleep", "2025-07", 2.0, "I lie awake.", ""],
        ["Wren", "Help me to sleep", "2026-02", 5.0, "", 3.0],
        ["Wren", "Help me to sleep", "2026-04", 6.5, "", 4.5],
    ]
    assert found.one_person


def test_several_people_are_not_drawn_together(make_evidence: Make) -> None:
    assert not goals_over_time(make_evidence(*wrens_goals())).one_person
    assert not goals_over_time(make_evidence()).one_person


def test_one_pseudonym_in_two_teams_is_two_people(make_evidence: Make) -> None:
    goals = [Goal(id=f"g{c}", cycle=c, person="Wren", wording="Help me to sleep") for c in ("c", "d")]
    assert not goals_over_time(make_evidence(*goals), person="Wren").one_person
    assert goals_over_time(make_evidence(*goals), person="Wren", system="harbour").one_person


def test_there_is_no_mean_and_no_total(make_evidence: Make) -> None:
    table = goals_over_time(make_evidence(*wrens_goals())).table
    assert list(table) == [
        "goal", "person", "wording", "position", "scored_on", "score", "said", "change", "ended_on",
    ]  # fmt: skip
    assert sorted(table["score"].dropna()) == [2.0, 4.0, 5.0, 6.5]


def test_a_wider_audience_reads_what_the_person_lets_it_read_without_the_name(
    make_evidence: Make, place: Audience
) -> None:
    consent = {"may_quote": True, "may_leave": True}
    table = release(goals_over_time(make_evidence(*wrens_goals(**consent), audience=place))).table
    assert set(table["wording"]) == {"Help me to sleep"}
    assert "person" not in table
