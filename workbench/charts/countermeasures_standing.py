"""The picture of: which countermeasures stand, and until when?"""

from __future__ import annotations

from datetime import date
from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import day_in_words, table_in_words
from workbench.charts.days import UNTIL, across_days, day_of, down_names, line_name, marked
from workbench.charts.figure import Figure
from workbench.charts.theme import BLUE, GREY, INK, ORANGE, PAPER, SKY, SMALL, rows, wrapped
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.countermeasures_standing import CountermeasuresStanding

__all__ = ["MOST_DRAWN", "countermeasures_standing"]

#: More lines than this cannot be read across a room; what stands comes first, and the table has all of them.
MOST_DRAWN = 20

#: What is marked on a line: the column its day is in, its shape, and its colour.
_MARKS = (
    ("from_on", "circle", SKY),
    ("review_on", "diamond", ORANGE),
    ("experiment_ended_on", "cross", PAPER),
    ("ended_on", "square", BLUE),
)
_COLUMNS = [
    "countermeasure",
    "shields_from",
    "experiment_title",
    "agreed_by",
    "from_on",
    "review_on",
    "experiment_ended_on",
    "ended_on",
    "ended_why",
]


def countermeasures_standing(released: Released[CountermeasuresStanding], *, words: Words) -> Figure:
    """A line for each from the day it began to the day it ended, or to today; reviews and experiments' ends on it."""
    finding = released.finding
    table = finding.table
    title = words.say("countermeasures.chart.title")
    if table.empty:
        empty = words.say("countermeasures.chart.empty")
        return Figure.nothing_yet(released, title=title, empty=empty, words=words)
    return Figure.of(
        released,
        _time_line(table.iloc[:MOST_DRAWN], finding.on, words),
        title=title,
        description=_told(table, words),
        table=table_in_words(table.rename(columns={"what": "countermeasure"}), _COLUMNS, words=words),
        words=words,
    )


def _told(table: pd.DataFrame, words: Words) -> str:
    said = []
    for row in table.iloc[:MOST_DRAWN].to_dict("records"):
        key = "ended" if pd.notna(row["ended_on"]) else "outlived" if row["still_standing"] else "stands"
        said.append(
            words.say(
                f"countermeasures.chart.told_{key}",
                what=wrapped(row["what"], 100, lines=1),
                ended=day_in_words(row["ended_on"], words),
                experiment=row["experiment_title"],
            )
        )
    if len(table) > MOST_DRAWN:
        said.append(words.say("countermeasures.chart.first", n=MOST_DRAWN))
    return "\n".join(said)


def _time_line(table: pd.DataFrame, on: date, words: Words) -> Any:
    lines: list[dict[str, Any]] = []
    marks: list[dict[str, Any]] = []
    for at, row in enumerate(table.to_dict("records")):
        name = line_name(at, row["what"], letters=34)
        until = day_of(row["ended_on"]) or on.isoformat()
        lines.append({"name": name, "from": day_of(row["from_on"]) or until, "until": until})
        marks += [
            {"name": name, "day": day_of(row[column]), "mark": words.say(f"countermeasures.chart.{column}")}
            for column, _, _ in _MARKS
            if pd.notna(row[column])
        ]
    base = alt.Chart(width=820, height=50 * len(lines))
    down = down_names([line["name"] for line in lines])
    across = across_days(words.say("countermeasures.chart.x"))
    drawn: Any = base.mark_rule(strokeWidth=5, color=GREY).encode(x=across, x2=UNTIL, y=down)
    looks = [(words.say(f"countermeasures.chart.{column}"), shape, colour) for column, shape, colour in _MARKS]
    points = marked(base, "mark", looks).encode(x="utcyearmonthdate(day):T", y=down).properties(data=rows(marks))
    layers = (drawn.properties(data=rows(lines)), _today(base, on, words), points)
    return alt.layer(*layers).resolve_scale(color="independent")


def _today(base: alt.Chart, on: date, words: Words) -> Any:
    """The line of the day all this is told for, with its word above."""
    data = rows([{"day": on.isoformat(), "word": words.say("countermeasures.chart.today")}])
    here: Any = base.encode(x="utcyearmonthdate(day):T").properties(data=data)
    word = here.mark_text(fontSize=SMALL, baseline="bottom", color=INK, dy=-4).encode(text="word:N", y=alt.value(0))
    return alt.layer(here.mark_rule(strokeDash=[6, 5], strokeWidth=2, color=INK), word)
