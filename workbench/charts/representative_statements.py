"""The picture of: where do people differ? The statements that the opinion groups are described by."""

from __future__ import annotations

import pandas as pd

from workbench.charts.figure import Figure
from workbench.charts.statement_in_words import (
    bars_of,
    group_in_words,
    statement_told,
    statements_table,
    verdict_in_words,
)
from workbench.charts.vote_bars import StatementBars, vote_bars
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.representative_statements import RepresentativeStatements
from workbench.patterns.statement_votes import TOGETHER

__all__ = ["representative_statements"]

_MOST_DRAWN = 8


def representative_statements(released: Released[RepresentativeStatements], *, words: Words) -> Figure:
    """The statements that describe a group, what tells most of each group first, with a bar for each group."""
    table = released.table
    title = words.say("opinions.chart.differ_title")
    describing = table[table["represents"] != ""].sort_values(["place", "group"])
    if describing.empty:
        empty = words.say("opinions.chart.no_votes" if table.empty else "opinions.chart.differ_none")
        return Figure.nothing_yet(released, title=title, empty=empty, words=words)
    ids = list(dict.fromkeys(describing["statement"]))
    shown = [table[table["statement"] == id] for id in ids[:_MOST_DRAWN]]
    n_groups = table.loc[table["group"] != TOGETHER, "group"].nunique()
    sentences = [
        words.say("opinions.chart.differ_rule"),
        verdict_in_words(released.finding.verdict, n_groups=n_groups, words=words),
    ]
    if len(ids) > _MOST_DRAWN:
        sentences.append(words.say("opinions.chart.more", n=len(ids) - _MOST_DRAWN))
    told = [f"{statement_told(one, words)} {'; '.join(_described(one, words))}." for one in shown]
    return Figure.of(
        released,
        vote_bars([_bars(one, words) for one in shown], sentences=sentences, words=words),
        title=title,
        description="\n".join([*told, *sentences]),
        table=statements_table(table, ["represents", "place"], words),
        words=words,
    )


def _bars(of_statement: pd.DataFrame, words: Words) -> StatementBars:
    """The bars, with a mark where a statement describes a group."""
    describes = zip(of_statement["group"], of_statement["represents"], strict=True)
    return bars_of(
        of_statement, words, notes={name: words.say("opinions.chart.its_own") for name, by in describes if by}
    )


def _described(of_statement: pd.DataFrame, words: Words) -> list[str]:
    return [
        words.say(f"opinions.chart.describes_{row['represents']}", group=group_in_words(row["group"], words))
        for row in of_statement.to_dict("records")
        if row["represents"]
    ]
