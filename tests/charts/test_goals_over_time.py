"""The star and the lines of one person's goals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from workbench.charts import Figure, goals_over_time
from workbench.frames import Audience
from workbench.model.prompts import Words
from workbench.patterns import GoalsOverTime
from workbench.sharing import release

Sent = Callable[[Figure], str]
DAYS = [pd.Timestamp(2026, month, 1) for month in range(1, 10)]


def goals(who: Audience, *, n: int = 3, days: int = 2, one_person: bool = True) -> GoalsOverTime:
    rows = [
        {
            "goal": f"g{goal}",
            "person": "Wren",
            "wording": f"Help me with thing {goal}, which is rather long, as people's own words are",
            "position": goal,
            "scored_on": DAYS[day],
            "score": float(day + 1),
            "said": "",
            "change": float(day) if day else float("nan"),
            "ended_on": pd.NaT,
        }
        for goal in range(1, n + 1)
        for day in range(days)
    ]
    return GoalsOverTime(audience=who, table=pd.DataFrame(rows), one_person=one_person)


def star_of(figure: Figure) -> list[dict[str, Any]]:
    layers: list[dict[str, Any]] = figure.chart.to_dict()["hconcat"][0]["layer"]
    return layers


def test_fourteen_goals_are_numbered_arms_with_their_words_beside(english: Words, team: Audience) -> None:
    figure = goals_over_time(release(goals(team, n=14)), words=english)
    assert all(f">{n}</text>" in figure.svg for n in range(1, 15))
    assert figure.description.split("\n")[13] == (
        "14. Help me with thing 14, which is rather long, as people's own words are: "
        "1 on 1 January 2026, 2 on 1 February 2026."
    )


def test_days_differ_by_dash_and_mark_and_not_by_colour_alone(english: Words, team: Audience) -> None:
    figure = goals_over_time(release(goals(team, days=5)), words=english)
    scales = [layer["encoding"] for layer in star_of(figure) if "color" in layer["encoding"]]
    lines, marks = scales
    assert len({tuple(dash) for dash in lines["strokeDash"]["scale"]["range"]}) == 5
    assert len(set(marks["shape"]["scale"]["range"])) == 4  # the first and the newest share one, of different size


def test_many_days_show_the_first_and_the_newest_and_say_so(english: Words, team: Audience) -> None:
    figure = goals_over_time(release(goals(team, days=8)), words=english)
    assert "The star shows 5 of 8 days" in figure.svg.replace("\n", " ")
    assert len([line for line in figure.description.split("\n") if line.startswith("1. ")]) == 1


def test_lines_have_a_small_picture_for_each_goal(english: Words, team: Audience) -> None:
    figure = goals_over_time(release(goals(team, n=14)), words=english, form="lines")
    assert len(figure.chart.to_dict()["concat"]) == 14


def test_two_goals_make_lines_and_no_star(english: Words, team: Audience) -> None:
    figure = goals_over_time(release(goals(team, n=2)), words=english)
    assert len(figure.chart.to_dict()["concat"]) == 2
    assert figure.description.endswith("A star needs three goals or more, so these are lines.")


def test_people_are_never_drawn_together(english: Words, team: Audience) -> None:
    figure = goals_over_time(release(goals(team, one_person=False)), words=english)
    assert figure.empty == "Choose one person first. People are never shown together."


def test_the_pseudonym_stays_with_the_group(sent: Sent, english: Words, place: Audience) -> None:
    assert "Wren" not in sent(goals_over_time(release(goals(place)), words=english))
