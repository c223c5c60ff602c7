"""The picture of: what do people have in common, whatever group they stand in?"""

from __future__ import annotations

from workbench.charts.figure import Figure
from workbench.charts.statement_in_words import bars_of, statement_told, statements_table, verdict_in_words
from workbench.charts.vote_bars import vote_bars
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.common_ground import CommonGround
from workbench.patterns.statement_votes import TOGETHER

__all__ = ["common_ground"]

#: More statements than this cannot be read from a projection; the table has all.
_MOST_DRAWN = 8


def common_ground(released: Released[CommonGround], *, words: Words) -> Figure:
    """The statements of the common ground with a bar for each group, those with most consensus first."""
    table = released.table
    title = words.say("opinions.chart.common_title")
    common = table[table["common"] != ""]
    if common.empty:
        empty = words.say("opinions.chart.no_votes" if table.empty else "opinions.chart.common_empty")
        return Figure.nothing_yet(released, title=title, empty=empty, words=words)
    ids = list(dict.fromkeys(common["statement"]))
    n_groups = table.loc[table["group"] != TOGETHER, "group"].nunique()
    sentences = [
        words.say("opinions.chart.common_rule_wide" if released.audience.wide else "opinions.chart.common_rule"),
        verdict_in_words(released.finding.verdict, n_groups=n_groups, words=words),
    ]
    if len(ids) > _MOST_DRAWN:
        sentences.append(words.say("opinions.chart.more", n=len(ids) - _MOST_DRAWN))
    shown = [common[common["statement"] == id] for id in ids[:_MOST_DRAWN]]
    return Figure.of(
        released,
        vote_bars([bars_of(one, words) for one in shown], sentences=sentences, words=words),
        title=title,
        description="\n".join([*(statement_told(one, words) for one in shown), *sentences]),
        table=statements_table(table, ["common", "consensus"], words),
        words=words,
    )
