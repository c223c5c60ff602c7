"""A picture in words: entries one below the other, each with a title and what belongs to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import altair as alt

from workbench.charts.theme import GREY, LARGE, SMALL, text_layer, wrapped

__all__ = ["told_below"]

_WIDTH = 1000
_INDENT = 24


def told_below(
    entries: Iterable[tuple[str, Sequence[tuple[str, bool]]]], *, lines: int, gap: int, more: str = ""
) -> Any:
    """Draw entries (title; further lines, each with whether it is only beside the matter), and a last line ``more``.

    Every text has at most so many ``lines``; between two entries lies a ``gap`` in pixels.
    """
    titles: list[dict[str, Any]] = []
    further: list[dict[str, Any]] = []
    beside: list[dict[str, Any]] = []
    y = LARGE / 2
    for title, rest in entries:
        for text, into, x, size, letters in (
            (title, titles, 0, LARGE, 82),
            *((text, beside if quiet else further, _INDENT, SMALL, 107) for text, quiet in rest if text),
        ):
            said = wrapped(text, letters, lines=lines)
            into.append({"x": x, "y": y, "text": said})
            y += (said.count("\n") + 1) * (size + 6)
        y += gap
    if more:
        beside.append({"x": 0, "y": y, "text": more})
        y += SMALL
    across = alt.X("x:Q", scale=alt.Scale(domain=[0, _WIDTH], nice=False), axis=None)
    down = alt.Y("y:Q", scale=alt.Scale(domain=[y, 0], nice=False, zero=False), axis=None)
    layers = [
        text_layer(titles, weight="bold", line=LARGE + 6, size=LARGE),
        text_layer(further, weight="normal", line=SMALL + 6),
        text_layer(beside, weight="normal", line=SMALL + 6, colour=GREY),
    ]
    return alt.layer(*(layer.encode(x=across, y=down) for layer in layers), width=_WIDTH, height=y)
