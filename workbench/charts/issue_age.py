"""The picture of: how long have issues been open?"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import named, table_in_words
from workbench.charts.figure import Figure
from workbench.charts.theme import BLUE, INK, LARGE, count_axis, rows
from workbench.frames import Released
from workbench.model import Level
from workbench.model.prompts import Words
from workbench.patterns.issue_age import AgeBand, IssueAge

__all__ = ["issue_age"]


def issue_age(released: Released[IssueAge], *, words: Words) -> Figure:
    """Bars by age, a panel for each level, the number at the end of each bar ("*" where it is hidden)."""
    table = released.table
    title = words.say("issues.chart.age_title")
    if bool((table["n"].fillna(1) == 0).all()):
        return Figure.nothing_yet(released, title=title, empty=words.say("issues.chart.age_empty"), words=words)
    return Figure.of(
        released,
        _bars(table, words),
        title=title,
        description=_told(table, words),
        table=table_in_words(table, ["level", "age_band", "n"], words=words),
        words=words,
        bars_of=table,
    )


def _told(table: pd.DataFrame, words: Words) -> str:
    said = []
    for level in Level:
        parts = [
            words.say("issues.chart.age_told", age=named(words, "age_band", row["age_band"]), n=row["n_shown"])
            for row in table[(table["level"] == level) & (table["n_shown"] != "0")].to_dict("records")
        ]
        listed = "; ".join(parts) or words.say("issues.chart.none_open")
        said.append(words.say("issues.chart.age_level", level=named(words, "level", level.value), ages=listed))
    return "\n".join(said)


def _bars(table: pd.DataFrame, words: Words) -> Any:
    levels = [named(words, "level", level.value) for level in Level]
    undated = bool((table.loc[table["age_band"] == AgeBand.unknown, "n"].fillna(1) == 0).all())
    bands = [band for band in AgeBand if not (band is AgeBand.unknown and undated)]
    bars: list[dict[str, Any]] = [
        {
            "level": named(words, "level", row["level"]),
            "age": named(words, "age_band", row["age_band"]),
            "at": 0 if pd.isna(row["n"]) else int(row["n"]),
            "shown": str(row["n_shown"]),
        }
        for row in table.to_dict("records")
        if row["age_band"] in bands
    ]
    most = max(*(bar["at"] for bar in bars), 1)
    across = alt.X(
        "at:Q",
        title=words.say("issues.chart.age_x"),
        axis=count_axis(most, ticks=5),
        scale=alt.Scale(domain=[0, most * 1.2]),
    )
    down = alt.Y(
        "age:N",
        sort=[named(words, "age_band", band.value) for band in bands],
        title=words.say("issues.chart.age_y"),
        axis=alt.Axis(titleAngle=0, titleAlign="right", titleY=-16, titleX=-8),
    )
    base = alt.Chart(width=260, height=40 * len(bands)).encode(x=across, y=down)
    drawn = base.mark_bar(height=26, color=BLUE, stroke=INK, strokeWidth=0.6)
    numbers = base.mark_text(align="left", dx=8, fontSize=LARGE, fontWeight="bold", color=INK).encode(text="shown:N")
    return alt.layer(drawn, numbers, data=rows(bars)).facet(column=alt.Column("level:N", sort=levels), spacing=36)
