"""The picture of: what do services do, before and after?"""

from __future__ import annotations

from typing import Any, Literal

import pandas as pd

from workbench.charts.contacts_in_words import (
    costs_beside,
    empty_in_words,
    fewer_in_words,
    known_before_after,
    named_total,
    people_in_words,
    side_in_words,
)
from workbench.charts.data_table import table_in_words
from workbench.charts.figure import Figure
from workbench.charts.paired_bars import MOST_DRAWN, Pair, paired_bars
from workbench.frames import Released
from workbench.model.number import number_in_words
from workbench.model.prompts import Words
from workbench.patterns.activity_before_after import ActivityBeforeAfter
from workbench.patterns.contact_sum import TOTAL

__all__ = ["activity_before_after"]

#: Each side and the column that counts its contacts.
_N = {"before": "n_before", "after": "n_after"}
#: For each measure: its columns before and after, the end of its column's name, and the end of its words' keys.
_MEASURES = {
    "activity": (_N, "n", ""),
    "quantity": ({"before": "quantity_before", "after": "quantity_after"}, "quantity", "_quantity"),
    "cost": ({"before": "cost_before_pounds", "after": "cost_after_pounds"}, "pounds", "_cost"),
}
_FEWER = ("n", "quantity", "pounds")
_COLUMNS = [
    *("activity", "n_before", "n_after", "fewer_n_words", "quantity_before", "quantity_after", "fewer_quantity_words"),
    *("cost_before_pounds", "cost_after_pounds", "fewer_pounds_words", "n_people_before", "n_people_after"),
    *("n_priced_before", "n_priced_after"),
]


def activity_before_after(
    released: Released[ActivityBeforeAfter],
    *,
    words: Words,
    measure: Literal["activity", "quantity", "cost"] = "activity",
) -> Figure:
    """Two bars for each activity, before above after, and in words how it compares with the same pace."""
    finding, table = released.finding, released.table
    ends, fewer, key = _MEASURES[measure]
    title = words.say(f"case_costs.activity.title{key}")
    if table.empty:
        return Figure.nothing_yet(released, title=title, empty=empty_in_words(released, words), words=words)
    named = table.assign(
        activity=[named_total(name, words) for name in table["activity"]],
        **{f"{column}_shown": _units(table, column) for column in ("quantity_before", "quantity_after")},
        **{f"fewer_{what}_words": [_fewer(row, what, words) for row in table.to_dict("records")] for what in _FEWER},
    )
    single = named[table["activity"] != TOTAL]
    spans = {
        side: words.say("case_costs.activity.quarters", n=n)
        for side, n in (("before", finding.before_quarters), ("after", finding.after_quarters))
    }
    sentences = [
        words.say("case_costs.activity.span", **spans),
        words.say("case_costs.activity.pace"),
        *people_in_words(released, words),
        *known_before_after(named.iloc[-1].to_dict(), _N, words, rounded=released.audience.wide),
    ]
    if len(single) > MOST_DRAWN:
        sentences.append(words.say("case_costs.first", n=MOST_DRAWN))
    pairs = [_pair(row, ends, row[f"fewer_{fewer}_words"], words) for row in single.to_dict("records")]
    x, y = words.say(f"case_costs.activity.x{key}"), words.say("case_costs.activity.y")
    return Figure.of(
        released,
        paired_bars(pairs, x=x, y=y, sentences=sentences),
        title=title,
        description="\n".join([*(_told(pair, words) for pair in pairs), *sentences]),
        table=table_in_words(named, _COLUMNS, words=words, section="case_costs"),
        words=words,
    )


def _units(table: pd.DataFrame, column: str) -> list[str]:
    """Units as whole numbers where they are; the mark of what is hidden stays."""
    shown = zip(table[column], table[f"{column}_shown"], strict=True)
    return [mark if pd.isna(value) else number_in_words(value) for value, mark in shown]


def _fewer(row: dict[Any, Any], what: str, words: Words) -> str:
    fewer = row[f"fewer_{what}"]
    if pd.notna(fewer):
        return fewer_in_words(
            float(fewer), row[f"fewer_{what}_share"], words, pace=row["pace"], pounds=what == "pounds"
        )
    if what == "pounds" and costs_beside(row, _N, words):
        return words.say("case_costs.activity.cost_missing")
    return "" if row["activity"] == TOTAL else words.say("case_costs.hidden")


def _pair(row: dict[Any, Any], ends: dict[str, str], beside: str, words: Words) -> Pair:
    values = {side: None if pd.isna(row[column]) else float(row[column]) for side, column in ends.items()}
    said = {side: side_in_words(row, column, side, words) for side, column in ends.items()}
    return Pair(row["activity"], values["before"], values["after"], said["before"], said["after"], beside)


def _told(pair: Pair, words: Words) -> str:
    return words.say(
        "case_costs.activity.told",
        activity=pair.name,
        before=pair.before_said,
        after=pair.after_said,
        change=pair.said,
    )
