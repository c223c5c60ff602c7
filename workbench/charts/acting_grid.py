"""Who acts today against where it could sit: a grid of numbers, in which what stands off its place shows."""

from __future__ import annotations

from itertools import product
from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.theme import GREY, INK, PAPER, SMALL, rows, wrapped
from workbench.model import Acting
from workbench.model.prompts import Words
from workbench.patterns.task_matrix import COULD_ACT

__all__ = ["AS_IT_COULD", "acting_grid"]

#: (today, could): what is done where it could be done already. Everything else is there to be talked about.
AS_IT_COULD = {("do_it", "do_it"), ("do_it", "learn_it")}

_WIDE, _LEFT, _TOP = 230, 190, 74
_STEP = 33
_IN_A_ROW = (_WIDE - 20) // _STEP
_LOWEST = 92


def acting_grid(placed: pd.DataFrame, words: Words) -> Any:
    """Rows: who acts today (and "not said", where some tasks lack it); columns: where it could sit."""
    todays = [*(a.value for a in Acting), *([""] if placed["acting"].isna().any() else [])]
    could = list(COULD_ACT.values())
    acting = placed["acting"].fillna("")
    inside = {
        (today, c): placed.loc[(acting == today) & (placed["could_act"] == c), "number"].tolist()
        for today, c in product(todays, could)
    }
    heights = [max(_LOWEST, 34 + -(-max(len(inside[t, c]) for c in could) // _IN_A_ROW) * _STEP) for t in todays]
    tops = [_TOP + sum(heights[:at]) for at in range(len(heights))]
    cells, dots = [], []
    for (row, today), (column, c) in product(enumerate(todays), enumerate(could)):
        left, top = _LEFT + column * _WIDE, tops[row]
        cells.append(_cell(left, top, heights[row], as_it_could=(today, c) in AS_IT_COULD, words=words))
        dots += [
            {"x": left + 24 + n % _IN_A_ROW * _STEP, "y": top + 44 + n // _IN_A_ROW * _STEP, "number": str(number)}
            for n, number in enumerate(inside[today, c])
        ]
    width, height = _LEFT + _WIDE * len(could), _TOP + sum(heights)
    return _drawn(cells, dots, _headings(todays, could, tops, words), size=(width, height))


def _cell(left: int, top: int, height: int, *, as_it_could: bool, words: Words) -> dict[str, Any]:
    return {
        "x": left,
        "x2": left + _WIDE,
        "y": top,
        "y2": top + height,
        "paper": "#E3F0EE" if as_it_could else PAPER,
        "text": words.say("task_matrix.as_it_could") if as_it_could else "",
    }


def _headings(todays: list[str], could: list[str], tops: list[int], words: Words) -> list[dict[str, Any]]:
    above = [
        {"x": _LEFT + n * _WIDE + 8, "y": 30, "text": wrapped(words.say(f"task_matrix.could_act.{c}"), 24), "bold": 1}
        for n, c in enumerate(could)
    ]
    beside = [
        {
            "x": 0,
            "y": top + 8,
            "text": wrapped(words.say(f"task_matrix.acting_today.{t}" if t else "task_matrix.not_said"), 20),
            "bold": 1,
        }
        for t, top in zip(todays, tops, strict=True)
    ]
    corner = [
        {"x": _LEFT + 8, "y": 2, "text": words.say("task_matrix.could") + " →", "bold": 0},
        {"x": 0, "y": _TOP - 24, "text": words.say("task_matrix.today") + " ↓", "bold": 0},
    ]
    return [*above, *beside, *corner]


def _drawn(
    cells: list[dict[str, Any]], dots: list[dict[str, Any]], headings: list[dict[str, Any]], *, size: tuple[int, int]
) -> Any:
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, size[0]], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[size[1], 0], nice=False))
    squares = alt.Chart(rows(cells)).encode(x=x, y=y)
    marks = alt.Chart(rows(dots)).encode(x=x, y=y)
    letters: dict[str, Any] = {"align": "left", "baseline": "top", "lineBreak": "\n", "fontSize": SMALL}
    layers = [
        squares.mark_rect(stroke=GREY).encode(x2="x2:Q", y2="y2:Q", color=alt.Color("paper:N", scale=None)),
        squares.mark_text(**{**letters, "fontSize": 14}, dx=8, dy=6, color=INK).encode(text="text:N"),
        marks.mark_point(size=560, shape="circle", fill=PAPER, stroke=INK, strokeWidth=2, opacity=1),
        marks.mark_text(fontSize=14, fontWeight="bold", color=INK).encode(text="number:N"),
    ]
    for bold in (1, 0):
        of_weight = alt.Chart(rows([h for h in headings if h["bold"] == bold])).encode(x=x, y=y, text="text:N")
        layers.append(
            of_weight.mark_text(**letters, fontWeight="bold" if bold else "normal", color=INK if bold else GREY)
        )
    return alt.layer(*layers, width=size[0], height=size[1])
