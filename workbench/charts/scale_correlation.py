"""The picture of: do two scales go together?"""

from __future__ import annotations

import pandas as pd

from workbench.charts.data_table import table_in_words
from workbench.charts.effect_rows import Effect, effect_rows
from workbench.charts.figure import Figure
from workbench.charts.signified_in_words import (
    answers_in_words,
    chance_in_words,
    figure_in_words,
    number_or_none,
)
from workbench.charts.small_multiples import small_multiples
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.scale_correlation import ScaleCorrelation

__all__ = ["scale_correlation"]

_WIDTH = 1160
_COLUMNS = ["n_stories", "n_tellers", "effect_said", "interval_said", "p_said"]


def scale_correlation(released: Released[ScaleCorrelation], *, words: Words) -> Figure:
    """One dot with its interval, and what it says in words; a sentence where so few people carry no figure."""
    finding = released.finding
    named = {"title": finding.wording.title, "beside": finding.with_wording.title}
    title = words.say("signification.correlation.title", **named)
    row = released.table.to_dict("records")[0]
    stories = words.say(
        "signification.correlation.stories",
        n=None if pd.isna(row["n_stories"]) else int(row["n_stories"]),
        shown=row["n_stories_shown"],
        people=row["n_tellers_shown"],
    )
    if pd.isna(row["effect"]):
        empty = words.say("signification.correlation.few", n=stories)
        return Figure.nothing_yet(released, title=title, empty=empty, words=words)
    figures = {"rho": figure_in_words(row["effect"]), **{end: figure_in_words(row[end]) for end in ("low", "high")}}
    key = "together" if row["low"] > 0 else "apart" if row["high"] < 0 else "neither"
    said = words.say(f"signification.correlation.{key}", n=stories, **figures)
    left, right = (words.say(f"signification.correlation.{end}_end") for end in ("left", "right"))
    about = [*answers_in_words(released, words)]
    if not pd.isna(row["p"]):
        about.append(words.say("signification.correlation.p", p=chance_in_words(row["p"]), df=row["df"]))
    if row["may_say"] == "estimate":
        about.append(words.say("signification.may_say.estimate_one"))
    about += [words.say("signification.correlation.not_because"), words.say("signification.beside.self_selected")]
    value, low, high = (number_or_none(row[name]) for name in ("effect", "low", "high"))
    effect = Effect("ρ", value, low, high, said)
    picture = effect_rows([effect], x=words.say("signification.correlation.x"), ends=(left, right))
    interval = f"{figures['low']} – {figures['high']}"
    made = released.table.assign(effect_said=figures["rho"], interval_said=interval, p_said=chance_in_words(row["p"]))
    return Figure.of(
        released,
        small_multiples([picture], about, columns=1, width=_WIDTH),
        title=title,
        description="\n".join([said, *about]),
        table=table_in_words(made, _COLUMNS, words=words, section="signification"),
        words=words,
    )
