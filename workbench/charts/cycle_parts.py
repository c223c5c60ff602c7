"""The picture of: what is in each of the five parts of a cycle?"""

from __future__ import annotations

import math
from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import day_in_words, named, table_in_words
from workbench.charts.figure import Figure
from workbench.charts.theme import INK, PAPER, SMALL, rows, wrapped
from workbench.frames import Released
from workbench.model import Part
from workbench.model.prompts import Words
from workbench.patterns.cycle_parts import CycleParts

__all__ = ["cycle_parts"]

_WIDTH, _HEIGHT = 1100, 800
_INNER, _OUTER, _BESIDE = 125, 265, 290
#: Letters by what they say: size, weight, and where the text stands from its point.
_LETTERING: dict[str, tuple[int, Any, Any]] = {
    "name": (20, "bold", "center"),
    "part": (18, "bold", "center"),
    "left": (SMALL, "normal", "left"),
    "center": (SMALL, "normal", "center"),
    "right": (SMALL, "normal", "right"),
}
#: Light tints, for dark letters stand on them; the name in each part tells it, not the tint.
_TINTS = {"understand": "#CFE5F3", "codesign": "#FBE7BF", "run": "#CDEBE1", "embed": "#F3D9E8", "steward": "#E4E4E4"}


def cycle_parts(released: Released[CycleParts], *, words: Words) -> Figure:
    """A ring of five parts, for they have no first and no last; what each holds is written beside it."""
    finding, table = released.finding, released.table
    return Figure.of(
        released,
        _ring(finding.cycle_name, table, words),
        title=words.say("charts.cycle_parts.title", cycle=finding.cycle_name),
        description="\n".join(_told(part, table, words) for part in Part),
        table=table_in_words(table, ["part", "what", "n", "last_change_at"], words=words),
        words=words,
    )


def _contents(part: Part, table: pd.DataFrame, words: Words) -> list[str]:
    """What lies in a part, without what there is none of; "nothing here yet" where there is nothing."""
    here = table[(table["part"] == part) & (table["n_shown"] != "0")]
    said = [
        words.say(
            f"charts.cycle_parts.what.{row['what']}", n=None if pd.isna(row["n"]) else row["n"], shown=row["n_shown"]
        )
        for row in here.to_dict("records")
    ]
    return said or [words.say("charts.cycle_parts.nothing")]


def _last(part: Part, table: pd.DataFrame, words: Words) -> str:
    days = table.loc[table["part"] == part, "last_change_at"].dropna()
    return "" if days.empty else words.say("charts.cycle_parts.last", day=day_in_words(days.max(), words))


def _told(part: Part, table: pd.DataFrame, words: Words) -> str:
    told = [*_contents(part, table, words), _last(part, table, words)]
    return f"{named(words, 'part', part.value)}: {', '.join(text for text in told if text)}."


def _ring(cycle_name: str, table: pd.DataFrame, words: Words) -> Any:
    turn = 2 * math.pi / len(Part)
    arcs, texts = [], [_text(0, 0, wrapped(cycle_name, 18), "name")]
    for at, part in enumerate(Part):
        middle = (at + 0.5) * turn
        arcs.append({"begin": at * turn, "end": (at + 1) * turn, "tint": _TINTS[part.value]})
        texts.append(_text(middle, (_INNER + _OUTER) / 2, wrapped(named(words, "part", part.value), 13), "part"))
        lines = "\n".join([*_contents(part, table, words), _last(part, table, words)]).strip()
        texts.append(_text(middle, _BESIDE, lines, _side(middle)))
    ring = (
        alt.Chart(rows(arcs))
        .mark_arc(innerRadius=_INNER, outerRadius=_OUTER, stroke=PAPER, strokeWidth=6)
        .encode(
            theta=alt.Theta("begin:Q", scale=None),
            theta2="end:Q",
            color=alt.Color("tint:N", scale=None, legend=None),
        )
    )
    layers = [_lettering([text for text in texts if text["role"] == role], role) for role in _LETTERING]
    return alt.layer(ring, *layers, width=_WIDTH, height=_HEIGHT)


def _side(angle: float) -> str:
    """How a block of lines stands beside the ring: begun at it on the right, ended at it on the left."""
    if abs(math.sin(angle)) < 0.1:
        return "center"
    return "left" if math.sin(angle) > 0 else "right"


def _text(angle: float, radius: float, text: str, role: str) -> dict[str, Any]:
    """A text at a place on the clock; a block above the ring ends at its point, one below it begins there."""
    size = _LETTERING[role][0] + 4
    above = 0.5 if role in ("name", "part") else (1 + math.cos(angle)) / 2
    lift = above * size * text.count("\n")
    return {
        "x": round(_WIDTH / 2 + radius * math.sin(angle), 1),
        "y": round(_HEIGHT / 2 - radius * math.cos(angle) - lift, 1),
        "text": text,
        "role": role,
    }


def _lettering(texts: list[dict[str, Any]], role: str) -> Any:
    size, weight, align = _LETTERING[role]
    return (
        alt.Chart(rows([{key: text[key] for key in ("x", "y", "text")} for text in texts]))
        .mark_text(
            fontSize=size,
            fontWeight=weight,
            align=align,
            baseline="middle",
            lineBreak="\n",
            lineHeight=size + 4,
            color=INK,
        )
        .encode(
            x=alt.X("x:Q", scale=alt.Scale(domain=[0, _WIDTH], nice=False), axis=None),
            y=alt.Y("y:Q", scale=alt.Scale(domain=[_HEIGHT, 0], nice=False, zero=False), axis=None),
            text="text:N",
        )
    )
