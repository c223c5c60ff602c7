"""Themes together, by team and over time: what is drawn, what is told, and what a wider audience gets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from workbench.charts import Figure, theme_cooccurrence, themes_by_team, themes_over_time
from workbench.frames import Audience
from workbench.model.prompts import Words
from workbench.patterns import ThemeCooccurrence, ThemesByTeam, ThemesOverTime
from workbench.sharing import release

COUNTS = ["n_texts", "n_people", "n_read", "n_people_read", "share"]


def by_team(who: Audience, *rows: tuple[Any, ...]) -> ThemesByTeam:
    table = pd.DataFrame(list(rows), columns=["theme", "system", "team", *COUNTS, "looked_for"])
    return ThemesByTeam(audience=who, table=table.astype(dict.fromkeys(COUNTS[:4], "Int64")), n_people=40)


def over_time(who: Audience, *rows: tuple[Any, ...], n_without_day: int = 0) -> ThemesOverTime:
    table = pd.DataFrame(list(rows), columns=["theme", "name", "year", "quarter", *COUNTS])
    made = table.astype(dict.fromkeys([*COUNTS[:4], "year", "quarter"], "Int64"))
    return ThemesOverTime(audience=who, table=made, n_people=40, n_without_day=n_without_day)


def together(who: Audience, *rows: tuple[Any, ...]) -> ThemeCooccurrence:
    columns = ["theme", "other", "name", "other_name", "n_texts", "n_people", "n_overlapping", "n_people_overlapping"]
    return ThemeCooccurrence(audience=who, table=pd.DataFrame(list(rows), columns=columns), n_people=40, n_read=60)


def test_a_team_that_never_looked_is_told_apart_from_one_that_found_nothing(english: Words, team: Audience) -> None:
    found = by_team(
        team,
        ("Trust", "h", "Harbour", 3, 3, 20, 15, 0.15, True),
        ("Trust", "m", "Market", None, None, None, None, None, False),
        ("Waiting", "h", "Harbour", 0, 0, 20, 15, 0, True),
        ("Waiting", "m", "Market", 0, 0, 0, 0, None, True),
    )
    figure = themes_by_team(release(found), words=english)
    assert figure.description.split("\n")[:4] == [
        "Harbour, “Trust”: 3 of 20 read.",
        "Market, “Trust”: nobody looked for it.",
        "Harbour, “Waiting”: 0 of 20 read.",
        "Market, “Waiting”: nothing was read for it.",
    ]
    assert figure.table["Looked for"].tolist() == ["yes", "no", "yes", "yes"]


def test_a_quarter_in_which_nothing_was_read_is_not_told_as_none(english: Words, team: Audience) -> None:
    found = over_time(
        team,
        ("t", "Trust", 2025, 3, 2, 2, 5, 5, 0.4),
        ("t", "Trust", 2025, 4, 0, 0, 0, 0, None),
        ("w", "Waiting", 2025, 3, 0, 0, 0, 0, None),
        ("w", "Waiting", 2025, 4, 0, 0, 0, 0, None),
        n_without_day=1,
    )
    figure = themes_over_time(release(found), words=english)
    assert figure.description.split("\n") == [
        "“Trust”: 2025 Q3: 2 of 5 read.",
        "Waiting: nothing was read for it",
        "Blue: texts it lies on. Outline: texts of that quarter read for it. No outline: nobody looked, or too few to "
        "be shown.",
        "1 text that was read has no date.",
    ]


def test_pairs_are_told_with_their_words_and_a_warning(english: Words, team: Audience) -> None:
    found = together(
        team,
        ("t", "t", "Trust", "Trust", 12, 10, 12, 10),
        ("t", "w", "Trust", "Waiting", 5, 5, 2, 2),
        ("w", "w", "Waiting", "Waiting", 20, 15, 18, 15),
    )
    figure = theme_cooccurrence(release(found), words=english)
    assert figure.description.split("\n")[:4] == [
        "“Trust”: on 12 texts.",
        "“Waiting”: on 20 texts.",
        "“Trust” and “Waiting”: on 5 texts together, on the same words in 2.",
        "60 texts were read or tagged.",
    ]
    cells = next(rows for rows in figure.chart.to_dict()["datasets"].values() if "same" in rows[0])
    assert [(cell["across"], cell["down"], cell["shown"], cell["same"]) for cell in cells] == [
        ("Trust", "Trust", "12", ""),
        ("Trust", "Waiting", "5", "2"),
        ("Waiting", "Waiting", "20", ""),
    ]


def test_a_wider_audience_sees_no_small_number(english: Words, place: Audience, sent: Callable[[Figure], str]) -> None:
    figures = [
        themes_by_team(release(by_team(place, ("Trust", "h", "Harbour", 6, 6, 47, 44, 6 / 47, True))), words=english),
        themes_over_time(release(over_time(place, ("t", "Trust", 2025, 3, 6, 6, 47, 44, 6 / 47))), words=english),
        theme_cooccurrence(release(together(place, ("t", "t", "Trust", "Trust", 6, 6, 6, 6))), words=english),
    ]
    assert ["* of 45" in figure.description for figure in figures] == [True, True, False]
    assert "on * texts" in figures[2].description
    for figure in figures:
        assert [n for n in ('"n": 6', '"n_texts": 6', '"read": 47', "of 47", "6 of") if n in sent(figure)] == []


def test_nothing_yet_is_a_sentence(english: Words, team: Audience) -> None:
    for drawn, found in (
        (themes_by_team, by_team(team)),
        (themes_over_time, over_time(team)),
        (theme_cooccurrence, together(team)),
    ):
        figure = drawn(release(found), words=english)  # type: ignore[operator]  # three functions of one shape
        assert figure.empty
        assert figure.empty.endswith(".")
