"""The picture of: which themes came up when?"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import table_in_words
from workbench.charts.figure import Figure
from workbench.charts.theme import BLUE, INK, PALE, SMALL, beneath, rows, wrapped
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.themes_over_time import ThemesOverTime

__all__ = ["MOST_DRAWN", "themes_over_time"]

#: More themes than this cannot be read across a room; the table has all of them.
MOST_DRAWN = 8
_HEIGHT, _LETTERS = 90, 105
_COLUMNS = ["name", "quarter", "n_texts", "n_people", "n_read", "n_people_read", "share"]


def themes_over_time(released: Released[ThemesOverTime], *, words: Words) -> Figure:
    """A strip for each theme: texts of each quarter it lies on, in the outline of how many were read for it."""
    title = words.say("coding.chart.time.title")
    table = released.table
    if table.empty:
        return Figure.nothing_yet(released, title=title, empty=words.say("coding.chart.time.empty"), words=words)
    quarters = [
        words.say("coding.chart.time.quarter", year=int(row["year"]), quarter=int(row["quarter"]))
        for row in table.to_dict("records")
    ]
    named = table.assign(quarter=quarters)
    sentences = [words.say("coding.chart.time.legend")]
    undated = released.finding.n_without_day
    if undated is not None and not pd.isna(undated) and undated:
        sentences.append(words.say("coding.chart.time.undated", n=int(undated), shown=f"{undated:,}"))
    themes = list(dict.fromkeys(table["theme"]))
    if len(themes) > MOST_DRAWN:
        sentences.append(words.say("coding.chart.time.first", n=MOST_DRAWN))
    return Figure.of(
        released,
        _drawn(named, themes[:MOST_DRAWN], sentences, words),
        title=title,
        description="\n".join([*_told(named, words), *sentences]),
        table=table_in_words(named, _COLUMNS, words=words, section="coding"),
        words=words,
    )


def _told(named: pd.DataFrame, words: Words) -> list[str]:
    made = []
    for _, of_theme in named.groupby("theme", sort=False):
        said = ", ".join(
            words.say(
                "coding.chart.time.told_quarter",
                quarter=row["quarter"],
                n=row["n_texts_shown"],
                read=row["n_read_shown"],
            )
            for row in of_theme.to_dict("records")
            if row["n_read_shown"] != "0"
        )
        name = of_theme["name"].iloc[0]
        key = "told" if said else "nothing_read"
        made.append(words.say(f"coding.chart.time.{key}", theme=name, said=said))
    return made


def _drawn(named: pd.DataFrame, themes: list[str], sentences: list[str], words: Words) -> Any:
    order = list(dict.fromkeys(named["quarter"]))
    shown = named[named["theme"].isin(themes)]
    most = max([1, *shown["n_read"].dropna().astype(int), *shown["n_texts"].dropna().astype(int)])
    strips = []
    for theme in themes:
        of_theme = shown[shown["theme"] == theme].to_dict("records")
        bars = [
            {
                "quarter": row["quarter"],
                "n": None if pd.isna(row["n_texts"]) else int(row["n_texts"]),
                "read": None if pd.isna(row["n_read"]) else int(row["n_read"]),
                "said": _bar(row, words),
            }
            for row in of_theme
        ]
        name = str(of_theme[0]["name"])
        if not any(bar["said"] for bar in bars):
            name = words.say("coding.chart.time.nothing_read", theme=name)
        title = alt.TitleParams(text=wrapped(name, 90, lines=1), anchor="start", fontSize=18, color=INK, offset=6)
        last = theme == themes[-1]
        strips.append(_strip(bars, order, most=most, last=last, words=words).properties(title=title))
    return alt.vconcat(alt.vconcat(*strips, spacing=14, title=beneath(sentences, width=_LETTERS)))


def _bar(row: dict[Any, Any], words: Words) -> str:
    if row["n_read_shown"] == "0":
        return ""
    return words.say("coding.chart.time.bar", n=row["n_texts_shown"], read=row["n_read_shown"])


def _strip(bars: list[dict[str, Any]], order: list[str], *, most: int, last: bool, words: Words) -> Any:
    axis = alt.Axis(
        labelAngle=0,
        labelOverlap=True,
        labels=last,
        ticks=False,
        title=words.say("coding.chart.time.x") if last else None,
    )
    across = alt.X("quarter:N", sort=order, scale=alt.Scale(domain=order, paddingInner=0.3), axis=axis)
    up: dict[str, Any] = {
        "title": words.say("coding.chart.time.y"),
        "scale": alt.Scale(domain=[0, most * 1.25], nice=False),
        "axis": alt.Axis(format=",.0f", tickMinStep=1, tickCount=2),
    }
    width = min(1_100, max(760, 90 * len(order)))
    base = alt.Chart(rows(bars), width=width, height=_HEIGHT).encode(x=across)
    outline = base.mark_bar(fill=PALE, stroke=INK, strokeWidth=1).encode(y=alt.Y("read:Q", **up))
    inside = base.mark_bar(fill=BLUE, width={"band": 0.5}).encode(y=alt.Y("n:Q", **up))
    said = base.mark_text(dy=-10, fontSize=SMALL, fontWeight="bold", color=INK).encode(
        y=alt.Y("read:Q", **up), text="said:N"
    )
    return alt.layer(outline, inside, said)
