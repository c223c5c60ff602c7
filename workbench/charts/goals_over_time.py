"""The picture of: where does a person put themselves on their own goals? A star over dates, or lines goal by goal."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import day_in_words, table_in_words
from workbench.charts.figure import Figure
from workbench.charts.goal_star import goal_star
from workbench.charts.theme import BLUE, INK, PALE, PAPER, SMALL, rows, wrapped
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.goals_over_time import GoalsOverTime

__all__ = ["goals_over_time"]

#: A star with fewer arms is a stroke.
_FEWEST_ARMS = 3
_COLUMNS = ["number", "wording", "scored_on", "score", "said", "change", "ended_on"]


def goals_over_time(released: Released[GoalsOverTime], *, words: Words, form: str = "star") -> Figure:
    """One person's goals: ``form="star"`` has an arm for each goal, ``form="lines"`` a small picture for each.

    Nothing is drawn of several people together, or where it is not known that it is one.
    """
    table, finding = released.table, released.finding
    scored = table[table["score"].notna()]
    star = form == "star" and scored["goal"].nunique() >= _FEWEST_ARMS
    title = words.say(f"goals.chart.title_{'star' if star else 'lines'}")
    if scored.empty or not finding.one_person:
        key = "empty" if finding.one_person or table.empty else "one_person"
        return Figure.nothing_yet(released, title=title, empty=words.say(f"goals.chart.{key}"), words=words)
    number = {goal: n for n, goal in enumerate(dict.fromkeys(table["goal"]), start=1)}
    numbered = table.assign(number=table["goal"].map(number))
    picture = goal_star(numbered, words) if star else _lines(numbered, words)
    return Figure.of(
        released,
        picture,
        title=title,
        description=_told(numbered, words)
        + ("\n" + words.say("goals.chart.few") if form == "star" and not star else ""),
        table=table_in_words(numbered, _COLUMNS, words=words),
        words=words,
    )


def _told(table: pd.DataFrame, words: Words) -> str:
    said = []
    for number, of_goal in table.groupby("number"):
        scores = [
            words.say("goals.chart.score_on", score=f"{row['score']:g}", day=day_in_words(row["scored_on"], words))
            for row in of_goal[of_goal["score"].notna()].to_dict("records")
        ]
        listed = ", ".join(scores) or words.say("goals.chart.none")
        said.append(words.say("goals.chart.told", number=number, wording=of_goal["wording"].iloc[0], scores=listed))
    return "\n".join(said)


def _lines(table: pd.DataFrame, words: Words) -> Any:
    """Small pictures, four in a row, all on the same days and the same 0 to 10, in the star's order."""
    days = [day.isoformat() for day in table["scored_on"].dropna()]
    ends = [min(days), max(days)]
    small = [_line(of_goal, ends, words) for _, of_goal in table.groupby("number")]
    return alt.concat(*small, columns=4, spacing={"row": 34, "column": 30})


def _line(of_goal: pd.DataFrame, ends: list[str], words: Words) -> Any:
    first = of_goal.iloc[0]
    heading = wrapped(f"{first['number']}. {first['wording']}", 28, lines=3).split("\n")
    if not pd.isna(first["ended_on"]):
        heading.append(words.say("goals.chart.away", day=day_in_words(first["ended_on"], words)))
    elif of_goal["score"].isna().all():
        heading.append(words.say("goals.chart.none"))
    points = [
        {"day": row["scored_on"].isoformat(), "score": row["score"], "shown": f"{row['score']:g}"}
        for row in of_goal[of_goal["score"].notna()].to_dict("records")
    ]
    days = alt.Axis(tickCount=3, format="%m/%y", labelFontSize=13, grid=False, labelFlush=True)
    x = alt.X("day:T", title=None, axis=days, scale=alt.Scale(domain=ends, padding=14))
    up = alt.Axis(values=[0, 5, 10], labelFontSize=13, gridColor=PALE)
    y = alt.Y("score:Q", title=None, axis=up, scale=alt.Scale(domain=[0, 10], padding=10))
    base = alt.Chart(rows(points)).encode(x=x, y=y)
    return alt.layer(
        base.mark_line(color=BLUE, strokeWidth=2.5),
        base.mark_point(shape="circle", size=90, fill=PAPER, stroke=BLUE, strokeWidth=2.5, opacity=1),
        base.mark_text(dy=-14, fontSize=SMALL, fontWeight="bold", color=INK).encode(text="shown:N"),
        width=235,
        height=130,
        title=alt.TitleParams(text=heading, anchor="start", fontSize=15, fontWeight="normal", color=INK, offset=10),
    )
