"""The picture of: do groups place their stories differently on this scale?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from workbench.charts.data_table import table_in_words
from workbench.charts.effect_rows import Effect, effect_rows
from workbench.charts.figure import Figure
from workbench.charts.signified_in_words import (
    answers_in_words,
    chance_in_words,
    figure_in_words,
    interval_in_words,
    number_or_none,
)
from workbench.charts.small_multiples import small_multiples
from workbench.charts.triad_comparison import nearer_in_words
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.comparisons_looked_at import STANDS_OUT
from workbench.patterns.dyad_comparison import DyadComparison

__all__ = ["dyad_comparison"]

_WIDTH = 1160
#: More pairs than this cannot be read across a room; the table has all.
_MOST_PAIRS = 10
_BEHIND = ["n_stories_first", "n_tellers_first", "n_stories_second", "n_tellers_second"]
_COLUMNS = ["first", "second", *_BEHIND, "said", "interval_said", "p_said", "q_said"]


def dyad_comparison(released: Released[DyadComparison], *, words: Words) -> Figure:
    """All groups together in a sentence, and each two with their effect and its interval."""
    finding, table = released.finding, released.table
    title = words.say("signification.dyads.title", title=finding.wording.title)
    records = table.to_dict("records")
    if not records:
        empty = words.say("signification.dyads.one_group")
        return Figure.nothing_yet(released, title=title, empty=empty, words=words)
    right = finding.wording.labels[-1]
    effects = [_effect(row, right, words) for row in records]
    section = "comparison" if len(records) == 1 else "dyads"
    named = {"right": right, "first": records[0]["first"], "second": records[0]["second"]}
    left_end, right_end = (words.say(f"signification.{section}.{end}_end", **named) for end in ("left", "right"))
    picture = effect_rows(effects[:_MOST_PAIRS], x=words.say("signification.dyads.x"), ends=(left_end, right_end))
    about = [*answers_in_words(released, words), *_about(released, words)]
    if len(effects) > _MOST_PAIRS:
        about.append(words.say("signification.dyads.first_pairs", n=_MOST_PAIRS))
    told = [f"{effect.name}: {effect.said.replace(chr(10), '; ')}." for effect in effects]
    return Figure.of(
        released,
        small_multiples([picture], about, columns=1, width=_WIDTH),
        title=title,
        description="\n".join([*about, *told]),
        table=_table(table, right, words),
        words=words,
    )


def _about(released: Released[DyadComparison], words: Words) -> list[str]:
    row = released.finding.overall.to_dict("records")[0]
    few = pd.isna(row["p_overall"])
    figures = {"n_groups": row["n_groups"], "df": row["df"], "shown": row["n_tellers_least_shown"]}
    figures |= {"h": figure_in_words(row["h"]), "p": chance_in_words(row["p_overall"])}
    said = [words.say(f"signification.dyads.overall{'_no' if few else ''}", **figures)]
    key = "comparison_all" if row["may_say"] == "comparison" else row["may_say"]
    said.append(words.say(f"signification.may_say.{key}"))
    if row["p_from"] == "permutation":
        said.append(words.say("signification.beside.several_told"))
    tested = released.table["q"].dropna()
    if len(tested) and tested.gt(STANDS_OUT).all():
        said.append(words.say("signification.comparison.no_pattern"))
    return [*said, words.say("signification.beside.self_selected")]


def _effect(row: Mapping[Any, Any], right: str, words: Words) -> Effect:
    name = words.say("signification.dyads.pair", first=row["first"], second=row["second"])
    said = [_nearer(row, right, words), *([_interval(row, words)] if _interval(row, words) else [])]
    delta, low, high = (number_or_none(row[end]) for end in ("delta", "low", "high"))
    return Effect(name, delta, low, high, "\n".join(said))


def _nearer(row: Mapping[Any, Any], right: str, words: Words) -> str:
    if pd.isna(row["delta"]):
        return words.say("signification.dyads.few")
    return nearer_in_words({**row, "label": right}, row, words, section="dyads")


def _interval(row: Mapping[Any, Any], words: Words) -> str:
    interval = interval_in_words(row, words)
    if pd.isna(row["p"]):
        return interval
    chance = words.say("signification.dyads.p", p=chance_in_words(row["p"]), q=chance_in_words(row["q"]))
    return f"{interval}, {chance}"


def _table(table: pd.DataFrame, right: str, words: Words) -> pd.DataFrame:
    records = table.to_dict("records")
    made = table.assign(
        said=[_nearer(row, right, words) for row in records],
        interval_said=[interval_in_words(row, words) for row in records],
        p_said=[chance_in_words(row["p"]) for row in records],
        q_said=[chance_in_words(row["q"]) for row in records],
    )
    return table_in_words(made, _COLUMNS, words=words, section="signification")
