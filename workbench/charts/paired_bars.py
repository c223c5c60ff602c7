"""Two bars for each name, before above after, on one axis, and what is said of the two beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from workbench.charts.theme import BLUE, INK, PALE, SMALL, beneath, rows, wrapped

__all__ = ["MOST_DRAWN", "Pair", "paired_bars"]

#: More names than this cannot be read across a room; the table has all of them.
MOST_DRAWN = 15
#: How wide a letter of the words at the end of a bar is, at most.
_LETTER = 9.5
_WIDTH, _PAIR, _LETTERS = 720, 54, 150
_LINE = SMALL + 3


@dataclass(frozen=True)
class Pair:
    """What is drawn for one name; a value that is not shown, or not known, is None."""

    name: str
    before: float | None
    after: float | None
    before_said: str
    after_said: str
    said: str


def paired_bars(
    pairs: Sequence[Pair], *, x: str, y: str, sentences: Sequence[str], ticks: Sequence[float] | None = None
) -> alt.VConcatChart:
    """The bars of the first names, in the order given; ``ticks`` are where the axis has numbers, if not anywhere."""
    shown = pairs[:MOST_DRAWN]
    names = [wrapped(pair.name, 32, lines=2) for pair in shown]
    bars: list[dict[str, Any]] = []
    for at, (pair, name) in enumerate(zip(shown, names, strict=True)):
        sides = (("before", pair.before, pair.before_said), ("after", pair.after, pair.after_said))
        bars += [
            {"at": at, "name": name, "phase": phase, "value": value or 0, "said": said} for phase, value, said in sides
        ]
    most = ticks[-1] if ticks else max(*(bar["value"] for bar in bars), 1)
    room = 20 + _LETTER * max(len(bar["said"]) for bar in bars)
    numbers = alt.Axis(format=",.0f", tickCount=5, labelOverlap=True, values=list(ticks) if ticks else alt.Undefined)
    down = alt.Y(
        # by place and not by name, as two long names may be cut to the same words
        "at:O",
        title=y,
        # above the names and not beside them, where a long name would lie under it
        axis=alt.Axis(labels=False, titleAngle=0, titleAlign="right", titleY=-12, titleX=-12),
        scale=alt.Scale(paddingInner=0.22, paddingOuter=0.1),
    )
    base = alt.Chart(rows(bars), width=_WIDTH, height=_PAIR * len(shown)).encode(
        x=alt.X(
            "value:Q", title=x, axis=numbers, scale=alt.Scale(domain=[0, most * _WIDTH / (_WIDTH - room)], nice=False)
        ),
        y=down,
        yOffset=alt.YOffset("phase:N", sort=["before", "after"]),
    )
    colour = alt.when("datum.phase === 'before'").then(alt.value(PALE)).otherwise(alt.value(BLUE))
    layers = [
        base.mark_bar(stroke=INK, strokeWidth=0.8).encode(color=colour),
        base.mark_text(align="left", dx=8, fontSize=SMALL, fontWeight="bold", color=INK).encode(text="said:N"),
        *_beside(names, down, align="right", x=-12),
        *_beside([wrapped(pair.said, 40, lines=2) for pair in shown], down, align="left", x=_WIDTH + 14),
    ]
    return alt.vconcat(alt.layer(*layers, title=beneath(sentences, width=_LETTERS)))


def _beside(texts: Sequence[str], down: alt.Y, *, align: Literal["left", "right"], x: int) -> list[Any]:
    """Words in the middle beside the bars; a layer moves as one, so each number of lines has one."""
    layers = []
    for lines in sorted({text.count("\n") for text in texts}):
        mine = [{"at": at, "text": text} for at, text in enumerate(texts) if text.count("\n") == lines]
        mark = alt.Chart(rows(mine)).mark_text(
            align=align,
            baseline="middle",
            x=x,
            dy=-lines * _LINE / 2,
            fontSize=SMALL,
            color=INK,
            lineBreak="\n",
            lineHeight=_LINE,
        )
        layers.append(mark.encode(y=down, text="text:N"))
    return layers
