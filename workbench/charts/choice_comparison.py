"""The picture of: do groups choose differently?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from workbench.charts.data_table import table_in_words
from workbench.charts.effect_rows import Effect, effect_rows
from workbench.charts.figure import Figure
from workbench.charts.signified_in_words import answers_in_words, chance_in_words, figure_in_words, number_or_none
from workbench.charts.small_multiples import small_multiples
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.choice_comparison import ChoiceComparison
from workbench.patterns.comparisons_looked_at import STANDS_OUT

__all__ = ["choice_comparison"]

_WIDTH = 1160
_MOST_ROWS = 12
_COLUMNS = ["option", "n_stories", "n_tellers", "effect_said", "said", "q_said"]


def choice_comparison(released: Released[ChoiceComparison], *, words: Words) -> Figure:
    """Cramér's V of the choice, or of each answer where several could be chosen, with its test in words."""
    finding, records = released.finding, released.table.to_dict("records")
    title = words.say("signification.choices.title", title=finding.wording.title)
    if not any(number_or_none(row["effect"]) is not None for row in records):
        row = min(records, key=lambda one: number_or_none(one["n_tellers_least"]) or 0, default={"may_say": "nothing"})
        said = [*answers_in_words(released, words), words.say(f"signification.may_say.{row['may_say']}")]
        return Figure.nothing_yet(released, title=title, empty=" ".join(said), words=words)
    effects = [_effect(row, words) for row in records]
    picture = effect_rows(effects[:_MOST_ROWS], x=words.say("signification.choices.x"), domain=(0.0, 1.0))
    about = [*answers_in_words(released, words), *_about(released, words)]
    return Figure.of(
        released,
        small_multiples([picture], about, columns=1, width=_WIDTH),
        title=title,
        description="\n".join([*(f"{effect.name}: {effect.said}." for effect in effects), *about]),
        table=_table(released.table, words),
        words=words,
    )


def _about(released: Released[ChoiceComparison], words: Words) -> list[str]:
    may_say = str(released.table["may_say"].iloc[0])
    key = "comparison_all" if may_say == "comparison" else may_say
    said = [words.say("signification.choices.how"), words.say(f"signification.may_say.{key}")]
    tested = released.table["q"].dropna()
    if len(tested) and tested.gt(STANDS_OUT).all():
        said.append(words.say("signification.comparison.no_pattern"))
    return [*said, words.say("signification.beside.self_selected")]


def _name(row: Mapping[Any, Any], words: Words) -> str:
    return str(row["option"]) or words.say("signification.choices.all")


def _tested(row: Mapping[Any, Any], words: Words) -> str:
    if pd.isna(row["p"]):
        return "" if not pd.isna(row["effect"]) else words.say("signification.choices.few")
    dealt = words.say("signification.choices.dealt") if row["p_from"] == "permutation" else ""
    figures = {"chi2": figure_in_words(row["chi2"]), "df": row["df"], "p": chance_in_words(row["p"])}
    return words.say("signification.choices.p", dealt=dealt, **figures)


def _effect(row: Mapping[Any, Any], words: Words) -> Effect:
    tested = _tested(row, words)
    v = words.say("signification.choices.row", v=figure_in_words(row["effect"]), n=row["n_stories_shown"])
    said = tested if pd.isna(row["effect"]) else f"{v}; {tested}" if tested else v
    return Effect(_name(row, words), number_or_none(row["effect"]), None, None, said)


def _table(table: pd.DataFrame, words: Words) -> pd.DataFrame:
    records = table.to_dict("records")
    made = table.assign(
        option=[_name(row, words) for row in records],
        effect_said=[figure_in_words(row["effect"]) for row in records],
        said=[_tested(row, words) for row in records],
        q_said=[chance_in_words(row["q"]) for row in records],
    )
    return table_in_words(made, _COLUMNS, words=words, section="signification")
