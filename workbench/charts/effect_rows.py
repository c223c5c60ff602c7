"""Effects with their intervals, a row each, what they say in words beside them; the line in the middle is no effect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from workbench.charts.theme import BLUE, GREY, INK, SMALL, rows, wrapped

__all__ = ["Effect", "effect_rows"]

_WIDTH, _ROW, _NAME = 560, 74, 26


@dataclass(frozen=True)
class Effect:
    """What is drawn for one effect; a figure that is not shown, or not known, is None."""

    name: str
    value: float | None
    low: float | None
    high: float | None
    said: str


def effect_rows(
    effects: Sequence[Effect], *, x: str, ends: tuple[str, str] = ("", ""), domain: tuple[float, float] = (-1.0, 1.0)
) -> Any:
    """A dot and a bar for each effect; ``ends`` say what the left and the right end of the axis mean."""
    drawn = [
        {
            "at": at,
            "name": wrapped(effect.name, _NAME, lines=3),
            "value": effect.value,
            "low": effect.low,
            "high": effect.high,
            "said": "\n".join(wrapped(line, 46, lines=2) for line in effect.said.split("\n")),
        }
        for at, effect in enumerate(effects)
    ]
    down = alt.Y("at:O", axis=None, scale=alt.Scale(domain=list(range(len(effects))), paddingOuter=0.1))
    axis = alt.Axis(values=[-1, -0.5, 0, 0.5, 1], format="~g", labelExpr="replace(datum.label, '-', '−')")
    across = alt.X("value:Q", title=x, scale=alt.Scale(domain=list(domain), nice=False), axis=axis)
    base = alt.Chart(rows(drawn), width=_WIDTH, height=_ROW * len(effects)).encode(y=down)
    middle = alt.Chart(rows([{"value": 0.0}])).mark_rule(color=GREY, strokeDash=[4, 4], strokeWidth=2)
    bars = base.transform_filter("isValid(datum.low)").mark_rule(strokeWidth=4, color=INK)
    dots = base.transform_filter("isValid(datum.value)").mark_point(
        shape="circle", size=260, filled=True, opacity=1, fill=BLUE, stroke=INK, strokeWidth=1.5
    )
    layers = [
        middle.encode(x="value:Q"),
        bars.encode(x=alt.X("low:Q", scale=alt.Scale(domain=list(domain))), x2="high:Q"),
        dots.encode(x=across),
        _text(base, "name", at=-16, align="right", weight="bold"),
        _text(base, "said", at=_WIDTH + 18, align="left", weight="normal"),
    ]
    picture = alt.layer(*layers)
    if not any(ends):
        return picture
    return alt.vconcat(picture, _ends(ends), spacing=0)


def _text(base: Any, field: str, *, at: float, align: Any, weight: Any) -> Any:
    mark = base.mark_text(
        align=align,
        baseline="middle",
        fontSize=SMALL,
        fontWeight=weight,
        color=INK,
        lineBreak="\n",
        lineHeight=SMALL + 4,
    )
    return mark.encode(x=alt.value(at), text=f"{field}:N")


def _ends(ends: tuple[str, str]) -> Any:
    """What the two ends of the axis mean, on a line of their own beneath it."""
    written: tuple[tuple[str, Any, int], ...] = ((ends[0], "left", 0), (ends[1], "right", _WIDTH))
    texts = [
        alt.Chart(rows([{"text": wrapped(text, 32, lines=2)}]), width=_WIDTH, height=2 * (SMALL + 4))
        .mark_text(align=align, baseline="top", fontSize=SMALL, color=INK, lineBreak="\n", lineHeight=SMALL + 4)
        .encode(x=alt.value(at), y=alt.value(0), text="text:N")
        for text, align, at in written
    ]
    return alt.layer(*texts)
