"""The picture of: which agencies see people, before and after?"""

from __future__ import annotations

from typing import Any, Literal

import pandas as pd

from workbench.charts.contacts_in_words import (
    costs_beside,
    empty_in_words,
    known_before_after,
    named_total,
    people_in_words,
    side_in_words,
)
from workbench.charts.data_table import table_in_words
from workbench.charts.figure import Figure
from workbench.charts.paired_bars import MOST_DRAWN, Pair, paired_bars
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.activity_by_agency import ActivityByAgency

__all__ = ["activity_by_agency"]

#: Each side and the column that counts its contacts.
_N = {"before": "before", "after": "after"}
_COLUMNS = [
    *("agency", "before", "after", "change_words", "share_before", "share_after", "n_people_before", "n_people_after"),
    *("n_priced_before", "n_priced_after", "cost_before_pounds", "cost_after_pounds"),
]


def activity_by_agency(
    released: Released[ActivityByAgency], *, words: Words, measure: Literal["activity", "cost"] = "activity"
) -> Figure:
    """Two bars for each agency, before above after, and in words how after compares with before."""
    table = released.table
    cost = measure == "cost"
    title = words.say(f"case_costs.agency.title{'_cost' if cost else ''}")
    if table.empty:
        return Figure.nothing_yet(released, title=title, empty=empty_in_words(released, words), words=words)
    named = table.assign(
        agency=[named_total(name, words) for name in table["agency"]],
        change_words=[_change(row, words) for row in table.to_dict("records")],
    )
    sentences = [
        words.say("case_costs.agency.span", n=released.finding.quarters),
        *people_in_words(released, words),
        *known_before_after(named.iloc[-1].to_dict(), _N, words, rounded=released.audience.wide),
    ]
    *pairs, together = [_pair(row, words, cost=cost) for row in named.to_dict("records")]
    if len(pairs) > MOST_DRAWN:
        sentences.append(words.say("case_costs.first", n=MOST_DRAWN))
    return Figure.of(
        released,
        paired_bars(
            pairs,
            x=words.say(f"case_costs.agency.x{'_cost' if cost else ''}"),
            y=words.say("case_costs.agency.y"),
            sentences=sentences,
        ),
        title=title,
        description="\n".join([*(_told(pair, words) for pair in (*pairs, together)), *sentences]),
        table=table_in_words(named, _COLUMNS, words=words, section="case_costs"),
        words=words,
    )


def _change(row: dict[Any, Any], words: Words) -> str:
    """How after compares with before; the direction is said, not drawn as good or bad."""
    said = str(row["change_said"])
    if said == "changed" and pd.notna(row["change"]):
        key = "same" if row["change"] == 0 else "fewer" if row["change"] < 0 else "more"
        percent = f"{abs(row['change']) * 100:.1f}".removesuffix(".0")
        return words.say(f"case_costs.change.{key}", percent=percent)
    return words.say(f"case_costs.change.{said}")


def _pair(row: dict[Any, Any], words: Words, *, cost: bool) -> Pair:
    ends = {side: f"cost_{side}_pounds" if cost else side for side in _N}
    values = {side: None if pd.isna(row[column]) else float(row[column]) for side, column in ends.items()}
    said = {side: side_in_words(row, column, side, words) for side, column in ends.items()}
    beside = costs_beside(row, _N, words) if cost else row["change_words"]
    return Pair(row["agency"], values["before"], values["after"], said["before"], said["after"], beside)


def _told(pair: Pair, words: Words) -> str:
    sides = {"agency": pair.name, "before": pair.before_said, "after": pair.after_said}
    return words.say(f"case_costs.agency.told{'' if pair.said else '_only'}", **sides, more=pair.said)
