"""Statements with the votes of each group, in words: for the bars, and for what is read instead of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from workbench.charts.data_table import table_in_words
from workbench.charts.vote_bars import StatementBars, VoteBar
from workbench.model.prompts import Words
from workbench.patterns.opinion_groups import EVERYBODY
from workbench.patterns.opinion_standing import FEWEST_PEOPLE, SMALLEST_GROUP, Verdict
from workbench.patterns.statement_votes import TOGETHER

__all__ = ["bars_of", "group_in_words", "statement_told", "statements_table", "verdict_in_words"]

_SHARES = ("share_agree", "share_pass", "share_disagree")


def group_in_words(name: str, words: Words) -> str:
    """What a group is called: "Group A", "Everybody" where there are no groups, or "All together"."""
    if name == TOGETHER:
        return words.say("opinions.chart.together")
    return words.say("opinions.chart.group_all") if name == EVERYBODY else words.say("opinions.chart.group", name=name)


def verdict_in_words(verdict: Verdict, *, n_groups: int, words: Words) -> str:
    """Whether there are groups, and if not, why not."""
    return words.say(f"opinions.verdict.{verdict}", n=n_groups, least=FEWEST_PEOPLE, smallest=SMALLEST_GROUP)


def bars_of(of_statement: pd.DataFrame, words: Words, *, notes: Mapping[str, str] | None = None) -> StatementBars:
    """The bars of one statement: of each group, or of everybody where there are none.

    ``notes`` are words that stand beside the bar of a group, by its name.
    """
    inner = of_statement[of_statement["group"] != TOGETHER].to_dict("records")
    return StatementBars(
        text=f"{inner[0]['number']}  {inner[0]['text']}",
        bars=tuple(_bar(row, words, (notes or {}).get(str(row["group"]), "")) for row in inner),
    )


def _bar(row: Mapping[Any, Any], words: Words, note: str) -> VoteBar:
    shares = [row[share] for share in _SHARES]
    told = all(pd.notna(share) for share in shares)
    said = _voted(row, words) if told else words.say("opinions.chart.too_few_voted")
    return VoteBar(
        group=group_in_words(str(row["group"]), words),
        shares=(float(shares[0]), float(shares[1]), float(shares[2])) if told else None,
        said=f"{said} · {note}" if note else said,
    )


def _voted(row: Mapping[Any, Any], words: Words) -> str:
    return words.say("opinions.chart.voted", n=row["n_seen_shown"])


def statement_told(of_statement: pd.DataFrame, words: Words) -> str:
    """What the bars of one statement show, as a sentence."""
    told = []
    rows = of_statement[of_statement["group"] != TOGETHER].to_dict("records")
    for row in rows:
        few = any(pd.isna(row[share]) for share in _SHARES)
        numbers = {share.removeprefix("share_"): row[f"{share}_shown"] for share in _SHARES}
        key = "opinions.chart.told_few" if few else "opinions.chart.told_bar"
        group = group_in_words(str(row["group"]), words)
        told.append(words.say(key, group=group, n=row["n_seen_shown"], **numbers))
    return words.say("opinions.chart.told", text=rows[0]["text"], bars="; ".join(told))


def statements_table(table: pd.DataFrame, extra: Sequence[str], words: Words) -> pd.DataFrame:
    """The table beside the bars, with groups and votes in words."""
    named = table.assign(group=[group_in_words(name, words) for name in table["group"]])
    for column in ("common", "represents"):
        if column in named:
            named[column] = [words.say(f"opinions.vote.{vote}") if vote else "" for vote in named[column]]
    columns = ["number", "text", "group", "n_seen", "n_agree", "n_disagree", "n_pass", *_SHARES, *extra]
    return table_in_words(named, columns, words=words, section="opinions")
