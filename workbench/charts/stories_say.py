"""The picture of: what do the stories say? Every triad with its zones."""

from __future__ import annotations

from typing import Any

import pandas as pd

from workbench.charts.data_table import table_in_words
from workbench.charts.figure import Figure
from workbench.charts.signified_in_words import zone_name
from workbench.charts.small_multiples import small_multiples
from workbench.charts.triad_field import field
from workbench.charts.triad_zones import zone_marks, zones_in_words
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.stories_say import StoriesSay
from workbench.patterns.triad_zones import PLACED
from workbench.patterns.triangle import POLES

__all__ = ["stories_say"]

_WIDTH = 520
_COLUMNS = ["title", "zone", "n_stories", "n_tellers", "share"]


def stories_say(released: Released[StoriesSay], *, words: Words) -> Figure:
    """A triangle for every question; beneath them who set a question aside or skipped it."""
    table, title = released.table, words.say("signification.stories_say.title")
    if table.empty:
        empty = words.say("signification.stories_say.empty")
        return Figure.nothing_yet(released, title=title, empty=empty, words=words)
    names = list(table["signifier"].unique())
    about = [_answers(released, name, words) for name in names]
    about.append(words.say("signification.beside.self_selected"))
    return Figure.of(
        released,
        small_multiples([_picture(released, name, words) for name in names], about, columns=2, width=2 * _WIDTH),
        title=title,
        description="\n".join([*(_told(released, name, words) for name in names), *about]),
        table=_table(table, words),
        words=words,
    )


def _of(released: Released[StoriesSay], name: str) -> tuple[pd.DataFrame, dict[Any, Any], tuple[str, ...]]:
    """The rows of one triad, its row of all zones together, and its poles."""
    table = released.table[released.table["signifier"] == name]
    whole = table[table["zone"] == PLACED].to_dict("records")[0]
    return table, whole, tuple(str(whole[pole]) for pole in POLES)


def _placed(whole: dict[Any, Any], words: Words) -> str:
    n = None if pd.isna(whole["n_stories"]) else int(whole["n_stories"])
    return words.say("signification.beside.placed", n=n, shown=whole["n_stories_shown"])


def _picture(released: Released[StoriesSay], name: str, words: Words) -> Any:
    table, whole, labels = _of(released, name)
    most = float(table.loc[table["zone"] != PLACED, "share"].fillna(0).max())
    marks = zone_marks(table, labels=labels, width=_WIDTH, most=most)
    return field(marks, labels=labels, width=_WIDTH, title=f"{whole['title']}: {_placed(whole, words)}")


def _told(released: Released[StoriesSay], name: str, words: Words) -> str:
    table, whole, labels = _of(released, name)
    return zones_in_words(table, words, labels=labels, group=f"{whole['title']} ({_placed(whole, words)})")


def _answers(released: Released[StoriesSay], name: str, words: Words) -> str:
    answers = released.finding.answers
    parts = [
        words.say(
            f"signification.beside.{row['placing']}",
            n=None if pd.isna(row["n_stories"]) else int(row["n_stories"]),
            shown=row["n_stories_shown"],
        )
        for row in answers[answers["signifier"] == name].to_dict("records")
        if pd.isna(row["n_stories"]) or row["n_stories"]
    ]
    if not parts:
        parts = [words.say("signification.beside.nobody")]
    joined = words.say("signification.beside.answers_join").join(parts)
    return words.say("signification.beside.answers", group=_of(released, name)[1]["title"], parts=joined)


def _table(table: pd.DataFrame, words: Words) -> pd.DataFrame:
    zones = [zone_name(row["zone"], [str(row[pole]) for pole in POLES], words) for row in table.to_dict("records")]
    return table_in_words(table.assign(zone=zones), _COLUMNS, words=words, section="signification")
