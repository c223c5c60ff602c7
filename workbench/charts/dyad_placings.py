"""The picture of: where did tellers place their stories on this scale?"""

from __future__ import annotations

from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from workbench.charts.choice_counts import share_bars
from workbench.charts.data_table import table_in_words
from workbench.charts.figure import Figure
from workbench.charts.signified_in_words import (
    MOST_GROUPS,
    answers_in_words,
    group_name,
    header,
    number_or_none,
    points_behind,
)
from workbench.charts.small_multiples import small_multiples
from workbench.charts.theme import BLUE, GREEN, GREY, INK, ORANGE, PURPLE, SKY, SMALL, VERMILION, rows, wrapped
from workbench.charts.triad_field import SHAPES
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.dyad_placings import PLACED, DyadPlacings

__all__ = ["dyad_placings"]

_WIDTH, _HEIGHT = 1000, 190
#: Dots that would lie on one another are stacked: so many places along the scale.
_PLACES = 60
_COLOURS = (BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY)
_COLUMNS = ["group", "fifth", "n_stories", "n_tellers", "share"]


def dyad_placings(released: Released[DyadPlacings], *, words: Words) -> Figure:
    """A dot a story along the scale, with the middle half and the median; for a wider audience bars by fifths."""
    finding = released.finding
    title = words.say("signification.dyad.title", title=finding.wording.title)
    whole = finding.fifths[finding.fifths["fifth"] == PLACED]
    if whole["n_stories"].eq(0).fillna(value=False).all():
        empty = words.say("signification.beside.empty")
        return Figure.nothing_yet(released, title=title, empty=empty, words=words)
    groups = [row["group"] for row in whole.to_dict("records") if pd.isna(row["n_stories"]) or row["n_stories"]]
    own = "x" in released.table
    about = answers_in_words(released, words)
    if own:
        pictures = [_strip(released, group, at, words) for at, group in enumerate(groups[:MOST_GROUPS])]
        about.append(words.say("signification.dyad.quartiles"))
    else:
        pictures = [_bars(released, group, words) for group in groups[:MOST_GROUPS]]
    if len(groups) > MOST_GROUPS:
        about.append(words.say("signification.beside.first_groups", n=MOST_GROUPS))
    about.append(words.say("signification.beside.self_selected"))
    return Figure.of(
        released,
        small_multiples(pictures, about, columns=1 if own else min(len(groups), 2), width=_WIDTH),
        title=title,
        description="\n".join([*about, *(_told(released, group, words) for group in groups)]),
        table=_table(released, words),
        words=words,
    )


def _strip(released: Released[DyadPlacings], group: Any, at: int, words: Words) -> Any:
    table = released.table
    points = table[table["group"].fillna("") == group]
    spread = released.finding.spread
    row = spread[spread["group"] == group].to_dict("records")[0]
    dots = _stacked(points["x"].to_numpy(dtype=np.float64))
    tallest = max(dot["up"] for dot in dots) + 1
    room = max(tallest * 0.75, 4.5)
    scale = alt.Scale(domain=[-0.02, 1.02], nice=False)
    across = alt.X("x:Q", scale=scale, title=None, axis=None)
    down = alt.Y("up:Q", axis=None, scale=alt.Scale(domain=[-room, max(tallest, 6)], nice=False))
    size = float(np.clip((_HEIGHT / (max(tallest, 6) + room)) ** 2, 12, 150))
    mark = alt.Chart(rows(dots), width=_WIDTH, height=_HEIGHT).mark_point(
        shape=SHAPES[at % len(SHAPES)], size=size, filled=True, fill=_COLOURS[at % len(_COLOURS)], opacity=0.85
    )
    low = -room / 4
    middle = {"x": row["lower_quartile"], "x2": row["upper_quartile"], "median": row["median"], "up": low}
    half = alt.Chart(rows([middle]))
    layers = [
        mark.encode(x=across, y=down),
        half.mark_rule(strokeWidth=6, color=GREY).encode(x=across, x2="x2:Q", y=down),
        half.mark_tick(thickness=5, size=22, color=INK, orient="vertical").encode(
            x=alt.X("median:Q", scale=scale), y=down
        ),
        alt.Chart(rows([{"x": 0, "x2": 1, "up": -room / 2}])).mark_rule(color=INK).encode(x="x:Q", x2="x2:Q", y=down),
        *_ends(released, -room / 2),
    ]
    head = header(points_behind(points, group), released, words)
    title = alt.TitleParams(text=wrapped(head, 110).split("\n"), anchor="start", fontSize=18, color=INK)
    return alt.layer(*layers).properties(title=title)


def _stacked(x: Any) -> list[dict[str, float]]:
    """A dot for each story, in its column of the scale, one on the other."""
    places = np.sort(np.round(x * _PLACES) / _PLACES)
    up = np.arange(len(places)) - np.searchsorted(places, places)
    return [{"x": float(place), "up": float(n)} for place, n in zip(places, up, strict=True)]


def _ends(released: Released[DyadPlacings], at: float) -> list[Any]:
    """The two poles in words, under the ends of the scale."""
    left, right = (wrapped(label, 46, lines=2) for label in released.finding.wording.labels)
    written: tuple[tuple[float, str, Any], ...] = ((0.0, left, "left"), (1.0, right, "right"))
    return [
        alt.Chart(rows([{"x": x, "up": at, "text": text}]))
        .mark_text(align=align, baseline="top", dy=4, fontSize=SMALL, fontWeight="bold", color=INK, lineBreak="\n")
        .encode(x="x:Q", y="up:Q", text="text:N")
        for x, text, align in written
    ]


def _fifth_name(fifth: str, released: Released[DyadPlacings], words: Words) -> str:
    left, right = released.finding.wording.labels
    if fifth == PLACED:
        return words.say("signification.zone.placed")
    return words.say(f"signification.dyad.fifth_{fifth}", left=left, right=right)


def _of(released: Released[DyadPlacings], group: Any) -> list[dict[Any, Any]]:
    fifths = released.finding.fifths
    made: list[dict[Any, Any]] = fifths[(fifths["group"] == group) & (fifths["fifth"] != PLACED)].to_dict("records")
    return made


def _head(released: Released[DyadPlacings], group: Any, words: Words) -> str:
    whole = released.finding.fifths
    whole = whole[(whole["group"] == group) & (whole["fifth"] == PLACED)]
    return header(whole.to_dict("records")[0], released, words)


def _said(row: dict[Any, Any], words: Words) -> str:
    n = str(row["n_stories_shown"])
    return n if pd.isna(row["share"]) else words.say("signification.choice.bar", share=row["share_shown"], n=n)


def _bars(released: Released[DyadPlacings], group: Any, words: Words) -> Any:
    bars = [
        {
            "name": _fifth_name(row["fifth"], released, words),
            "share": number_or_none(row["share"]),
            "said": _said(row, words),
        }
        for row in _of(released, group)
    ]
    return share_bars(bars, x=words.say("signification.zones.share"), title=_head(released, group, words))


def _told(released: Released[DyadPlacings], group: Any, words: Words) -> str:
    parts = [f"{_fifth_name(row['fifth'], released, words)} {_said(row, words)}" for row in _of(released, group)]
    return words.say("signification.dyad.told", group=_head(released, group, words), parts="; ".join(parts))


def _table(released: Released[DyadPlacings], words: Words) -> pd.DataFrame:
    fifths = released.finding.fifths
    made = fifths.assign(
        group=[group_name(group, released, words) for group in fifths["group"]],
        fifth=[_fifth_name(fifth, released, words) for fifth in fifths["fifth"]],
    )
    columns = _COLUMNS if released.finding.split_by else _COLUMNS[1:]
    return table_in_words(made, columns, words=words, section="signification")
