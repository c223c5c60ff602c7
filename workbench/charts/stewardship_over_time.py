"""The picture of: what did the reviews say to each prompt? Marks with words beside them, and the hours as a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import day_in_words, table_in_words
from workbench.charts.figure import Figure
from workbench.charts.theme import BLUE, GREY, INK, PALE, PAPER, SMALL, beneath, rows, text_layer, wrapped
from workbench.frames import Released
from workbench.model import ReviewState
from workbench.model.prompts import Words
from workbench.model.review_prompt import review_prompts
from workbench.patterns.stewardship_over_time import StewardshipOverTime

__all__ = ["stewardship_over_time"]

#: More reviews than this are no longer read side by side; the newest are drawn, and the table has all.
_MOST_DRAWN = 6
_PROMPT, _COLUMN, _ROW, _HOURS = 330, 165, 38, 150
_SHAPES = {"fine": "circle", "needs_work": "triangle-up", "dont_know": "cross"}
_SAID_COLUMNS = ["held_on", "title", "state", "note", "asked"]
_COUNT_COLUMNS = ["title", "n_fine", "n_needs_work", "n_dont_know"]


def stewardship_over_time(released: Released[StewardshipOverTime], *, words: Words) -> Figure:
    """For a group its reviews side by side; for wider audiences how many reviews said what to each prompt."""
    finding, wide = released.finding, released.audience.wide
    title = words.say(f"review.chart.title_{'wide' if wide else 'own'}")
    if released.table.empty:
        empty = words.say(f"review.chart.empty_{'wide' if wide else 'own'}")
        return Figure.nothing_yet(released, title=title, empty=empty, words=words)
    titles = {prompt.key: prompt.title for prompt in review_prompts(words)}
    titles |= {k: a for k, a in zip(released.table["prompt"], released.table["asked"], strict=True) if k not in titles}
    order = [key for key in titles if key in set(released.table["prompt"])]
    if wide:
        counted = _in_order(released.table, order, titles)
        picture, told = _counts(counted, words), [*_told_counts(counted, words), *_notes(finding.said, titles, words)]
        table = table_in_words(counted, _COUNT_COLUMNS, words=words, section="review")
    else:
        picture, told = _side_by_side(finding, order, titles, words), _told(finding, order, titles, words)
        said = _in_order(finding.said, order, titles, first=["held_on", "review"])
        said["state"] = [_state(state, words) for state in said["state"]]
        table = table_in_words(said, _SAID_COLUMNS, words=words, section="review")
    return Figure.of(released, picture, title=title, description="\n".join(told), table=table, words=words)


def _in_order(
    table: pd.DataFrame, order: list[str], titles: dict[str, str], *, first: Sequence[str] = ()
) -> pd.DataFrame:
    told = table.assign(title=table["prompt"].map(titles), at=table["prompt"].map({k: n for n, k in enumerate(order)}))
    return told.sort_values([*first, "at"]).reset_index(drop=True)


def _state(state: Any, words: Words) -> str:
    return words.say(f"review.state.{state}") if isinstance(state, str) and state else ""


# -- in sentences -----------------------------------------------------------------------------------------------------
def _told(finding: StewardshipOverTime, order: list[str], titles: dict[str, str], words: Words) -> list[str]:
    made = []
    for key in order:
        answers = finding.said[finding.said["prompt"] == key]
        said = ", ".join(
            words.say("review.chart.on", state=_state(row["state"], words), day=day_in_words(row["held_on"], words))
            for row in answers.to_dict("records")
            if _state(row["state"], words)
        )
        made.append(words.say("review.chart.told", title=titles[key], said=said or words.say("review.state.none")))
    for row in finding.reviews.to_dict("records"):
        day = day_in_words(row["held_on"], words)
        if not pd.isna(row["hours"]):
            made.append(words.say("review.chart.hours_on", hours=f"{row['hours']:g}", day=day))
        made += [
            words.say(f"review.chart.{change}", day=day, who=", ".join(row[change]))
            for change in ("came", "left")
            if row[change]
        ]
    return made


def _told_counts(counted: pd.DataFrame, words: Words) -> list[str]:
    return [
        words.say(
            "review.chart.told_counts",
            title=row["title"],
            **{str(state): row[f"n_{state}_shown"] for state in ReviewState},
        )
        for row in counted.to_dict("records")
    ]


def _notes(said: pd.DataFrame, titles: dict[str, str], words: Words) -> list[str]:
    return [
        words.say("review.chart.note", title=titles.get(row["prompt"], row["asked"]), note=row["note"])
        for row in said.to_dict("records")
    ]


# -- for the group itself ---------------------------------------------------------------------------------------------
def _side_by_side(finding: StewardshipOverTime, order: list[str], titles: dict[str, str], words: Words) -> Any:
    drawn = finding.reviews.tail(_MOST_DRAWN).reset_index(drop=True)
    column = {review: at for at, review in enumerate(drawn["review"])}
    row_of = {key: at for at, key in enumerate(order)}
    marks = [
        {
            "x": _PROMPT + column[row["review"]] * _COLUMN + 12,
            "y": (row_of[row["prompt"]] + 1.5) * _ROW,
            "state": row["state"],
            "said": _state(row["state"], words),
        }
        for row in finding.said.to_dict("records")
        if row["review"] in column and isinstance(row["state"], str) and row["state"]
    ]
    heads = [
        {"x": _PROMPT + at * _COLUMN, "y": _ROW / 2, "text": day_in_words(day, words)}
        for at, day in enumerate(drawn["held_on"])
    ]
    grid = _grid(order, titles, heads, wide=_PROMPT + _COLUMN * len(column))
    base = alt.Chart(rows(marks)).encode(x=grid.x, y=grid.y)
    shape = alt.Shape("state:N", legend=None, scale=alt.Scale(domain=list(_SHAPES), range=list(_SHAPES.values())))
    shapes = base.mark_point(size=170, filled=True, color=INK, opacity=1).encode(shape=shape)
    said = base.mark_text(align="left", dx=16, fontSize=SMALL, color=INK).encode(text="said:N")
    more = len(finding.reviews) - len(drawn)
    sentences = [words.say("review.chart.more", n=more)] if more else []
    above = alt.layer(*grid.layers, shapes, said, width=grid.width, height=grid.height)
    hours = _hours(drawn, grid.width, words)
    under = beneath(sentences) if sentences else alt.Undefined
    return alt.vconcat(*(part for part in (above, hours) if part is not None), spacing=36, title=under)


def _hours(reviews: pd.DataFrame, width: float, words: Words) -> Any | None:
    counted = reviews[reviews["hours"].notna()]
    if counted.empty:
        return None
    points = [
        {
            "day": row["held_on"].isoformat(),
            "hours": row["hours"],
            "said": words.say("review.chart.hours", hours=f"{row['hours']:g}"),
        }
        for row in counted.to_dict("records")
    ]
    most = float(counted["hours"].max()) or 1.0
    base = alt.Chart(rows(points), width=width - _PROMPT, height=_HOURS).encode(
        x=alt.X("day:T", title=None, scale=alt.Scale(padding=50), axis=_days(points)),
        y=alt.Y(
            "hours:Q",
            title=words.say("review.chart.hours_axis"),
            scale=alt.Scale(domain=[0, most * 1.3], nice=False),
            axis=alt.Axis(tickCount=3, gridColor=PALE),
        ),
    )
    return alt.layer(
        base.mark_line(color=BLUE, strokeWidth=2.5),
        base.mark_point(shape="circle", size=90, fill=PAPER, stroke=BLUE, strokeWidth=2.5, opacity=1),
        base.mark_text(dy=-16, fontSize=SMALL, color=INK).encode(text="said:N"),
    )


def _days(points: list[dict[str, Any]]) -> alt.Axis:
    """The days of the reviews, and no others; those that would lie over one another are left out."""
    days = [alt.DateTime(year=y, month=m, date=d) for y, m, d in (map(int, p["day"][:10].split("-")) for p in points)]
    return alt.Axis(format="%d/%m/%Y", values=days, grid=False, labelOverlap=True)


# -- for wider audiences ----------------------------------------------------------------------------------------------
def _counts(counted: pd.DataFrame, words: Words) -> Any:
    titles = dict(zip(counted["prompt"], counted["title"], strict=True))
    heads = [
        {"x": _PROMPT + at * _COLUMN, "y": _ROW / 2, "text": words.say(f"review.state.{state}")}
        for at, state in enumerate(ReviewState)
    ]
    grid = _grid(list(counted["prompt"]), titles, heads, wide=_PROMPT + _COLUMN * len(heads))
    cells = [
        {"x": _PROMPT + at * _COLUMN, "y": (line + 1.5) * _ROW, "text": row[f"n_{state}_shown"]}
        for line, row in enumerate(counted.to_dict("records"))
        for at, state in enumerate(ReviewState)
    ]
    numbers = text_layer(cells, weight="normal", line=SMALL + 4).encode(x=grid.x, y=grid.y)
    return alt.layer(*grid.layers, numbers, width=grid.width, height=grid.height)


@dataclass(frozen=True)
class _Grid:
    """The titles of the prompts on the left, the heads above, and a line over each row."""

    x: Any
    y: Any
    layers: list[Any]
    width: float
    height: float


def _grid(order: list[str], titles: dict[str, str], heads: list[dict[str, Any]], *, wide: float) -> _Grid:
    height = (len(order) + 1) * _ROW
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, wide], nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[height, 0], nice=False, zero=False), axis=None)
    names = [
        {"x": 0, "y": (at + 1.5) * _ROW, "text": wrapped(titles[key], 38, lines=1)} for at, key in enumerate(order)
    ]
    lines = [{"y": (at + 1) * _ROW} for at in range(len(order))]
    layers = [
        alt.Chart(rows(lines)).mark_rule(color=PALE, strokeWidth=1).encode(y=y),
        text_layer(heads, weight="bold", line=SMALL + 4, colour=GREY).encode(x=x, y=y),
        text_layer(names, weight="normal", line=SMALL + 4).encode(x=x, y=y),
    ]
    return _Grid(x, y, layers, wide, height)
