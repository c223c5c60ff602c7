"""The picture of: which barriers do the cycles below raise, and what waits for an answer?"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.figure import Figure
from workbench.charts.theme import BLUE, INK, SKY, count_axis, rows, wrapped
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.barriers_raised import ANSWERED, OTHER, WAITING, BarriersRaised

__all__ = ["barrier_kind_in_words", "barriers_raised"]

_LINE = 66
_LETTERS = 34
_STATES = (WAITING, ANSWERED)


def barrier_kind_in_words(words: Words, level: str, owner: str) -> str:
    """Such as "System level, for leadership"; its own words for what is no issue."""
    if level == OTHER:
        return words.say("learning_from.kind.other")
    said = {"level": words.say(f"learning_from.level.{level}"), "owner": words.say(f"learning_from.owner.{owner}")}
    return words.say("learning_from.kind.all", **said)


def barriers_raised(released: Released[BarriersRaised], *, words: Words) -> Figure:
    """Two bars for each level and owner with any: those that wait, those that are answered; "*" where it is hidden."""
    title = words.say("learning_from.chart.title")
    kinds = _kinds(released.table, words)
    if not kinds:
        empty = words.say("learning_from.chart.empty")
        return Figure.nothing_yet(released, title=title, empty=empty, words=words)
    return Figure.of(
        released,
        _bars(kinds, words),
        title=title,
        description="\n".join(_told(kind, words) for kind in kinds),
        table=_table(kinds, words),
        words=words,
    )


def _kinds(table: pd.DataFrame, words: Words) -> list[dict[str, Any]]:
    """Level and owner in words, with the row of each state; those with none at all are left out."""
    made = []
    for (level, owner), both in table.groupby(["level", "owner"], sort=False):
        if not (both["n_shown"] == "0").all():
            by_state = {row["state"]: row for row in both.to_dict("records")}
            made.append({"kind": barrier_kind_in_words(words, str(level), str(owner)), **by_state})
    return made


def _told(kind: dict[str, Any], words: Words) -> str:
    said = {state: kind[state]["n_shown"] for state in _STATES}
    cycles = {f"{state}_cycles": kind[state]["n_cycles_shown"] for state in _STATES}
    return words.say("learning_from.chart.told", kind=kind["kind"], **said, **cycles)


def _table(kinds: list[dict[str, Any]], words: Words) -> pd.DataFrame:
    column = "learning_from.column"
    made = {words.say(f"{column}.kind"): [kind["kind"] for kind in kinds]}
    for state in _STATES:
        made[words.say(f"{column}.{state}")] = [kind[state]["n_shown"] for kind in kinds]
        made[words.say(f"{column}.{state}_cycles")] = [kind[state]["n_cycles_shown"] for kind in kinds]
    return pd.DataFrame(made, dtype="str")


def _bars(kinds: list[dict[str, Any]], words: Words) -> Any:
    names = {state: words.say(f"learning_from.chart.{state}") for state in _STATES}
    bars: list[dict[str, Any]] = []
    for kind in kinds:
        for state in _STATES:
            row = kind[state]
            told = {"shown": row["n_shown"], "cycles": row["n_cycles_shown"]}
            n = 1 if row["n_cycles_shown"] == "1" else 2
            counted = not pd.isna(row["n"]) and row["n"] > 0
            shown = words.say("learning_from.chart.from_cycles", n=n, **told) if counted else row["n_shown"]
            at = 0 if pd.isna(row["n"]) else int(row["n"])
            bars.append(
                {"kind": wrapped(kind["kind"], _LETTERS, lines=2), "state": names[state], "at": at, "shown": shown}
            )
    most = max(int(bar["at"]) for bar in bars)
    order = list(dict.fromkeys(bar["kind"] for bar in bars))
    axis = count_axis(most)
    base = alt.Chart(rows(bars), width=620, height=_LINE * len(order)).encode(
        x=alt.X(
            "at:Q",
            title=words.say("learning_from.chart.x"),
            axis=axis,
            # room for what stands at the end of the longest bar
            scale=alt.Scale(domain=[0, max(most, 1) * 1.45], nice=False),
        ),
        # what stands there is said by its words, which leave no room for a title
        y=alt.Y("kind:N", sort=order, title=None),
        yOffset=alt.YOffset("state:N", sort=list(names.values())),
    )
    colour = alt.Color(
        "state:N",
        sort=list(names.values()),
        scale=alt.Scale(domain=list(names.values()), range=[SKY, BLUE]),
        legend=alt.Legend(orient="top", title=None),
    )
    numbers = base.mark_text(align="left", dx=8, fontSize=16, fontWeight="bold", color=INK).encode(text="shown:N")
    return alt.layer(base.mark_bar(stroke=INK, strokeWidth=0.6).encode(color=colour), numbers)
