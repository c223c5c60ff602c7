"""The star of one person's goals: an arm for each goal, a line of its own dash, mark and colour for each day."""

from __future__ import annotations

from itertools import pairwise
from math import cos, pi, sin
from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import day_in_words
from workbench.charts.theme import BLUE, GREEN, GREY, INK, PURPLE, SMALL, VERMILION, rows, wrapped
from workbench.model.prompts import Words

__all__ = ["DAYS_SHOWN", "goal_star"]

#: More days than this lie on one another; the first and the newest are shown, and that is said.
DAYS_SHOWN = 5
_LOOKS = (
    (GREY, [2, 4], "circle"),
    (VERMILION, [8, 4], "square"),
    (PURPLE, [12, 4, 2, 4], "triangle-up"),
    (GREEN, [4, 2], "diamond"),
    (BLUE, [1, 0], "circle"),
)
_SIDE = 640
_LIST = 470
_REACH = 11.6


def goal_star(numbered: pd.DataFrame, words: Words) -> Any:
    """The star with the goals listed beside it; ``numbered`` has goal, number, wording, scored_on, score, ended_on."""
    days = sorted(numbered["scored_on"].dropna().unique())
    shown = days if len(days) <= DAYS_SHOWN else [days[0], *days[-(DAYS_SHOWN - 1) :]]
    said = [day_in_words(day, words) for day in shown]
    scored = numbered[numbered["scored_on"].isin(shown)]
    arms = int(numbered["number"].max())
    marked = scored.assign(day=scored["scored_on"].map(dict(zip(shown, said, strict=True))))
    star = alt.layer(*_rings(arms), *_days(marked, arms, said), width=_SIDE, height=_SIDE)
    heading = []
    if len(shown) < len(days):
        heading = wrapped(words.say("goals.chart.some_dates", n=len(shown), all=len(days)), 60).split("\n")
    beside = _list(numbered, words, heading)
    return alt.hconcat(star, beside, spacing=30).resolve_scale(x="independent", y="independent")


def _at(number: int, score: float, arms: int) -> tuple[float, float]:
    """A score on an arm, arms clockwise from the top."""
    turn = 2 * pi * (number - 1) / arms
    return score * sin(turn), score * cos(turn)


def _channels() -> dict[str, Any]:
    return {
        axis: channel(f"{axis}:Q", axis=None, scale=alt.Scale(domain=[-_REACH, _REACH], nice=False))
        for axis, channel in (("x", alt.X), ("y", alt.Y))
    }


def _rings(arms: int) -> list[Any]:
    ring = []
    for score in (2, 4, 6, 8, 10):
        corners = [_at(n, score, arms) for n in range(1, arms + 2)]
        ring += [{"x": x, "y": y, "x2": x2, "y2": y2} for (x, y), (x2, y2) in pairwise(corners)]
    tips = [{"number": str(n), **dict(zip(("x", "y"), _at(n, 10.9, arms), strict=True))} for n in range(1, arms + 1)]
    arm = [{"x": 0, "y": 0, **dict(zip(("x2", "y2"), _at(n, 10, arms), strict=True))} for n in range(1, arms + 1)]
    scale = [{"x": 0, "y": score, "text": str(score)} for score in (0, 2, 4, 6, 8, 10)]
    nets = alt.Chart(rows([*ring, *arm])).encode(**_channels(), x2="x2:Q", y2="y2:Q")
    numbers = alt.Chart(rows(tips)).encode(**_channels(), text="number:N")
    steps = alt.Chart(rows(scale)).encode(**_channels(), text="text:N")
    return [
        nets.mark_rule(color="#C9CDD2", strokeWidth=1),
        numbers.mark_text(fontSize=20, fontWeight="bold", color=INK),
        steps.mark_text(fontSize=13, color=GREY, dx=-10, dy=-2),
    ]


def _days(marked: pd.DataFrame, arms: int, said: list[str]) -> list[Any]:
    """Lines between neighbouring arms where both were scored that day, and a mark for every score."""
    lines, marks = [], []
    for at, day in enumerate(said):
        of_day = marked[marked["day"] == day]
        place = {int(n): _at(int(n), float(s), arms) for n, s in zip(of_day["number"], of_day["score"], strict=True)}
        for number, (x, y) in place.items():
            # an earlier mark is larger, so that a newer one on the same place does not hide it
            marks.append({"x": x, "y": y, "day": day, "size": 130 + 90 * (len(said) - 1 - at)})
            following = number % arms + 1
            if following in place and following != number:
                x2, y2 = place[following]
                lines.append({"x": x, "y": y, "x2": x2, "y2": y2, "day": day})
    colours, dashes, shapes = (list(look) for look in zip(*_LOOKS[-len(said) :], strict=True))
    key = alt.Legend(title=None, orient="bottom", symbolSize=260, columns=3, symbolStrokeWidth=3, symbolDash=[1, 0])
    colour = alt.Color("day:N", scale=alt.Scale(domain=said, range=colours), legend=key)
    dash = alt.StrokeDash("day:N", scale=alt.Scale(domain=said, range=dashes), legend=None)
    shape = alt.Shape("day:N", scale=alt.Scale(domain=said, range=shapes), legend=key)
    drawn = alt.Chart(rows(lines)).encode(**_channels(), x2="x2:Q", y2="y2:Q", color=colour, strokeDash=dash)
    points = alt.Chart(rows(marks)).encode(
        **_channels(), color=colour, shape=shape, size=alt.Size("size:Q", scale=None, legend=None)
    )
    return [
        drawn.mark_rule(strokeWidth=3),
        points.mark_point(strokeWidth=3, filled=False, opacity=1),
    ]


def _list(numbered: pd.DataFrame, words: Words, heading: list[str]) -> Any:
    """Number and wording of every goal, two lines at most; what is longer is in the table."""
    lines, y = [], 0.0
    if heading:
        lines.append({"x": 0, "y": y, "text": "\n".join(heading)})
        y += 22 * len(heading) + 12
    once = numbered.drop_duplicates("number")
    most = 2 if len(once) <= 14 else 1
    for row in once.to_dict("records"):
        away = "" if pd.isna(row["ended_on"]) else f" ({_away(row, words)})"
        text = wrapped(f"{row['wording']}{away}", 46, lines=most)
        lines += [{"x": 0, "y": y, "text": str(row["number"])}, {"x": 34, "y": y, "text": text}]
        y += 21 * (text.count("\n") + 1) + 8
    height = max(_SIDE, y)
    across = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, _LIST], nice=False))
    down = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False))
    return (
        alt.Chart(rows(lines), width=_LIST, height=height)
        .mark_text(align="left", baseline="top", fontSize=SMALL, lineBreak="\n", lineHeight=21, color=INK)
        .encode(x=across, y=down, text="text:N")
    )


def _away(row: dict[Any, Any], words: Words) -> str:
    return words.say("goals.chart.away", day=day_in_words(row["ended_on"], words))
