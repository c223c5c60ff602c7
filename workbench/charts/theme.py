"""How every chart looks: letters that can be read across a room, colours that colour-blind people tell apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from textwrap import wrap
from typing import Any, Literal

import altair as alt
from altair.utils.schemapi import debug_mode

__all__ = [
    "BLUE",
    "FONT",
    "GREEN",
    "GREY",
    "INK",
    "LARGE",
    "ORANGE",
    "PALE",
    "PAPER",
    "PURPLE",
    "SKY",
    "SMALL",
    "VERMILION",
    "beneath",
    "checked_once",
    "count_axis",
    "rows",
    "text_layer",
    "themed",
    "wrapped",
]

# Okabe and Ito (2008), Color Universal Design; darkened where thin lines must reach 3:1 on white.
BLUE = "#0072B2"
VERMILION = "#C04A00"
GREEN = "#00795A"
PURPLE = "#9C4F80"
ORANGE = "#E69F00"
SKY = "#56B4E9"
INK = "#1A1A1A"
GREY = "#5F6368"
PALE = "#E8EAED"
PAPER = "#FFFFFF"

FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
#: Pixels at 1920 × 1080; smaller letters cannot be read four metres from a projection.
SMALL = 16
LARGE = 20


def rows(values: Sequence[Mapping[str, Any]]) -> alt.InlineData:
    """The rows of a chart, only those columns it draws; None where a value is hidden or absent."""
    return alt.InlineData(values=[dict(row) for row in values])


def checked_once() -> AbstractContextManager[None]:
    """Within it Altair checks no part of a chart when it is made: all are checked when the whole is drawn."""
    return debug_mode(False)


def count_axis(most: int, *, ticks: int = 6) -> alt.Axis:
    """An axis for counts from 0 to ``most``: whole numbers only, however few there are."""
    return alt.Axis(format="d", tickMinStep=1, tickCount=min(max(most, 1), ticks))


def wrapped(text: str, width: int, *, lines: int = 4) -> str:
    """The text in lines of about ``width`` letters; what is more than ``lines`` ends in "…" (the table has it all)."""
    parts = wrap(text, width, break_long_words=True) or [""]
    if len(parts) > lines:
        parts = [*parts[: lines - 1], parts[lines - 1][: max(width - 1, 1)].rstrip() + "…"]
    return "\n".join(parts)


def beneath(sentences: Sequence[str], *, width: int = 118) -> alt.TitleParams:
    """Sentences that stand under a picture, each on a line of its own or on several."""
    lines = [line for sentence in sentences for line in wrapped(sentence, width).split("\n")]
    return alt.TitleParams(
        text=lines, orient="bottom", anchor="start", fontSize=SMALL, fontWeight="normal", color=INK, offset=16
    )


def text_layer(
    texts: Sequence[Mapping[str, Any]],
    *,
    weight: Literal["bold", "normal"],
    line: float,
    size: int = SMALL,
    colour: str = INK,
) -> Any:
    """The layer that writes texts, each (``text``) from its place to the right; ``line`` is the height of a line."""
    return (
        alt.Chart(rows(texts))
        .mark_text(
            align="left",
            baseline="middle",
            fontSize=size,
            fontWeight=weight,
            lineBreak="\n",
            lineHeight=line,
            color=colour,
        )
        .encode(text="text:N")
    )


def themed(chart: alt.TopLevelMixin, *, title: str, description: str) -> alt.TopLevelMixin:
    """The chart with its question as title, its text alternative, and the look of the house."""
    titled: Any = chart.properties(
        title=alt.TitleParams(
            text=wrap(title, 80) or [""], anchor="start", fontSize=24, font=FONT, color=INK, offset=16
        ),
        description=description,
        background=PAPER,
        padding=12,
    )
    made: alt.TopLevelMixin = titled.configure(
        # The figure names the picture as a whole; hundreds of named marks would only be in a listener's way.
        aria=False,
        font=FONT,
        lineBreak="\n",
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(
            labelFontSize=SMALL,
            titleFontSize=SMALL,
            labelColor=INK,
            titleColor=INK,
            titleFontWeight="normal",
            labelLimit=420,
            gridColor=PALE,
            domainColor=GREY,
            tickColor=GREY,
        ),
        header=alt.HeaderConfig(labelFontSize=18, labelFontWeight="bold", labelColor=INK, labelLimit=420, title=None),
        legend=alt.LegendConfig(labelFontSize=SMALL, titleFontSize=SMALL, labelColor=INK, labelLimit=420),
    )
    return made
