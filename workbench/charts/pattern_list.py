"""The picture of: which of what was noticed is a pattern? In words, each with the readings that compete."""

from __future__ import annotations

from typing import Any

import pandas as pd

from workbench.charts.data_table import day_in_words, table_in_words
from workbench.charts.figure import Figure
from workbench.charts.told_below import told_below
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.pattern_list import PatternList

__all__ = ["pattern_list"]

#: More patterns than this are no longer read; the newest are drawn, and the table has all.
_MOST_DRAWN = 8
_COLUMNS = ["title", "theme", "noticed_on", "strength_said", "n_supports", "n_contradicts", "readings", "ideas_said"]


def pattern_list(released: Released[PatternList], *, words: Words) -> Figure:
    """The newest patterns one below the other; observations that are no patterns yet are neither drawn nor listed."""
    table = released.table[released.table["printable"]].reset_index(drop=True)
    title = words.say("pattern_board.list.title")
    if table.empty:
        n = released.finding.n_observations
        # that there is no pattern is a result as well
        key = "empty_wide" if released.audience.wide else "empty" if n == 0 else "none_yet"
        empty = words.say(f"pattern_board.list.{key}", n=n)
        return Figure.nothing_yet(released, title=title, empty=empty, words=words)
    told = table.assign(
        strength_said=[words.say(f"pattern_board.short.{one}") if one else "" for one in table["strength"]],
        readings=[" / ".join(several) for several in table["interpretations"]],
        ideas_said=[" / ".join(several) for several in table["ideas"]],
    )
    return Figure.of(
        released,
        _below_each_other(told, words),
        title=title,
        description="\n".join(_sentence(row, words) for row in told.to_dict("records")),
        table=table_in_words(told, _COLUMNS, words=words, section="pattern_board"),
        words=words,
    )


def _sentence(row: dict[Any, Any], words: Words) -> str:
    return words.say(
        "pattern_board.list.told", title=row["title"], readings=row["readings"], beside=_beside(row, words)
    )


def _beside(row: dict[Any, Any], words: Words) -> str:
    said = {"supports": row["n_supports_shown"], "contradicts": row["n_contradicts_shown"]}
    return words.say("pattern_board.for_against", **said)


def _below_each_other(table: pd.DataFrame, words: Words) -> Any:
    entries = []
    for row in table.head(_MOST_DRAWN).to_dict("records"):
        when = ", ".join(filter(None, (row["theme"], day_in_words(row["noticed_on"], words), _beside(row, words))))
        entries.append((str(row["title"]), [*((f"– {one}", False) for one in row["interpretations"]), (when, True)]))
    more = len(table) - _MOST_DRAWN
    return told_below(entries, lines=3, gap=24, more=words.say("pattern_board.list.more", n=more) if more > 0 else "")
