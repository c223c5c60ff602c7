"""The picture of: what changed since a day?"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import day_in_words, named, table_in_words
from workbench.charts.figure import Figure
from workbench.charts.theme import BLUE, INK, SMALL, rows
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.changes_since import ChangesSince

__all__ = ["changes_since"]


def changes_since(released: Released[ChangesSince], *, words: Words) -> Figure:
    """Bars week by week, a row for each kind of thing that changed, so that no colour has to be told from another."""
    finding, table = released.finding, released.table
    since = day_in_words(finding.since, words)
    title = words.say("charts.changes_since.title", since=since)
    changed = table[table["n"].fillna(1) > 0]
    if changed.empty:
        empty = words.say("charts.changes_since.empty", since=since)
        return Figure.nothing_yet(released, title=title, empty=empty, words=words)
    return Figure.of(
        released,
        _bars(table, list(dict.fromkeys(changed["about"])), words),
        title=title,
        description=_told(changed, words),
        table=table_in_words(changed.sort_values(["week_on", "about"]), ["week_on", "about", "n"], words=words),
        words=words,
    )


def _told(changed: pd.DataFrame, words: Words) -> str:
    """For each kind: in how many weeks, and when last; no sums, for a sum could give a hidden number away."""
    return "\n".join(
        words.say(
            "charts.changes_since.told",
            about=named(words, "about", about),
            n=len(weeks),
            last=day_in_words(weeks["week_on"].max(), words),
        )
        for about, weeks in changed.groupby("about", sort=False)
    )


def _bars(table: pd.DataFrame, abouts: list[str], words: Words) -> Any:
    weeks = [
        {
            "week": f"{pd.Timestamp(row['week_on']):%Y-%m-%d}",
            "about": named(words, "about", row["about"]),
            "n": None if pd.isna(row["n"]) else int(row["n"]),
            "hidden": str(row["n_shown"]) if pd.isna(row["n"]) else None,
        }
        for row in table.to_dict("records")
        if row["about"] in abouts
    ]
    order = [named(words, "about", about) for about in abouts]
    n_weeks = len({week["week"] for week in weeks})
    bar = max(3, min(28, 800 // max(n_weeks, 1) - 2))
    base = alt.Chart(width=900, height=64)
    across = alt.X(
        "utcyearmonthdate(week):T",
        title=words.say("charts.changes_since.x"),
        axis=alt.Axis(format="%d/%m/%Y", tickCount=8, labelAngle=0, labelOverlap=True),
        scale=alt.Scale(padding=bar),
    )
    # of a single change there is no half
    count = alt.Axis(tickCount=2, labelExpr="datum.value % 1 ? '' : format(datum.value, 'd')")
    up = alt.Y("n:Q", title=words.say("charts.changes_since.y"), axis=count)
    bars = base.mark_bar(color=BLUE, size=bar).encode(x=across, y=up)
    stars = (
        base.mark_text(fontSize=SMALL, baseline="bottom", color=INK)
        .encode(x=across, y=alt.value(62), text="hidden:N")
        .transform_filter("datum.hidden !== null")
    )
    header = alt.Header(labelAngle=0, labelAlign="left", labelFontSize=SMALL)
    drawn = alt.layer(bars, stars, data=rows(weeks)).facet(
        row=alt.Row("about:N", sort=order, header=header), spacing=26
    )
    # a week that brings a map in adds a hundred links: on one scale the two issues beside it could not be seen
    return drawn.resolve_scale(y="independent")
