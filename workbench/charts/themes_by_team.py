"""The picture of: which themes came up in which team?"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from workbench.charts.data_table import table_in_words
from workbench.charts.figure import Figure
from workbench.charts.theme import BLUE, INK, PALE, SMALL, beneath, rows, wrapped
from workbench.frames import Released
from workbench.model.prompts import Words
from workbench.patterns.themes_by_team import ThemesByTeam

__all__ = ["MOST_DRAWN", "MOST_TEAMS", "themes_by_team"]

#: More than these cannot be read across a room; the table has all of them.
MOST_DRAWN, MOST_TEAMS = 12, 4
#: How wide a letter of the words at the end of a bar is, at most.
_LETTER = 9
_LINE, _LETTERS = 46, 110
_COLUMNS = ["theme", "team", "n_texts", "n_people", "n_read", "n_people_read", "share", "looked_for"]


def themes_by_team(released: Released[ThemesByTeam], *, words: Words) -> Figure:
    """A panel for each team with a bar for each theme, in the outline of how many texts were read for it."""
    title = words.say("coding.chart.team.title")
    table = released.table
    if table.empty:
        return Figure.nothing_yet(released, title=title, empty=words.say("coding.chart.team.empty"), words=words)
    told = table.assign(said=[_said(row, words) for row in table.to_dict("records")])
    sentences = [words.say("coding.chart.team.read")]
    if table["theme"].nunique() > MOST_DRAWN:
        sentences.append(words.say("coding.chart.team.first", n=MOST_DRAWN))
    if table["system"].nunique() > MOST_TEAMS:
        sentences.append(words.say("coding.chart.team.first_teams", n=MOST_TEAMS))
    lines = [
        words.say("coding.chart.team.told", team=row["team"], theme=row["theme"], said=row["said"])
        for row in told.to_dict("records")
    ]
    return Figure.of(
        released,
        _drawn(told, sentences, words),
        title=title,
        description="\n".join([*lines, *sentences]),
        table=table_in_words(table, _COLUMNS, words=words, section="coding"),
        words=words,
    )


def _said(row: dict[Any, Any], words: Words) -> str:
    if not row["looked_for"]:
        return words.say("coding.chart.team.not_looked")
    if row["n_read_shown"] == "0":
        return words.say("coding.chart.team.nothing_read")
    return words.say("coding.chart.team.bar", n=row["n_texts_shown"], read=row["n_read_shown"])


def _drawn(told: pd.DataFrame, sentences: list[str], words: Words) -> Any:
    themes = list(dict.fromkeys(told["theme"]))[:MOST_DRAWN]
    teams = list(dict.fromkeys(told["system"]))[:MOST_TEAMS]
    shown = told[told["theme"].isin(themes) & told["system"].isin(teams)]
    most = max([1, *shown["n_read"].dropna().astype(int), *shown["n_texts"].dropna().astype(int)])
    width = {1: 760, 2: 470, 3: 380}.get(len(teams), 330)
    room = 16 + _LETTER * int(shown["said"].str.len().max())
    across = alt.X(
        "n:Q",
        title=words.say("coding.chart.team.x"),
        # room for the words at the end of the longest bar; the same in every panel
        scale=alt.Scale(domain=[0, most * width / (width - room)], nice=False),
        axis=alt.Axis(format=",.0f", values=[0, most // 2, most] if most % 2 == 0 else [0, most]),
    )
    panels = []
    for team in teams:
        of_team = shown[shown["system"] == team]
        bars = [_bar(row, at=themes.index(row["theme"])) for row in of_team.to_dict("records")]
        base = alt.Chart(rows(bars), width=width, height=_LINE * len(themes))
        panels.append(
            _panel(base, across, names=themes if team == teams[0] else None, words=words).properties(
                title=_heading(str(of_team["team"].iloc[0]))
            )
        )
    return alt.vconcat(alt.hconcat(*panels, spacing=30, title=beneath(sentences, width=_LETTERS)))


def _bar(row: dict[Any, Any], *, at: int) -> dict[str, Any]:
    n, read = (None if pd.isna(row[name]) else int(row[name]) for name in ("n_texts", "n_read"))
    return {"at": at, "n": n, "read": read, "end": read or 0, "said": row["said"]}


def _heading(team: str) -> alt.TitleParams:
    text = wrapped(team, 28, lines=2).split("\n")
    return alt.TitleParams(text=text, anchor="start", fontSize=20, color=INK, offset=10)


def _panel(base: alt.Chart, across: alt.X, *, names: list[str] | None, words: Words) -> Any:
    named = alt.Axis(labels=False, ticks=False, domain=False, titleAngle=0, titleAlign="right", titleY=-12, titleX=-12)
    down = alt.Y(
        "at:O",
        # a title of blanks keeps the panels at one height
        title=words.say("coding.chart.team.y") if names else " ",
        axis=named,
        scale=alt.Scale(paddingInner=0.25),
    )
    drawn = base.encode(y=down)
    layers = [
        drawn.mark_bar(fill=PALE, stroke=INK, strokeWidth=1).encode(x=_on(across, "read:Q")),
        drawn.mark_bar(fill=BLUE, height={"band": 0.5}).encode(x=across),
        drawn.mark_text(align="left", dx=8, fontSize=SMALL, color=INK).encode(x=_on(across, "end:Q"), text="said:N"),
    ]
    if names:
        texts = [{"at": at, "text": wrapped(name, 30, lines=2)} for at, name in enumerate(names)]
        labels = alt.Chart(rows(texts)).mark_text(
            align="right", x=-12, fontSize=SMALL, color=INK, lineBreak="\n", lineHeight=SMALL + 2
        )
        layers.append(labels.encode(y=down, text="text:N"))
    return alt.layer(*layers)


def _on(across: alt.X, column: str) -> alt.X:
    made = across.copy()
    made.shorthand = column
    return made
