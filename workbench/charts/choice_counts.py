"""The picture of: which answers did tellers choose?"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import table_in_words
from workbench.charts.figure import Figure
from workbench.charts.signified_in_words import MOST_GROUPS, answers_in_words, group_name, header, number_or_none
from workbench.charts.small_multiples import small_multiples
from workbench.charts.theme import BLUE, INK, PALE, SMALL, rows, wrapped
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.choice_counts import PLACED, ChoiceCounts

__all__ = ["choice_counts", "share_bars"]

_WIDTH, _BAR = 430, 46
_COLUMNS = ["group", "option", "n_stories", "n_tellers", "n_answered", "share"]


def choice_counts(released: Released[ChoiceCounts], *, words: Words) -> Figure:
    """A bar for each answer, one picture a group; whoever set the question aside or skipped it is said first."""
    finding, table = released.finding, released.table
    title = words.say("signification.choice.title", title=finding.wording.title)
    given = table["n_stories"].fillna(1)
    if table.empty or (given == 0).all():
        empty = words.say("signification.beside.empty")
        return Figure.nothing_yet(released, title=title, empty=empty, words=words)
    names = list(table["group"].unique())
    pictures = [_picture(released, group, words) for group in names[:MOST_GROUPS]]
    about = answers_in_words(released, words)
    if finding.several:
        about.append(words.say("signification.choice.several"))
    if len(names) > MOST_GROUPS:
        about.append(words.say("signification.beside.first_groups", n=MOST_GROUPS))
    about.append(words.say("signification.beside.self_selected"))
    made = table.assign(
        group=[group_name(group, released, words) for group in table["group"]],
        option=[words.say("signification.zone.placed") if option == PLACED else option for option in table["option"]],
    )
    return Figure.of(
        released,
        small_multiples(pictures, about, columns=min(len(names), 2), width=1160),
        title=title,
        description="\n".join([*about, *(_told(released, group, words) for group in names)]),
        table=table_in_words(
            made, _COLUMNS if finding.split_by else _COLUMNS[1:], words=words, section="signification"
        ),
        words=words,
    )


def share_bars(bars: list[dict[str, Any]], *, x: str, title: str) -> Any:
    """Bars of shares (name, share or None, said), as tall as there are names, under the words of their group."""
    drawn = [{**bar, "at": at, "name": wrapped(bar["name"], 28, lines=2)} for at, bar in enumerate(bars)]
    down = alt.Y("at:O", axis=None, scale=alt.Scale(paddingInner=0.3, paddingOuter=0.15))
    base = alt.Chart(rows(drawn), width=_WIDTH, height=_BAR * len(drawn)).encode(y=down)
    axis = alt.Axis(values=[0, 0.25, 0.5, 0.75, 1], format=".0%")
    across = alt.X("share:Q", title=x, axis=axis, scale=alt.Scale(domain=[0, 1.28], nice=False))
    filled = base.mark_bar(fill=BLUE, opacity=0.75, stroke=PALE)
    texts = base.mark_text(align="left", dx=8, fontSize=SMALL, fontWeight="bold", color=INK)
    names = base.mark_text(align="right", fontSize=SMALL, color=INK, lineBreak="\n", lineHeight=SMALL + 3)
    layers = [
        filled.encode(x=across),
        texts.encode(x=alt.X("drawn:Q"), text="said:N"),
        names.encode(x=alt.value(-12), text="name:N"),
    ]
    head = alt.TitleParams(text=wrapped(title, 66, lines=3).split("\n"), anchor="start", fontSize=18, color=INK)
    picture = alt.layer(*layers).transform_calculate(drawn="isValid(datum.share) ? datum.share : 0")
    return picture.properties(title=head) if title else picture


def _of(released: Released[ChoiceCounts], group: Any) -> list[dict[Any, Any]]:
    table = released.table
    made: list[dict[Any, Any]] = table[(table["group"] == group) & (table["option"] != PLACED)].to_dict("records")
    return made


def _head(released: Released[ChoiceCounts], group: Any, words: Words) -> str:
    """How many answered, of a group."""
    table = released.table[released.table["group"] == group]
    whole = table[table["option"] == PLACED].to_dict("records")
    if whole:
        return header(whole[0], released, words)
    row = table.to_dict("records")[0]
    answered = {"n_stories": row["n_answered"], "n_tellers": row["n_tellers_answered"], "group": group}
    answered |= {"n_stories_shown": row["n_answered_shown"], "n_tellers_shown": row["n_tellers_answered_shown"]}
    return header(answered, released, words)


def _said(row: dict[Any, Any], words: Words) -> str:
    n = str(row["n_stories_shown"])
    if pd.isna(row["share"]):
        return n
    return words.say("signification.choice.bar", share=row["share_shown"], n=n)


def _picture(released: Released[ChoiceCounts], group: Any, words: Words) -> Any:
    bars = [
        {"name": str(row["option"]), "share": number_or_none(row["share"]), "said": _said(row, words)}
        for row in _of(released, group)
    ]
    return share_bars(bars, x=words.say("signification.choice.x"), title=_head(released, group, words))


def _told(released: Released[ChoiceCounts], group: Any, words: Words) -> str:
    parts = [f"{row['option']} {_said(row, words)}" for row in _of(released, group)]
    return words.say("signification.choice.told", group=_head(released, group, words), parts="; ".join(parts))
