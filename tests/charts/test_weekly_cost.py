from __future__ import annotations

from collections.abc import Callable

from workbench.charts import weekly_cost
from workbench.frames import Evidence
from workbench.model.prompts import Words
from workbench.patterns import weekly_cost as found
from workbench.sharing import release

Seen = Callable[..., Evidence]


def test_the_referral_is_marked_between_the_week_before_it_and_the_first_since(seen: Seen, english: Words) -> None:
    evidence = seen({"day": -1, "cost_pence": 30_000}, {"day": 0, "cost_pence": 10_000})
    figure = weekly_cost(release(found(evidence, weeks=(-2, 1))), words=english)
    sets = figure.chart.to_dict()["datasets"].values()
    [bars] = [rows for rows in sets if "value" in rows[0]]
    [rule] = [rows for rows in sets if "said" in rows[0]]
    assert rule == [{"week": 0, "said": "day of referral"}]
    assert [(bar["week"], bar["next"], bar["value"]) for bar in bars] == [
        (-2, -1, 0),
        (-1, 0, 300),
        (0, 1, 100),
        (1, 2, 0),
    ]
    assert figure.description.split("\n")[:3] == [
        "Before the referral: £300 in 2 weeks, so £150 a week; the highest week £300.",
        "Since the referral: £100 in 2 weeks, so £50 a week; the highest week £100.",
        "One person, observed in some of these weeks at least.",
    ]


def test_contacts_are_drawn_without_a_word_of_pounds(seen: Seen, english: Words) -> None:
    figure = weekly_cost(release(found(seen({"day": 1}), weeks=(-1, 0))), words=english, measure="activity")
    assert "£" not in figure.description
    assert "Since the referral: one contact in one week, so 1 a week; the highest week 1." in figure.description


def test_people_with_no_day_of_referral_are_told_of(seen: Seen, english: Words) -> None:
    figure = weekly_cost(release(found(seen({"day": 1}, referred_on=None))), words=english)
    assert figure.empty == "None of these people has a day of referral, so there are no weeks to count from it."
