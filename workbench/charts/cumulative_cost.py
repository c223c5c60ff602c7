"""The picture of: what does it add up to, before and after?"""

from __future__ import annotations

from typing import Any, Literal

import altair as alt
import pandas as pd

from workbench.charts.contacts_in_words import empty_in_words, known_in_words, people_in_words, quarter_in_words
from workbench.charts.data_table import table_in_words
from workbench.charts.figure import Figure
from workbench.charts.theme import BLUE, INK, LARGE, PAPER, SMALL, VERMILION, beneath, rows
from workbench.frames import Released
from workbench.model.number import pounds_in_words
from workbench.model.prompts import Words
from workbench.patterns.cumulative_cost import CumulativeCost

__all__ = ["cumulative_cost"]

_WIDTH, _HEIGHT = 1000, 400
#: Pixels that a line of words at the end of a line needs.
_LINE = 28
#: Colour, dash and mark of each line; never told by colour alone.
_LOOKS: dict[str, tuple[str, list[int], str]] = {
    "before": (VERMILION, [9, 5], "square"),
    "after": (BLUE, [1, 0], "circle"),
}
_COLUMNS = [
    *("phase", "quarter", "n", "cumulative_n_words", "cost_pounds", "cumulative_pounds_words"),
    *("n_people", "n_priced", "n_observed", "n_partly"),
]


def cumulative_cost(
    released: Released[CumulativeCost], *, words: Words, measure: Literal["cost", "activity"] = "cost"
) -> Figure:
    """Two lines on one axis of quarters, before and after, and beneath them how many people were observed in each."""
    table = released.table
    cost = measure == "cost"
    end = "" if cost else "_activity"
    column = "cumulative_cost_pounds" if cost else "cumulative_n"
    title = words.say(f"case_costs.cumulative.title{end}")
    empty = _nothing(table, column, cost=cost)
    if empty:
        said = empty_in_words(released, words, key=empty)
        return Figure.nothing_yet(released, title=title, empty=said, words=words)
    named = table.assign(
        sum=table[column].astype("float64"),
        quarter=[quarter_in_words(int(quarter), words) for quarter in table["quarter"]],
        cumulative_n_words=[_n_in_words(n) for n in table["cumulative_n"]],
        cumulative_pounds_words=[pounds_in_words(pounds) for pounds in table["cumulative_cost_pounds"]],
    )
    sentences = [
        *([] if (table["n_partly_shown"] == "0").all() else [words.say("case_costs.cumulative.partly")]),
        *people_in_words(released, words),
        *(known_in_words(_sides(named, words), words, rounded=released.audience.wide) if cost else []),
        *([words.say("case_costs.unit_costs")] if cost else []),
    ]
    upper = _lines(named, words, end)
    return Figure.of(
        released,
        alt.vconcat(upper, _observed(named, words, sentences), spacing=14),
        title=title,
        description="\n".join([*_told(named, words, end), *_falls(named, words), *sentences]),
        table=table_in_words(named, _COLUMNS, words=words, section="case_costs"),
        words=words,
    )


def _nothing(table: pd.DataFrame, column: str, *, cost: bool) -> str | None:
    """What is said where there is nothing to draw; a hidden number is one or more."""
    unobserved = (table["n_observed"] == 0) & (table["n_partly"] == 0)
    seen = table[~unobserved.fillna(value=False).astype("bool")]
    if bool((seen["n"].fillna(1) == 0).all()):
        return "empty"
    if cost and bool((seen["n_priced"].fillna(1) == 0).all()):
        return "not_priced"
    return None if table[column].notna().any() else "all_hidden"


def _n_in_words(n: Any) -> str:
    return "" if pd.isna(n) else f"{n:,}"


def _sides(table: pd.DataFrame, words: Words) -> dict[str, dict[str, Any]]:
    """The last sums of each phase, as far as they are shown."""
    sides = {}
    for phase, of_phase in table.groupby("phase", sort=False):
        n, priced = of_phase["n"].sum(), of_phase["n_priced"].sum()
        sides[words.say(f"case_costs.{phase}")] = {
            "n": n,
            "n_shown": f"{n:,}",
            "n_priced": priced,
            "n_priced_shown": f"{priced:,}",
            "cost_shown": pounds_in_words(of_phase["sum"].max()),
        }
    return sides


def _lines(table: pd.DataFrame, words: Words, end: str) -> Any:
    points = [
        {"phase": row["phase"], "quarter": row["quarter"], "sum": None if pd.isna(row["sum"]) else row["sum"]}
        for row in table.to_dict("records")
    ]
    y = alt.Y(
        "sum:Q",
        title=words.say(f"case_costs.cumulative.y{end}"),
        axis=alt.Axis(format=",.0f", tickCount=6),
        scale=alt.Scale(zero=True, nice=True),
    )
    layers: list[Any] = []
    for phase, (colour, dash, shape) in _LOOKS.items():
        mine = alt.Chart(rows([point for point in points if point["phase"] == phase])).encode(x=_across(table), y=y)
        layers.append(
            mine.mark_line(color=colour, strokeWidth=4, strokeDash=dash, invalid="break-paths-filter-domains")
        )
        layers.append(mine.mark_point(shape=shape, size=150, stroke=colour, strokeWidth=3, fill=PAPER, opacity=1))
    ends = _ends(table, words, end)
    for of_end, dy in zip(ends, _apart(ends, table["sum"].max()), strict=True):
        last = alt.Chart(rows([of_end])).encode(x=_across(table), y=y, text="said:N")
        layers.append(last.mark_text(align="left", dx=16, dy=dy, fontSize=LARGE, fontWeight="bold", color=INK))
    return alt.layer(*layers, width=_WIDTH, height=_HEIGHT)


def _across(table: pd.DataFrame, *, title: str | None = None, axis: alt.Axis | None = None) -> alt.X:
    order = list(dict.fromkeys(table["quarter"]))
    labelled = axis or alt.Axis(labelAngle=0, labelOverlap=True)
    return alt.X("quarter:O", sort=order, title=title, axis=labelled, scale=alt.Scale(domain=order))


def _ends(table: pd.DataFrame, words: Words, end: str) -> list[dict[str, Any]]:
    """The words at the end of each line: which it is, and what it comes to."""
    made = []
    for phase, of_phase in table[table["sum"].notna()].groupby("phase", sort=False):
        last = of_phase.iloc[-1]
        value = pounds_in_words(last["sum"]) if not end else _n_in_words(int(last["sum"]))
        said = words.say(f"case_costs.cumulative.end{end}", phase=words.say(f"case_costs.{phase}"), value=value)
        made.append({"quarter": last["quarter"], "sum": last["sum"], "said": said})
    return made


def _apart(ends: list[dict[str, Any]], most: float) -> list[float]:
    """How far the words at the ends are moved, so that those of two lines that end near one another do not meet."""
    if len(ends) < 2 or abs(ends[0]["sum"] - ends[1]["sum"]) * _HEIGHT >= _LINE * max(most, 1):
        return [0.0] * len(ends)
    up = -_LINE / 2 if ends[0]["sum"] >= ends[1]["sum"] else _LINE / 2
    return [up, -up]


def _observed(table: pd.DataFrame, words: Words, sentences: list[str]) -> Any:
    """How many people were observed in each quarter; bold where it is fewer than the most of its line."""
    cells = []
    for phase, of_phase in table.groupby("phase", sort=False):
        most = of_phase["n_observed"].max()
        cells += [
            {
                "phase": words.say("case_costs.cumulative.observed_row", phase=words.say(f"case_costs.{phase}")),
                "quarter": row["quarter"],
                "shown": _observed_in_words(row, words),
                "fewer": bool(pd.notna(most) and pd.notna(row["n_observed"]) and row["n_observed"] < most),
            }
            for row in of_phase.to_dict("records")
        ]
    unlabelled = alt.Axis(labels=False, ticks=False, domain=False)
    across = _across(table, title=words.say("case_costs.cumulative.x"), axis=unlabelled)
    down = alt.Y("phase:N", sort=None, title=None, axis=alt.Axis(domain=False, ticks=False, grid=False))
    base = alt.Chart(rows(cells)).encode(x=across, y=down, text="shown:N")
    weights: list[tuple[str, Literal["bold", "normal"]]] = [("!datum.fewer", "normal"), ("datum.fewer", "bold")]
    texts = [
        base.transform_filter(which).mark_text(fontSize=SMALL, fontWeight=weight, color=INK)
        for which, weight in weights
    ]
    return alt.layer(*texts, width=_WIDTH, height=60, title=beneath(sentences, width=150))


def _observed_in_words(row: dict[Any, Any], words: Words) -> str:
    if row["n_partly_shown"] == "0":
        return str(row["n_observed_shown"])
    both = {"all": row["n_observed_shown"], "part": row["n_partly_shown"]}
    return words.say("case_costs.cumulative.observed_and", **both)


def _told(table: pd.DataFrame, words: Words, end: str) -> list[str]:
    said = []
    for phase, of_phase in table[table["sum"].notna()].groupby("phase", sort=False):
        last = of_phase.iloc[-1]
        said.append(
            words.say(
                f"case_costs.cumulative.told{end}",
                phase=words.say(f"case_costs.{phase}").capitalize(),
                sum=f"£{pounds_in_words(last['sum'])}" if not end else _n_in_words(int(last["sum"])),
                quarter=last["quarter"],
                n=None if pd.isna(last["cumulative_n"]) else int(last["cumulative_n"]),
                shown=last["cumulative_n_words"],
            )
        )
    return said


def _falls(table: pd.DataFrame, words: Words) -> list[str]:
    """How many people were observed, wherever that number changes."""
    said = []
    for phase, of_phase in table.groupby("phase", sort=False):
        new = of_phase[of_phase["n_observed_shown"] != of_phase["n_observed_shown"].shift()]
        numbers = [
            words.say("case_costs.cumulative.at", n=row["n_observed_shown"], quarter=row["quarter"])
            for row in new.to_dict("records")
        ]
        phase_said = words.say(f"case_costs.{phase}")
        said.append(words.say("case_costs.cumulative.falls", phase=phase_said, numbers=", ".join(numbers)))
    return said
