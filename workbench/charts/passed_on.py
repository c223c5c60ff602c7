"""The picture of: how long does it take from sending to an answer?"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import day_in_words, table_in_words
from workbench.charts.days import UNTIL, across_days, day_of, down_names, line_name, marked
from workbench.charts.figure import Figure
from workbench.charts.theme import BLUE, GREY, INK, LARGE, ORANGE, PAPER, PURPLE, SKY, SMALL, count_axis, rows, wrapped
from workbench.frames import Released
from workbench.model import InfluenceState
from workbench.model.prompts import Words
from workbench.patterns.passed_on import PassedOn

__all__ = ["MOST_DRAWN", "passed_on"]

#: More lines than this cannot be read across a room; what waits longest comes first, and the table has all of them.
MOST_DRAWN = 20
#: What became of it: the shape and the colour of the mark at the end of a line.
_MARKS = {"taken_up": ("circle", BLUE), "adapted": ("diamond", ORANGE), "left": ("square", PURPLE)}
_DIRECTIONS = ("sent", "received", "within", "between")
_COLUMNS = [
    *("direction", "of_kind", "text", "from_cycle", "to_cycle", "sent_on", "state", "reason", "answered_on"),
    "waited_days",
]


def passed_on(released: Released[PassedOn], *, words: Words) -> Figure:
    """A line for each sending from its day to that of the answer, or on to today; for a wider audience counted bars."""
    if released.audience.wide:
        return _counted(released, words)
    table = released.table
    title = words.say("sent.chart.title")
    if table.empty:
        return Figure.nothing_yet(released, title=title, empty=words.say("sent.chart.empty"), words=words)
    told = table.assign(
        direction=[words.say(f"sent.chart.direction.{one}") for one in table["direction"]],
        state=[words.say(f"sent.chart.state.{one}") for one in table["state"]],
        of_kind=[words.say(f"inbox.kind.{one}") for one in table["of_kind"]],
        text=[_text(one, words) for one in table["text"]],
    )
    drawn = told.assign(code=table["state"])[table["sent_on"].notna()].iloc[:MOST_DRAWN]
    return Figure.of(
        released,
        _lines(drawn, words),
        title=title,
        description=_told(told.assign(code=table["state"]), words),
        table=table_in_words(
            told.assign(waited_days=["" if pd.isna(n) else f"{n}" for n in told["waited_days"]]),
            _COLUMNS,
            words=words,
            section="sent",
        ),
        words=words,
    )


def _text(text: Any, words: Words) -> str:
    return words.say("sent.chart.hidden_text") if pd.isna(text) else str(text)


def _told(table: pd.DataFrame, words: Words) -> str:
    said = []
    for row in table.iloc[:MOST_DRAWN].to_dict("records"):
        waits = row["code"] == InfluenceState.waiting
        key = "undated" if pd.isna(row["waited_days"]) else "waiting" if waits else "answered"
        days = "" if pd.isna(row["waited_days"]) else words.say("sent.chart.days", n=int(row["waited_days"]))
        said.append(
            words.say(
                f"sent.chart.told_{key}",
                text=f"“{wrapped(row['text'], 100, lines=1)}”",
                to=row["to_cycle"],
                sent=day_in_words(row["sent_on"], words),
                state=row["state"],
                time=days,
            )
        )
    if len(table) > MOST_DRAWN:
        said.append(words.say("sent.chart.first", n=MOST_DRAWN))
    return "\n".join(said)


def _lines(table: pd.DataFrame, words: Words) -> Any:
    lines: list[dict[str, Any]] = []
    for at, row in enumerate(table.to_dict("records")):
        name = line_name(at, row["text"], letters=40)
        until = row["sent_on"] + pd.Timedelta(days=row["waited_days"])
        days = {"from": day_of(row["sent_on"]), "until": day_of(until)}
        lines.append({"name": name, **days, "state": row["state"], "waits": row["code"] == InfluenceState.waiting})
    down = down_names([line["name"] for line in lines], widest=460)
    across = across_days(words.say("sent.chart.x"))
    base: Any = alt.Chart(width=780, height=46 * max(len(lines), 1)).encode(y=down)
    answered, waiting = ([line for line in lines if line["waits"] is waits] for waits in (False, True))
    layers = [
        base.mark_rule(strokeWidth=5, color=GREY, strokeDash=dash)
        .encode(x=across, x2=UNTIL)
        .properties(data=rows(some))
        for some, dash in ((answered, [1, 0]), (waiting, [7, 5]))
    ]
    sent = base.mark_point(size=200, shape="circle", filled=True, color=PAPER, stroke=INK, strokeWidth=2, opacity=1)
    layers.append(sent.encode(x=across).properties(data=rows(lines)))
    looks = [(words.say(f"sent.chart.state.{state}"), shape, colour) for state, (shape, colour) in _MARKS.items()]
    layers.append(marked(base, "state", looks).encode(x=UNTIL).properties(data=rows(answered)))
    word = base.mark_text(align="left", dx=10, fontSize=SMALL, color=INK).properties(data=rows(waiting))
    layers.append(word.encode(x=UNTIL, text="state:N"))
    return alt.layer(*layers)


# -- counted ----------------------------------------------------------------------------------------------------------
def _counted(released: Released[PassedOn], words: Words) -> Figure:
    counted = released.finding.counted
    title = words.say("sent.chart.title_counts")
    # a hidden number is somebody's: only a true 0 is nothing
    there = [way for way in _DIRECTIONS if (counted.loc[counted["direction"] == way, "n"].fillna(1) > 0).any()]
    if not there:
        return Figure.nothing_yet(released, title=title, empty=words.say("sent.chart.empty"), words=words)
    told = counted[counted["direction"].isin(there)]
    told = told.assign(
        direction=[words.say(f"sent.chart.direction.{one}") for one in told["direction"]],
        state=[words.say(f"sent.chart.state.{one}") for one in told["state"]],
    )
    return Figure.of(
        released,
        _bars(told, words),
        title=title,
        description=_counts_told(told, words),
        table=table_in_words(told, ["direction", "state", "n"], words=words, section="sent"),
        words=words,
    )


def _counts_told(told: pd.DataFrame, words: Words) -> str:
    said = []
    for way, here in told.groupby("direction", sort=False):
        states = [
            words.say("sent.chart.counts_state", state=state, n=shown)
            for state, shown in zip(here["state"], here["n_shown"], strict=True)
        ]
        said.append(words.say("sent.chart.counts_told", direction=way, states=", ".join(states)))
    return "\n".join(said)


def _bars(told: pd.DataFrame, words: Words) -> Any:
    bars = [
        {"way": row["direction"], "state": row["state"], "at": int(row["n"]) if pd.notna(row["n"]) else 0}
        | {"shown": str(row["n_shown"])}
        for row in told.to_dict("records")
    ]
    states = [words.say(f"sent.chart.state.{state.value}") for state in InfluenceState]
    most = max(*(bar["at"] for bar in bars), 1)
    across = alt.X(
        "at:Q",
        title=words.say("sent.chart.counts_x"),
        axis=count_axis(most, ticks=5),
        scale=alt.Scale(domain=[0, most * 1.2]),
    )
    base: Any = alt.Chart(width=300, height=40 * len(states)).encode(
        x=across, y=alt.Y("state:N", sort=states, title=None)
    )
    drawn = base.mark_bar(height=26, color=SKY, stroke=INK, strokeWidth=0.6)
    numbers = base.mark_text(align="left", dx=8, fontSize=LARGE, fontWeight="bold", color=INK).encode(text="shown:N")
    ways = list(told["direction"].drop_duplicates())
    layered = alt.layer(drawn, numbers, data=rows(bars))
    return layered.facet(facet=alt.Facet("way:N", sort=ways, title=None), columns=2, spacing=36)
