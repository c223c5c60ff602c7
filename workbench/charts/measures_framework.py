"""The picture of: what speaks to each question of the measures framework?"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import table_in_words
from workbench.charts.figure import Figure
from workbench.charts.theme import GREY, INK, PAPER, SMALL, rows, wrapped
from workbench.frames import Released
from workbench.model import MeasureTheme, Reader
from workbench.model.prompts import Words
from workbench.patterns.measures_framework import MeasuresFramework

__all__ = ["measures_framework"]

_WIDE, _LEFT, _TOP = 300, 130, 34
_LETTERS = 33
_LINE = 22
#: More lines of measures than this are in the table.
_MOST_LINES = 8
_COLUMNS = ["reader", "theme", "measures", "n_series", "n_entries"]


def measures_framework(released: Released[MeasuresFramework], *, words: Words) -> Figure:
    """Two rows of four cells, each with its question, its measures, and how much lies beside them."""
    table = released.table
    title = words.say("measures.chart.title")
    if not table["measures"].map(len).any():
        return Figure.nothing_yet(released, title=title, empty=words.say("measures.chart.empty"), words=words)
    named = table.assign(
        reader=[words.say(f"measures.reader_short.{reader}") for reader in table["reader"]],
        theme=[words.say(f"measures.theme.{theme}") for theme in table["theme"]],
    )
    return Figure.of(
        released,
        _grid(table, words),
        title=title,
        description="\n".join(_told(row, words) for row in table.to_dict("records")),
        table=table_in_words(named, _COLUMNS, words=words),
        words=words,
    )


def _counted(row: dict[Any, Any], words: Words) -> tuple[str, str]:
    entries = row["n_entries"]
    n = 2 if pd.isna(entries) else int(entries)
    told = words.say("measures.entries", n=n).replace(str(n), str(row["n_entries_shown"]), 1)
    return words.say("measures.series", n=int(row["n_series"])), told


def _told(row: dict[Any, Any], words: Words) -> str:
    series, entries = _counted(row, words)
    names = ", ".join(row["measures"])
    return words.say(
        "measures.chart.told",
        reader=words.say(f"measures.reader_short.{row['reader']}"),
        theme=words.say(f"measures.theme.{row['theme']}"),
        question=words.say(f"measures.question.{row['reader']}.{row['theme']}"),
        measures=words.say("measures.chart.measures", names=names) if names else words.say("measures.chart.none"),
        series=series,
        entries=entries,
    )


def _cell(row: dict[Any, Any], words: Words) -> tuple[str, str, str]:
    question = wrapped(words.say(f"measures.question.{row['reader']}.{row['theme']}"), _LETTERS, lines=4)
    listed = "\n".join(wrapped(f"• {name}", _LETTERS, lines=3) for name in row["measures"])
    lines = (listed or words.say("measures.chart.none")).split("\n")
    measures = "\n".join([*lines[: _MOST_LINES - 1], "…"] if len(lines) > _MOST_LINES else lines)
    counted = [
        told
        for told, n in zip(_counted(row, words), (row["n_series"], row["n_entries"]), strict=True)
        if n is pd.NA or n
    ]
    return question, measures, "\n".join(counted)


def _grid(table: pd.DataFrame, words: Words) -> Any:
    cells: list[dict[str, Any]] = []
    texts: dict[str, list[dict[str, Any]]] = {"bold": [], "normal": [], "beside": []}
    top = float(_TOP)
    for reader in Reader:
        made = [_cell(row, words) for row in table[table["reader"] == reader.value].to_dict("records")]
        height = max(sum(part.count("\n") + 1 for part in parts) for parts in made) * _LINE + 56
        heading = wrapped(words.say(f"measures.reader_short.{reader}"), 12)
        texts["bold"].append({"x": 0, "y": top + 12, "text": heading})
        for at, (question, measures, counted) in enumerate(made):
            left, y = _LEFT + at * _WIDE, top + 12
            cells.append({"x": left, "x2": left + _WIDE, "y": top, "y2": top + height})
            texts["bold"].append({"x": left + 12, "y": y, "text": question})
            y += (question.count("\n") + 1) * _LINE + 10
            texts["normal"].append({"x": left + 12, "y": y, "text": measures})
            y += (measures.count("\n") + 1) * _LINE + 10
            texts["beside"].append({"x": left + 12, "y": y, "text": counted})
        top += height
    for at, theme in enumerate(MeasureTheme):
        heading = words.say(f"measures.theme.{theme}")
        texts["beside"].append({"x": _LEFT + at * _WIDE + 12, "y": 6, "text": heading})
    return _drawn(cells, texts, size=(_LEFT + _WIDE * len(MeasureTheme), top))


def _drawn(cells: list[dict[str, Any]], texts: dict[str, list[dict[str, Any]]], *, size: tuple[float, float]) -> Any:
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, size[0]], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[size[1], 0], nice=False))
    squares = alt.Chart(rows(cells)).encode(x=x, y=y, x2="x2:Q", y2="y2:Q").mark_rect(fill=PAPER, stroke=GREY)
    letters: dict[str, Any] = {
        "align": "left",
        "baseline": "top",
        "lineBreak": "\n",
        "lineHeight": _LINE,
        "fontSize": SMALL,
    }
    looks: dict[str, tuple[Any, str]] = {"bold": ("bold", INK), "normal": ("normal", INK), "beside": ("normal", GREY)}
    layers = [
        alt.Chart(rows(texts[role])).encode(x=x, y=y, text="text:N").mark_text(**letters, fontWeight=weight, color=ink)
        for role, (weight, ink) in looks.items()
    ]
    return alt.layer(squares, *layers, width=size[0], height=size[1])
