"""What few people's contacts were makes no difference to any picture of them that a wider audience is sent."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from workbench import charts, patterns
from workbench.charts import Figure
from workbench.frames import Audience, Evidence, Finding, table
from workbench.model import Case, Contact
from workbench.model.prompts import Words
from workbench.sharing import release

pytestmark = pytest.mark.slow

WAY_FROM = date(2024, 1, 15)
#: Days on which everybody has a contact.
USUAL = (-200, -20, -5, 5, 20, 200)


def seen(small: int, who: Audience, *, day: int) -> Evidence:
    """Forty people with the same contacts; a few of them were also arrested on one day, at a cost, four times each."""
    cases = [
        Case(
            id=f"p{n:02}",
            cycle="c",
            pseudonym=f"Person {n}",
            way_from=WAY_FROM,
            referred_on=WAY_FROM,
            observed_from=date(2022, 1, 1),
            observed_until=date(2025, 12, 31),
        )
        for n in range(40)
    ]
    usual = {"agency": "council", "activity": "visit", "cost_pence": 1_000, "urgency": "planned", "demand": "value"}
    rare = {"agency": "police", "activity": "arrest", "cost_pence": 77_700, "urgency": "crisis", "demand": "failure"}
    days = [(n, at, usual) for n in range(40) for at in USUAL] + [(n, day, rare) for n in range(small)] * 4
    contacts = [
        Contact.model_validate(
            {
                "id": f"x{at:04}",
                "cycle": "c",
                "case": f"p{n:02}",
                "happened_on": WAY_FROM + timedelta(days=days),
                **told,
            }
        )
        for at, (n, days, told) in enumerate(days)
    ]
    tables = {"case": table("case", cases), "contact": table("contact", contacts)}
    return Evidence(audience=who, tables=tables, on=date(2026, 5, 1))


PICTURES: list[tuple[Callable[..., Finding], Callable[..., Figure], int]] = [
    (patterns.activity_by_agency, charts.activity_by_agency, -30),
    (patterns.activity_by_agency, partial(charts.activity_by_agency, measure="cost"), 30),
    (patterns.activity_before_after, charts.activity_before_after, 30),
    (patterns.activity_before_after, partial(charts.activity_before_after, measure="quantity"), -30),
    (patterns.activity_before_after, partial(charts.activity_before_after, measure="cost"), -30),
    (patterns.cumulative_cost, charts.cumulative_cost, 400),
    (patterns.cumulative_cost, partial(charts.cumulative_cost, measure="activity"), -400),
    (patterns.yearly_cost, charts.yearly_cost, -500),
    (patterns.weekly_cost, charts.weekly_cost, 60),
    (patterns.weekly_cost, partial(charts.weekly_cost, measure="cost_a_person"), -60),
    (patterns.weekly_cost, partial(charts.weekly_cost, measure="activity"), -60),
    (patterns.crisis_share, charts.crisis_share, -30),
    (partial(patterns.crisis_share, by_quarter=False), charts.crisis_share, 30),
    (patterns.failure_demand, charts.failure_demand, -30),
]


def told(figure: Figure) -> str:
    """All that a page is made of; the drawing itself is made of the chart's JSON and of nothing else."""
    return "\n".join(
        [
            json.dumps(figure.chart.to_dict()),
            figure.description,
            figure.table.to_csv(),
            *figure.notes,
            str(figure.empty),
        ]
    )


@pytest.mark.parametrize(("ask", "draw", "day"), PICTURES)
def test_what_few_people_did_makes_no_difference_to_what_is_sent(
    ask: Callable[..., Any],
    draw: Callable[..., Figure],
    day: int,
    english: Words,
    team: Audience,
    place: Audience,
) -> None:
    wide = {told(draw(release(ask(seen(small, place, day=day))), words=english)) for small in (1, 3, 6)}
    own = {told(draw(release(ask(seen(small, team, day=day))), words=english)) for small in (1, 3, 6)}
    assert (len(wide), len(own)) == (1, 3)
