"""Bars of what each group thinks of a statement: agree, pass and disagree as shares, the statement above its bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import altair as alt

from workbench.charts.theme import BLUE, INK, PALE, PAPER, SMALL, VERMILION, beneath, rows, text_layer, wrapped
from workbench.model.prompts import Words

__all__ = ["StatementBars", "VoteBar", "vote_bars"]

_WIDTH, _BAR, _LINE, _BETWEEN = 720, 30, 22, 26
_LETTERS: Final = 92
#: From left to right, with its colour and that of the letters in it. The order and the words tell it as well.
_SIDES = (("agree", BLUE, PAPER), ("pass", PALE, INK), ("disagree", VERMILION, PAPER))
#: Narrower parts of a bar have no room for their number, or for a word beside it.
_FOR_NUMBER, _FOR_WORD = 0.07, 0.22


@dataclass(frozen=True)
class VoteBar:
    """What one group thinks: shares (0–1, None where not told) by agree, pass and disagree, and what is said beside."""

    group: str
    shares: tuple[float, float, float] | None
    said: str


@dataclass(frozen=True)
class StatementBars:
    """A statement, and a bar for each group."""

    text: str
    bars: tuple[VoteBar, ...]


def vote_bars(statements: Sequence[StatementBars], *, sentences: Sequence[str], words: Words) -> alt.VConcatChart:
    """The bars, statement below statement in the order given, with the sentences beneath."""
    heads: list[dict[str, Any]] = []
    parts: list[dict[str, Any]] = []
    sides: list[dict[str, Any]] = []
    y = 0
    for statement in statements:
        for line in wrapped(statement.text, _LETTERS, lines=2).split("\n"):
            heads.append({"x": 0, "y": y + _LINE / 2, "text": line})
            y += _LINE
        for bar in statement.bars:
            sides.append({"y": y + _BAR / 2, "group": bar.group, "said": bar.said})
            parts += _parts(bar, y, words)
            y += _BAR
        y += _BETWEEN
    whole = alt.Scale(domain=[0, 1], nice=False)
    across = alt.X("from:Q", axis=None, scale=whole)
    down = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[y, 0], nice=False))
    names = [words.say(f"opinions.vote.{side}") for side, _, _ in _SIDES]
    colour = alt.Color(
        "vote:N",
        scale=alt.Scale(domain=names, range=[ink for _, ink, _ in _SIDES]),
        legend=alt.Legend(orient="top", title=None, symbolStrokeColor=INK, symbolSize=260, symbolType="square"),
    )
    drawn = alt.Chart(rows(parts), width=_WIDTH, height=y)
    told = [part for part in parts if part["said"]]
    layers: list[Any] = [
        drawn.mark_bar(stroke=INK, strokeWidth=0.8, clip=True).encode(
            x=across, x2="to:Q", y=down, y2="below:Q", color=colour, order=alt.Order("from:Q")
        ),
        text_layer(heads, weight="bold", line=_LINE).encode(x=alt.X("x:Q", axis=None, scale=whole), y=down),
    ]
    layers += [
        alt.Chart(rows([part for part in told if part["ink"] == ink]))
        .mark_text(fontSize=SMALL, color=ink, baseline="middle")
        .encode(x=alt.X("middle:Q", axis=None, scale=whole), y=alt.Y("at:Q", axis=None), text="said:N")
        for ink in dict.fromkeys(part["ink"] for part in told)
    ]
    beside = alt.Chart(rows(sides)).encode(y=down)
    layers += [
        beside.mark_text(align="right", x=-12, fontSize=SMALL, color=INK, baseline="middle").encode(text="group:N"),
        beside.mark_text(align="left", x=_WIDTH + 12, fontSize=SMALL, color=INK, baseline="middle").encode(
            text="said:N"
        ),
    ]
    return alt.vconcat(alt.layer(*layers, title=beneath(sentences, width=_LETTERS + 20)))


def _parts(bar: VoteBar, y: float, words: Words) -> list[dict[str, Any]]:
    if bar.shares is None:
        return []
    made: list[dict[str, Any]] = []
    begun = 0.0
    for (side, _, ink), share in zip(_SIDES, bar.shares, strict=True):
        said = ""
        if share >= _FOR_NUMBER:
            key = f"opinions.chart.bar_{side}"
            said = words.say(key, share=f"{share:.0%}") if share >= _FOR_WORD else f"{share:.0%}"
        place = {"y": y + 2, "below": y + _BAR - 4, "at": y + _BAR / 2 - 1, "from": begun, "to": begun + share}
        made.append(
            {**place, "middle": begun + share / 2, "vote": words.say(f"opinions.vote.{side}"), "said": said, "ink": ink}
        )
        begun += share
    return [part for part in made if part["to"] > part["from"]]
