from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from workbench.charts import time_line
from workbench.charts.time_line import MOST_DRAWN, MOST_LANES
from workbench.frames import Audience
from workbench.model.prompts import Words
from workbench.patterns import TimeLine
from workbench.sharing import release


def life(who: Audience, contacts: Sequence[tuple[str, str, str | None]], *, bought: int = 0) -> TimeLine:
    """One life: contacts as (day, agency, urgency), and the days that mark it."""
    table = pd.DataFrame(contacts, columns=["happened_on", "agency", "urgency"])
    table = table.assign(
        id=[f"k{at}" for at in range(len(table))],
        activity="visit",
        does=None,
        demand="failure",
        quantity=1.0,
        cost_pounds=12.5,
        handed_to="",
        note="",
        phase="before",
        observed=[on != "2023-12-31" for on in table["happened_on"]],
        may_leave=False,
        happened_on=pd.to_datetime(table["happened_on"]),
    )
    marks = pd.DataFrame(
        {"mark": ["observed_from", "way_from"], "marked_on": pd.to_datetime(["2024-01-01", "2024-06-01"])}
    )
    spent = pd.DataFrame(
        {"id": "s", "spent_on": pd.to_datetime(["2024-06-02"] * bought), "what": "Bed", "amount_pounds": 20.0}
    )
    return TimeLine(audience=who, table=table, marks=marks, bought=spent, case="w", pseudonym="Wren")


def test_a_life_is_told_agency_by_agency_with_its_days(english: Words, team: Audience) -> None:
    contacts = [("2023-12-31", "police", "crisis"), ("2024-02-01", "NHS", None), ("2024-07-01", "police", "planned")]
    figure = time_line(release(life(team, contacts, bought=2)), words=english)
    assert figure.title == "What happened in Wren’s life with services?"
    assert figure.description.split("\n") == [
        "1 contact with NHS, from 1 February 2024 to 1 February 2024; crises: 0.",
        "2 contacts with police, from 31 December 2023 to 1 July 2024; crises: 1.",
        "Looked for from: 1 January 2024.",
        "New way of working: 1 June 2024.",
        "2 things were bought, for £40.00 altogether.",
    ]
    assert figure.notes == (
        "1 contact lies outside the time for which somebody looked for them: it is shown, and never counted.",
    )
    assert figure.table.iloc[0].tolist() == [
        "31 December 2023", "police", "visit", "", "crisis", "failure", "1", "12.50", "", "",
    ]  # fmt: skip


def test_a_crisis_has_a_shape_of_its_own(english: Words, team: Audience) -> None:
    contacts = [("2024-02-01", "NHS", "crisis"), ("2024-02-01", "NHS", None)]
    chart = time_line(release(life(team, contacts)), words=english).chart.to_dict()
    scale = chart["layer"][-1]["encoding"]["shape"]["scale"]
    assert scale == {"domain": ["planned, or not said", "crisis"], "range": ["circle", "triangle-up"]}


def test_only_so_many_contacts_are_drawn_and_the_table_has_all(english: Words, team: Audience) -> None:
    contacts = [("2024-02-01", "NHS", None)] * (MOST_DRAWN + 20)
    figure = time_line(release(life(team, contacts)), words=english)
    assert max(len(rows) for rows in figure.chart.to_dict()["datasets"].values()) == 800
    assert len(figure.table) == 820
    assert figure.notes[-1] == "The picture has the newest 800 of 820 contacts; the table has all."


def test_only_so_many_agencies_have_a_lane(english: Words, team: Audience) -> None:
    contacts = [("2024-02-01", f"agency {at:02}", None) for at in range(MOST_LANES + 3)]
    figure = time_line(release(life(team, contacts)), words=english)
    assert figure.notes == ("The picture has the first 20 of 23 agencies by name; the table has all.",)
    assert "agency 22" not in str(figure.chart.to_dict()["datasets"])


def test_a_name_like_a_tag_is_text(english: Words, team: Audience) -> None:
    figure = time_line(release(life(team, [("2024-02-01", "<script>x</script>", None)])), words=english)
    assert "<script>x" not in figure.to_html()


def test_no_contacts_say_so(english: Words, team: Audience) -> None:
    figure = time_line(release(life(team, [])), words=english)
    assert figure.empty == "No contacts have been written down or brought in for Wren yet."
