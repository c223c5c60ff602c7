"""The picture of: what is money spent on?"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import table_in_words
from workbench.charts.figure import Figure
from workbench.charts.theme import BLUE, INK, SMALL, rows, wrapped
from workbench.frames import Released
from workbench.model.choice import choices_in_words
from workbench.model.prompts import Words
from workbench.patterns.spending_by_category import SpendingByCategory

__all__ = ["MOST_DRAWN", "spending_by_category"]

#: More bars than this cannot be read across a room; the table has all of them.
MOST_DRAWN = 20


def spending_by_category(released: Released[SpendingByCategory], *, words: Words) -> Figure:
    """A bar of pounds for each category, the sum and the number of purchases beside it (".." where it is hidden)."""
    title = words.say("spending.chart.title")
    table = released.table
    known = choices_in_words("spend", "category", language=words.language)
    table = table.assign(category=[known.get(category, category) for category in table["category"]])
    if table.empty:
        return Figure.nothing_yet(released, title=title, empty=words.say("spending.chart.empty"), words=words)
    return Figure.of(
        released,
        _bars(table.iloc[:MOST_DRAWN], words),
        title=title,
        description=_told(table, words),
        table=table_in_words(table, ["category", "n", "n_people", "amount_pounds", "share"], words=words),
        words=words,
    )


def _in_words(row: Any, words: Words) -> str:
    n = None if pd.isna(row["n"]) else int(row["n"])
    return words.say("spending.chart.bar", pounds=row["amount_pounds_shown"], shown=row["n_shown"], n=n)


def _told(table: pd.DataFrame, words: Words) -> str:
    said = [
        words.say("spending.chart.told", category=row["category"], what=_in_words(row, words))
        for row in table.to_dict("records")
    ]
    if len(table) > MOST_DRAWN:
        said.append(words.say("spending.chart.first", n=MOST_DRAWN))
    return "\n".join(said)


def _bars(table: pd.DataFrame, words: Words) -> Any:
    bars: list[dict[str, Any]] = [
        {
            "category": wrapped(row["category"], 28, lines=2),
            "pounds": 0 if pd.isna(row["amount_pounds"]) else float(row["amount_pounds"]),
            "shown": _in_words(row, words),
        }
        for row in table.to_dict("records")
    ]
    most = max(*(bar["pounds"] for bar in bars), 1)
    across = alt.X(
        "pounds:Q",
        title=words.say("spending.chart.x"),
        axis=alt.Axis(format=",.0f", tickCount=5),
        # room for the words at the end of the longest bar
        scale=alt.Scale(domain=[0, most * 1.55], nice=False),
    )
    down = alt.Y("category:N", sort=None, title=words.say("spending.chart.y"), axis=alt.Axis(labelLineHeight=SMALL + 2))
    base = alt.Chart(width=760, height=46 * len(bars)).encode(x=across, y=down)
    drawn = base.mark_bar(height=28, color=BLUE, stroke=INK, strokeWidth=0.6)
    numbers = base.mark_text(align="left", dx=8, fontSize=SMALL, fontWeight="bold", color=INK).encode(text="shown:N")
    return alt.layer(drawn, numbers, data=rows(bars))
