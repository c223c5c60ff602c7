"""The picture of: when was each change agreed, and since when is it business as usual?"""

from __future__ import annotations

from datetime import date
from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import day_in_words, named, table_in_words
from workbench.charts.figure import Figure
from workbench.charts.theme import BLUE, GREY, INK, PAPER, SKY, SMALL, rows, wrapped
from workbench.frames import Released
from workbench.model import EmbeddingState
from workbench.model.prompts import Words
from workbench.patterns.embeddings_over_time import EmbeddingsOverTime

__all__ = ["MOST_DRAWN", "embeddings_over_time"]

#: More lines than this cannot be read across a room; the latest are drawn, and the table has all of them.
MOST_DRAWN = 20

#: What is marked on a line: its word, its shape and its filling.
_MARKS = (("agreed_on", "circle", SKY), ("usual_on", "square", BLUE), ("given_up", "cross", PAPER))


def embeddings_over_time(released: Released[EmbeddingsOverTime], *, words: Words) -> Figure:
    """A line a change from the day it was agreed to the day it became usual; dashed on to today while it is not."""
    finding = released.finding
    table = finding.table
    title = words.say("charts.embeddings_over_time.title")
    if table.empty:
        key = "empty_wide" if released.audience.wide else "empty"
        empty = words.say(f"charts.embeddings_over_time.{key}")
        return Figure.nothing_yet(released, title=title, empty=empty, words=words)
    return Figure.of(
        released,
        _lines(table.iloc[-MOST_DRAWN:], finding.on, words),
        title=title,
        description=_told(table, finding.n_undated, words),
        table=table_in_words(
            table, ["change", "embedding_kind", "state", "agreed_on", "usual_on", "days"],
            words=words, section="charts.embeddings_by_state",
        ),
        words=words,
    )  # fmt: skip


def _told(table: pd.DataFrame, n_undated: int, words: Words) -> str:
    said = []
    for row in table.iloc[-MOST_DRAWN:].to_dict("records"):
        days = "none" if pd.isna(row["agreed_on"]) else "usual" if pd.notna(row["usual_on"]) else "agreed"
        said.append(
            words.say(
                f"charts.embeddings_over_time.told_{days}",
                change=wrapped(row["change"], 100, lines=1),
                state=named(words, "state", row["state"]),
                agreed=day_in_words(row["agreed_on"], words),
                usual=day_in_words(row["usual_on"], words),
            )
        )
    if len(table) > MOST_DRAWN:
        said.append(words.say("charts.embeddings_over_time.latest", n=MOST_DRAWN))
    if n_undated:
        said.append(words.say("charts.embeddings_over_time.undated", n=n_undated))
    return "\n".join(said)


def _day(day: Any) -> str | None:
    return None if pd.isna(day) else f"{pd.Timestamp(day):%Y-%m-%d}"


def _lines(table: pd.DataFrame, on: date, words: Words) -> Any:
    lines: list[dict[str, Any]] = []
    marks: list[dict[str, Any]] = []
    for at, row in enumerate(table.to_dict("records")):
        # Two may be called the same: the number keeps their lines apart, and is not shown.
        name = f"{at:03}{wrapped(row['change'], 34, lines=2)}"
        agreed, usual = _day(row["agreed_on"]), _day(row["usual_on"])
        given_up = row["state"] == EmbeddingState.given_up
        open_end = usual is None and not given_up
        until = usual or (agreed if given_up else on.isoformat())
        lines.append({"name": name, "from": agreed or until, "until": until, "open": open_end})
        days = {"agreed_on": None if given_up else agreed, "usual_on": usual, "given_up": agreed if given_up else None}
        marks += [
            {"name": name, "day": days[key], "mark": words.say(f"charts.embeddings_over_time.{key}")}
            for key, _, _ in _MARKS
            if days[key] is not None
        ]
    down = alt.Y(
        "name:N",
        sort=None,
        title=None,
        axis=alt.Axis(labelExpr="slice(datum.label, 3)", labelLineHeight=SMALL + 2, labelLimit=420),
    )
    base = alt.Chart(width=820, height=50 * len(lines))
    across = alt.X(
        "utcyearmonthdate(from):T",
        title=words.say("charts.embeddings_over_time.x"),
        axis=alt.Axis(format="%d/%m/%Y", tickCount=6, labelAngle=0),
        scale=alt.Scale(padding=14),
    )
    dashes = alt.StrokeDash(
        "open:N", scale=alt.Scale(domain=[False, True], range=[[1, 0], [7, 5]]), legend=None
    )  # what goes on to today may go on
    drawn: Any = base.mark_rule(strokeWidth=5, color=GREY).encode(
        x=across, x2="utcyearmonthdate(until):T", y=down, strokeDash=dashes
    )
    names = [words.say(f"charts.embeddings_over_time.{key}") for key, _, _ in _MARKS]
    legend = alt.Legend(title=None, orient="bottom", columns=3, symbolSize=260, symbolStrokeWidth=2)
    shape = alt.Shape("mark:N", scale=alt.Scale(domain=names, range=[s for _, s, _ in _MARKS]), legend=legend)
    fill = alt.Fill("mark:N", scale=alt.Scale(domain=names, range=[c for _, _, c in _MARKS]), legend=legend)
    points: Any = base.mark_point(size=300, stroke=INK, strokeWidth=2, opacity=1).properties(data=rows(marks))
    points = points.encode(x="utcyearmonthdate(day):T", y=down, shape=shape, fill=fill)
    return alt.layer(drawn.properties(data=rows(lines)), points)
