"""The picture of: how much local spending comes of each pound of a grant?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import day_in_words
from workbench.charts.figure import Figure
from workbench.charts.theme import INK, LARGE, SMALL, rows, wrapped
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.local_multiplier import LocalMultiplier

__all__ = ["MOST_DRAWN", "local_multiplier"]

#: More bars than this cannot be read across a room; the table has all of them.
MOST_DRAWN = 16
_ROUNDS = ("round_1_pounds", "round_2_pounds", "round_3_pounds")
#: One blue in three depths, the letters on each dark or light enough to be read.
_SHADES = ("#08519C", "#9ECAE1", "#E7F1FA")


def local_multiplier(released: Released[LocalMultiplier], *, words: Words) -> Figure:
    """A bar for each grant and stage: the three rounds in pounds for each pound received, LM3 at its end.

    There is no line to be reached; what the figure says and does not say stands beside it as its first note.
    """
    table = released.table
    title = words.say("grants.chart.title")
    if table.empty:
        return Figure.nothing_yet(released, title=title, empty=words.say("grants.chart.empty"), words=words)
    made = Figure.of(
        released,
        _bars(table.iloc[:MOST_DRAWN], words),
        title=title,
        description=_told(table, words),
        table=_table(table, words),
        words=words,
    )
    return replace(made, notes=(words.say("grants.chart.says"), *made.notes))


def _name(row: Any, words: Words) -> str:
    return str(row["title"]) or words.say("grants.no_title")


def _told(table: pd.DataFrame, words: Words) -> str:
    said = []
    for row in table.to_dict("records"):
        stage = words.say(f"grants.stage.{row['stage']}")
        key = "told_none" if pd.isna(row["lm3"]) else "told"
        said.append(words.say(f"grants.chart.{key}", title=_name(row, words), stage=stage, lm3=f"{row['lm3']:.2f}"))
    if len(table) > MOST_DRAWN:
        said.append(words.say("grants.chart.first", n=MOST_DRAWN))
    return "\n".join([*said, words.say("grants.chart.says")])


def _table(table: pd.DataFrame, words: Words) -> pd.DataFrame:
    lines = []
    for row in table.to_dict("records"):
        line = {
            words.say("grants.chart.grant"): _name(row, words),
            words.say("grants.chart.stage"): words.say(f"grants.stage.{row['stage']}"),
        }
        for name in _ROUNDS:
            line[words.say(f"grants.chart.{name}")] = f"£{row[name]:,.2f}".removesuffix(".00")
        nothing = words.say("grants.chart.nothing_received")
        line[words.say("grants.chart.lm3")] = nothing if pd.isna(row["lm3"]) else f"£{row['lm3']:.2f}"
        line[words.say("grants.chart.noted_on")] = day_in_words(row["noted_on"], words)
        lines.append(line)
    return pd.DataFrame(lines, dtype="str")


def _bars(table: pd.DataFrame, words: Words) -> Any:
    parts: list[dict[str, Any]] = []
    ends: list[dict[str, Any]] = []
    for number, row in enumerate(table.to_dict("records"), start=1):
        bar = wrapped(f"{_name(row, words)}", 30, lines=2) + "\n" + words.say(f"grants.stage.{row['stage']}")
        if bar in {end["bar"] for end in ends}:
            bar += f" ({number})"  # two grants of one name are two bars
        if pd.isna(row["lm3"]):
            ends.append({"bar": bar, "at": 0, "shown": words.say("grants.chart.nothing_received")})
            continue
        at = 0.0
        for name in _ROUNDS:
            each = row[name] / row["round_1_pounds"]
            said = words.say(f"grants.chart.{name}_short")
            place = {"from": at, "to": at + each, "mid": at + each / 2}
            parts.append({"bar": bar, "round": said, "shown": f"£{each:.2f}", **place})
            at += each
        ends.append({"bar": bar, "at": at, "shown": words.say("grants.chart.bar", lm3=f"{row['lm3']:.2f}")})
    return _layers(parts, ends, words)


def _layers(parts: list[dict[str, Any]], ends: list[dict[str, Any]], words: Words) -> Any:
    most = max(1.0, *(end["at"] for end in ends))
    across = alt.Scale(domain=[0, most * 1.45], nice=False)
    axis = alt.Axis(format="$.2f", labelExpr="'£' + format(datum.value, '.2f')", tickCount=5)
    down = alt.Y("bar:N", sort=[end["bar"] for end in ends], title=None, axis=alt.Axis(labelLineHeight=SMALL + 2))
    rounds = [words.say(f"grants.chart.{name}_short") for name in _ROUNDS]
    base = alt.Chart(rows(parts), width=700, height=74 * len(ends))
    drawn = base.mark_bar(height=42, stroke=INK, strokeWidth=0.8).encode(
        x=alt.X("from:Q", scale=across, axis=axis, title=words.say("grants.chart.x")),
        x2="to:Q",
        y=down,
        color=alt.Color(
            "round:N",
            scale=alt.Scale(domain=rounds, range=list(_SHADES)),
            legend=alt.Legend(orient="top", title=None, direction="vertical", symbolStrokeColor=INK, labelLimit=700),
        ),
    )
    ink = alt.when(f"datum.round === {rounds[0]!r}").then(alt.value("#FFFFFF")).otherwise(alt.value(INK))
    inside = (
        base.transform_filter("datum.to - datum.from > 0.16")
        .mark_text(fontSize=SMALL)
        .encode(x=alt.X("mid:Q", scale=across), y=down, text="shown:N", color=ink)
    )
    whole = (
        alt.Chart(rows(ends))
        .mark_text(align="left", dx=10, fontSize=LARGE, fontWeight="bold", color=INK)
        .encode(x=alt.X("at:Q", scale=across), y=down, text="shown:N")
    )
    return alt.layer(drawn, inside, whole)
