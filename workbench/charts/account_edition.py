"""The picture of: what does an account of learning say? Its sentences under the questions they answer."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.figure import Figure
from workbench.charts.theme import GREY, LARGE, SMALL, text_layer, wrapped
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.account_edition import AccountEdition

__all__ = ["account_edition"]

#: More sentences than this are no longer read in a picture; the table has all.
_MOST_DRAWN = 16
_WIDTH = 1000
_LETTERS = 104


def account_edition(released: Released[AccountEdition], *, words: Words) -> Figure:
    """The sentences below each other, question by question; the table has all of them with what they rest on."""
    account, table = released.finding.account, released.table
    if account is None or table.empty:
        title = words.say("account.chart.title_none")
        return Figure.nothing_yet(released, title=title, empty=words.say("account.chart.empty"), words=words)
    told = table.assign(asked=[words.say(f"account.question.{one}") for one in table["question"]])
    return Figure.of(
        released,
        _below_each_other(told),
        title=words.say("account.chart.title", n=account["edition"]),
        description="\n".join(
            words.say("account.chart.told", question=asked, sentences=" ".join(rows["text"]))
            for asked, rows in told.groupby("asked", sort=False)
        ),
        table=_table(told, words),
        words=words,
    )


def _table(told: pd.DataFrame, words: Words) -> pd.DataFrame:
    return pd.DataFrame(
        {
            words.say("account.chart.question"): list(told["asked"]),
            words.say("account.chart.sentence"): list(told["text"]),
            words.say("account.chart.rests_on"): list(told["n_evidence_shown"]),
        },
        dtype="str",
    )


def _below_each_other(told: pd.DataFrame) -> Any:
    headings: list[dict[str, Any]] = []
    sentences: list[dict[str, Any]] = []
    y, before = LARGE / 2, ""
    for row in told.head(_MOST_DRAWN).to_dict("records"):
        if row["asked"] != before:
            before = row["asked"]
            headings.append({"x": 0, "y": y, "text": before})
            y += LARGE + 8
        lines = wrapped(str(row["text"]), _LETTERS, lines=4)
        sentences.append({"x": 24, "y": y, "text": lines})
        y += (lines.count("\n") + 1) * (SMALL + 6) + 10
    across = alt.X("x:Q", scale=alt.Scale(domain=[0, _WIDTH], nice=False), axis=None)
    down = alt.Y("y:Q", scale=alt.Scale(domain=[y, 0], nice=False, zero=False), axis=None)
    layers = [
        text_layer(headings, weight="bold", line=LARGE + 6, size=LARGE, colour=GREY),
        text_layer(sentences, weight="normal", line=SMALL + 6),
    ]
    return alt.layer(*(layer.encode(x=across, y=down) for layer in layers), width=_WIDTH, height=y)
