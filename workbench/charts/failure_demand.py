"""The picture of: how much of it is failure demand, before and after?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from workbench.charts.contacts_in_words import empty_in_words, named_total, not_said_in_words, people_in_words
from workbench.charts.data_table import table_in_words
from workbench.charts.figure import Figure
from workbench.charts.paired_bars import MOST_DRAWN, Pair, paired_bars
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.contact_sum import TOTAL
from workbench.patterns.failure_demand import FailureDemand

__all__ = ["failure_demand"]

_COLUMNS = ["agency", "phase", "n", "n_failure", "n_value", "n_not_said", "share"]


def failure_demand(released: Released[FailureDemand], *, words: Words) -> Figure:
    """Two bars of shares for each agency, before above after, and of how many contacts nobody said what they were."""
    table = released.table
    title = words.say("case_costs.failure.title")
    if table.empty or bool((table["n_said"].fillna(1) == 0).all()):
        empty = empty_in_words(released, words, key="empty" if table.empty else "failure.not_said_any")
        return Figure.nothing_yet(released, title=title, empty=empty, words=words)
    named = table.assign(agency=[named_total(name, words) for name in table["agency"]])
    single = named[table["agency"] != TOTAL]
    total = named[table["agency"] == TOTAL]
    of_phase = {words.say(f"case_costs.{row['phase']}"): [row] for row in total.to_dict("records")}
    sentences = [
        words.say("case_costs.failure.share"),
        *not_said_in_words(of_phase, words),
        *people_in_words(released, words),
    ]
    if single["agency"].nunique() > MOST_DRAWN:
        sentences.append(words.say("case_costs.first", n=MOST_DRAWN))
    pairs = [_pair(name, rows, words) for name, rows in single.groupby("agency", sort=False)]
    x, y = words.say("case_costs.failure.x"), words.say("case_costs.failure.y")
    every = [*pairs, _pair(words.say("case_costs.together"), total, words)]
    return Figure.of(
        released,
        paired_bars(pairs, x=x, y=y, sentences=sentences, ticks=[0, 25, 50, 75, 100]),
        title=title,
        description="\n".join([*(_told(pair, words) for pair in every), *sentences]),
        table=table_in_words(named, _COLUMNS, words=words, section="case_costs"),
        words=words,
    )


def _pair(name: Any, of_agency: pd.DataFrame, words: Words) -> Pair:
    before, after = of_agency.to_dict("records")
    key = "all_said" if (of_agency["n_not_said"] == 0).fillna(value=False).all() else "not_said"
    said = words.say(f"case_costs.failure.{key}", before=before["n_not_said_shown"], after=after["n_not_said_shown"])
    return Pair(str(name), _percent(before), _percent(after), _bar(before, words), _bar(after, words), said)


def _percent(row: dict[Any, Any]) -> float | None:
    return None if pd.isna(row["share"]) else float(row["share"]) * 100


def _bar(row: dict[Any, Any], words: Words) -> str:
    side = words.say(f"case_costs.{row['phase']}")
    if row["n_said_shown"] == "0":
        return words.say(f"case_costs.failure.bar_{'no_contact' if row['n_shown'] == '0' else 'none'}", side=side)
    return words.say(
        "case_costs.failure.bar",
        share=row["share_shown"],
        n=row["n_failure_shown"],
        all=row["n_said_shown"],
        side=side,
    )


def _told(pair: Pair, words: Words) -> str:
    return words.say(
        "case_costs.failure.told", agency=pair.name, before=pair.before_said, after=pair.after_said, rest=pair.said
    )
