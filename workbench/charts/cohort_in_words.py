"""Rates before and after, in words: figures with their intervals, and what must be said beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.cohort_before_after import LEFT_OUT, CohortBeforeAfter

__all__ = ["beside", "careful", "left_out", "measure_name", "notes", "rate_in_words", "ratio_in_words"]

#: What has to be said of how people were chosen; of the other ways nothing follows.
_CHOSEN = ("at_their_worst", "not_known")


def _say(words: Words, key: str, **values: object) -> str:
    return words.say(f"case_paths.cohort_before_after.{key}", **values)


def measure_name(row: Mapping[Any, Any], released: Released[CohortBeforeAfter], words: Words) -> str:
    """The name of a measure with its unit."""
    return _say(words, f"measure.{row['measure']}", activity=released.finding.activity or "")


def rate_in_words(row: Mapping[Any, Any], column: str, words: Words) -> str:
    """A figure, and its interval where there is one: "2.96 (2.82 to 3.09)"."""
    value, low, high = (row[f"{column}{end}"] for end in ("", "_low", "_high"))
    pounds = row["measure"] == "cost_pounds" and column != "ratio"
    if pd.isna(value):
        return str(row[f"{column}_shown"]) or _say(words, "none")
    if pd.isna(low):
        return _say(words, "rate", rate=_figure(value, pounds=pounds))
    return _say(
        words,
        "interval",
        rate=_figure(value, pounds=pounds),
        low=_figure(low, pounds=pounds),
        high=_figure(high, pounds=pounds),
    )


def _figure(value: float, *, pounds: bool) -> str:
    """Three figures that mean something; pounds with their sign."""
    size = abs(value)
    text = f"{size:,.0f}" if size >= 100 else f"{size:.1f}" if size >= 10 else f"{size:.2f}"
    return f"{'−' if value < 0 and float(text.replace(',', '')) else ''}{'£' if pounds else ''}{text}"


def beside(row: Mapping[Any, Any], phase: str, words: Words) -> str:
    """What stands beside a dot: the rate with its interval, and how many contacts it was counted from."""
    n = None if pd.isna(row[f"n_{phase}"]) else int(row[f"n_{phase}"])
    return _say(words, "counted", what=rate_in_words(row, f"rate_{phase}", words), n=n, shown=row[f"n_{phase}_shown"])


def ratio_in_words(row: Mapping[Any, Any], words: Words) -> str:
    """After by before, in a sentence; "" where it cannot be told, or so few people carry no estimate."""
    if pd.isna(row["ratio"]) or row["may_say"] == "points":
        return ""
    ends = {} if pd.isna(row["ratio_low"]) else {end: f"{row[f'ratio_{end}']:.2f}" for end in ("low", "high")}
    return _say(words, "ratio_interval" if ends else "ratio", ratio=f"{row['ratio']:.2f}", **ends)


def careful(released: Released[CohortBeforeAfter], words: Words) -> list[str]:
    """What may not be missing wherever the picture goes: what so many people carry, and what it cannot tell."""
    may_say = released.table["may_say"].iloc[0]
    said = [_say(words, f"may_say.{may_say}")]
    if may_say in ("estimate", "comparison"):
        said.append(_say(words, "intervals"))
    chosen = {row["chosen"]: row for row in released.finding.chosen.to_dict("records")}
    said += [_counted(words, f"chosen.{how}", chosen[how]) for how in _CHOSEN]
    said += [_unknown(row, words) for row in released.table.to_dict("records")]
    said.append(_say(words, "not_because"))
    return [sentence for sentence in said if sentence]


def notes(released: Released[CohortBeforeAfter], words: Words) -> list[str]:
    """What stands beside the figures: who is in them and for how long, and who is not."""
    said = [_followed(row, words) for row in released.finding.followed.to_dict("records")]
    first, last = released.finding.window
    same = -first == last + 1
    key, values = ("quarter", {"n": -first}) if same else ("quarter_between", {"first": first, "last": last})
    said.append(_say(words, key, **values))
    said += left_out(released, words)
    return [sentence for sentence in said if sentence]


def left_out(released: Released[CohortBeforeAfter], words: Words) -> list[str]:
    """Who is not in the figures, and why."""
    rows = {row["reason"]: row for row in released.finding.left_out.to_dict("records")}
    said = [_counted(words, f"left_out.{why}", rows[why]) for why in LEFT_OUT]
    return [sentence for sentence in said if sentence]


def _followed(row: Mapping[Any, Any], words: Words) -> str:
    phase = _say(words, f"phase.{row['phase']}")
    said = _counted(words, "followed", row, phase=phase, quarters=_quarters(row))
    return said or _say(words, "followed_none", phase=phase)


def _counted(words: Words, key: str, row: Mapping[Any, Any], **values: object) -> str:
    """A sentence about so many people; "" about nobody."""
    n = None if pd.isna(row["n_people"]) else int(row["n_people"])
    return "" if n == 0 else _say(words, key, n=n, shown=row["n_people_shown"], **values)


def _quarters(row: Mapping[Any, Any]) -> str:
    quarters = row["person_quarters"]
    return str(row["person_quarters_shown"]) if pd.isna(quarters) else f"{quarters:,.1f}"


def _unknown(row: Mapping[Any, Any], words: Words) -> str:
    """How many contacts a measure could not count, on each side; "" where it could count all."""
    before, after = (str(row[f"n_not_known_{phase}_shown"]) for phase in ("before", "after"))
    return "" if before == after == "0" else _say(words, f"not_known.{row['measure']}", before=before, after=after)
