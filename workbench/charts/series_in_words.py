"""What a process-behaviour chart says, in sentences: how many points, which limits, what is worth asking about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from workbench.charts.data_table import day_in_words
from workbench.frames import Released
from workbench.model.number import number_in_words
from workbench.model.prompts import Words
from workbench.patterns.process_behaviour import FEWEST_POINTS, ProcessBehaviour

__all__ = ["SeriesInWords", "series_in_words"]

#: Limits from fewer points than this still move a good deal (Wheeler, Understanding Variation).
_FIRM_FROM = 12


@dataclass(frozen=True)
class SeriesInWords:
    """``beneath`` stands with the picture; ``sentences`` say all of it for those who do not see it."""

    beneath: tuple[str, ...]
    sentences: tuple[str, ...]


def series_in_words(released: Released[ProcessBehaviour], words: Words) -> SeriesInWords:
    """The sentences of one series."""
    finding = released.finding
    about = list(_about(finding, words))
    signals = list(_signals(finding.table, words))
    changes = [
        words.say("series.chart.change", n=n, day=day_in_words(row["changed_on"], words), what=row["what"])
        + (f" {words.say('series.chart.anew')}" if row["recalculate"] else "")
        for n, row in enumerate(finding.changes.to_dict("records"), start=1)
    ]
    told = [words.say("series.chart.signals"), *signals, words.say("series.chart.worth")] if signals else []
    if not signals and finding.parts["limits"].any():
        told = [words.say("series.chart.no_signal")]
    listed = [words.say("series.chart.changes"), *changes] if changes else []
    return SeriesInWords(
        beneath=(*about, *([words.say("series.chart.worth")] if signals else []), *listed),
        sentences=(*about, *told, *listed),
    )


def _about(finding: ProcessBehaviour, words: Words) -> Iterator[str]:
    table = finding.table
    yield words.say("series.chart.points", n=len(table))
    parts = finding.parts.to_dict("records")
    for part in parts:
        yield _about_part(part, table[table["part"] == part["part"]], words, alone=len(parts) == 1)
    if any(part["limits"] for part in parts):
        yield words.say("series.chart.limits")
        if any(part["limits"] and part["n_points"] < _FIRM_FROM for part in parts):
            yield words.say("series.chart.soft")


def _about_part(part: dict[Any, Any], rows: pd.DataFrame, words: Words, *, alone: bool) -> str:
    day, n = day_in_words(part["first_on"], words), int(part["n_points"])
    if not part["limits"]:
        return words.say(f"series.chart.few{'' if alone else '_part'}", day=day, n=n, fewest=FEWEST_POINTS)
    first = rows.iloc[0]
    figures = {name: number_in_words(first[name]) for name in ("mean", "lower", "upper")}
    return words.say("series.chart.part", day=day, points=n, **figures)


def _signals(table: pd.DataFrame, words: Words) -> Iterator[str]:
    for row in table.to_dict("records"):
        day = day_in_words(row["happened_on"], words)
        if row["signal"]:
            signal = words.say(f"series.chart.{row['signal']}")
            shown = words.say("series.chart.hidden") if pd.isna(row["value"]) else number_in_words(row["value"])
            yield words.say("series.chart.told_signal", day=day, value=shown, signal=signal)
        if row["range_signal"]:
            yield words.say("series.chart.told_range", day=day, n=number_in_words(row["moving_range"]))
