"""The picture of: do two groups place their stories differently in this triangle?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from workbench.charts.data_table import table_in_words
from workbench.charts.effect_rows import Effect, effect_rows
from workbench.charts.figure import Figure
from workbench.charts.signified_in_words import (
    answers_in_words,
    behind_in_words,
    chance_in_words,
    figure_in_words,
    interval_in_words,
    number_or_none,
)
from workbench.charts.small_multiples import small_multiples
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.comparisons_looked_at import STANDS_OUT
from workbench.patterns.triad_comparison import TriadComparison

__all__ = ["nearer_in_words", "triad_comparison"]

_WIDTH = 1160
_GROUPS, _COUNTED = ("first", "second"), ("n_stories", "n_tellers")
_COLUMNS = ["pole", "said", "interval_said"]


def triad_comparison(released: Released[TriadComparison], *, words: Words) -> Figure:
    """For each pole how often one group's story is nearer, with its interval; what so many people carry is said.

    So few people that they carry no figure give a sentence, and no dots.
    """
    finding = released.finding
    row = released.table.to_dict("records")[0]
    named = {"title": finding.wording.title, "first": row["first"], "second": row["second"]}
    title = words.say("signification.comparison.title", **named)
    behind = [*answers_in_words(released, words), *behind_in_words(row, words)]
    if pd.isna(row["effect"]):
        shown = words.say(f"signification.may_say.{row['may_say']}")
        return Figure.nothing_yet(released, title=title, empty=" ".join([*behind, shown]), words=words)
    poles = finding.poles.to_dict("records")
    effects = [_effect(pole, row, words) for pole in poles]
    left, right = (words.say(f"signification.comparison.{end}_end", **named) for end in ("left", "right"))
    about = [*behind, *_about(row, words)]
    picture = effect_rows(effects, x=words.say("signification.dyads.x"), ends=(left, right))
    return Figure.of(
        released,
        small_multiples([picture], about, columns=1, width=_WIDTH),
        title=title,
        description="\n".join([*behind, *_told(poles, row, words), *about[len(behind) :]]),
        table=_table(finding.poles, row, words),
        words=words,
    )


def nearer_in_words(pole: Mapping[Any, Any], row: Mapping[Any, Any], words: Words, *, section: str) -> str:
    """Such as: nearer “people”: Hill, 7 times in 10. ``pole`` has label, delta, nearer and times_in_ten."""
    if pd.isna(pole["delta"]):
        return words.say("signification.comparison.hidden", label=pole["label"])
    key, named = _nearer(pole, row)
    return words.say(f"signification.{section}.{key}", label=pole["label"], **named)


def _nearer(pole: Mapping[Any, Any], row: Mapping[Any, Any]) -> tuple[str, dict[str, str]]:
    """Which words, and what they name."""
    if pole["nearer"] == "neither":
        return "neither", {}
    return "nearer", {"group": str(row[pole["nearer"]]), "times": f"{pole['times_in_ten']:.0f}"}


def _effect(pole: Mapping[Any, Any], row: Mapping[Any, Any], words: Words) -> Effect:
    key, named = ("hidden", {}) if pd.isna(pole["delta"]) else _nearer(pole, row)
    said = words.say(f"signification.comparison.row_{key}", **named)
    interval = interval_in_words(pole, words)
    delta, low, high = (number_or_none(pole[name]) for name in ("delta", "low", "high"))
    return Effect(str(pole["label"]), delta, low, high, "\n".join([said, interval]) if interval else said)


def _told(poles: Sequence[Mapping[Any, Any]], row: Mapping[Any, Any], words: Words) -> list[str]:
    """Each pole in words, with its figures."""
    said = [(nearer_in_words(pole, row, words, section="comparison"), interval_in_words(pole, words)) for pole in poles]
    return [f"{'; '.join(part for part in parts if part)}." for parts in said]


def _about(row: Mapping[Any, Any], words: Words) -> list[str]:
    say = words.say
    said = [
        say("signification.comparison.how"),
        say("signification.comparison.effect", effect=figure_in_words(row["effect"])),
        say(f"signification.may_say.{row['may_say']}"),
    ]
    if not pd.isna(row["p"]):
        times = round(row["p"] * (row["permutations"] + 1))
        chance = {"p": chance_in_words(row["p"]), "times": f"{times:,}", "all": f"{row['permutations'] + 1:,}"}
        said.append(say("signification.comparison.p", **chance))
        if row["p"] > STANDS_OUT:
            said.append(say("signification.comparison.no_pattern"))
    if not pd.isna(row["d"]):
        figures = {name: figure_in_words(row[name]) for name in ("d", "t2", "f")}
        p = chance_in_words(row["p_second_view"])
        figures["p"] = say("signification.comparison.second_view_p", p=p) if p else ""
        said.append(say("signification.comparison.second_view", zero=f"{row['zero']:g}", **figures))
    stories, tellers = (sum(number_or_none(row[f"{n}_{which}"]) or 0.0 for which in _GROUPS) for n in _COUNTED)
    if stories > tellers:
        said.append(say("signification.beside.several_told"))
    if not pd.isna(row["detectable"]):
        said.append(say("signification.comparison.detectable", delta=figure_in_words(row["detectable"])))
    return [*said, say("signification.beside.self_selected")]


def _table(poles: pd.DataFrame, row: Mapping[Any, Any], words: Words) -> pd.DataFrame:
    records = poles.to_dict("records")
    made = poles.assign(
        pole=poles["label"],
        said=[nearer_in_words(pole, row, words, section="comparison") for pole in records],
        interval_said=[interval_in_words(pole, words) for pole in records],
    )
    return table_in_words(made, _COLUMNS, words=words, section="signification")
