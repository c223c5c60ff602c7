"""The picture of: what comes up again?"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import table_in_words
from workbench.charts.figure import Figure
from workbench.charts.theme import BLUE, INK, SKY, count_axis, rows, wrapped
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.observations_by_theme import NO_THEME, ObservationsByTheme

__all__ = ["observations_by_theme"]

_LINE = 46
_LETTERS = 34


def observations_by_theme(released: Released[ObservationsByTheme], *, words: Words) -> Figure:
    """A bar a theme in alphabetical order: all observations, within it the patterns; "*" where a number is hidden."""
    title = words.say("pattern_board.chart.title")
    if released.table.empty:
        empty = words.say(f"pattern_board.chart.{'empty_wide' if released.audience.wide else 'empty'}")
        return Figure.nothing_yet(released, title=title, empty=empty, words=words)
    table = released.table.assign(
        theme=[name if name != NO_THEME else words.say("pattern_board.no_theme") for name in released.table["theme"]]
    )
    return Figure.of(
        released,
        _bars(table, words),
        title=title,
        description=_told(table, words),
        table=table_in_words(table, ["theme", "n", "n_patterns"], words=words, section="pattern_board"),
        words=words,
        bars_of=table,
    )


def _told(table: pd.DataFrame, words: Words) -> str:
    said = [
        words.say("pattern_board.chart.told", theme=row["theme"], n=row["n_shown"], patterns=row["n_patterns_shown"])
        for row in table.to_dict("records")
    ]
    return "; ".join(said) + "."


def _bars(table: pd.DataFrame, words: Words) -> Any:
    every, of_them = words.say("pattern_board.chart.every"), words.say("pattern_board.chart.patterns")
    bars: list[dict[str, Any]] = [
        {
            "theme": wrapped(row["theme"], _LETTERS, lines=2),
            "what": what,
            "at": 0 if pd.isna(row[column]) else int(row[column]),
            "shown": str(row[f"{column}_shown"]),
        }
        for row in table.to_dict("records")
        for column, what in (("n", every), ("n_patterns", of_them))
    ]
    most = max((int(bar["at"]) for bar in bars), default=0)
    axis = count_axis(most)
    across = alt.X(
        "at:Q",
        title=words.say("pattern_board.chart.x"),
        axis=axis,
        scale=alt.Scale(domain=[0, max(most, 1) * 1.15]),
    )
    order = list(dict.fromkeys(bar["theme"] for bar in bars))
    base = alt.Chart(rows(bars), width=620, height=_LINE * len(order) * 1.3).encode(
        x=across,
        y=alt.Y("theme:N", sort=order, title=words.say("pattern_board.chart.y")),
        yOffset=alt.YOffset("what:N", sort=[every, of_them]),
    )
    colour = alt.Color(
        "what:N",
        sort=[every, of_them],
        scale=alt.Scale(domain=[every, of_them], range=[SKY, BLUE]),
        legend=alt.Legend(orient="top", title=None),
    )
    numbers = base.mark_text(align="left", dx=8, fontSize=18, fontWeight="bold", color=INK).encode(text="shown:N")
    return alt.layer(base.mark_bar(stroke=INK, strokeWidth=0.6).encode(color=colour), numbers)
