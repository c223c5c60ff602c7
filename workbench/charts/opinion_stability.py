"""The picture of: can the opinion groups be relied on?"""

from __future__ import annotations

from typing import Any

import altair as alt

from workbench.charts.data_table import table_in_words
from workbench.charts.figure import Figure
from workbench.charts.statement_in_words import verdict_in_words
from workbench.charts.theme import BLUE, INK, ORANGE, SMALL, VERMILION, beneath, rows
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.opinion_stability import OpinionStability
from workbench.patterns.opinion_standing import RARELY_BELOW, STABLE_FROM

__all__ = ["opinion_stability"]

_WIDTH, _HEIGHT = 760, 90


def opinion_stability(released: Released[OpinionStability], *, words: Words) -> Figure:
    """How alike groups found in parts of the votes are, and how distinct those that chance makes.

    Each a band of the middle four fifths of the draws, with its median.
    """
    finding, table = released.finding, released.table
    title = words.say("opinions.chart.stability_title")
    if table.empty:
        return Figure.nothing_yet(released, title=title, empty=words.say("opinions.chart.stability_few"), words=words)
    again, shuffled = (table[table["tried"] == name].to_dict("records")[0] for name in ("again", "shuffled"))
    sentences = [
        verdict_in_words(finding.verdict, n_groups=finding.n_groups, words=words),
        words.say(
            "opinions.chart.again_told",
            n=again["n_draws"],
            median=f"{again['median']:.2f}",
            p10=f"{again['p10']:.2f}",
            stable=STABLE_FROM,
            rarely=RARELY_BELOW,
        ),
        words.say(
            "opinions.chart.shuffled_told",
            n=shuffled["n_draws"],
            median=f"{shuffled['median']:.2f}",
            ours=f"{finding.silhouette:.2f}",
            p=f"{finding.p:.2f}" if finding.p >= 0.01 else f"{finding.p:.3f}",
        ),
    ]
    bands = [
        _band(again, "again", "parts", {"mark": STABLE_FROM}, words),
        _band(shuffled, "shuffled", "chance", {"these": finding.silhouette}, words),
    ]
    picture = alt.vconcat(*bands, _under(sentences), spacing=40)
    return Figure.of(
        released,
        picture,
        title=title,
        description="\n".join(sentences),
        table=table_in_words(
            table.assign(tried=[words.say(f"opinions.chart.{name}_title") for name in table["tried"]]),
            ["tried", "n_draws", "p10", "median", "p90"],
            words=words,
            section="opinions",
        ),
        words=words,
    )


def _band(row: dict[Any, Any], name: str, band: str, marks: dict[str, float], words: Words) -> Any:
    """One line from 0 to 1 with the band of the draws, its median, and what it is compared with."""
    low = min(0.0, row["p10"], *marks.values())
    across = alt.X("at:Q", title=words.say(f"opinions.chart.{name}_x"), scale=alt.Scale(domain=[low, 1], nice=False))
    drawn = alt.Chart(
        rows([{"at": row["p10"], "to": row["p90"], "said": words.say(f"opinions.chart.{band}")}]),
        width=_WIDTH,
        height=_HEIGHT,
    )
    median = alt.Chart(rows([{"at": row["median"]}])).mark_rule(color=INK, strokeWidth=4, y=30, y2=64)
    said = [{"at": at, "said": f"{words.say(f'opinions.chart.{mark}')} {at:.2f}"} for mark, at in marks.items()]
    marked = alt.Chart(rows(said)).encode(x=across)
    return alt.layer(
        drawn.mark_rule(y=47, strokeWidth=26, color=BLUE if name == "again" else ORANGE).encode(x=across, x2="to:Q"),
        median.encode(x=across),
        drawn.mark_text(align="left", dx=2, y=76, fontSize=SMALL, color=INK, baseline="middle").encode(
            x=across, text="said:N"
        ),
        marked.mark_rule(color=VERMILION, strokeWidth=3, strokeDash=[6, 4], y=22, y2=_HEIGHT),
        marked.mark_text(fontSize=SMALL, fontWeight="bold", color=INK, y=12, align="center").encode(text="said:N"),
        title=alt.TitleParams(text=words.say(f"opinions.chart.{name}_title"), anchor="start", fontSize=18, color=INK),
    )


def _under(sentences: list[str]) -> Any:
    """The sentences beneath the whole picture, whose own title is its question."""
    nothing = alt.Chart(rows([{"at": 0}]), width=_WIDTH, height=1).mark_point(opacity=0)
    return nothing.properties(title=beneath(sentences, width=100))
