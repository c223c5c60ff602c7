"""The picture of: how far did people who read the same texts tag the same?"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import table_in_words
from workbench.charts.figure import Figure
from workbench.charts.theme import BLUE, GREY, INK, SMALL, VERMILION, beneath, rows, wrapped
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.coder_agreement import CoderAgreement

__all__ = ["MOST_DRAWN", "agreement_in_words", "coder_agreement"]

#: More themes than this cannot be read across a room; the table has all of them.
MOST_DRAWN = 14
_WIDTH, _LINE, _LETTERS = 620, 40, 140
_COLUMNS = ["name", "shared_unit", "alpha", "low", "high", "told", "n_texts", "n_tagged", "n_coders"]


def coder_agreement(released: Released[CoderAgreement], *, words: Words) -> Figure:
    """A line for each theme with its α and where it would lie with other texts; no line says what is good enough."""
    title = words.say("coding.chart.agreement.title")
    table = released.table
    if table.empty or "alpha" not in table or bool((table["told"] == "too_few").all()):
        empty = words.say("coding.chart.agreement.empty")
        return Figure.nothing_yet(released, title=title, empty=empty, words=words)
    told = agreement_in_words(released, words)
    names = list(dict.fromkeys(row["name"] for row in told))
    drawn = [row for row in told if row["name"] in names[:MOST_DRAWN]]
    sentences = _sentences(released, words)
    if len(names) > MOST_DRAWN:
        sentences.append(words.say("coding.chart.agreement.first", n=MOST_DRAWN))
    return Figure.of(
        released,
        _drawn(drawn, sentences, words),
        title=title,
        description="\n".join([*(_line_told(row, words) for row in told), *sentences]),
        table=_table(released, words),
        words=words,
    )


def agreement_in_words(released: Released[CoderAgreement], words: Words) -> list[dict[str, Any]]:
    """The rows of the finding for a page: name, unit, alpha, low, high (None where missing), and in words: said, n."""
    made = []
    for row in released.table.to_dict("records"):
        alpha, low, high = (None if pd.isna(row.get(c)) else float(row[c]) for c in ("alpha", "low", "high"))
        why = words.say(f"coding.chart.agreement.why.{row['told']}")
        if alpha is None:
            said = why
        else:
            key = "alpha" if low is None or high is None else "alpha_interval"
            ends = {} if low is None or high is None else {"low": _figure(low), "high": _figure(high)}
            said = words.say(f"coding.chart.agreement.{key}", alpha=_figure(alpha), **ends)
        counted = {
            "texts": words.say("coding.chart.agreement.n_texts", n=int(row["n_texts"])),
            "coders": words.say("coding.chart.agreement.n_coders", n=int(row["n_coders"])),
        }
        made.append(
            {
                "name": str(row["name"]),
                "shared_unit": row["shared_unit"],
                "unit": words.say(f"coding.chart.agreement.{row['shared_unit']}"),
                "alpha": alpha,
                "low": low,
                "high": high,
                "said": said,
                "why": "" if alpha is None else why,
                "n": words.say("coding.chart.agreement.n", **counted),
                "tagged": words.say("coding.chart.agreement.tagged", n=int(row["n_tagged"])),
            }
        )
    return made


def _figure(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")


def _line_told(row: dict[str, Any], words: Words) -> str:
    said = f"{row['said']} ({row['why']})" if row["why"] else row["said"]
    given = {key: row[key] for key in ("name", "unit", "n", "tagged")}
    return words.say("coding.chart.agreement.told", said=said, **given)


def _sentences(released: Released[CoderAgreement], words: Words) -> list[str]:
    found = released.finding
    said = [words.say("coding.chart.agreement.legend"), words.say("coding.compare.alpha_lead")]
    if found.n_unfinished:
        said.append(words.say("coding.chart.agreement.unfinished", n=found.n_unfinished))
    if found.n_lost:
        said.append(words.say("coding.chart.agreement.lost", n=found.n_lost))
    return said


def _table(released: Released[CoderAgreement], words: Words) -> pd.DataFrame:
    table = released.table.assign(
        told=[words.say(f"coding.chart.agreement.why.{told}") for told in released.table["told"]],
        shared_unit=[words.say(f"coding.chart.agreement.{unit}") for unit in released.table["shared_unit"]],
    )
    return table_in_words(table, _COLUMNS, words=words, section="coding")


def _drawn(told: list[dict[str, Any]], sentences: list[str], words: Words) -> Any:
    lines: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = []
    for row in told:
        if not names or names[-1]["of"] != row["name"]:
            names.append({"of": row["name"], "text": wrapped(row["name"], 28, lines=2), "at": len(lines)})
        said = f"{row['said']} · {row['n']}" if row["alpha"] is not None else row["said"]
        lines.append({**{k: row[k] for k in ("alpha", "low", "high", "shared_unit")}, "said": said, "at": len(lines)})
    least = min(
        [-0.2, *(row["low"] if row["low"] is not None else row["alpha"] for row in lines if row["alpha"] is not None)]
    )
    down = alt.Y(
        "at:O",
        axis=alt.Axis(
            labels=False, ticks=False, domain=False, titleAngle=0, titleAlign="right", titleY=-14, titleX=-14
        ),
        title=words.say("coding.chart.agreement.y"),
    )
    across = alt.X(
        "alpha:Q",
        title=words.say("coding.chart.agreement.x"),
        scale=alt.Scale(domain=[least, 1], nice=False, padding=8),
        axis=alt.Axis(format=".1f", tickCount=6),
    )
    known = [row for row in lines if row["alpha"] is not None]
    base = alt.Chart(rows(known), width=_WIDTH, height=_LINE * len(lines)).encode(y=down)
    colour = alt.when("datum.shared_unit === 'text'").then(alt.value(BLUE)).otherwise(alt.value(VERMILION))
    chance = alt.Chart(rows([{"alpha": 0}])).mark_rule(color=GREY, strokeDash=[4, 4]).encode(x=across)
    ends = base.mark_rule(strokeWidth=3).encode(x=alt.X("low:Q"), x2="high:Q", color=colour)
    shape = alt.when("datum.shared_unit === 'text'").then(alt.value("circle")).otherwise(alt.value("diamond"))
    points = base.mark_point(filled=True, size=190, opacity=1).encode(x=across, color=colour, shape=shape)
    every = alt.Chart(rows([{"at": row["at"], "said": row["said"]} for row in lines])).encode(y=down)
    said = every.mark_text(align="left", x=_WIDTH + 18, fontSize=SMALL, color=INK).encode(text="said:N")
    named = alt.Chart(rows([{"at": n["at"], "text": n["text"]} for n in names])).encode(y=down)
    labels = named.mark_text(
        align="right", x=-12, fontSize=SMALL, fontWeight="bold", color=INK, lineBreak="\n", lineHeight=SMALL + 2
    ).encode(text="text:N")
    return alt.vconcat(alt.layer(chance, ends, points, said, labels, title=beneath(sentences, width=_LETTERS)))
