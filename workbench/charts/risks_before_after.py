"""The picture of: which risks did people have, before the plan and after it?"""

from __future__ import annotations

from itertools import product
from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.figure import Figure
from workbench.charts.theme import GREY, INK, LARGE, PAPER, SMALL, rows, wrapped
from workbench.frames import Released
from workbench.model import RiskLevel
from workbench.model.prompts import Words
from workbench.patterns.forum_account import ALL
from workbench.patterns.risks_before_after import NOT_KNOWN, RisksBeforeAfter

__all__ = ["MOST_DRAWN", "risks_before_after"]

#: More risks than this cannot be read across a room; the table has all of them.
MOST_DRAWN = 12
_LEVELS = [level.value for level in RiskLevel]
_COLUMN = 96
_ROW = 62


def risks_before_after(released: Released[RisksBeforeAfter], *, words: Words) -> Figure:
    """A row for each risk: how many people had it at each level before, and how many after.

    The circle grows with the number written beside it; where a level stands says what it is, and no colour does.
    """
    table = released.table
    title = words.say("forum.risks.title")
    if table.empty:
        return Figure.nothing_yet(released, title=title, empty=words.say("forum.risks.empty"), words=words)
    sides = _sides(table, words)
    return Figure.of(
        released,
        _drawn(sides, words),
        title=title,
        description=_told(sides, words),
        table=_table(table, words),
        words=words,
    )


def _sides(table: pd.DataFrame, words: Words) -> list[dict[str, Any]]:
    """For each risk the counts at each level before, then after: the total rows of the table."""
    before, after = words.say("forum.risks.before"), words.say("forum.risks.after")
    made = []
    for row in table.to_dict("records"):
        if (row["before"] == ALL) == (row["after"] == ALL):
            continue
        level = row["after"] if row["before"] == ALL else row["before"]
        n = None if pd.isna(row["n"]) else int(row["n"])
        side = after if row["before"] == ALL else before
        said = words.say(f"forum.level.{level}")
        made.append({"name": row["name"], "side": side, "level": said, "n": n, "shown": str(row["n_shown"])})
    return made


def _told(sides: list[dict[str, Any]], words: Words) -> str:
    said = []
    names = list(dict.fromkeys(one["name"] for one in sides))
    for name in names:
        parts = {}
        for side in (words.say("forum.risks.before"), words.say("forum.risks.after")):
            told = [one for one in sides if one["name"] == name and one["side"] == side and one["shown"] != "0"]
            parts[side] = ", ".join(f"{one['level']}: {one['shown']}" for one in told)
        before, after = parts.values()
        said.append(words.say("forum.risks.told", name=name, before=before, after=after))
    if len(names) > MOST_DRAWN:
        said.append(words.say("forum.risks.first", n=MOST_DRAWN))
    return "\n".join(said)


def _table(table: pd.DataFrame, words: Words) -> pd.DataFrame:
    """A line for each risk and level before, with how many were at each level after."""
    headed = {level: words.say("forum.risks.after_level", level=words.say(f"forum.level.{level}")) for level in _LEVELS}
    headed |= {NOT_KNOWN: words.say("forum.level.not_known"), ALL: words.say("forum.risks.together")}
    shown = {(r["name"], r["before"], r["after"]): str(r["n_shown"]) for r in table.to_dict("records")}
    lines = []
    for name, before in product(dict.fromkeys(table["name"]), [*_LEVELS, ALL]):
        line = {words.say("forum.risks.name"): name, words.say("forum.risks.before"): _side(before, words)}
        lines.append(line | {heading: shown[name, before, after] for after, heading in headed.items()})
    return pd.DataFrame(lines, dtype="str")


def _side(level: str, words: Words) -> str:
    return words.say("forum.risks.together") if level == ALL else words.say(f"forum.level.{level}")


def _drawn(sides: list[dict[str, Any]], words: Words) -> Any:
    names = list(dict.fromkeys(one["name"] for one in sides))[:MOST_DRAWN]
    after = words.say("forum.risks.after")
    unknown = words.say("forum.level.not_known")
    some_unknown = any(one["level"] == unknown and one["shown"] != "0" for one in sides)
    dots = [
        {**one, "name": wrapped(one["name"], 24, lines=2)}
        for one in sides
        if one["name"] in names and (one["level"] != unknown or some_unknown)
    ]
    most = max(1, *(one["n"] or 0 for one in dots))
    panels = []
    for side in (words.say("forum.risks.before"), after):
        levels = [words.say(f"forum.level.{level}") for level in _LEVELS]
        levels += [unknown] if some_unknown and side == after else []
        panels.append(_panel([one for one in dots if one["side"] == side], side, levels, most, words))
    return alt.hconcat(*panels, spacing=28)


def _panel(dots: list[dict[str, Any]], side: str, levels: list[str], most: int, words: Words) -> Any:
    names = list(dict.fromkeys(one["name"] for one in dots))
    first = side == words.say("forum.risks.before")
    axis = alt.Axis(labelLineHeight=SMALL + 2, domain=False, ticks=False, grid=False) if first else None
    base = alt.Chart(width=_COLUMN * len(levels), height=_ROW * len(names)).encode(
        x=alt.X(
            "level:N",
            sort=levels,
            scale=alt.Scale(domain=levels),
            title=words.say("forum.risks.x"),
            axis=alt.Axis(labelAngle=0, orient="top", grid=False),
        ),
        y=alt.Y("name:N", sort=names, title=words.say("forum.risks.name") if first else None, axis=axis),
    )
    grown = alt.Size("n:Q", scale=alt.Scale(domain=[0, most], range=[0, 1_500]), legend=None)
    circles = base.mark_circle(color="#C9CED4", stroke=GREY, strokeWidth=1, opacity=1).encode(size=grown)
    halo = base.mark_text(fontSize=LARGE, fontWeight="bold", stroke=PAPER, strokeWidth=3).encode(text="shown:N")
    numbers = base.mark_text(fontSize=LARGE, fontWeight="bold", color=INK).encode(text="shown:N")
    title = alt.TitleParams(text=side, anchor="start", frame="group", fontSize=20, color=INK, offset=8)
    return alt.layer(circles, halo, numbers, data=rows(dots), title=title)
