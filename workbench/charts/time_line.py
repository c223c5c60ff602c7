"""The picture of: what happened in one person's life with services?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import day_in_words, table_in_words
from workbench.charts.figure import Figure
from workbench.charts.from_to import name_in_lines
from workbench.charts.theme import BLUE, GREY, INK, ORANGE, PALE, SMALL, VERMILION, rows
from workbench.charts.time_lane import Lane, lanes
from workbench.frames import Released
from workbench.model import Urgency
from workbench.model.prompts import Words
from workbench.patterns.time_line import TimeLine

__all__ = ["MOST_DRAWN", "MOST_LANES", "time_line"]

#: More marks, or more agencies, cannot be told apart across a room; the table has all of them.
MOST_DRAWN = 800
MOST_LANES = 20

_WIDTH = 1100
_LINE = SMALL + 6
#: How each kind of mark is drawn.
_SHAPES = {"planned": ("circle", BLUE), "crisis": ("triangle-up", VERMILION), "bought": ("square", ORANGE)}
_RULES = {
    "observed_from": (GREY, 1.5, [2, 4]),
    "observed_until": (GREY, 1.5, [2, 4]),
    "referred_on": (INK, 2, [8, 5]),
    "way_from": (INK, 3, [1, 0]),
}
#: Beyond this part of the width what is written beside a rule stands to its left.
_LEFT_FROM = 0.7
_COLUMNS = [
    "happened_on",
    "agency",
    "activity",
    "does",
    "urgency",
    "demand",
    "quantity",
    "cost_pounds",
    "handed_to",
    "note",
]


def time_line(released: Released[TimeLine], *, words: Words) -> Figure:
    """Every contact on its agency's lane, crises with a shape of their own, and the days that mark the way."""
    finding = released.finding
    title = words.say("case_paths.time_line.title", name=finding.pseudonym)
    if finding.table.empty:
        empty = words.say("case_paths.time_line.empty", name=finding.pseudonym)
        return Figure.nothing_yet(released, title=title, empty=empty, words=words)
    agencies = sorted(set(finding.table["agency"]), key=lambda name: (name.casefold(), name))
    on_lanes = finding.table["agency"].isin(agencies[:MOST_LANES])
    drawn = finding.table[on_lanes].tail(MOST_DRAWN)
    figure = Figure.of(
        released,
        _picture(drawn, finding, words),
        title=title,
        description="\n".join(_told(finding, agencies, words)),
        table=_table(finding.table, words),
        words=words,
    )
    return replace(figure, notes=(*_notes(finding, len(drawn), len(agencies), words), *figure.notes))


def _marks(drawn: pd.DataFrame, finding: TimeLine, words: Words) -> pd.DataFrame:
    """Every mark: on (the day), lane, kind; contacts by agency, then what was bought."""
    crisis = drawn["urgency"].eq(Urgency.crisis.value).map({True: "crisis", False: "planned"})
    contacts = pd.DataFrame({"on": drawn["happened_on"], "lane": drawn["agency"], "kind": crisis})
    contacts = contacts.sort_values(["lane", "on"], key=lambda v: v.str.casefold() if v.name == "lane" else v)
    bought = pd.DataFrame({"on": finding.bought["spent_on"], "lane": words.say("case_paths.time_line.bought")})
    return pd.concat([contacts, bought.assign(kind="bought")], ignore_index=True)


def _picture(drawn: pd.DataFrame, finding: TimeLine, words: Words) -> Any:
    marks = _marks(drawn, finding, words)
    days = [*marks["on"], *finding.marks["marked_on"]]
    first, last = min(days), max(days)
    marks["across"] = (marks["on"] - first).dt.days / max((last - first).days, 1) * _WIDTH
    # what was bought is not an agency, even where one is called so
    groups = marks.groupby([marks["kind"] == "bought", "lane"], sort=False)
    made = lanes(
        [(str(name), same["across"].tolist()) for (_, name), same in groups], top=_LINE * len(finding.marks) + 12
    )
    marks["down"] = [down for lane in made for down in lane.at]
    axes = _Axes(first, last, made[-1].bottom, words.say("case_paths.time_line.x"))
    layers = [*_lanes(made, axes), *_rules(finding.marks, axes, words), _points(marks, axes, words)]
    return alt.layer(*layers, width=_WIDTH, height=axes.height)


@dataclass(frozen=True)
class _Axes:
    """Days to the right, pixels downwards."""

    first: pd.Timestamp
    last: pd.Timestamp
    height: float
    title: str

    @property
    def across(self) -> Any:
        return alt.X(
            "day:T",
            title=self.title,
            axis=alt.Axis(format="%m/%Y", tickCount=8, labelOverlap=True),
            scale=alt.Scale(type="utc", domain=[_day(self.first), _day(self.last)], nice=False, padding=16),
        )

    @property
    def down(self) -> Any:
        return alt.Y("down:Q", axis=None, scale=alt.Scale(domain=[0, self.height], reverse=True, nice=False))


def _day(day: pd.Timestamp) -> str:
    return f"{day:%Y-%m-%d}"


def _lanes(made: list[Lane], axes: _Axes) -> list[Any]:
    said = [name_in_lines(lane.name, 26, lines=2) for lane in made]
    # Vega hangs lines from the first
    up = [(_LINE - 4) / 2 * name.count("\n") for name in said]
    base = alt.Chart(
        rows(
            [
                {"down": lane.middle - raised, "bottom": lane.top, "text": name}
                for lane, name, raised in zip(made, said, up, strict=True)
            ]
        )
    )
    letters = base.mark_text(
        align="right", baseline="middle", fontSize=SMALL, color=INK, lineBreak="\n", lineHeight=_LINE - 4
    ).encode(x=alt.value(-12), y=axes.down, text="text:N")
    edges = base.mark_rule(color=PALE, strokeWidth=2).encode(
        x=alt.value(0), x2=alt.value(_WIDTH), y=alt.Y("bottom:Q", axis=None)
    )
    return [edges, letters]


def _rules(marked: pd.DataFrame, axes: _Axes, words: Words) -> list[Any]:
    """The days that mark the way, each with its name, and grey where nobody looked for contacts."""
    first, last, across, down = axes.first, axes.last, axes.across, axes.down
    layers: list[Any] = []
    for at, (name, on) in enumerate(zip(marked["mark"], marked["marked_on"], strict=True)):
        text = words.say(f"case_paths.time_line.mark.{name}")
        left = (on - first).days > (last - first).days * _LEFT_FROM
        row = {"day": _day(on), "down": _LINE * (at + 0.5), "top": _LINE * at, "bottom": axes.height, "text": text}
        if name.startswith("observed"):
            row["end"] = _day(first if name == "observed_from" else last)
        base = alt.Chart(rows([row]))
        if "end" in row:
            grey = base.mark_rect(color=PALE, opacity=0.7)
            layers.insert(0, grey.encode(x=across, x2="end:T", y=down, y2=alt.value(axes.height)))
        colour, width, dash = _RULES[name]
        rule = base.mark_rule(color=colour, strokeWidth=width, strokeDash=dash)
        letters = base.mark_text(
            align="right" if left else "left", dx=-6 if left else 6, fontSize=SMALL, fontWeight="bold", color=INK
        )
        layers += [
            rule.encode(x=across, y=alt.Y("top:Q", axis=None), y2="bottom:Q"),
            letters.encode(x=across, y=down, text="text:N"),
        ]
    return layers


def _points(marks: pd.DataFrame, axes: _Axes, words: Words) -> Any:
    there = [kind for kind in _SHAPES if kind in set(marks["kind"])]
    said = {kind: words.say(f"case_paths.time_line.{kind}") for kind in there}
    points = [
        {"day": _day(row["on"]), "down": row["down"], "kind": said[row["kind"]]} for row in marks.to_dict("records")
    ]
    domain = list(said.values())
    legend = alt.Legend(title=words.say("case_paths.time_line.legend"), orient="bottom", symbolSize=200)
    shapes = alt.Scale(domain=domain, range=[_SHAPES[kind][0] for kind in there])
    colours = alt.Scale(domain=domain, range=[_SHAPES[kind][1] for kind in there])
    return (
        alt.Chart(rows(points))
        .mark_point(size=95, filled=True, opacity=0.9, stroke=INK, strokeWidth=0.6)
        .encode(
            x=axes.across,
            y=axes.down,
            shape=alt.Shape("kind:N", scale=shapes, legend=legend),
            color=alt.Color("kind:N", scale=colours, legend=legend),
        )
    )


def _told(finding: TimeLine, agencies: list[str], words: Words) -> list[str]:
    said = []
    for agency in agencies:
        here = finding.table[finding.table["agency"] == agency]
        first, last = (day_in_words(day, words) for day in (here["happened_on"].iloc[0], here["happened_on"].iloc[-1]))
        crises = int(here["urgency"].eq(Urgency.crisis.value).sum())
        said.append(
            words.say("case_paths.time_line.told", n=len(here), agency=agency, first=first, last=last, crises=crises)
        )
    for name, on in zip(finding.marks["mark"], finding.marks["marked_on"], strict=True):
        mark = words.say(f"case_paths.time_line.mark.{name}")
        said.append(words.say("case_paths.time_line.told_mark", mark=mark, day=day_in_words(on, words)))
    if len(finding.bought):
        pounds = finding.bought["amount_pounds"].sum()
        said.append(words.say("case_paths.time_line.told_bought", n=len(finding.bought), pounds=f"{pounds:,.2f}"))
    return said


def _notes(finding: TimeLine, n_drawn: int, n_agencies: int, words: Words) -> list[str]:
    said = []
    outside = int((~finding.table["observed"]).sum())
    if outside:
        said.append(words.say("case_paths.time_line.outside", n=outside))
    if n_agencies > MOST_LANES:
        said.append(words.say("case_paths.time_line.fewer_lanes", n=MOST_LANES, all=n_agencies))
    if n_drawn == MOST_DRAWN < len(finding.table):
        said.append(words.say("case_paths.time_line.newest", n=n_drawn, all=len(finding.table)))
    return said


def _table(contacts: pd.DataFrame, words: Words) -> pd.DataFrame:
    coded = {
        name: [words.say(f"case_paths.value.{value}") if pd.notna(value) else "" for value in contacts[name]]
        for name in ("does", "urgency", "demand")
    }
    quantity = [f"{value:g}" for value in contacts["quantity"]]
    return table_in_words(contacts.assign(**coded, quantity=quantity), _COLUMNS, words=words, section="case_paths")
