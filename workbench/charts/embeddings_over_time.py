"""The picture of: when was each change agreed, and since when is it business as usual?"""

from __future__ import annotations

from datetime import date
from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import day_in_words, named, table_in_words
from workbench.charts.days import UNTIL, across_days, day_of, down_names, line_name, marked
from workbench.charts.figure import Figure
from workbench.charts.theme import BLUE, GREY, PAPER, SKY, rows, wrapped
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


def _lines(table: pd.DataFrame, on: date, words: Words) -> Any:
    lines: list[dict[str, Any]] = []
    marks: list[dict[str, Any]] = []
    for at, row in enumerate(table.to_dict("records")):
        name = line_name(at, row["change"], letters=34)
        agreed, usual = day_of(row["agreed_on"]), day_of(row["usual_on"])
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
    down = down_names([line["name"] for line in lines])
    base = alt.Chart(width=820, height=50 * len(lines))
    across = across_days(words.say("charts.embeddings_over_time.x"))
    # what goes on to today may go on
    dashes = alt.StrokeDash("open:N", scale=alt.Scale(domain=[False, True], range=[[1, 0], [7, 5]]), legend=None)
    drawn: Any = base.mark_rule(strokeWidth=5, color=GREY).encode(x=across, x2=UNTIL, y=down, strokeDash=dashes)
    looks = [(words.say(f"charts.embeddings_over_time.{key}"), shape, colour) for key, shape, colour in _MARKS]
    points = marked(base, "mark", looks).encode(x="utcyearmonthdate(day):T", y=down).properties(data=rows(marks))
    return alt.layer(drawn.properties(data=rows(lines)), points)
