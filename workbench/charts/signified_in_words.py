"""What stands beside every picture of what tellers say of their stories: who is in it, and who is not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.signified import Signified
from workbench.patterns.triangle import POLES

__all__ = [
    "MOST_GROUPS",
    "answers_in_words",
    "behind_in_words",
    "chance_in_words",
    "figure_in_words",
    "group_name",
    "header",
    "interval_in_words",
    "number_or_none",
    "points_behind",
    "zone_name",
]

#: More small pictures than this cannot be read across a room; the table has all.
MOST_GROUPS = 6


def _say(words: Words, key: str, **values: object) -> str:
    return words.say(f"signification.{key}", **values)


def group_name(group: Any, released: Released[Signified], words: Words) -> str:
    """A group's name; where stories are grouped, those in no group are "not said"; "" where they are not grouped."""
    if group is not None and not pd.isna(group) and group != "":
        return str(group)
    return _say(words, "beside.group_none") if released.finding.split_by else ""


def zone_name(zone: str, labels: tuple[str, ...] | list[str], words: Words) -> str:
    """A part of the triangle in words."""
    return _say(words, f"zone.{zone}", **dict(zip(POLES, labels, strict=True)))


def header(row: Mapping[Any, Any], released: Released[Signified], words: Words) -> str:
    """What stands above one group's picture; ``row`` has its group, n_stories and n_tellers."""
    stories = _counted(row, "n_stories", "beside.placed", words)
    tellers = _counted(row, "n_tellers", "beside.tellers", words)
    name = group_name(row["group"], released, words)
    parts = {"group": name, "stories": stories, "tellers": tellers}
    if not tellers:
        return f"{name}: {stories}" if name else stories
    return _say(words, "beside.header" if name else "beside.header_all", **parts)


def _counted(row: Mapping[Any, Any], column: str, key: str, words: Words) -> str:
    """A count in words; "" where a total is published without its people."""
    shown = str(row.get(f"{column}_shown", row[column]))
    return _say(words, key, n=None if pd.isna(row[column]) else int(row[column]), shown=shown) if shown else ""


def points_behind(points: pd.DataFrame, group: str) -> dict[str, Any]:
    """How many stories and tellers stand behind the points of one group, for :func:`header`."""
    return {"group": group, "n_stories": points["story"].nunique(), "n_tellers": points["teller"].nunique()}


def answers_in_words(released: Released[Signified], words: Words) -> list[str]:
    """Who is not in the picture, said first: does not apply, skipped, told without the question; by group."""
    said = []
    for group, rows in released.finding.answers.groupby("group", sort=False):
        parts = [
            _counted(row, "n_stories", f"beside.{row['placing']}", words)
            for row in rows.to_dict("records")
            if pd.isna(row["n_stories"]) or row["n_stories"]
        ]
        if parts:
            name = group_name(group, released, words)
            joined = _say(words, "beside.answers_join").join(parts)
            said.append(_say(words, "beside.answers" if name else "beside.answers_all", group=name, parts=joined))
    return said or [_say(words, "beside.answers_none")]


def behind_in_words(row: Mapping[Any, Any], words: Words) -> list[str]:
    """How many stories and people stand behind the two groups of a comparison."""
    said = []
    for which in ("first", "second"):
        counted = {"group": row[which]}
        for column in ("n_stories", "n_tellers"):
            counted |= {column: row[f"{column}_{which}"], f"{column}_shown": row[f"{column}_{which}_shown"]}
        parts = {
            "stories": _counted(counted, "n_stories", "beside.placed", words),
            "tellers": _counted(counted, "n_tellers", "beside.tellers", words),
        }
        said.append(_say(words, "beside.behind", group=row[which], **parts))
    return said


def number_or_none(value: Any) -> float | None:
    """A number as a chart draws it; None where it is missing."""
    return None if value is None or pd.isna(value) else float(value)


def figure_in_words(value: Any) -> str:
    """A figure with two places after the point, and a minus people can see; "" where it is missing."""
    if value is None or pd.isna(value):
        return ""
    text = f"{abs(float(value)):.2f}"
    return f"−{text}" if value < 0 and float(text) else text


def chance_in_words(p: Any) -> str:
    """A probability; "" where it is missing."""
    if p is None or pd.isna(p):
        return ""
    return "< 0.001" if p < 0.001 else f"{p:.3f}"


def interval_in_words(row: Mapping[Any, Any], words: Words) -> str:
    """Cliff's δ with its interval; "" where there is none."""
    if pd.isna(row["delta"]):
        return ""
    return _say(words, "comparison.delta", **{end: figure_in_words(row[end]) for end in ("delta", "low", "high")})
