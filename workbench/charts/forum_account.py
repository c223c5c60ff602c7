"""The picture of: what came of the cases presented to a creative solutions forum?"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.figure import Figure
from workbench.charts.theme import BLUE, INK, LARGE, count_axis, rows, wrapped
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.forum_account import ALL, ForumAccount

__all__ = ["forum_account", "in_words"]


def forum_account(released: Released[ForumAccount], *, words: Words) -> Figure:
    """A small picture for each part: a bar of people for each answer, the number at its end ("*" where hidden)."""
    table = released.table
    title = words.say("forum.chart.title")
    if table.empty:
        return Figure.nothing_yet(released, title=title, empty=words.say("forum.chart.empty"), words=words)
    return Figure.of(
        released,
        _parts(table, words),
        title=title,
        description=_told(table, words),
        table=_table(table, words),
        words=words,
    )


def in_words(words: Words, part: str, value: str) -> str:
    """A value of a part as people say it; a gender somebody wrote down stays as it is."""
    key = f"forum.value.{part}.{value}"
    said = words.say(key)
    return value if said == key else said


def _told(table: pd.DataFrame, words: Words) -> str:
    said = []
    for part, of_part in table.groupby("part", sort=False):
        told = of_part[(of_part["n_shown"] != "0") & (of_part["value"] != ALL)]
        answers = [f"{in_words(words, str(part), row['value'])}: {row['n_shown']}" for row in told.to_dict("records")]
        said.append(words.say("forum.chart.told", part=words.say(f"forum.part.{part}"), answers="; ".join(answers)))
    return "\n".join(said)


def _table(table: pd.DataFrame, words: Words) -> pd.DataFrame:
    made = {
        words.say("forum.chart.part"): [words.say(f"forum.part.{part}") for part in table["part"]],
        words.say("forum.chart.answer"): [
            words.say("forum.chart.all") if value == ALL else in_words(words, part, value)
            for part, value in zip(table["part"], table["value"], strict=True)
        ],
        words.say("forum.chart.people"): list(table["n_shown"]),
    }
    if "share" in table:
        made[words.say("forum.chart.share")] = [f"{share:.0%}" for share in table["share"]]
    return pd.DataFrame(made, dtype="str")


def _parts(table: pd.DataFrame, words: Words) -> Any:
    inner = table[table["value"] != ALL]
    most = max(1, *(int(n) for n in inner["n"].dropna()))
    small = [
        _part(of_part, words.say(f"forum.part.{part}"), most, words)
        for part, of_part in inner.groupby("part", sort=False)
    ]
    return alt.concat(*small, columns=2, spacing={"row": 40, "column": 56})


def _part(of_part: pd.DataFrame, heading: str, most: int, words: Words) -> Any:
    """An answer nobody gave has no bar, and is in the table."""
    bars: list[dict[str, Any]] = [
        {
            "answer": wrapped(in_words(words, row["part"], row["value"]), 26, lines=3),
            "n": 0 if pd.isna(row["n"]) else int(row["n"]),
            "shown": str(row["n_shown"]),
        }
        for row in of_part.to_dict("records")
        if row["n_shown"] != "0"
    ]
    across = alt.X(
        "n:Q",
        title=words.say("forum.chart.x"),
        axis=count_axis(most, ticks=5),
        scale=alt.Scale(domain=[0, most * 1.2], nice=False),
    )
    down = alt.Y("answer:N", sort=None, title=None, axis=alt.Axis(labelLineHeight=18))
    base = alt.Chart(width=330, height=54 * len(bars)).encode(x=across, y=down)
    drawn = base.mark_bar(height=28, color=BLUE, stroke=INK, strokeWidth=0.6)
    numbers = base.mark_text(align="left", dx=8, fontSize=LARGE, fontWeight="bold", color=INK).encode(text="shown:N")
    title = alt.TitleParams(
        text=wrapped(heading, 46).split("\n"), anchor="start", frame="group", fontSize=18, color=INK, offset=8
    )
    return alt.layer(drawn, numbers, data=rows(bars), title=title)
