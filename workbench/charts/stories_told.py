"""The picture of: how many stories were told, and when?"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import table_in_words
from workbench.charts.figure import Figure
from workbench.charts.theme import BLUE, INK, LARGE, count_axis, rows
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.stories_told import StoriesTold

__all__ = ["stories_told"]


def stories_told(released: Released[StoriesTold], *, words: Words) -> Figure:
    """A bar for each month (or year), the number of stories at its end ("*" where it is hidden)."""
    title = words.say("stories.chart.title")
    table = released.table
    if table.empty:
        return Figure.nothing_yet(released, title=title, empty=words.say("stories.chart.empty"), words=words)
    table = table.assign(period=[_period(str(period), words) for period in table["period"]])
    return Figure.of(
        released,
        _bars(table, released.finding.unit, words),
        title=title,
        description=_told(table, words),
        table=table_in_words(table, ["period", "n", "n_people"], words=words, section="stories.chart"),
        words=words,
        bars_of=table,
    )


def _period(period: str, words: Words) -> str:
    year, _, month = period.partition("-")
    if not month:
        return year or words.say("stories.chart.no_day")
    return words.say("stories.chart.month", month=words.say(f"charts.month.m{int(month)}"), year=year)


def _told(table: pd.DataFrame, words: Words) -> str:
    told = table[table["n_shown"] != "0"].to_dict("records")
    return "\n".join(
        words.say("stories.chart.told", period=row["period"], n=row["n_shown"], people=row["n_people_shown"])
        for row in told
    )


def _bars(table: pd.DataFrame, unit: str, words: Words) -> Any:
    bars: list[dict[str, Any]] = [
        {"period": row["period"], "n": 0 if pd.isna(row["n"]) else int(row["n"]), "shown": str(row["n_shown"])}
        for row in table.to_dict("records")
    ]
    most = max(*(bar["n"] for bar in bars), 1)
    count = count_axis(most)
    across = alt.X("n:Q", title=words.say("stories.chart.x"), axis=count, scale=alt.Scale(domain=[0, most * 1.12]))
    down = alt.Y("period:N", sort=None, title=words.say(f"stories.chart.y_{unit}"))
    base = alt.Chart(width=760, height=40 * len(bars)).encode(x=across, y=down)
    drawn = base.mark_bar(height=26, color=BLUE, stroke=INK, strokeWidth=0.6)
    numbers = base.mark_text(align="left", dx=8, fontSize=LARGE, fontWeight="bold", color=INK).encode(text="shown:N")
    return alt.layer(drawn, numbers, data=rows(bars))
