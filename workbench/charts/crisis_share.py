"""The picture of: how much of it is crisis, before and after?"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.contacts_in_words import empty_in_words, not_said_in_words, people_in_words, quarter_in_words
from workbench.charts.data_table import table_in_words
from workbench.charts.figure import Figure
from workbench.charts.theme import BLUE, INK, SMALL, beneath, rows
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.crisis_share import CrisisShare

__all__ = ["crisis_share"]

_COLUMNS = ["phase", "quarter", "n", "n_crisis", "n_planned", "n_not_said", "share", "n_observed", "n_partly"]
_BAR = 74


def crisis_share(released: Released[CrisisShare], *, words: Words) -> Figure:
    """A bar a quarter (or one a phase) with the share of crisis, and of how many contacts it is a share."""
    finding, table = released.finding, released.table
    title = words.say("case_costs.crisis.title")
    seen = table[table["n_shown"] != ""]
    if bool((seen["n_said"].fillna(1) == 0).all()):
        key = "empty" if bool((seen["n"].fillna(1) == 0).all()) else "crisis.not_said_any"
        return Figure.nothing_yet(released, title=title, empty=empty_in_words(released, words, key=key), words=words)
    named = table.assign(
        phase=[words.say(f"case_costs.{phase}").capitalize() for phase in table["phase"]],
        quarter=["" if pd.isna(quarter) else quarter_in_words(int(quarter), words) for quarter in table["quarter"]],
    )
    of_phase = {str(phase): of_it.to_dict("records") for phase, of_it in named.groupby("phase", sort=False)}
    sentences = [
        words.say("case_costs.crisis.share"),
        *not_said_in_words(of_phase, words),
        *people_in_words(released, words),
    ]
    return Figure.of(
        released,
        _bars(named, words, sentences),
        title=title,
        description="\n".join([*(_told(row, words) for row in named.to_dict("records")), *sentences]),
        table=table_in_words(
            named,
            _COLUMNS if finding.by_quarter else [c for c in _COLUMNS if c != "quarter"],
            words=words,
            section="case_costs",
        ),
        words=words,
    )


def _said(row: dict[Any, Any], words: Words) -> str:
    """What stands on a bar: the share, and what it is a share of."""
    if row["n_shown"] in {"", "0"}:
        return "" if row["n_shown"] == "" else words.say("case_costs.crisis.none")
    if row["n_said_shown"] == "0":
        return words.say("case_costs.crisis.nothing_said")
    of = words.say("case_costs.crisis.of", n=row["n_crisis_shown"], all=row["n_said_shown"])
    return f"{row['share_shown']}\n{of}"


def _told(row: dict[Any, Any], words: Words) -> str:
    quarter = f", {row['quarter']}" if row["quarter"] else ""
    if row["n_shown"] in {"", "0"} or row["n_said_shown"] == "0":
        key = "nobody" if row["n_shown"] == "" else "none" if row["n_shown"] == "0" else "nothing_said"
        return words.say(
            "case_costs.crisis.told_none",
            phase=row["phase"],
            quarter=quarter,
            what=words.say(f"case_costs.crisis.{key}"),
        )
    return words.say(
        "case_costs.crisis.told",
        phase=row["phase"],
        quarter=quarter,
        share=row["share_shown"],
        n=row["n_crisis_shown"],
        all=row["n_said_shown"],
    )


def _bars(table: pd.DataFrame, words: Words, sentences: list[str]) -> Any:
    bars = [
        {
            "phase": row["phase"],
            "quarter": row["quarter"],
            "share": 0 if pd.isna(row["share"]) else float(row["share"]),
            # lines go down from the first, so a text of one line begins with two empty ones
            "said": (said := _said(row, words)).rjust(len(said) + 2 - said.count("\n"), "\n"),
        }
        for row in table.to_dict("records")
    ]
    quarters = list(dict.fromkeys(bar["quarter"] for bar in bars))
    along = alt.X("quarter:O", sort=quarters, title=None, axis=None)
    if len(quarters) > 1:
        axis = alt.Axis(labelAngle=0, labelOverlap=True)
        along = alt.X("quarter:O", sort=quarters, title=words.say("case_costs.crisis.x"), axis=axis)
    up = alt.Y(
        "share:Q",
        title=words.say("case_costs.crisis.y"),
        axis=alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1]),
        # room for three lines of words on a whole bar
        scale=alt.Scale(domain=[0, 1.24], nice=False),
    )
    base = alt.Chart(width=_BAR * max(len(quarters), 3), height=360).encode(x=along, y=up)
    drawn = base.mark_bar(color=BLUE, stroke=INK, strokeWidth=0.6, size=46)
    numbers = base.mark_text(
        baseline="bottom",
        dy=-5 - 2 * (SMALL + 2),
        fontSize=SMALL,
        fontWeight="bold",
        color=INK,
        lineBreak="\n",
        lineHeight=SMALL + 2,
    ).encode(text="said:N")
    phases = alt.Column("phase:N", sort=list(dict.fromkeys(bar["phase"] for bar in bars)))
    both = alt.layer(drawn, numbers, data=rows(bars)).facet(column=phases, spacing=30)
    return alt.vconcat(both.properties(title=beneath(sentences, width=150)))
