"""The picture of: which themes lie together?"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import table_in_words
from workbench.charts.figure import Figure
from workbench.charts.theme import GREY, INK, LARGE, SMALL, beneath, rows, wrapped
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.theme_cooccurrence import ThemeCooccurrence

__all__ = ["MOST_DRAWN", "theme_cooccurrence"]

#: More themes than this cannot be read across a room; the table has all of them.
MOST_DRAWN = 10
_CELL, _LETTERS = 84, 120
_COLUMNS = ["name", "other_name", "n_texts", "n_people", "n_overlapping"]


def theme_cooccurrence(released: Released[ThemeCooccurrence], *, words: Words) -> Figure:
    """A matrix of themes: how many texts both lie on, and in how many of these on the same words."""
    title = words.say("coding.chart.together.title")
    table = released.table
    if table.empty:
        empty = words.say("coding.chart.together.empty")
        return Figure.nothing_yet(released, title=title, empty=empty, words=words)
    n_read = released.finding.n_read
    sentences = [words.say("coding.chart.together.legend"), words.say("coding.chart.together.often")]
    if n_read is not None and not pd.isna(n_read):
        sentences.insert(0, words.say("coding.chart.together.read", n=int(n_read), shown=f"{n_read:,}"))
    themes = list(dict.fromkeys(table["theme"]))
    if len(themes) > MOST_DRAWN:
        sentences.append(words.say("coding.chart.together.first", n=MOST_DRAWN))
    return Figure.of(
        released,
        _drawn(table, themes[:MOST_DRAWN], sentences, words),
        title=title,
        description="\n".join([*_told(table, words), *sentences]),
        table=table_in_words(table, _COLUMNS, words=words, section="coding"),
        words=words,
    )


def _told(table: pd.DataFrame, words: Words) -> list[str]:
    alone = table[table["theme"] == table["other"]]
    pairs = table[(table["theme"] != table["other"]) & (table["n_texts_shown"] != "0")]
    said = [words.say("coding.chart.together.told_alone", name=r["name"], n=r["n_texts_shown"]) for r in _rows(alone)]
    said += [
        words.say(
            "coding.chart.together.told",
            name=r["name"],
            other=r["other_name"],
            n=r["n_texts_shown"],
            overlapping=r["n_overlapping_shown"],
        )
        for r in _rows(pairs)
    ]
    return said if len(pairs) else [*said, words.say("coding.chart.together.told_none")]


def _rows(table: pd.DataFrame) -> list[dict[Any, Any]]:
    return table.to_dict("records")


def _drawn(table: pd.DataFrame, themes: list[str], sentences: list[str], words: Words) -> Any:
    names = {
        **dict(zip(table["other"], table["other_name"], strict=True)),
        **dict(zip(table["theme"], table["name"], strict=True)),
    }
    labels = {theme: wrapped(names[theme], 18, lines=3) for theme in themes}
    if len(set(labels.values())) < len(themes):  # two themes of one name are two rows
        labels = {theme: f"{label} ({at})" for at, (theme, label) in enumerate(labels.items(), start=1)}
    cells = []
    for row in _rows(table[table["theme"].isin(themes) & table["other"].isin(themes)]):
        n = None if pd.isna(row["n_texts"]) else int(row["n_texts"])
        # below the diagonal: each pair once
        cells.append(
            {
                "down": labels[row["other"]],
                "across": labels[row["theme"]],
                "n": n or 0,
                "shown": row["n_texts_shown"],
                "same": "" if row["theme"] == row["other"] else row["n_overlapping_shown"],
                "itself": row["theme"] == row["other"],
            }
        )
    order = list(labels.values())
    most = max([1, *(cell["n"] for cell in cells)])
    axis = alt.Axis(labelAngle=0, domain=False, ticks=False, labelLineHeight=SMALL + 2, labelPadding=8)
    named = alt.Axis(**axis.to_dict(), titleAngle=0, titleAlign="right", titleX=-8, titleY=-12)
    title = words.say("coding.chart.together.y")
    down = alt.Y("down:N", sort=order, scale=alt.Scale(domain=order), title=title, axis=named)
    across = alt.X(
        "across:N", sort=order, scale=alt.Scale(domain=order), title=words.say("coding.chart.together.x"), axis=axis
    )
    size = len(themes)
    base = alt.Chart(rows(cells), width=max(_CELL, 150) * size, height=_CELL * size).encode(x=across, y=down)
    shade = alt.Color(
        "n:Q", scale=alt.Scale(domain=[0, most], range=["#FFFFFF", "#9FC3DD"], interpolate="rgb"), legend=None
    )
    edge = alt.when("datum.itself").then(alt.value(INK)).otherwise(alt.value("#B8BEC4"))
    squares = base.mark_rect(strokeWidth=1.2).encode(color=shade, stroke=edge)
    large = base.mark_text(fontSize=LARGE, fontWeight="bold", color=INK, dy=-8).encode(text="shown:N")
    small = base.mark_text(fontSize=SMALL, color=GREY, dy=16).encode(text="same:N")
    return alt.vconcat(alt.layer(squares, large, small, title=beneath(sentences, width=_LETTERS)))
