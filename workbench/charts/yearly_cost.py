"""The picture of: what does it cost, year by year?"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.contacts_in_words import known_in_words
from workbench.charts.data_table import table_in_words
from workbench.charts.figure import Figure
from workbench.charts.theme import BLUE, GREY, INK, PAPER, SMALL, beneath, rows
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.yearly_cost import YearlyCost

__all__ = ["yearly_cost"]

_COLUMNS = ["year", "n", "n_people", "n_priced", "cost_pounds", "n_observed", "n_partly"]
_BAR, _WIDEST = 150, 1100


def yearly_cost(released: Released[YearlyCost], *, words: Words) -> Figure:
    """A bar of pounds for each year, dashed where not everybody was observed for all of it."""
    table = released.table
    title = words.say("case_costs.yearly.title")
    if table.empty or bool((table["n_priced"].fillna(1) == 0).all()):
        empty = words.say(f"case_costs.{'empty' if table.empty else 'not_priced'}")
        return Figure.nothing_yet(released, title=title, empty=empty, words=words)
    years = table.to_dict("records")
    known = {
        str(row["year"]): {
            "n": row["n"],
            "n_shown": row["n_shown"],
            "n_priced": row["n_priced"],
            "n_priced_shown": row["n_priced_shown"],
            "cost_shown": row["cost_pounds_shown"],
        }
        for row in years
        if row["n_shown"] not in {"", "0"}
    }
    sentences = [
        *([] if table["wholly_observed"].all() else [words.say("case_costs.yearly.dashed")]),
        *known_in_words(known, words, rounded=released.audience.wide),
        words.say("case_costs.unit_costs"),
    ]
    named = table.assign(year=table["year"].astype("str"))
    return Figure.of(
        released,
        _bars(years, words, sentences),
        title=title,
        description="\n".join([*(_told(row, words) for row in years), *sentences]),
        table=table_in_words(named, _COLUMNS, words=words, section="case_costs"),
        words=words,
    )


def _cost(row: dict[Any, Any], words: Words) -> str:
    if row["n_shown"] == "":
        return words.say("case_costs.yearly.nobody")
    if row["cost_pounds_shown"] == "":
        return words.say("case_costs.yearly.not_known")
    return f"£{row['cost_pounds_shown']}"


def _number(row: dict[Any, Any], column: str, what: str, words: Words) -> str:
    n = None if pd.isna(row[column]) else int(row[column])
    return words.say(f"case_costs.yearly.{what}", shown=row[f"{column}_shown"], n=n) if row[f"{column}_shown"] else ""


def _told(row: dict[Any, Any], words: Words) -> str:
    numbers = [_number(row, "n", "contacts", words), _number(row, "n_people", "people", words)]
    return words.say(
        "case_costs.yearly.told",
        year=row["year"],
        what=", ".join(filter(None, [_cost(row, words), *numbers])),
        more="" if row["wholly_observed"] else f" ({words.say('case_costs.yearly.partly')})",
    )


def _bars(years: list[dict[Any, Any]], words: Words, sentences: list[str]) -> Any:
    bars: list[dict[str, Any]] = [
        {
            "year": str(row["year"]),
            "pounds": 0 if pd.isna(row["cost_pounds"]) else float(row["cost_pounds"]),
            "said": "\n".join([_cost(row, words), _number(row, "n", "contacts", words)]),
            "whole": bool(row["wholly_observed"]),
        }
        for row in years
    ]
    most = max(*(bar["pounds"] for bar in bars), 1)
    base = alt.Chart(rows(bars), width=min(_BAR * len(bars), _WIDEST), height=400).encode(
        x=alt.X("year:O", title=words.say("case_costs.yearly.x"), axis=alt.Axis(labelAngle=0)),
        y=alt.Y(
            "pounds:Q",
            title=words.say("case_costs.yearly.y"),
            axis=alt.Axis(format=",.0f", tickCount=6),
            # room for the words on the highest bar
            scale=alt.Scale(domain=[0, most * 1.16], nice=False),
        ),
    )
    whole = alt.when("datum.whole")
    drawn = base.mark_bar(strokeWidth=2, size=min(84, _WIDEST // len(bars) - 12)).encode(
        color=whole.then(alt.value(BLUE)).otherwise(alt.value(PAPER)),
        stroke=whole.then(alt.value(BLUE)).otherwise(alt.value(GREY)),
        strokeDash=whole.then(alt.value([1, 0])).otherwise(alt.value([6, 4])),
    )
    texts = base.mark_text(
        baseline="bottom",
        dy=-10 - SMALL,
        fontSize=SMALL,
        fontWeight="bold",
        color=INK,
        lineBreak="\n",
        lineHeight=SMALL + 4,
    ).encode(text="said:N")
    return alt.vconcat(alt.layer(drawn, texts, title=beneath(sentences)))
