"""The picture of: what did we enable, and did it help, in the words of those below?"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import table_in_words
from workbench.charts.figure import Figure
from workbench.charts.theme import BLUE, INK, LARGE, SMALL, count_axis, rows, text_layer, wrapped
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.enabled import Enabled

__all__ = ["MOST_TOLD", "enabled"]

#: More texts than this are no longer read across a room; the words beside the picture have all of them.
MOST_TOLD = 6
_LINE = 44
_WIDTH = 620


def enabled(released: Released[Enabled], *, words: Words) -> Figure:
    """A bar for each thing those below can say, one colour for all; below it the newest texts."""
    title = words.say("enabled.chart.title")
    told = released.finding.told
    texts = [_text(row, words) for row in told[told["direction"] == "by"].to_dict("records")]
    counted = bool((released.table["n_shown"] != "0").any())
    if not counted and not texts:
        return Figure.nothing_yet(released, title=title, empty=words.say("enabled.chart.empty"), words=words)
    table = released.table.assign(said=[words.say(f"enabled.said.{one}") for one in released.table["said"]])
    parts = [_bars(table, words)] if counted else []
    if texts:
        parts.append(_texts(texts))
    return Figure.of(
        released,
        alt.vconcat(*parts, spacing=24),
        title=title,
        description="\n".join([*_counted(table, words), *texts]),
        table=table_in_words(table, ["said", "n"], words=words, section="enabled"),
        words=words,
    )


def _text(row: dict[Any, Any], words: Words) -> str:
    named = {"what": row["what"], "barrier": row["barrier"], "words": row["helped_words"]}
    filled = {name: text if isinstance(text, str) else "" for name, text in named.items()}
    known = "_".join(name for name in ("barrier", "words") if filled[name]) or "bare"
    return words.say(f"enabled.chart.text.{known}", **filled)


def _counted(table: pd.DataFrame, words: Words) -> list[str]:
    shown = table[table["n_shown"] != "0"].to_dict("records")
    return [words.say("enabled.chart.told", said=row["said"], n=row["n_shown"]) for row in shown]


def _bars(table: pd.DataFrame, words: Words) -> Any:
    bars: list[dict[str, Any]] = [
        {"said": row["said"], "at": 0 if pd.isna(row["n"]) else int(row["n"]), "shown": str(row["n_shown"])}
        for row in table.to_dict("records")
    ]
    most = max(*(bar["at"] for bar in bars), 1)
    base = alt.Chart(rows(bars), width=_WIDTH, height=_LINE * len(bars)).encode(
        x=alt.X(
            "at:Q",
            title=words.say("enabled.chart.x"),
            axis=count_axis(most),
            scale=alt.Scale(domain=[0, most * 1.15], nice=False),
        ),
        y=alt.Y("said:N", sort=[bar["said"] for bar in bars], title=words.say("enabled.chart.y")),
    )
    numbers = base.mark_text(align="left", dx=8, fontSize=18, fontWeight="bold", color=INK).encode(text="shown:N")
    return alt.layer(base.mark_bar(color=BLUE, stroke=INK, strokeWidth=0.6), numbers)


def _texts(texts: list[str]) -> Any:
    told: list[dict[str, Any]] = []
    y = float(LARGE)
    for text in texts[:MOST_TOLD]:
        lines = wrapped(f"– {text}", 96, lines=3)
        told.append({"x": 0, "y": y, "text": lines})
        y += (lines.count("\n") + 1) * (SMALL + 6) + 10
    across = alt.X("x:Q", scale=alt.Scale(domain=[0, 1000], nice=False), axis=None)
    down = alt.Y("y:Q", scale=alt.Scale(domain=[y, 0], nice=False, zero=False), axis=None)
    layer = text_layer(told, weight="normal", line=SMALL + 6).encode(x=across, y=down)
    return layer.properties(width=_WIDTH + 280, height=y)
