"""The picture of: how does this number behave over time? An X chart above its moving ranges."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import table_in_words
from workbench.charts.figure import Figure
from workbench.charts.series_in_words import series_in_words
from workbench.charts.theme import BLUE, GREY, INK, PAPER, PURPLE, VERMILION, beneath, rows, wrapped
from workbench.frames import Released
from workbench.model import Per
from workbench.model.number import number_in_words
from workbench.model.prompts import Words
from workbench.patterns.process_behaviour import ProcessBehaviour

__all__ = ["process_behaviour"]

_WIDTH, _HEIGHT, _RANGES = 1000, 380, 120
#: What a signal looks like; never told by colour alone.
_LOOKS = {
    "none": ("circle", BLUE, 70),
    "outside": ("diamond", VERMILION, 420),
    "run": ("square", PURPLE, 240),
    "both": ("triangle-up", VERMILION, 420),
}
_COLUMNS = ["happened_on", "value", "mean", "lower", "upper", "moving_range", "upper_range", "signal", "part", "note"]
_BY_DAY = {Per.day, Per.week, Per.fortnight}


def process_behaviour(released: Released[ProcessBehaviour], *, words: Words) -> Figure:
    """The values with their mean and the limits of noise, and below them the moving ranges with theirs.

    Where there are too few points for limits, the points alone, and why. Changes people marked stand as numbered lines.
    """
    finding, table = released.finding, released.table
    title = words.say("series.chart.title", name=finding.name)
    if table.empty:
        empty = words.say("series.chart.empty", name=finding.name)
        return Figure.nothing_yet(released, title=title, empty=empty, words=words)
    told = series_in_words(released, words)
    across = _across(table, words, by_day=finding.per in _BY_DAY)
    unit = words.say("series.chart.x", unit=finding.unit, per=words.say(f"series.per.{finding.per}"))
    charts = [
        alt.layer(*layers, width=_WIDTH, height=height)
        for layers, height in (
            ([*_changes(finding.changes, across), *_values(table, across, unit, words)], _HEIGHT),
            (_ranges(table, across, words), _RANGES),
        )
        if layers
    ]
    charts[-1] = charts[-1].properties(title=beneath(told.beneath))
    picture = alt.vconcat(*charts, spacing=24)
    return Figure.of(
        released,
        picture,
        title=title,
        description="\n".join(told.sentences),
        table=table_in_words(_for_people(table, words), _COLUMNS, words=words),
        words=words,
    )


def _for_people(table: pd.DataFrame, words: Words) -> pd.DataFrame:
    figures = ["mean", "lower", "upper", "moving_range", "upper_range"]
    if "value_shown" not in table:
        figures.append("value")
    shown = {name: [number_in_words(value) for value in table[name]] for name in figures}
    return table.assign(**shown, signal=[words.say(f"series.chart.{s}") if s else "" for s in table["signal"]])


def _across(table: pd.DataFrame, words: Words, *, by_day: bool) -> Any:
    axis = alt.Axis(format="%d/%m/%Y" if by_day else "%m/%Y", grid=False, labelOverlap=True, tickCount=8)
    ends = [table["happened_on"].iloc[0].isoformat(), table["happened_on"].iloc[-1].isoformat()]
    return alt.X(
        "day:T", title=words.say("series.chart.when"), axis=axis, scale=alt.Scale(domain=ends, padding=24, nice=False)
    )


def _up(title: str, *, letters: int = 34) -> Any:
    lines = wrapped(title, letters).split("\n")
    return alt.Y("value:Q", title=lines, scale=alt.Scale(zero=False, nice=True), axis=alt.Axis(grid=False, tickCount=6))


def _values(table: pd.DataFrame, across: Any, unit: str, words: Words) -> list[Any]:
    y = _up(unit)
    below_none = bool((table["value"].dropna() >= 0).all())
    # a limit below 0 says nothing of what cannot fall below it
    hide = {"lower"} if below_none and table["lower"].iloc[-1] < 0 else set()
    lines = [line for name in ("mean", "lower", "upper") if name not in hide for line in _limit(table, name, words)]
    return [*_limits(lines, across, y), *_points(table, across, y, words)]


def _limit(table: pd.DataFrame, name: str, words: Words) -> list[dict[str, Any]]:
    """The line of one figure over each part that has limits; the newest carries its words, sentences tell the rest."""
    last = table["part"].iloc[-1]
    made = []
    for number, part in table[table["mean"].notna()].groupby("part"):
        value, days = float(part[name].iloc[0]), part["happened_on"]
        made.append(
            {
                "day": days.iloc[0].isoformat(),
                "day2": days.iloc[-1].isoformat(),
                "value": value,
                "line": name,
                "text": words.say(f"series.chart.{name}", n=number_in_words(value)) if number == last else "",
            }
        )
    return made


def _limits(lines: list[dict[str, Any]], across: Any, y: Any) -> list[Any]:
    if not lines:
        return []
    base = alt.Chart(rows(lines)).encode(x=across, y=y)
    across_end = alt.X("day2:T")
    solid = alt.when("datum.line === 'mean'").then(alt.value([1, 0])).otherwise(alt.value([7, 5]))
    return [
        base.mark_rule(color=GREY, strokeWidth=2).encode(x2="day2:T", strokeDash=solid),
        base.mark_text(align="left", dx=26, fontSize=14, color=INK).encode(x=across_end, text="text:N"),
    ]


def _points(table: pd.DataFrame, across: Any, y: Any, words: Words) -> list[Any]:
    points = []
    for row in table[table["value"].notna()].to_dict("records"):
        *_, size = _LOOKS[row["signal"] or "none"]
        signal = words.say(f"series.chart.{row['signal'] or 'none'}")
        day, value = row["happened_on"].isoformat(), float(row["value"])
        points.append({"day": day, "value": value, "signal": signal, "size": size})
    line = [
        {"day": row["happened_on"].isoformat(), "value": None if pd.isna(row["value"]) else float(row["value"])}
        for row in table.to_dict("records")
    ]
    looks = {words.say(f"series.chart.{key}"): look for key, look in _LOOKS.items()}
    said = {key: look for key, look in looks.items() if any(point["signal"] == key for point in points)}
    legend = alt.Legend(
        title=None,
        orient="top",
        symbolSize=260,
        labelLimit=600,
        symbolFillColor=PAPER,
        symbolStrokeWidth=2,
    )
    shape = alt.Shape(
        "signal:N",
        scale=alt.Scale(domain=list(said), range=[drawn for drawn, _, _ in said.values()]),
        legend=legend if table["signal"].any() else None,
    )
    # one legend for both: shape and colour say the same
    stroke = alt.Stroke(
        "signal:N",
        scale=alt.Scale(domain=list(said), range=[colour for _, colour, _ in said.values()]),
        legend=legend if table["signal"].any() else None,
    )
    marks = alt.Chart(rows(points)).mark_point(fill=PAPER, strokeWidth=2.5, opacity=1)
    return [
        # a hidden value leaves a gap, which a straight line over it would deny
        alt.Chart(rows(line))
        .mark_line(color=BLUE, strokeWidth=2, invalid="break-paths-filter-domains")
        .encode(x=across, y=y),
        marks.encode(
            x=across,
            y=y,
            shape=shape,
            stroke=stroke,
            size=alt.Size("size:Q", scale=None, legend=None),
        ),
    ]


def _changes(changes: pd.DataFrame, across: Any) -> list[Any]:
    if changes.empty:
        return []
    marks = [
        {"day": row["changed_on"].isoformat(), "n": str(n), "anew": bool(row["recalculate"])}
        for n, row in enumerate(changes.to_dict("records"), start=1)
    ]
    base = alt.Chart(rows(marks)).encode(x=across)
    dash = alt.when("datum.anew").then(alt.value([1, 0])).otherwise(alt.value([3, 4]))
    return [
        base.mark_rule(color=INK, strokeWidth=1.5, clip=True).encode(strokeDash=dash),
        base.mark_text(baseline="top", align="left", dx=5, fontSize=18, fontWeight="bold", color=INK, clip=True).encode(
            text="n:N", y=alt.value(2)
        ),
    ]


def _ranges(table: pd.DataFrame, across: Any, words: Words) -> list[Any]:
    """The layers of the moving ranges; none where no two points follow one another."""
    known = table[table["moving_range"].notna()]
    if known.empty:
        return []
    y = _up(words.say("series.chart.ranges"), letters=16)
    points = [
        {
            "day": row["happened_on"].isoformat(),
            "value": float(row["moving_range"]),
            "beyond": bool(row["range_signal"]),
        }
        for row in known.to_dict("records")
    ]
    base = alt.Chart(rows(points)).encode(x=across, y=y)
    size = alt.when("datum.beyond").then(alt.value(300)).otherwise(alt.value(50))
    colour = alt.when("datum.beyond").then(alt.value(VERMILION)).otherwise(alt.value(GREY))
    return [
        *_limits(_limit(table, "upper_range", words), across, y),
        base.mark_line(color=GREY, strokeWidth=1.5),
        base.mark_point(shape="diamond", fill=PAPER, strokeWidth=2, opacity=1).encode(size=size, stroke=colour),
    ]
