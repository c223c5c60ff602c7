"""The parts of a picture with one line each from a day to a day, and what is marked on the lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.theme import INK, SMALL, wrapped

__all__ = ["UNTIL", "across_days", "day_of", "down_names", "line_name", "marked"]

#: Where a line ends, beside :func:`across_days`.
UNTIL = "utcyearmonthdate(until):T"


def day_of(day: Any) -> str | None:
    """A day as the picture reads it; None where there is none."""
    return None if pd.isna(day) else f"{pd.Timestamp(day):%Y-%m-%d}"


def line_name(at: int, text: str, *, letters: int) -> str:
    """The name of a line, in two rows at most. Two may be called the same: the number keeps them apart, unshown."""
    return f"{at:03}{wrapped(text, letters, lines=2)}"


def down_names(names: Sequence[str], *, widest: int = 420) -> alt.Y:
    """The lines one below the other, by the names :func:`line_name` gave them."""
    axis = alt.Axis(labelExpr="slice(datum.label, 3)", labelLineHeight=SMALL + 2, labelLimit=widest)
    return alt.Y("name:N", sort=list(names), title=None, axis=axis)


def across_days(title: str) -> alt.X:
    """Days from left to right, from the one in which a line begins."""
    axis = alt.Axis(format="%d/%m/%Y", tickCount=6, labelAngle=0)
    return alt.X("utcyearmonthdate(from):T", title=title, axis=axis, scale=alt.Scale(padding=14))


def marked(base: alt.Chart, field: str, looks: Sequence[tuple[str, str, str]]) -> Any:
    """Marks with a legend below: for each word of a field its shape and its colour, so that neither is needed alone."""
    names = [name for name, _, _ in looks]
    legend = alt.Legend(title=None, orient="bottom", columns=4, symbolSize=260, symbolStrokeWidth=2)
    shapes = alt.Scale(domain=names, range=[shape for _, shape, _ in looks])
    colours = alt.Scale(domain=names, range=[colour for _, _, colour in looks])
    points = base.mark_point(size=300, stroke=INK, strokeWidth=2, opacity=1)
    return points.encode(
        shape=alt.Shape(f"{field}:N", scale=shapes, legend=legend),
        fill=alt.Fill(f"{field}:N", scale=colours, legend=legend),
    )
