from __future__ import annotations

import pandas as pd
import pytest

from workbench.charts import local_multiplier
from workbench.frames import Audience
from workbench.model.prompts import Words
from workbench.patterns import LocalMultiplier
from workbench.sharing import release

COLUMNS = ["title", "stage", "round_1_pounds", "round_2_pounds", "round_3_pounds", "lm3", "noted_on"]
SAYS = (
    "LM3 says how far money travels locally in three rounds. It does not say whether anybody’s life became better, "
    "nor what would have been spent here anyway."
)


def multipliers(who: Audience, *rows: tuple[str, str, float, float, float, float | None]) -> LocalMultiplier:
    table = pd.DataFrame([(*row, pd.Timestamp("2026-04-01")) for row in rows], columns=COLUMNS)
    return LocalMultiplier(audience=who, table=table.astype({"lm3": "float64"}))


def test_predicted_and_actual_are_told_for_each_pound_with_what_it_does_not_say(english: Words, team: Audience) -> None:
    found = multipliers(
        team, ("Borders", "predicted", 1e4, 8e3, 3.4e3, 2.14), ("Borders", "actual", 1e4, 9e3, 4.9e3, 2.39)
    )
    figure = local_multiplier(release(found), words=english)
    assert figure.description == (
        f"Borders, predicted: £2.14 for each £1 received.\nBorders, actual: £2.39 for each £1 received.\n{SAYS}"
    )
    assert figure.notes == (SAYS,)
    assert figure.table.to_numpy().tolist() == [
        ["Borders", "predicted", "£10,000", "£8,000", "£3,400", "£2.14", "1 April 2026"],
        ["Borders", "actual", "£10,000", "£9,000", "£4,900", "£2.39", "1 April 2026"],
    ]


def test_the_rounds_stand_one_after_another_and_end_at_lm3(english: Words, team: Audience) -> None:
    figure = local_multiplier(release(multipliers(team, ("B", "actual", 100.0, 80.0, 34.0, 2.14))), words=english)
    datasets = list(figure.chart.to_dict()["datasets"].values())
    [parts] = [rows for rows in datasets if "round" in rows[0]]
    [ends] = [rows for rows in datasets if "round" not in rows[0]]
    assert [(row["from"], row["to"], row["shown"]) for row in parts] == [
        (0.0, 1.0, "£1.00"),
        (1.0, 1.8, "£0.80"),
        (1.8, pytest.approx(2.14), "£0.34"),
    ]
    assert (ends[0]["at"], ends[0]["shown"]) == (pytest.approx(2.14), "£2.14 for each £1")


def test_where_nothing_was_received_it_says_so(english: Words, team: Audience) -> None:
    figure = local_multiplier(release(multipliers(team, ("B", "actual", 0.0, 5.0, 5.0, None))), words=english)
    assert figure.table["LM3 for each £1"].tolist() == ["nothing received, so there is no LM3"]
    assert "B, actual: nothing was received, so there is no LM3." in figure.description


def test_two_grants_of_one_name_are_two_bars(english: Words, team: Audience) -> None:
    same = ("B", "actual", 100.0, 80.0, 34.0, 2.14)
    figure = local_multiplier(release(multipliers(team, same, same)), words=english)
    bars = {row["bar"] for rows in figure.chart.to_dict()["datasets"].values() for row in rows}
    assert bars == {"B\nactual", "B\nactual (2)"}


def test_no_rounds_say_so(english: Words, team: Audience) -> None:
    figure = local_multiplier(release(multipliers(team)), words=english)
    assert figure.empty == "No rounds of a local multiplier have been written down yet."
