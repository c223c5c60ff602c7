"""The picture of: what changed for these people since the new way of working began?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.cohort_in_words import (
    beside,
    careful,
    left_out,
    measure_name,
    notes,
    rate_in_words,
    ratio_in_words,
)
from workbench.charts.data_table import table_in_words
from workbench.charts.figure import Figure
from workbench.charts.theme import BLUE, GREEN, INK, SMALL, rows, text_layer, wrapped
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.cohort_before_after import CohortBeforeAfter

__all__ = ["cohort_before_after"]

_WIDTH = 560
_LINE = SMALL + 6
_PHASES = ("before", "after")
_COLUMNS = [
    "measure",
    "rate_before_said",
    "rate_after_said",
    "difference_said",
    "ratio_said",
    *(f"{n}_{phase}" for n in ("n", "n_people", "n_not_known") for phase in _PHASES),
]


def cohort_before_after(released: Released[CohortBeforeAfter], *, words: Words) -> Figure:
    """For each measure a dot before and one after, with its interval, its figures beside it.

    Fewer people than can be compared at all give a sentence, and no dots.
    """
    finding = released.finding
    title = words.say("case_paths.cohort_before_after.title")
    if finding.table["may_say"].eq("nothing").all():
        nobody = finding.followed["n_people_shown"].eq("0").all()
        empty = words.say(f"case_paths.cohort_before_after.{'empty' if nobody else 'may_say.nothing'}")
        figure = Figure.nothing_yet(released, title=title, empty=empty, words=words)
        return replace(figure, notes=(*left_out(released, words), *figure.notes))
    panels = [_panel(row, released, words) for row in finding.table.to_dict("records")]
    figure = Figure.of(
        released,
        alt.vconcat(*panels, _sentences(careful(released, words)), spacing=26).resolve_scale(
            x="independent", y="independent"
        ),
        title=title,
        description=_told(released, words),
        table=_table(released, words),
        words=words,
    )
    return replace(figure, notes=(*notes(released, words), *figure.notes))


def _sentences(said: list[str]) -> Any:
    """Sentences under the picture, as wide as it is."""
    lines = [line for sentence in said for line in wrapped(sentence, 105, lines=99).split("\n")]
    texts = [{"text": "\n".join(lines)}]
    drawn = text_layer(texts, weight="normal", line=_LINE).encode(x=alt.value(0), y=alt.value(0))
    return drawn.properties(width=_WIDTH, height=_LINE * len(lines))


def _panel(row: dict[Any, Any], released: Released[CohortBeforeAfter], words: Words) -> Any:
    """One measure: two dots on a scale of its own, from 0."""
    name = measure_name(row, released, words)
    people = dict(zip(released.finding.followed["phase"], released.finding.followed["n_people_shown"], strict=True))
    dots: list[dict[str, Any]] = [
        {
            "phase": words.say(f"case_paths.cohort_before_after.side_{phase}", people=people[phase]),
            "at": _number(row[f"rate_{phase}"]),
            "low": _number(row[f"rate_{phase}_low"]),
            "high": _number(row[f"rate_{phase}_high"]),
            "shown": beside(row, phase, words),
        }
        for phase in _PHASES
    ]
    most = max([dot["high"] or dot["at"] or 0 for dot in dots])
    scale = alt.Scale(domain=[0, most * 1.05 or 1], nice=False)
    order = [dot["phase"] for dot in dots]
    base = alt.Chart(rows(dots), width=_WIDTH, height=44 * len(dots)).encode(
        y=alt.Y("phase:N", sort=order, title=None, scale=alt.Scale(domain=order), axis=alt.Axis(ticks=False))
    )
    x = alt.X("at:Q", title=name, scale=scale, axis=alt.Axis(tickCount=5, format=",~f"))
    lines = base.mark_rule(strokeWidth=3, color=INK).encode(x=alt.X("low:Q", scale=scale, title=name), x2="high:Q")
    tick = base.mark_tick(thickness=3, size=18, color=INK)
    ends = [tick.encode(x=alt.X(f"{end}:Q", scale=scale)) for end in ("low", "high")]
    shapes = alt.Scale(domain=order, range=["circle", "diamond"])
    colours = alt.Scale(domain=order, range=[BLUE, GREEN])
    points = base.mark_point(size=260, filled=True, opacity=1, stroke=INK, strokeWidth=1.5).encode(
        x=x,
        shape=alt.Shape("phase:N", scale=shapes, legend=None),
        color=alt.Color("phase:N", scale=colours, legend=None),
    )
    figures = base.mark_text(align="left", fontSize=SMALL, fontWeight="bold", color=INK, lineBreak="\n").encode(
        x=alt.value(_WIDTH + 16), text="shown:N"
    )
    head = alt.TitleParams(
        text=wrapped(f"{name}. {ratio_in_words(row, words)}".strip(), 95).split("\n"),
        anchor="start",
        fontSize=18,
        color=INK,
    )
    return (
        alt.layer(lines, *ends, points, figures)
        .properties(title=head)
        .resolve_scale(color="independent", shape="independent")
    )


def _number(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


def _told(released: Released[CohortBeforeAfter], words: Words) -> str:
    said = [
        words.say(
            "case_paths.cohort_before_after.change",
            measure=measure_name(row, released, words),
            before=beside(row, "before", words),
            after=beside(row, "after", words),
            ratio=ratio_in_words(row, words),
        ).strip()
        for row in released.table.to_dict("records")
    ]
    return "\n".join([*said, *careful(released, words)])


def _table(released: Released[CohortBeforeAfter], words: Words) -> pd.DataFrame:
    made = released.table.assign(
        measure=[measure_name(row, released, words) for row in released.table.to_dict("records")],
        **{
            f"{column}_said": [rate_in_words(row, column, words) for row in released.table.to_dict("records")]
            for column in ("rate_before", "rate_after", "difference", "ratio")
        },
    )
    return table_in_words(made, _COLUMNS, words=words, section="case_paths")
