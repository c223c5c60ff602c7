"""The picture of: where do the experiments stand?"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import named, table_in_words
from workbench.charts.figure import Figure
from workbench.charts.theme import BLUE, INK, ORANGE, count_axis, rows
from workbench.frames import Released
from workbench.model import ExperimentKind, ExperimentStatus
from workbench.model.prompts import Words
from workbench.patterns.experiments_by_status import ExperimentsByStatus

__all__ = ["experiments_by_status"]


def experiments_by_status(released: Released[ExperimentsByStatus], *, words: Words) -> Figure:
    """Bars by status, a panel for each kind, the number at the end of each bar ("*" where it is hidden)."""
    table = released.table
    title = words.say("charts.experiments_by_status.title")
    if bool((table["n"].fillna(1) == 0).all()):
        empty = words.say("charts.experiments_by_status.empty")
        return Figure.nothing_yet(released, title=title, empty=empty, words=words)
    return Figure.of(
        released,
        _bars(table, words),
        title=title,
        description=_told(table, words),
        table=table_in_words(table, ["status", "experiment_kind", "n"], words=words),
        words=words,
        bars_of=table,
    )


def _told(table: pd.DataFrame, words: Words) -> str:
    parts = [
        words.say(
            "charts.experiments_by_status.told",
            status=named(words, "status", row["status"]),
            kind=named(words, "experiment_kind", row["experiment_kind"]),
            n=row["n_shown"],
        )
        for row in table[table["n_shown"] != "0"].to_dict("records")
    ]
    return "; ".join(parts) + "."


def _bars(table: pd.DataFrame, words: Words) -> Any:
    statuses = [named(words, "status", status.value) for status in ExperimentStatus]
    kinds = [named(words, "experiment_kind", kind.value) for kind in ExperimentKind]
    bars: list[dict[str, Any]] = [
        {
            "status": named(words, "status", row["status"]),
            "kind": named(words, "experiment_kind", row["experiment_kind"]),
            "at": 0 if pd.isna(row["n"]) else int(row["n"]),
            "shown": str(row["n_shown"]),
        }
        for row in table.to_dict("records")
    ]
    most = max(bar["at"] for bar in bars)
    count = count_axis(most)
    across = alt.X(
        "at:Q",
        title=words.say("charts.experiments_by_status.x"),
        axis=count,
        scale=alt.Scale(domain=[0, max(most, 1) * 1.15]),
    )
    base = alt.Chart(width=380, height=200).encode(
        x=across, y=alt.Y("status:N", sort=statuses, title=words.say("charts.experiments_by_status.y"))
    )
    colour = alt.Color("kind:N", scale=alt.Scale(domain=kinds, range=[BLUE, ORANGE]), legend=None)
    drawn = base.mark_bar(height=28, stroke=INK, strokeWidth=0.6).encode(color=colour)
    numbers = base.mark_text(align="left", dx=8, fontSize=20, fontWeight="bold", color=INK).encode(text="shown:N")
    return alt.layer(drawn, numbers, data=rows(bars)).facet(column=alt.Column("kind:N", sort=kinds), spacing=40)
