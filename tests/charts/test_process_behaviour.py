"""The picture of a series: its limits, its signals, and what is said where there are too few points."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import pytest

from workbench.charts import Figure, process_behaviour
from workbench.frames import Audience, Evidence, table
from workbench.model import Point, Series, SeriesChange
from workbench.model.prompts import Words
from workbench.patterns import ProcessBehaviour
from workbench.patterns import process_behaviour as found
from workbench.sharing import release
from workbench.sharing.disclosure import cells
from workbench.sharing.profile import DEFAULT

Sent = Callable[[Figure], str]
EVIL = "<script>alert(1)</script>"


def a_series(
    values: Sequence[float], who: Audience, *, changes: Sequence[SeriesChange] = (), name: str = "Bed days"
) -> ProcessBehaviour:
    points = [
        Point(id=f"p{n}", cycle="c", series="s", happened_on=pd.Timestamp(2026, 1 + n, 1).date(), value=v)
        for n, v in enumerate(values)
    ]
    tables = {
        "series": table("series", [Series(id="s", cycle="c", name=name, unit="bed days")]),
        "point": table("point", points),
        "series_change": table("series_change", changes),
    }
    evidence = Evidence(audience=who, tables=tables, on=pd.Timestamp(2026, 12, 1).date())
    return found(evidence, "s", publish=lambda counts: cells(counts, profile=DEFAULT))


def drawn_by(figure: Figure, mark: str) -> list[dict[str, Any]]:
    """The layers of the upper chart that use this mark."""
    return [layer for layer in figure.chart.to_dict()["vconcat"][0]["layer"] if layer["mark"]["type"] == mark]


def test_a_series_says_its_points_its_limits_and_that_they_are_no_targets(english: Words, team: Audience) -> None:
    figure = process_behaviour(release(a_series([10, 12, 11, 13, 12, 14], team)), words=english)
    assert figure.title == "How does “Bed days” behave over time?"
    assert figure.description.split("\n") == [
        "There are 6 points.",
        "From 1 January 2026: 6 points, mean 12, noise between 7.74 and 16.3.",
        "The limits are where this number's own noise ends. They are not targets.",
        "Limits from so few points still move as points come in.",
        "No signal: all of it can be noise.",
    ]
    assert figure.table.iloc[0].tolist() == ["1 January 2026", "10", "12", "7.74", "16.3", "", "5.23", "", "1", ""]


def test_too_few_points_are_drawn_without_limits_and_it_is_said(english: Words, team: Audience) -> None:
    figure = process_behaviour(release(a_series([10, 12, 11], team)), words=english)
    assert figure.description == (
        "There are 3 points.\n3 points are too few to tell noise from news: limits are drawn from 6 points on."
    )
    assert drawn_by(figure, "rule") == []


def test_a_signal_is_worth_asking_about_and_neither_good_nor_bad(english: Words, team: Audience) -> None:
    figure = process_behaviour(release(a_series([10] * 5 + [50] + [10] * 4, team)), words=english)
    assert "1 June 2026: 50, outside the limits of noise." in figure.description
    assert "It is neither good nor bad." in figure.description
    [marks] = drawn_by(figure, "point")
    assert marks["encoding"]["shape"]["scale"]["range"] == ["circle", "diamond"]


def test_changes_are_numbered_and_told_in_peoples_words(english: Words, team: Audience) -> None:
    change = SeriesChange(id="x", cycle="c", series="s", changed_on="2026-07-01", what=EVIL, recalculate=True)
    figure = process_behaviour(release(a_series([1, 2] * 3 + [21, 22] * 3, team, changes=[change])), words=english)
    assert figure.description.endswith(f"1. 1 July 2026: {EVIL} (limits begin anew)")
    assert EVIL not in figure.to_html()


def test_an_empty_series_says_so(english: Words, team: Audience) -> None:
    assert process_behaviour(release(a_series([], team)), words=english).empty == "“Bed days” has no values yet."


@pytest.mark.slow
def test_a_hidden_number_makes_no_difference_to_what_is_sent(
    sent: Sent, english: Words, team: Audience, place: Audience
) -> None:
    def series(small: int, who: Audience) -> str:
        return sent(process_behaviour(release(a_series([12, 14, 18, small, 22, 19, 23], who)), words=english))

    wide = {series(small, place) for small in (1, 3, 6)}
    own = {series(small, team) for small in (1, 3, 6)}
    assert (len(wide), len(own)) == (1, 3)


@pytest.mark.parametrize("name", [EVIL, "عدد الأيام 🌊"])
def test_a_name_is_only_ever_words(english: Words, team: Audience, name: str) -> None:
    figure = process_behaviour(release(a_series([1, 2, 3], team, name=name)), words=english)
    assert name in figure.title
    assert EVIL not in figure.to_html()
