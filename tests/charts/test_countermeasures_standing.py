from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from workbench.charts import countermeasures_standing
from workbench.charts.countermeasures_standing import MOST_DRAWN
from workbench.frames import Audience
from workbench.model.prompts import Words
from workbench.patterns import CountermeasuresStanding
from workbench.sharing import release

DAYS = ("from_on", "review_on", "experiment_ended_on", "ended_on")


def register(who: Audience, *rows: dict[str, Any]) -> CountermeasuresStanding:
    usual: dict[str, Any] = {
        "what": "Letters are held back",
        "shields_from": "",
        "experiment_title": None,
        "agreed_by": "Ama",
        "still_standing": False,
        "ended_why": None,
        **dict.fromkeys(DAYS),
    }
    columns = list(usual)
    table = pd.DataFrame([{**usual, **row} for row in rows], columns=columns)
    table[list(DAYS)] = table[list(DAYS)].astype("datetime64[s]")
    return CountermeasuresStanding(audience=who, table=table, on=date(2026, 5, 1))


OUTLIVED = {
    "from_on": "2026-01-05",
    "review_on": "2026-03-03",
    "experiment_ended_on": "2026-03-31",
    "experiment_title": "Visits first",
    "still_standing": True,
}
ENDED = {"what": "Signed by two", "from_on": "2026-02-01", "ended_on": "2026-04-01", "ended_why": "no_longer_needed"}


def test_a_line_runs_from_the_first_day_to_the_end_or_to_today(english: Words, team: Audience) -> None:
    figure = countermeasures_standing(release(register(team, OUTLIVED, ENDED, {"what": "No day"})), words=english)
    sets = list(figure.chart.to_dict()["datasets"].values())
    assert sets[0] == [
        {"name": "000Letters are held back", "from": "2026-01-05", "until": "2026-05-01"},
        {"name": "001Signed by two", "from": "2026-02-01", "until": "2026-04-01"},
        {"name": "002No day", "from": "2026-05-01", "until": "2026-05-01"},
    ]
    assert [(m["name"][:3], m["day"], m["mark"]) for m in sets[2]] == [
        ("000", "2026-01-05", "agreed from"),
        ("000", "2026-03-03", "review planned"),
        ("000", "2026-03-31", "its experiment ended"),
        ("001", "2026-02-01", "agreed from"),
        ("001", "2026-04-01", "ended"),
    ]
    assert figure.description == (
        "Letters are held back: stands, though its experiment “Visits first” has ended.\n"
        "Signed by two: ended on 1 April 2026.\nNo day: stands."
    )


def test_the_table_is_in_words_and_who_agreed_stays_with_the_group(
    english: Words, team: Audience, place: Audience
) -> None:
    own, wide = (countermeasures_standing(release(register(who, ENDED)), words=english) for who in (team, place))
    assert own.table.to_dict("records") == [
        {
            "Countermeasure": "Signed by two",
            "Shields from": "",
            "For the experiment": "",
            "Agreed by": "Ama",
            "From": "1 February 2026",
            "Review planned for": "",
            "Experiment ended": "",
            "Ended on": "1 April 2026",
            "What it showed": "no longer needed",
        }
    ]
    assert "Agreed by" not in wide.table


def test_only_so_many_lines_are_drawn_and_the_table_has_all(english: Words, team: Audience) -> None:
    figure = countermeasures_standing(release(register(team, *[ENDED] * (MOST_DRAWN + 1))), words=english)
    lines = next(iter(figure.chart.to_dict()["datasets"].values()))
    assert (len(lines), len(figure.table)) == (20, 21)
    assert figure.description.endswith("The picture has the first 20; the table has all.")


def test_an_empty_register_says_when_one_is_worth_writing_down(english: Words, team: Audience) -> None:
    assert (
        "No countermeasures have been written down yet."
        in countermeasures_standing(release(register(team)), words=english).to_html()
    )
